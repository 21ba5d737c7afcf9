"""N-Quads, one named graph after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from kg.mapping.statements import Statement, Term

__all__ = ["quads_of"]


def quads_of(statements: Iterable[Statement], graph: NamedNode, full: Mapping[Term, str]) -> bytes:
    """The statements of one named graph, a line each. ``full`` has each of their terms as N-Triples writes it."""
    end = f" {graph} .\n"
    return "".join([f"{full[subject]} {full[predicate]} {full[value]}{end}" for subject, predicate, value in statements]).encode()
