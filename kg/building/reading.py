"""The first half of a build, a file at a time: its bytes become readings, whatever else is in the build.

:func:`read_file` follows from the file's bytes, its name, the program and its knowledge, and from nothing else: so it may run in any
process, on any machine that sees the file, and what it gave may be kept (:mod:`kg.store.cache`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from socket import gethostname
from typing import Final

from kg.building.doubts import own_tasks
from kg.building.filled_in import is_filled_in
from kg.building.identity import stated_regions
from kg.building.report import DocumentReport, document_report
from kg.building.told import told_of
from kg.documents import Scans, Source, annexes_beside, load, read_bytes
from kg.fingerprint import fingerprint
from kg.knowledge.regions import regions
from kg.linking.indicators import unknown_indicators
from kg.linking.initiatives import initiative_names
from kg.linking.likeness import letters
from kg.mapping import document_key, document_stem, region_scope
from kg.mapping.iris import slug
from kg.model.errors import PassedOver, ProgramFault, StoreError, UnreadableSource, fault
from kg.model.excerpts import excerpt
from kg.model.limits import MAX_TASKS, TOO_LONG
from kg.model.records import DocumentKind, Parsed
from kg.model.wording import told
from kg.parsing import parse
from kg.store.cache import Cache, cache_key
from kg.store.spool import packed, unpacked

__all__ = ["FileJob", "FileRead", "Head", "Packed", "PrintedNames", "Reading", "Refusal", "read_file", "reading_of"]

_BEGINNING: Final = 30  # characters of a document, for a person to know it again
_NO_NAME: Final = "name-doubtful"
_ERRORS: Final = {"passed-over": PassedOver, "fault": ProgramFault}


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
class Head:
    """What orders a document and joins it to others.

    ``key`` is its local name, ``stem`` what those of its lists begin with; ``made_of`` names what it follows from. ``named`` is what other
    notices may call it: number and title as letters; ``joins`` is what another file of the same notice has as well, a number with the
    region if that is stated; ``changes`` what it says that it changes, each with the way (``replaces``, ``amends``).
    ``filled_in``: it is a list that was handed out, and no other file is the same.
    """

    scope: str
    key: str
    stem: str
    sha256: str
    file: str
    path: str
    made_of: str
    tasks: int
    kind: DocumentKind
    named: tuple[str, str]
    joins: tuple[tuple[str, ...], ...]
    changes: tuple[tuple[str, str], ...]
    filled_in: bool


@dataclass(frozen=True, slots=True)
class Packed:
    """The rest of a document, opened where it is needed: ``text`` is UTF-8, the others are packed (:mod:`kg.store.spool`)."""

    names: bytes
    parsed: bytes
    text: bytes
    report: bytes
    told: bytes


_REST: Final = tuple(each.name for each in fields(Packed))


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as read and parsed."""

    head: Head
    packed: Packed


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document, or something beside the documents, that gives no reading; ``kind`` is unreadable, fault, passed-over or without-tasks."""

    kind: str
    where: str
    found: str
    remedy: str

    def error(self) -> UnreadableSource:
        """As it is told."""
        return _ERRORS.get(self.kind, UnreadableSource)(self.where, self.found, self.remedy)


@dataclass(frozen=True, slots=True)
class FileJob:
    """A file to be read. ``path`` is how it was named, ``place`` where it lies, from the root: a worker may run in another folder.

    ``program`` is the fingerprint of the program that asks: another one would read it otherwise.
    """

    path: str
    place: str
    program: str
    cache: Cache | None = None


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file gave, in its own order. ``kept`` says that it was found in the cache."""

    path: str
    found: tuple[Reading | Refusal, ...]
    kept: bool = False


def read_file(job: FileJob) -> FileRead:
    """Read and parse the documents of one file. What fails is a :class:`Refusal`; raised is only what is no document's fault."""
    if job.program != fingerprint():
        raise StoreError(
            gethostname(), "a worker there runs another version of the program", "Install the same version of zeren on all machines"
        )
    path = Path(job.path)
    data = load(Path(job.place))
    if isinstance(data, UnreadableSource):
        return FileRead(job.path, (_refusal(UnreadableSource(job.path, data.found, data.remedy)),))
    annexes = annexes_beside(Path(job.place))
    beside = [part for name, content in annexes.items() for part in (name, _digest(content))]
    key = cache_key("file", job.program, hashlib.sha256(data).hexdigest(), path.name, *beside)
    if job.cache is not None and (kept := _kept(job.cache, key, job.path)) is not None:
        return FileRead(job.path, kept, kept=True)
    found: list[Reading | Refusal] = []
    for place, one in enumerate(read_bytes(data, job.path, path.name, annexes, Scans(job.cache))):
        found += _taken(one, cache_key(key, place))
    # What was refused may be read another time: when there is more memory, or less runs beside.
    lasts = not any(isinstance(one, Refusal) and one.kind in ("unreadable", "fault") for one in found)
    if job.cache is not None and lasts:
        job.cache.keep(key, [part for one in found for part in _parts(one, job.path)])
    return FileRead(job.path, tuple(found))


