"""The second half of a build, a region at a time: its documents' records become triples, and these the bytes of the files.

:func:`map_region` follows from what :class:`RegionJob` holds, the program and its knowledge, and from nothing else, as
:func:`kg.building.reading.read_file` does. What joins the regions of a build stands in the job: the campaigns that several documents
speak of, and the bodies of this region that other regions' notices name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from io import BytesIO
from typing import Self

from pyoxigraph import NamedNode

from kg.building.continuing import Continuing
from kg.building.doubts import doubts_of
from kg.building.filled_in import FilledIn, retold
from kg.building.joining import Joined, Joining
from kg.building.reading import PrintedNames
from kg.building.told import Told
from kg.knowledge.regions import COUNTRY, regions
from kg.linking.decided import NOTHING_DECIDED, NamesDecided
from kg.linking.initiatives import Initiatives
from kg.linking.units import link_units, owner_of
from kg.mapping import Bodies, Mapper, Names, Scope, Used
from kg.mapping.statements import Full, Statement
from kg.model.errors import fault
from kg.model.jsonl import record_lines
from kg.model.records import Parsed
from kg.searching import Block, blocks_of, rows_of
from kg.store.cache import Cache, cache_key
from kg.store.counted import Counted
from kg.store.nquads import quads_of
from kg.store.spool import packed, unpacked
from kg.store.turtle import turtle_of

__all__ = ["DocumentJob", "Plan", "RegionJob", "RegionPart", "code_of", "map_region", "serialized"]


@dataclass(frozen=True)
class Plan:
    """What holds for a build as a whole. ``campaigns`` are those that several of its documents speak of."""

    base: str
    with_text: bool
    with_quads: bool
    campaigns: Initiatives

    @cached_property
    def key(self) -> str:
        """The name of it all."""
        names = sorted(self.campaigns.names.items())
        return cache_key(self.base, self.with_text, self.with_quads, names, self.campaigns.bare.pattern)


@dataclass(frozen=True, slots=True)
class DocumentJob:
    """One document: its local name, what those of its lists begin with, the documents that it changes; its packed records and names.

    Of a list that was filled in its packed ``report``, too: only here it turns out where its rows belong.
    ``text`` is that of a report of progress, as UTF-8, and of others empty.
    """

    key: str
    stem: str
    path: str
    earlier: tuple[tuple[str, str], ...]
    parsed: bytes
    names: bytes
    report: bytes | None = None
    text: bytes = b""


@dataclass(frozen=True, slots=True)
class RegionJob:
    """A region, by the local name of its scope.

    ``keep`` is where its part is kept, and under which name. ``placed`` says whether it is a region that the graph holds. ``foreign`` are
    names of its bodies in other regions' notices, each with whether it is collective and how often; ``odd`` are names printed as its
    bodies' that are hardly names; ``decided`` what people decided of names.
    """

    local: str
    placed: bool
    region_name: str | None
    foreign: tuple[tuple[tuple[str, bool], int], ...]
    odd: tuple[str, ...]
    documents: tuple[DocumentJob, ...]
    plan: Plan
    decided: NamesDecided = NOTHING_DECIDED
    keep: tuple[Cache, str] | None = None


@dataclass(frozen=True, slots=True)
class RegionPart:
    """A region's share of the files, as bytes, and of the index of words, packed; what it points to that all regions share.

    ``guests`` says again, as Turtle, what it says of its bodies that other regions' notices name. ``came_through`` are the documents that
    did, by their place in the job; ``reports`` are those that were held against plans, each with its problems and doubts,
    packed, and how many of its items are no tasks of their own;
    ``failed`` those on which the program failed: where each stands, what is told of it; ``retold`` what is told of a list that was filled
    in now, by its place in the job.
    """

    turtle: bytes
    quads: bytes
    records: bytes
    blocks: bytes
    guests: bytes
    used: Used
    counted: Counted
    came_through: tuple[int, ...]
    reports: tuple[tuple[int, bytes, int], ...] = ()
    failed: tuple[tuple[str, str, str], ...] = ()
    retold: tuple[tuple[int, Told], ...] = ()

    def packed(self) -> list[bytes]:
        """As it is kept; only where nothing failed."""
        return [
            packed((self.used, self.counted, self.came_through, self.reports, self.retold)),
            self.turtle,
            self.quads,
            self.records,
            self.blocks,
            self.guests,
        ]

    @classmethod
    def unpacked(cls, parts: Sequence[bytes]) -> Self | None:
        """What was kept; None where it cannot be opened."""
        try:
            head, turtle, quads, records, blocks, guests = parts
            used, counted, came_through, reports, retold_ = unpacked(head)
        except Exception:  # whatever else stands there, it is none of ours
            return None
        return cls(turtle, quads, records, blocks, guests, used, counted, came_through, reports, retold=retold_)


def map_region(job: RegionJob) -> RegionPart:
    """The documents of a region, then the links between their years, then the region's bodies and people."""
    part = _Region(job).part()
    if job.keep is not None and not part.failed:
        cache, key = job.keep
        cache.keep(key, part.packed())
    return part


def serialized(
    statements: Sequence[Statement], graph: NamedNode, names: Names, counted: Counted, *, with_quads: bool
) -> tuple[bytes, bytes]:
    """The statements of one named graph as Turtle and as N-Quads; they are counted in passing."""
    full = Full(names.prefixes)
    files = turtle_of(statements), quads_of(statements, graph, full) if with_quads else b""
    counted.take(statements, graph, full)
    return files


def code_of(local: str) -> str | None:
    """The code of a region by the local name of its scope; None where the divisions do not hold it."""
    return local if local == COUNTRY or local in regions().by_code else None


