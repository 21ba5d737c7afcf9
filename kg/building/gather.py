"""First pass of a build: each source is read and parsed on its own, and its records are set aside on disk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Protocol

from kg.building.report import DocumentReport, document_report
from kg.documents import Source, look_through, read
from kg.knowledge.regions import regions
from kg.linking.indicators import unknown_indicators
from kg.linking.initiatives import initiative_names
from kg.mapping import document_key, known_as, region_scope
from kg.model.errors import PassedOver, UnreadableSource, fault
from kg.model.excerpts import excerpt
from kg.model.limits import MAX_TASKS, TOO_LONG
from kg.model.records import Parsed
from kg.parsing import parse
from kg.store.spool import Spool

__all__ = ["Duplicate", "Entry", "Gathered", "PrintedNames", "Progress", "Reports", "Silent", "gather"]

_BEGINNING: Final = 30  # characters of a document, for a person to know it again


class Progress(Protocol):
    """What a build tells while it runs."""

    def step(self, stage: str, done: int, total: int) -> None:
        """So many of so many are done; ``stage`` is "read", "write" or "pages"."""

    def refused(self, error: UnreadableSource) -> None:
        """A source that builds nothing, and why."""


class Silent:
    """A :class:`Progress` that tells nobody."""

    def step(self, stage: str, done: int, total: int) -> None:
        """Nothing."""

    def refused(self, error: UnreadableSource) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class PrintedNames:
    """The names that one document prints: its region's, leaders, posts, and units: name, whether collective, how often."""

    units: tuple[tuple[str, bool, int], ...]
    leaders: tuple[str, ...]
    posts: tuple[str, ...]
    region: str | None
    region_code: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One document set aside: what it is ordered by, and where its names, its records and its report stand in the spool."""

    scope: str
    key: str
    sha256: str
    file: str
    path: str
    names: int
    parsed: int
    report: int

    @property
    def order(self) -> tuple[str, str, str]:
        """By region and document, so that the order in which files were named leaves no trace."""
        return self.scope, self.key, self.sha256


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file with the same bytes as another, which is built once."""

    file: str
    same_as: str


@dataclass
class Gathered:
    """What the first pass found."""

    spool: Spool
    entries: dict[str, Entry] = field(default_factory=dict)
    unreadable: list[UnreadableSource] = field(default_factory=list)
    passed_over: list[UnreadableSource] = field(default_factory=list)
    without_tasks: list[UnreadableSource] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    initiatives: Counter[str] = field(default_factory=Counter)
    unknown_indicators: Counter[str] = field(default_factory=Counter)

    def ordered(self) -> list[Entry]:
        """The documents in the order of the graph, each under a key of its own.

        Different documents that would go by one key all get the beginning of their digest, whichever was named first.
        """
        count = Counter(entry.key for entry in self.entries.values())
        unique = (
            entry if count[entry.key] == 1 else replace(entry, key=f"{entry.key}-{entry.sha256[:8]}") for entry in self.entries.values()
        )
        return sorted(unique, key=lambda entry: entry.order)

    def same_files(self) -> list[Duplicate]:
        """The files left out, each with the one built in its place."""
        return sorted(
            (Duplicate(file, self.entries[sha256].file) for file, sha256 in self.duplicates if sha256 in self.entries),
            key=lambda duplicate: (duplicate.file, duplicate.same_as),
        )


