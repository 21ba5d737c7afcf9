"""Which cell of a flattened table stands in which column: a flattened table has lost which of its cells are empty or merged.

Where rows stand on lines, a line with as many cells as there are columns is plain, and one with fewer has lost those at its left
(merged with the row above) or at its right (empty). Elsewhere cells are put back by the cheapest way to read them in order (a
shortest path over cells and columns): a cell that fits its column costs nothing, a column passed over costs a little.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kg.parsing.columns import UNIT_KINDS, ColumnKind, misfit
from kg.parsing.passages import Passage
from kg.parsing.tables import Row, TableHeader, Token

__all__ = ["place_cells", "rows_of_lines"]

_Moves = list[tuple[int, float, int]]
_POOR_FIT = 3.0  # more than this for a line's cells together, and the line is no row of its own


def rows_of_lines(lines: Sequence[Sequence[Token]], kinds: Sequence[ColumnKind]) -> list[Row] | None:
    """The rows of a table that has one on each line; None where a line is none (too many cells, or cells that fit no column)."""
    width = len(kinds)
    rows: list[Row] = []
    for cells in lines:
        if len(cells) > width:
            return None
        slack = width - len(cells)
        shifts = range(slack + 1) if slack <= 2 else (0, slack)
        costs = {shift: sum(_cell_cost(cell, kinds[shift + n]) for n, cell in enumerate(cells)) for shift in shifts}
        shift = min(costs, key=lambda shift: (costs[shift], -shift))
        if slack and costs[shift] > _POOR_FIT:
            return None
        rows.append(Row({shift + n: cell.passage for n, cell in enumerate(cells)}))
    return rows


def place_cells(tokens: Sequence[Token], header: TableHeader, hard: bool) -> list[Row]:
    """Put each cell into a column, row by row, at the least cost."""
    kinds = header.kinds
    width = len(kinds)
    if not tokens:
        return []
    infinite = float("inf")
    costs = [_start_cost(kinds, column) + _cell_cost(tokens[0], kinds[column]) for column in range(width)]
    back: list[list[int]] = []
    known: dict[tuple[bool, bool, bool, bool], list[_Moves]] = {}  # tokens differ in their text, and in little else
    for token in tokens[1:]:
        kind = token.first, token.edge, token.close, token.empty
        if kind not in known:
            known[kind] = [_moves(kinds, column, token, header.one_line, hard) for column in range(width)]
        steps: list[int] = []
        fresh: list[float] = []
        for column, moves in enumerate(known[kind]):
            best, source = infinite, 0
            for before, cost, mark in moves:
                if costs[before] + cost < best:
                    best, source = costs[before] + cost, mark
            fresh.append(best + _cell_cost(token, kinds[column]))
            steps.append(source)
        back.append(steps)
        costs = fresh
    column = min(range(width), key=lambda c: costs[c] + 0.5 * (width - 1 - c))
    placed: list[tuple[int, bool]] = []
    for steps in reversed(back):
        source = steps[column]
        placed.append((column, source >= width))
        column = source % width
    placed.append((column, True))
    placed.reverse()
    return _gather(tokens, placed)


def _moves(kinds: tuple[ColumnKind, ...], column: int, token: Token, one_line: bool, hard: bool) -> _Moves:
    """The ways to come to a column: from which, at what cost, and the mark of it (more than the width: by a new row)."""
    moves = []
    for before in range(len(kinds)):
        same, new = _step_costs(kinds, before, column, token, one_line, hard)
        moves += [(before, cost, mark) for cost, mark in ((same, before), (new, before + len(kinds))) if cost < float("inf")]
    return moves


def _cell_cost(token: Token, kind: ColumnKind) -> float:
    return 0.0 if token.empty else misfit(token.passage.text, kind)


@lru_cache(maxsize=1024)
def _start_cost(kinds: tuple[ColumnKind, ...], column: int) -> float:
    """What it costs to begin a row at this column."""
    skipped = kinds[:column]
    return sum(0.4 if kind in ("block", "note", "kind", "place") else 0.8 if kind != "number" else 1.6 for kind in skipped)


@lru_cache(maxsize=1024)
def _skip_cost(kinds: tuple[ColumnKind, ...], before: int, column: int) -> float:
    """What it costs to go on from one column to a later one, the columns between them empty."""
    return sum(0.3 if kind in ("block", "note", "kind", "place") else 1.3 for kind in kinds[before + 1 : column])


@lru_cache(maxsize=1024)
def _ending_cost(kinds: tuple[ColumnKind, ...], column: int) -> float:
    """What it costs to end a row at this column."""
    return sum(0.2 if kind in ("note", "kind") else 0.9 for kind in kinds[column + 1 :])


def _step_costs(kinds: tuple[ColumnKind, ...], before: int, column: int, token: Token, one_line: bool, hard: bool) -> tuple[float, float]:
    """What it costs to go on in the row, and to begin a new one."""
    infinite = float("inf")
    if column == before:
        within = 0.3 if not token.first or token.close else 0.5 if kinds[column] in UNIT_KINDS else 2.4
        if token.edge and hard:
            within = infinite
        if token.empty:
            within = infinite
    elif column > before:
        within = _skip_cost(kinds, before, column)
        if token.first and one_line:
            within += 3.0
        if token.edge and hard:
            within = infinite
    else:
        within = infinite
    new = _ending_cost(kinds, before) + _start_cost(kinds, column)
    if not token.first and one_line:
        new += 6.0
    if hard and not token.edge:
        new += 8.0
    return within, new


def _gather(tokens: Sequence[Token], placed: Sequence[tuple[int, bool]]) -> list[Row]:
    rows: list[dict[int, list[Token]]] = []
    for token, (column, begins) in zip(tokens, placed, strict=True):
        if begins:
            rows.append({})
        rows[-1].setdefault(column, []).append(token)
    return [Row({column: _cell(held) for column, held in row.items()}) for row in rows]


def _cell(tokens: Sequence[Token]) -> Passage:
    """The lines of one cell. Names on lines of their own are parted by a line break; words on one line by a space."""
    pieces: list[Passage] = []
    for token in tokens:
        if not token.passage:
            continue
        if pieces:
            pieces.append(Passage("\n" if token.first else " ", pieces[-1].origin[-1:]))
        pieces.append(token.passage)
    return Passage.joined(pieces)
