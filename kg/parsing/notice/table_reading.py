"""A list read as a table, where headings of columns stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model.passages import Passage
from kg.model.source import Table
from kg.model.wording import told
from kg.parsing.findings import Claim, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.notice.below_tables import below_table
from kg.parsing.notice.list_titles import title_above
from kg.parsing.notice.lists import ListRegion
from kg.parsing.notice.touched import Stretches
from kg.parsing.tables.columns import column_kind
from kg.parsing.tables.drawn import DrawnTable, grid_of_drawn
from kg.parsing.tables.ends import end_of_table
from kg.parsing.tables.fields import doubts_of_fields
from kg.parsing.tables.forms import forms_of
from kg.parsing.tables.glued import glued_table
from kg.parsing.tables.grids import grid_of_lines, grid_of_tables
from kg.parsing.tables.headings import Grid, header_at
from kg.parsing.tables.rows import read_table
from kg.parsing.tables.sheets import Sheet, sheet_of

__all__ = [
    "find_forms",
    "find_glued",
    "find_sheet",
    "read_forms",
    "read_glued",
    "read_sheet",
    "sheet_among",
    "table_of",
    "with_sheet_above",
]

_LONGEST_LABEL: Final = 10  # characters of a label on a line of its own
_FRONT: Final = 12  # lines of a list in which its table must begin


def table_of(text: str, body: Sequence[Line], own: Sequence[Table], drawn: Sequence[DrawnTable]) -> tuple[Grid | None, Reading | None]:
    """The table of a list and its reading: the format's own, one drawn in the text, or one on its lines; None if it has none."""
    grid = grid_of_tables(text, own) if own else grid_of_drawn(drawn)
    if grid is not None:
        stretches = Stretches((table.start, table.end) for table in own or drawn)
        return grid, read_table(grid, [line for line in body if not stretches.meet(line.start, line.end)])
    at, header = next(((i, h) for i in range(min(len(body), _FRONT)) if (h := header_at(body, i))), (0, None))
    if header is None:
        return None, None
    end = end_of_table(body, header)
    rows = body[header.next_line : end]
    grid = grid_of_lines(rows, header)
    table = read_table(grid, body[:at])
    claims, left = below_table(body[end:])
    uneven = doubts_of_fields(text, body[at], rows, header)
    return grid, replace(table, claims=(*table.claims, *claims), doubts=(*table.doubts, *uneven, *left))


def find_sheet(lines: Sequence[Line]) -> list[ListRegion]:
    """A sheet of labels, a block a task, that no other layout shows."""
    sheet = sheet_of(lines)
    if sheet is None:
        return []
    title, preface = title_above(lines, sheet.start)
    return [ListRegion(title, preface, sheet.start, sheet.end)]


def with_sheet_above(lines: Sequence[Line], regions: Sequence[ListRegion]) -> Sequence[ListRegion]:
    """The lists, the first from where its sheet begins, if the label that shows who answers stands on a line of its own within one."""
    first = lines[regions[0].start].text if regions else ""
    if not first or len(first) > _LONGEST_LABEL or column_kind(first) is None:
        return regions
    sheet = sheet_of(lines[: regions[0].end])
    if sheet is None or not sheet.sure or not sheet.start < regions[0].start < sheet.end:
        return regions
    title, preface = title_above(lines, sheet.start)
    return [ListRegion(title, preface, sheet.start, regions[0].end), *regions[1:]]


def read_sheet(body: Sequence[Line]) -> Reading:
    """The blocks of a sheet of labels as items; nothing where the lines are none."""
    sheet = sheet_of(body)
    return _of_sheet(sheet, body) if sheet is not None else Reading("table", told("no sheet of labels"))


def find_glued(lines: Sequence[Line]) -> list[ListRegion]:
    """A table whose cells have lost every sign between them."""
    table = glued_table(lines)
    if table is None:
        return []
    title, preface = title_above(lines, table.start)
    return [ListRegion(title, preface, table.start, len(lines))]


def read_glued(body: Sequence[Line]) -> Reading:
    """The rows of such a table as items; what stands below is said, if nothing explains it."""
    table = glued_table(body)
    if table is None:
        return Reading("table", told("no cells with nothing between them"))
    reading = read_table(table.grid)
    claims, left = below_table(body[table.end :])
    above = [Claim("heading", Passage.of_line(line.text, line.start), "headings of the columns") for line in body[: table.headings]]
    return replace(reading, claims=(*above, *reading.claims, *claims), doubts=(*reading.doubts, *table.doubts, *left))


def find_forms(lines: Sequence[Line]) -> list[ListRegion]:
    """Forms that report a project each and name nobody."""
    forms = forms_of(lines)
    if forms is None:
        return []
    title, preface = title_above(lines, forms.start)
    return [ListRegion(title, preface, forms.start, len(lines))]


def read_forms(body: Sequence[Line]) -> Reading:
    """The forms as items; titles that stand over each are headings."""
    forms = forms_of(body)
    if forms is None:
        return Reading("table", told("no forms"))
    reading = read_table(forms.grid)
    titles = (Claim("heading", title, "headings of the columns") for title in forms.titles)
    claims, left = below_table(body[forms.end :])
    return replace(reading, claims=(*titles, *reading.claims, *claims), doubts=(*reading.doubts, *left))


def sheet_among(body: Sequence[Line]) -> tuple[Reading | None, bool]:
    """The reading of a list as a sheet of labels, if it is one, and whether it surely is."""
    sheet = sheet_of(body)
    return (_of_sheet(sheet, body), sheet.sure) if sheet is not None else (None, False)


def _of_sheet(sheet: Sheet, body: Sequence[Line]) -> Reading:
    table = read_table(sheet.grid, body[: sheet.start])
    labels = (Claim("clause" if who else "detail", label, "label of a sheet") for label, who in sheet.labels)
    claims, left = below_table(body[sheet.end :])
    return replace(table, claims=(*labels, *table.claims, *claims), doubts=(*table.doubts, *left))
