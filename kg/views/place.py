"""One place as its files of data and what it adds to those of all places: a function of what the graph says of the place alone.

What all places together decide - the place's number, the order of the kinds of doubt - stands in the files as a mark, :func:`filled` puts
it in. A mark holds a lone surrogate, which no text of a graph can.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kg.views.by_function import Alike, alike, firmness
from kg.views.due import due_rows, quarters
from kg.views.facts import Body, Document, Holding, Person, Place, Work
from kg.views.pages import json_text
from kg.views.reported import promise_signs, reported_years, task_sign
from kg.views.rows import dense, document_row, goal_row, reached_row, result_row, told_row, told_where
from kg.views.years import counts_by_years, of_which_years, year_label, years_in

__all__ = ["TASKS_A_FILE", "Look", "PlaceFacts", "Sums", "filled", "look", "places_of"]

TASKS_A_FILE: Final = 250

_MARK: Final = "\ud800"
_MARKED: Final = re.compile(f'"{_MARK}([0-9]*)"')


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the graph says of one place. ``bodies`` are its own, and those of other places that its tasks name.

    ``known`` are the concepts and the kinds of doubt that the graph describes, ``due`` the days by which what has a deadline is due.
    """

    place: Place
    documents: tuple[Document, ...]
    works: tuple[Work, ...]
    bodies: tuple[Body, ...]
    people: tuple[Person, ...]
    known: frozenset[str]
    due: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a place adds to the files of all places.

    ``counts`` says for bodies and people how many of the place's tasks they lead and support. ``functions`` are rows of [function, row,
    leads, supports, label, leads and supports by years where there are several], ``goals`` the rows of each indicator as JSON, with the
    place's number for a mark, and how many they are, ``initiatives`` the numbers of the tasks that name each, with the row of their years.
    ``in_doubt`` are documents and tasks, ``doubts`` how many of each has which. ``years`` are those of the lists, as pages call them,
    ``due`` is what :func:`kg.views.due.quarters` gives, ``lengths`` are the signs of the documents' texts, where they are known,
    ``replaced`` the titles of notices that another replaces, each with the other's.
    """

    place: Place
    documents: tuple[tuple[str, str], ...]
    tasks: int
    units: int
    targets: int
    in_doubt: tuple[int, int]
    doubts: tuple[Counter[str], Counter[str]]
    people: tuple[Person, ...]
    bodies: tuple[Body, ...]
    named: tuple[str, ...]
    counts: dict[str, tuple[int, int]]
    functions: tuple[tuple[str, int, int, int, str, tuple[tuple[int, int], ...]], ...]
    goals: dict[str, tuple[int, str]]
    initiatives: dict[str, tuple[tuple[int, int], ...]]
    alike: Alike
    with_text: bool
    years: tuple[str, ...]
    due: tuple[tuple[Any, ...], ...]
    lengths: tuple[int | None, ...]
    replaced: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A place's files as JSON with marks, who does what (without its beginning, which names the place's files) and its tasks.

    ``doubts`` are the kinds that the marks in ``who`` and ``tasks`` are numbers of, ``counts`` what :func:`counts_by_years` gives.
    """

    place: str
    who: str
    tasks: tuple[str, ...]
    doubts: tuple[str, ...]
    counts: dict[str, list[tuple[str, int, int]]]


def places_of(holding: Holding) -> Iterator[PlaceFacts]:
    """What the graph says, place by place."""
    documents: dict[str, list[Document]] = defaultdict(list)
    for document in holding.documents:
        documents[document.place].append(document)
    works: dict[str, list[Work]] = defaultdict(list)
    named: dict[str, set[str]] = defaultdict(set)
    for work in holding.works:
        works[work.place].append(work)
        for assigned in work.assigned:
            named[assigned.party].add(work.place)
    bodies: dict[str, list[Body]] = defaultdict(list)
    for body in holding.bodies:
        for place in {body.place, *named.get(body.id, ())}:
            bodies[place].append(body)
    people: dict[str, list[Person]] = defaultdict(list)
    for person in holding.people:
        people[person.place].append(person)
    known = frozenset(thing.id for things in (holding.concepts, holding.doubts) for thing in things)
    for place in holding.places:
        own, tasks, at_work, leaders = (tuple(of.get(place.id, ())) for of in (documents, works, bodies, people))
        yield PlaceFacts(place, own, tasks, at_work, leaders, known, holding.due)  # type: ignore[arg-type]


