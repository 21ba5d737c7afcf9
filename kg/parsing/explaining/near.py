"""What came nearest to a list of tasks in a document that has none: the lines, and what is lacking at each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import role_words, words_at
from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.source import Source
from kg.parsing.clauses.labels import find_labels, unknown_labels
from kg.parsing.clauses.parts import could_be_names
from kg.parsing.clauses.places import ClausePlace, find_clauses
from kg.parsing.explaining.explanation import NearMiss, NearMissKind
from kg.parsing.marks.lines import Line, content_lines, flow_of, is_furniture, is_header
from kg.parsing.marks.numbering import marker_at
from kg.parsing.names.forms import looks_like_unit, printed_form
from kg.parsing.tables.columns import TEXT_KINDS, UNIT_KINDS, column_kind
from kg.parsing.text.headings import heading_part
from kg.parsing.words import alternatives

__all__ = ["near_misses"]

_MOST, _MOST_OF_A_KIND = 5, 2
# From the nearest, where one word or sign is lacking, to what only speaks of duties.
_ORDER: Final[tuple[NearMissKind, ...]] = (
    "clause-without-task", "bracket-without-number", "columns-unknown", "columns-without-bodies", "columns-without-tasks", "label-unknown",
    "label-in-sentence", "bodies-at-end", "heading-without-number", "bracket-with-others", "bracket-in-sentence",
    "clause-without-bodies", "words-of-duty",
)  # fmt: skip
_BRACKET = re.compile(r"[（(\[〔【]([^（(\[〔【）)\]〕】\n]{2,300})[）)\]〕】]")
_SIGNS = re.compile(r"[、，,；;]")
_CELLS = re.compile(r"[|｜\t]|[ \u3000]{1,}")
_LABEL = re.compile(
    rf"(?P<label>(?:{alternatives(words_at('label'))}){{1,3}}(?:单位|部门|领导))[为是由：:]{{0,2}}(?P<behind>[^。；\n]{{0,30}})"
)
_DUTIES: Final = frozenset({"负责", "责任单位", "责任领导"})
_DUTY = re.compile(
    alternatives({word for role in ("lead", "support") for word in role_words("after")[role] if word in words_at("label")} | _DUTIES)
)
# What stands behind the last sign of a line that could part a task from those who answer for it: -> 市园林局、市财政局.
_TAIL = re.compile(
    r"(?P<sign>[。；;：:！]|[-—=－~～]*[>》→＞]+|[—－-]{1,2}|[/／|｜]|[ \u3000])[ \u3000]*"
    r"(?P<names>[^。；;：:！>》→＞—－/／|｜ \u3000（）()]{3,200}[。；;]?)$"
)
_LONGEST_HEADING, _MOST_HEADINGS = 12, 10


def near_misses(source: Source, text: str) -> tuple[NearMiss, ...]:
    """The nearest misses, best first, five at most, two of a kind at most. ``text`` is that of the source in simplified characters."""
    lines = [line for line in content_lines(source) if is_header(line) or not is_furniture(line)]
    lines = [Line(text[line.start : line.end], line.start, line.end, line.blank_before, line.opened, line.heading) for line in lines]
    found = sorted(
        (*_by_clauses(source, lines), *_by_lines(source, lines), *_by_headings(source, lines)),
        key=lambda miss: (_ORDER.index(miss.kind), -int(miss.facts.get("count", "0")), miss.start),
    )
    kept: list[NearMiss] = []
    of_kind: Counter[str] = Counter()
    for miss in found:
        if of_kind[miss.kind] < _MOST_OF_A_KIND and all(miss.line != other.line for other in kept):
            of_kind[miss.kind] += 1
            kept.append(miss)
    return tuple(kept[:_MOST])


def _miss(source: Source, kind: NearMissKind, start: int, end: int, **facts: str) -> NearMiss:
    return NearMiss(kind, source.line(start), start, end, facts)


def _by_clauses(source: Source, lines: Sequence[Line]) -> Iterator[NearMiss]:
    """Clauses that the grammar sees, and that no task came of."""
    flow = flow_of(lines)
    starts = [0, *(match.end() for match in re.finditer("\n", flow.text))]
    stops = [at for at in starts if (marker := marker_at(flow.text, at)) and not marker.doubtful]
    for place in find_clauses(flow.text, stops):
        here = flow.cut(place.start, place.end)
        yield _miss(source, _kind_of(flow.text, starts, place), here.start, here.end, text=excerpt(here.text))


def _kind_of(flow: str, starts: Sequence[int], place: ClausePlace) -> NearMissKind:
    if not place.names_bodies:
        return "clause-without-bodies"
    begin = starts[bisect_right(starts, place.start) - 1]
    numbered = marker_at(flow, begin) is not None
    return "bracket-without-number" if place.form == "bare" and not numbered else "clause-without-task"


def _by_lines(source: Source, lines: Sequence[Line]) -> Iterator[NearMiss]:
    for line in lines:
        text = line.text
        yield from _labels(source, line)
        if tail := _TAIL.search(text):
            names = tail["names"].strip("。；; ")
            if could_be_names(names) and len(names) < len(text) and not any(find_labels(text)):
                start, end = line.start + tail.start("names"), line.start + tail.end("names")
                yield _miss(source, "bodies-at-end", start, end, sign=tail["sign"].strip() or "␣", text=excerpt(names))
        if not marker_at(text, 0) and heading_part(Passage.of_line(text, 0)) is not None:
            yield _miss(source, "heading-without-number", line.start, line.end, text=excerpt(text))
        for bracket in _BRACKET.finditer(text):
            pieces = [piece.strip() for piece in _SIGNS.split(bracket[1]) if piece.strip()]
            others = [piece for piece in pieces if not looks_like_unit(printed_form(piece))]
            start, end = line.start + bracket.start(), line.start + bracket.end()
            if could_be_names(bracket[1]):
                yield _miss(source, "bracket-in-sentence", start, end, text=excerpt(bracket.group()))
            elif others and len(others) * 2 <= len(pieces):
                yield _miss(source, "bracket-with-others", start, end, text=excerpt(bracket.group()), other=excerpt(others[0]))
        duties = [match.group() for match in _DUTY.finditer(text)]
        if duties:
            said = "、".join(dict.fromkeys(duties))
            yield _miss(source, "words-of-duty", line.start, line.end, text=excerpt(text), words=excerpt(said), count=str(len(duties)))


def _labels(source: Source, line: Line) -> Iterator[NearMiss]:
    text = line.text
    for label in unknown_labels(text):
        behind = re.split(r"[。）)\]〕】]", text[label.end :])[0]
        if could_be_names(behind):
            yield _miss(source, "label-unknown", line.start + label.start, line.end, label=label.name, text=excerpt(behind))
    known = {at for label in find_labels(text) for at in range(label.start, label.end)}
    for match in _LABEL.finditer(text):
        if match.start() not in known and could_be_names(match["behind"]):
            start, end = line.start + match.start(), line.start + match.end()
            yield _miss(source, "label-in-sentence", start, end, label=match["label"], text=excerpt(match.group()))


def _by_headings(source: Source, lines: Sequence[Line]) -> Iterator[NearMiss]:
    """Rows of headings that know a column of tasks or of bodies, and not both; in one line, in lines of one cell each, or in a table."""
    for line in lines:
        cells = [cell for cell in _CELLS.split(line.text) if cell]
        if 2 <= len(cells) <= 2 * _MOST_HEADINGS:
            yield from _headings(source, cells, line.start, line.end)
    at = 0
    while at < len(lines):
        run = at
        while run < min(len(lines), at + _MOST_HEADINGS) and len(lines[run].text) <= _LONGEST_HEADING and column_kind(lines[run].text):
            run += 1
        if run > at + 1:
            yield from _headings(source, [line.text for line in lines[at:run]], lines[at].start, lines[run - 1].end)
        at = max(run, at + 1)
    for table in source.tables:
        first = [cell for cell in table.cells if cell.row == min(cell.row for cell in table.cells)] if table.cells else []
        if len(first) > 1:
            yield from _headings(source, [source.text[cell.start : cell.end] for cell in first], first[0].start, first[-1].end)


def _headings(source: Source, cells: Sequence[str], start: int, end: int) -> Iterator[NearMiss]:
    kinds = {re.sub(r"\s+", "", cell): column_kind(cell) for cell in cells}
    known = {kind for kind in kinds.values() if kind}
    bodies, tasks = known & (UNIT_KINDS | {"leader"}), known & TEXT_KINDS
    if len(known) < 2 or not (bodies or tasks) or not (len(known) * 2 >= len(kinds) or (bodies and tasks)):
        return
    unknown = "、".join(heading for heading, kind in kinds.items() if kind is None)
    kind: NearMissKind = "columns-unknown" if bodies and tasks else "columns-without-bodies" if tasks else "columns-without-tasks"
    yield _miss(source, kind, start, end, text=excerpt("、".join(kinds)), unknown=unknown)
