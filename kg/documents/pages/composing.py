"""A PDF's pages put together to one text: paragraphs over lines and pages, tables over pages, furniture aside."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from kg.documents.pages.furniture import page_furniture
from kg.documents.pages.glyphs import Glyph, PageContent
from kg.documents.pages.paragraphs import Layout, begins_item, goes_on, join, layout_of
from kg.documents.pages.ruled_tables import RuledTable, ruled_tables
from kg.documents.pages.text_lines import SetSpace, TextLine, lines_of, set_space, unit_width
from kg.documents.writing import GridCell, TextWriter
from kg.model.source import CELL_BREAK

__all__ = ["page_of", "write_pages"]

_SAME_COLUMN = 6.0  # points
_ONE_LINE = 800  # characters: a longer paragraph is a text that lost its breaks, whose paragraphs are parted by spaces
_ENOUGH_ROWS = 5


@dataclass
class _Page:
    number: int
    lines: list[TextLine]
    tables: list[RuledTable]


@dataclass
class _OpenTable:
    """A table that the next page may continue."""

    columns: tuple[float, ...]
    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0


@dataclass
class _Composer:
    writer: TextWriter
    layout: Layout
    between_scripts: SetSpace
    text: str = ""
    last: TextLine | None = None
    places: list[tuple[int, str]] = field(default_factory=list)
    parted: list[int] = field(default_factory=list)  # where a space may have stood at a line's end
    table: _OpenTable | None = None
    waiting: list[tuple[str, str]] = field(default_factory=list)  # furniture met inside a paragraph or a table

    def line(self, line: TextLine) -> None:
        """A line of the document's text."""
        self.end_table()
        if self.last is not None and not goes_on(self.last, line, self.layout):
            self.end_paragraph()
        joined = join(self.text, line.text)
        at = len(joined) - len(line.text)
        self.places.append((at, f"page {line.page}, line {line.number}"))
        if self.last is not None and (self.last.open_end or begins_item(line)):
            self.parted.append(at)
        self.text, self.last = joined, line

    def furniture(self, line: TextLine) -> None:
        """A line of the page; it comes after what it interrupts."""
        self.waiting.append((line.text, f"page {line.page}, line {line.number}"))
        if self.last is None and self.table is None:
            self.write_waiting()

    def end_paragraph(self) -> None:
        if self.last is not None:
            start = self.writer.length
            parted = self.parted if len(self.text) > _ONE_LINE else []
            for offset, name in self.places:
                self.writer.place(name, start + offset + bisect_left(parted, offset))
            self.writer.line(_with_spaces(self.text, parted))
            self.text, self.last, self.places, self.parted = "", None, [], []
            self.write_waiting()

    def write_waiting(self) -> None:
        for text, name in self.waiting:
            self.writer.line(text, name, furniture=True)
        self.waiting.clear()

    def add_table(self, table: RuledTable) -> None:
        """A table, or what continues the one before it."""
        self.end_paragraph()
        cells = _grid_cells(table, self.between_scripts)
        if self.table is None or not _same_columns(self.table.columns, table.columns):
            self.end_table()
            self.table = _OpenTable(table.columns, cells, table.rows)
            return
        rows = _rows(cells)
        header = _rows(self.table.cells)[0]
        if [cell.text for cell in rows[0]] == [cell.text for cell in header]:
            self.waiting.append(("\t".join(cell.text for cell in rows[0]), rows[0][0].place or ""))
            rows = rows[1:]
        if rows and _is_rest_of_row(rows[0], self.table.cells):
            self._continue_row(rows[0])
            rows = rows[1:]
        elif rows:
            rows[0] = self._continue_group(rows[0])
        top = min((cell.row for row in rows for cell in row), default=0)
        at = self.table.rows - top
        self.table.cells += [replace(cell, row=cell.row + at) for row in rows for cell in row]
        self.table.rows = at + table.rows

    def _continue_row(self, rest: Sequence[GridCell]) -> None:
        """Add the rest of a row that a page end cut in two. A cell that reaches further down does so in the row above."""
        for cell in rest:
            longer = cell.row_span - 1
            self._lengthen(cell.column, cell.text, longer)

    def _continue_group(self, row: list[GridCell]) -> list[GridCell]:
        """Let a cell that spans rows go on where the next page has an empty one in its column; returns the other
        cells.
        """
        assert self.table is not None
        grouping = {cell.column for cell in self.table.cells if cell.row_span > 1}
        kept = []
        for cell in row:
            if not cell.text and (cell.row_span > 1 or cell.column in grouping) and len(row) > 1:
                self._lengthen(cell.column, "", cell.row_span)
            else:
                kept.append(cell)
        return kept or row

    def _lengthen(self, column: int, text: str, rows: int) -> None:
        """Add text and rows to the last cell of a column."""
        assert self.table is not None
        for index in range(len(self.table.cells) - 1, -1, -1):
            above = self.table.cells[index]
            if above.column == column:
                longer = replace(above, text=join(above.text, text), row_span=above.row_span + rows)
                self.table.cells[index] = longer
                return

    def end_table(self) -> None:
        if self.table is not None:
            self.writer.table(self.table.cells)
            self.table = None
            self.write_waiting()

    def end(self) -> None:
        """The document ends."""
        self.end_paragraph()
        self.end_table()
        self.write_waiting()


