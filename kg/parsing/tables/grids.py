"""Tables put back into rows and columns: from lines of text, and from the cells that a format has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.model.passages import Passage
from kg.model.source import Table
from kg.model.wording import told
from kg.parsing.marks.lines import Line
from kg.parsing.tables.bars import bars_close_cells, bars_stand_alone, cells_between_bars
from kg.parsing.tables.cells import place_cells, rows_by_count, rows_of_lines
from kg.parsing.tables.columns import WHO_ANSWERS
from kg.parsing.tables.headings import Grid, Row, TableHeader, header_at, heading_row, joined_headings
from kg.parsing.tables.shapes import settled, shapes_of
from kg.parsing.tables.tokens import Token, tokens_of

__all__ = ["grid_of_lines", "grid_of_tables"]

_SIGNS = "|｜"
_LONGEST_TITLE = 60
_FEWEST_WHOLE = 2  # rows
_INNER_SIGN = re.compile(r"[|｜]")
_EDGE = re.compile(r"[\s|｜:：=—-]+")


def grid_of_lines(lines: Sequence[Line], header: TableHeader) -> Grid:
    """The lines below the headings as rows; headings that a page repeats are left out."""
    lines, repeated = _without_repeated(lines, header)
    header = _with_repeated(header, repeated)
    if bars_close_cells(lines):
        cells = cells_between_bars(lines, open_before=not header.closed)
        by_count = rows_by_count(cells, settled(header).kinds)
        if by_count is not None:
            return Grid(settled(header), tuple(by_count), told("cells closed by |"))
        if bars_stand_alone(lines):
            header, rows = _cheapest(header, cells, hard=False, whole=True)
            return Grid(header, tuple(rows), told("cells closed by | on lines of their own"))
    piped = [line.text for line in lines if any(sign in line.text for sign in _SIGNS)]
    many = sum(bool(_INNER_SIGN.search(text.strip("|｜ "))) for text in piped) > len(piped) // 2
    logical = _logical_lines(lines, header, piped, many)
    whole = header.spaced and WHO_ANSWERS.isdisjoint(header.kinds) and _has_whole_rows(logical, len(header.kinds))
    if header.one_line and (whole or not header.spaced):
        by_line = rows_of_lines(logical, settled(header).kinds, no_empty=whole)
        if by_line is not None:
            return Grid(settled(header), tuple(by_line), told("cells parted by |" if piped else "one row a line"))
    tokens = [cell for cells in logical for cell in cells]
    edges = sum(token.edge for token in tokens)
    hard = bool(piped) and edges > max(1, len(tokens) // (3 * len(header.kinds)))
    form = told("cells parted by |" if piped else "one row a line" if header.one_line else "one cell a line")
    header, rows = _cheapest(header, tokens, hard=hard, whole=False)
    return Grid(header, tuple(rows), form, on_lines=not piped and not header.one_line)


def _has_whole_rows(lines: Sequence[Sequence[Token]], width: int) -> bool:
    """Whether spaces stand between cells alone: no line has more pieces than there are headings, and many have as many."""
    whole = sum(len(cells) == width for cells in lines)
    return whole >= _FEWEST_WHOLE and whole * 3 >= len(lines) and all(len(cells) <= width for cells in lines)


def _cheapest(header: TableHeader, tokens: Sequence[Token], *, hard: bool, whole: bool) -> tuple[TableHeader, list[Row]]:
    """The cells in the columns that they fit best, of all that the headings allow."""
    tried = [(shape, *place_cells(tokens, shape, hard, whole=whole)) for shape in shapes_of(header, tokens)]
    shape, rows, _ = min(tried, key=lambda found: found[2])
    return shape, rows


def _with_repeated(header: TableHeader, repeated: Sequence[Passage]) -> TableHeader:
    joined = None if header.joined is None else _with_repeated(header.joined, repeated)
    return replace(header, passages=(*header.passages, *repeated), joined=joined)


def _without_repeated(lines: Sequence[Line], header: TableHeader) -> tuple[list[Line], list[Passage]]:
    kept: list[Line] = []
    repeated: list[Passage] = []
    index = 0
    while index < len(lines):
        again = header_at(lines, index)
        if again is not None and again.names == header.names:
            repeated.extend(again.passages)
            index = again.next_line
        else:
            kept.append(lines[index])
            index += 1
    return kept, repeated


def _logical_lines(lines: Sequence[Line], header: TableHeader, piped: Sequence[str], many: bool) -> list[list[Token]]:
    """The cells of each line; a line that goes on with a cell of the line before (whose edge | is missing) belongs to that line."""
    closing = sum(text.endswith(("|", "｜")) for text in piped) > len(piped) // 2
    blanks = sum(line.blank_before > 0 for line in lines) > len(lines) * 2 // 3
    found: list[list[Token]] = []
    edge = closed = True
    for line in lines:
        if _EDGE.fullmatch(line.text):
            edge = closed = True
            continue
        cells = [
            replace(cell, edge=(edge and number == 0) or (many and number == 0), close=blanks and not line.blank_before)
            for number, cell in enumerate(tokens_of(line, spaced=header.spaced))
        ]
        goes_on = bool(piped) and not closed and not line.text.startswith(("|", "｜")) and (not many or closing)
        if goes_on and found and cells:
            last = found[-1][-1]
            parting = [Passage("\n", last.passage.origin[-1:])] if many and last.passage else []
            found[-1][-1] = replace(last, passage=Passage.joined([last.passage, *parting, cells[0].passage]), empty=False)
            found[-1].extend(cells[1:])
        elif cells:
            found.append(cells)
        edge = False
        closed = not piped or line.text.endswith(("|", "｜"))
    return found


def grid_of_tables(text: str, tables: Sequence[Table]) -> Grid | None:
    """The tables of the format as one grid; None where no row is a heading. A merged cell holds for each of its rows.

    Further tables go on below the first, their own headings left out.
    """
    header: TableHeader | None = None
    rows: list[Row] = []
    titles: list[Passage] = []
    for table in tables:
        by_row: dict[int, dict[int, Passage]] = {}
        for cell in table.cells:
            passage = Passage.of(text, cell.start, cell.end).strip()
            for row in range(cell.row, cell.row + cell.row_span):
                by_row.setdefault(row, {})[cell.column] = passage
        for row_number in sorted(by_row):
            cells = by_row[row_number]
            found = heading_row(cells)
            if found is not None:
                header = joined_headings(header, found, below=not rows)
            elif header is not None:
                rows.append(Row(dict(cells)))
            else:
                titles.extend(cell for cell in cells.values() if cell and len(cell) <= _LONGEST_TITLE)
    if header is None:
        return None
    return Grid(replace(settled(header), passages=(*titles, *header.passages)), tuple(rows), told("cells of the format"), exact=True)
