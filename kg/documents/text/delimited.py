"""CSV and TSV: a table as text. Told from prose by its structure: every row has the same number of fields."""

from __future__ import annotations

import csv
import io
from collections import Counter
from itertools import dropwhile, islice, takewhile

from kg.documents.text.encodings import Decoded
from kg.documents.writing import GridCell, Origin, TextWriter
from kg.model.signs import UNSEEN, without_unseen
from kg.model.source import Source

__all__ = ["delimiter_of", "read_delimited"]

_SUFFIXES = frozenset({".csv", ".tsv", ".xls", ".xlsx", ".et"})
_DELIMITERS = ",\t;|"
_SAMPLE = 200
_ENOUGH = 0.8


def delimiter_of(text: str, suffix: str) -> str | None:
    """The sign that parts the fields, or None where the text is no table.

    Only a file that is named as a spreadsheet is asked: in prose a comma parts no fields, and a table in a plain text
    stays as it is. Below the lines that stand above it, four rows in five must have the same number of fields, two at
    least.
    """
    if suffix not in _SUFFIXES:
        return None
    text = UNSEEN.sub("", text)
    for delimiter in _DELIMITERS:
        rows = [row for row in _rows(text, delimiter, _SAMPLE) if row]
        titles = list(takewhile(lambda row: sum(1 for field in row if field.strip()) <= 1, rows))
        widths = Counter(map(len, rows[len(titles) :]))
        (width, often), total = (widths.most_common(1) or [(0, 0)])[0], sum(widths.values())
        if width >= 2 and often >= _ENOUGH * total - 1:
            return delimiter
    return None


def read_delimited(decoded: Decoded, delimiter: str, origin: Origin) -> Source:
    """The table of a text whose fields are parted by ``delimiter``. Rows before the first with two fields are lines.

    Empty fields that a row begins with are no cells: a merged cell goes on there that the format cannot show.
    """
    writer = TextWriter(origin)
    cells: list[GridCell] = []
    for number, row in enumerate(_rows(without_unseen(decoded.text, writer.unseen), delimiter), 1):
        filled = [field for field in row if field.strip()]
        if not cells and len(filled) <= 1:
            for field in filled:
                writer.line(field.strip(), f"row {number}")
            continue
        if filled:
            index = number - 1
            fields = dropwhile(lambda field: not field[1].strip(), enumerate(row))
            cells += [GridCell(text, index, column, place=f"row {number}, column {column + 1}") for column, text in fields]
    first = cells[0].row if cells else 0
    writer.table(GridCell(cell.text, cell.row - first, cell.column, place=cell.place) for cell in cells)
    return writer.source("text/csv" if delimiter == "," else "text/tab-separated-values", decoded.notes)


def _rows(text: str, delimiter: str, most: int | None = None) -> list[list[str]]:
    """The records of a text; where its quotes do not close, its lines parted without regard to quotes."""
    try:
        return list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most))
    except csv.Error:
        return [line.split(delimiter) for line in text.splitlines()[:most]]
