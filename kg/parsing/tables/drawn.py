"""Tables drawn with lines in a text (┌──┬──┐, │, ├──┼──┤), as old law collections print them.

Between two rules a cell may go on over several lines, and a rule need not cross every column: where it does not, the cell is merged
with that below. What stands where is told by the lines alone; the widths of columns are not trusted, since a page that was saved as
text has often lost its spaces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.tables.headings import Grid, Row, TableHeader, heading_row, joined_headings

__all__ = ["DrawnTable", "drawn_tables", "grid_of_drawn"]

_DRAWN_LINE = re.compile(r"[^\n]*[│┃├┌└┠┏┗][^\n]*")
_UPRIGHT = re.compile(r"[│┃├┤┼┬┴┌┐└┘┠┨┏┓┗┛╋┿╂┯┷┳┻┣┫]")
_RULE = re.compile(r"[\s─━═-]*[─━═][\s─━═-]*")
_FEWEST_LINES = 3


@value
class DrawnTable:
    """A table from ``start`` to ``end`` of the text, as rows of cells; a merged cell is the same passage in each of its rows."""

    start: int
    end: int
    rows: tuple[dict[int, Passage], ...]


@dataclass(slots=True)
class _Cell:
    first_row: int
    pieces: list[Passage]


def drawn_tables(text: str) -> list[DrawnTable]:
    """The tables in the text, in order."""
    if "│" not in text and "┃" not in text:
        return []
    return [_read(text, block) for block in _blocks(text) if len(block) >= _FEWEST_LINES]


def grid_of_drawn(tables: Sequence[DrawnTable]) -> Grid | None:
    """The tables as one, their repeated headings left out; None where no row is a heading."""
    header: TableHeader | None = None
    rows: list[Row] = []
    for table in tables:
        for cells in table.rows:
            found = heading_row(cells)
            if found is not None:
                header = joined_headings(header, found, below=not rows)
            elif header is not None:
                rows.append(Row(dict(cells)))
    return Grid(header, tuple(rows), told("cells between drawn lines"), exact=True) if header else None


def _blocks(text: str) -> Iterator[list[tuple[int, int]]]:
    """Runs of drawn lines, each as (start, end)."""
    block: list[tuple[int, int]] = []
    for match in _DRAWN_LINE.finditer(text):
        if block and text[block[-1][1] : match.start()].strip():
            yield block
            block = []
        block.append(match.span())
    if block:
        yield block


def _read(text: str, lines: Sequence[tuple[int, int]]) -> DrawnTable:
    segments = [list(_segments(text, start, end)) for start, end in lines]
    width = Counter(len(held) for held in segments).most_common(1)[0][0]
    open_cells = [_Cell(0, []) for _ in range(width)]
    done: list[tuple[int, int, int, _Cell]] = []  # column, first row, last row
    row, written = 0, False
    for held in segments:
        ruled = [column for column, piece in enumerate(held[:width]) if _RULE.fullmatch(piece.text)]
        if ruled and len(held) < width and len(ruled) == len(held):
            ruled = list(range(width))
        if ruled and written:
            for column in ruled:
                done.append((column, open_cells[column].first_row, row, open_cells[column]))
                open_cells[column] = _Cell(row + 1, [])
            row, written = row + 1, False
        for column, piece in enumerate(held[:width]):
            if column not in ruled and piece.strip():
                open_cells[column].pieces.append(piece.strip())
                written = True
    for column, cell in enumerate(open_cells):
        done.append((column, cell.first_row, row, cell))
    rows: list[dict[int, Passage]] = [{} for _ in range(row + 1)]
    for column, first, last, cell in done:
        passage = Passage.joined(cell.pieces)
        for number in range(first, min(last, row) + 1):
            rows[number][column] = passage
    return DrawnTable(lines[0][0], lines[-1][1], tuple(cells for cells in rows if any(cells.values())))


def _segments(text: str, start: int, end: int) -> Iterator[Passage]:
    """What stands between the upright lines of a line of text."""
    at: int | None = None
    for match in _UPRIGHT.finditer(text, start, end):
        if at is not None:
            yield Passage.of(text, at, match.start())
        at = match.end()
    if at is not None and text[at:end].strip():
        yield Passage.of(text, at, end)  # the edge at the right is missing
