"""The pages of a build, drawn region by region by those who do the rest of its work.

:func:`kg.building.drawing.draw_region` follows from its job and the program alone: the region's Turtle, the bodies that others have in it
or it has in others, and of what all regions share as much as the region points to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, overload

from kg.building.crew import Crew
from kg.building.drawing import DrawJob
from kg.building.gather import Progress
from kg.building.printed import PrintedBodies
from kg.building.regions import RegionPart
from kg.building.work import draw_region
from kg.correcting.estimating import Estimate
from kg.mapping import Names, Used, shared_triples
from kg.model.errors import StoreError
from kg.store.cache import Cache
from kg.store.folder import Staged
from kg.store.spool import Spool, unpacked
from kg.store.turtle import head_of, turtle_of

__all__ = ["Pages"]

_GRAPH: Final = "graph.ttl"


@dataclass(frozen=True, slots=True)
class _Region:
    """Where a region's Turtle stands in the graph, what it points to, and its bodies that others name."""

    start: int
    length: int
    used: Used
    guests: bytes


class Pages:
    """The regions of a build as they are to be drawn. What is known of each waits on disk."""

    def __init__(self, names: Names, printed: PrintedBodies, spool: Spool, cache: Cache | None) -> None:
        """None is known yet."""
        self._names = names
        self._printed = printed
        self._spool = spool
        self._cache = cache
        self._at = len(head_of(names.prefixes))
        self._regions: dict[str, int] = {}
        self._graph = Path()
        self.locals: list[str] = []

    def take(self, local: str, part: RegionPart) -> None:
        """Note a region, in the order of the graph."""
        self._regions[local] = self._spool.put((self._at, len(part.turtle), part.used, part.guests))
        self._at += len(part.turtle)
        if part.turtle:
            self.locals.append(local)

    def write(self, files: Staged, crew: Crew, shared: Used, progress: Progress, judged: Sequence[Estimate] = ()) -> None:
        """Draw all regions and write the pages. ``shared`` is what the regions together point to, ``judged`` what judgements say."""
        from kg.views.region import Drawing
        from kg.views.texts import Texts
        from kg.views.trust import trust_of

        self._graph = files.path / _GRAPH
        with Spool() as spool:
            drawing = Drawing(spool)
            for done, drawn in enumerate(crew.run(draw_region, _Jobs(self), _lost), start=1):
                drawing.take(unpacked(drawn))
                progress.step("pages", done, len(self.locals))
            for name, content in drawing.files(self._turtle(self._shared(shared)), Texts(files.path / "texts"), trust_of(judged)):
                files.write(f"html/{name}", content)

    def job(self, local: str) -> DrawJob:
        """What is to be done for a region."""
        own = self._region(local)
        hosts = [self._region(host) for host in sorted(self._printed.hosts.get(local, ())) if host in self._regions]
        points_to = Used()
        points_to.add(own.used)
        for host in hosts:
            points_to.add(Used(regions=host.used.regions, functions=host.used.functions, doubts=host.used.doubts))
        with self._graph.open("rb") as graph:
            graph.seek(own.start)
            turtle = graph.read(own.length)
        guests = b"".join(host.guests for host in hosts)
        return DrawJob(
            local, self._turtle(turtle, guests, self._shared(points_to)), self._turtle(guests), self._turtle(own.guests), self._cache
        )

    def _region(self, local: str) -> _Region:
        return _Region(*self._spool.get(self._regions[local]))

    def _shared(self, used: Used) -> bytes:
        return turtle_of(self._names.statements(shared_triples(used, self._printed.region_names, self._names)))

    def _turtle(self, *pieces: bytes) -> bytes:
        return b"".join((head_of(self._names.prefixes), *pieces))


class _Jobs(Sequence[DrawJob]):
    """Jobs that are made when they are asked for."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __len__(self) -> int:
        return len(self._pages.locals)

    @overload
    def __getitem__(self, at: int) -> DrawJob: ...

    @overload
    def __getitem__(self, at: slice) -> list[DrawJob]: ...

    def __getitem__(self, at: int | slice) -> DrawJob | list[DrawJob]:
        if isinstance(at, slice):
            return [self._pages.job(local) for local in self._pages.locals[at]]
        return self._pages.job(self._pages.locals[at])


def _lost(job: DrawJob) -> bytes:
    found = "drawing it ended the process at work, whenever it was tried"
    raise StoreError(f"the region {job.local}", found, "Free memory, or build without pages")
