"""What ``description.ttl`` says of a build is so."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from kg.mapping import Names
from kg.mapping.statements import Full
from kg.publish.description import described
from kg.store.counted import Counted
from kg.store.folder import manifest_of

VOID = "http://rdfs.org/ns/void#"


def said(text: str) -> ox.Store:
    store = ox.Store()
    store.load(text, ox.RdfFormat.TURTLE, base_iri="https://example.org/data/")
    return store


def describe(folder: Path, made: date | None = None) -> str:
    """The description of a build's files, whose triples are counted again."""
    counted, names = Counted(), Names()
    graphs: dict[ox.NamedNode, list[ox.Triple]] = {}
    for quad in ox.parse(path=folder / "graph.nq"):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    for graph, triples in graphs.items():
        counted.take(names.statements(triples), graph, Full(names.prefixes))
    return described(counted, manifest_of(folder)["files"], made)


def one(store: ox.Store, predicate: str) -> str:
    (quad,) = store.quads_for_pattern(ox.NamedNode("https://w3id.org/zeren/graph"), ox.NamedNode(predicate), None)
    assert not isinstance(quad.object, ox.Triple)
    return quad.object.value


def total(store: ox.Store, pattern: str) -> int:
    rows = store.query(f"SELECT (SUM(?n) AS ?all) {pattern}")
    assert isinstance(rows, ox.QuerySolutions)
    found = next(rows)["all"]
    assert isinstance(found, ox.Literal)
    return int(found.value)


def test_counts_are_those_of_the_files(few: Path) -> None:
    store = said(describe(few))
    triples = list(ox.parse(path=few / "graph.ttl"))
    assert int(one(store, VOID + "triples")) == len(triples)
    assert int(one(store, VOID + "documents")) == 3
    assert total(store, f"{{ ?d <{VOID}propertyPartition> ?p . ?p <{VOID}triples> ?n }}") == len(triples)
    assert total(store, f"{{ ?d <{VOID}subset> ?p . ?p <{VOID}triples> ?n }}") == len(list(ox.parse(path=few / "graph.nq")))


def test_the_files_are_named_beside_it_with_their_digests(few: Path) -> None:
    text = describe(few)
    for name in ("graph.ttl", "graph.nq"):
        assert f"dcat:downloadURL <{name}>" in text
        assert hashlib.sha256((few / name).read_bytes()).hexdigest() in text


def test_without_a_day_the_same_graph_gives_the_same_bytes(few: Path) -> None:
    assert describe(few) == describe(few) == (few / "description.ttl").read_text(encoding="utf-8")
    assert '"2024-05-06"^^xsd:date' in describe(few, date(2024, 5, 6))


def test_it_is_never_modified_before_it_was_made(few: Path) -> None:
    for made in (date(1999, 1, 1), date(2031, 5, 6)):
        store = said(describe(few, made))
        created, modified = (one(store, f"http://purl.org/dc/terms/{term}") for term in ("created", "modified"))
        assert created == made.isoformat() <= modified
