"""Where a thing is printed, to triples."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mapping import written as w
from kg.mapping.literals import whole_number
from kg.mapping.statements import Statement, Term
from kg.model.records import ReadBy

__all__ = ["stands"]


def stands(thing: Term, document: Term, start: int, end: int, read_by: ReadBy | None) -> Iterator[Statement]:
    """The document that the thing was read from, the characters of its text, and what read them from a picture, if anything did."""
    yield (thing, w.QUOTED_FROM, document)
    yield (thing, w.CHAR_START, whole_number(start))
    yield (thing, w.CHAR_END, whole_number(end))
    if read_by is not None:
        yield (thing, w.READ_BY, w.READERS[read_by])
