"""XLSX: each sheet is a table, each row a line, each cell as the sheet shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from kg.documents.office.filled_in import is_handed_out, read_filled_in
from kg.documents.office.number_formats import BUILT_IN, shown
from kg.documents.office.package import Package, attribute, child, local
from kg.documents.office.sheets import Area, sheet_cells, write_sheet
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source

__all__ = ["read_xlsx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})$")
_AREA = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6}):([A-Z]{1,3}[1-9][0-9]{0,6})$")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class _Book:
    """What the cells of all sheets refer to."""

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    since_1904: bool


def read_xlsx(package: Package, origin: Origin) -> Source:
    """The text of a workbook: its visible sheets in their order. Raises :class:`kg.model.errors.UnreadableSource`."""
    main = package.main_part("xl/workbook.xml")
    workbook = package.xml(main)
    related = package.relations(main)
    parts = {kind: name for kind, name in related.values() if name in package.names}
    book = _Book(
        strings=tuple(_strings(package.xml(parts["sharedStrings"]))) if "sharedStrings" in parts else (),
        formats=tuple(_formats(package.xml(parts["styles"]))) if "styles" in parts else (),
        since_1904=attribute(child(workbook, "workbookPr"), "date1904") in ("1", "true"),
    )
    sheets = [sheet for sheet in child(workbook, "sheets") or () if local(sheet) == "sheet"]
    seen = [sheet for sheet in sheets if attribute(sheet, "state") in (None, "visible")]
    writer = TextWriter(origin)

    def cells_of(sheet: Element, unseen: Counter[str], *, formulas: bool = False) -> list[GridCell]:
        kind, name = related.get(_relation(sheet) or "", ("", ""))
        title = attribute(sheet, "name") or "Sheet"
        known = kind == "worksheet" and name in package.names
        return list(_cells(package.xml(name), title, book, unseen, formulas=formulas)) if known else []

    found = [(attribute(sheet, "name") or "Sheet", cells_of(sheet, writer.unseen)) for sheet in seen]
    if any(is_handed_out(cells) for _, cells in found):
        # What was typed is read whole, hidden sheets and formulas that nothing was saved with included.
        return read_filled_in([cells_of(sheet, Counter(), formulas=True) for sheet in sheets], origin, _MEDIA_TYPE)
    for _, cells in found:
        write_sheet(writer, cells)
    if not writer.length:
        raise UnreadableSource(origin.path, "a workbook whose sheets are empty", "Check that it is the right file")
    hidden = len(sheets) - len(seen)
    return writer.source(_MEDIA_TYPE, [f"{hidden} hidden sheets left out"] if hidden else [])


def _relation(sheet: Element) -> str | None:
    """The ``r:id`` of a sheet, told from its ``sheetId`` by the namespace that it is in."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _cells(sheet: Element, title: str, book: _Book, unseen: Counter[str], *, formulas: bool = False) -> Iterator[GridCell]:
    """The cells of a sheet in reading order, merged ones once. Rows and columns that hold nothing are not counted."""
    found: dict[tuple[int, int], str] = {}
    row = -1
    for line in child(sheet, "sheetData") or ():
        row = _whole(attribute(line, "r"), row + 2) - 1
        column = -1
        for cell in line:
            place = _position(attribute(cell, "r"))
            column = place[1] if place is not None else column + 1
            found[row, column] = without_unseen(_text(cell, book) or (_formula(cell) if formulas else ""), unseen)
    return sheet_cells(found, _merged(sheet), title)


def _merged(sheet: Element) -> Iterator[Area]:
    for merge in child(sheet, "mergeCells") or ():
        match = _AREA.match(attribute(merge, "ref") or "")
        first, last = (_position(match[1]), _position(match[2])) if match else (None, None)
        if first is not None and last is not None:
            yield (*first, *last)


def _text(cell: Element, book: _Book) -> str:
    """What a cell shows. Of a formula that is the value that the program saved with it."""
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _rich(inline) if inline is not None else ""
    held = child(cell, "v")
    value = held.text or "" if held is not None else ""
    if kind == "s":
        index = _whole(value, -1)
        return book.strings[index] if 0 <= index < len(book.strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, value)
    if kind in ("str", "e", "d"):
        return _ESCAPE.sub(_unescaped, value)
    style = _whole(attribute(cell, "s"), 0)
    pattern = book.formats[style] if 0 <= style < len(book.formats) else "General"
    return shown(value, pattern, since_1904=book.since_1904) if value else ""


def _formula(cell: Element) -> str:
    """The formula itself, which nothing evaluates."""
    held = child(cell, "f")
    return f"={held.text}" if held is not None and held.text else ""


def _rich(element: Element) -> str:
    """The text of a string with runs; readings above the characters (``rPh``) left out."""
    parts = []
    for inner in element:
        if local(inner) == "t":
            parts.append(inner.text or "")
        elif local(inner) == "r":
            parts += [text.text or "" for text in inner if local(text) == "t"]
    return _ESCAPE.sub(_unescaped, "".join(parts))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "\n" if code in (0x0A, 0x0D) else "" if code < 0x20 or 0xD800 <= code < 0xE000 else chr(code)


def _strings(part: Element) -> Iterator[str]:
    return (_rich(item) for item in part if local(item) == "si")


def _formats(styles: Element) -> Iterator[str]:
    """The number format of each cell style."""
    own = {_whole(attribute(form, "numFmtId"), -1): attribute(form, "formatCode") or "General" for form in child(styles, "numFmts") or ()}
    for style in child(styles, "cellXfs") or ():
        number = _whole(attribute(style, "numFmtId"), 0)
        yield own.get(number) or BUILT_IN.get(number, "General")


def _position(reference: str | None) -> tuple[int, int] | None:
    """Row and column, from 0, of a reference such as B4."""
    match = _REFERENCE.match(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,7}", text.strip()) else otherwise
