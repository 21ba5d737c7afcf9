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
from kg.linking.likeness import letters
from kg.mapping import document_key, document_stem, region_scope
from kg.model.errors import PassedOver, UnreadableSource, fault
from kg.model.excerpts import excerpt
from kg.model.limits import MAX_TASKS, TOO_LONG
from kg.model.records import Parsed
from kg.parsing import parse
from kg.store.spool import Spool

__all__ = ["Duplicate", "Entry", "Gathered", "PrintedNames", "Progress", "Reports", "Silent", "gather", "set_aside"]

_BEGINNING: Final = 30  # characters of a document, for a person to know it again
_NO_NAME: Final = "name-doubtful"


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
    """The names that one document prints: its region's; units: name, whether collective, how often; those that are hardly names.

    ``initiatives`` may be campaigns; ``unknown_indicators`` are names of no known indicator, with the number of targets.
    """

    units: tuple[tuple[str, bool, int], ...]
    doubtful: frozenset[str]
    region: str | None
    region_code: str | None
    initiatives: frozenset[str]
    unknown_indicators: Counter[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document set aside: what it is ordered by, and where its names, its records, its text and its report stand in the spool.

    ``key`` is its local name, ``stem`` what those of its lists begin with. ``named`` is what other notices may call it: number and title
    as letters; ``changes`` what it says that it changes, each with the way (``replaces``, ``amends``), ``earlier`` the same by local names.
    """

    scope: str
    key: str
    stem: str
    sha256: str
    file: str
    path: str
    names: int
    parsed: int
    text: int
    report: int
    named: tuple[str, str]
    changes: tuple[tuple[str, str], ...]
    earlier: tuple[tuple[str, str], ...] = ()

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
    """What the first pass found: each file's reading by the digest of its bytes, and what could not be used."""

    spool: Spool
    entries: dict[str, Entry] = field(default_factory=dict)
    unreadable: list[UnreadableSource] = field(default_factory=list)
    passed_over: list[UnreadableSource] = field(default_factory=list)
    without_tasks: list[UnreadableSource] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)

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
    entry = set_aside(gathered.spool, parsed, source.text, document_report(source, parsed), source.path)
    if known is not None:
        gathered.duplicates.append((known.file, source.sha256))
    gathered.entries[source.sha256] = entry
    return parsed


def set_aside(spool: Spool, parsed: Parsed, text: str, report: DocumentReport, path: str) -> Entry:
    """Put a document into the spool, with all that the second pass asks of it."""
    record = parsed.document
    return Entry(
        scope=region_scope(record),
        key=document_key(record),
        stem=document_stem(record),
        sha256=record.sha256,
        file=record.file,
        path=path,
        names=spool.put(_printed_names(parsed)),
        parsed=spool.put(replace(parsed, spans=())),
        text=spool.put(text),
        report=spool.put(report),
        named=(letters(record.number or ""), letters(record.title or "")),
        changes=(*(("replaces", what) for what in record.replaces), *(("amends", what) for what in record.amends)),
    )


def _printed_names(parsed: Parsed) -> PrintedNames:
    record = parsed.document
    units = Counter((unit.name, unit.collective) for task in parsed.tasks for unit in task.units)
    region = regions().by_code.get(record.region_code or "")
    targets = (target for task in parsed.tasks for target in task.targets)
    return PrintedNames(
        units=tuple((name, collective, count) for (name, collective), count in sorted(units.items())),
        doubtful=frozenset(dict(p.facts)["name"] for p in record.problems if p.code == _NO_NAME and p.facts),
        region=record.region,
        region_code=record.region_code,
        initiatives=initiative_names(task.text for task in parsed.tasks),
        unknown_indicators=unknown_indicators(targets, region.level if region else None),
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
