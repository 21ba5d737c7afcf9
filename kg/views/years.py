"""The years of the lists: one and five years are never added up in silence, so each page can tell them apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from kg.views.facts import Body, Work

__all__ = ["Span", "counts_by_years", "of_which_years", "year_label", "years_in"]

Span: TypeAlias = tuple[int, int]
"""First and last year of a list."""


def years_in(works: Iterable[Work]) -> tuple[Span, ...]:
    """The years that the tasks' lists have, earlier ones first, and of those that begin alike the shorter first."""
    return tuple(sorted({work.years for work in works if work.years is not None}))


def of_which_years(works: Iterable[Work], spans: Sequence[Span]) -> list[int]:
    """For each task the place of its list's years among ``spans``, -1 where none are known."""
    rows = {span: row for row, span in enumerate(spans)}
    return [rows[work.years] if work.years is not None else -1 for work in works]


def year_label(span: Span) -> str:
    """How addresses and names of files call a list's years.

    >>> year_label((2022, 2022)), year_label((2022, 2026))
    ('2022', '2022-2026')
    """
    return str(span[0]) if span[0] == span[1] else f"{span[0]}-{span[1]}"


def counts_by_years(
    works: Sequence[Work],
    bodies: Iterable[Body],
    leads: Mapping[str, Sequence[int]],
    supports: Mapping[str, Sequence[int]],
    led: Mapping[str, Sequence[int]],
) -> dict[str, list[tuple[str, int, int]]]:
    """By years, for each thing its two counts as the index has them: tasks led and supported, or rows and places."""
    counted: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    label = [year_label(work.years) if work.years is not None else "" for work in works]
    for column, lists in ((0, leads), (1, supports), (0, led)):
        for thing, tasks in lists.items():
            for task in tasks:
                counted[label[task]][thing][column] += 1
    for task, work in enumerate(works):
        shared = counted[label[task]]
        for goal in work.goals:
            if goal.indicator is not None:
                shared[goal.indicator] = [shared[goal.indicator][0] + 1, 1]
        for initiative in work.initiatives:
            shared[initiative] = [shared[initiative][0] + 1, 1]
    for body in bodies:
        for of_years in counted.values():
            if body.id in of_years:
                for function in body.functions:
                    of_years[function] = [of_years[function][0] + 1, 1]
    return {years: [(thing, *pair) for thing, pair in things.items()] for years, things in counted.items() if years}  # type: ignore[misc]
