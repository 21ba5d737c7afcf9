"""Reports that name no body: numbered goals, each with what was reached behind it (一、关于老旧小区改造。截至6月底，已完成…).

Such a list is looked for only where no clause and no table is found, and is one only where most of its items tell of a result.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.findings import Claim, Item, Place, Reached, Reading
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.numbering import LEVELS, Marker, marker_at
from kg.parsing.notice.kind import BEHIND_A_GOAL
from kg.parsing.notice.list_titles import title_above
from kg.parsing.notice.lists import ListRegion
from kg.parsing.targets import read_targets

__all__ = ["find_reported", "read_reported"]

_FEWEST = 2  # items; one number does not make a list
_TELLING = 0.6  # of the items that must tell of a result
_BARE_NUMBER: Final = re.compile(r"0?(\d{1,2})")
_CLAUSE_END: Final = re.compile(r"[。；;，,：:\n]")
_TOLD: Final = compiled(
    rf"(?:^|(?<=[。；;，,：:\n]))[ \u3000]*(?:[（(]\d{{1,2}}[）)])?(?:{'|'.join(words('patterns/progress')['reports'])})"
)
_NAMED: Final = re.compile(r"[^。；;，,：:\n]{2,40}[：:]")
_NO_END: Final = "：: \u3000\n"
_BREAK: Final = re.compile(r"\n")
_LONGEST_HEADING = 45


@value
class _Entry:
    """A numbered line, and the lines below it up to the next number."""

    marker: Marker
    first: int
    end: int
    bare: bool  # the number stands on a line of its own


def find_reported(lines: Sequence[Line]) -> list[ListRegion]:
    """The list of reported goals, if the lines hold one."""
    entries = _entries(lines)
    if len(entries) < _FEWEST:
        return []
    told = sum(_result_start(flow_of(lines[entry.first : entry.end]).text) is not None for entry in entries)
    if told < _TELLING * len(entries):
        return []
    start = entries[0].first
    while start and (above := marker_at(lines[start - 1].text, 0)) is not None and above.level < entries[0].marker.level:
        start -= 1
    title, preface = title_above(lines, start)
    return [ListRegion(title, preface, start, entries[-1].end)]


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """The items: numbers of one level, in sequence from 1; of the deepest level that has such."""
    found = [(number, marker, False) for number, line in enumerate(lines) if (marker := marker_at(line.text, 0)) and not marker.doubtful]
    for number, line in enumerate(lines[:-1]):
        bare = _BARE_NUMBER.fullmatch(line.text.strip())
        if bare:
            found.append((number, Marker("C", int(bare[1]), line.text.strip(), 0, len(line.text)), True))
    found.sort(key=lambda entry: entry[0])
    for level in reversed(LEVELS[:3]):
        own = [entry for entry in found if entry[1].level == level]
        if len(own) >= _FEWEST and own[0][1].ordinal == 1 and all(b[1].ordinal in (a[1].ordinal + 1, 1) for a, b in pairwise(own)):
            stops = sorted(entry[0] for entry in found if entry[1].level <= level)
            ends = dict(zip(stops, [*stops[1:], len(lines)], strict=True))
            return [_Entry(marker, number, ends[number], bare) for number, marker, bare in own]
    return []


def _result_start(text: str) -> int | None:
    """Where the report begins: with words that say so, else behind the goal's name, else with the clause of the first number reached."""
    told = _TOLD.search(text)
    if told:
        return told.start()
    reached = next((note.start for note in read_targets(text).numbers if note.kind == "result"), None)
    if reached is None:
        return None
    named = _NAMED.match(text)
    return named.end() if named else max((match.end() for match in _CLAUSE_END.finditer(text, 0, reached)), default=0)


def read_reported(lines: Sequence[Line]) -> Reading:
    """Each number is an item: its text up to where the report begins; what is reported is set aside."""
    entries = {entry.first: entry for entry in _entries(lines)}
    place = Place()
    items: list[Item] = []
    claims: list[Claim] = []
    at = 0
    while at < len(lines):
        entry = entries.get(at)
        if entry is None:
            place = _heading(lines[at], place, claims)
            at += 1
            continue
        _read_entry(lines, entry, place, items, claims)
        at = entry.end
    return Reading("reported", told("{count} numbered goals with what was reached", count=len(items)), tuple(items), tuple(claims))


def _told(passage: Passage | None) -> tuple[Reached, ...]:
    return (Reached("", passage),) if passage else ()


def _heading(line: Line, place: Place, claims: list[Claim]) -> Place:
    marker = marker_at(line.text, 0)
    whole = Passage.of_line(line.text, line.start)
    if marker is None or len(line.text) > _LONGEST_HEADING:
        claims.append(Claim("letter", whole, "between reported goals"))
        return place
    title = whole.cut(marker.end).strip(_NO_END)
    claims.append(Claim("heading", whole, "heading of reported goals"))
    return Place(marker.printed, title) if marker.level == "A" else replace(place, subsection=marker.printed, subsection_title=title)


def _read_entry(lines: Sequence[Line], entry: _Entry, place: Place, items: list[Item], claims: list[Claim]) -> None:
    own = lines[entry.first : entry.end]
    flow = flow_of(own)
    start = len(own[0].text) + 1 if entry.bare else entry.marker.end
    claims.append(Claim("number", flow.cut(0, start).strip(), "number of an item"))
    body = flow.cut(start)
    told = _result_start(body.text)
    named = body.text.find("\n") if entry.bare else -1
    pieces = [body.cut(0, named), body.cut(named + 1, told)] if 0 <= named < (len(body) if told is None else told) else [body.cut(0, told)]
    text = Passage.joined([piece.without(_BREAK).strip(_NO_END) for piece in pieces if piece.strip(_NO_END)], " ")
    reached = body.cut(told).without(_BREAK).strip() if told is not None else None
    if reached is not None:
        claims.append(Claim("aside", reached, BEHIND_A_GOAL))
    if text:
        claims.append(Claim("task", text, "goal of a report"))
        items.append(Item(entry.marker.printed, entry.marker.ordinal, text, (), place, text.start, (), _told(reached)))
