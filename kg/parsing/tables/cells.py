"""Which cell of a flattened table stands in which column: a flattened table has lost which of its cells are empty or merged.

Where rows stand on lines, a line with as many cells as there are columns is plain, and one with fewer has lost those at its left
(merged with the row above) or at its right (empty). Elsewhere cells are put back by the cheapest way to read them in order (a
shortest path over cells and columns): a cell that fits its column costs nothing, a column passed over costs a little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from kg.model.passages import Passage
from kg.parsing.marks.numbering import marker_at
from kg.parsing.tables.columns import COLUMNS, TEXT_KINDS, UNIT_KINDS, ColumnKind, misfit
from kg.parsing.tables.headings import Row, TableHeader
from kg.parsing.tables.tokens import Token

__all__ = ["place_cells", "rows_by_count", "rows_of_lines"]

_ONE = 10  # costs are whole numbers of tenths, so that sums are exact and the same in whatever order they are added
_NEVER = 1 << 60
_FEWEST_NUMBERS = 3
_POINT = re.compile(r"[（(]?(?P<n>\d{1,2})[）)]")
_CLEARLY = 15  # by so much a row must fit better where its cells are moved
_FITS_BETTER = 9  # the least by which it must, where its empty cells at the end show that it has lost as many at its left
_NO_GAP = 8  # that an empty cell leaves no wider gap, in a table whose spaces part the cells and are wider here and there
_FIGURE = re.compile(r"\d[\d.,]*[%％\u4e00-\u9fff]{0,4}")
_TWO_FIGURES = 25
_TAKES_ANYTHING: frozenset[ColumnKind] = frozenset({"block", "place", "kind", "result", "note"})  # no cell fits these better than so-so
_POOR_FIT = 3 * _ONE  # more than this for a line's cells together, and the line is no row of its own


def rows_of_lines(lines: Sequence[Sequence[Token]], kinds: tuple[ColumnKind, ...], *, no_empty: bool = False) -> list[Row] | None:
    """The rows of a table that has one on each line; None where a line is none (too many cells, or cells that fit no column).

    ``no_empty``: the form prints no empty cells, so that a row with fewer may lack any.
    """
    width = len(kinds)
    clearly = 0 if no_empty else _CLEARLY
    rows: list[Row] = []
    for printed in lines:
        cells = list(printed)
        while len(cells) > width and cells[-1].empty:
            cells.pop()  # a bar more than the headings have
        if len(cells) > width:
            return None
        slack = width - len(cells)
        shifts = range(slack + 1) if slack <= 2 else (0, slack)
        costs = {shift: sum(_cell_cost(cell, kinds[shift + n]) for n, cell in enumerate(cells)) for shift in shifts}
        shift = min(costs, key=lambda shift: (costs[shift], -shift))
        held = [cell for cell in cells if not cell.empty]
        if cells[0].passage and (lost := _lost_at_left(cells, kinds, costs[shift] if not slack else None)):
            rows.append(Row({lost + n: cell.passage for n, cell in enumerate(cells[: width - lost])}, moved=True))
            continue
        if len(held) < width and costs[shift] >= clearly:
            cost, columns = _in_order(held, kinds)
            if cost + clearly <= costs[shift]:
                rows.append(Row({column: cell.passage for column, cell in zip(columns, held, strict=True)}, moved=True))
                continue
        if slack > 2 and printed is lines[-1] and len(cells) == 1:  # cut off by the document's end
            shift = min(range(width), key=lambda column: (_cell_cost(cells[0], kinds[column]), column))
        elif slack and costs[shift] - _ONE * sum(kind in _TAKES_ANYTHING for kind in kinds[shift : shift + len(cells)]) > _POOR_FIT:
            return None
        rows.append(Row({shift + n: cell.passage for n, cell in enumerate(cells)}))
    return rows


def _lost_at_left(cells: Sequence[Token], kinds: tuple[ColumnKind, ...], cost: int | None) -> int:
    """How many cells of a row that has all its fields stand at its end, empty, for as many at its left that are merged with those above:
    3.及时公开… | 各科室 | |. 0 where it fits as it stands.
    """
    empty = next(n for n, cell in enumerate(reversed(cells)) if not cell.empty)
    if cost is None or not empty or empty == len(cells) - 1:
        return 0
    unanswered = not any(not cell.empty and kind in UNIT_KINDS for cell, kind in zip(cells, kinds, strict=True))
    moved = sum(_cell_cost(cell, kinds[empty + n]) for n, cell in enumerate(cells[: len(cells) - empty]))
    return empty if moved + _FITS_BETTER <= cost + (_ONE if unanswered else 0) else 0


def rows_by_count(cells: Sequence[Token], kinds: tuple[ColumnKind, ...]) -> list[Row] | None:
    """The cells row by row, each as wide as the headings; None where they do not come out even, or do not fit."""
    width = len(kinds)
    if not cells or len(cells) % width:
        return None
    rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    if sum(_cell_cost(cell, kind) for row in rows for cell, kind in zip(row, kinds, strict=True)) > _CLEARLY * len(rows):
        return None
    return [Row({column: cell.passage for column, cell in enumerate(row)}) for row in rows]


def _in_order(cells: Sequence[Token], kinds: tuple[ColumnKind, ...]) -> tuple[int, list[int]]:
    """The columns that the cells of one row fit best, in their order, and the cost: where empty cells stand at its end that were
    merged with those above.
    """
    ways: dict[int, tuple[int, list[int]]] = {-1: (0, [])}  # by the last column taken
    for cell in cells:
        fits = _fits(cell.passage.text, kinds)
        further: dict[int, tuple[int, list[int]]] = {}
        for last, (cost, columns) in ways.items():
            passed = 0
            for column in range(last + 1, len(kinds)):
                total = cost + passed + fits[column]
                if column not in further or total < further[column][0]:
                    further[column] = total, [*columns, column]
                passed += COLUMNS[kinds[column]].skips
        ways = further
    return min((cost + _ending_cost(kinds, last), columns) for last, (cost, columns) in ways.items())


def place_cells(tokens: Sequence[Token], header: TableHeader, hard: bool, *, whole: bool = False) -> tuple[list[Row], int]:
    """Put each cell into a column, row by row, at the least cost, which is given too; of two ways that cost the same, from the column
    further left. ``whole``: no cell goes on with the next one.
    """
    kinds = header.kinds
    width = len(kinds)
    if not tokens:
        return [], 0
    starts = [_start_cost(kinds, column) for column in range(width)]
    endings = [_ending_cost(kinds, column) for column in range(width)]
    skips = [_skip_cost(kinds, column) for column in range(width + 1)]
    # What it costs that a cell goes on with this piece: little within a line, more below it.
    goes_on = [_NEVER] * width if whole else [3] * width
    goes_on_below = goes_on if whole else _goes_on_below(kinds, header.one_line)
    titles = "number" not in kinds and len(TEXT_KINDS & set(kinds)) > 1
    unnumbered = _begins_unnumbered(tokens, kinds)
    never_on = goes_on if whole else [6 * _ONE] * width  # a numbered title on a line of its own goes on with no cell
    nowhere = (0,) * width
    costs = [starts[column] + _cell_cost(tokens[0], kinds[column]) for column in range(width)]
    gapped = header.spaced and any(token.gap for token in tokens)
    back: list[list[int]] = []
    for before, token, following in zip_longest(tokens, tokens[1:], tokens[2:]):
        if token is None:
            break
        steps: list[int] = []
        fresh: list[int] = []
        totals = [cost + end for cost, end in zip(costs, endings, strict=True)]
        ended = min(totals)
        ending = totals.index(ended)
        ended += _row_penalty(token, header.one_line, hard) + (unnumbered if _number_of(token) is None else 0)
        passed, passing = _NEVER, 0  # the cheapest way from further left, less what it costs to pass over all columns up to there
        alone = header.one_line and token.first and (following is None or following.first)
        titled = alone and _is_title(token)
        further = 3 * _ONE if token.first and header.one_line else 0
        if alone and not titled and token.passage.text.endswith("。"):
            further = 5  # a sentence on a line of its own is no section's title: rather the next cell of a row that broke
        same = goes_on if not token.first or token.close or _goes_on_with(before, token, titles) else never_on if titled else goes_on_below
        if alone and not titled and header.spaced and any(kind == "result" for kind in kinds):
            same = [0 if kind == "result" else cost for cost, kind in zip(same, kinds, strict=True)]  # a report's next paragraph
        apart = 0 if token.gap or token.first or not gapped else _NO_GAP
        remnant = header.spaced and _is_remnant(token)
        going = _TWO_FIGURES if _are_figures(before, token) else _NO_GAP if token.gap else -2 if remnant else 0
        if header.spaced and not token.first and before.passage.text.endswith("。"):
            going += _NO_GAP  # sentences of one cell have no space between them
        for column, fit in enumerate(nowhere if token.empty or remnant else _fits(token.passage.text, kinds)):
            cost, origin, source = ended + starts[column], ending, ending + width
            if not (token.edge and hard):
                way = passed + skips[column] + further + apart
                if way < cost or (way == cost and passing <= origin):
                    cost, origin, source = way, passing, passing
                if column:
                    way = costs[column - 1] + further
                    if way < cost or (way == cost and column - 1 <= origin):
                        cost, origin, source = way, column - 1, column - 1
                    if costs[column - 1] - skips[column] < passed:
                        passed, passing = costs[column - 1] - skips[column], column - 1
                way = costs[column] + same[column] + going
                if not token.empty and (way < cost or (way == cost and column <= origin)):
                    cost, source = way, column
            fresh.append(cost + fit)
            steps.append(source)
        back.append(steps)
        costs = fresh
    column = min(range(width), key=lambda c: costs[c] + 5 * (width - 1 - c))
    total = costs[column] + 5 * (width - 1 - column)
    placed: list[tuple[int, bool]] = []
    for steps in reversed(back):
        source = steps[column]
        placed.append((column, source >= width))
        column = source % width
    placed.append((column, True))
    placed.reverse()
    return _gather(tokens, placed), total


def _goes_on_with(before: Token, token: Token, titles: bool) -> bool:
    """Whether the line goes on with the line before: with the next of its points ((2) below (1)), behind a sign that parts names, and,
    where a column holds the titles that its tasks stand below, with the title below a title.
    """
    if titles and _is_title(before) and _is_title(token):
        return before.passage.text[:1] not in "（(" and token.passage.text[:1] in "（("
    point, next_point = _POINT.match(before.passage.text), _POINT.match(token.passage.text)
    if point and next_point and int(next_point["n"]) == int(point["n"]) + 1:
        return True
    return before.passage.text.endswith(("、", "，", ","))


def _goes_on_below(kinds: Sequence[ColumnKind], one_line: bool) -> list[int]:
    """What it costs that a cell goes on with a line of its own."""
    numbered = "number" in kinds and not one_line
    costs = []
    for column, kind in enumerate(kinds):
        if kind in UNIT_KINDS:
            # Which of the bodies are the leading ones is not printed: rather one than several.
            costs.append(6 if kind == "lead" and UNIT_KINDS & set(kinds[column + 1 : column + 2]) else 5)
        else:
            costs.append(5 if kind == "result" and numbered else 24)
    return costs


def _begins_unnumbered(tokens: Sequence[Token], kinds: Sequence[ColumnKind]) -> int:
    """What it costs to begin a row with a cell that has no number, where there is no column of numbers and the tasks have theirs."""
    if "number" in kinds or sum(_number_of(token) is not None for token in tokens) < _FEWEST_NUMBERS:
        return 0
    return COLUMNS["number"].starts


def _number_of(token: Token) -> int | None:
    if token.passage.text.isdecimal():
        return int(token.passage.text)
    marker = marker_at(token.passage.text, 0)
    return marker.ordinal if marker is not None and marker.level == "C" else None


def _is_remnant(token: Token) -> bool:
    """Whether it is a single character: what a broken cell left over rather than a cell."""
    return len(token.passage) == 1 and not token.first and not token.passage.text.isdecimal()


def _are_figures(before: Token, token: Token) -> bool:
    """Whether two pieces on a line are a figure each: two cells rather than one."""
    return not token.first and bool(_FIGURE.fullmatch(before.passage.text) and _FIGURE.fullmatch(token.passage.text))


def _is_title(token: Token) -> bool:
    """Whether the cell begins like a section: 二、 or （一）."""
    marker = marker_at(token.passage.text, 0)
    return marker is not None and marker.level in "AB"


def _cell_cost(token: Token, kind: ColumnKind) -> int:
    return 0 if token.empty else round(_ONE * misfit(token.passage.text, kind))


@lru_cache(maxsize=1024)
def _fits(text: str, kinds: tuple[ColumnKind, ...]) -> tuple[int, ...]:
    """What it costs that the text is a cell of each column."""
    return tuple(round(_ONE * misfit(text, kind)) for kind in kinds)


def _start_cost(kinds: Sequence[ColumnKind], column: int) -> int:
    """What it costs to begin a row at this column."""
    return sum(COLUMNS[kind].starts for kind in kinds[:column])


def _skip_cost(kinds: Sequence[ColumnKind], column: int) -> int:
    """What it costs to pass over all columns before this one, empty as they are."""
    return sum(COLUMNS[kind].skips for kind in kinds[:column])


def _ending_cost(kinds: Sequence[ColumnKind], column: int) -> int:
    """What it costs to end a row at this column; more where that leaves it without bodies, and no number tells where the next begins."""
    without_bodies = "number" not in kinds and UNIT_KINDS & set(kinds) and not UNIT_KINDS & set(kinds[: column + 1])
    return sum(COLUMNS[kind].ends for kind in kinds[column + 1 :]) + (12 if without_bodies else 0)


def _row_penalty(token: Token, one_line: bool, hard: bool) -> int:
    """What it costs to begin a row where nothing in the text says so."""
    return (6 * _ONE if not token.first and one_line else 0) + (8 * _ONE if hard and not token.edge else 0)


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
