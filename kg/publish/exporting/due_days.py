"""Which tasks are due on which day: as the question ``tasks-due`` of the catalogue tells it, of plans that nothing has replaced."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.publish.exporting.things import Graph, Thing, short_name
from kg.queries import find_query, run

__all__ = ["DueDay", "Plans", "due_days", "reported_lists"]

_LAST: Final = "9999-12-31"


@dataclass(frozen=True, slots=True)
class DueDay:
    """A day on which a task, or a number of it, is due: ``thing`` is its IRI, ``deadline`` what is printed, ``label`` the indicator."""

    day: datetime.date
    thing: str
    label: str
    deadline: str


class Plans:
    """The lists of a graph that share work out and stand: no reports, none that another notice has replaced."""

    def __init__(self, graph: Graph) -> None:
        """Looks at the documents."""
        documents = {thing.iri: dict(thing.links()) for thing in graph.things("Document")}
        gone = {iri for links in documents.values() for iri in links.get("replaces", [])}
        reported = reported_lists(graph)
        self._years: dict[str, tuple[int, int] | None] = {}
        for task_list in graph.things("TaskList"):
            of = dict(task_list.links()).get("isPartOf", [])
            if not {*of} & gone and task_list.iri not in reported:
                self._years[task_list.iri] = _years(task_list)

    def holds(self, task: Thing) -> bool:
        """Whether the task is of such a list."""
        return any(iri in self._years for iri in dict(task.links()).get("isPartOf", []))

    def years(self, task: Thing) -> tuple[int, int] | None:
        """First and last year of its list."""
        found = (self._years.get(iri) for iri in dict(task.links()).get("isPartOf", []))
        return next((years for years in found if years is not None), None)


def reported_lists(graph: Graph) -> frozenset[str]:
    """The lists of reports of progress, by IRI: what stands in them was done, and nobody promises it."""
    links = ((thing.iri, dict(thing.links())) for thing in graph.things("Document"))
    reports = {iri for iri, own in links if [short_name(kind) for kind in own.get("kind", [])] == ["Progress"]}
    return frozenset(one.iri for one in graph.things("TaskList") if reports & {*dict(one.links()).get("isPartOf", [])})


def _years(task_list: Thing) -> tuple[int, int] | None:
    said = dict(task_list.literals())
    first, last = (str(said[name][0]) if name in said else "" for name in ("startYear", "endYear"))
    return (int(first), int(last)) if first.isdecimal() and last.isdecimal() else None


def due_days(graph: Graph) -> dict[str, list[DueDay]]:
    """The days of each task, by its IRI, in their order."""
    owner = {target: task.iri for task in graph.things("Task") for target in dict(task.links()).get("target", [])}
    answer = run(graph.store, find_query("tasks-due"), {"before": _LAST}, with_source=True)
    found: dict[str, dict[DueDay, None]] = defaultdict(dict)
    for row in answer.rows:
        said = dict(zip(answer.columns, row, strict=True))
        thing = str(said["iri"])
        day = datetime.date.fromisoformat(str(said["due"]))
        found[owner.get(thing, thing)][DueDay(day, thing, str(said["indicator"] or ""), str(said["deadline"] or ""))] = None
    return {task: sorted(days, key=lambda one: (one.day, one.thing)) for task, days in found.items()}
