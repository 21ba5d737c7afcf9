"""XLSX: each sheet is a table, each row a line, each cell as the sheet shows it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from kg.documents.office.filled_in import is_handed_out, read_filled_in
from kg.documents.office.number_formats import BUILT_IN, shown
from kg.documents.office.package import Package, attribute, child, local
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source

__all__ = ["read_xlsx"]

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})$")
_AREA = re.compile(r"([A-Z]{1,3}[1-9][0-9]{0,6}):([A-Z]{1,3}[1-9][0-9]{0,6})$")
_MOST_COVERED = 2_000_000  # steps taken over merged areas; a sheet of 10,000 rows with merged cells needs 100,000
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
    for title, cells in found:
        _write_sheet(writer, title, cells)
    if not writer.length:
        raise UnreadableSource(origin.path, "a workbook whose sheets are empty", "Check that it is the right file")
    hidden = len(sheets) - len(seen)
    return writer.source(_MEDIA_TYPE, [f"{hidden} hidden sheets left out"] if hidden else [])


def _relation(sheet: Element) -> str | None:
    """The ``r:id`` of a sheet, told from its ``sheetId`` by the namespace that it is in."""
    return next((value for key, value in sheet.attrib.items() if key.endswith("}id")), None)


def _write_sheet(writer: TextWriter, title: str, cells: list[GridCell]) -> None:
    """A sheet as a table; rows that hold one cell at its head (a title, a date) are lines, as they are on paper."""
    rows: dict[int, list[GridCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    order = sorted(rows)
    first = 0
    while first < len(order) and len([cell for cell in rows[order[first]] if cell.text.strip()]) <= 1:
        first += 1
    for row in order[:first]:
        for cell in rows[row]:
            if cell.text.strip():
                writer.line(cell.text.strip(), cell.place)
    body = [cell for row in order[first:] for cell in rows[row]]
    top = body[0].row if body else 0
    writer.table(replace(cell, row=cell.row - top) for cell in body)


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
    areas = _merged(sheet, found)
    starts = {area[:2]: area for area in areas}
    kept = {place: text for place, text in found.items() if text or place in starts}
    rows = sorted({row for (row, _), text in kept.items() if text})
    columns = sorted({column for (_, column), text in kept.items() if text})
    for (row, column), text in sorted(kept.items()):
        top, left, bottom, right = starts.get((row, column), (row, column, row, column))
        first_row, first_column = bisect_left(rows, top), bisect_left(columns, left)
        height, width = bisect_right(rows, bottom) - first_row, bisect_right(columns, right) - first_column
        if height > 0 and width > 0:
            yield GridCell(text, first_row, first_column, height, width, f"{title}!{_letters(column)}{row + 1}")


def _merged(sheet: Element, cells: dict[tuple[int, int], str]) -> list[tuple[int, int, int, int]]:
    """The merged areas as top, left, bottom, right; the cells that they cover are taken out of ``cells``."""
    areas = []
    by_row: dict[int, list[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
    rows = sorted(by_row)
    budget = _MOST_COVERED
    for merge in child(sheet, "mergeCells") or ():
        match = _AREA.match(attribute(merge, "ref") or "")
        first, last = (_position(match[1]), _position(match[2])) if match else (None, None)
        if first is None or last is None or first[0] > last[0] or first[1] > last[1]:
            continue
        areas.append((*first, *last))
        for row in rows[bisect_left(rows, first[0]) : bisect_right(rows, last[0])]:
            budget -= len(by_row[row])
            if budget < 0:
                return areas
            for column in by_row[row]:
                if first[1] <= column <= last[1] and (row, column) != first:
                    cells.pop((row, column), None)
    return areas


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


def _letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,7}", text.strip()) else otherwise
