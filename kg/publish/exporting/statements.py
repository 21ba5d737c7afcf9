"""The other syntaxes of plain statements: N-Triples and N-Quads."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.store.files import whole_file
from kg.store.graph import graph_files, quads_of

__all__ = ["write_nquads", "write_ntriples"]


def write_ntriples(data: Path, output: Path) -> list[Path]:
    """Write all triples as N-Triples to ``output``, without the named graphs."""
    with whole_file(output) as beside:
        ox.serialize((quad.triple for quad in quads_of(data)), beside, ox.RdfFormat.N_TRIPLES)
    return [output]


def write_nquads(data: Path, output: Path) -> list[Path]:
    """Write all statements as N-Quads to ``output``: of a build's folder, those of the documents' named graphs."""
    built = data / "graph.nq"
    source = built if data.is_dir() and built.is_file() else graph_files(data)[0] if len(graph_files(data)) == 1 else data
    with whole_file(output) as beside:
        ox.serialize(quads_of(source), beside, ox.RdfFormat.N_QUADS)
    return [output]
