"""Triples counted in passing, for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Triple

from kg.mapping import vocabulary as v

__all__ = ["Counted"]


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
        typed = [(triple.subject, triple.object) for triple in triples if triple.predicate == v.TYPE]
        for kind, count in Counter(kind for _, kind in typed).items():
            self.classes[kind.value] += count  # type: ignore[union-attr] - a class has a name
        name = graph.value
        if any(kind == v.DOCUMENT_CLASS for _, kind in typed):
            self.documents.add(name)  # a document's graph has its name
        self.issued = max([self.issued, *(triple.object.value for triple in triples if triple.predicate == v.ISSUED)])  # type: ignore[union-attr]
        if not self.example:
            self.example = next((thing.value for thing, kind in typed if kind == v.TASK_CLASS), "")  # type: ignore[union-attr]
        self.graphs[name] += len(triples)

    def add(self, other: Counted) -> None:
        """Take over what another one counted."""
        self.predicates.update(other.predicates)
        self.classes.update(other.classes)
        self.graphs.update(other.graphs)
        self.documents |= other.documents
        self.issued = max(self.issued, other.issued)
        self.example = self.example or other.example
