"""The named graphs of a file, each set aside as N-Triples, counted, and ready to be sent whole."""

from __future__ import annotations

import gzip
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from kg.model.errors import StoreError
from kg.model.terms import GRAPH
from kg.store.stream import quads_of

__all__ = ["GraphFile", "batches", "compressed", "set_aside"]

_BATCH: Final = 20_000


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One named graph as a file of N-Triples; ``triples`` counts what differs, as a store does."""

    iri: str
    path: Path
    triples: int


def set_aside(data: Path, folder: Path, graph: str | None = None) -> list[GraphFile]:
    """Write each named graph of ``data`` to a file of its own in ``folder``; with ``graph`` all triples are of that one.

    In the order in which the graphs begin. Memory holds the lines of one graph. Raises StoreError for data that cannot be read or holds
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
    seen: set[bytes] = set()
    beside = path.with_suffix(".part")
    with path.open("rb") as lines, beside.open("wb") as out:
        for line in lines:
            if line not in seen:
                seen.add(line)
                out.write(line)
    beside.replace(path)
    return len(seen)


def compressed(path: Path) -> Path:
    """The file as gzip, beside it."""
    packed = path.with_suffix(".nt.gz")
    if not packed.exists():
        with path.open("rb") as source, gzip.open(packed, "wb", compresslevel=3) as target:
            shutil.copyfileobj(source, target, 1 << 20)
    return packed


def batches(path: Path, size: int = 2_000) -> Iterator[bytes]:
    """The triples by ``size`` lines, for stores that take them as updates."""
    with path.open("rb") as lines:
        while batch := list(itertools.islice(lines, size)):
            yield b"".join(batch)
