"""A build: from documents to the graph and its report, in two passes.

The first reads and parses (:mod:`kg.building.gather`). The second goes region by region: printed names are linked, records become
triples, and these go to the files as a stream. The same documents give the same bytes, in whatever order they are named.
"""

from __future__ import annotations

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, BinaryIO

from pyoxigraph import NamedNode, Triple

from kg.building.continuing import Continuing
from kg.building.documents import documents_of
from kg.building.doubts import InDoubt, Tally
from kg.building.gather import Duplicate, Entry, Gathered, Progress, Reports, Silent, gather
from kg.building.printed import PrintedBodies
from kg.building.report import SetAside, Summary, write_json
from kg.building.report_page import write_markdown
from kg.building.texts import TextFiles, whole_texts
from kg.garbage import fewer_collections
from kg.linking.initiatives import Initiatives, shared_initiatives
from kg.mapping import Bodies, Mapper, Names, Scope, Used, shared_triples
from kg.model.errors import NothingBuilt, UnreadableSource, fault
from kg.model.jsonl import record_lines
from kg.model.records import Parsed
from kg.model.terms import BASE
from kg.searching import INDEX_NAME, Writer, rows_of, written_index
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
        entries = documents_of(gathered)
        with contextlib.ExitStack() as files, full_disk_told(folder):

            def fresh(name: str) -> Path:
                return files.enter_context(whole_file(folder / name))

            names = Names(base)
            graph = fresh("graph.ttl")
            with fresh("graph.nq").open("wb") as quads, _text(fresh("records.jsonl")) as records:
                texts = files.enter_context(whole_texts(folder / "texts", wanted=with_text))
                index = files.enter_context(written_index(folder / INDEX_NAME, wanted=with_text))
                stream = _Stream(gathered, entries, names, told, quads, records, texts, index)
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
    """All triples of the graph, region by region; the named graphs, the records and the texts are written in passing.

    No triple stands in two named graphs: one holds what a document says, and which tasks of earlier documents it takes up, one what its
    region is told of bodies and people, one what all regions share.
    """

    def __init__(
        self,
        gathered: Gathered,
        entries: Sequence[Entry],
        names: Names,
        progress: Progress,
        quads: BinaryIO,
        records: IO[str],
        texts: TextFiles,
        index: Writer | None,
    ) -> None:
        """``written`` are, once all is through, the documents that came through. Where no texts are wanted, sentences stay out."""
        self.triples = 0
        self.written: list[Entry] = []
        self._gathered = gathered
        self._names = names
        self._with_text = texts.wanted
        self._texts = texts
        self._index = index
        self._progress = progress
        self._quads = quads
        self._records = records
        self._entries: dict[str, list[Entry]] = defaultdict(list)
        self._count = len(entries)
        for entry in entries:
            self._entries[entry.scope].append(entry)
        self._printed = PrintedBodies.of(entries, gathered.spool)
        self.unknown_indicators = self._printed.unknown_indicators
        self._initiatives: Initiatives = shared_initiatives(self._printed.initiatives)

    def __iter__(self) -> Iterator[Triple]:
        """Region by region: the documents, then their bodies and people; at the end what all share."""
        everywhere = Used()
        done = 0
        for local in sorted({*self._entries, *self._printed.owners()}):
            scope = self._printed.scope(local)
            mapper = Mapper(scope, self._names, with_text=self._with_text, initiatives_in=self._initiatives.named_in)
            used = Used()
            continuing = Continuing(self._gathered.spool)
            for entry in self._entries.get(local, ()):
                try:
                    triples = self._document(entry, mapper, used, continuing, scope)
                except OSError:  # of the files that are written: no fault of the document
                    raise
                except Exception as error:  # a fault of the program in one document must not cost the others
                    self._refuse(fault(entry.path, error))
                    self._printed.leave_out(entry)
                else:
                    self.written.append(entry)
                    yield from triples
                done += 1
                self._progress.step("write", done, self._count)
            for document, links in continuing.links(self._names):
                yield from self._in(links, self._names.iri("document", document))
            if self._printed.names_bodies_of(local):
                bodies = Bodies(self._printed.scope(local), self._names)
                described = list(bodies.described(used, self._printed.doubtful(local)))
                yield from self._in(described, self._names.iri("graph", local))
                everywhere.add(replace(used, leaders={}))
        shared = shared_triples(everywhere, self._printed.region_names, self._names)
        yield from self._in(list(shared), self._names.iri("graph", "shared"))

    def _refuse(self, error: UnreadableSource) -> None:
        self._gathered.unreadable.append(error)
        self._progress.refused(error)

    def _in(self, triples: list[Triple], graph: NamedNode) -> list[Triple]:
        """The triples, which are counted and put into their named graph."""
        self.triples += len(triples)
        write_named_graph(triples, graph, self._quads)
        return triples

    def _document(self, entry: Entry, mapper: Mapper, used: Used, continuing: Continuing, scope: Scope) -> list[Triple]:
        """The triples of one document; its named graph, its records and its text are written."""
        parsed: Parsed = self._gathered.spool.get(entry.parsed)
        own = Used()
        triples = mapper.document(parsed, entry.key, entry.stem, own, entry.earlier)
        self._in(triples, self._names.iri("document", entry.key))
        self._records.write("".join(record_lines(parsed, with_text=self._with_text)))
        self._texts.write(entry.key, self._gathered.spool.get(entry.text))
        if self._index is not None:
            self._index.add_all(rows_of(parsed, entry.key, entry.stem, scope, self._names))
        used.add(own)
        continuing.take(entry, parsed)
        return triples


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
        unknown_indicators=sorted(stream.unknown_indicators.items(), key=lambda item: (-item[1], item[0])),
    )


def _sorted(errors: Sequence[UnreadableSource]) -> list[UnreadableSource]:
    return sorted(errors, key=lambda error: (error.where, error.found))
