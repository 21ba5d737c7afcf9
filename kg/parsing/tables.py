"""Tables as text: one row a line (| or tabs or spaces between cells), or one cell a line; and tables that the format has as cells.

A flattened table has lost which of its cells are empty or merged. Cells are put back into columns by the cheapest way to read them in
order (a shortest path over cells and columns): a cell that fits its column costs nothing, a column passed over costs a little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.documents.source import Table
from kg.parsing.columns import TEXT_KINDS, UNIT_KINDS, ColumnKind, column_kind, misfit
from kg.parsing.lines import Line
from kg.parsing.passages import Passage

__all__ = ["Grid", "Row", "TableHeader", "Token", "grid_of_lines", "grid_of_tables", "header_at"]

_CELL_SIGN = re.compile(r"[|｜\t]")
_SPACES = re.compile(r"[ \u3000]+")
_MOST_HEADINGS = 24


@dataclass(frozen=True, slots=True)
class Token:
    """One cell of a flattened table; ``first`` begins its line, ``edge`` stands behind the edge of a row."""

    passage: Passage
    first: bool
    edge: bool = False
    empty: bool = False
    close: bool = False  # no blank line before it, where blank lines part the cells


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The headings of a table: what each column holds, the headings as printed, and where the rows begin."""

    kinds: tuple[ColumnKind, ...]
    names: tuple[str, ...]
    passages: tuple[Passage, ...]
    next_line: int
    one_line: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column. A column that is not there was not printed; one that is there and empty was printed empty."""

    cells: dict[int, Passage]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table put back into columns."""

    header: TableHeader
    rows: tuple[Row, ...]
    form: str


def header_at(lines: Sequence[Line], index: int) -> TableHeader | None:
    """The table's headings that begin on this line, if they do: a text column and a column of units among them."""
    first = lines[index].text
    if len(first) > 80 or not _could_begin(first):
        return None
    one = _headings(_tokens(lines[index], spaced=True))
    if one is not None:
        kinds, names, passages, used = one
        spaced = not _CELL_SIGN.search(first)
        if used:
            return TableHeader(kinds, names, passages, index + 1, True, spaced)
    tokens: list[Token] = []
    ends: list[int] = []
    for number in range(index, min(len(lines), index + _MOST_HEADINGS)):
        for token in _tokens(lines[number], spaced=False):
            tokens.append(token)
            ends.append(number)
    many = _headings(tokens)
    if many is None:
        return None
    kinds, names, passages, used = many
    return TableHeader(kinds, names, passages, ends[used - 1] + 1, False, False)


@lru_cache(maxsize=4096)
def _could_begin(text: str) -> bool:
    head = _CELL_SIGN.split(text.strip("|｜ \t"))[0]
    closed = _SPACES.sub("", head)
    if column_kind(closed) is not None or closed in ("市政府", "县政府", "区政府", "分管", "牵头", "责任", "主要"):
        return True
    return column_kind(_SPACES.split(head)[0]) is not None


def _headings(
    tokens: Sequence[Token],
) -> tuple[tuple[ColumnKind, ...], tuple[str, ...], tuple[Passage, ...], int] | None:
    """Read tokens as headings, joining those that a page broke (市政府 / 分管领导, 工 作 任 务), as far as they go."""
    kinds: list[ColumnKind] = []
    names: list[str] = []
    passages: list[Passage] = []
    at = 0
    while at < len(tokens):
        if not tokens[at].passage:
            at += 1
            continue
        counts = [count for count in range(1, 7) if _joined_kind(tokens[at : at + count], count) is not None]
        if not counts:
            break
        count = next((c for c in counts if at + c >= len(tokens) or _joined_kind(tokens[at + c : at + c + 1], 1)), counts[-1])
        kind = _joined_kind(tokens[at : at + count], count)
        assert kind is not None
        if kind in kinds and kind in ("number", "task"):
            break
        kinds.append(kind)
        names.append(_joined_name(tokens[at : at + count]))
        passages.extend(token.passage for token in tokens[at : at + count])
        at += count
    if len(kinds) < 2 or not TEXT_KINDS & set(kinds) or not (UNIT_KINDS | {"leader"}) & set(kinds):
        return None
    return tuple(kinds), tuple(names), tuple(passages), at


def _joined_name(tokens: Sequence[Token]) -> str:
    return re.sub(r"\s+", "", "".join(token.passage.text for token in tokens))


def _joined_kind(tokens: Sequence[Token], count: int) -> ColumnKind | None:
    """What the tokens are as one heading, if they are one; more than three are joined only where each is a single character."""
    if len(tokens) < count or any(not t.passage for t in tokens) or (count > 3 and any(len(t.passage) > 1 for t in tokens)):
        return None
    return column_kind(_joined_name(tokens))


