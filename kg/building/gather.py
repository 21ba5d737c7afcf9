"""First pass of a build: each source is read and parsed on its own, by whoever does the work, and set aside on disk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Protocol

from kg.building.crew import Crew
from kg.building.reading import FileJob, FileRead, Head, Packed, Reading, Refusal
from kg.building.report import DocumentReport
from kg.building.told import told_of
from kg.building.work import read_file
from kg.documents import look_through
from kg.fingerprint import fingerprint
from kg.model.errors import PassedOver, UnreadableSource, fault
from kg.store.cache import Cache
from kg.store.spool import Spool, unpacked

__all__ = ["Duplicate", "Entry", "Gathered", "Progress", "Silent", "gather", "look", "set_aside", "told_anew"]

_OF_HEAD: Final = tuple(each.name for each in fields(Head))
_OF_REST: Final = tuple(each.name for each in fields(Packed))


class Progress(Protocol):
    """What a build tells while it runs."""

    def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
        """So many of so many are done, and so many tasks with them; ``stage`` is "read", "write" or "pages"."""

    def refused(self, error: UnreadableSource) -> None:
        """A source that builds nothing, and why."""


class Silent:
    """A :class:`Progress` that tells nobody."""

    def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
        """Nothing."""

    def refused(self, error: UnreadableSource) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True)
class Entry(Head):
    """A reading set aside: its head, and where names, records, text and report stand in the spool.

    ``earlier`` are the documents that it changes by their local names, each with the way.
    """

    names: int
    parsed: int
    text: int
    report: int
    told: int
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file with the same bytes as another, which is built once."""

    file: str
    same_as: str


@dataclass
class Gathered:
    """What the first pass found: each file's reading by the digest of its bytes, and what could not be used.

    ``paths`` are the files, as they were named, by how they are named from anywhere (not as Path, which takes ten times the memory);
    ``kept`` is how many of them the cache held.
    """

    spool: Spool
    paths: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    unreadable: list[UnreadableSource] = field(default_factory=list)
    passed_over: list[UnreadableSource] = field(default_factory=list)
    without_tasks: list[UnreadableSource] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    kept: int = 0

    def same_files(self) -> list[Duplicate]:
        """The files left out, each with the one built in its place."""
        return sorted(
            (Duplicate(file, self.entries[sha256].file) for file, sha256 in self.duplicates if sha256 in self.entries),
            key=lambda duplicate: (duplicate.file, duplicate.same_as),
        )


def look(sources: Sequence[str | Path], progress: Progress, spool: Spool) -> Gathered:
    """The files that the sources are, none of them read yet. A source that fails is noted and costs no other."""
    gathered = Gathered(spool)
    for source in sources:
        try:
            looked = look_through([str(source)])
        except UnreadableSource as error:
            _refuse(progress, error, gathered.unreadable)
        except Exception as error:  # a fault of the program in one folder must not cost the others
            _refuse(progress, fault(str(source), error), gathered.unreadable)
        else:
            gathered.paths |= {str(path.resolve()): str(path) for path in looked.paths}
            for beside in looked.beside:
                _refuse(progress, beside, gathered.passed_over if isinstance(beside, PassedOver) else gathered.unreadable)
    return gathered


def gather(gathered: Gathered, progress: Progress, crew: Crew, cache: Cache | None = None) -> None:
    """Read and parse all files. One that fails is noted and costs no other."""
    lists = {"unreadable": gathered.unreadable, "fault": gathered.unreadable, "passed-over": gathered.passed_over}
    lists["without-tasks"] = gathered.without_tasks
    program, tasks = fingerprint(), 0
    jobs = [FileJob(path, place, program, cache) for place, path in gathered.paths.items()]
    for done, read in enumerate(crew.run(read_file, jobs, _lost), start=1):
        gathered.kept += read.kept
        for found in read.found:
            if isinstance(found, Refusal):
                _refuse(progress, found.error(), lists[found.kind])
            else:
                tasks += found.head.tasks
                _take(gathered, found)
        progress.step("read", done, len(jobs), tasks)


def _refuse(progress: Progress, error: UnreadableSource, refused: list[UnreadableSource]) -> None:
    refused.append(error)
    progress.refused(error)


def _lost(job: FileJob) -> FileRead:
    found = "a file whose reading ended the process that read it, whenever it was tried"
    return FileRead(job.path, (Refusal("unreadable", job.path, found, "Leave it out, and report it: no file should do that"),))


def _take(gathered: Gathered, reading: Reading) -> None:
    """Set a reading aside, unless the same bytes are set aside already under a name that comes before."""
    head = reading.head
    known = gathered.entries.get(head.sha256)
    if known is not None and (known.file, known.path) <= (head.file, head.path):
        gathered.duplicates.append((head.file, head.sha256))
        return
    if known is not None:
        gathered.duplicates.append((known.file, head.sha256))
    gathered.entries[head.sha256] = set_aside(gathered.spool, reading)


def set_aside(spool: Spool, reading: Reading) -> Entry:
    """Put a reading into the spool."""
    made: dict[str, Any] = {name: getattr(reading.head, name) for name in _OF_HEAD}
    made |= {name: spool.put_packed(getattr(reading.packed, name)) for name in _OF_REST}
    return Entry(**made)


def told_anew(entry: Entry, said: bytes, spool: Spool) -> Entry:
    """The entry of a report that was held against plans, telling the problems and doubts that it has now."""
    problems, doubts = unpacked(said)
    report: DocumentReport = spool.get(entry.report)
    return replace(entry, told=spool.put(told_of(replace(report, problems=problems, doubts=doubts))))
