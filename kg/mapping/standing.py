"""Where a thing is printed, to triples."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import written as w
from kg.mapping.literals import whole_number
from kg.mapping.statements import Statement, Term

__all__ = ["stands"]


def stands(thing: Term, document: Term, start: int, end: int) -> Iterator[Statement]:
    """The document that the thing was read from, and the characters of its text."""
    yield (thing, w.QUOTED_FROM, document)
    yield (thing, w.CHAR_START, whole_number(start))
    yield (thing, w.CHAR_END, whole_number(end))
