"""From the store to what the pages show."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Store

from kg.mapping import vocabulary as v
from kg.views.facts import Assigned, Body, Concept, Document, Goal, Holding, Person, Place, Work

__all__ = ["read_holding", "short_id"]

_WORDS: Final = {node.value: word for words in (v.ROLES, v.BASES, v.CHANGES, v.COMPARATORS, v.COMMITMENTS) for word, node in words.items()}


_PIECES: Final = re.compile(r"([0-9]+)|([^0-9]+)")


def short_id(iri: str) -> str:
    """The last two parts of an IRI: what a thing is called on the pages.

    >>> short_id("https://w3id.org/zeren/id/unit/330782-财政")
    'unit/330782-财政'
    """
    return "/".join(iri.rsplit("/", 2)[-2:])


class _Node:
    """One subject with its values, by predicate, each in a fixed order."""

    def __init__(self, store: Store, iri: str) -> None:
        self.iri = iri
        self._values: dict[str, list[NamedNode | Literal]] = defaultdict(list)
        for quad in store.quads_for_pattern(NamedNode(iri), None, None):
            if isinstance(quad.object, NamedNode | Literal):
                self._values[quad.predicate.value].append(quad.object)

    def all(self, predicate: NamedNode) -> list[str]:
        return sorted({value.value for value in self._values.get(predicate.value, ())})

    def one(self, predicate: NamedNode) -> str | None:
        values = self.all(predicate)
        return values[0] if values else None

    def number(self, predicate: NamedNode) -> int | None:
        value = self.one(predicate)
        return int(value) if value is not None and value.lstrip("-").isascii() and value.lstrip("-").isdigit() else None

    def word(self, predicate: NamedNode, unknown: str) -> str:
        """The records' word for the individual that a property names."""
        return _WORDS.get(self.one(predicate) or "", unknown)

    def labels(self, language: str) -> list[str]:
        """Labels in a language, then those in none."""
        found = [value for value in self._values.get(v.PREF_LABEL.value, ()) if isinstance(value, Literal)]
        return [x.value for x in sorted(found, key=str) if (x.language or "").startswith(language)] or [
            x.value for x in sorted(found, key=str) if x.language is None
        ]

    def label(self) -> str:
        values = self.labels("zh") or self.all(v.PREF_LABEL)
        return values[0] if values else self.iri.rsplit("/", 1)[-1]


def _ordinal(name: str) -> list[tuple[int, str]]:
    """A key that puts the tenth assignment after the second."""
    return [(int(digits or 0), text) for digits, text in _PIECES.findall(name)]


