"""The kinds of doubt that a build has of reports beside the plans that they tell of, and that no document has alone."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["JOIN_KINDS"]

# fmt: off
JOIN_KINDS: Final = (
    DoubtKind(
        "report-joined", "note", "A report and its plan", "进展与计划的对应",
        "tells of {tasks} of the {planned} tasks that are planned for {years}: of its {items} items {joined} are joined to them, "
        "{perhaps} may be, {none} are not",
        "说到 {years} 计划 {planned} 项任务中的 {tasks} 项：{items} 个条目中 {joined} 个已对应，{perhaps} 个可能对应，{none} 个没有",
        "Nothing; 'kg query report-joins' lists each, with what it rests on", "无需处理；kg query report-joins 逐条列出及其依据",
    ),
    DoubtKind(
        "join-doubtful", "doubt", "Perhaps of this task", "可能对应的任务",
        "may tell of the planned task {task} (likeness {likeness}), and was not joined to it: {text}",
        "可能说的是计划中的任务 {task}（相似度 {likeness}），没有对应：{text}",
        "Hold both texts against each other", "对照两处文字",
    ),
    DoubtKind(
        "promise-differs", "doubt", "Another number promised", "目标数与计划不同",
        "the report prints {printed} as what was promised, the plan {planned}: {text}",
        "报告所写目标为 {printed}，计划为 {planned}：{text}",
        "See whether the number was changed since, or another one is meant; both are kept",
        "核对是否调整过目标，或指另一个数；两者都已保留",
    ),
)
