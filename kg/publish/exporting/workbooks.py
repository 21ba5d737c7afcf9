"""XLSX: a workbook a region, in it a list of the bureaus and, for each, a sheet of the tasks it leads and supports, to fill in.

All but the columns to fill in is locked, without a password: the lock is there for mistakes. Hidden columns say whose row it is, for
``kg build`` to take the workbook back.
Whatever a document says is written as text, never as a formula or a link.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

from kg.knowledge.workbook import FIELDS, KEY_HEADS, KEYS, Words, day_of, status_chosen, words_of
from kg.model.wording import Language
from kg.publish.exporting.filled_rows import Row
from kg.publish.exporting.task_lists import Bureau, Region, regions
from kg.store.files import whole_file

__all__ = ["MADE", "OPTIONS", "head", "sheet_text", "write_workbooks"]

# The columns of a bureau's sheet, each with its width; then come the hidden ones.
_COLUMNS: Final = (
    ("seq", 6), ("role", 8), ("text", 44), ("doubts", 10), ("targets", 26), ("deadlines", 11),
    ("told", 32), ("value", 14), ("status", 11), ("as_of", 11), ("evidence", 16),
    ("leaders", 12), ("others", 24), ("basis", 8), ("place", 9), ("document", 20),
)  # fmt: skip
_KEPT: Final = (("bureau", 20), ("text", 60), ("why", 20), ("told", 40), ("value", 16), ("status", 12), ("as_of", 12), ("evidence", 24))
_OVERVIEW: Final = (
    ("bureau", 30), ("lead", 8), ("support", 8), ("with_targets", 14), ("with_deadlines", 12), ("filled", 10), ("in_doubt", 10),
)  # fmt: skip
OPTIONS: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
# What Excel takes: characters in a cell, in the text of a link, in the name of a sheet.
_LONGEST_CELL: Final = 32_767
_LONGEST_LINK: Final = 255
_LONGEST_NAME: Final = 31
_UNFIT_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The same graph gives the same bytes.
MADE: Final = datetime(2000, 1, 1)
# Days that can be filled in.
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)


def write_workbooks(data: Path, folder: Path, language: Language = "zh") -> list[Path]:
    """Write a workbook for each region that has tasks into ``folder``; the files. The words are those of the language."""
    written = []
    for region in regions(data, language):
        path = folder / f"{_UNFIT_NAME.sub('-', region.code)}-{_UNFIT_NAME.sub('-', region.name)}.xlsx"
        with whole_file(path) as beside:
            _Book(region, words_of(language)).write(beside)
        written.append(path)
    return written


class _Book:
    """The workbook of one region."""

    def __init__(self, region: Region, words: Words) -> None:
        self._region = region
        self._words = words
        self._forms: dict[str, Any] = {}

    def write(self, path: Path) -> None:
        region, words = self._region, self._words
        with xlsxwriter.Workbook(path, OPTIONS) as book:
            book.set_properties({"title": words.word("words", "book", region=region.name), "created": MADE})
            cell = {"border": 1, "valign": "top", "text_wrap": True}
            typed = cell | {"locked": False, "bg_color": "#F3FAF0", "num_format": "@"}
            self._forms = {
                "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1, "valign": "vcenter", "text_wrap": True}),
                "fill": book.add_format({"bold": True, "bg_color": "#CFE8C6", "border": 1, "valign": "vcenter", "text_wrap": True}),
                "cell": book.add_format(cell),
                "doubt": book.add_format(cell | {"bold": True, "bg_color": "#FFF1CC"}),
                "typed": book.add_format(typed),
                "day": book.add_format(typed | {"num_format": "yyyy-mm-dd"}),
                "title": book.add_format({"bold": True, "font_size": 14}),
                "link": book.add_format({"border": 1, "font_color": "blue", "underline": 1}),
            }
            names: set[str] = {words.word("words", "overview").lower()}
            overview = book.add_worksheet(words.word("words", "overview"))
            sheets = [_sheet_name(bureau.name, names, words.word("words", "body")) for bureau in region.bureaus]
            kept = _sheet_name(words.word("words", "kept"), names, "-")
            self._overview(overview, sheets)
            for bureau, name in zip(region.bureaus, sheets, strict=True):
                self._bureau(book.add_worksheet(name), bureau)
            if region.kept:
                self._kept(book.add_worksheet(kept))

    def _overview(self, sheet: Any, sheets: list[str]) -> None:
        region = self._region
        columns = tuple((self._words.word("columns", name), width) for name, width in _OVERVIEW)
        head(sheet, self._words.word("words", "overview_title", region=region.name), columns, len(region.bureaus), self._forms)
        for row, (bureau, name) in enumerate(zip(region.bureaus, sheets, strict=True), 2):
            quoted = name.replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{quoted}'!A1", self._forms["link"], sheet_text(bureau.name)[:_LONGEST_LINK])
            numbers = (
                bureau.leads,
                len(bureau.duties) - bureau.leads,
                sum(bool(duty.targets) for duty in bureau.duties),
                sum(bool(duty.deadlines) for duty in bureau.duties),
                sum(duty.row is not None for duty in bureau.duties),
                sum(bool(duty.doubts) for duty in bureau.duties),
            )
            for column, number in enumerate(numbers, 1):
                sheet.write_number(row, column, number, self._forms["cell"])

    def _bureau(self, sheet: Any, bureau: Bureau) -> None:
        words = self._words
        name = bureau.name + (words.word("words", "group") if bureau.collective else "")
        counts = {"lead": bureau.leads, "support": len(bureau.duties) - bureau.leads}
        title = words.word("words", "bureau_title", region=self._region.name, bureau=name, **counts)
        columns = self._to_fill_in(sheet, title, _COLUMNS, len(bureau.duties))
        for number, duty in enumerate(bureau.duties, 1):
            texts = {name: getattr(duty, name) for name in columns if hasattr(duty, name)}
            texts["doubts"] = words.word("words", "doubtful", doubts=duty.doubts) if duty.doubts else ""
            sheet.write_number(number + 1, columns["seq"], number, self._forms["cell"])
            for name in texts:
                form = self._forms["doubt" if duty.doubts and name == "doubts" else "cell"]
                sheet.write_string(number + 1, columns[name], sheet_text(str(texts[name])), form)
            keys = {"task": duty.iri, "party": duty.party, "text": duty.digest, "bureau": bureau.name}
            self._fill(sheet, number + 1, columns, duty.row, keys)

    def _kept(self, sheet: Any) -> None:
        """What was filled in and stands in no list: it can be corrected here, and is read again as all else is."""
        words, rows = self._words, self._region.kept
        columns = self._to_fill_in(sheet, words.word("words", "kept_title", region=self._region.name), _KEPT, len(rows))
        for number, row in enumerate(rows, 2):
            for name, text in (("bureau", row.bureau), ("text", row.text), ("why", words.word("unplaced", row.why))):
                sheet.write_string(number, columns[name], sheet_text(text), self._forms["cell"])
            keys = {"task": row.task, "party": row.party, "text": row.digest, "bureau": row.bureau}
            self._fill(sheet, number, columns, row, keys)

    def _to_fill_in(self, sheet: Any, title: str, columns: tuple[tuple[str, int], ...], rows: int) -> dict[str, int]:
        """Heads, hidden columns, what may be chosen, and the lock on all else; the columns by their names."""
        words = self._words
        heads = tuple((words.word("filled_in" if name in FIELDS else "columns", name), width) for name, width in columns)
        head(sheet, title, heads, rows, self._forms)
        places = {name: column for column, (name, _) in enumerate(columns)}
        for name in FIELDS:
            sheet.write_string(1, places[name], words.word("filled_in", name), self._forms["fill"])
        for column, key in enumerate(KEYS, len(columns)):
            sheet.write_string(1, column, KEY_HEADS[key], self._forms["head"])
            sheet.set_column(column, column, None, None, {"hidden": True})
            places[f"key-{key}"] = column
        last = max(rows, 1) + 1
        checks = {
            "value": {"validate": "any", "input_message": words.word("words", "of_the_value")},
            "status": {
                "validate": "list",
                "source": words.statuses(),
                "input_message": words.word("words", "of_the_status"),
                "error_message": words.word("words", "wrong_status"),
            },
            "as_of": {
                "validate": "date",
                "criteria": "between",
                "minimum": FIRST_DAY,
                "maximum": LAST_DAY,
                "input_message": words.word("words", "of_the_date"),
                "error_message": words.word("words", "wrong_date"),
            },
        }
        for name, check in checks.items():
            sheet.data_validation(2, places[name], last, places[name], check)
        sheet.protect("", {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True})
        return places

    def _fill(self, sheet: Any, at: int, columns: dict[str, int], row: Row | None, keys: dict[str, str]) -> None:
        """The five cells to fill in, with what was typed, and the hidden ones."""
        for name in FIELDS:
            text = "" if row is None else getattr(row, name)
            chosen = status_chosen(text) if name == "status" else None
            day = day_of(text) if name == "as_of" else None
            if day is not None and day.year > 1900:
                sheet.write_datetime(at, columns[name], datetime(day.year, day.month, day.day), self._forms["day"])
            elif text:
                said = text if chosen is None else self._words.word("status", chosen)
                sheet.write_string(at, columns[name], sheet_text(said), self._forms["typed"])
            else:
                sheet.write_blank(at, columns[name], None, self._forms["day" if name == "as_of" else "typed"])
        region = self._region
        held = keys | {"region": f"{region.code} {region.name}" if region.code != "unknown" else ""}
        for key in KEYS:
            if held[key]:
                sheet.write_string(at, columns[f"key-{key}"], sheet_text(held[key]))


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


def _sheet_name(name: str, taken: set[str], otherwise: str) -> str:
    """A name that a sheet may have and no other of the book has: at most 31 signs, some forbidden, no quote at the ends."""
    plain = _UNFIT_NAME.sub("-", sheet_text(name)).strip("' ") or otherwise
    found, number = plain[:_LONGEST_NAME].strip("' "), 2
    while found.lower() in taken or found.lower() == "history":
        ending = f" {number}"
        found, number = plain[: _LONGEST_NAME - len(ending)].strip("' ") + ending, number + 1
    taken.add(found.lower())
    return found


def sheet_text(text: str) -> str:
    """The text as Excel takes it: without signs that XML cannot hold, and no longer than a cell."""
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_CELL]
