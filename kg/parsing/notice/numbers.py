"""The numbers of a list's items as a reader follows them: skipped, given twice, gone back, begun again where no heading parts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.parsing.findings import Doubt, Item, last_of_place

__all__ = ["doubts_of_numbers"]

_LINE_NUMBER: Final = re.compile(r"^[ \t\u3000|]*(\d{1,3})(?=[.．、 \t\u3000|\n]|[\u4e00-\u9fff])", re.MULTILINE)
_MERGED: Final = 2  # times as long as the middle one of its list: two tasks in one are about that


def doubts_of_numbers(items: Sequence[Item], source: str) -> Iterator[Doubt]:
    """What is odd about the numbers of one list, within a section or through the list; ``source`` is the document's text."""
    sizes = sorted(len(item.text) for item in items)
    longest = _MERGED * sizes[len(sizes) // 2] if sizes else 0
    last: dict[str, int] = {}
    said = -1  # up to which item it is said that a heading may be missing
    for at, item in enumerate(items):
        if item.ordinal is None:
            continue
        level = "cn" if item.number and not item.number[0].isdecimal() else "ar"
        number = last.get(level)
        last[level] = item.ordinal
        if number is None or item.ordinal == number + 1:
            continue
        before = items[at - 1]
        if item.ordinal == 1 and item.place != before.place:
            continue  # each heading's tasks may count from 1
        if item.ordinal == number:
            yield Doubt.at("number-repeated", item.offset, number=str(item.number))
        elif item.ordinal > number + 1:
            missing = str(number + 1) if item.ordinal == number + 2 else f"{number + 1}–{item.ordinal - 1}"
            facts = {"before": str(number), "after": str(item.ordinal), "missing": missing}
            if len(before.text) > longest or _is_printed(source, before.offset, item.offset, range(number + 1, item.ordinal)):
                yield Doubt("number-lost", before.offset, facts, item.offset)
            else:
                yield Doubt("number-gap", item.offset, facts, item.offset + 1)
        elif at > said:
            said = last_of_place(items, at)
            yield Doubt("number-back", item.offset, {"before": str(number), "after": str(item.ordinal)}, items[said].text.end)


def _is_printed(source: str, start: int, end: int, missing: range) -> bool:
    """Whether one of the numbers that no item bears begins a line between two items."""
    return any(int(found[1]) in missing for found in _LINE_NUMBER.finditer(source, start, end))
