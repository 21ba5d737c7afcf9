"""Doubts about lists of which no task says who answers: what :mod:`kg.model.doubt_kinds` is for the others."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["KINDS_OF_LISTS"]

# fmt: off
KINDS_OF_LISTS: Final = (
    DoubtKind(
        "list-without-units", "note", "A list that names no body", "清单未写责任单位",
        "no task of the list says who answers for it", "清单中的任务都没有写明由谁负责",
        "Nothing: a report may tell of goals alone", "无需处理：通报可以只写目标",
    ),
    DoubtKind(
        "results-in-prose", "note", "Results that were only counted", "只作统计的完成情况",
        "sentences tell of {count} results of goals that no list names; they are in no record. The first: {text}",
        "文中以叙述形式写明了 {count} 项结果，所属目标没有列成清单，结果未进入任何记录。第一项：{text}",
        "Read the report itself for them", "请直接查阅报告原文",
    ),
    DoubtKind(
        "list-by-title", "doubt", "Known by its title alone", "仅凭标题认定",
        "that these are tasks is told by a title alone: none says who answers", "只有标题表明这些是任务，各项都没有写明由谁负责",
        "See whether they are tasks, and who answers for them", "核对这些是否为任务、由谁负责",
    ),
    DoubtKind(
        "list-by-points", "doubt", "Known by its points alone", "仅凭要点认定",
        "that these are tasks is told by their numbers alone: no title stands above them, and none says who answers",
        "只有编号和其中的数字表明这些是任务：上面没有标题，各项也没有写明由谁负责",
        "See whether they are tasks, and who answers for them", "核对这些是否为任务、由谁负责",
    ),
)
# fmt: on
