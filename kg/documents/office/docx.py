"""DOCX: a paragraph is a line, with the number that Word prints before it; a table is rows and cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.documents.list_numbers import with_mark
from kg.documents.office.docx_numbering import Numbering, read_numbering
from kg.documents.office.docx_text import read_paragraph
from kg.documents.office.package import Package, attribute, child, local, walk
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source

__all__ = ["read_docx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice", "dir", "bdo"})
_MOST_COLUMNS = 1_000


@dataclass
class _Reader:
    writer: TextWriter
    numbering: Numbering
    paragraphs: int = 0
    tables: int = 0
    numbered: int = 0

    def blocks(self, holder: Element) -> None:
        """Write the paragraphs and tables of a body, a cell of a layout table, or a text box."""
        for element in walk(holder, _WRAPPERS):
            if local(element) == "p":
                self.paragraphs += 1
                place = f"paragraph {self.paragraphs}"
                text, boxes = self.paragraph(element)
                self.writer.line(text, place)
                for box in boxes:
                    self.blocks(box)
            elif local(element) == "tbl":
                self.table(element)

    def paragraph(self, element: Element) -> tuple[str, list[Element]]:
        """The line of a paragraph with its number, and the text boxes anchored in it."""
        found = read_paragraph(element)
        mark = self.numbering.mark(child(element, "pPr"))
        self.numbered += bool(mark)
        return with_mark(mark, without_unseen(found.text, self.writer.unseen)), found.boxes

    def table(self, table: Element) -> None:
        """Write a table; one with a single column is a frame around paragraphs and no table."""
        rows = [list(_cells(row)) for row in walk(table, _WRAPPERS) if local(row) == "tr"]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell.element)
            return
        self.tables += 1
        name = f"table {self.tables}"
        open_above: dict[int, _Cell] = {}
        placed: list[_Cell] = []
        for index, row in enumerate(rows):
            for cell in row:
                cell.row = index
                above = open_above.get(cell.column)
                if cell.continues and above is not None:
                    above.row_span = index - above.row + 1
                    above.text = "\n".join(filter(None, (above.text, self.cell_text(cell.element))))
                    continue
                cell.text = self.cell_text(cell.element)
                placed.append(cell)
                for column in range(cell.column, cell.column + cell.column_span):
                    open_above.pop(column, None)
                if cell.merged:
                    open_above[cell.column] = cell
        self.writer.table(
            GridCell(c.text, c.row, c.column, c.row_span, c.column_span, f"{name}, row {c.row + 1}, column {c.column + 1}") for c in placed
        )

    def cell_text(self, holder: Element) -> str:
        """The paragraphs of a cell, one below the other; a table within it row by row."""
        lines: list[str] = []
        for element in walk(holder, _WRAPPERS):
            if local(element) == "p":
                text, boxes = self.paragraph(element)
                lines += [text, *(self.cell_text(box) for box in boxes)]
            elif local(element) == "tbl":
                rows = [row for row in walk(element, _WRAPPERS) if local(row) == "tr"]
                lines += [" ".join(self.cell_text(cell.element) for cell in _cells(row)) for row in rows]
        return "\n".join(line for line in lines if line.strip())


@dataclass(slots=True)
class _Cell:
    element: Element
    column: int
    column_span: int
    merged: bool  # it begins or continues a vertical merge
    continues: bool
    row: int = 0
    row_span: int = 1
    text: str = field(default="")


def _cells(row: Element) -> Iterator[_Cell]:
    column = _count(attribute(child(row, "trPr", "gridBefore"), "val"), least=0)
    for element in walk(row, _WRAPPERS):
        if local(element) != "tc":
            continue
        properties = child(element, "tcPr")
        span = _count(attribute(child(properties, "gridSpan"), "val"), least=1)
        merge = child(properties, "vMerge")
        continues = merge is not None and attribute(merge, "val") != "restart"
        yield _Cell(element, column, span, merge is not None, continues)
        column = min(column + span, _MOST_COLUMNS)


def _count(text: str | None, least: int) -> int:
    return max(least, min(int(text), _MOST_COLUMNS)) if text is not None and text.isdecimal() and len(text) < 7 else least


def read_docx(package: Package, origin: Origin) -> Source:
    """The text of a Word document. Raises :class:`kg.model.errors.UnreadableSource`."""
    main = package.main_part("word/document.xml")
    related = {kind: name for kind, name in package.relations(main).values() if name in package.names}
    body = child(package.xml(main), "body")
    if body is None:
        raise UnreadableSource(origin.path, "a Word document without a body", "Open it in Word or WPS and save it again")
    parts = {kind: package.xml(related[kind]) for kind in ("numbering", "styles", "footnotes") if kind in related}
    reader = _Reader(TextWriter(origin), read_numbering(parts.get("numbering"), parts.get("styles")))
    reader.blocks(body)
    _footnotes(reader, parts.get("footnotes"))
    notes = [f"{reader.numbered} numbers that Word makes restored"] if reader.numbered else []
    return reader.writer.source(_MEDIA_TYPE, notes)


def _footnotes(reader: _Reader, footnotes: Element | None) -> None:
    """The footnotes stand below the text, as on paper; those with a type are the lines that separate them."""
    written = 0
    for footnote in footnotes if footnotes is not None else ():
        text = reader.cell_text(footnote)
        if attribute(footnote, "type") is None and text:
            written += 1
            reader.writer.line(text, f"footnote {written}")