class _Region:
    def __init__(self, job: RegionJob) -> None:
        self._job = job
        self._names = Names(job.plan.base)
        self._counted = Counted()
        self._turtle = BytesIO()
        self._quads = BytesIO()
        self._records = BytesIO()
        self._blocks: list[Block] = []
        self._used = Used()

    def part(self) -> RegionPart:
        job = self._job
        parsed = [unpacked(document.parsed) for document in job.documents]
        printed: dict[int, PrintedNames] = {at: unpacked(document.names) for at, document in enumerate(job.documents)}
        scope = _scope(job, printed.values())
        mapper = Mapper(scope, self._names, with_text=job.plan.with_text, initiatives_in=job.plan.campaigns.named_in)
        continuing = Continuing()
        filled_in = FilledIn(self._names, mapper, job.plan.with_text)
        joining = self._joining(parsed, scope)
        reports: list[tuple[int, bytes, int]] = []
        failed: list[tuple[str, str, str]] = []
        retold_: list[tuple[int, Told]] = []
        wanted = any(document.report for document in job.documents)
        # What was filled in comes behind the tasks that it was handed out for.
        for at, document in sorted(enumerate(job.documents), key=lambda one: one[1].report is not None):
            try:
                if document.report is not None:
                    retold_.append((at, self._filled_in(document, parsed[at], filled_in)))
                    continue
                joined = Joined(parsed[at], {})
                if parsed[at].document.kind == "progress":
                    words = document.text.decode("utf-8", "surrogatepass")
                    joined = joining.report(document.stem, parsed[at], scope, words)
                self._document(document, joined, mapper, scope)
                if wanted:
                    filled_in.take(document.stem, joined.parsed, joined.gone)
            except Exception as error:  # a fault of the program in one document must not cost the others
                why = fault(document.path, error)
                failed.append((why.where, why.found, why.remedy))
                del printed[at]
            else:
                continuing.take(document.key, document.stem, parsed[at])
                if joined.parsed is not parsed[at]:
                    said = packed((joined.parsed.document.problems, doubts_of(joined.parsed)))
                    reports.append((at, said, len(joined.gone)))
        for key, links in continuing.links(self._names):
            self._put(links, self._names.iri("document", key))
        guests = b""
        if printed or job.foreign:
            scope = _scope(job, printed.values()) if failed else scope
            described = list(Bodies(scope, self._names).described(self._used, job.odd))
            self._put(described, self._names.iri("graph", job.local))
            guests = self._guests(described, scope)
        used = replace(self._used, leaders={})
        turtle, quads, records = self._turtle.getvalue(), self._quads.getvalue(), self._records.getvalue()
        blocks = packed(self._blocks)
        told = tuple(reports), tuple(failed), tuple(retold_)
        return RegionPart(turtle, quads, records, blocks, guests, used, self._counted, tuple(printed), *told)

    def _joining(self, parsed: Sequence[Parsed], scope: Scope) -> Joining:
        """The plans of the region that are in force, for reports to be held against; one that another replaces is none."""
        joining = Joining()
        documents = self._job.documents
        if any(each.document.kind == "progress" for each in parsed):
            replaced = {key for document in documents for way, key in document.earlier if way == "replaces"}
            for document, each in zip(documents, parsed, strict=True):
                if each.document.kind == "plan" and document.key not in replaced:
                    joining.take(document.stem, each, scope)
        return joining

    def _document(self, document: DocumentJob, joined: Joined, mapper: Mapper, scope: Scope) -> None:
        used, parsed = Used(), joined.parsed
        statements = mapper.document(parsed, document.key, document.stem, used, document.earlier, joined.told)
        lines = "".join(record_lines(parsed, with_text=self._job.plan.with_text)).encode()
        rows = rows_of(parsed, document.key, document.stem, scope, self._names, joined.gone) if self._job.plan.with_text else ()
        blocks = list(blocks_of(rows))
        self._put(statements, self._names.iri("document", document.key))
        self._records.write(lines)
        self._blocks += blocks
        self._used.add(used)

    def _filled_in(self, document: DocumentJob, parsed: Parsed, filled_in: FilledIn) -> Told:
        used = Used()
        whole, statements = filled_in.placed(parsed, document.key, document.stem, used)
        lines = "".join(record_lines(whole, with_text=self._job.plan.with_text)).encode()
        self._put(statements, self._names.iri("document", document.key))
        self._records.write(lines)
        self._used.add(used)
        return retold(unpacked(document.report or b""), whole)

    def _guests(self, described: Sequence[Statement], scope: Scope) -> bytes:
        keys = {scope.units[name].key for (name, _), _ in self._job.foreign if name in scope.units}
        bodies = Bodies(scope, self._names)
        nodes = {bodies.named(unit) for unit in scope.units.values() if unit.key in keys}
        return turtle_of([statement for statement in described if statement[0] in nodes]) if nodes else b""

    def _put(self, statements: Sequence[Statement], graph: NamedNode) -> None:
        turtle, quads = serialized(statements, graph, self._names, self._counted, with_quads=self._job.plan.with_quads)
        self._turtle.write(turtle)
        self._quads.write(quads)


def _scope(job: RegionJob, printed: Collection[PrintedNames]) -> Scope:
    """The region with the bodies that its own notices, as far as they came through, and those of other regions name."""
    code = code_of(job.local)
    known = regions().by_code.get(code) if code else None
    own = [((name, collective), count) for names in printed for name, collective, count in names.units]
    named = [(body, count) for body, count in own if (owner_of(code, *body) or job.local) == job.local]
    printed_names = (body for body, count in (*named, *job.foreign) for _ in range(count))
    return Scope(
        local=job.local,
        region=job.local if job.placed else None,
        units=link_units(code or job.local, printed_names, job.decided),
        region_name=job.region_name,
        level=known.level if known else None,
        code=code,
        decided=job.decided,
    )
