"""What bodies filled in, to triples: a row as it was typed, and the results that can be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.mapping import written as w
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Entry

__all__ = ["entry_key", "entry_triples", "party_local"]

# What was typed, and whether it is a sentence, which a build without texts leaves out.
_TYPED: Final = (
    ("told", w.TOLD, True),
    ("value", w.PRINTED_VALUE, False),
    ("status", w.PRINTED_STATUS, False),
    ("as_of", w.PRINTED_DATE, False),
    ("evidence", w.EVIDENCE, True),
)


def entry_key(entry: Entry) -> str:
    """What the row was handed out as: task, body, digest of the task's words, parted by spaces, ``-`` for what it has not."""
    return " ".join("-".join(part.split()) or "-" for part in (entry.task, entry.party, entry.digest))


def party_local(iri: str) -> tuple[str, str]:
    """Class and local part of the IRI of a thing.

    >>> party_local("https://w3id.org/zeren/id/unit/330782-发改局")
    ('unit', '330782-发改局')
    """
    head, _, local = iri.rpartition("/")
    return head.rpartition("/")[2], local


def entry_triples(
    node: Term, entry: Entry, task: Term, party: Term | None, why: str | None, results: Iterable[Term], *, with_text: bool
) -> Iterator[Statement]:
    """What is said of one row but for where it stands. ``why`` says that it belongs to no task that was handed out."""
    yield (node, w.TYPE, w.ENTRY_CLASS)
    yield (node, w.OF_TASK, task)
    if party is not None:
        yield (node, w.ATTRIBUTED_TO, party)
    if entry.bureau:
        yield (node, w.ENTRY_BODY, text(entry.bureau))
    yield (node, w.ENTRY_KEY, text(entry_key(entry)))
    yield (node, w.ENTRY_PLACE, text(entry.place))
    for name, term, sentence in _TYPED:
        typed = getattr(entry, name)
        if typed is not None and (with_text or not sentence):
            yield (node, term, text(typed))
    if why is not None:
        yield (node, w.UNPLACED, text(why))
    for result in results:
        yield (result, w.DERIVED_FROM, node)
