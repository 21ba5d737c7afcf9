"""Which columns a table has, where its headings alone do not say: a number without a heading, a group that stands before the number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.parsing.tables.columns import TEXT_KINDS
from kg.parsing.tables.headings import Grid, TableHeader
from kg.parsing.tables.tokens import Token
from kg.parsing.tables.two_levels import shapes_in_one_run

__all__ = ["is_even", "settled", "shapes_of"]

_FEWEST_NUMBERS = 2
_FEWEST_EVEN = 2


def settled(header: TableHeader) -> TableHeader:
    """The headings with what their order says: left of the number, with a text right of it, stands the group that the task is of; right of
    a project's name stands its goal (目标任务).
    """
    if "name" in header.kinds:
        name = header.kinds.index("name")
        goals = tuple("figure" if kind == "task" and at > name else kind for at, kind in enumerate(header.kinds))
        header = replace(header, kinds=goals)
    if header.kinds.count("figure") > 1 and not TEXT_KINDS - {"figure"} & set(header.kinds):
        first = header.kinds.index("figure")  # 考核指标 beside 工作目标
        header = replace(header, kinds=(*header.kinds[:first], "task", *header.kinds[first + 1 :]))
    if "number" not in header.kinds:
        return header
    number = header.kinds.index("number")
    if not number or not TEXT_KINDS & set(header.kinds[number:]):
        return header
    groups = tuple("block" if kind in TEXT_KINDS else kind for kind in header.kinds[:number])
    return replace(header, kinds=(*groups, *header.kinds[number:]))


def shapes_of(header: TableHeader, tokens: Sequence[Token]) -> Iterator[TableHeader]:
    """The headings as they are, with two lines of them as one where they may be, and, where cells count 1, 2, 3 … below none of them,
    with a column of numbers at each place.
    """
    yield settled(header)
    if header.joined is not None:
        yield settled(header.joined)
    if not header.one_line:
        yield from _of_two_levels(header)
    if "number" in header.kinds or not _counts(tokens):
        return
    for at in range(len(header.kinds)):
        kinds = (*header.kinds[:at], "number", *header.kinds[at:])
        yield settled(replace(header, kinds=kinds, names=(*header.names[:at], "", *header.names[at:])))


def _of_two_levels(header: TableHeader) -> Iterator[TableHeader]:
    """The headings with the last ones below one of those before, where they may stand there."""
    for at, begin in shapes_in_one_run(header.names, header.kinds):
        kinds = (*header.kinds[:at], *header.kinds[begin:], *header.kinds[at + 1 : begin])
        names = (*header.names[:at], *header.names[begin:], *header.names[at + 1 : begin])
        yield settled(replace(header, kinds=kinds, names=names, joined=None))


def _counts(tokens: Sequence[Token]) -> bool:
    """Whether the cells that are bare numerals count from 1."""
    numerals = [token.passage.text.strip() for token in tokens if token.passage.text.strip().isdigit()]
    return len(numerals) >= _FEWEST_NUMBERS and all(int(numeral) == n for n, numeral in enumerate(numerals, 1))


def is_even(grid: Grid) -> bool:
    """Whether the table came with a row on each line, two at least, and each fills all columns: hardly by chance."""
    filled = [sum(map(bool, row.cells.values())) for row in grid.rows if not row.moved]
    even = filled.count(len(grid.header.kinds))
    return grid.header.one_line and even == len(grid.rows) >= _FEWEST_EVEN
