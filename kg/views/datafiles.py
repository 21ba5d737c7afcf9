"""What the pages load: the holding as plain data, split so that each page loads what it shows and no more.

``index`` names every place and thing; ``rN`` says who does what in the notices of the Nth place, by numbers of tasks; ``rN-tK``
holds tasks with their sentences; ``indicators-K`` the goals of some indicators over all places; ``functions`` and ``initiatives``
what places share; ``years-Y`` the counts of the index for the lists of some years alone; ``rN-dD-K`` a piece of the text of the Dth
document of a place.
These numbers hold within one build. An address holds what lasts: a place's key and the ids of things.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from kg.views.drawing import OPTIONS
from kg.views.facts import Concept, Doubt
from kg.views.pages import json_text
from kg.views.pinyin import syllables
from kg.views.place import Look, Sums, filled
from kg.views.texts import Texts, pieces
from kg.views.trust import Trust

__all__ = ["Catalogue", "Everywhere"]

GOALS_A_FILE: Final = 600
GOALS_IN_SMALL: Final = 6000
MULTIPLES: Final = 12
"""Indicators whose goals are drawn side by side, in small; what they need of them is in a file of its own, without words and sources."""


@dataclass(frozen=True, slots=True)
class Everywhere:
    """What is said of all places at once. The IRI of a thing is ``base`` and its id, but for the ids in ``iris``.

    ``documents`` are their ids, in the order of the index. ``trust`` is how far all of it can be trusted, where somebody judged a sample.
    """

    concepts: tuple[Concept, ...]
    doubts: tuple[Doubt, ...]
    documents: tuple[str, ...]
    base: str
    iris: tuple[tuple[str, str], ...]
    trust: tuple[Trust, ...] = ()


def _short(row: dict[str, Any]) -> list[Any]:
    """[place, year, first year or 0, change, measure, comparator, value], and where there are any upper value and baseline."""
    more = [row.get("upper"), row.get("baseline")]
    while more and more[-1] is None:
        more.pop()
    return [row["p"], row.get("year"), row.get("from", 0), row.get("change"), row.get("unit"), row.get("cmp"), row["value"], *more]


class Catalogue:
    """The places of a graph, and what they share, from what each of them adds. They come in the order of their numbers."""

    def __init__(self, everywhere: Everywhere, places: Sequence[Sums], goals: Callable[[str], str] = str) -> None:
        """Adds up. ``goals`` gives the rows for what stands in their place in the sums."""
        self._rows_of = goals
        self._all = everywhere
        self._places = places
        self.keys: dict[str, str] = {}
        taken: set[str] = set()
        for sums in places:
            local = sums.place.id.rpartition("/")[2]
            key = local if local not in taken else sums.place.id
            taken.add(key)
            self.keys[sums.place.id] = key
        self._numbers = {sums.place.id: number for number, sums in enumerate(places)}
        self._named_in: dict[str, list[int]] = defaultdict(list)
        self._counts: Counter[tuple[str, int]] = Counter()
        self._functions: dict[str, list[list[Any]]] = defaultdict(list)
        self._initiatives: dict[str, list[list[int]]] = defaultdict(list)
        self._by_years: dict[str, list[str]] = defaultdict(list)
        self._goals: Counter[str] = Counter()
        self._with_goals: dict[str, set[int]] = defaultdict(set)
        for number, sums in enumerate(places):
            self._take(number, sums)
        self._indicator_files = self._split_indicators()
        self._doubts = self._count_doubts()
        self._doubt_rows = {doubt.id: row for row, (doubt, _, _) in enumerate(self._doubts)}

    def _take(self, number: int, sums: Sums) -> None:
        for body in sums.named:
            self._named_in[body].append(number)
        for thing, (leads, supports) in sums.counts.items():
            self._counts[thing, 0] += leads
            self._counts[thing, 1] += supports
        for function, row, leads, supports, label, by_years in sums.functions:
            self._functions[function].append([number, row, leads, supports, label, *([by_years] if by_years else ())])
        for initiative, tasks in sums.initiatives.items():
            self._initiatives[initiative] += ([number, task, years] for task, years in tasks)
        for indicator, (count, _) in sums.goals.items():
            self._goals[indicator] += count
            self._with_goals[indicator].add(number)

    def file(self, place: str) -> str:
        """What the files of a place are called by, in this build."""
        return f"r{self._numbers[place] + 1}"

    def index(self) -> Iterator[tuple[str, str]]:
        """The file that all pages load, as (name, JSON)."""
        yield "index", json_text(self._index())

    def of_place(self, look: Look, texts: Texts) -> Iterator[tuple[str, str]]:
        """The files of a place as (name, JSON), with the texts of its documents in pieces: ``texts`` says where each piece starts."""
        file, id_ = self.file(look.place), look.place
        sums = self._places[self._numbers[id_]]
        starts: list[list[int]] = []
        for row, ((document, _), characters) in enumerate(zip(sums.documents, sums.lengths, strict=True)):
            starts.append([])
            text = texts.of(document, characters)
            for number, (start, piece) in enumerate(pieces(text) if text else ()):
                starts[-1].append(start)
                yield f"{file}-d{row}-{number}", json_text(piece)
            starts[-1] += [len(text)] if text else []
        begin = json_text({"key": self.keys[id_], "file": file, "texts": starts}).removesuffix("}")
        numbers = [*(self._doubt_rows[doubt] for doubt in look.doubts), self._numbers[id_]]
        yield file, filled(f"{begin},{look.who.removeprefix('{')}", numbers)
        for number, tasks in enumerate(look.tasks):
            yield f"{file}-t{number}", filled(tasks, numbers)
        for years, counts in look.counts.items():
            self._by_years[years] += (json_text(row) for row in counts)

    def shared(self) -> Iterator[tuple[str, str]]:
        """The files of what places share, as (name, JSON): after those of the places, whose counts they add up."""
        yield "functions", json_text(self._functions)
        yield "initiatives", json_text(self._initiatives)
        for number, names in enumerate(self._indicator_files):
            rows = (f"{json_text(name)}:[{','.join(self._goals_of(name))}]" for name in names)
            yield f"indicators-{number}", f"{{{','.join(rows)}}}"
        small = (f"{json_text(name)}:[{self._small(name)}]" for name in self._widest())
        yield "multiples", f"{{{','.join(small)}}}"
        for years, counts in sorted(self._by_years.items()):
            yield f"years-{years}", f"[{','.join(counts)}]"
        due = {str(number): sums.due for number, sums in enumerate(self._places) if sums.due}
        yield "due", json_text(due)
        yield "replaced", json_text({str(number): sums.replaced for number, sums in enumerate(self._places) if sums.replaced})

    def _widest(self) -> list[str]:
        """The indicators of most places, of those with most the ones with most goals first; none of one place alone."""
        shared = [name for name, places in self._with_goals.items() if len(places) > 1]
        return sorted(shared, key=lambda name: (-len(self._with_goals[name]), -self._goals[name], name))[:MULTIPLES]

    def _small(self, indicator: str) -> str:
        """The goals of an indicator as small pictures need them, those of the latest years."""
        rows = (row for goals in self._goals_of(indicator) for row in json.loads(f"[{goals}]"))
        short = sorted(((row.get("year") or 0, row["p"], json_text(_short(row))) for row in rows), key=lambda row: (-row[0], row[1]))
        return ",".join(text for _, _, text in short[:GOALS_IN_SMALL])

    def _goals_of(self, indicator: str) -> Iterator[str]:
        for number in sorted(self._with_goals[indicator]):
            yield filled(self._rows_of(self._places[number].goals[indicator][1]), [number])

    def _index(self) -> dict[str, Any]:
        names = {id_: name for sums in self._places for id_, name in sums.documents}
        return {
            "withText": any(sums.with_text for sums in self._places),
            "base": self._all.base,
            "iris": dict(self._all.iris),
            "documents": {id_: names[id_] for id_ in self._all.documents},
            "places": [self._place(sums) for sums in self._places],
            "things": list(self._things()),
            "drawing": OPTIONS,
            "inDoubt": [
                *(sum(sums.in_doubt[0] for sums in self._places), sum(len(sums.documents) for sums in self._places)),
                *(sum(sums.in_doubt[1] for sums in self._places), sum(sums.tasks for sums in self._places)),
            ],
            "doubts": [
                {"code": doubt.code, "zh": doubt.label, "en": doubt.english, "documents": documents, "tasks": tasks}
                for doubt, documents, tasks in self._doubts
            ],
            **({"trust": list(self._all.trust)} if self._all.trust else {}),
            "files": {name: number for number, names in enumerate(self._indicator_files) for name in names},
        }

    def _place(self, sums: Sums) -> dict[str, Any]:
        return {
            "key": self.keys[sums.place.id],
            "file": self.file(sums.place.id),
            "id": sums.place.id,
            "label": sums.place.label,
            "code": sums.place.code,
            "documents": len(sums.documents),
            "tasks": sums.tasks,
            "leaders": len(sums.people),
            "units": sums.units,
            "targets": sums.targets,
            "inDoubt": sums.in_doubt[1],
            "years": list(sums.years),
        }

    def _things(self) -> Iterator[list[Any]]:
        """[kind, id, label, English label, other names, place or -1, first count, second count, pinyin, places whose notices name it]."""
        for number, sums in enumerate(self._places):
            for person in sums.people:
                counts = self._count(person.id)
                yield ["leader", person.id, person.label, "", list(person.posts), number, *counts, syllables(person.label), [number]]
            for body in sums.bodies:
                kind = "group" if body.group else "unit"
                names, counts, named_in = list(body.alternatives), self._count(body.id), self._named_in.get(body.id, [])
                yield [kind, body.id, body.label, "", names, number, *counts, syllables(body.label), named_in]
        for concept in self._all.concepts:
            counted = self._counted(concept)
            if counted is not None:
                name, other = concept.label, list(concept.alternatives)
                yield [concept.kind, concept.id, name, concept.english or "", other, -1, *counted, syllables(name), []]

    def _count(self, thing: str) -> tuple[int, int]:
        """Tasks that it leads or answers for, and tasks that it supports, of all places."""
        return self._counts[thing, 0], self._counts[thing, 1]

    def _counted(self, concept: Concept) -> tuple[int, int] | None:
        """How many rows it has, and of how many places."""
        if concept.kind == "indicator":
            return (self._goals[concept.id], len(self._with_goals[concept.id])) if concept.id in self._goals else None
        rows: Iterable[list[Any]] | None = (self._functions if concept.kind == "function" else self._initiatives).get(concept.id)
        return (len(list(rows)), len({row[0] for row in rows})) if rows is not None else None

    def _count_doubts(self) -> list[tuple[Doubt, int, int]]:
        """The kinds of doubt with the numbers of their documents and tasks, the most tasks first."""
        documents: Counter[str] = Counter()
        tasks: Counter[str] = Counter()
        for sums in self._places:
            documents.update(sums.doubts[0])
            tasks.update(sums.doubts[1])
        counted = [(doubt, documents[doubt.id], tasks[doubt.id]) for doubt in self._all.doubts]
        return sorted(counted, key=lambda entry: (-entry[2], -entry[1], entry[0].code))

    def _split_indicators(self) -> list[list[str]]:
        files: list[list[str]] = [[]]
        full = 0
        for name in sorted(self._goals):
            if full and full + self._goals[name] > GOALS_A_FILE:
                files.append([])
                full = 0
            files[-1].append(name)
            full += self._goals[name]
        return files
