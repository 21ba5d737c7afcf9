"""The kinds of doubt of lists that bureaus filled in; as in :mod:`kg.model.doubt_kinds`."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["KINDS_FILLED_IN"]

# fmt: off
KINDS_FILLED_IN: Final = (
    DoubtKind(
        "entry-number", "doubt", "A number not read", "实际值无法读取",
        "{place}: what was filled in is no number that can be read, or not wholly: {text}",
        "{place}：填写的实际值不是（或不全是）可读取的数字：{text}",
        "Write a number and its unit there, as 8.5%; of several goals one a line, as indicator: 8.5%",
        "在该单元格写明数值和单位（如 8.5%）；有多个目标时每行一个，写作“指标：8.5%”",
    ),
    DoubtKind(
        "entry-date", "doubt", "A date not read", "截至日期无法读取",
        "{place}: what was filled in is no date: {text}", "{place}：填写的内容不是日期：{text}",
        "Write a day there, as 2026-06-30", "在该单元格写明日期，如 2026-06-30",
    ),
    DoubtKind(
        "entry-status", "doubt", "A state not known", "状态无法识别",
        "{place}: what was filled in is none of the states: {text}", "{place}：填写的内容不是可选的状态：{text}",
        "Choose a state from the list of that cell", "在该单元格的下拉列表中选择状态",
    ),
    DoubtKind(
        "entry-unplaced", "doubt", "Filled in for no task", "填报内容未归入任务",
        "{place}: {why}; it is kept, and stands on a sheet of its own when the lists are written again: {text}",
        "{place}：{why}；内容已保留，再次导出时列在单独的工作表中：{text}",
        "See whether it belongs to another task, and fill it in there", "核对是否属于其他任务，并在该任务处填报",
    ),
)
# fmt: on
