"""Turtle in pieces, so that memory does not grow with the graph: the prefixes, and behind them piece after piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

__all__ = ["head_of", "turtle_of"]

_NODE: Final = NamedNode("urn:zeren:any")
_ANY: Final = Triple(_NODE, _NODE, _NODE)


def head_of(prefixes: Mapping[str, str]) -> bytes:
    """What a file of Turtle begins with."""
    return _head(tuple(prefixes.items()))


def turtle_of(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """The triples in the order they come in, to stand behind the head. The same triples in the same order give the same bytes.

    Triples of one subject share its name where they come one after the other in one piece. A triple that comes twice is written twice.
    """
    return _serialized(triples, prefixes).removeprefix(head_of(prefixes))


@lru_cache(maxsize=16)
def _head(prefixes: tuple[tuple[str, str], ...]) -> bytes:
    return _serialized([_ANY], dict(prefixes)).removesuffix(_serialized([_ANY], {}))


def _serialized(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
