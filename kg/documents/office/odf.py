"""The OpenDocument formats (.odt, .ods, and as one XML file .fodt, .fods; ISO/IEC 26300): texts as DOCX, sheets as XLSX are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.documents.list_numbers import with_mark
from kg.documents.office.odf_lists import Lists, ListUse, read_lists
from kg.documents.office.package import Package, attribute, child, local, walk, xml_of
from kg.documents.office.sheets import sheet_cells, write_sheet
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read_flat_odf", "read_odf"]

_TEXT = "application/vnd.oasis.opendocument.text"
_SHEETS = "application/vnd.oasis.opendocument.spreadsheet"
_WRAPPERS = frozenset({"section", "table-of-content", "index-body", "alphabetical-index", "index-title", "numbered-paragraph", "g", "a"})
_ROWS = frozenset({"table-header-rows", "table-rows", "table-row-group"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})
# What holds no text of the paragraph: comments, the number of a note, the reading above a character, what is shown in pictures' stead.
_LEFT_OUT = frozenset(
    {"annotation", "note-citation", "ruby-text", "title", "desc", "tracked-changes", "binary-data", "forms", "hidden-text"}
)
_BLANKS = re.compile("[ \\t\\r\\n]+")
_MOST_REPEATED = 1_000
_MOST_CELLS = 200_000
_SAVE = told("Open it in LibreOffice or WPS and save it as DOCX or XLSX")


@dataclass
class _Reader:
    writer: TextWriter
    lists: Lists
    unshown: frozenset[str]  # styles of text that is not shown
    paragraphs: int = 0
    tables: int = 0
    numbered: int = 0
    notes: list[str] = field(default_factory=list)

    def blocks(self, holder: Element, use: ListUse | None = None, mark: str = "") -> None:
        """Write the paragraphs, lists and tables of a body, an item, a section or a text box."""
        for element in walk(holder, _WRAPPERS):
            match local(element):
                case "p" | "h":
                    self.paragraphs += 1
                    text, boxes = self.paragraph(element)
                    self.writer.line(with_mark(mark, text), f"paragraph {self.paragraphs}")
                    mark = ""
                    for box in boxes:
                        self.blocks(box)
                case "list":
                    for own, item, number in self.items(element, use):
                        self.blocks(item, own, number)
                case "table":
                    self.table(element)
                case "frame" | "text-box":
                    self.blocks(element)

    def items(self, element: Element, outer: ListUse | None) -> Iterator[tuple[ListUse, Element, str]]:
        """The items of a list, each with the number before its first paragraph."""
        use = self.lists.enter(element, outer)
        for item in element:
            first = next(iter(item), None)
            counts = local(item) == "list-item" and first is not None and local(first) != "list"
            number = self.lists.mark(use, item) if counts else ""
            self.numbered += bool(number)
            yield use, item, number

    def paragraph(self, element: Element) -> tuple[str, list[Element]]:
        """The line of a paragraph, and the text boxes anchored in it."""
        boxes: list[Element] = []
        text = "".join(self.pieces(element, boxes))
        return without_unseen(text.strip(" "), self.writer.unseen), boxes

    def pieces(self, element: Element, boxes: list[Element]) -> Iterator[str]:
        """The words of an element. White space counts once, as in a web page."""
        yield _BLANKS.sub(" ", element.text or "")
        for inner in element:
            name = local(inner)
            if name == "s":
                count = attribute(inner, "c") or "1"
                yield " " * (min(int(count), _MOST_REPEATED) if count.isdecimal() and len(count) < 7 else 1)
            elif name in ("tab", "line-break"):
                yield "\t" if name == "tab" else "\n"
            elif name == "text-box":
                boxes.append(inner)
            elif name == "note":
                self.notes.append(self.cell_text(child(inner, "note-body")))
            elif name not in _LEFT_OUT and attribute(inner, "style-name") not in self.unshown:
                yield from self.pieces(inner, boxes)
            if inner.tail:
                yield _BLANKS.sub(" ", inner.tail)

    def table(self, table: Element) -> None:
        """Write a table; one with a single column is a frame around paragraphs and no table."""
        rows = [[cell for cell in row if local(cell) in _CELLS] for row, _ in _rows(table)]
        if all(len(row) <= 1 for row in rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        self.tables += 1
        name = f"table {self.tables}"
        placed = []
        for number, row in enumerate(rows):
            for column, cell in _placed(row):
                if local(cell) == "table-cell":
                    height, width = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
                    place = f"{name}, row {number + 1}, column {column + 1}"
                    placed.append(GridCell(self.cell_text(cell), number, column, height, width, place))
        self.writer.table(placed)

    def cell_text(self, holder: Element | None, use: ListUse | None = None, mark: str = "") -> str:
        """The paragraphs of a cell, one below the other; a table within it row by row."""
        lines: list[str] = []
        for element in walk(holder, _WRAPPERS) if holder is not None else ():
            match local(element):
                case "p" | "h":
                    text, boxes = self.paragraph(element)
                    lines += [with_mark(mark, text), *(self.cell_text(box) for box in boxes)]
                    mark = ""
                case "list":
                    lines += [self.cell_text(item, own, number) for own, item, number in self.items(element, use)]
                case "table":
                    lines += [" ".join(self.cell_text(cell) for cell in row if local(cell) in _CELLS) for row, _ in _rows(element)]
        return "\n".join(line for line in lines if line.strip())


def read_odf(package: Package, origin: Origin) -> Source:
    """The text of an OpenDocument file. Raises :class:`kg.model.errors.UnreadableSource`."""
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise UnreadableSource(
            origin.path, "an OpenDocument file with a password (.odt, .ods)", "Open it with the password and save it without one"
        )
    styles = package.xml("styles.xml") if "styles.xml" in package.names else None
    return _read(package.xml("content.xml"), styles, origin)


def read_flat_odf(data: bytes, origin: Origin) -> Source:
    """The text of an OpenDocument file that is one XML file. Raises :class:`kg.model.errors.UnreadableSource`."""
    root = xml_of(data, origin.file, origin.path)
    return _read(root, root, origin)


def _read(content: Element, styles: Element | None, origin: Origin) -> Source:
    automatic = child(content, "automatic-styles")
    body = child(content, "body")
    reader = _Reader(TextWriter(origin), read_lists(child(styles, "styles"), automatic), frozenset(_unshown(automatic)))
    if (text := child(body, "text")) is not None:
        reader.blocks(text)
        for number, note in enumerate(filter(None, reader.notes), 1):
            reader.writer.line(note, f"footnote {number}")
        notes = [f"{reader.numbered} numbers that the program makes restored"] if reader.numbered else []
        return reader.writer.source(_TEXT, notes)
    if (book := child(body, "spreadsheet")) is not None:
        return _sheets(reader, book, frozenset(_unshown(automatic)))
    raise UnreadableSource(
        origin.path, "slides or a drawing in the OpenDocument format (.odp, .odg)", "Save what matters of it as DOCX or PDF"
    )


def _unshown(styles: Element | None) -> Iterator[str]:
    """The names of styles by which text, or a whole sheet, is not shown."""
    for style in styles if styles is not None else ():
        for properties in style:
            if attribute(properties, "display") in ("none", "false") and (name := attribute(style, "name")):
                yield name


def _sheets(reader: _Reader, book: Element, unshown: frozenset[str]) -> Source:
    """The visible sheets in their order."""
    writer, hidden, left = reader.writer, 0, _MOST_CELLS
    for sheet in (element for element in book if local(element) == "table"):
        if attribute(sheet, "style-name") in unshown:
            hidden += 1
            continue
        found: dict[tuple[int, int], str] = {}
        merged = []
        at = 0
        for row, times in _rows(sheet):
            cells = [(column, cell, width) for column, cell, width in _repeated(row)]
            texts = [(column, cell, width, reader.cell_text(cell)) for column, cell, width in cells if local(cell) == "table-cell"]
            some = [one for one in texts if one[3] or _count(one[1], "number-columns-spanned") * _count(one[1], "number-rows-spanned") > 1]
            for line in range(at, at + (min(times, _MOST_REPEATED) if any(text for *_, text in some) else min(times, 1))):
                for column, cell, width, text in some:
                    height, span = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
                    if height * span > 1:
                        merged.append((line, column, line + height - 1, column + span - 1))
                    for place in range(column, column + min(width, _MOST_REPEATED)):
                        found[line, place] = text
                        left -= 1
                if left < 0:
                    raise UnreadableSource(writer.origin.path, told("a spreadsheet of more than {most:,} cells", most=_MOST_CELLS), _SAVE)
            at += times
        write_sheet(writer, list(sheet_cells(found, merged, attribute(sheet, "name") or "Sheet")))
    if not writer.length:
        raise UnreadableSource(writer.origin.path, "a workbook whose sheets are empty", "Check that it is the right file")
    return writer.source(_SHEETS, [f"{hidden} hidden sheets left out"] if hidden else [])


def _rows(table: Element) -> Iterator[tuple[Element, int]]:
    """The rows, each with how often it stands there."""
    for row in walk(table, _ROWS):
        if local(row) == "table-row":
            yield row, _count(row, "number-rows-repeated")


def _repeated(row: Element) -> Iterator[tuple[int, Element, int]]:
    """The cells of a row of a sheet, each with its column and how often it stands there."""
    column = 0
    for cell in row:
        if local(cell) in _CELLS:
            times = _count(cell, "number-columns-repeated")
            yield column, cell, times
            column += times


def _placed(row: Sequence[Element]) -> Iterator[tuple[int, Element]]:
    """The cells of a row of a text's table, each with its column."""
    column = 0
    for cell in row:
        for _ in range(min(_count(cell, "number-columns-repeated"), _MOST_REPEATED)):
            yield column, cell
            column += 1


def _count(element: Element, name: str) -> int:
    text = attribute(element, name) or ""
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1
