"""What a store says, by predicate: each predicate is read in one pass, when it is first asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.mapping import vocabulary as v

__all__ = ["Statements", "Values"]

_TERMS: Final = (NamedNode, Literal)


class Values:
    """What things have under one predicate, as text; ``first`` of each thing is the least of its values."""

    __slots__ = ("_several", "first")

    def __init__(self, store: Store, predicate: NamedNode, texts: dict[str, str]) -> None:
        """``texts`` holds each text once, for all predicates."""
        self.first: dict[str, str] = {}
        self._several: dict[str, list[str]] = {}
        once = texts.setdefault
        more: dict[str, set[str]] = {}
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            term = quad.object
            if isinstance(term, _TERMS):
                thing, value = quad.subject.value, term.value  # type: ignore[union-attr]
                value = once(value, value)
                known = self.first.setdefault(once(thing, thing), value)
                if known is not value:
                    more.setdefault(thing, {known}).add(value)
        for thing, values in more.items():
            self._several[thing] = sorted(values)
            self.first[thing] = self._several[thing][0]

    def all(self, thing: str) -> list[str]:
        """All values of a thing, sorted."""
        if thing in self._several:
            return self._several[thing]
        return [self.first[thing]] if thing in self.first else []

    def inverse(self) -> dict[str, list[str]]:
        """By value, the things that have it, sorted."""
        having: dict[str, list[str]] = defaultdict(list)
        for thing in sorted(self.first):
            for value in self.all(thing):
                having[value].append(thing)
        return having


class Statements:
    """The statements of a store about things that have a name; what blank nodes say is left out."""

    def __init__(self, store: Store) -> None:
        """Nothing is read yet."""
        self._store = store
        self._texts: dict[str, str] = {}
        self._read: dict[NamedNode, Values] = {}
        self._labels: dict[str, list[Literal]] | None = None

    def of_class(self, class_: NamedNode) -> list[str]:
        """The IRIs of a class, sorted."""
        return sorted(
            quad.subject.value
            for quad in self._store.quads_for_pattern(None, v.TYPE, class_, DefaultGraph())
            if isinstance(quad.subject, NamedNode)
        )

    def values(self, predicate: NamedNode) -> Values:
        """The values of all things under a predicate."""
        if predicate not in self._read:
            self._read[predicate] = Values(self._store, predicate, self._texts)
        return self._read[predicate]

    def columns(self, *predicates: NamedNode) -> tuple[Callable[[str], str | None], ...]:
        """For each predicate a function that gives a thing's first value, for what many things are asked."""
        return tuple(self.values(predicate).first.get for predicate in predicates)

    def all(self, thing: str, predicate: NamedNode) -> list[str]:
        """All values of a thing under a predicate, sorted."""
        return self.values(predicate).all(thing)

    def one(self, thing: str, predicate: NamedNode) -> str | None:
        """The least of the values of a thing under a predicate."""
        return self.values(predicate).first.get(thing)

    def labels(self, thing: str, language: str) -> list[str]:
        """Labels in a language, or else those in none."""
        if self._labels is None:
            self._labels = self._all_labels()
        found = sorted(self._labels.get(thing, ()), key=str)
        return [x.value for x in found if (x.language or "").startswith(language)] or [x.value for x in found if x.language is None]

    def label(self, thing: str) -> str:
        """What a thing is called in Chinese, or else in any language, or else the last part of its IRI."""
        values = self.labels(thing, "zh") or self.all(thing, v.PREF_LABEL)
        return values[0] if values else thing.rsplit("/", 1)[-1]

    def _all_labels(self) -> dict[str, list[Literal]]:
        labels: dict[str, list[Literal]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(None, v.PREF_LABEL, None, DefaultGraph()):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                labels[quad.subject.value].append(quad.object)
        return dict(labels)
