"""Is a graph sound? It is held against the SHACL shapes of ``ontology/shapes.ttl``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib.namespace import RDF, SH

from kg.model.errors import StoreError
from kg.resources import ONTOLOGY
from kg.store.confined import confined
from kg.store.graph import load_store

__all__ = ["Finding", "validate"]

Severity = Literal["violation", "warning", "info"]
_SEVERITIES: Final[dict[str, Severity]] = {
    str(SH.Violation): "violation",
    str(SH.Warning): "warning",
    str(SH.Info): "info",
}
_STRING: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#string")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a shape does not allow. ``thing`` is an IRI; ``path`` and ``value`` say where in it, if at one place."""

    severity: Severity
    thing: str
    message: str
    message_zh: str
    path: str | None
    value: str | None
    shape: str


def validate(graph: Path | ox.Store, shapes: Path = ONTOLOGY / "shapes.ttl") -> list[Finding]:
    """What is not sound in a graph: violations, then warnings, each in the order of the things they are in.

    Empty where all is sound. The graph is a file or folder (see :func:`kg.store.graph.graph_files`) or a store, of which the
    default graph is checked. Raises StoreError where it cannot be read.

    pySHACL asks a graph many small questions, which rdflib's own memory answers faster than a store behind an adapter.
    """
    store = graph if isinstance(graph, ox.Store) else load_store(graph)
    try:
        shapes_graph = rdflib.Graph().parse(shapes, format="turtle")
    except (OSError, SyntaxError) as error:
        raise StoreError(str(shapes), f"the shapes cannot be read: {error}", "Put the file back as it was") from error
    # Shapes may hold SPARQL too.
    results = confined(lambda: _results(_in_memory(store), shapes_graph, str(shapes)))
    order = list(_SEVERITIES.values())
    findings = (_finding(results, result) for result in results.subjects(RDF.type, SH.ValidationResult))
    return sorted(findings, key=lambda found: (order.index(found.severity), found.thing, found.message, found.value or ""))


def _results(graph: rdflib.Graph, shapes: rdflib.Graph, where: str) -> rdflib.Graph:
    try:
        _, results, text = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, meta_shacl=False)
    except TypeError:
        # Two values of kinds that have no order, which the shapes of their datatypes find too: only pySHACL cannot go on.
        for comparing in (SH.lessThan, SH.lessThanOrEquals):
            shapes.remove((None, comparing, None))
        _, results, text = pyshacl.validate(graph, shacl_graph=shapes, inplace=True, meta_shacl=False)
    if not isinstance(results, rdflib.Graph):
        raise StoreError(where, f"the shapes could not be applied: {text}", "Put the file back as it was")
    return results


def _in_memory(store: ox.Store) -> rdflib.Graph:
    graph = rdflib.Graph()
    terms: dict[object, rdflib.term.Node] = {}
    for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
        graph.add((_term(quad.subject, terms), _term(quad.predicate, terms), _term(quad.object, terms)))
    return graph


def _term(term: object, known: dict[object, rdflib.term.Node]) -> rdflib.term.Node:
    found = known.get(term)
    if found is None:
        found = known[term] = _converted(term)
    return found


def _converted(term: object) -> rdflib.term.Node:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language is not None:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype == _STRING:
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise ValueError(f"Unexpected term: {term!r}")


def _finding(results: rdflib.Graph, result: rdflib.term.Node) -> Finding:
    messages = [message for message in results.objects(result, SH.resultMessage) if isinstance(message, rdflib.Literal)]
    zh = sorted(str(message) for message in messages if message.language == "zh")
    other = sorted(str(message) for message in messages if message.language != "zh")
    path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
    return Finding(
        severity=_SEVERITIES[str(results.value(result, SH.resultSeverity))],
        thing=str(results.value(result, SH.focusNode)),
        message=other[0] if other else "",
        message_zh=zh[0] if zh else "",
        path=str(path) if isinstance(path, rdflib.URIRef) else None,
        value=None if value is None else str(value),
        shape=str(results.value(result, SH.sourceShape)),
    )
