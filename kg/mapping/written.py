"""The terms of :mod:`kg.mapping.vocabulary` as Turtle writes them, under the same names: ``TASK_CLASS`` is ``zr:Task``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.mapping import vocabulary
from kg.mapping.statements import Term, Writing

__all__ = [
    "BASES",
    "CHANGES",
    "COMMITMENTS",
    "COMPARATORS",
    "EARLIER",
    "JOIN_BASES",
    "JOIN_STATES",
    "KINDS",
    "READERS",
    "ROLES",
    "STATUSES",
    "STATUS_BASES",
]

_WRITING: Final = Writing(vocabulary.VOCABULARIES)


def _all(words: Mapping[str, NamedNode]) -> Mapping[str, Term]:
    return {word: _WRITING.term(node) for word, node in words.items()}


BASES: Final = _all(vocabulary.BASES)
CHANGES: Final = _all(vocabulary.CHANGES)
COMMITMENTS: Final = _all(vocabulary.COMMITMENTS)
COMPARATORS: Final = _all(vocabulary.COMPARATORS)
EARLIER: Final = _all(vocabulary.EARLIER)
KINDS: Final = _all(vocabulary.KINDS)
READERS: Final = _all(vocabulary.READERS)
ROLES: Final = _all(vocabulary.ROLES)
STATUSES: Final = _all(vocabulary.STATUSES)
STATUS_BASES: Final = _all(vocabulary.STATUS_BASES)
JOIN_STATES: Final = _all(vocabulary.JOIN_STATES)
JOIN_BASES: Final = _all(vocabulary.JOIN_BASES)
TYPE: Final = Term("a")


def __getattr__(name: str) -> Term:
    """A term that was not asked for before. Raises AttributeError where the vocabulary has none of that name."""
    node = getattr(vocabulary, name)
    if not isinstance(node, NamedNode):
        raise AttributeError(f"{name} is no term")
    term: Term = globals().setdefault(name, _WRITING.term(node))
    return term
