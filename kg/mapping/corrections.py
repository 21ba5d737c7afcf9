"""What people decided, as triples: who, when, why, what the program read there, and which things come of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from kg.mapping import written as w
from kg.mapping.iris import Names, slug
from kg.mapping.literals import moment_literal
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Amendment

if TYPE_CHECKING:
    from kg.mapping.bodies import Used

__all__ = ["Corrections", "agent_local"]

_Add = Callable[[Statement], None]
_OF_SENTENCES: Final = frozenset({"text", "targets", "results", "task", "heading", "section_title", "subsection_title"})


class Corrections:
    """Makes the triples of the corrections of one document or region, each once."""

    def __init__(self, names: Names, local: str, *, with_text: bool = True) -> None:
        """``local`` is the local name of the document, or of the region."""
        self._names = names
        self._local = local
        self._with_text = with_text
        self._told: set[Term] = set()

    def of(self, thing: Term, amendments: Iterable[Amendment], keys: Callable[[str], bool], used: Used, add: _Add) -> None:
        """That a thing comes of those corrections which gave another value to one of its ``keys``; who made them is noted in ``used``."""
        for amendment in amendments:
            if amendment.wrong or not any(map(keys, amendment.keys)) or (amendment.printed is None and "task" not in amendment.keys):
                continue
            node = self._names.term("correction", f"{self._local}_{slug(amendment.id) or _digest(amendment.id)}")
            add((thing, w.GENERATED_BY, node))
            if node not in self._told:
                self._told.add(node)
                self._describe(node, amendment, used, add)

    def _describe(self, node: Term, amendment: Amendment, used: Used, add: _Add) -> None:
        add((node, w.TYPE, w.CORRECTION_CLASS))
        if amendment.by is not None and amendment.by.strip():
            used.agents.add(amendment.by)
            add((node, w.ASSOCIATED_WITH, self._names.term("agent", agent_local(amendment.by))))
        if amendment.when is not None and (moment := moment_literal(amendment.when)) is not None:
            add((node, w.ENDED_AT, moment))
        if amendment.why is not None:
            add((node, w.REASON, text(amendment.why)))
        if amendment.printed is not None and (self._with_text or not _OF_SENTENCES & set(amendment.keys)):
            add((node, w.PRINTED_READING, text(amendment.printed)))


def agent_local(by: str) -> str:
    """The local name of who corrects under that name."""
    return slug(by) or _digest(by)


def _digest(words: str) -> str:
    return "x" + hashlib.sha256(words.encode()).hexdigest()[:8]
