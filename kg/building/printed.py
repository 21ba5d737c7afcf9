"""The names that all documents of a build print, by the region whose bodies they are: a body belongs to its own place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Self

from kg.building.gather import Entry
from kg.building.reading import PrintedNames
from kg.building.regions import code_of
from kg.linking.units import owner_of
from kg.store.spool import Spool

__all__ = ["PrintedBodies"]


@dataclass
class PrintedBodies:
    """What joins the regions of a build. Memory holds the names of bodies that a notice of another region prints, which are few.

    ``hosts`` are, by region, the others of whose bodies its notices name one.
    """

    foreign: dict[str, Counter[tuple[str, bool]]] = field(default_factory=lambda: defaultdict(Counter))
    hosts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    odd: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    region_names: dict[str, str | None] = field(default_factory=dict)
    initiatives: Counter[str] = field(default_factory=Counter)
    unknown_indicators: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, entries: Sequence[Entry], spool: Spool) -> Self:
        """Gone through once: each document's names are where the first pass put them."""
        made = cls()
        for entry in entries:
            names: PrintedNames = spool.get(entry.names)
            made.initiatives.update(names.initiatives)
            made.unknown_indicators.update(names.unknown_indicators)
            code = code_of(entry.scope)
            if names.region:
                made.region_names[entry.scope] = min(made.region_names.get(entry.scope) or names.region, names.region)
            for name, collective, count in names.units:
                owner = owner_of(code, name, collective) or entry.scope
                if owner != entry.scope:
                    made.foreign[owner][name, collective] += count
                    made.hosts[entry.scope].add(owner)
                if name in names.doubtful:
                    made.odd[owner].add(name)
        return made

    def owners(self) -> Iterable[str]:
        """The regions of whose bodies another region's notice names one."""
        return self.foreign.keys()

    def is_placed(self, local: str) -> bool:
        """Whether the region is one that the graph holds."""
        return code_of(local) is not None or local in self.region_names
