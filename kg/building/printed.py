"""The names that all documents of a build print, by the region whose bodies they are: a body belongs to its own place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Self

from kg.building.gather import Entry, PrintedNames
from kg.knowledge.regions import COUNTRY, regions
from kg.linking.units import link_units, owner_of
from kg.mapping import Scope
from kg.store.spool import Spool

__all__ = ["PrintedBodies"]


@dataclass
class PrintedBodies:
    """What is printed in all documents. Memory holds the names of bodies that a notice of another region prints, which are few."""

    spool: Spool
    places: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    foreign: dict[str, Counter[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(Counter))
    odd: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    region_names: dict[str, str | None] = field(default_factory=dict)
    initiatives: Counter[str] = field(default_factory=Counter)
    unknown_indicators: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: Sequence[Entry], spool: Spool) -> Self:
        """Gone through once: each document's names are where the first pass put them."""
        made = cls(spool)
        for entry in entries:
            names: PrintedNames = spool.get(entry.names)
            made.places[entry.scope].append(entry.names)
            made.initiatives.update(names.initiatives)
            made.unknown_indicators.update(names.unknown_indicators)
            code = _code(entry.scope)
            if names.region:
                made.region_names[entry.scope] = min(made.region_names.get(entry.scope) or names.region, names.region)
            for name, collective, count in names.units:
                owner = owner_of(code, name, collective) or entry.scope
                if owner != entry.scope:
                    made.foreign[owner][name, collective] += count
                if name in names.doubtful:
                    made.odd[owner].add(name)
        return made

    def owners(self) -> Iterable[str]:
        """The regions that only other regions' notices name bodies of, and those that notices of their own do."""
        return self.foreign.keys()

    def names_bodies_of(self, local: str) -> bool:
        """Whether any document is the region's own, or names a body of it."""
        return bool(self.places.get(local) or self.foreign.get(local))

    def leave_out(self, entry: Entry) -> None:
        """Forget what a document prints of its own region: it did not come through."""
        self.places[entry.scope].remove(entry.names)

    def doubtful(self, local: str) -> set[str]:
        """The names printed as those of the region's bodies that are hardly names."""
        return self.odd.get(local, set())

    def scope(self, local: str) -> Scope:
        """The region of that local name, with its bodies."""
        code = _code(local)
        known = regions().by_code.get(code) if code else None
        return Scope(
            local=local,
            region=local if code or local in self.region_names else None,
            units=link_units(code or local, self._printed(local, code)),
            region_name=self.region_names.get(local),
            level=known.level if known else None,
            code=code,
        )

    def _printed(self, local: str, code: str | None) -> Iterator[tuple[str, bool]]:
        """Each name of a body of the region as often as documents print it."""
        for place in self.places.get(local, ()):
            names: PrintedNames = self.spool.get(place)
            for name, collective, count in names.units:
                if (owner_of(code, name, collective) or local) == local:
                    yield from repeat((name, collective), count)
        for (name, collective), count in sorted(self.foreign.get(local, Counter()).items()):
            yield from repeat((name, collective), count)


def _code(local: str) -> str | None:
    """The code of a region by the local name of its scope; None where the divisions do not hold it."""
    return local if local == COUNTRY or local in regions().by_code else None
