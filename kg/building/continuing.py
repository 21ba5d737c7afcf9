"""Which task takes up which of an earlier year's plan, in the documents of one region: between its documents and its bodies.

What a task is called does not depend on it: only these links do. Memory holds the words of one region's tasks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from kg.linking.continuing import Gist, continued, gist_of, same_horizon
from kg.mapping import Names, outline_of, task_locals
from kg.mapping import written as w
from kg.mapping.literals import years_of
from kg.mapping.statements import Statement
from kg.model.records import Parsed

__all__ = ["Continuing"]

_Years = tuple[int, int]


class _Task(NamedTuple):
    """A task: its document's local name, its own, its gist."""

    document: str
    local: str
    gist: Gist


@dataclass
class Continuing:
    """The plans of one region as they come through, and the links between their tasks."""

    _plans: list[tuple[str, str, Parsed]] = field(default_factory=list)
    _years: set[_Years | None] = field(default_factory=set)

    def take(self, key: str, stem: str, parsed: Parsed) -> None:
        """A document that came through, by its local name and the stem of its lists'. Reports on what was done take up nothing."""
        if parsed.document.kind == "plan":
            self._plans.append((key, stem, parsed))
            year = parsed.document.year
            self._years |= {years_of(task.horizon) or (None if year is None else (year, year)) for task in parsed.tasks}

    def links(self, names: Names) -> Iterator[tuple[str, list[Statement]]]:
        """For each document of a later year, by its local name, the links of its tasks to those of the year before it in the build.

        Years of one horizon follow each other: one year, or several. Two lists of the same years take up nothing of each other.
        """
        if len(self._years - {None}) < 2:
            return
        tasks = self._tasks()
        found: dict[str, list[Statement]] = defaultdict(list)
        for several in (False, True):
            years = sorted(span for span in tasks if same_horizon(span, (0, int(several))))
            for before, after in pairwise(sorted({first for first, _ in years})):
                old = [task for span in years if span[0] == before for task in tasks[span]]
                new = [task for span in years if span[0] == after for task in tasks[span]]
                for pair in continued([task.gist for task in old], [task.gist for task in new]):
                    task, earlier = new[pair.new], old[pair.old]
                    found[task.document].append((names.term("task", task.local), w.CONTINUES, names.term("task", earlier.local)))
        for document in sorted(found):
            yield document, found[document]

    def _tasks(self) -> dict[_Years, list[_Task]]:
        """The region's tasks by the years of their list, in the order of their documents."""
        found: dict[_Years, list[_Task]] = defaultdict(list)
        for key, stem, parsed in self._plans:
            outline = outline_of(parsed, stem)
            for task, local in zip(parsed.tasks, task_locals(parsed, outline), strict=True):
                years = outline.lists[task.part].years
                if years is not None:
                    found[years].append(_Task(key, local, gist_of(task.text, years)))
        return found
