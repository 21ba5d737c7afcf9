"""A build: from documents to the graph and its report, in two passes.

The first reads and parses (:mod:`kg.building.gather`). The second goes region by region: printed names are linked, records become
triples, and these go to the files as a stream. The same documents give the same bytes, in whatever order they are named.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, repeat
from pathlib import Path
from typing import IO, BinaryIO

from pyoxigraph import NamedNode, Triple

from kg.building.doubts import InDoubt, Tally
from kg.building.gather import Duplicate, Entry, Gathered, PrintedNames, Progress, Reports, Silent, gather
from kg.building.report import SetAside, Summary, write_json
from kg.building.report_page import write_markdown
from kg.garbage import fewer_collections
from kg.knowledge.regions import regions
from kg.linking.initiatives import Initiatives, shared_initiatives
from kg.linking.units import link_units
from kg.mapping import Mapper, Names, Scope, Used, locals_of
from kg.model.errors import NothingBuilt, UnreadableSource, fault
from kg.model.jsonl import record_lines
from kg.model.records import Parsed
from kg.model.terms import BASE
from kg.store.files import full_disk_told, not_written, whole_file
from kg.store.graph import load_store
from kg.store.nquads import write_named_graph
from kg.store.parts import sweep
from kg.store.spool import Spool
from kg.store.turtle import write_turtle

__all__ = ["BuildResult", "Progress", "Silent", "build"]


@dataclass(frozen=True)
class BuildResult:
    """What a build made, and what it could not use."""

    folder: Path
    documents: int
    tasks: int
    targets: int
    triples: int
    in_doubt: InDoubt
    unreadable: tuple[UnreadableSource, ...]
    without_tasks: tuple[UnreadableSource, ...]
    duplicates: tuple[Duplicate, ...]


def build(
    sources: Sequence[str | Path],
    folder: Path,
    *,
    base: str = BASE,
    with_text: bool = True,
    with_pages: bool = False,
    progress: Progress | None = None,
) -> BuildResult:
    """Build the graph of ``sources`` (files, folders, patterns) into ``folder``; the files there appear all whole or not at all.

    Without text, sentences stay out of the graph and the records; facts and names stay. With pages, ``html`` holds the graph's
    interactive pages. Raises NothingBuilt where no source has a list of tasks, and StoreError where the folder cannot be written or the
    disk is full; the files there are then as they were.
    """
    told = progress or Silent()
    for place in (folder, *(folder / "html").glob("**/")):
        sweep(place)
    with fewer_collections(), Spool() as spool:
        gathered = gather(sources, spool, told)
        if not gathered.entries:
            raise NothingBuilt(str(folder), "no source gave a list of tasks, nothing was written", "Name documents that share out tasks")
        entries = gathered.ordered()
        with contextlib.ExitStack() as files, full_disk_told(folder):

            def fresh(name: str) -> Path:
                return files.enter_context(whole_file(folder / name))

            names = Names(base)
            graph = fresh("graph.ttl")
            with fresh("graph.nq").open("wb") as quads, _text(fresh("records.jsonl")) as records:
                stream = _Stream(gathered, entries, names, with_text, told, quads, records)
                try:
                    write_turtle(stream, graph, names.prefixes)
                except OSError as error:
                    raise not_written(folder, error) from error
            reports = Reports(gathered.spool, stream.written)
            summary = _summary(gathered, stream, reports)
            with _text(fresh("report.json")) as out:
                write_json(out, summary, reports)
            with _text(fresh("report.md")) as out:
                write_markdown(out, summary, reports)
    if with_pages:
        _write_pages(folder, told)
    return BuildResult(
        folder,
        summary.documents,
        summary.tasks,
        summary.targets,
        summary.triples,
        summary.in_doubt,
        tuple(summary.unreadable),
        tuple(summary.without_tasks),
        tuple(gathered.same_files()),
    )


def _write_pages(folder: Path, progress: Progress) -> None:
    # Drawing loads large libraries, which a build without pages does not need.
    from kg.views.writing import write_pages

    write_pages(load_store(folder / "graph.ttl"), folder / "html", lambda done, total: progress.step("pages", done, total))


def _text(path: Path) -> IO[str]:
    return path.open("w", encoding="utf-8", newline="\n")


class _Stream:
    """All triples of the graph, region by region; each document's named graph and records are written in passing."""

    def __init__(
        self,
        gathered: Gathered,
        entries: Sequence[Entry],
        names: Names,
        with_text: bool,
        progress: Progress,
        quads: BinaryIO,
        records: IO[str],
    ) -> None:
        """``written`` are, once all is through, the documents that came through."""
        self.triples = 0
        self.written: list[Entry] = []
        self._gathered = gathered
        self._entries = entries
        self._names = names
        self._with_text = with_text
        self._progress = progress
        self._quads = quads
        self._records = records
        self._initiatives: Initiatives = shared_initiatives(gathered.initiatives)

    def __iter__(self) -> Iterator[Triple]:
        """Region by region: the documents, then what they point to."""
        shared: set[NamedNode] = set()
        done = 0
        for local, group in groupby(self._entries, key=lambda entry: entry.scope):
            entries = list(group)
            mapper = Mapper(
                self._scope(local, entries),
                self._names,
                with_text=self._with_text,
                initiatives_in=self._initiatives.named_in,
            )
            used = Used()
            before = len(self.written)
            for entry in entries:
                try:
                    triples = self._document(entry, mapper, used)
                except OSError:  # of the files that are written: no fault of the document
                    raise
                except Exception as error:  # a fault of the program in one document must not cost the others
                    self._refuse(fault(entry.path, error))
                else:
                    self.written.append(entry)
                    yield from self._counted(triples)
                done += 1
                self._progress.step("write", done, len(self._entries))
            if len(self.written) > before:
                yield from self._counted([*mapper.bodies.described(used), *mapper.bodies.shared(used, shared)])

    def _refuse(self, error: UnreadableSource) -> None:
        self._gathered.unreadable.append(error)
        self._progress.refused(error)

    def _counted(self, triples: list[Triple]) -> list[Triple]:
        self.triples += len(triples)
        return triples

    def _scope(self, local: str, entries: Sequence[Entry]) -> Scope:
        printed: list[PrintedNames] = [self._gathered.spool.get(entry.names) for entry in entries]
        named = sorted(names.region for names in printed if names.region)
        code = printed[0].region_code
        known = regions().by_code.get(code) if code else None
        return Scope(
            local=local,
            region=local if named or code else None,
            units=link_units(code or local, _printed_units(printed)),
            region_name=named[0] if named else None,
            level=known.level if known else None,
            leaders=locals_of(local, (leader for names in printed for leader in names.leaders)),
            posts=locals_of(local, (post for names in printed for post in names.posts)),
        )

    def _document(self, entry: Entry, mapper: Mapper, used: Used) -> list[Triple]:
        """The triples of one document. Its named graph holds besides them what they point to, so that it stands alone."""
        parsed: Parsed = self._gathered.spool.get(entry.parsed)
        own = Used()
        triples = mapper.document(parsed, entry.key, own)
        alone = [*triples, *mapper.bodies.described(own), *mapper.bodies.shared(own, set())]
        records = "".join(record_lines(parsed, with_text=self._with_text))
        write_named_graph(alone, self._names.iri("document", entry.key), self._quads)
        self._records.write(records)
        used.add(own)
        return triples


