"""The bodies and people of one region: their IRIs, kept since most triples point to them, and their descriptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from kg.linking.units import LinkedUnit, owner_of, unit_key
from kg.mapping import vocabulary as v
from kg.mapping.concepts import doubt_of
from kg.mapping.iris import Names, flat, slug
from kg.mapping.scope import Scope

__all__ = ["Bodies", "Named", "Used"]


@dataclass
class Named:
    """What one leader goes by: the names as printed, the posts."""

    names: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


@dataclass
class Used:
    """What some triples point to and the graph has yet to describe: leaders of the region by local name, and what all regions share.

    ``measures`` are units of measure as printed, None where a number has none.
    """

    leaders: dict[str, Named] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    measures: set[str | None] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)

    def add(self, other: Used) -> None:
        """Take over what another has."""
        for local, named in other.leaders.items():
            mine = self.leaders.setdefault(local, Named())
            mine.names |= named.names
            mine.titles |= named.titles
        self.regions |= other.regions
        self.functions |= other.functions
        self.indicators |= other.indicators
        self.initiatives |= other.initiatives
        self.measures |= other.measures
        self.doubts |= other.doubts


class Bodies:
    """The bodies and people of one scope, under the names of one base."""

    def __init__(self, scope: Scope, names: Names) -> None:
        """Nobody is named yet."""
        self._scope = scope
        self._names = names
        self._parties: dict[tuple[str, bool], NamedNode] = {}
        self.region = names.iri("region", scope.region) if scope.region else None

    def party(self, printed: str, collective: bool) -> NamedNode:
        """The unit or unit group that a name printed in the scope's documents stands for: it follows from the name and the region alone."""
        node = self._parties.get((printed, collective))
        if node is None:
            owner = owner_of(self._scope.code, printed, collective) or self._scope.local
            node = self._parties[printed, collective] = self._body(unit_key(owner, printed, collective), collective)
        return node

    def person_local(self, person: str) -> str:
        """The local name of a leader, ``person`` being :meth:`kg.mapping.people.People.key`."""
        return f"{self._scope.local}-{person or '0'}"

    def person(self, local: str) -> NamedNode:
        """The leader of that local name."""
        return self._names.iri("leader", local)

    def post(self, title: str) -> NamedNode:
        """The post of that title in the scope."""
        printed = slug(title) or hashlib.sha256(title.encode()).hexdigest()[:8]
        return self._names.iri("post", f"{self._scope.local}-{printed}")

    def in_region(self, thing: NamedNode) -> Iterator[Triple]:
        """That a thing belongs to the region, where there is one."""
        if self.region is not None:
            yield Triple(thing, v.REGION, self.region)

    def described(self, used: Used, doubtful: Iterable[str] = ()) -> Iterator[Triple]:
        """The triples of the region's own bodies, and of the people in ``used`` with their posts, in the order of their names.

        ``doubtful`` are names that are hardly those of bodies. The functions of the bodies and the kinds of doubt are noted in ``used``.
        """
        if self._scope.region is not None:
            used.regions.add(self._scope.region)
        in_doubt = {self._scope.units[name].key for name in doubtful if name in self._scope.units}
        linked = {unit.key: unit for unit in self._scope.units.values()}
        for key in sorted(linked):
            yield from self._unit(linked[key])
            used.functions.update(_functions(linked[key]))
            if key in in_doubt:
                used.doubts.add("name-doubtful")
                yield Triple(self._body(key, linked[key].collective), v.DOUBT, doubt_of("name-doubtful", self._names))
        for local in sorted(used.leaders):
            yield from self._leader(local, used.leaders[local])
        for title in sorted({title for named in used.leaders.values() for title in named.titles}):
            yield from self._post(title)

    def named(self, unit: LinkedUnit) -> NamedNode:
        """The unit or unit group."""
        return self._body(unit.key, unit.collective)

    def _body(self, key: str, collective: bool) -> NamedNode:
        return self._names.iri("group" if collective else "unit", flat(key))

    def _unit(self, unit: LinkedUnit) -> Iterator[Triple]:
        node = self.named(unit)
        yield Triple(node, v.TYPE, v.UNIT_GROUP_CLASS if unit.collective else v.UNIT_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(unit.pref_name, language="zh"))
        for name in sorted(set(unit.alt_names) - {unit.pref_name}):
            yield Triple(node, v.ALT_LABEL, Literal(name, language="zh"))
        yield from self.in_region(node)
        for function in _functions(unit):
            yield Triple(node, v.FUNCTION, self._names.iri("function", function))
        if unit.within is not None:
            yield Triple(node, v.UNIT_OF, self._body(unit.within, False))

    def _leader(self, local: str, named: Named) -> Iterator[Triple]:
        node = self.person(local)
        yield Triple(node, v.TYPE, v.LEADER_CLASS)
        for place, name in enumerate(sorted(named.names)):
            yield Triple(node, v.ALT_LABEL if place else v.PREF_LABEL, Literal(name, language="zh"))
        yield from self.in_region(node)
        for title in sorted(named.titles):
            yield Triple(node, v.HOLDS, self.post(title))

    def _post(self, title: str) -> Iterator[Triple]:
        node = self.post(title)
        yield Triple(node, v.TYPE, v.POST_CLASS)
        yield Triple(node, v.PREF_LABEL, Literal(title, language="zh"))
        yield from self.in_region(node)


def _functions(unit: LinkedUnit) -> Iterable[str]:
    """What kinds of office a body is, the first one first."""
    return () if unit.function is None else dict.fromkeys((unit.function.name, *unit.function.also))
