"""A list read as a table, where headings of columns stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model.source import Table
from kg.parsing.findings import Reading
from kg.parsing.marks.lines import Line
from kg.parsing.notice.below_tables import below_table
from kg.parsing.notice.touched import Stretches
from kg.parsing.tables.drawn import DrawnTable, grid_of_drawn
from kg.parsing.tables.ends import end_of_table
from kg.parsing.tables.fields import doubts_of_fields
from kg.parsing.tables.grids import grid_of_lines, grid_of_tables
from kg.parsing.tables.headings import Grid, header_at
from kg.parsing.tables.rows import read_table

__all__ = ["table_of"]

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