def _printed_units(printed: Sequence[PrintedNames]) -> Iterator[tuple[str, bool]]:
    """Each name of a unit as often as the documents print it."""
    for names in printed:
        for name, collective, count in names.units:
            yield from repeat((name, collective), count)


def _summary(gathered: Gathered, stream: _Stream, reports: Reports) -> Summary:
    counts = [0, 0, 0, 0, 0]
    tally = Tally()
    aside: dict[str, list[int]] = {}
    for report in reports:
        for i, count in enumerate((report.tasks, report.targets, report.inferred_leads, report.characters, report.accounted)):
            counts[i] += count
        tally.add(report.doubts)
        for what, places, characters in report.set_aside:
            aside[what] = [a + b for a, b in zip(aside.get(what, (0, 0, 0)), (1, places, characters), strict=True)]
    tasks, targets, inferred, characters, accounted = counts
    return Summary(
        in_doubt=tally.counted(),
        documents=len(stream.written),
        tasks=tasks,
        targets=targets,
        inferred_leads=inferred,
        triples=stream.triples,
        characters=characters,
        accounted=accounted,
        set_aside=sorted((SetAside(what, *counts) for what, counts in aside.items()), key=lambda kind: (-kind.characters, kind.what)),
        unreadable=_sorted(gathered.unreadable),
        passed_over=_sorted(gathered.passed_over),
        without_tasks=_sorted(gathered.without_tasks),
        duplicates=[(duplicate.file, duplicate.same_as) for duplicate in gathered.same_files()],
        unknown_indicators=sorted(gathered.unknown_indicators.items(), key=lambda item: (-item[1], item[0])),
    )


def _sorted(errors: Sequence[UnreadableSource]) -> list[UnreadableSource]:
    return sorted(errors, key=lambda error: (error.where, error.found))
