"""What a region promised for a year, what is told of it up to a day, and what is due: the facts of a report on one half of the year."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kg.knowledge.workbook import Words, day_of
from kg.publish.exporting.due_days import DueDay, Plans, due_days
from kg.publish.exporting.tables import plain
from kg.publish.exporting.task_lists import first_of, number_of, target_in_short
from kg.publish.exporting.things import Graph, Thing, short_name

__all__ = ["STATES", "HalfYear", "Number", "Promise", "half_years"]

STATES: Final = ("kept", "on-track", "behind", "changed", "not-started", "told", "nothing")
"""How a task stands: by the state that is told of it; ``told`` where something is told and no state, ``nothing`` where nothing is."""
_STATE: Final = {
    "Done": "kept", "Exceeded": "kept", "OnTrack": "on-track", "Behind": "behind", "Missed": "behind", "Changed": "changed",
    "NotStarted": "not-started",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was promised, in short, and the newest that is told of it, with its day; empty where none is."""

    indicator: str
    promised: str
    reached: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A task: its words, the bodies that lead it, its numbers, how it stands, and the days on which it is due."""

    text: str
    leads: tuple[str, ...]
    numbers: tuple[Number, ...]
    state: str
    due: tuple[DueDay, ...]


@dataclass(frozen=True, slots=True)
class HalfYear:
    """One half of a year of a region; ``documents`` are what it is read from, ``results`` how many are told up to its last day."""

    region: str
    code: str
    year: int
    half: int
    promises: tuple[Promise, ...]
    documents: tuple[str, ...]
    results: int

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        return datetime.date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> datetime.date:
        """Its last day."""
        return datetime.date(self.year, 6, 30) if self.half == 1 else datetime.date(self.year, 12, 31)

    def states(self) -> Counter[str]:
        """How many tasks stand how."""
        return Counter(promise.state for promise in self.promises)

    def by_lead(self) -> list[tuple[str, Counter[str]]]:
        """The same for each body that leads some, those with the most first."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for promise in self.promises:
            for lead in promise.leads:
                found[lead][promise.state] += 1
        return sorted(found.items(), key=lambda one: (-one[1].total(), one[0]))


@dataclass
class _Region:
    tasks: list[Thing] = field(default_factory=list)
    years: set[tuple[int, int]] = field(default_factory=set)


def half_years(graph: Graph, words: Words, year: int | None = None, half: int | None = None) -> list[HalfYear]:
    """A half-year of each region that has a list for the year, by its code.

    Without ``year`` the last that a region has a list of one year for (of several years, where it has no other); without ``half`` the one
    in which the newest result of that year falls, else the first.
    """
    plans, days = Plans(graph), due_days(graph)
    results: dict[str, list[Thing]] = defaultdict(list)
    for result in graph.things("Result"):
        for of in dict(result.links()).get("ofTask", []):
            results[of].append(result)
    told = _told(graph)
    found: dict[str, _Region] = defaultdict(_Region)
    for task in graph.things("Task"):
        if plans.holds(task):
            region = found[dict(task.links()).get("region", [""])[0]]
            region.tasks.append(task)
            region.years |= {years for years in (plans.years(task),) if years is not None}
    made = []
    for iri in sorted(found, key=lambda one: (not one, one)):
        chosen = year if year is not None else _year(found[iri].years)
        tasks = [task for task in found[iri].tasks if chosen is not None and _covers(plans.years(task), chosen)]
        if chosen is not None and tasks:
            newest = max((_day(one) for task in tasks for one in results[task.iri] if _day(one)[:4] == str(chosen)), default="")
            which = half if half is not None else 2 if newest > f"{chosen}-06-30" else 1
            made.append(_half_year(graph, words, iri, (chosen, which), tasks, results, told, days))
    return made


