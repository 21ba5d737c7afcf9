"""A build: from documents to the graph and its report, in two halves with a small reduction between them.

The first half reads and parses each file on its own (:mod:`kg.building.reading`), the second maps each region on its own
(:mod:`kg.building.regions`). What joins files and regions is found in between: files of one notice (:mod:`kg.building.documents`), and
what all documents print (:mod:`kg.building.printed`). Who does the work is :mod:`kg.building.crew`'s: the same documents give the same
bytes, in whatever order they are named and by however many workers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from kg.building.corrections import Decided, decided_beside
from kg.building.crew import Crew, crew
from kg.building.documents import documents_of
from kg.building.doubts import InDoubt
from kg.building.gather import Duplicate, Entry, Gathered, Progress, Silent, gather, look, told_anew
from kg.building.manifest import Options, manifest, with_those_before
from kg.building.pages import Pages
from kg.building.plan import Regions
from kg.building.printed import PrintedBodies
from kg.building.regions import Plan, RegionPart, serialized
from kg.building.report import CorrectionsTold, Summary, write_json
from kg.building.report_page import write_markdown
from kg.building.told import Told, summary_of
from kg.garbage import fewer_collections
from kg.linking.initiatives import shared_initiatives
from kg.mapping import Names, Used, shared_triples
from kg.model.errors import NothingBuilt, UnreadableSource
from kg.model.terms import BASE
from kg.publish.description import Quality, described
from kg.searching import INDEX_NAME, written_index
from kg.store.cache import Cache
from kg.store.counted import Counted
from kg.store.folder import Staged, staged
from kg.store.spool import Spool, unpacked
from kg.store.turtle import head_of

__all__ = ["BuildResult", "Caches", "Options", "Progress", "Silent", "build"]

# Files, and their bytes, that one process reads sooner than others start.
_FEW: Final = 60
_LITTLE: Final = 1_000_000
_HELD: Final = 1_000  # documents whose reports stay in memory, which are asked for several times


@dataclass(frozen=True, slots=True)
class Caches:
    """Where readings of files are kept, the parts of regions, and what was drawn of them."""

    files: Cache
    regions: Cache
    layouts: Cache


@dataclass(frozen=True)
class BuildResult:
    """What a build made, and what it could not use.

    ``kept`` is how many files' readings, and regions' parts, the caches held; ``joined`` how many of the ``tasks`` are items of reports
    that tell of a plan's task, and are none of their own in the graph.
    """

    folder: Path
    documents: int
    tasks: int
    targets: int
    triples: int
    in_doubt: InDoubt
    unreadable: tuple[UnreadableSource, ...]
    without_tasks: tuple[UnreadableSource, ...]
    duplicates: tuple[Duplicate, ...]
    kept: tuple[int, int] = (0, 0)
    corrections: CorrectionsTold | None = None
    joined: int = 0


def build(
    sources: Sequence[str | Path],
    folder: Path,
    *,
    base: str = BASE,
    with_text: bool = True,
    with_quads: bool = True,
    with_pages: bool = False,
    made: date | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    cluster: str | None = None,
    caches: Caches | None = None,
    add: bool = False,
    corrections: Path | None = None,
    lasting: bool = True,
) -> BuildResult:
    """Build the graph of ``sources`` (files, folders, patterns) into ``folder``; the files there appear all together or not at all.

    The options are those of :class:`kg.building.manifest.Options`. ``jobs`` is the number of processes, ``cluster`` the address of a Dask
    scheduler that does the work in their place. With ``add`` the sources of the build that is in the folder come first, under that build's
    options. ``corrections`` is the file of them; without it those beside the sources hold. Sources that are gone afterwards are not
    ``lasting``: the manifest does not name them, and nothing can be added. Raises NothingBuilt where no source has a list of tasks,
    BadRecord for a correction that is none, StoreError where the folder cannot be written, another program is at work in it, or the disk
    is full, and NoCluster; the files there are then as they were.
    """
    options = Options(base, with_text, with_quads, with_pages, made, corrections)
    telling = progress or Silent()
    besides: dict[str, Any] = {}
    with fewer_collections(), staged(folder, lambda: besides) as files, Spool() as spool, ExitStack() as stack:
        if add:
            sources, options = with_those_before(folder, sources, options)
        gathered = look(sources, telling, spool)
        workers = stack.enter_context(crew(1 if _are_few(gathered.paths.values()) else jobs, cluster))
        gather(gathered, telling, workers, caches.files if caches else None)
        if not gathered.entries:
            raise NothingBuilt(str(folder), "no source gave a list of tasks, nothing was written", "Name documents that share out tasks")
        decided = decided_beside(sources, gathered.paths, options.corrections)
        decided.lay_over(gathered)
        second = _Build(gathered, options, files, telling, workers, caches, decided)
        second.write()
        besides.update(manifest(folder, gathered, options, lasting=lasting))
        second.draw()
        if caches:
            for cache in (caches.files, caches.regions, caches.layouts):
                cache.trim()
    return second.result(folder)


class _Build:
    """The second half: regions' parts go to the files as they come."""

    def __init__(
        self,
        gathered: Gathered,
        options: Options,
        files: Staged,
        progress: Progress,
        workers: Crew,
        caches: Caches | None,
        decided: Decided,
    ) -> None:
        self._gathered = gathered
        self._options = options
        self._files = files
        self._progress = progress
        self._workers = workers
        self._names = Names(options.base)
        self._counted = Counted()
        self._written: list[Entry] = []
        self._done = self._tasks = self._joined = 0
        entries = documents_of(gathered)
        self._printed = PrintedBodies.of(entries, gathered.spool)
        self._corrections = decided.told(entries, gathered.spool) if decided.files else None
        plan = Plan(options.base, options.with_text, options.with_quads, shared_initiatives(self._printed.initiatives))
        self._regions = Regions(entries, self._printed, gathered.spool, plan, caches.regions if caches else None, decided.names)
        self._everywhere = Used()
        pages = Pages(self._names, self._printed, gathered.spool, caches.layouts if caches else None)
        self._pages = pages if options.with_pages else None
        self.summary: Summary

    def write(self) -> None:
        self._graph()
        reports = _Reports(self._gathered.spool, self._written)
        gathered = self._gathered
        self.summary = summary_of(
            reports,
            triples=sum(self._counted.predicates.values()),
            refused={"unreadable": gathered.unreadable, "passed_over": gathered.passed_over, "without_tasks": gathered.without_tasks},
            duplicates=[(duplicate.file, duplicate.same_as) for duplicate in gathered.same_files()],
            unknown_indicators=self._printed.unknown_indicators,
            corrections=self._corrections,
        )
        with self._files.open_text("report.json") as out:
            write_json(out, self.summary, (report.json for report in reports))
        with self._files.open_text("report.md") as out:
            write_markdown(out, self.summary, reports)
        self._files.write("description.ttl", described(self._counted, self._files.files(), self._options.made, self._measured()).encode())

    def _measured(self) -> list[Quality]:
        """What judgements say of the readings, for catalogues."""
        found = self._corrections.estimates if self._corrections else ()
        return [Quality(one.field, one.share, one.low, one.high, one.judged, one.sample) for one in found]

    def draw(self) -> None:
        """The pages, where they are wanted, from the graph that is written."""
        if self._pages is not None:
            judged = self._corrections.estimates if self._corrections else ()
            self._pages.write(self._files, self._workers, self._everywhere, self._progress, judged)

    def result(self, folder: Path) -> BuildResult:
        summary = self.summary
        counts = (summary.documents, summary.tasks, summary.targets, summary.triples)
        refused = (tuple(summary.unreadable), tuple(summary.without_tasks), tuple(self._gathered.same_files()))
        kept = self._gathered.kept, self._regions.kept
        return BuildResult(folder, *counts, summary.in_doubt, *refused, kept, summary.corrections, self._joined)

    def _graph(self) -> None:
        """All triples of the graph, region by region, and what all share behind; the named graphs, the records and the texts in passing.

        No triple stands in two named graphs: one holds what a document says, and which tasks of earlier documents it takes up, one what
        its region is told of bodies and people, one what all regions share.
        """
        everywhere = self._everywhere
        with_quads = self._options.with_quads
        with ExitStack() as stack:
            turtle, records = (stack.enter_context(self._files.open(name)) for name in ("graph.ttl", "records.jsonl"))
            quads = stack.enter_context(self._files.open("graph.nq")) if with_quads else BytesIO()
            index = stack.enter_context(written_index(self._files.path / INDEX_NAME, wanted=self._options.with_text))
            turtle.write(head_of(self._names.prefixes))
            for local, part in self._regions.parts(self._workers):
                turtle.write(part.turtle)
                quads.write(part.quads)
                records.write(part.records)
                if index is not None:
                    index.put(unpacked(part.blocks))
                everywhere.add(part.used)
                self._counted.add(part.counted)
                if self._pages is not None:
                    self._pages.take(local, part)
                self._came_through(local, part)
            shared = self._names.statements(shared_triples(everywhere, self._printed.region_names, self._names))
            last = serialized(shared, self._names.iri("graph", "shared"), self._names, self._counted, with_quads=with_quads)
            turtle.write(last[0])
            quads.write(last[1])
        self._files.found(INDEX_NAME)

    def _came_through(self, local: str, part: RegionPart) -> None:
        """Note a region's documents, write their texts, and tell of those on which the program failed."""
        entries = self._regions.by_region.get(local, [])
        for at, retold in part.retold:
            entries[at] = replace(entries[at], told=self._gathered.spool.put(retold))
        held = {at: said for at, said, _ in part.reports}
        self._joined += sum(gone for *_, gone in part.reports)
        for at in part.came_through:
            self._written.append(told_anew(entries[at], held[at], self._gathered.spool) if at in held else entries[at])
            if self._options.with_text:
                self._files.write(f"texts/{entries[at].key}.txt", self._gathered.spool.get_packed(entries[at].text))
        for failed in part.failed:
            error = UnreadableSource(*failed)
            self._gathered.unreadable.append(error)
            self._progress.refused(error)
        self._done += len(entries)
        self._tasks += sum(entry.tasks for entry in entries)
        if entries:
            self._progress.step("write", self._done, len(self._regions.entries), self._tasks)


@dataclass(frozen=True)
class _Reports:
    """What there is to tell of documents, one at a time, as often as it is asked for."""

    spool: Spool
    entries: Sequence[Entry]
    held: list[Told] = field(default_factory=list)

    def __iter__(self) -> Iterator[Told]:
        for at, entry in enumerate(self.entries):
            report: Told = self.held[at] if at < len(self.held) else self.spool.get(entry.told)
            if at == len(self.held) < _HELD:
                self.held.append(report)
            yield report


def _are_few(paths: Collection[str]) -> bool:
    """Whether one process is done before others have started."""
    return len(paths) < _FEW and sum(Path(path).stat().st_size for path in paths if Path(path).is_file()) < _LITTLE
