"""The bodies and people of one region: their IRIs, kept since most triples point to them, and their descriptions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.linking.units import LinkedUnit, owner_of, unit_key
from kg.mapping import written as w
from kg.mapping.corrections import Corrections
from kg.mapping.iris import Names, flat, slug
from kg.mapping.scope import Scope
from kg.mapping.statements import Statement, Term, text

__all__ = ["Bodies", "Named", "Used"]


@dataclass
class Named:
    """What one leader goes by: the names as printed, the posts."""

    names: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)


@dataclass
class Used:
    """What some triples point to and the graph has yet to describe: leaders of the region by local name, and what all regions share.

    ``measures`` are units of measure as printed, None where a number has none; ``agents`` are those who corrected something.
    """

    leaders: dict[str, Named] = field(default_factory=dict)
    regions: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    indicators: set[str] = field(default_factory=set)
    initiatives: set[str] = field(default_factory=set)
    measures: set[str | None] = field(default_factory=set)
    doubts: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)

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
        self.agents |= other.agents


class Bodies:
    """The bodies and people of one scope, under the names of one base."""

    def __init__(self, scope: Scope, names: Names) -> None:
        """Nobody is named yet."""
        self._scope = scope
        self._names = names
        self._corrections = Corrections(names, scope.local)
        self._parties: dict[tuple[str, bool], Term] = {}
        self.region = names.term("region", scope.region) if scope.region else None

    def party(self, printed: str, collective: bool) -> Term:
        """The unit or unit group that a name printed in the scope's documents stands for: it follows from the name and the region alone."""
        node = self._parties.get((printed, collective))
        if node is None:
            owner = owner_of(self._scope.code, printed, collective) or self._scope.local
            node = self._parties[printed, collective] = self._body(unit_key(owner, printed, collective, self._scope.decided), collective)
        return node

    def person_local(self, person: str) -> str:
        """The local name of a leader, ``person`` being :meth:`kg.mapping.people.People.key`."""
        return f"{self._scope.local}-{person or '0'}"

    def person(self, local: str) -> Term:
        """The leader of that local name."""
        return self._names.term("leader", local)

    def post(self, title: str) -> Term:
        """The post of that title in the scope."""
        printed = slug(title) or hashlib.sha256(title.encode()).hexdigest()[:8]
        return self._names.term("post", f"{self._scope.local}-{printed}")

    def in_region(self, thing: Term) -> Iterator[Statement]:
        """That a thing belongs to the region, where there is one."""
        if self.region is not None:
            yield (thing, w.REGION, self.region)

    def described(self, used: Used, doubtful: Iterable[str] = ()) -> Iterator[Statement]:
        """The triples of the region's own bodies, and of the people in ``used`` with their posts, in the order of their names.

        ``doubtful`` are names that are hardly those of bodies. The functions of the bodies and the kinds of doubt are noted in ``used``.
        """
        if self._scope.region is not None:
            used.regions.add(self._scope.region)
        in_doubt = {self._scope.units[name].key for name in doubtful if name in self._scope.units}
        linked = {unit.key: unit for unit in self._scope.units.values()}
        for key in sorted(linked):
            yield from self._unit(linked[key])
            yield from self._decided(linked[key], used)
            used.functions.update(_functions(linked[key]))
            if key in in_doubt:
                used.doubts.add("name-doubtful")
                yield (self._body(key, linked[key].collective), w.DOUBT, self._names.term("doubt", "name-doubtful"))
        for local in sorted(used.leaders):
            yield from self._leader(local, used.leaders[local])
        for title in sorted({title for named in used.leaders.values() for title in named.titles}):
            yield from self._post(title)

    def _decided(self, unit: LinkedUnit, used: Used) -> Iterator[Statement]:
        """Which decisions about names made the body what it is."""
        names = {unit.pref_name, *unit.alt_names}
        rules = () if unit.collective else self._scope.decided.of([self._scope.local]).rules
        made: list[Statement] = []
        for rule in rules:
            there = {name for name in rule.names if name in self._scope.units}
            if len(names & there) > 1 if rule.same else (names & there and len(there) > 1):
                self._corrections.of(self.named(unit), [rule.said], lambda key: True, used, made.append)
        yield from made

    def named(self, unit: LinkedUnit) -> Term:
        """The unit or unit group."""
        return self._body(unit.key, unit.collective)

    def _body(self, key: str, collective: bool) -> Term:
        return self._names.term("group" if collective else "unit", flat(key))

    def _unit(self, unit: LinkedUnit) -> Iterator[Statement]:
        node = self.named(unit)
        yield (node, w.TYPE, w.UNIT_GROUP_CLASS if unit.collective else w.UNIT_CLASS)
        yield (node, w.PREF_LABEL, text(unit.pref_name, "zh"))
        for name in sorted(set(unit.alt_names) - {unit.pref_name}):
            yield (node, w.ALT_LABEL, text(name, "zh"))
        yield from self.in_region(node)
        for function in _functions(unit):
            yield (node, w.FUNCTION, self._names.term("function", function))
        if unit.within is not None:
            yield (node, w.UNIT_OF, self._body(unit.within, False))

    def _leader(self, local: str, named: Named) -> Iterator[Statement]:
        node = self.person(local)
        yield (node, w.TYPE, w.LEADER_CLASS)
        for place, name in enumerate(sorted(named.names)):
            yield (node, w.ALT_LABEL if place else w.PREF_LABEL, text(name, "zh"))
        yield from self.in_region(node)
        for title in sorted(named.titles):
            yield (node, w.HOLDS, self.post(title))

    def _post(self, title: str) -> Iterator[Statement]:
        node = self.post(title)
        yield (node, w.TYPE, w.POST_CLASS)
        yield (node, w.PREF_LABEL, text(title, "zh"))
        yield from self.in_region(node)


def _functions(unit: LinkedUnit) -> Iterable[str]:
    """What kinds of office a body is, the first one first."""
    return () if unit.function is None else dict.fromkeys((unit.function.name, *unit.function.also))
