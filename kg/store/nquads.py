"""N-Quads, one named graph after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

__all__ = ["write_named_graph"]

_END = b" .\n"


def write_named_graph(triples: Iterable[Triple], graph: NamedNode, target: BinaryIO) -> None:
    """Append the triples of one named graph.

    The graph's name is put in where each line of the N-Triples ends, which is quicker than making quads: N-Triples
    escapes the line breaks inside literals, so that the mark of a line's end occurs nowhere else.
    """
    lines = serialize(triples, format=RdfFormat.N_TRIPLES)
    if lines:
        target.write(lines.replace(_END, f" {graph} .\n".encode()))