def write_pages(pages: Sequence[PageContent], writer: TextWriter) -> None:
    """Write the text of all pages."""
    taken = []
    space = set_space(glyph for content in pages for glyph in content.glyphs)
    for content in pages:
        tables, outside = ruled_tables(content.rulings, content.glyphs, content.number)
        taken.append(_Page(content.number, lines_of(outside, content.number, space), tables))
    furniture = page_furniture([page.lines for page in taken], [content.height for content in pages])
    aside = {id(line) for line in furniture}
    layout = layout_of([line for page in taken for line in page.lines if id(line) not in aside])
    composer = _Composer(writer, layout, space)
    for page in taken:
        blocks: list[TextLine | RuledTable] = [*page.lines, *page.tables]
        for block in sorted(blocks, key=lambda block: -(block.top if isinstance(block, RuledTable) else block.y)):
            if isinstance(block, RuledTable):
                composer.add_table(block)
            elif id(block) in aside:
                composer.furniture(block)
            else:
                composer.line(block)
    composer.end()


def _with_spaces(text: str, offsets: Sequence[int]) -> str:
    """The text with a space before each of ``offsets``."""
    return " ".join(text[start:end] for start, end in pairwise([0, *offsets, len(text)]))


def _grid_cells(table: RuledTable, between_scripts: SetSpace) -> list[GridCell]:
    cells = []
    for cell in table.cells:
        place = f"page {table.page}, row {cell.row + 1}, column {cell.column + 1}"
        text = _cell_text(cell.glyphs, table.page, between_scripts)
        cells.append(GridCell(text, cell.row, cell.column, cell.row_span, cell.column_span, place))
    return cells


def _cell_text(glyphs: Sequence[Glyph], page: int, between_scripts: SetSpace) -> str:
    """The text of a cell: lines that were broken for want of room joined, others kept apart."""
    lines = lines_of(glyphs, page, between_scripts)
    right = max((line.x1 for line in lines), default=0.0)
    left = min((line.x0 for line in lines), default=0.0)
    text = ""
    for above, below in zip([None, *lines], lines, strict=False):
        if above is None:
            text = below.text
            continue
        room = (right - left) - (above.x1 - above.x0)
        if room >= unit_width(below) + 0.5 * below.size:
            text += CELL_BREAK + below.text
        else:
            text = join(text, below.text)
    return text


def _same_columns(one: Sequence[float], other: Sequence[float]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME_COLUMN for a, b in zip(one, other, strict=True))


def _rows(cells: Sequence[GridCell]) -> list[list[GridCell]]:
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return [rows[row] for row in sorted(rows)]


def _is_rest_of_row(first: Sequence[GridCell], before: Sequence[GridCell]) -> bool:
    """Whether the first row of a page is the rest of the last one before.

    The column that holds numbers holds none; and at most half of its cells hold anything, unless each row before has
    a number of its own.
    """
    filled = [cell for cell in first if cell.text]
    digits = Counter(cell.column for cell in before if cell.text.isdecimal())
    filled_before = Counter(cell.column for cell in before if cell.text)
    numbered = {column for column, count in digits.items() if count > 0.5 * filled_before[column]}
    if not numbered or any(cell.column in numbered for cell in filled):
        return False
    numbers = [cell for cell in before if cell.column in numbered and cell.row]
    each = len(numbers) >= _ENOUGH_ROWS and all(cell.row_span == 1 and cell.text.isdecimal() for cell in numbers)
    return each or len(filled) <= len(first) / 2


def page_of(place: str) -> int:
    """The page in the name of a place (``page 3, line 12``)."""
    return int(place.removeprefix("page ").partition(",")[0])
