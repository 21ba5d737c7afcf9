"""CSV, one table a class, as Excel and pandas open it: UTF-8 with a mark, values of a list parted by "; "."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

from kg.publish.exporting.tables import Cell, plain, tables
from kg.store.files import whole_file

__all__ = ["guarded", "write_csv"]

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_csv(data: Path, folder: Path) -> list[Path]:
    """Write the tables into ``folder``; the files."""
    written = []
    for table in tables(data):
        path = folder / f"{table.name}.csv"
        with whole_file(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out, lineterminator="\r\n")
            writer.writerow(column.name for column in table.columns)
            writer.writerows([_text(cell) for cell in row] for row in table.rows())
        written.append(path)
    return written


def _text(cell: Cell) -> str:
    if isinstance(cell, list):
        return guarded("; ".join(plain(value) for value in cell))
    return guarded(cell) if isinstance(cell, str) else plain(cell)


def guarded(text: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it: a document is not trusted to calculate.

    >>> guarded('=HYPERLINK("http://x")')
    '\\'=HYPERLINK("http://x")'
    """
    return f"'{text}" if text.startswith(_FORMULA) else text
