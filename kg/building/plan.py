"""Between the two halves of a build: which regions there are, what each is made of, and which of that is known already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from kg.building.crew import Crew
from kg.building.gather import Entry
from kg.building.printed import PrintedBodies
from kg.building.regions import DocumentJob, Plan, RegionJob, RegionPart
from kg.building.work import map_region
from kg.fingerprint import fingerprint
from kg.linking.decided import NOTHING_DECIDED, NamesDecided
from kg.model.errors import StoreError
from kg.model.wording import told
from kg.store.cache import Cache, cache_key
from kg.store.spool import Spool

__all__ = ["Regions"]


@dataclass
class Regions:
    """The regions of a build, in the order of the graph. Their jobs are made when their turn comes: memory holds a few of them."""

    entries: Sequence[Entry]
    printed: PrintedBodies
    spool: Spool
    plan: Plan
    cache: Cache | None = None
    decided: NamesDecided = NOTHING_DECIDED
    by_region: dict[str, list[Entry]] = field(init=False)
    kept: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.by_region = defaultdict(list)
        for entry in self.entries:
            self.by_region[entry.scope].append(entry)

    def parts(self, crew: Crew) -> Iterator[tuple[str, RegionPart]]:
        """Each region with its part of the files. Raises StoreError where one ends whatever process it is given to."""
        regions = sorted({*self.by_region, *self.printed.owners()})
        keys = {local: self._key(local) for local in regions} if self.cache is not None else {}
        missing = [local for local in regions if self.cache is None or not self.cache.has(keys[local])]
        made = crew.run(map_region, _Jobs(self, missing, keys), _lost)
        due = set(missing)
        for local in regions:
            if local in due:
                yield local, next(made)
                continue
            found = self.cache.find(keys[local]) if self.cache is not None else None
            part = RegionPart.unpacked(found) if found is not None else None
            self.kept += part is not None
            # Taken away since, or damaged.
            yield local, part if part is not None else map_region(self.job(local, keys))

    def job(self, local: str, keys: dict[str, str]) -> RegionJob:
        """What is to be done for a region."""
        documents = tuple(
            DocumentJob(
                entry.key,
                entry.stem,
                entry.path,
                entry.earlier,
                self.spool.get_packed(entry.parsed),
                self.spool.get_packed(entry.names),
                self.spool.get_packed(entry.report) if entry.filled_in else None,
                self.spool.get_packed(entry.text) if entry.kind == "progress" else b"",
            )
            for entry in self.by_region.get(local, ())
        )
        keep = None if self.cache is None else (self.cache, keys[local])
        return replace(self._bare(local), documents=documents, keep=keep)

    def _bare(self, local: str) -> RegionJob:
        """The job without the records."""
        return RegionJob(
            local=local,
            placed=self.printed.is_placed(local),
            region_name=self.printed.region_names.get(local),
            foreign=tuple(sorted(self.printed.foreign.get(local, {}).items())),
            odd=tuple(sorted(self.printed.odd.get(local, ()))),
            documents=(),
            plan=self.plan,
            decided=self.decided.of([local, *self.printed.hosts.get(local, ())]),
        )

    def _key(self, local: str) -> str:
        """The name of a region's part: of all that it follows from. Where a file lies is not in it: that is only told of a failure."""
        bare = self._bare(local)
        own = [(entry.key, entry.stem, entry.made_of, entry.earlier) for entry in self.by_region.get(local, ())]
        decided = [repr(rule) for rule in bare.decided.rules]
        said = (local, bare.placed, bare.region_name, bare.foreign, bare.odd, own)
        return cache_key("region", fingerprint(), self.plan.key, *said, *([decided] if decided else []))


class _Jobs(Sequence[RegionJob]):
    """Jobs that are made when they are asked for."""

    def __init__(self, regions: Regions, locals_: Sequence[str], keys: dict[str, str]) -> None:
        self._regions = regions
        self._locals = locals_
        self._keys = keys

    def __len__(self) -> int:
        return len(self._locals)

    @overload
    def __getitem__(self, at: int) -> RegionJob: ...

    @overload
    def __getitem__(self, at: slice) -> list[RegionJob]: ...

    def __getitem__(self, at: int | slice) -> RegionJob | list[RegionJob]:
        if isinstance(at, slice):
            return [self._regions.job(local, self._keys) for local in self._locals[at]]
        return self._regions.job(self._locals[at], self._keys)


def _lost(job: RegionJob) -> RegionPart:
    where = told("the region {region}", region=job.region_name or job.local)
    raise StoreError(
        where, "making its triples ended the process at work, whenever it was tried", "Free memory, or leave its documents out"
    )