def _digest(content: bytes | UnreadableSource) -> str:
    return "" if isinstance(content, UnreadableSource) else hashlib.sha256(content).hexdigest()


def reading_of(parsed: Parsed, text: str, report: DocumentReport, path: str, made_of: str) -> Reading:
    """A document with all that a build asks of it."""
    record = parsed.document
    filled_in = is_filled_in(parsed)
    scope = _scope_of_rows(parsed) if filled_in and record.region is None else region_scope(record)
    by_number = [("number", slug(record.number), *stated_regions((record,)))] if record.number else []
    by_title = [("title", scope, slug(record.title), str(record.year))] if record.title else []
    head = Head(
        scope=scope,
        key=document_key(record),
        stem=document_stem(record),
        sha256=record.sha256,
        file=record.file,
        path=path,
        made_of=made_of,
        tasks=len(own_tasks(parsed)),
        kind=record.kind,
        named=(letters(record.number or ""), letters(record.title or "")),
        joins=() if filled_in else (*by_number, *by_title),
        changes=(*(("replaces", what) for what in record.replaces), *(("amends", what) for what in record.amends)),
        filled_in=filled_in,
    )
    rest = Packed(
        names=packed(_printed_names(parsed)),
        parsed=packed(replace(parsed, spans=())),
        text=text.encode("utf-8", "surrogatepass"),
        report=packed(report),
        told=packed(told_of(report)),
    )
    return Reading(head, rest)


def _scope_of_rows(parsed: Parsed) -> str:
    """Of a list of no known region that of the document whose tasks it hands out, which their names begin with."""
    iri = next((task.entry.task for task in parsed.tasks if task.entry is not None and task.entry.task), "")
    return slug(iri.rpartition("/")[2].partition("-")[0]) or region_scope(parsed.document)


def _taken(found: Source | UnreadableSource, made_of: str) -> list[Reading | Refusal]:
    if isinstance(found, UnreadableSource):
        return [_refusal(found)]
    try:
        parsed = parse(found)
    except UnreadableSource as error:
        return [_refusal(error)]
    except Exception as error:  # a fault of the program in one document must not cost the others
        return [_refusal(fault(found.path, error))]
    if not parsed.tasks:
        return [_refusal(_no_tasks(found), "without-tasks")]
    if len(parsed.tasks) > MAX_TASKS:
        too_many = told(
            "a document of {count:,} tasks; the most that a graph takes from one is {most:,}", count=len(parsed.tasks), most=MAX_TASKS
        )
        return [Refusal("unreadable", found.path, too_many, TOO_LONG)]
    return [reading_of(parsed, found.text, document_report(found, parsed), found.path, made_of)]


def _refusal(error: UnreadableSource, kind: str | None = None) -> Refusal:
    own = next((name for name, made in _ERRORS.items() if isinstance(error, made)), "unreadable")
    return Refusal(kind or own, error.where, error.found, error.remedy)


def _parts(found: Reading | Refusal, path: str) -> list[bytes]:
    """What is kept of a document: the head without the place of the file, which may be another one next time, and its bytes as they are."""
    if isinstance(found, Refusal):
        return [packed(replace(found, where=found.where.removeprefix(path)))]
    head = replace(found.head, path=found.head.path.removeprefix(path))
    return [packed(head), *_bytes_of(found.packed)]


def _bytes_of(rest: Packed) -> Iterator[bytes]:
    return (getattr(rest, name) for name in _REST)


def _kept(cache: Cache, key: str, path: str) -> tuple[Reading | Refusal, ...] | None:
    """The documents of a file as they were kept; None where they were not, or cannot be opened."""
    parts = cache.find(key)
    if parts is None:
        return None
    made: list[Reading | Refusal] = []
    rest = iter(parts)
    try:
        for head in rest:
            found = unpacked(head)
            if isinstance(found, Refusal):
                made.append(replace(found, where=path + found.where))
            else:
                made.append(Reading(replace(found, path=path + found.path), Packed(*islice(rest, len(_REST)))))
    except Exception:  # whatever else stands there, it is none of ours
        return None
    return tuple(made)


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
        initiatives=initiative_names(task.text for task in parsed.tasks if task.entry is None),
        unknown_indicators=unknown_indicators(targets, region.level if region else None),
    )


def _no_tasks(source: Source) -> UnreadableSource:
    return UnreadableSource(
        source.path,
        told(
            "no list of tasks with responsible units was found; it begins “{beginning}”", beginning=excerpt(source.text[:400], _BEGINNING)
        ),
        "Leave it out; or if it holds one, its layout is not known yet: see docs/extending.md",
    )
