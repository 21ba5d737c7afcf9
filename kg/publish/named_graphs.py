"""The named graphs of a file, each set aside as N-Triples, counted, and ready to be sent whole."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg.model.errors import StoreError
from kg.model.terms import GRAPH
from kg.store.stream import quads_of

__all__ = ["GraphFile", "batches", "compressed", "in_batches", "set_aside"]

_BATCH: Final = 20_000
# Bytes of lines that are told apart in memory at a time, which takes about twice as much; the lines of a graph of 150 million triples are
# 30 GB. The piles are files that are open at once: most systems let a program have 1,024.
_IN_MEMORY: Final = 64_000_000
_MOST_PILES: Final = 512
# What goes together in one request: bytes, which the store parses at once, and graphs, which one question counts.
_TOGETHER: Final = 4_000_000
_GRAPHS_TOGETHER: Final = 100


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One named graph as a file of N-Triples; ``triples`` counts what differs, as a store does."""

    iri: str
    path: Path
    triples: int


def set_aside(data: Path, folder: Path, graph: str | None = None) -> list[GraphFile]:
    """Write each named graph of ``data`` to a file of its own in ``folder``; with ``graph`` all triples are of that one.

    In the order in which the graphs begin. Memory holds a bounded part of the lines of one graph, however large it is.
    Raises StoreError for data that cannot be read or holds
    no triple.
    """
    files: dict[str, Path] = {}
    quads = quads_of(data)
    for name, run in itertools.groupby(quads, key=lambda quad: graph or _name(quad)):
        path = files.setdefault(name, folder / f"{len(files)}.nt")
        with path.open("ab") as out:
            while batch := list(itertools.islice(run, _BATCH)):
                out.write(serialize((quad.triple for quad in batch), format=RdfFormat.N_TRIPLES) or b"")
    if not files:
        raise StoreError(str(data), "no triple in it", "Build it again")
    return [GraphFile(name, path, _unique(path)) for name, path in files.items()]


def _name(quad: Quad) -> str:
    if isinstance(quad.graph_name, NamedNode):
        return quad.graph_name.value
    if isinstance(quad.graph_name, DefaultGraph):
        return GRAPH
    raise StoreError(str(quad.graph_name), "a graph without an IRI cannot be replaced", "Name it, or load all as one with --graph")


def _unique(path: Path) -> int:
    """Count the lines of a file that differ, and leave each once."""
    beside = path.with_suffix(".part")
    count = 0
    with beside.open("wb") as out, contextlib.ExitStack() as stack:
        for pile in _piles(path, stack):
            seen: set[bytes] = set()
            for line in pile:
                if line not in seen:
                    seen.add(line)
                    out.write(line)
            count += len(seen)
    beside.replace(path)
    return count


def _piles(path: Path, stack: contextlib.ExitStack) -> list[BinaryIO]:
    """The file; or where it is large its lines in piles, equal lines in one pile."""
    source = stack.enter_context(path.open("rb"))
    number = min(_MOST_PILES, 1 + path.stat().st_size // _IN_MEMORY)
    if number == 1:
        return [source]
    piles: list[BinaryIO] = [stack.enter_context(tempfile.TemporaryFile(dir=path.parent)) for _ in range(number)]  # noqa: SIM115
    for line in source:
        piles[zlib.crc32(line) % number].write(line)
    for pile in piles:
        pile.seek(0)
    return piles


def compressed(path: Path) -> Path:
    """The file as gzip, beside it."""
    packed = path.with_suffix(".nt.gz")
    if not packed.exists():
        with path.open("rb") as source, gzip.open(packed, "wb", compresslevel=3) as target:
            shutil.copyfileobj(source, target, 1 << 20)
    return packed


def in_batches(files: list[GraphFile]) -> Iterator[list[GraphFile]]:
    """The files in order, as many together as one request may hold; a large one alone."""
    batch: list[GraphFile] = []
    held = 0
    for file in files:
        size = file.path.stat().st_size
        if batch and (held + size > _TOGETHER or len(batch) == _GRAPHS_TOGETHER):
            yield batch
            batch, held = [], 0
        batch.append(file)
        held += size
    if batch:
        yield batch


def batches(path: Path, size: int = 2_000) -> Iterator[bytes]:
    """The triples by ``size`` lines, for stores that take them as updates."""
    with path.open("rb") as lines:
        while batch := list(itertools.islice(lines, size)):
            yield b"".join(batch)
