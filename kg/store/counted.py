"""Statements counted in passing, for catalogues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.mapping import written as w
from kg.mapping.statements import Statement, Term

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

    def take(self, statements: Sequence[Statement], graph: NamedNode, full: Mapping[Term, str]) -> None:
        """Count the statements of a named graph. ``full`` has each of their terms as N-Triples writes it."""
        counts = Counter([predicate for _, predicate, _ in statements])
        for predicate, count in counts.items():
            self.predicates[full[predicate][1:-1]] += count
        typed = [(subject, value) for subject, predicate, value in statements if predicate == w.TYPE]
        kinds = Counter([kind for _, kind in typed])
        for kind, count in kinds.items():
            self.classes[full[kind][1:-1]] += count
        name = graph.value
        if w.DOCUMENT_CLASS in kinds:
            self.documents.add(name)  # a document's graph has its name
        if w.ISSUED in counts:
            days = (value.split('"')[1] for _, predicate, value in statements if predicate == w.ISSUED)
            self.issued = max(self.issued, *days)
        if not self.example and w.TASK_CLASS in kinds:
            self.example = next(full[thing][1:-1] for thing, kind in typed if kind == w.TASK_CLASS)
        self.graphs[name] += len(statements)

    def add(self, other: Counted) -> None:
        """Take over what another one counted."""
        self.predicates.update(other.predicates)
        self.classes.update(other.classes)
        self.graphs.update(other.graphs)
        self.documents |= other.documents
        self.issued = max(self.issued, other.issued)
        self.example = self.example or other.example
