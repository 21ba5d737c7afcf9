"""Headings that were lost or ran on into a task: known by numbers that they skip, by what follows them, by tasks that nobody leads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from kg.model.excerpts import excerpt
from kg.model.records import Task
from kg.parsing.findings import Doubt, Item, last_of_place
from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["doubts_of_leaderless", "doubts_of_sections"]

# A number of an item that stands behind other words than those that open a list (：；).
_ITEM_WITHIN: Final = re.compile(r"(?<=[\u4e00-\u9fff。）)])[ \u3000]*(\d{1,3})[.．](?![\d.])[ \u3000]*(?=[\u4e00-\u9fff“《\d])")
_FIRST_WITHIN: Final = re.compile(r"(?<=[\u4e00-\u9fff。])（一）(?=[\u4e00-\u9fff])")
_WITHIN_SENTENCE: Final = re.compile(r"[，。；：:,;]")
_LONGEST_HEADING: Final = 30  # characters
_FEWEST_TASKS: Final = 5  # tasks of a list that have neighbours to differ from
_LEADERLESS: Final = 0.3  # of a list's tasks


def doubts_of_sections(items: Sequence[Item]) -> Iterator[Doubt]:
    """Where the items of one list may stand below another heading than the one that was read."""
    yield from _headings_within(items)
    yield from _skipped(items)
    yield from _styles(items)


def doubts_of_leaderless(tasks: Sequence[Task]) -> Iterator[Doubt]:
    """Tasks of a list that have no leader where the headings of nearly all others name one: one doubt for those that stand together."""
    for _, group in groupby(tasks, key=lambda task: task.part):
        listed = list(group)
        without = sum(not task.leaders for task in listed)
        if len(listed) < _FEWEST_TASKS or not 0 < without <= _LEADERLESS * len(listed):
            continue
        if any(leader.basis != "heading" for task in listed for leader in task.leaders):
            continue  # who leads stands beside each task, and may be nobody
        for led, run in groupby(listed, key=lambda task: bool(task.leaders)):
            if not led:
                alone = list(run)
                yield Doubt.at("section-doubtful", alone[0].start, alone[-1].end, text=excerpt(alone[0].text))


def _headings_within(items: Sequence[Item]) -> Iterator[Doubt]:
    """A heading that runs on into its first item: that task, and those up to the next heading, may stand below the wrong one."""
    said = -1  # up to which item it is said
    for at, item in enumerate(items):
        if at > said and _holds_item(items, at):
            said = last_of_place(items, at)
            yield Doubt.at("section-doubtful", item.offset, max(items[said].text.end, item.text.end), text=excerpt(item.text.text))


def _holds_item(items: Sequence[Item], at: int) -> bool:
    item = items[at]
    text = item.text.text
    found = _ITEM_WITHIN.search(text) if "." in text or "．" in text else None
    if found:
        before, behind = text[: found.start()], text[found.end() :]
        headed = not _is_figure(item.number) and len(before) <= _LONGEST_HEADING and not _WITHIN_SENTENCE.search(before)
        glued = before[-1:] not in "。）)" and int(found[1]) > (item.ordinal or 0)  # 引进企业10家4.新增学位500个
        if headed or (glued and "\u4e00" <= before[-1:] <= "\u9fff") or _is_next(items, at, int(found[1]), behind):
            return True
    first = _FIRST_WITHIN.search(text) if "（一）" in text else None
    return first is not None and "（二）" not in text[first.end() :]


def _is_figure(number: str | None) -> bool:
    return number is not None and number.isdecimal()


def _is_next(items: Sequence[Item], at: int, number: int, rest: str) -> bool:
    """Whether the number within an item goes on from the one before, or before the one behind, and opens no list of its own."""
    if re.search(rf"(?<!\d){number + 1}[.．]", rest) or (items[at].ordinal == number and _is_figure(items[at].number)):
        return False
    before = next((item.ordinal for item in reversed(items[max(0, at - 3) : at]) if _is_figure(item.number)), None)
    behind = next((item.ordinal for item in items[at + 1 : at + 2] if _is_figure(item.number)), None)
    return number == 1 or before == number - 1 or behind == number + 1


def _skipped(items: Sequence[Item]) -> Iterator[Doubt]:
    """Headings that skip a number: one was not seen, and the tasks above the next one may be below it."""
    first = 0
    for at in range(1, len(items)):
        here, there = items[at - 1].place, items[at].place
        if there.section_title is not here.section_title:
            before, behind = chinese_ordinal(here.section or ""), chinese_ordinal(there.section or "")
            if there.section_title and 0 < before < behind - 1:
                yield Doubt.at("section-doubtful", items[first].offset, items[at - 1].text.end, text=excerpt(there.section_title.text))
            first = at


def _styles(items: Sequence[Item]) -> Iterator[Doubt]:
    """Numbers of another kind below one heading (1. 2. 一、 二、): those of the second kind may stand below another."""
    for title, group in groupby(items, key=lambda item: item.place.section_title and item.place.section_title.start):
        listed = [(item, number[0].isdecimal()) for item in group if (number := item.number)]
        change = next((at for at, (_, figure) in enumerate(listed) if not figure), 0)
        if title is not None and change and not any(figure for _, figure in listed[change:]):
            item = listed[change][0]
            yield Doubt.at("section-doubtful", item.offset, listed[-1][0].text.end, text=excerpt(item.text.text))
