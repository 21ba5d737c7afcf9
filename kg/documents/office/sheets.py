"""A sheet of a workbook as text: what the readers of all kinds of workbooks share."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.documents.writing import GridCell, TextWriter

__all__ = ["Area", "sheet_cells", "write_sheet"]

_MOST_COVERED = 2_000_000  # steps taken over merged areas; a sheet of 10,000 rows with merged cells needs 100,000

Area = tuple[int, int, int, int]
"""Merged cells: top, left, bottom and right, from 0, the last ones included."""


def write_sheet(writer: TextWriter, cells: list[GridCell]) -> None:
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


def sheet_cells(found: Mapping[tuple[int, int], str], merged: Iterable[Area], title: str) -> Iterator[GridCell]:
    """The cells of a sheet in reading order, merged ones once. ``found`` are their texts by row and column.

    Rows and columns that hold nothing are not counted.
    """
    areas, covered = _areas(found, merged)
    starts = {area[:2]: area for area in areas}
    kept = {place: text for place, text in found.items() if (text or place in starts) and place not in covered}
    rows = sorted({row for (row, _), text in kept.items() if text})
    columns = sorted({column for (_, column), text in kept.items() if text})
    for (row, column), text in sorted(kept.items()):
        top, left, bottom, right = starts.get((row, column), (row, column, row, column))
        first_row, first_column = bisect_left(rows, top), bisect_left(columns, left)
        height, width = bisect_right(rows, bottom) - first_row, bisect_right(columns, right) - first_column
        if height > 0 and width > 0:
            yield GridCell(text, first_row, first_column, height, width, f"{title}!{_letters(column)}{row + 1}")


def _areas(cells: Mapping[tuple[int, int], str], merged: Iterable[Area]) -> tuple[list[Area], set[tuple[int, int]]]:
    """The merged areas, and the cells that they cover, their first ones apart."""
    areas: list[Area] = []
    covered: set[tuple[int, int]] = set()
    by_row: dict[int, list[int]] = {}
    for row, column in cells:
        by_row.setdefault(row, []).append(column)
    rows = sorted(by_row)
    budget = _MOST_COVERED
    for top, left, bottom, right in merged:
        if top > bottom or left > right:
            continue
        areas.append((top, left, bottom, right))
        for row in rows[bisect_left(rows, top) : bisect_right(rows, bottom)]:
            budget -= len(by_row[row])
            if budget < 0:
                return areas, covered
            covered.update((row, column) for column in by_row[row] if left <= column <= right and (row, column) != (top, left))
    return areas, covered


def _letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(65 + digit) + text
    return text
