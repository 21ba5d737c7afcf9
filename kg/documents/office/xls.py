"""The old binary workbooks (.xls, .et), which xlrd takes apart: a sheet is a table, a row a line, a cell as the sheet shows it."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.documents.office.compound import needed
from kg.documents.office.number_formats import BUILT_IN, shown
from kg.documents.office.sheets import sheet_cells, write_sheet
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read_xls"]

_MEDIA_TYPE = "application/vnd.ms-excel"
_WHAT = told("a spreadsheet in the old binary format of Excel or WPS (.xls, .et)")
_SAVE = told("Open it in Excel, WPS or LibreOffice and save it as XLSX")
_OWN_FORMATS = 164  # the first number of those that a file itself defines; below, Excel's language decides


def read_xls(data: bytes, origin: Origin) -> Source:
    """The text of a workbook: its visible sheets in their order. Raises :class:`kg.model.errors.UnreadableSource`."""
    xlrd = needed("xlrd", _WHAT)
    try:
        # What it says goes nowhere: standard output is the answer's.
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableSource(
                origin.path, "a spreadsheet with a password (.xls, .et)", "Open it with the password and save it without one"
            ) from error
        raise _damaged(error, origin) from error
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # xlrd raises what its parts raise: struct.error, IndexError, AssertionError, UnicodeDecodeError
        raise _damaged(error, origin) from error
    writer = TextWriter(origin)
    hidden = 0
    for sheet in book.sheets():
        if sheet.visibility:
            hidden += 1
            continue
        found = dict(_cells(book, sheet, writer.unseen))
        merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
        cells: list[GridCell] = list(sheet_cells(found, merged, sheet.name or "Sheet"))
        write_sheet(writer, cells)
    if not writer.length:
        raise UnreadableSource(origin.path, "a workbook whose sheets are empty", "Check that it is the right file")
    return writer.source(_MEDIA_TYPE, [f"{hidden} hidden sheets left out"] if hidden else [])


def _damaged(error: Exception, origin: Origin) -> UnreadableSource:
    return UnreadableSource(origin.path, told("{what}, damaged ({error})", what=_WHAT, error=str(error) or type(error).__name__), _SAVE)


def _cells(book: Any, sheet: Any, unseen: Counter[str]) -> Iterator[tuple[tuple[int, int], str]]:
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            yield (row, column), without_unseen(_text(book, sheet.cell(row, column)), unseen)


def _text(book: Any, cell: Any) -> str:
    """What a cell shows. Of a formula that is the value that the program saved with it. Kinds: xlrd.biffh, XL_CELL_TEXT and on."""
    match cell.ctype:
        case 1:
            return str(cell.value)
        case 2 | 3:
            return shown(repr(cell.value), _pattern(book, cell.xf_index), since_1904=book.datemode == 1)
        case 4:
            return "TRUE" if cell.value else "FALSE"
        case 5:
            return _ERRORS.get(cell.value, "#N/A")
        case _:
            return ""


_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}


def _pattern(book: Any, style: int | None) -> str:
    if style is None or not 0 <= style < len(book.xf_list):
        return "General"
    number = book.xf_list[style].format_key
    if number < _OWN_FORMATS and number in BUILT_IN:
        return BUILT_IN[number]
    held = book.format_map.get(number)
    return held.format_str if held is not None else "General"