def _tokens(line: Line, *, spaced: bool) -> list[Token]:
    """The cells on a line: between | or tabs, or between spaces where the table has its rows on lines."""
    passage = Passage.of_line(line.text, line.start)
    sign = _CELL_SIGN if _CELL_SIGN.search(line.text) else _SPACES if spaced else None
    if sign is None:
        return [Token(passage, True)]
    bounds = [0]
    for match in sign.finditer(line.text):
        bounds += [match.start(), match.end()]
    bounds.append(len(line.text))
    cells = [passage.cut(a, b).strip() for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    if cells and not cells[-1]:
        cells.pop()
    if cells and not cells[0]:
        cells.pop(0)
    return [Token(cell, number == 0, empty=not cell) for number, cell in enumerate(cells)]


def grid_of_lines(lines: Sequence[Line], header: TableHeader) -> Grid:
    """The lines below the headings as rows."""
    piped = [line for line in lines if "|" in line.text or "｜" in line.text]
    tokens: list[Token] = []
    edge = True
    closed_cell = True
    many = sum(len(re.findall(r"[|｜]", line.text.strip("|｜ "))) > 0 for line in piped) > len(piped) // 2
    blanks = sum(line.blank_before > 0 for line in lines) > len(lines) * 2 // 3
    for line in lines:
        if re.fullmatch(r"[\s|｜]+", line.text):
            edge = True
            closed_cell = True
            continue
        cells = _tokens(line, spaced=header.spaced)
        continues = bool(piped) and not many and not closed_cell and not line.text.startswith(("|", "｜"))
        for number, cell in enumerate(cells):
            if continues and number == 0 and tokens:
                last = tokens[-1]
                tokens[-1] = Token(Passage.joined([last.passage, cell.passage]), last.first, last.edge)
            else:
                tokens.append(
                    Token(
                        cell.passage,
                        cell.first,
                        edge or (many and number == 0),
                        cell.empty,
                        blanks and not line.blank_before,
                    )
                )
            edge = False
        closed_cell = not piped or line.text.endswith(("|", "｜"))
    edges = sum(token.edge for token in tokens)
    hard = bool(piped) and edges > max(1, len(tokens) // (3 * len(header.kinds)))
    form = "cells parted by |" if piped else "one row a line" if header.one_line else "one cell a line"
    return Grid(header, tuple(_rows(tokens, header, hard)), form)


def _rows(tokens: Sequence[Token], header: TableHeader, hard: bool) -> list[Row]:
    """Put each cell into a column, row by row, at the least cost."""
    kinds = header.kinds
    width = len(kinds)
    if not tokens:
        return []
    infinite = float("inf")
    costs = [_start_cost(kinds, column) + _cell_cost(tokens[0], kinds[column]) for column in range(width)]
    back: list[list[int]] = []
    for token in tokens[1:]:
        steps: list[int] = []
        fresh: list[float] = []
        for column in range(width):
            best, source = infinite, 0
            for before in range(width):
                if costs[before] == infinite:
                    continue
                same, new = _step_costs(kinds, before, column, token, header.one_line, hard)
                for cost, mark in ((same, before), (new, before + width)):
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


def _cell_cost(token: Token, kind: ColumnKind) -> float:
    return 0.0 if token.empty else misfit(token.passage.text, kind)


def _start_cost(kinds: Sequence[ColumnKind], column: int) -> float:
    skipped = kinds[:column]
    return sum(0.4 if kind in ("block", "note", "kind", "place") else 0.8 if kind != "number" else 1.6 for kind in skipped)


def _step_costs(kinds: Sequence[ColumnKind], before: int, column: int, token: Token, one_line: bool, hard: bool) -> tuple[float, float]:
    """What it costs to go on in the row, and to begin a new one."""
    infinite = float("inf")
    if column == before:
        within = 0.3 if not token.first or token.close else 0.5 if kinds[column] in UNIT_KINDS else 2.4
        if token.edge and hard:
            within = infinite
        if token.empty:
            within = infinite
    elif column > before:
        within = sum(0.3 if kinds[c] in ("block", "note", "kind", "place") else 1.3 for c in range(before + 1, column))
        if token.first and one_line:
            within += 3.0
        if token.edge and hard:
            within = infinite
    else:
        within = infinite
    ending = sum(0.2 if kinds[c] in ("note", "kind") else 0.9 for c in range(before + 1, len(kinds)))
    new = ending + _start_cost(kinds, column)
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
        if pieces and token.passage:
            pieces.append(Passage("\n" if token.first else " ", pieces[-1].origin[-1:]))
        pieces.append(token.passage)
    return Passage.joined([piece for piece in pieces if piece])


def grid_of_tables(text: str, tables: Sequence[Table]) -> Grid | None:
    """The tables of the format as one grid; None where no row is a heading. A merged cell holds for each of its rows.

    Further tables go on below the first, their own headings left out.
    """
    header: TableHeader | None = None
    rows: list[Row] = []
    for table in tables:
        by_row: dict[int, dict[int, Passage]] = {}
        for cell in table.cells:
            passage = Passage.of(text, cell.start, cell.end).strip()
            for row in range(cell.row, cell.row + cell.row_span):
                by_row.setdefault(row, {})[cell.column] = passage
        for row_number in sorted(by_row):
            cells = by_row[row_number]
            found = _heading_row(cells)
            if found is not None:
                header = header or found
            elif header is not None:
                rows.append(Row(dict(cells)))
    return Grid(header, tuple(rows), "cells of the format") if header else None


def _heading_row(cells: dict[int, Passage]) -> TableHeader | None:
    names = {column: re.sub(r"\s+", "", passage.text) for column, passage in cells.items()}
    kinds = {column: column_kind(name) for column, name in names.items()}
    known = {kind for kind in kinds.values() if kind}
    if len(known) < 2 or not TEXT_KINDS & known or not (UNIT_KINDS | {"leader"}) & known:
        return None
    width = max(cells) + 1
    return TableHeader(
        tuple(kinds.get(c) or "note" for c in range(width)),
        tuple(names.get(c, "") for c in range(width)),
        tuple(passage for passage in cells.values() if passage),
        0,
        True,
        False,
    )
