"""Turtle in pieces, so that memory does not grow with the graph: the prefixes, and behind them piece after piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg.mapping.statements import Statement

__all__ = ["head_of", "turtle_of"]

_NODE: Final = NamedNode("urn:zeren:any")
_ANY: Final = Triple(_NODE, _NODE, _NODE)


def head_of(prefixes: Mapping[str, str]) -> bytes:
    """What a file of Turtle begins with."""
    return _head(tuple(prefixes.items()))


def turtle_of(statements: Iterable[Statement]) -> bytes:
    """The statements in the order they come in, to stand behind the head: byte for byte what pyoxigraph makes of them.

    Those of one subject share its name where they come one after the other in one piece, those of one predicate that too. A statement that
    comes twice is written twice.
    """
    parts: list[str] = []
    add = parts.append
    last = name = ""
    for subject, predicate, value in statements:
        if subject != last:
            add(f" .\n{subject} {predicate} {value}")
            last, name = subject, predicate
        elif predicate != name:
            add(f" ;\n\t{predicate} {value}")
            name = predicate
        else:
            add(f" , {value}")
    return f"{''.join(parts)[3:]} .\n".encode() if parts else b""


@lru_cache(maxsize=16)
def _head(prefixes: tuple[tuple[str, str], ...]) -> bytes:
    return _serialized(dict(prefixes)).removesuffix(_serialized({}))


def _serialized(prefixes: Mapping[str, str]) -> bytes:
    return serialize([_ANY], format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