def _told(graph: Graph) -> dict[str, list[tuple[str, Thing]]]:
    """What tells of each task, a result or not: items of reports that are joined to it, of the newest day of their report's results, and
    rows that were filled in, of the day that was typed; the day is empty where there is none."""
    newest: dict[str, str] = {}
    for result in graph.things("Result"):
        for document in dict(result.links()).get("wasQuotedFrom", []):
            newest[document] = max(newest.get(document, ""), _day(result))
    found: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
    for thing in (*graph.things("Join"), *graph.things("Entry")):
        links = dict(thing.links())
        if thing.kind == "Entry":
            typed = day_of(first_of(thing, "printedDate"))
            day = typed.isoformat() if typed else ""
        elif [short_name(state) for state in links.get("joinState", [])] == ["Joined"]:
            day = max((newest.get(document, "") for document in links.get("wasQuotedFrom", [])), default="")
        else:
            continue
        for task in links.get("ofTask", []):
            found[task].append((day, thing))
    return found


def _year(years: set[tuple[int, int]]) -> int | None:
    single = [last for first, last in years if first == last]
    return max(single or [first for first, _ in years], default=None)


def _covers(years: tuple[int, int] | None, year: int) -> bool:
    return years is not None and years[0] <= year <= years[1]


def _half_year(
    graph: Graph,
    words: Words,
    region: str,
    when: tuple[int, int],
    tasks: list[Thing],
    results: Mapping[str, list[Thing]],
    told: Mapping[str, list[tuple[str, Thing]]],
    days: Mapping[str, list[DueDay]],
) -> HalfYear:
    year, half = when
    last = f"{year}-06-30" if half == 1 else f"{year}-12-31"
    documents: dict[str, None] = {}
    counted = 0
    promises = []
    for task in sorted(tasks, key=lambda one: (first_of(one, "charStart").zfill(9), one.iri)):
        # What says no day may be of any: it counts.
        own = sorted((one for one in results[task.iri] if _day(one) <= last), key=lambda one: (_day(one), one.iri))
        counted += len(own)
        telling = [thing for day, thing in told.get(task.iri, ()) if day <= last]
        for thing in (task, *own, *telling):
            documents |= {graph.label(iri): None for iri in dict(thing.links()).get("wasQuotedFrom", [])}
        links = dict(task.links())
        promises.append(
            Promise(
                text=first_of(task, "text"),
                leads=tuple(sorted({graph.label(iri) for iri in links.get("leadUnit", [])})),
                numbers=tuple(_number(graph.thing(iri), own, words) for iri in links.get("target", [])),
                state=_state(own) or ("told" if own or telling else "nothing"),
                due=tuple(days.get(task.iri, ())),
            )
        )
    name, code = (graph.label(region), short_name(region)) if region else (words.word("words", "nowhere"), "unknown")
    return HalfYear(name, code, year, half, tuple(promises), tuple(sorted(documents)), counted)


def _state(results: list[Thing]) -> str | None:
    """The newest state of each number, and of the whole task where nothing later is told of any; of these the least advanced.

    A task is done where all of it is. None where no state is told.
    """
    by_target: dict[str, list[Thing]] = defaultdict(list)
    for one in results:
        for target in dict(one.links()).get("ofTarget", [""]):
            by_target[target].append(one)
    newest = max(map(_day, results), default="")
    latest: list[Thing] = []
    for target, own in by_target.items():
        last = max(map(_day, own)) if target else newest
        latest += [one for one in own if _day(one) in ("", last)]
    states = {_STATE.get(short_name(iri), "told") for one in latest for iri in dict(one.links()).get("status", [])}
    order = ("not-started", "behind", "changed", "told", "on-track", "kept")
    return min(states, key=order.index, default=None)


def _number(target: Thing, results: list[Thing], words: Words) -> Number:
    own = [one for one in results if target.iri in dict(one.links()).get("ofTarget", []) and first_of(one, "value")]
    newest = own[-1] if own else None
    reached = f"{number_of(newest, 'value')}{first_of(newest, 'unitOfMeasure')}" if newest else ""
    indicator = first_of(target, "indicatorName")
    promised = target_in_short(target, words).replace(indicator, "", 1) if indicator else target_in_short(target, words)
    return Number(indicator, " ".join(promised.split()), reached, _day(newest) if newest else "")


def _day(result: Thing) -> str:
    return plain(dict(result.literals()).get("asOf", [None])[0])
