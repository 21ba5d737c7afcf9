"""Triples counted in passing, for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.mapping import vocabulary as v

__all__ = ["Counted"]

_DOCUMENT: Final = v.DOCUMENT_CLASS.value
_TASK: Final = v.TASK_CLASS.value


@dataclass
class Counted:
    """How many triples have each predicate, how many things there are of each class, how many triples stand in each named graph.

    ``documents`` are the IRIs of documents, ``issued`` the latest day on which one was (empty where none says), ``example`` the first task.
    """

    predicates: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    graphs: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    issued: str = ""
    example: str = ""

    def take(self, triples: Sequence[Triple], graph: NamedNode) -> None:
        """Count the triples of a named graph."""
        for predicate, count in Counter(triple.predicate for triple in triples).items():
            self.predicates[predicate.value] += count
        typed = [(_iri(triple.subject), _iri(triple.object)) for triple in triples if triple.predicate == v.TYPE]
        self.classes.update(kind for _, kind in typed)
        name = graph.value
        if any(kind == _DOCUMENT for _, kind in typed):
            self.documents.add(name)  # a document's graph has its name
        days = (triple.object.value for triple in triples if triple.predicate == v.ISSUED and isinstance(triple.object, Literal))
        self.issued = max(self.issued, max(days, default=""))
        if not self.example:
            self.example = next((thing for thing, kind in typed if kind == _TASK), "")
        self.graphs[name] += len(triples)

    def add(self, other: Counted) -> None:
        """Take over what another one counted."""
        self.predicates.update(other.predicates)
        self.classes.update(other.classes)
        self.graphs.update(other.graphs)
        self.documents |= other.documents
        self.issued = max(self.issued, other.issued)
        self.example = self.example or other.example


def _iri(term: NamedNode | BlankNode | Literal | Triple) -> str:
    """A name; nothing for what is none."""
    return term.value if isinstance(term, NamedNode) else ""
