"""Turtle as a stream: triples are written as they come, so that memory does not grow with the graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple, serialize

__all__ = ["write_turtle"]


def write_turtle(triples: Iterable[Triple], target: Path | BinaryIO, prefixes: Mapping[str, str]) -> None:
    """Write the triples in the order they come in. The same triples in the same order give the same bytes.

    Triples of one subject share its name where they come one after the other. A triple that comes twice is written
    twice.
    """
    serialize(triples, target, RdfFormat.TURTLE, prefixes=dict(prefixes))
