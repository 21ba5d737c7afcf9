"""The graph as things with properties: what every format that knows no triples starts from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox

from kg.mapping.vocabulary import TYPE
from kg.queries.terms import Value, python_value
from kg.store.opening import open_graph

__all__ = ["Graph", "Property", "Thing", "short_name"]

Values = list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]


@dataclass(frozen=True, slots=True)
class Thing:
    """One subject: its IRI, its class (the last part of the first one's IRI) and its properties by predicate."""

    iri: str
    kind: str
    properties: Mapping[str, Values]

    def literals(self) -> Iterator[tuple[str, list[Value]]]:
        """Each property that has literals, by its short name, with the values."""
        for predicate, values in self.properties.items():
            found = [python_value(value) for value in _preferred(values)]
            if found:
                yield short_name(predicate), found

    def links(self) -> Iterator[tuple[str, list[str]]]:
        """Each property that leads to other things, by its short name, with their IRIs; the class itself not counted."""
        for predicate, values in self.properties.items():
            found = [value.value for value in values if isinstance(value, ox.NamedNode)]
            if found and predicate != TYPE.value:
                yield short_name(predicate), found


def _preferred(values: Values) -> list[ox.Literal]:
    """The literals; where there are several languages, the Chinese ones, which every label has."""
    literals = [value for value in values if isinstance(value, ox.Literal)]
    chinese = [literal for literal in literals if literal.language is None or literal.language.startswith("zh")]
    return chinese or literals


@dataclass(frozen=True, slots=True)
class Property:
    """What a table needs to know of a column.

    ``links``: it leads to things; ``named``: some of these have a label; ``several``: a thing may have several values; ``numeric``: all
    values are numbers.
    """

    name: str
    links: bool
    named: bool
    several: bool
    numeric: bool


class Graph:
    """All things of a graph. They are read from the store as they are asked for: memory holds the store."""

    def __init__(self, data: Path) -> None:
        """Raises StoreError where the data cannot be read."""
        self._store = open_graph(data)
        self._kinds: dict[str, list[str]] = {}
        for quad in self._store.quads_for_pattern(None, TYPE, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                self._kinds.setdefault(short_name(quad.object.value), []).append(quad.subject.value)

    @property
    def store(self) -> ox.Store:
        """The store that they are read from."""
        return self._store

    @property
    def kinds(self) -> list[str]:
        """The classes that have things, by name."""
        return sorted(self._kinds)

    def things(self, kind: str | None = None) -> Iterator[Thing]:
        """The things of a class, or of all classes, by IRI; of all, one that has two classes comes once."""
        seen: set[str] = set()
        for name in self.kinds if kind is None else [kind]:
            for iri in sorted(set(self._kinds.get(name, []))):
                if iri not in seen:
                    seen.add(iri)
                    yield self.thing(iri, name)

    def thing(self, iri: str, kind: str = "") -> Thing:
        """One thing; without properties where the graph says nothing of it."""
        properties: dict[str, Values] = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, ox.DefaultGraph()):
            properties.setdefault(quad.predicate.value, []).append(quad.object)
        ordered = {predicate: sorted(properties[predicate], key=str) for predicate in sorted(properties)}
        return Thing(iri, kind, ordered)

    def label(self, iri: str) -> str:
        """What a thing is called: label, title or number, else the end of its IRI."""
        found = dict(self.thing(iri).literals())
        for name in ("prefLabel", "title", "number"):
            if name in found:
                return str(found[name][0])
        return short_name(iri)

    def columns(self, kind: str) -> list[Property]:
        """The columns of the table of a class, by name."""
        linked: dict[str, bool] = {}
        several: dict[str, bool] = {}
        numeric: dict[str, bool] = {}
        named: set[str] = set()
        for thing in self.things(kind):
            for name, iris in thing.links():
                linked[name] = True
                several[name] = several.get(name, False) or len(iris) > 1
                numeric[name] = False
                if name not in named and any(self.label(iri) != short_name(iri) for iri in iris):
                    named.add(name)
            for name, values in thing.literals():
                linked.setdefault(name, False)
                several[name] = several.get(name, False) or len(values) > 1
                numeric[name] = numeric.get(name, True) and all(_is_number(value) for value in values)
        return [Property(name, linked[name], name in named, several[name], numeric[name]) for name in sorted(linked)]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def short_name(iri: str) -> str:
    """The last part of an IRI.

    >>> short_name("https://w3id.org/zeren/ontology#leadUnit")
    'leadUnit'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]
