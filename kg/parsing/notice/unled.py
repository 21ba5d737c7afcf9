"""Lists that name nobody, looked for where no clause and no table of bodies is found, in this order: tables of results, what reports,
what a title names, what is announced with its count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model.values import value
from kg.parsing.findings import Reading
from kg.parsing.marks.lines import Line
from kg.parsing.notice.counted import find_counted, read_counted
from kg.parsing.notice.lists import ListRegion
from kg.parsing.notice.reported import find_reported, read_reported
from kg.parsing.notice.result_tables import find_result_table, read_result_table
from kg.parsing.notice.table_reading import find_forms, find_glued, find_sheet, read_forms, read_glued, read_sheet
from kg.parsing.notice.titled import find_titled, read_titled

__all__ = ["UnledLists", "lists_without_bodies"]


@value
class UnledLists:
    """Where such lists stand, in their order, and what reads the lines of each."""

    regions: tuple[ListRegion, ...]
    read: Callable[[Sequence[Line]], Reading]


_FAMILIES = (
    (find_sheet, read_sheet),
    (find_glued, read_glued),
    (find_forms, read_forms),
    (find_result_table, read_result_table),
    (find_reported, read_reported),
    (find_titled, read_titled),
    (find_counted, read_counted),
)


def lists_without_bodies(lines: Sequence[Line]) -> UnledLists | None:
    """The lists of a notice that says nowhere who answers, if it holds any."""
    for find, read in _FAMILIES:
        if regions := find(lines):
            return UnledLists(tuple(regions), read)
    return None