def look(facts: PlaceFacts) -> tuple[Look, Sums]:
    """The files of a place, and what it adds to others."""
    seen = _Seen(facts)
    doubted: tuple[Document | Work, ...] = (*facts.works, *facts.documents)
    doubts = tuple(sorted({doubt for thing in doubted for doubt in thing.doubts if doubt in facts.known}))
    rows = {doubt: row for row, doubt in enumerate(doubts)}
    tasks = tuple(
        json_text([seen.task(work, rows) for work in facts.works[start : start + TASKS_A_FILE]])
        for start in range(0, len(facts.works), TASKS_A_FILE)
    )
    return Look(facts.place.id, json_text(seen.who(rows)), tasks, doubts, seen.counts()), seen.sums()


def filled(text: str, numbers: Sequence[int]) -> str:
    """A file with the numbers for its marks: the place's own for the nameless mark, the last of ``numbers``."""
    return _MARKED.sub(lambda mark: str(numbers[int(mark[1]) if mark[1] else -1]), text) if _MARK in text else text


class _Seen:
    def __init__(self, facts: PlaceFacts) -> None:
        self._facts = facts
        self._leads: dict[str, list[int]] = defaultdict(list)
        self._supports: dict[str, list[int]] = defaultdict(list)
        self._led: dict[str, list[int]] = defaultdict(list)
        self._goals: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._initiatives: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._bodies = {body.id: row for row, body in enumerate(facts.bodies)}
        self._people = {person.id: row for row, person in enumerate(facts.people)}
        self._documents = {document.id: row for row, document in enumerate(facts.documents)}
        self._spans = years_in(facts.works)
        self._years = of_which_years(facts.works, self._spans)
        self._due = due_rows(facts.works, facts.due)
        for index, work in enumerate(facts.works):
            self._take(index, work)

    def _take(self, index: int, work: Work) -> None:
        roles: dict[str, bool] = {}
        for assigned in work.assigned:
            roles[assigned.party] = roles.get(assigned.party, False) or assigned.role == "lead"
        for party, leading in roles.items():
            (self._leads if leading else self._supports)[party].append(index)
        for leader in work.leaders:
            self._led[leader].append(index)
        for goal in work.goals:
            if goal.indicator is not None and goal.indicator in self._facts.known:
                shared = {"p": _MARK, "task": work.id, "doc": work.document, "year": work.years[1] if work.years else None}
                if work.years and work.years[0] != work.years[1]:
                    shared["from"] = work.years[0]
                told = [reached_row(one) for one in work.results if one.target == goal.id]
                self._goals[goal.indicator].append(goal_row(goal, work.start) | shared | ({"told": told} if told else {}))
        for initiative in work.initiatives:
            self._initiatives[initiative].append((index, self._years[index]))

    def counts(self) -> dict[str, list[tuple[str, int, int]]]:
        return counts_by_years(self._facts.works, self._facts.bodies, self._leads, self._supports, self._led)

    def who(self, doubts: dict[str, int]) -> dict[str, Any]:
        facts = self._facts
        by_id = {document.id: document for document in facts.documents}
        stands = [work.document for work in facts.works]
        first: dict[str, int] = {}
        for index, document in enumerate(stands):
            first.setdefault(document, index)
        counted = Counter(stands)
        return {
            "label": facts.place.label,
            "code": facts.place.code,
            "tasks": len(facts.works),
            "ids": [work.id for work in facts.works],
            "perFile": TASKS_A_FILE,
            "commitments": "".join(str(firmness(work.goals)) for work in facts.works),
            "doubts": "".join(str(int(bool(work.doubts))) for work in facts.works),
            "spans": [year_label(span) for span in self._spans],
            "years": self._years,
            "starts": [-1 if work.start is None else work.start for work in facts.works],
            "ends": [-1 if work.end is None else work.end for work in facts.works],
            "due": self._due,
            "reports": told_where(facts.works, self._documents),
            "states": "".join(task_sign(work, by_id) for work in facts.works),
            "goalStates": [promise_signs(work) for work in facts.works],
            "reported": reported_years(facts.works, facts.documents, self._spans),
            "documents": [
                dense(document_row(d) | {"doubts": _marks(d.doubts, doubts)})
                | {"first": first.get(d.id, 0), "tasks": counted[d.id]}
                for d in facts.documents
            ],
            "leaders": [
                {"id": p.id, "label": p.label, "posts": list(p.posts), "tasks": self._led.get(p.id, [])} for p in facts.people
            ],
            "bodies": [
                dense({"id": b.id, "group": b.group, "label": b.label, "alts": list(b.alternatives), "functions": list(b.functions)})
                | {"leads": self._leads.get(b.id, []), "supports": self._supports.get(b.id, [])}
                for b in facts.bodies
            ],
        }  # fmt: skip

    def task(self, work: Work, doubts: dict[str, int]) -> dict[str, Any]:
        bodies, people = self._bodies, self._people
        return dense(
            {
                "n": work.number,
                "heading": work.heading,
                "text": work.text,
                "doc": self._documents.get(work.document),
                "part": work.part,
                "years": list(work.years) if work.years else None,
                "sections": list(work.sections),
                "leaders": [people[leader] for leader in work.leaders if leader in people],
                "parties": [
                    [bodies[a.party], a.role, a.basis, a.printed, *([a.start, a.end] if a.end is not None else ())]
                    for a in work.assigned
                    if a.party in bodies
                ],
                "answers": [[people[a.leader], a.role, a.start, a.end] for a in work.answers if a.leader in people and a.end is not None],
                "goals": [goal_row(goal, work.start) for goal in work.goals],
                "results": [result_row(one, work.goals, work.document, self._documents) for one in work.results],
                "told": [told_row(item, self._documents) for item in work.told],
                "initiatives": list(work.initiatives),
                "deadline": work.deadline,
                "doubts": _marks(work.doubts, doubts),
                "start": work.start,
                "end": work.end,
            }
        )

    def sums(self) -> Sums:
        facts, id_ = self._facts, self._facts.place.id
        named = {assigned.party for work in facts.works for assigned in work.assigned}
        counts = {body.id: (len(self._leads.get(body.id, ())), len(self._supports.get(body.id, ()))) for body in facts.bodies}
        return Sums(
            place=facts.place,
            documents=tuple((document.id, document.number or document.title or "") for document in facts.documents),
            tasks=len(facts.works),
            units=sum(not body.group and body.id in named for body in facts.bodies),
            targets=sum(len(work.goals) for work in facts.works),
            in_doubt=(sum(bool(document.doubts) for document in facts.documents), sum(bool(work.doubts) for work in facts.works)),
            doubts=(_doubts(facts.documents), _doubts(facts.works)),
            people=facts.people,
            bodies=tuple(body for body in facts.bodies if body.place == id_),
            named=tuple(body.id for body in facts.bodies if body.id in named),
            counts=counts | {person.id: (len(self._led.get(person.id, ())), 0) for person in facts.people},
            functions=tuple(
                (function, row, *counts[body.id], body.label, self._by_years(body.id))
                for row, body in enumerate(facts.bodies)
                if any(counts[body.id])
                for function in body.functions
            ),
            goals={name: (len(rows), json_text(rows)[1:-1]) for name, rows in self._goals.items()},
            initiatives={name: tuple(rows) for name, rows in self._initiatives.items()},
            alike=alike(facts.works, facts.bodies),
            with_text=any(work.text is not None for work in facts.works),
            years=tuple(year_label(span) for span in self._spans),
            due=tuple(map(tuple, quarters(self._due, facts.works, self._years))),
            lengths=tuple(document.characters for document in facts.documents),
            replaced=tuple((d.title or d.number or d.id, by) for d in facts.documents for by in d.replaced),
        )

    def _by_years(self, body: str) -> tuple[tuple[int, int], ...]:
        """Tasks that a body leads and supports, for each of the lists' years where they have several."""
        leads, supports = (Counter(self._years[task] for task in of.get(body, ())) for of in (self._leads, self._supports))
        return tuple((leads[row], supports[row]) for row in range(len(self._spans))) if len(self._spans) > 1 else ()


def _marks(doubts: Iterable[str], rows: Mapping[str, int]) -> list[str]:
    return [f"{_MARK}{rows[doubt]}" for doubt in doubts if doubt in rows]


def _doubts(things: Iterable[Document | Work]) -> Counter[str]:
    return Counter(id_ for thing in things for id_ in thing.doubts)
