"""Between the passes of a build: the files that were read become documents, each under a name that no other has."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.building.doubts import doubts_of
from kg.building.gather import Entry, Gathered, set_aside
from kg.building.identity import Joined, Reading, groups, join
from kg.building.reading import reading_of
from kg.building.report import DocumentReport, Passage
from kg.linking.likeness import letters
from kg.mapping import list_locals
from kg.model.records import Parsed
from kg.store.cache import cache_key
from kg.store.spool import Spool

__all__ = ["documents_of"]


def documents_of(gathered: Gathered) -> list[Entry]:
    """The documents in the order of the graph: by region and name, so that the order in which files were named leaves no trace.

    Files of one notice become one document. Two documents that would go by one name both get the beginning of their digest.
    """
    readings = sorted(gathered.entries.values(), key=lambda entry: (entry.scope, entry.key, entry.sha256))
    alone: list[Entry] = []
    for group in groups(enumerate(_joins(readings))):
        files = [readings[i] for i in group]
        alone += _settled(files, gathered.spool) if len(files) > 1 else files
    apart = sorted(_told_apart(alone, gathered.spool), key=lambda entry: (entry.scope, entry.key, entry.sha256))
    return [replace(entry, earlier=tuple(_earlier(entry, apart))) if entry.changes else entry for entry in apart]


def _joins(readings: Sequence[Entry]) -> Iterator[list[tuple[str, ...]]]:
    """For each what another file of its notice has, too. A number that any file prints without its region may be any region's."""
    anywhere = {join[:2] for reading in readings for join in reading.joins if join[0] == "number" and len(join) == 2}
    for reading in readings:
        yield [join[:2] if join[:2] in anywhere else join for join in reading.joins]


def _earlier(entry: Entry, documents: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    """The documents of the place that a notice says it changes, by their local names, each with the way."""
    for way, what in entry.changes:
        called = letters(what)
        for other in documents:
            number, title = other.named
            if other.scope == entry.scope and other.key != entry.key and (called == number or (title and called in title)):
                yield way, other.key


def _settled(files: Sequence[Entry], spool: Spool) -> Iterator[Entry]:
    """The documents that files of one number or title are."""
    texts = (spool.get_packed(file.text).decode("utf-8", "surrogatepass") for file in files)
    readings = [Reading(place, _parsed(file, spool), text) for place, (file, text) in enumerate(zip(files, texts, strict=True))]
    for whole, joined in join(readings):
        if joined is None:
            yield files[whole[0].place]
            continue
        kept = files[joined.kept]
        reports: list[DocumentReport] = [spool.get(files[place].report) for place in joined.parts]
        made_of = cache_key("joined", *(files[reading.place].made_of for reading in whole))
        yield set_aside(spool, reading_of(joined.parsed, joined.text, _report(joined, reports), kept.path, made_of))


def _parsed(entry: Entry, spool: Spool) -> Parsed:
    parsed: Parsed = spool.get(entry.parsed)
    return parsed


def _report(joined: Joined, reports: Sequence[DocumentReport]) -> DocumentReport:
    """The report of a document of several files: that of the reading that was kept, and of each annex."""
    record, tasks = joined.parsed.document, joined.parsed.tasks

    def passages(of: str) -> tuple[Passage, ...]:
        found = zip(reports, joined.parts.values(), strict=True)
        return tuple(Passage(passage.line + down, passage.text) for report, down in found for passage in getattr(report, of))

    return replace(
        reports[0],
        number=record.number,
        region=record.region,
        region_code=record.region_code,
        files=tuple(file.name for file in record.files),
        kept=joined.why,
        notes=tuple(note for report in reports for note in report.notes),
        doubts=doubts_of(joined.parsed),
        problems=record.problems,
        characters=record.characters,
        accounted=record.accounted,
        tasks=len(tasks),
        units=sum(report.units for report in reports),
        leads=sum(report.leads for report in reports),
        inferred_leads=sum(report.inferred_leads for report in reports),
        leaders=len({(leader.name, leader.title) for task in tasks for leader in task.leaders}),
        targets=sum(report.targets for report in reports),
        unread=passages("unread"),
        unexplained_numbers=passages("unexplained_numbers"),
    )


def _told_apart(documents: Sequence[Entry], spool: Spool) -> Iterator[Entry]:
    """Each document under a name of its own, and its lists under a stem that no other document's lists of those names have."""
    keys = Counter(entry.key for entry in documents)
    shared: dict[str, list[Entry]] = defaultdict(list)
    for entry in documents:
        shared[entry.stem].append(entry)
    for entry in documents:
        own = entry if keys[entry.key] == 1 else replace(entry, key=f"{entry.key}-{entry.sha256[:8]}")
        others = [other for other in shared[entry.stem] if other is not entry]
        mine = set(list_locals(_parsed(entry, spool), entry.stem).values()) if others else set()
        if any(mine & set(list_locals(_parsed(other, spool), entry.stem).values()) for other in others):
            own = replace(own, stem=own.key)
        yield own
