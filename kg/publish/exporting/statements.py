"""The other syntaxes of plain statements: N-Triples and N-Quads."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.store.disk import is_store
from kg.store.files import whole_file
from kg.store.graph import graph_files
from kg.store.stream import quads_of

__all__ = ["write_nquads", "write_ntriples"]


def write_ntriples(data: Path, output: Path) -> list[Path]:
    """Write all triples as N-Triples to ``output``, without the named graphs."""
    with whole_file(output) as beside:
        ox.serialize((quad.triple for quad in quads_of(data, named_graphs=False)), beside, ox.RdfFormat.N_TRIPLES)
    return [output]


def write_nquads(data: Path, output: Path) -> list[Path]:
    """Write all statements as N-Quads to ``output``: of a build's folder, those of the documents' named graphs; so of a store."""
    source = source_of_quads(data)
    with whole_file(output) as beside:
        ox.serialize(quads_of(source), beside, ox.RdfFormat.N_QUADS)
    return [output]


def source_of_quads(data: Path) -> Path:
    """Where the named graphs of a graph are: of a build's folder its N-Quads, a store itself, or the one file that there is."""
    if is_store(data):
        return data
    built = data / "graph.nq"
    files = graph_files(data)
    return built if data.is_dir() and built.is_file() else files[0] if len(files) == 1 else data
