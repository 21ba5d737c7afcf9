"""Ruled tables of a page: lines that meet make a grid, a border that is missing makes a merged cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.documents.pages.glyphs import Glyph, Ruling

__all__ = ["RuledCell", "RuledTable", "ruled_tables"]

_TOUCH = 3.0  # points
_SHORTEST_SHARE = 0.6  # of a side of a grid's field that a ruling must cover to be its border
_OPEN = 6.0  # points that rulings must reach beyond the last one across for the grid to be open there
_OVERHANG = 15.0  # points that text may stand beyond an open side
_MOST_LINES = 600  # of one direction on a page


@dataclass(slots=True)
class RuledCell:
    """A cell of the grid with what stands in it."""

    row: int
    column: int
    row_span: int
    column_span: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class RuledTable:
    """A table: where it lies on its page, its column borders from left to right, its cells in reading order."""

    page: int
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: int
    cells: list[RuledCell]


@dataclass(frozen=True, slots=True)
class _Span:
    """A ruling by its place across and its extent along."""

    at: float
    start: float
    end: float


def ruled_tables(rulings: Sequence[Ruling], glyphs: Iterable[Glyph], page: int) -> tuple[list[RuledTable], list[Glyph]]:
    """The tables of a page from top to bottom, and the characters that stand in none of them."""
    lying = _merged(_Span(r.y0, r.x0, r.x1) for r in rulings if r.horizontal)
    standing = _merged(_Span(r.x0, r.y0, r.y1) for r in rulings if not r.horizontal)
    tables, outside = [], list(glyphs)
    for group_lying, group_standing in _grids(lying, standing):
        table, outside = _table(group_lying, group_standing, outside, page)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: -table.top), outside


def _merged(spans: Iterable[_Span]) -> list[_Span]:
    """Rulings of one direction; pieces of one line put together."""
    merged: list[_Span] = []
    for span in sorted(spans, key=lambda span: (span.at, span.start)):
        for index in range(len(merged) - 1, max(-1, len(merged) - 60), -1):
            other = merged[index]
            if span.at - other.at > _TOUCH / 2:
                continue
            if span.start <= other.end + _TOUCH and span.end >= other.start - _TOUCH:
                merged[index] = _Span(other.at, min(other.start, span.start), max(other.end, span.end))
                break
        else:
            merged.append(span)
    return sorted(merged, key=lambda span: span.start - span.end)[:_MOST_LINES]


def _grids(lying: list[_Span], standing: list[_Span]) -> list[tuple[list[_Span], list[_Span]]]:
    """The rulings that hang together, group by group."""
    parent = list(range(len(lying) + len(standing)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(lying):
        for j, upright in enumerate(standing, len(lying)):
            meets = flat.start - _TOUCH <= upright.at <= flat.end + _TOUCH
            if meets and upright.start - _TOUCH <= flat.at <= upright.end + _TOUCH:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Span], list[_Span]]] = {}
    for index, span in enumerate(lying + standing):
        groups.setdefault(root(index), ([], []))[index >= len(lying)].append(span)
    return [group for group in groups.values() if len(group[0]) >= 2 and len(group[1]) >= 2]


def _closed(across: list[_Span], along: list[_Span], overhang: float) -> list[_Span]:
    """The rulings ``across``, with those that are not drawn where a table is open: at its sides, or where the page
    ends.
    """
    first, last = min(span.at for span in across), max(span.at for span in across)
    low, high = min(span.start for span in along), max(span.end for span in along)
    start, end = min(span.at for span in along), max(span.at for span in along)
    added = []
    if first - low > _OPEN:
        added.append(_Span(low - overhang, start, end))
    if high - last > _OPEN:
        added.append(_Span(high + overhang, start, end))
    return across + added


def _positions(values: Iterable[float]) -> list[float]:
    """Places that lie within a hair of each other taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _table(lying: list[_Span], standing: list[_Span], glyphs: list[Glyph], page: int) -> tuple[RuledTable | None, list[Glyph]]:
    lying, standing = _closed(lying, standing, 0.0), _closed(standing, lying, _OVERHANG)
    ys = _positions(span.at for span in lying)[::-1]
    xs = _positions(span.at for span in standing)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2:
        return None, glyphs
    across = _by_position(lying, ys)
    down = _by_position(standing, xs)
    parent = {(row, column): (row, column) for row in range(rows) for column in range(columns)}

    def root(place: tuple[int, int]) -> tuple[int, int]:
        while parent[place] != place:
            place = parent[place]
        return place

    for row in range(rows):
        for column in range(columns):
            here = root((row, column))
            if column + 1 < columns and not _borders(down[column + 1], ys[row + 1], ys[row]):
                parent[root((row, column + 1))] = here
            if row + 1 < rows and not _borders(across[row + 1], xs[column], xs[column + 1]):
                parent[root((row + 1, column))] = root(here)
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place in parent:
        members.setdefault(root(place), []).append(place)
    cells: dict[tuple[int, int], RuledCell] = {}
    for places in members.values():
        top, left = min(row for row, _ in places), min(column for _, column in places)
        bottom, right = max(row for row, _ in places), max(column for _, column in places)
        cell = RuledCell(top, left, bottom - top + 1, right - left + 1)
        cells.update(dict.fromkeys(places, cell))
    outside = _fill(cells, xs, ys, glyphs)
    ordered = sorted({id(cell): cell for cell in cells.values()}.values(), key=lambda cell: (cell.row, cell.column))
    if len(ordered) < 2 or not any(cell.glyphs for cell in ordered):
        return None, glyphs
    return RuledTable(page, ys[0], ys[-1], tuple(xs), rows, ordered), outside


def _fill(cells: dict[tuple[int, int], RuledCell], xs: list[float], ys: list[float], glyphs: list[Glyph]) -> list[Glyph]:
    """Put the characters into their cells; returns those that stand in none."""
    outside = []
    downwards = [-y for y in ys]
    for glyph in glyphs:
        column = bisect_left(xs, (glyph.x0 + glyph.x1) / 2) - 1
        row = bisect_left(downwards, -(glyph.y + 0.3 * glyph.size)) - 1
        cell = cells.get((row, column))
        if cell is None:
            outside.append(glyph)
        else:
            cell.glyphs.append(glyph)
    return outside


def _by_position(spans: list[_Span], positions: list[float]) -> list[list[_Span]]:
    found: list[list[_Span]] = [[] for _ in positions]
    for span in spans:
        index = min(range(len(positions)), key=lambda index: abs(positions[index] - span.at))
        found[index].append(span)
    return found


def _borders(spans: list[_Span], start: float, end: float) -> bool:
    """Whether the rulings at a place cover the side of a field."""
    covered = sum(max(0.0, min(span.end, end) - max(span.start, start)) for span in spans)
    return covered >= _SHORTEST_SHARE * (end - start)