def gather(sources: Sequence[str | Path], spool: Spool, progress: Progress) -> Gathered:
    """Read and parse all sources. A source that fails is noted and costs no other."""
    gathered = Gathered(spool)

    def refuse(error: UnreadableSource, refused: list[UnreadableSource]) -> None:
        refused.append(error)
        progress.refused(error)

    paths: dict[str, str] = {}  # not as Path, which takes ten times the memory
    for source in sources:
        try:
            looked = look_through([str(source)])
        except UnreadableSource as error:
            refuse(error, gathered.unreadable)
        except Exception as error:  # a fault of the program in one folder must not cost the others
            refuse(fault(str(source), error), gathered.unreadable)
        else:
            paths |= {str(path.resolve()): str(path) for path in looked.paths}
            for beside in looked.beside:
                refuse(beside, gathered.passed_over if isinstance(beside, PassedOver) else gathered.unreadable)
    for done, path in enumerate(paths.values(), start=1):
        for found in read(Path(path)):
            if isinstance(found, UnreadableSource):
                refuse(found, gathered.passed_over if isinstance(found, PassedOver) else gathered.unreadable)
                continue
            try:
                parsed = _take(gathered, found)
            except UnreadableSource as error:
                refuse(error, gathered.unreadable)
                continue
            except Exception as error:  # a fault of the program in one document must not cost the others
                refuse(fault(found.path, error), gathered.unreadable)
                continue
            if parsed is not None and not parsed.tasks:
                refuse(_no_tasks(found), gathered.without_tasks)
        progress.step("read", done, len(paths))
    return gathered


def _take(gathered: Gathered, source: Source) -> Parsed | None:
    """Parse a document and set it aside; None where the same bytes are set aside already under a name that comes before.

    Raises UnreadableSource for one of more tasks than :data:`MAX_TASKS`.
    """
    known = gathered.entries.get(source.sha256)
    if known is not None and (known.file, known.path) <= (source.file, source.path):
        gathered.duplicates.append((source.file, source.sha256))
        return None
    parsed = parse(source)
    if not parsed.tasks:
        return parsed
    if len(parsed.tasks) > MAX_TASKS:
        found = f"a document of {len(parsed.tasks):,} tasks; the most that a graph takes from one is {MAX_TASKS:,}"
        raise UnreadableSource(source.path, found, TOO_LONG)
    record, spool = parsed.document, gathered.spool
    report = document_report(source, parsed)
    entry = Entry(
        scope=region_scope(record),
        key=document_key(record),
        sha256=record.sha256,
        file=source.file,
        path=source.path,
        names=spool.put(_printed_names(parsed)),
        parsed=spool.put(replace(parsed, spans=())),
        report=spool.put(report),
    )
    if known is not None:
        gathered.duplicates.append((known.file, source.sha256))
    else:
        region = regions().by_code.get(record.region_code or "")
        gathered.initiatives.update(initiative_names(task.text for task in parsed.tasks))
        targets = (target for task in parsed.tasks for target in task.targets)
        gathered.unknown_indicators.update(unknown_indicators(targets, region.level if region else None))
    gathered.entries[source.sha256] = entry
    return parsed


def _printed_names(parsed: Parsed) -> PrintedNames:
    leaders = {leader for task in parsed.tasks for leader in task.leaders}
    units = Counter((unit.name, unit.collective) for task in parsed.tasks for unit in task.units)
    return PrintedNames(
        units=tuple((name, collective, count) for (name, collective), count in sorted(units.items())),
        leaders=tuple(sorted({name for leader in leaders if (name := known_as(leader)) is not None})),
        posts=tuple(sorted({leader.title for leader in leaders if leader.title is not None})),
        region=parsed.document.region,
        region_code=parsed.document.region_code,
    )


def _no_tasks(source: Source) -> UnreadableSource:
    return UnreadableSource(
        source.path,
        f"no list of tasks with responsible units was found; it begins “{excerpt(source.text[:400], _BEGINNING)}”",
        "Leave it out; or if it holds one, its layout is not known yet: see docs/extending.md",
    )


@dataclass(frozen=True)
class Reports:
    """The reports of documents, one at a time, as often as they are asked for."""

    spool: Spool
    entries: Sequence[Entry]

    def __iter__(self) -> Iterator[DocumentReport]:
        for entry in self.entries:
            report: DocumentReport = self.spool.get(entry.report)
            yield report
