"""Headings of two levels that have lost their empty cells: 牵头单位 and 配合单位 below 责任分工, whose neighbours are as high as both.

A line of headings below another holds those of some columns alone, without the places where they stood. Which heading of the first line
they part is told by the rows: that under which these fit best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import words
from kg.parsing.tables.columns import TEXT_KINDS, WHO_ANSWERS, ColumnKind, column_kind, misfit, tells

__all__ = ["Heading", "below_groups", "could_part", "shapes_in_one_run"]

Heading = tuple[str, ColumnKind | None]
"""A heading as printed, and what its column holds."""

_GROUPS: Final = frozenset(words("columns")["groups"])
_MOST_GROUPS: Final = 3
_FEWEST: Final = 2  # headings below one
_LONGEST: Final = 12  # characters of a heading
_MOST_HEADINGS: Final = 16
_MOST_ROWS: Final = 8  # looked at
_OTHER_WIDTH: Final = 0.5  # for each cell that a row has more or fewer than there are headings
_OVER: Final[frozenset[ColumnKind]] = frozenset({"measure", "phase", "figure", "result", "note"})  # what stands over quarters
_NO_GROUP: Final = 1.0  # that a heading of another kind is that of a group
_RUNS: Final[tuple[frozenset[ColumnKind], ...]] = (WHO_ANSWERS, frozenset({"phase"}), frozenset({"result"}))


def could_part(names: Sequence[str]) -> bool:
    """Whether a line's cells are headings that part those above them: most of them known, and none a number's."""
    if not _FEWEST <= len(names) <= _MOST_HEADINGS or any(len(name) > _LONGEST or name.isdecimal() for name in names):
        return False
    kinds = [column_kind(name) for name in names]
    return sum(kind is not None for kind in kinds) * 2 >= len(names) and "number" not in kinds


def below_groups(top: Sequence[str], below: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Heading, ...]:
    """The headings of all columns, as they fit the rows best; none where one behind the other fits as well, or none is of a text."""
    above: list[Heading] = [(name, column_kind(name)) for name in top]
    under: list[Heading] = [(name, column_kind(name)) for name in below]
    held = [row for row in rows if len(row) > 1][:_MOST_ROWS]
    plain = _cost((*above, *under), held) if held else 0.0
    best: tuple[float, tuple[Heading, ...]] | None = None
    for first, last in _groups(len(above), len(under)):
        group = above[first:last]
        shape = (*above[:first], *_of_group(group, under), *above[last:])
        if not any(kind in TEXT_KINDS for _, kind in shape):
            continue
        cost = sum(_as_group(heading, under) for heading in group) + (_cost(shape, held) if held else 0.0)
        if best is None or cost < best[0]:
            best = cost, shape
    return best[1] if best is not None and (not held or best[0] < plain) else ()


def shapes_in_one_run(names: Sequence[str], kinds: Sequence[ColumnKind]) -> Iterator[tuple[int, int]]:
    """Where headings printed one behind the other may be of two levels: the place of a group's heading, and where those begin that part it.

    The last ones are all of one sort (bodies, quarters, results), and a heading that may stand over them is among those before.
    """
    for run in _RUNS:
        start = next((at for at in range(len(kinds) - 1, -1, -1) if kinds[at] not in run), -1) + 1
        for begin in (start, start + 1) if names[start : start + 1] and names[start] in _GROUPS else (start,):
            if not _FEWEST <= len(kinds) - begin < len(kinds):
                continue
            over = run | _OVER if run is not WHO_ANSWERS else run
            for at in range(1, begin):
                if names[at] in _GROUPS or (kinds[at] in over and kinds[at] not in WHO_ANSWERS):
                    yield at, begin


def _groups(above: int, below: int) -> Iterator[tuple[int, int]]:
    for count in range(1, min(_MOST_GROUPS, below // _FEWEST) + 1):
        for first in range(above - count + 1):
            yield first, first + count


def _of_group(group: Sequence[Heading], under: Sequence[Heading]) -> list[Heading]:
    """The headings below a group: below one of results (进展情况) quarters hold results."""
    told = len(group) == 1 and (group[0][1] == "result" or tells(group[0][0]))
    return [(name, "result" if told and kind in ("phase", None) else kind) for name, kind in under]


def _as_group(heading: Heading, under: Sequence[Heading]) -> float:
    name, kind = heading
    if name in _GROUPS or kind is None or kind in _OVER:
        return 0.0
    return 0.0 if kind in WHO_ANSWERS and all(below in WHO_ANSWERS for _, below in under) else _NO_GROUP


def _cost(shape: Sequence[Heading], rows: Sequence[Sequence[str]]) -> float:
    """How badly the rows fit the headings, in the order of their cells, for each row."""
    kinds: list[ColumnKind] = [kind or "note" for _, kind in shape]
    return sum(_row_cost(row, kinds) for row in rows) / len(rows)


def _row_cost(row: Sequence[str], kinds: Sequence[ColumnKind]) -> float:
    filled = [cell for cell in row if cell]
    apart = abs(len(row) - len(kinds)) * _OTHER_WIDTH
    if len(row) == len(kinds):
        filled = list(row)
    elif len(filled) > len(kinds):
        filled = filled[: len(kinds)]
    slack = len(kinds) - len(filled)
    ways = [0.0] * (slack + 1)  # by the columns passed over
    for at, cell in enumerate(filled):
        fits = [_fit(cell, kinds[at + passed]) for passed in range(slack + 1)]
        least = float("inf")
        for passed, way in enumerate(ways):
            least = min(least, way)
            ways[passed] = least + fits[passed]
    return min(ways) + apart


def _fit(cell: str, kind: ColumnKind) -> float:
    """How badly a cell fits: what tells of a quarter, or of what was reached, is anything but a body."""
    return 0.0 if not cell else misfit(cell, "phase" if kind in ("result", "note") else kind)
