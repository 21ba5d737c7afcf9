"""Two years of one or more places put side by side."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.comparing.facts import Body, Line, Task, Years
from kg.comparing.numbers import NumberChange, number_changes
from kg.comparing.people import BodyChange, LeaderChange, body_changes, leader_changes
from kg.comparing.places import heirs_of, under_heirs
from kg.comparing.plans import Plan
from kg.comparing.tasks import PartyChange, TaskChange, belonging, party_changes, task_changes
from kg.linking.continuing import same_horizon
from kg.model.errors import BadQuery, StoreError
from kg.model.wording import joined, told

__all__ = ["Comparison", "ListsCompared", "Note", "RegionChanges", "compare"]

_NEAREST: Final = 3  # known names that are offered for one that is not known
_MOST_HELD: Final = 20  # places whose years are named where nothing can be compared


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader has to know of a comparison: a code of ``words.toml``, and what to fill in."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListsCompared:
    """The changes between the lists of one horizon: ``old`` and ``new`` are all years that they cover."""

    old: str
    new: str
    tasks: tuple[TaskChange, ...]
    numbers: tuple[NumberChange, ...]
    parties: tuple[PartyChange, ...]


@dataclass(frozen=True)
class RegionChanges:
    """What changed in one place. ``bodies_known`` leads from keys to the bodies of both years."""

    key: str
    name: str
    code: str
    old: str
    new: str
    lists: tuple[ListsCompared, ...]
    bodies: tuple[BodyChange, ...]
    leaders: tuple[LeaderChange, ...]
    bodies_known: Mapping[str, Body]

    def counts(self) -> dict[str, Counter[str]]:
        """How many there are of each kind of change: task, target, party, bureau, leader."""
        return {
            "task": Counter(change.how for lists in self.lists for change in lists.tasks),
            "target": Counter(change.how for lists in self.lists for change in lists.numbers),
            "party": Counter(change.how for lists in self.lists for change in lists.parties),
            "bureau": Counter(change.how for change in self.bodies),
            "leader": Counter(change.how for change in self.leaders),
        }


@dataclass(frozen=True)
class Comparison:
    """The places that both years have, in the order of their keys, and what has to be said of the rest."""

    old: str
    new: str
    regions: tuple[RegionChanges, ...]
    notes: tuple[Note, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Side:
    """One year of one place: its tasks by the years of their list."""

    plan: Plan
    tasks: Mapping[Years | None, Sequence[Task]]


def compare(
    old: Mapping[str, Plan],
    new: Mapping[str, Plan],
    *,
    old_year: int | None = None,
    new_year: int | None = None,
    region: str | None = None,
    names: tuple[str, str] = ("", ""),
) -> Comparison:
    """Compare the plans of two graphs, or of two years of one; ``region`` is a name, a name with that of the place above, or a code.

    A year takes the lists that hold it. A list that holds both years is in force in both, and not compared. A place that another took over
    is compared with its heir. ``names`` are what the sides are called. Raises BadQuery for one year named twice and for a region that is
    not known or is several, StoreError where no place has both.
    """
    if old_year is not None and old_year == new_year:
        raise BadQuery("kg compare", told("{old_year} is named twice", old_year=old_year), "Name two years")
    known = {**old, **new}
    chosen = None if region is None else _chosen(known.values(), region)
    heirs = heirs_of(known.values())
    chosen = None if chosen is None else heirs.get(chosen, chosen)
    notes = [note for side in (old, new) for note in _left_out(side, chosen, heirs)]
    old, new = under_heirs(old, heirs, known), under_heirs(new, heirs, known)
    olds, news = _sides(old, old_year, new_year), _sides(new, new_year, old_year)
    regions: list[RegionChanges] = []
    for key in sorted({*olds, *news} if chosen is None else {chosen}):
        plan = new.get(key) or old[key]
        both = [years for years in plan.tasks if old_year and new_year and _holds(years, old_year) and _holds(years, new_year)]
        if both and key:
            notes.append(Note("in-force", {"region": plan.name, "years": _years(both)}))
        if key in olds and key in news and key:
            changes, more = _region(olds[key], news[key])
            notes += more
            if changes is not None:
                regions.append(changes)
                former = [known[place].name for place, heir in sorted(heirs.items()) if heir == key]
                notes += [Note("taken-over", {"region": plan.name, "former": name}) for name in former]
            continue
        side = names[0] if key in olds else names[1] if key in news else ""
        code = "without-region" if not key else "only-in" if side else "in-neither"
        notes.append(Note(code, {"region": plan.name, "side": side}))
    if not regions:
        found = told("no place has lists of one horizon in both {old} and {new}", old=names[0], new=names[1])
        held = [f"{plan.name}: {_years(plan.tasks)}" for _, plan in sorted({**old, **new}.items()) if plan.key][:_MOST_HELD]
        there = told(" (there are {held})", held="; ".join(held)) if held else ""
        raise StoreError("kg compare", joined("{}{}", found, there), "Name two years, folders or files of one place")
    # What holds for both sides, or for both horizons of a place, is told once.
    return Comparison(names[0], names[1], tuple(regions), tuple(note for place, note in enumerate(notes) if note not in notes[:place]))


def _left_out(plans: Mapping[str, Plan], chosen: str | None, heirs: Mapping[str, str]) -> list[Note]:
    """The notices that were left out because another replaces them."""
    asked = [plan for key, plan in sorted(plans.items()) if chosen in (None, heirs.get(key, key))]
    return [
        Note("replaced", {"region": plan.name, "notice": former, "later": later})
        for plan in asked
        for former, later in sorted(plan.replaced.items())
    ]


def _sides(plans: Mapping[str, Plan], year: int | None, other: int | None) -> dict[str, _Side]:
    found: dict[str, _Side] = {}
    for key, plan in plans.items():
        tasks = {years: held for years, held in plan.tasks.items() if held and _holds(years, year) and not (other and _holds(years, other))}
        if tasks:
            found[key] = _Side(plan, tasks)
    return found


def _holds(years: Years | None, year: int | None) -> bool:
    return year is None or (years is not None and years[0] <= year <= years[1])


def _chosen(plans: Iterable[Plan], region: str) -> str:
    """The key of the region that is meant."""
    known = {plan.key: plan for plan in plans if plan.key}
    asked = region.strip()
    meant = [key for key, plan in known.items() if asked and asked in (plan.name, plan.code, key, f"{plan.within}{plan.name}")]
    if len(meant) == 1:
        return meant[0]
    if meant:
        several = ", ".join(f"{known[key].within}{known[key].name} ({known[key].code or key})" for key in sorted(meant))
        raise BadQuery("--region", told("'{region}' is several places: {several}", region=region, several=several), "Name one by its code")
    names = sorted({plan.name for plan in known.values()})
    near = difflib.get_close_matches(asked, names, _NEAREST, 0.3) or names[:_NEAREST]
    raise BadQuery(
        "--region",
        told("the graph has no '{region}'", region=region),
        told("The nearest: {near}", near=", ".join(near)) if near else "It has no region at all",
    )


def _region(old: _Side, new: _Side) -> tuple[RegionChanges | None, list[Note]]:
    name = new.plan.name
    notes: list[Note] = []
    lists: list[ListsCompared] = []
    pairs: list[tuple[Task, Task]] = []
    compared: tuple[list[Years | None], list[Years | None]] = ([], [])
    for horizon in ((0, 0), (0, 1)):
        spans = [[years for years in side.tasks if same_horizon(years or (0, 0), horizon)] for side in (old, new)]
        if not spans[0] or not spans[1]:
            notes += [Note("no-counterpart", {"region": name, "years": _years([span])}) for of_side in spans for span in of_side]
            continue
        notes += [Note("added-up", {"region": name, "years": _years(of_side)}) for of_side in spans if len(of_side) > 1]
        before, after = _tasks(old, spans[0]), _tasks(new, spans[1])
        if not all(task.text for task in (*before, *after)):
            notes.append(Note("without-text", {"region": name}))
        found, belong = _lists(before, after, _years(spans[0]), _years(spans[1]))
        lists.append(found)
        pairs += belong
        for kept, of_side in zip(compared, spans, strict=True):
            kept.extend(of_side)
    if not lists:
        return None, notes
    olds, news = _tasks(old, compared[0]), _tasks(new, compared[1])
    lines = _lines(old, compared[0]), _lines(new, compared[1])
    changes = RegionChanges(
        key=new.plan.key,
        name=name,
        code=new.plan.code,
        old=_years(compared[0]),
        new=_years(compared[1]),
        lists=tuple(lists),
        bodies=tuple(body_changes(olds, news, (old.plan.bodies, new.plan.bodies))),
        leaders=tuple(leader_changes(lines, (old.plan.people, new.plan.people), pairs, (olds, news))),
        bodies_known={**old.plan.bodies, **new.plan.bodies},
    )
    return changes, notes


def _lists(before: Sequence[Task], after: Sequence[Task], old: str, new: str) -> tuple[ListsCompared, list[tuple[Task, Task]]]:
    """The changes between the lists of one horizon, and which of their tasks belong together."""
    belong = belonging(before, after)
    numbers = number_changes(before, after, belong)
    in_both = {key for task in before for key in task.roles} & {key for task in after for key in task.roles}
    tasks = tuple(task_changes(before, after, belong, numbers))
    return ListsCompared(old, new, tasks, tuple(numbers), tuple(party_changes(belong, in_both))), belong


def _tasks(side: _Side, spans: Iterable[Years | None]) -> list[Task]:
    return [task for span in spans for task in side.tasks[span]]


def _lines(side: _Side, spans: Iterable[Years | None]) -> set[Line]:
    return {line for span in spans for line in side.plan.lines.get(span, ())}


def _years(spans: Iterable[Years | None]) -> str:
    """The years of lists as a reader writes them: 2022, 2022-2026; – where nothing says."""
    return ", ".join(_span(years) for years in sorted(set(spans), key=lambda years: years or (0, 0)))


def _span(years: Years | None) -> str:
    return "–" if years is None else str(years[0]) if years[0] == years[1] else f"{years[0]}-{years[1]}"
