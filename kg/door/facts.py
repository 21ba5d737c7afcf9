"""What a graph says of things, predicate by predicate: read once from the store, and then looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from kg.mapping import vocabulary as v
from kg.queries.terms import python_value

__all__ = ["Facts", "Getter", "back", "code", "count", "iri", "label", "names", "number", "text", "via", "whole", "word"]

_MOST: Final = 1 << 63
"""From here on a whole number has no place in a column of 64-bit integers."""

Getter = Callable[["Facts", str], object]
"""Finds one value of a thing, named by its IRI; None where the graph says nothing."""


class Facts:
    """The default graph of a store. Each predicate that is asked for is read as a whole, and kept."""

    def __init__(self, store: ox.Store) -> None:
        """Reads nothing yet."""
        self._store = store
        self._known: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = {}
        self._inverse: dict[str, dict[str, list[str]]] = {}

    def things(self, classes: Iterable[ox.NamedNode]) -> list[str]:
        """The things of any of the classes, by IRI."""
        found = (quad.subject for kind in classes for quad in self._store.quads_for_pattern(None, v.TYPE, kind, ox.DefaultGraph()))
        return sorted({node.value for node in found if isinstance(node, ox.NamedNode)})

    def values(self, thing: str, predicate: ox.NamedNode) -> list[ox.NamedNode | ox.Literal]:
        """What stands behind the predicate, in an order that follows from the values alone."""
        known = self._known.get(predicate.value)
        if known is None:
            known = self._known[predicate.value] = {}
            for quad in self._store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    known.setdefault(quad.subject.value, []).append(quad.object)
            for values in known.values():
                values.sort(key=lambda value: (_foreign(value), value.value))
        return known.get(thing, [])

    def links(self, thing: str, predicate: ox.NamedNode) -> list[str]:
        """The IRIs of the things that the predicate leads to."""
        return [value.value for value in self.values(thing, predicate) if isinstance(value, ox.NamedNode)]

    def linking(self, thing: str, predicate: ox.NamedNode) -> list[str]:
        """The IRIs of the things from which the predicate leads here."""
        known = self._inverse.get(predicate.value)
        if known is None:
            self.values(thing, predicate)
            known = self._inverse[predicate.value] = {}
            for subject, values in sorted(self._known[predicate.value].items()):
                for value in values:
                    if isinstance(value, ox.NamedNode):
                        known.setdefault(value.value, []).append(subject)
        return known.get(thing, [])

    def text(self, thing: str, predicate: ox.NamedNode) -> str | None:
        """The text behind the predicate: the Chinese one, where there are several."""
        return next((value.value for value in self.values(thing, predicate) if isinstance(value, ox.Literal)), None)

    def label(self, thing: str) -> str:
        """What the thing is called, else the end of its IRI."""
        return self.text(thing, v.PREF_LABEL) or _local(thing)


def _foreign(value: ox.NamedNode | ox.Literal) -> bool:
    """Whether this is a text in another language than the documents'."""
    return isinstance(value, ox.Literal) and value.language is not None and not value.language.startswith("zh")


def _local(iri: str) -> str:
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def iri(facts: Facts, thing: str) -> object:
    """The thing's own IRI."""
    return thing


def label(facts: Facts, thing: str) -> object:
    """What the thing is called."""
    return facts.label(thing)


def text(predicate: ox.NamedNode) -> Getter:
    """The text behind a predicate."""
    return lambda facts, thing: facts.text(thing, predicate)


def via(predicate: ox.NamedNode, getter: Getter = iri) -> Getter:
    """What ``getter`` finds of the first thing that the predicate leads to; its IRI where nothing else is asked for."""

    def found(facts: Facts, thing: str) -> object:
        others = facts.links(thing, predicate)
        return getter(facts, others[0]) if others else None

    return found


def back(predicate: ox.NamedNode, getter: Getter = iri) -> Getter:
    """What ``getter`` finds of the first thing from which the predicate leads here."""

    def found(facts: Facts, thing: str) -> object:
        others = facts.linking(thing, predicate)
        return getter(facts, others[0]) if others else None

    return found


def names(predicate: ox.NamedNode) -> Getter:
    """The labels of all things that the predicate leads to, parted by 、; None where there is none."""

    def found(facts: Facts, thing: str) -> object:
        return "、".join(facts.label(other) for other in facts.links(thing, predicate)) or None

    return found


def code(predicate: ox.NamedNode) -> Getter:
    """The notations (else the ends of the IRIs) of all things that the predicate leads to, parted by blanks."""

    def found(facts: Facts, thing: str) -> object:
        others = facts.links(thing, predicate)
        return " ".join(facts.text(other, v.NOTATION) or _local(other) for other in others) or None

    return found


def count(*predicates: ox.NamedNode, inverse: bool = False) -> Getter:
    """How many things the predicates lead to; with ``inverse``, from how many they lead here."""

    def found(facts: Facts, thing: str) -> object:
        ways = facts.linking if inverse else facts.links
        return len({other for predicate in predicates for other in ways(thing, predicate)})

    return found


def whole(predicate: ox.NamedNode) -> Getter:
    """A whole number; None for what is none, or has no place in 64 bits."""

    def found(facts: Facts, thing: str) -> object:
        value = _value(facts, thing, predicate)
        return value if isinstance(value, int) and -_MOST <= value < _MOST else None

    return found


def number(predicate: ox.NamedNode) -> Getter:
    """A number as a float; None for what is none, or has no place in one."""

    def found(facts: Facts, thing: str) -> object:
        value = _value(facts, thing, predicate)
        try:
            return float(value) if isinstance(value, int | float | Decimal) and not isinstance(value, bool) else None
        except OverflowError:
            return None

    return found


def word(predicate: ox.NamedNode, words: dict[str, str]) -> Getter:
    """The word of the records for an individual of the ontology: ``lead`` for zr:Lead."""

    def found(facts: Facts, thing: str) -> object:
        others = facts.links(thing, predicate)
        return words.get(others[0]) if others else None

    return found


def _value(facts: Facts, thing: str, predicate: ox.NamedNode) -> object:
    literal = next((value for value in facts.values(thing, predicate) if isinstance(value, ox.Literal)), None)
    return python_value(literal)
