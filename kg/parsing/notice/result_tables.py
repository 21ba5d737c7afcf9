"""Tables that name nobody: goals beside what was reached, or by quarters (序号 | 实事项目 | 全年目标 | 完成情况).

Such a table is looked for only where nothing shows who answers. Remarks that are nothing but bodies say it after all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.parsing.clauses.parts import could_be_names
from kg.parsing.findings import Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at
from kg.parsing.notice.below_tables import below_table
from kg.parsing.notice.list_titles import title_above
from kg.parsing.notice.lists import ListRegion
from kg.parsing.tables.columns import TEXT_KINDS, WHO_ANSWERS, ColumnKind, column_kind
from kg.parsing.tables.ends import end_of_table
from kg.parsing.tables.grids import grid_of_lines
from kg.parsing.tables.headings import Grid, TableHeader, header_at
from kg.parsing.tables.rows import read_table

__all__ = ["find_result_table", "read_result_table"]

_RESULTS: Final[frozenset[ColumnKind]] = frozenset({"result", "phase", "deadline", "money"})
_POINTS: Final = ("分", "权重")  # what a task counts for, where projects have sums of money
_HEADING: Final = 40  # characters of a section's heading over the table
_FEWEST: Final = 2  # rows, and remarks that are bodies


def find_result_table(lines: Sequence[Line]) -> list[ListRegion]:
    """The first table of numbered goals and results; where spaces part the cells, only one whose rows have numbers."""
    for index in range(len(lines)):
        header = header_at(lines, index, _RESULTS)
        within = index > 0 and column_kind(lines[index - 1].text) is not None
        counts = header is not None and header.kinds[0] == "number"
        if header is not None and _is_of_goals(header) and (counts or not (header.spaced or within)):
            start = index
            while (
                start
                and (marker := marker_at(lines[start - 1].text, 0))
                and marker.level in "AB"
                and len(lines[start - 1].text) <= _HEADING
            ):
                start -= 1
            title, preface = title_above(lines, start)
            return [ListRegion(title, preface, start, len(lines))]
    return []


def _is_of_goals(header: TableHeader) -> bool:
    """Whether its rows have numbers, or a column of goals beside that of results, behind what is to be done; each heading stands once.

    Beside a task's time or its points alone nothing but a number will do, and cells that signs part.
    """
    if not {"result", "phase"} & set(header.kinds):
        money = [name for name, kind in zip(header.names, header.kinds, strict=True) if kind == "money"]
        pointed = all(any(word in name for word in _POINTS) for name in money)
        return header.kinds[0] == "number" and not header.spaced and header.one_line and pointed
    if header.kinds[0] == "number":
        return True
    goals = header.kinds[0] in TEXT_KINDS - {"figure"} and {"figure", "result"} <= set(header.kinds[1:])
    return goals and len(set(header.names)) == len(header.names)


def read_result_table(lines: Sequence[Line]) -> Reading:
    """Its rows as items; what was reached is set aside."""
    at, header = next((at, header) for at in range(len(lines)) if (header := header_at(lines, at, _RESULTS)) is not None)
    end = end_of_table(lines, header)
    table = read_table(_with_bodies(grid_of_lines(lines[header.next_line : end], header)), lines[:at])
    claims, left = below_table(lines[end:])
    return replace(table, claims=(*table.claims, *claims), doubts=(*table.doubts, *left))


def _with_bodies(grid: Grid) -> Grid:
    """The grid, with a column of remarks that holds nothing but names of bodies as the one that says who answers."""
    if WHO_ANSWERS & set(grid.header.kinds):
        return grid
    for column, kind in enumerate(grid.header.kinds):
        remarks = [row.cells[column].text for row in grid.rows if row.cells.get(column)] if kind == "note" else []
        if len(remarks) >= _FEWEST and all(map(could_be_names, remarks)):
            kinds = (*grid.header.kinds[:column], "responsible", *grid.header.kinds[column + 1 :])
            return replace(grid, header=replace(grid.header, kinds=kinds))
    return grid
