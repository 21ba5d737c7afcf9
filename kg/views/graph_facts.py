"""From the store to what the pages show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache

from pyoxigraph import Store

from kg.mapping import vocabulary as v
from kg.queries import Result
from kg.views.due import all_due, due_answer
from kg.views.facts import Answers, Assigned, Body, Concept, Document, Doubt, Goal, Holding, Person, Place, Work
from kg.views.read_terms import number_of, ordinal, word_of
from kg.views.results import Joins, Results
from kg.views.statements import Statements

__all__ = ["place_order", "read_holding", "read_shared", "short_id"]

# A list's document, title and years.
_Part = tuple[str | None, str | None, tuple[int, int] | None]


def short_id(iri: str) -> str:
    """The last two parts of an IRI: what a thing is called on the pages.

    >>> short_id("https://w3id.org/zeren/id/unit/330782-财政")
    'unit/330782-财政'
    """
    return "/".join(iri.rsplit("/", 2)[-2:])


class _Reader:
    """Reads things of one store; what many tasks point to is read once."""

    def __init__(self, store: Store) -> None:
        self.graph = Statements(store)
        self._sections = set(self.graph.of_class(v.SECTION_CLASS))
        self.short = cache(short_id)
        self._headings: dict[str, tuple[str, ...]] = {}
        self._parts: dict[str, _Part] = {}
        self._of_work = self.graph.columns(
            v.IS_PART_OF, v.QUOTED_FROM, v.PARENT_NUMBER, v.NUMBER, v.HEADING, v.TEXT, v.DEADLINE, v.CHAR_START, v.CHAR_END
        )
        self._of_assigned = self.graph.columns(v.PARTY, v.ROLE, v.BASIS, v.PRINTED_NAME, v.CHAR_START, v.CHAR_END)
        self._answering: dict[str, list[tuple[str, Answers]]] | None = None
        self._later: dict[str, list[str]] | None = None
        self._results = Results(self.graph, self.short)
        self._joins = Joins(self.graph, self.short)
        self._lists = self.graph.values(v.IS_PART_OF).inverse()
        self._progress = set(self.graph.values(v.KIND).inverse().get(v.KINDS["progress"].value, ()))
        self._of_goal = self.graph.columns(
            v.INDICATOR, v.INDICATOR_NAME, v.CHANGE, v.COMPARATOR, v.VALUE, v.UPPER_VALUE, v.BASELINE_VALUE, v.UNIT_OF_MEASURE,
            v.BASE_VALUE, v.BASE_UNIT, v.COMMITMENT, v.DEADLINE, v.QUOTE, v.CHAR_START, v.CHAR_END,
        )  # fmt: skip
        self._many_of_work = tuple(
            self.graph.values(predicate).all for predicate in (v.SECTION, v.LEADER, v.ASSIGNMENT, v.TARGET, v.INITIATIVE, v.DOUBT)
        )

    def place_of(self, iri: str) -> str:
        """The region; where none is known, the scope that the things of one document share."""
        region = self.graph.one(iri, v.REGION)
        return self.short(region) if region else f"scope/{short_id(iri).split('/')[-1].split('-')[0]}"

    def section(self, iri: str) -> tuple[str, ...]:
        """The headings down to a section."""
        if iri not in self._headings:
            self._headings[iri] = self._section(iri)
        return self._headings[iri]

    def _section(self, iri: str, within: tuple[str, ...] = ()) -> tuple[str, ...]:
        # A section that is part of itself ends the way up.
        title = " ".join(part for part in (self.graph.one(iri, v.ORDINAL), self.graph.one(iri, v.TITLE)) if part)
        outer = next((o for o in self.graph.all(iri, v.IS_PART_OF) if o in self._sections and o not in within), None)
        above = self._section(outer, (*within, outer)) if outer else ()
        return (*above, title) if title else above

    def part(self, iri: str) -> _Part:
        """A list."""
        if iri not in self._parts:
            self._parts[iri] = self._part(iri)
        return self._parts[iri]

    def _part(self, iri: str) -> _Part:
        first, last = number_of(self.graph.one(iri, v.START_YEAR)), number_of(self.graph.one(iri, v.END_YEAR))
        years = (first, last if last is not None else first) if first is not None else None
        return self.graph.one(iri, v.IS_PART_OF), self.graph.one(iri, v.TITLE), years

    def work(self, iri: str) -> Work:
        part, quoted_from, parent, number, heading, text, deadline, start, end = [value(iri) for value in self._of_work]
        sections, leaders, assigned, goals, initiatives, doubts = [values(iri) for values in self._many_of_work]
        listed, title, years = self.part(part) if part else (None, None, None)
        document = quoted_from or listed
        return Work(
            id=short_id(iri),
            place=self.place_of(iri),
            document=self.short(document) if document else "",
            years=years,
            part=title,
            sections=self.section(max(sections, key=len)) if sections else (),
            number="-".join(x for x in (parent, number) if x) or None,
            heading=heading,
            text=text,
            deadline=deadline,
            leaders=tuple(map(self.short, leaders)),
            assigned=tuple(map(self._assigned, sorted(assigned, key=ordinal))),
            goals=tuple(map(self._goal, sorted(goals, key=ordinal))),
            initiatives=tuple(map(self.short, initiatives)),
            start=number_of(start),
            end=number_of(end),
            doubts=tuple(map(self.short, doubts)),
            answers=self._answers(iri, sections, document),
            results=self._results.of(iri),
            told=self._joins.of(iri),
        )

    def _answers(self, task: str, sections: Collection[str], document: str | None) -> tuple[Answers, ...]:
        """Who answers for the task or a section above it, said in its own document: each once, where it is said of least."""
        if self._answering is None:
            self._answering = self._all_answers()
        above = dict.fromkeys(place for section in sorted(sections, key=len, reverse=True) for place in self._upwards(section))
        said = [pair for place in (task, *above) for pair in self._answering.get(place, ())]
        found: dict[str, Answers] = {}
        for source, one in said:
            if source == document:
                found.setdefault(one.leader, one)
        return tuple(found.values())

    def _upwards(self, section: str) -> list[str]:
        """A section and those that it is part of, the inner ones first."""
        found = [section]
        while outer := next((o for o in self.graph.all(found[-1], v.IS_PART_OF) if o in self._sections and o not in found), None):
            found.append(outer)
        return found

    def _all_answers(self) -> dict[str, list[tuple[str, Answers]]]:
        """By task and section."""
        columns = self.graph.columns(v.MEMBER, v.PRINTED_ROLE, v.CHAR_START, v.CHAR_END, v.QUOTED_FROM)
        answering: dict[str, list[tuple[str, Answers]]] = {}
        for iri in sorted(self.graph.of_class(v.RESPONSIBILITY_CLASS), key=ordinal):
            member, role, start, end, document = [value(iri) for value in columns]
            for place in (*self.graph.all(iri, v.OF_TASK), *self.graph.all(iri, v.IN_SECTION)):
                if member and document:
                    answers = Answers(self.short(member), role or "", number_of(start), number_of(end))
                    answering.setdefault(place, []).append((document, answers))
        return answering

    def _assigned(self, iri: str) -> Assigned:
        party, role, basis, printed, start, end = [column(iri) for column in self._of_assigned]
        word, why = word_of(role, "support"), word_of(basis, "")
        return Assigned(self.short(party) if party else "", word, why, printed or "", number_of(start), number_of(end))

    def _goal(self, iri: str) -> Goal:
        (
            indicator, name, change, comparator, value, upper, baseline, unit,
            base_value, base_unit, commitment, deadline, quote, start, end,
        ) = [column(iri) for column in self._of_goal]  # fmt: skip
        return Goal(
            id=short_id(iri),
            indicator=self.short(indicator) if indicator else None,
            name=name,
            change=word_of(change, ""),
            comparator=word_of(comparator, ""),
            value=value or "",
            upper=upper,
            baseline=baseline,
            unit=unit,
            base_value=base_value,
            base_unit=base_unit,
            commitment=word_of(commitment, "plain"),
            deadline=deadline,
            quote=quote,
            start=number_of(start),
            end=number_of(end),
        )

    def body(self, iri: str, group: bool) -> Body:
        functions = tuple(map(self.short, self.graph.all(iri, v.FUNCTION)))
        return Body(short_id(iri), group, self.graph.label(iri), tuple(self.graph.all(iri, v.ALT_LABEL)), self.place_of(iri), functions)

    def person(self, iri: str) -> Person:
        posts = tuple(self.graph.label(post) for post in self.graph.all(iri, v.HOLDS))
        return Person(short_id(iri), self.graph.label(iri), self.place_of(iri), posts)

    def document(self, iri: str) -> Document:
        title, number, issued, publisher = (self.graph.one(iri, p) for p in (v.TITLE, v.IDENTIFIER, v.ISSUED, v.PUBLISHER))
        doubts = tuple(map(self.short, self.graph.all(iri, v.DOUBT)))
        characters = number_of(self.graph.one(iri, v.CHARACTERS))
        replaced = tuple(self.graph.one(later, v.TITLE) or short_id(later) for later in self._replacing().get(iri, ()))
        years = tuple(sorted({years for part in self._lists.get(iri, ()) if (years := self.part(part)[2]) is not None}))
        progress = iri in self._progress
        read_by = self.graph.one(iri, v.READ_BY)
        by = read_by.rpartition("#")[2] if read_by else None
        place = self.place_of(iri)
        return Document(short_id(iri), place, title, number, issued, publisher, doubts, characters, replaced, progress, years, by)

    def _replacing(self) -> dict[str, list[str]]:
        """By notice, those that replace it."""
        if self._later is None:
            self._later = self.graph.values(v.REPLACES).inverse()
        return self._later

    def doubt(self, iri: str) -> Doubt:
        label, code = self.graph.label(iri), self.graph.one(iri, v.NOTATION)
        return Doubt(short_id(iri), code or short_id(iri), label, next(iter(self.graph.labels(iri, "en")), label))

    def concept(self, kind: str, iri: str) -> Concept:
        english = self.graph.labels(iri, "en")
        label = self.graph.label(iri)
        other = tuple(self.graph.all(iri, v.ALT_LABEL))
        return Concept(kind, short_id(iri), label, english[0] if english and english[0] != label else None, other)


def read_holding(store: Store, due: Result | None = None) -> Holding:
    """All that the pages show of a graph. The same graph gives the same holding. ``due`` is :func:`due_answer`, where it is known."""
    reader = _Reader(store)
    documents = tuple(reader.document(iri) for iri in reader.graph.of_class(v.DOCUMENT_CLASS))
    works = [reader.work(iri) for iri in reader.graph.of_class(v.TASK_CLASS)]
    groups = ((v.UNIT_CLASS, False), (v.UNIT_GROUP_CLASS, True))
    bodies = tuple(reader.body(iri, group) for class_, group in groups for iri in reader.graph.of_class(class_))
    people = tuple(reader.person(iri) for iri in reader.graph.of_class(v.LEADER_CLASS))
    places = _places(reader, documents, works, bodies, people)
    order = {place.id: number for number, place in enumerate(places)}
    used: dict[str, Collection[str | None]] = {
        "function": {function for body in bodies for function in body.functions},
        "indicator": {goal.indicator for work in works for goal in work.goals},
        "initiative": {initiative for work in works for initiative in work.initiatives},
    }
    return Holding(
        places=places,
        documents=documents,
        people=people,
        bodies=bodies,
        works=tuple(sorted(works, key=lambda w: (order[w.place], w.document, w.start if w.start is not None else 0, w.id))),
        concepts=_concepts(reader, used),
        doubts=_doubts(reader),
        with_text=any(work.text is not None for work in works),
        base=(base := _base(reader)),
        iris=tuple((short_id(iri), iri) for iri in _named(reader) if iri != base + short_id(iri)),
        due=all_due(store, due or due_answer(store), works, short_id),
    )


def read_shared(store: Store, used: Mapping[str, Collection[str | None]]) -> tuple[tuple[Concept, ...], tuple[Doubt, ...], list[str]]:
    """Of a graph of what all places share: concepts in ``used`` (ids by kind), kinds of doubt, IRIs that pages call by name."""
    reader = _Reader(store)
    return _concepts(reader, used), _doubts(reader), _named(reader)


def place_order(place: Place) -> tuple[bool, str, str, str]:
    """By which places stand in their order: code, then name."""
    return place.code is None, place.code or "", place.label, place.id


def _concepts(reader: _Reader, used: Mapping[str, Collection[str | None]]) -> tuple[Concept, ...]:
    shared = [*reader.graph.of_class(v.CONCEPT_CLASS), *reader.graph.of_class(v.INITIATIVE_CLASS)]
    return tuple(reader.concept(kind, iri) for kind, ids in used.items() for iri in shared if short_id(iri) in ids)


def _doubts(reader: _Reader) -> tuple[Doubt, ...]:
    return tuple(reader.doubt(iri) for iri in reader.graph.of_class(v.DOUBT_CLASS))


def _named(reader: _Reader) -> list[str]:
    """The IRIs of all that a page or a table from it calls by name."""
    classes = (
        v.DOCUMENT_CLASS, v.TASK_CLASS, v.TARGET_CLASS, v.UNIT_CLASS, v.UNIT_GROUP_CLASS, v.LEADER_CLASS, v.REGION_CLASS, v.CONCEPT_CLASS,
        v.INITIATIVE_CLASS,
    )  # fmt: skip
    return [iri for class_ in classes for iri in reader.graph.of_class(class_)]


def _base(reader: _Reader) -> str:
    """What most IRIs begin with, up to the id."""
    counted = Counter(iri.removesuffix(short_id(iri)) for iri in _named(reader))
    return min(counted, key=lambda base: (-counted[base], base), default="")


def _places(
    reader: _Reader, documents: tuple[Document, ...], works: list[Work], bodies: tuple[Body, ...], people: tuple[Person, ...]
) -> tuple[Place, ...]:
    regions = {short_id(iri): iri for iri in reader.graph.of_class(v.REGION_CLASS)}
    ids = {thing.place for things in (documents, works, bodies, people) for thing in things}
    titles = {document.place: document.title or document.number for document in reversed(documents)}
    places = []
    for id_ in ids:
        if id_ in regions:
            iri = regions[id_]
            places.append(Place(id_, reader.graph.label(iri), reader.graph.one(iri, v.NOTATION), iri))
        else:
            places.append(Place(id_, titles.get(id_) or id_.rsplit("/", 1)[-1], None, None))
    return tuple(sorted(places, key=place_order))
