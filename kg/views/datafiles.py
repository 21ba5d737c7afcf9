"""What the pages load: the holding as plain data, split so that each page loads what it shows and no more.

``index`` names every place and thing; ``rN`` says who does what in the notices of the Nth place, by numbers of tasks; ``rN-tK``
holds tasks with their sentences; ``indicators-K`` the goals of some indicators over all places; ``functions`` and ``initiatives``
what places share.
These numbers hold within one build. An address holds what lasts: a place's key and the ids of things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from kg.views.by_function import firmness
from kg.views.drawing import OPTIONS
from kg.views.facts import Body, Concept, Document, Doubt, Holding, Person, Place, Work
from kg.views.pinyin import syllables
from kg.views.rows import dense, goal_row

__all__ = ["Catalogue"]

TASKS_A_FILE: Final = 250
GOALS_A_FILE: Final = 600


class Catalogue:
    """A holding, looked at by place and by what places share."""

    def __init__(self, holding: Holding) -> None:
        """Sorts everything to its place."""
        self.holding = holding
        self.numbers = {place.id: number for number, place in enumerate(holding.places)}
        self.keys: dict[str, str] = {}
        for place in holding.places:
            local = place.id.rpartition("/")[2]
            self.keys[place.id] = local if local not in self.keys.values() else place.id
        self.works: dict[str, list[Work]] = defaultdict(list)
        for work in holding.works:
            self.works[work.place].append(work)
        self.named_in = _named_in(holding.works)
        self.bodies: dict[str, list[Body]] = defaultdict(list)
        for body in holding.bodies:
            for place in {body.place, *self.named_in.get(body.id, ())}:
                self.bodies[place].append(body)
        self.people: dict[str, list[Person]] = defaultdict(list)
        for person in holding.people:
            self.people[person.place].append(person)
        self.concepts = {concept.id: concept for concept in holding.concepts}
        self._functions: dict[str, list[list[int | str]]] = defaultdict(list)
        self._goals: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._initiatives: dict[str, list[list[int]]] = defaultdict(list)
        self._counts: Counter[tuple[str, str]] = Counter()
        self._regions = {place.id: self._region(place) for place in holding.places}
        self._indicator_files = self._split_indicators()
        self._doubts = self._count_doubts()
        self._doubt_rows = {doubt.id: row for row, (doubt, _, _) in enumerate(self._doubts)}

    def file(self, place: Place) -> str:
        """What the files of a place are called by, in this build."""
        return f"r{self.numbers[place.id] + 1}"

    def files(self) -> Iterator[tuple[str, Any]]:
        """All data files as (name, content), one at a time."""
        yield "index", self._index()
        for place in self.holding.places:
            file = self.file(place)
            yield file, self._regions[place.id]
            tasks = self._tasks(place)
            for number, start in enumerate(range(0, len(tasks), TASKS_A_FILE)):
                yield f"{file}-t{number}", tasks[start : start + TASKS_A_FILE]
        yield "functions", self._functions
        yield "initiatives", self._initiatives
        for number, names in enumerate(self._indicator_files):
            yield f"indicators-{number}", {name: self._goals[name] for name in names}

    def _index(self) -> dict[str, Any]:
        return {
            "withText": self.holding.with_text,
            "base": self.holding.base,
            "iris": dict(self.holding.iris),
            "documents": {document.id: document.number or document.title or "" for document in self.holding.documents},
            "places": [self._place(place) for place in self.holding.places],
            "things": list(self._things()),
            "drawing": OPTIONS,
            "inDoubt": [*_in_doubt(self.holding.documents), *_in_doubt(self.holding.works)],
            "doubts": [
                {"code": doubt.code, "zh": doubt.label, "en": doubt.english, "documents": documents, "tasks": tasks}
                for doubt, documents, tasks in self._doubts
            ],
            "files": {name: number for number, names in enumerate(self._indicator_files) for name in names},
        }

    def _place(self, place: Place) -> dict[str, Any]:
        works = self.works[place.id]
        return {
            "key": self.keys[place.id],
            "file": self.file(place),
            "id": place.id,
            "label": place.label,
            "code": place.code,
            "documents": sum(document.place == place.id for document in self.holding.documents),
            "tasks": len(works),
            "leaders": len(self.people[place.id]),
            "units": sum(not body.group and place.id in self.named_in.get(body.id, ()) for body in self.bodies[place.id]),
            "targets": sum(len(work.goals) for work in works),
            "inDoubt": _in_doubt(works)[0],
        }

    def _things(self) -> Iterator[list[Any]]:
        """[kind, id, label, English label, other names, place or -1, first count, second count, pinyin, places whose notices name it]."""
        for place in self.holding.places:
            number = self.numbers[place.id]
            for person in self.people[place.id]:
                yield [
                    "leader",
                    person.id,
                    person.label,
                    "",
                    list(person.posts),
                    number,
                    *self._count(person.id),
                    syllables(person.label),
                    [number],
                ]
            for body in self.bodies[place.id]:
                if body.place == place.id:
                    kind = "group" if body.group else "unit"
                    named_in = sorted(self.numbers[other] for other in self.named_in.get(body.id, ()))
                    names = list(body.alternatives)
                    yield [kind, body.id, body.label, "", names, number, *self._count(body.id), syllables(body.label), named_in]
        for concept in self.holding.concepts:
            rows = self._rows(concept)
            if rows is not None:
                regions = len({row["p"] if isinstance(row, dict) else row[0] for row in rows})
                other = list(concept.alternatives)
                yield [
                    concept.kind,
                    concept.id,
                    concept.label,
                    concept.english or "",
                    other,
                    -1,
                    len(rows),
                    regions,
                    syllables(concept.label),
                    [],
                ]

    def _count(self, thing: str) -> tuple[int, int]:
        """Tasks that it leads or answers for, and tasks that it supports, of all places."""
        return self._counts[thing, "lead"], self._counts[thing, "support"]

    def _rows(self, concept: Concept) -> list[Any] | None:
        tables: dict[str, Mapping[str, list[Any]]] = {
            "indicator": self._goals,
            "function": self._functions,
            "initiative": self._initiatives,
        }
        return tables[concept.kind].get(concept.id)

    def _region(self, place: Place) -> dict[str, Any]:
        number = self.numbers[place.id]
        leads: dict[str, list[int]] = defaultdict(list)
        supports: dict[str, list[int]] = defaultdict(list)
        led: dict[str, list[int]] = defaultdict(list)
        for index, work in enumerate(self.works[place.id]):
            roles: dict[str, bool] = {}
            for assigned in work.assigned:
                roles[assigned.party] = roles.get(assigned.party, False) or assigned.role == "lead"
            for party, leading in roles.items():
                (leads if leading else supports)[party].append(index)
            for leader in work.leaders:
                led[leader].append(index)
            self._note_shared(number, index, work)
        for row, body in enumerate(self.bodies[place.id]):
            counts = (len(leads[body.id]), len(supports[body.id]))
            self._counts[body.id, "lead"] += counts[0]
            self._counts[body.id, "support"] += counts[1]
            for function in body.functions if any(counts) else ():
                self._functions[function].append([number, row, *counts, body.label])
        for person in self.people[place.id]:
            self._counts[person.id, "lead"] += len(led[person.id])
        documents = [document for document in self.holding.documents if document.place == place.id]
        stands = [work.document for work in self.works[place.id]]
        return {
            "key": self.keys[place.id],
            "file": self.file(place),
            "label": place.label,
            "code": place.code,
            "tasks": len(self.works[place.id]),
            "ids": [work.id for work in self.works[place.id]],
            "perFile": TASKS_A_FILE,
            "commitments": "".join(str(firmness(work.goals)) for work in self.works[place.id]),
            "doubts": "".join(str(int(bool(work.doubts))) for work in self.works[place.id]),
            "documents": [
                dense({"id": d.id, "title": d.title, "number": d.number, "issued": d.issued, "publisher": d.publisher})
                | {"first": stands.index(d.id) if d.id in stands else 0, "tasks": stands.count(d.id)}
                for d in documents
            ],
            "leaders": [{"id": p.id, "label": p.label, "posts": list(p.posts), "tasks": led[p.id]} for p in self.people[place.id]],
            "bodies": [
                dense({"id": b.id, "group": b.group, "label": b.label, "alts": list(b.alternatives), "functions": list(b.functions)})
                | {"leads": leads[b.id], "supports": supports[b.id]}
                for b in self.bodies[place.id]
            ],
        }  # fmt: skip

    def _note_shared(self, place: int, index: int, work: Work) -> None:
        for goal in work.goals:
            if goal.indicator is not None and goal.indicator in self.concepts:
                row = goal_row(goal, work.start) | {
                    "p": place,
                    "task": work.id,
                    "doc": work.document,
                    "year": work.years[1] if work.years else None,
                }
                self._goals[goal.indicator].append(row)
        for initiative in work.initiatives:
            self._initiatives[initiative].append([place, index])

    def _tasks(self, place: Place) -> list[dict[str, Any]]:
        bodies = {body.id: row for row, body in enumerate(self.bodies[place.id])}
        people = {person.id: row for row, person in enumerate(self.people[place.id])}
        documents = [document.id for document in self.holding.documents if document.place == place.id]
        document_rows = {id_: row for row, id_ in enumerate(documents)}
        return [
            dense(
                {
                    "n": work.number,
                    "heading": work.heading,
                    "text": work.text,
                    "doc": document_rows.get(work.document),
                    "part": work.part,
                    "years": list(work.years) if work.years else None,
                    "sections": list(work.sections),
                    "leaders": [people[leader] for leader in work.leaders if leader in people],
                    "parties": [[bodies[a.party], a.role, a.basis, a.printed] for a in work.assigned if a.party in bodies],
                    "goals": [goal_row(goal, work.start) for goal in work.goals],
                    "initiatives": list(work.initiatives),
                    "deadline": work.deadline,
                    "doubts": [self._doubt_rows[doubt] for doubt in work.doubts if doubt in self._doubt_rows],
                    "start": work.start,
                    "end": work.end,
                }
            )
            for work in self.works[place.id]
        ]

    def _count_doubts(self) -> list[tuple[Doubt, int, int]]:
        """The kinds of doubt with the numbers of their documents and tasks, the most tasks first."""
        documents, tasks = (
            Counter(id_ for thing in things for id_ in thing.doubts) for things in (self.holding.documents, self.holding.works)
        )
        counted = [(doubt, documents[doubt.id], tasks[doubt.id]) for doubt in self.holding.doubts]
        return sorted(counted, key=lambda entry: (-entry[2], -entry[1], entry[0].code))

    def _split_indicators(self) -> list[list[str]]:
        files: list[list[str]] = [[]]
        filled = 0
        for name in sorted(self._goals):
            if filled and filled + len(self._goals[name]) > GOALS_A_FILE:
                files.append([])
                filled = 0
            files[-1].append(name)
            filled += len(self._goals[name])
        return files


def _named_in(works: Iterable[Work]) -> dict[str, set[str]]:
    """The places whose tasks name each body; a county's government may stand in its city's notice."""
    places: dict[str, set[str]] = defaultdict(set)
    for work in works:
        for assigned in work.assigned:
            places[assigned.party].add(work.place)
    return places


def _in_doubt(things: Sequence[Document | Work]) -> tuple[int, int]:
    """How many are in doubt, of how many."""
    return sum(bool(thing.doubts) for thing in things), len(things)