class _Reader:
    """Reads things of one store; what many tasks point to is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sections = set(self.of_class(v.SECTION_CLASS))
        self.node = cache(lambda iri: _Node(store, iri))
        self.section = cache(self._section)
        self.part = cache(self._part)

    def of_class(self, class_: NamedNode) -> Iterator[str]:
        """The IRIs of a class, sorted."""
        yield from sorted(
            quad.subject.value for quad in self._store.quads_for_pattern(None, v.TYPE, class_) if isinstance(quad.subject, NamedNode)
        )

    def place_of(self, node: _Node) -> str:
        """The region; where none is known, the scope that the things of one document share."""
        region = node.one(v.REGION)
        return short_id(region) if region else f"scope/{short_id(node.iri).split('/')[-1].split('-')[0]}"

    def _section(self, iri: str, within: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The headings down to this one; a section that is part of itself ends the way up."""
        node = self.node(iri)
        title = " ".join(part for part in (node.one(v.ORDINAL), node.one(v.TITLE)) if part)
        outer = next((o for o in node.all(v.IS_PART_OF) if o in self._sections and o not in within), None)
        above = self._section(outer, (*within, outer)) if outer else ()
        return (*above, title) if title else above

    def _part(self, iri: str) -> tuple[str | None, str | None, tuple[int, int] | None]:
        """A list's document, title and years."""
        node = self.node(iri)
        first, last = node.number(v.START_YEAR), node.number(v.END_YEAR)
        years = (first, last if last is not None else first) if first is not None else None
        return node.one(v.IS_PART_OF), node.one(v.TITLE), years

    def work(self, iri: str) -> Work:
        node = _Node(self._store, iri)
        part = node.one(v.IS_PART_OF)
        listed, title, years = self.part(part) if part else (None, None, None)
        sections = node.all(v.SECTION)
        document = node.one(v.QUOTED_FROM) or listed
        return Work(
            id=short_id(iri),
            place=self.place_of(node),
            document=short_id(document) if document else "",
            years=years,
            part=title,
            sections=self.section(max(sections, key=len)) if sections else (),
            number="-".join(x for x in (node.one(v.PARENT_NUMBER), node.one(v.NUMBER)) if x) or None,
            heading=node.one(v.HEADING),
            text=node.one(v.TEXT),
            deadline=node.one(v.DEADLINE),
            leaders=tuple(short_id(x) for x in node.all(v.LEADER)),
            assigned=tuple(self._assigned(x) for x in sorted(node.all(v.ASSIGNMENT), key=_ordinal)),
            goals=tuple(self._goal(x) for x in sorted(node.all(v.TARGET), key=_ordinal)),
            initiatives=tuple(short_id(x) for x in node.all(v.INITIATIVE)),
            start=node.number(v.CHAR_START),
            end=node.number(v.CHAR_END),
        )

    def _assigned(self, iri: str) -> Assigned:
        node = _Node(self._store, iri)
        party = node.one(v.PARTY)
        return Assigned(
            short_id(party) if party else "", node.word(v.ROLE, "support"), node.word(v.BASIS, ""), node.one(v.PRINTED_NAME) or ""
        )

    def _goal(self, iri: str) -> Goal:
        node = _Node(self._store, iri)
        indicator = node.one(v.INDICATOR)
        return Goal(
            indicator=short_id(indicator) if indicator else None,
            name=node.one(v.INDICATOR_NAME),
            change=node.word(v.CHANGE, ""),
            comparator=node.word(v.COMPARATOR, ""),
            value=node.one(v.VALUE) or "",
            upper=node.one(v.UPPER_VALUE),
            baseline=node.one(v.BASELINE_VALUE),
            unit=node.one(v.UNIT_OF_MEASURE),
            base_value=node.one(v.BASE_VALUE),
            base_unit=node.one(v.BASE_UNIT),
            commitment=node.word(v.COMMITMENT, "plain"),
            deadline=node.one(v.DEADLINE),
            quote=node.one(v.QUOTE),
            start=node.number(v.CHAR_START),
            end=node.number(v.CHAR_END),
        )

    def body(self, iri: str, group: bool) -> Body:
        node = self.node(iri)
        functions = tuple(short_id(x) for x in node.all(v.FUNCTION))
        return Body(short_id(iri), group, node.label(), tuple(node.all(v.ALT_LABEL)), self.place_of(node), functions)

    def person(self, iri: str) -> Person:
        node = self.node(iri)
        return Person(short_id(iri), node.label(), self.place_of(node), tuple(self.node(post).label() for post in node.all(v.HOLDS)))

    def document(self, iri: str) -> Document:
        node = self.node(iri)
        return Document(
            short_id(iri), self.place_of(node), node.one(v.TITLE), node.one(v.IDENTIFIER), node.one(v.ISSUED), node.one(v.PUBLISHER)
        )

    def concept(self, kind: str, iri: str) -> Concept:
        node = self.node(iri)
        english = node.labels("en")
        label = node.label()
        return Concept(kind, short_id(iri), label, english[0] if english and english[0] != label else None, tuple(node.all(v.ALT_LABEL)))


def read_holding(store: Store) -> Holding:
    """All that the pages show of a graph. The same graph gives the same holding."""
    reader = _Reader(store)
    documents = tuple(reader.document(iri) for iri in reader.of_class(v.DOCUMENT_CLASS))
    works = [reader.work(iri) for iri in reader.of_class(v.TASK_CLASS)]
    groups = ((v.UNIT_CLASS, False), (v.UNIT_GROUP_CLASS, True))
    bodies = tuple(reader.body(iri, group) for class_, group in groups for iri in reader.of_class(class_))
    people = tuple(reader.person(iri) for iri in reader.of_class(v.LEADER_CLASS))
    places = _places(reader, documents, works, bodies, people)
    order = {place.id: number for number, place in enumerate(places)}
    used: dict[str, set[str | None]] = {
        "function": {function for body in bodies for function in body.functions},
        "indicator": {goal.indicator for work in works for goal in work.goals},
        "initiative": {initiative for work in works for initiative in work.initiatives},
    }
    shared = [*reader.of_class(v.CONCEPT_CLASS), *reader.of_class(v.INITIATIVE_CLASS)]
    concepts = [reader.concept(kind, iri) for kind, ids in used.items() for iri in shared if short_id(iri) in ids]
    return Holding(
        places=places,
        documents=documents,
        people=people,
        bodies=bodies,
        works=tuple(sorted(works, key=lambda w: (order[w.place], w.document, w.start if w.start is not None else 0, w.id))),
        concepts=tuple(concepts),
        with_text=any(work.text is not None for work in works),
    )


def _places(
    reader: _Reader, documents: tuple[Document, ...], works: list[Work], bodies: tuple[Body, ...], people: tuple[Person, ...]
) -> tuple[Place, ...]:
    regions = {short_id(iri): iri for iri in reader.of_class(v.REGION_CLASS)}
    ids = {thing.place for things in (documents, works, bodies, people) for thing in things}
    titles = {document.place: document.title or document.number for document in reversed(documents)}
    places = []
    for id_ in ids:
        if id_ in regions:
            node = reader.node(regions[id_])
            places.append(Place(id_, node.label(), node.one(v.NOTATION), node.iri))
        else:
            places.append(Place(id_, titles.get(id_) or id_.rsplit("/", 1)[-1], None, None))
    return tuple(sorted(places, key=lambda place: (place.code is None, place.code or "", place.label, place.id)))
