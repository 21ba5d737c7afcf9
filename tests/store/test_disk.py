"""A store on disk: the default graph holds each triple once, and the named graphs hold each once more and no two the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.building.build import build
from kg.store.disk import open_store, write_store
from tests.store.damage import NOTICES


def test_plain_counts_of_a_store_are_those_of_the_graph(tmp_path: Path) -> None:
    build([NOTICES], tmp_path / "built")
    write_store(tmp_path / "built", tmp_path / "store")
    expected = len(list(ox.parse(path=tmp_path / "built" / "graph.ttl")))
    store = open_store(tmp_path / "store")
    assert sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph())) == expected
    assert len(store) == 2 * expected
    answer = store.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert isinstance(answer, ox.QuerySolutions)
    assert next(answer)["n"] == ox.Literal(expected)


def test_a_store_of_the_named_graphs_alone_counts_the_same(tmp_path: Path) -> None:
    build([NOTICES], tmp_path / "built")
    write_store(tmp_path / "built" / "graph.nq", tmp_path / "store")
    expected = len(list(ox.parse(path=tmp_path / "built" / "graph.ttl")))
    store = open_store(tmp_path / "store")
    assert sum(1 for _ in store.quads_for_pattern(None, None, None, ox.DefaultGraph())) == expected
