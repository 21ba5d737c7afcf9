"""A body's pledge (市卫生局 2011年重点工作目标责任书): the office in its title, or right above it, answers for all points below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.knowledge.words import any_word
from kg.model.passages import Passage
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.findings import Reading
from kg.parsing.marks.lines import Line
from kg.parsing.notice.lists import ListRegion
from kg.parsing.text.office_headings import office_title

__all__ = ["with_pledging_office"]

_ABOVE: Final = 3  # lines in which the title stands
_LONGEST: Final = 50  # characters of a title
_PLEDGE: Final = re.compile(
    rf"(?:(?P<office>[^\s\d]{{2,20}})[ \u3000]*(?=20\d\d))?[^。；;：:]*(?:{any_word('lists', 'pledges')})(?:[（(][^（()）]*[）)])?"
)


def with_pledging_office(reading: Reading, lines: Sequence[Line], region: ListRegion) -> Reading:
    """The reading, with the office as who answers for each item where nobody else does and the list is its pledge."""
    if any(item.parts for item in reading.items) or (office := _office(lines, region.start)) is None:
        return reading
    part = ClausePart("responsible", None, office)
    return replace(reading, items=tuple(replace(item, parts=(part,)) for item in reading.items))


def _office(lines: Sequence[Line], start: int) -> Passage | None:
    for index in range(start - 1, max(-1, start - 1 - _ABOVE), -1):
        line = lines[index]
        title = _PLEDGE.fullmatch(line.text) if len(line.text) <= _LONGEST else None
        if title is None:
            continue
        if title["office"] and office_title(title["office"], whole=True):
            return Passage.of_line(line.text, line.start).cut(0, title.end("office"))
        above = lines[index - 1] if index and not title["office"] else None
        return Passage.of_line(above.text, above.start) if above and office_title(above.text, whole=True) else None
    return None
