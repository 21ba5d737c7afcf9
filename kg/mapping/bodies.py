"""The bodies and people of one region: their IRIs, kept since most triples point to them, and their descriptions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.linking.units import LinkedUnit
from kg.mapping import vocabulary as v
from kg.mapping.concepts import described, doubts_described
from kg.mapping.iris import Names, flat, slug
from kg.mapping.scope import Scope

__all__ = ["Bodies", "Used"]


@dataclass
class Used:
    """What some triples point to and the graph has yet to describe: units by printed name, leaders with their posts, doubts by code."""

    units: set[str] = field(default_factory=set)
    leaders: dict[str, set[str]] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)

    def add(self, other: Used) -> None:
        """Take over what another has."""
        self.units |= other.units
        for name, titles in other.leaders.items():
            self.leaders.setdefault(name, set()).update(titles)
        self.functions |= other.functions
        self.indicators |= other.indicators
        self.initiatives |= other.initiatives
        self.doubts |= other.doubts


class Bodies:
    """The bodies and people of one scope, under the names of one base."""

    def __init__(self, scope: Scope, names: Names) -> None:
        """Nobody is named yet."""
        self._scope = scope
        self._names = names
        self._parties: dict[str, NamedNode] = {}
        self._people: dict[str, NamedNode] = {}
        self._told: dict[str, tuple[Triple, ...]] = {}
        self.region = names.iri("region", scope.region) if scope.region else None

    def party(self, printed: str) -> NamedNode:
        """The unit or unit group that a printed name stands for."""
        node = self._parties.get(printed)
        if node is None:
            node = self._parties[printed] = self._body(self._scope.units[printed])
        return node

    def person(self, name: str) -> NamedNode:
        """The leader of that name."""
        node = self._people.get(name)
        if node is None:
            node = self._people[name] = self._names.iri("leader", self._scope.leaders[name])
        return node

    def initiative(self, name: str) -> NamedNode:
        """The campaign of that name, the same in all regions."""
        return self._names.iri("initiative", slug(name))

    def in_region(self, thing: NamedNode) -> Iterator[Triple]:
        """That a thing belongs to the region, where there is one."""
        if self.region is not None:
            yield Triple(thing, v.REGION, self.region)

    def described(self, used: Used) -> Iterator[Triple]:
        """The triples of the region's own bodies, people and posts in ``used``, in the order of their names.

        The functions of the bodies are noted in ``used``.
        """
        linked = {unit.key: unit for unit in (self._scope.units[printed] for printed in used.units)}
        for key in sorted(linked):
            unit = linked[key]
            # Told again in the named graph of every document that names it.
            told = self._told.get(key)
            if told is None:
                told = self._told[key] = tuple(self._unit(unit))
            yield from told
            used.functions.update(_functions(unit))
        for name in sorted(used.leaders):
            yield from self._leader(name, sorted(used.leaders[name]))
        for title in sorted({title for titles in used.leaders.values() for title in titles}):
            yield from self._post(title)

    def shared(self, used: Used, done: set[NamedNode]) -> Iterator[Triple]:
        """The triples of what regions share: the region itself, and the functions, indicators, campaigns and doubts in ``used``.

        To be asked after :meth:`described`, which notes the functions. What is in ``done`` is left out, and what is told
        is put into it.
        """
        if self._scope.region is not None and self.region is not None and self.region not in done:
            told = list(described("region", [self._scope.region], self._names, done))
            yield from told or self._unknown_region(self.region)
            done.add(self.region)
        yield from described("function", used.functions, self._names, done)
        yield from described("indicator", used.indicators, self._names, done)
        for name in sorted(used.initiatives):
            node = self.initiative(name)
            if node not in done:
                done.add(node)
                yield Triple(node, v.TYPE, v.INITIATIVE_CLASS)
                yield Triple(node, v.PREF_LABEL, Literal(name, language="zh"))
        yield from doubts_described(used.doubts, self._names, done)

    def _unknown_region(self, region: NamedNode) -> Iterator[Triple]:
        """A region that the divisions do not hold: all that is known is what its documents print."""
        yield Triple(region, v.TYPE, v.REGION_CLASS)
        if self._scope.region_name is not None:
            yield Triple(region, v.PREF_LABEL, Literal(self._scope.region_name, language="zh"))

    def _body(self, unit: LinkedUnit) -> NamedNode:
        return self._names.iri("group" if unit.collective else "unit", flat(unit.key))

    def _unit(self, unit: LinkedUnit) -> Iterator[Triple]:
        node = self._body(unit)
        yield Triple(node, v.TYPE, v.UNIT_GROUP_CLASS if unit.collective else v.UNIT_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(unit.pref_name))
        for name in sorted(set(unit.alt_names) - {unit.pref_name}):
            yield Triple(node, v.ALT_LABEL, Literal(name))
        yield from self.in_region(node)
        for function in _functions(unit):
            yield Triple(node, v.FUNCTION, self._names.iri("function", function))

    def _leader(self, name: str, titles: list[str]) -> Iterator[Triple]:
        node = self.person(name)
        yield Triple(node, v.TYPE, v.LEADER_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(name))
        yield from self.in_region(node)
        for title in titles:
            yield Triple(node, v.HOLDS, self._names.iri("post", self._scope.posts[title]))

    def _post(self, title: str) -> Iterator[Triple]:
        node = self._names.iri("post", self._scope.posts[title])
        yield Triple(node, v.TYPE, v.POST_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(title))
        yield from self.in_region(node)


def _functions(unit: LinkedUnit) -> Iterable[str]:
    """What kinds of office a body is, the first one first."""
    return () if unit.function is None else dict.fromkeys((unit.function.name, *unit.function.also))
