"""XLSX: a workbook a region, in it a list of the bureaus and, for each, a sheet of the tasks it leads and supports.

Whatever a document says is written as text, never as a formula or a link.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from kg.publish.exporting.task_lists import Bureau, Duty, Region, regions
from kg.store.files import whole_file

__all__ = ["MADE", "OPTIONS", "head", "sheet_text", "write_workbooks"]

_COLUMNS: Final = (
    ("序号", 6), ("角色", 7), ("任务", 60), ("存疑", 14), ("量化目标", 34), ("时限", 14), ("牵头领导", 14),
    ("其他责任单位", 34), ("依据", 9), ("位置", 12), ("文件", 30),
)  # fmt: skip
_DOUBT_COLUMN: Final = next(number for number, (name, _) in enumerate(_COLUMNS) if name == "存疑")
_OVERVIEW: Final = (("责任单位", 30), ("牵头", 8), ("配合", 8), ("量化目标任务", 14), ("有时限任务", 12), ("存疑任务", 10))
OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What Excel takes: characters in a cell, in the text of a link, in the name of a sheet.
_LONGEST_CELL: Final = 32_767
_LONGEST_LINK: Final = 255
_LONGEST_NAME: Final = 31
_UNFIT_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The same graph gives the same bytes.
MADE: Final = datetime(2000, 1, 1)


def write_workbooks(data: Path, folder: Path) -> list[Path]:
    """Write a workbook for each region that has tasks into ``folder``; the files."""
    written = []
    for region in regions(data):
        path = folder / f"{_UNFIT_NAME.sub('-', region.code)}-{_UNFIT_NAME.sub('-', region.name)}.xlsx"
        with whole_file(path) as beside:
            _write(region, beside)
        written.append(path)
    return written


def _write(region: Region, path: Path) -> None:
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties({"title": f"{region.name} 责任分解", "created": MADE})
        forms = {
            "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "valign": "vcenter", "text_wrap": True}),
            "cell": book.add_format({"border": 1, "valign": "top", "text_wrap": True}),
            "doubt": book.add_format({"border": 1, "valign": "top", "text_wrap": True, "bold": True, "bg_color": "#FFF1CC"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "link": book.add_format({"border": 1, "font_color": "blue", "underline": 1}),
        }
        overview = book.add_worksheet("总览")
        names: set[str] = {"总览"}
        sheets = [_sheet_name(bureau.name, names) for bureau in region.bureaus]
        _overview(overview, region, sheets, forms)
        for bureau, name in zip(region.bureaus, sheets, strict=True):
            _bureau(book.add_worksheet(name), region, bureau, forms)


def _overview(sheet: Any, region: Region, sheets: list[str], forms: dict[str, Any]) -> None:
    head(sheet, f"{region.name}：各单位任务", _OVERVIEW, len(region.bureaus), forms)
    for row, (bureau, name) in enumerate(zip(region.bureaus, sheets, strict=True), 2):
        quoted = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", forms["link"], sheet_text(bureau.name)[:_LONGEST_LINK])
        numbers = (
            bureau.count("牵头"),
            bureau.count("配合"),
            sum(bool(duty.targets) for duty in bureau.duties),
            sum(bool(duty.deadlines) for duty in bureau.duties),
            sum(bool(duty.doubts) for duty in bureau.duties),
        )
        for column, number in enumerate(numbers, 1):
            sheet.write_number(row, column, number, forms["cell"])


def _bureau(sheet: Any, region: Region, bureau: Bureau, forms: dict[str, Any]) -> None:
    kind = "（泛指单位）" if bureau.collective else ""
    title = f"{region.name} {bureau.name}{kind}：牵头 {bureau.count('牵头')} 项，配合 {bureau.count('配合')} 项"
    head(sheet, title, _COLUMNS, len(bureau.duties), forms)
    for number, duty in enumerate(bureau.duties, 1):
        sheet.write_number(number + 1, 0, number, forms["cell"])
        for column, text in enumerate(_cells(duty), 1):
            form = forms["doubt" if duty.doubts and column == _DOUBT_COLUMN else "cell"]
            sheet.write_string(number + 1, column, sheet_text(text), form)


def _cells(duty: Duty) -> tuple[str, ...]:
    return (
        duty.role, duty.text, f"疑：{duty.doubts}" if duty.doubts else "", duty.targets, duty.deadlines, duty.leaders,
        duty.others, duty.basis, duty.place, duty.document,
    )  # fmt: skip


def head(sheet: Any, title: str, columns: tuple[tuple[str, int], ...], rows: int, forms: dict[str, Any]) -> None:
    """Title and header, which stay in sight and stand on every printed page; widths, filter, page."""
    sheet.write_string(0, 0, sheet_text(title), forms["title"])
    for column, (name, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(1, column, name, forms["head"])
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, 1 + rows, len(columns) - 1)
    sheet.repeat_rows(0, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a sheet may have and no other of the book has: at most 31 signs, some forbidden, no quote at the ends."""
    plain = _UNFIT_NAME.sub("-", sheet_text(name)).strip("' ") or "单位"
    found, number = plain[:_LONGEST_NAME].strip("' "), 2
    while found.lower() in taken or found.lower() == "history":
        ending = f" {number}"
        found, number = plain[: _LONGEST_NAME - len(ending)].strip("' ") + ending, number + 1
    taken.add(found.lower())
    return found


def sheet_text(text: str) -> str:
    """The text as Excel takes it: without signs that XML cannot hold, and no longer than a cell."""
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_CELL]
