"""Graphs from files and folders, and what a user is told of those that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model.errors import StoreError
from kg.store.graph import load_store
from kg.store.rdflib_graph import load_dataset, load_graph

TRIPLE = "<https://example.org/a> <https://example.org/b> <https://example.org/c>"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def test_a_folder_of_a_build_gives_its_turtle(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(f"{TRIPLE} .")
    (tmp_path / "graph.nq").write_text(f"{TRIPLE} <https://example.org/g> .\n")
    assert len(load_store(tmp_path)) == 1


def test_rdflib_asks_the_loaded_graph(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(f"{TRIPLE} .")
    (tmp_path / "b.nt").write_text(f"{TRIPLE.replace('/a>', '/d>')} .\n")
    graph = load_graph(tmp_path)
    assert [int(row.n) for row in graph.query(COUNT)] == [2]  # type: ignore[union-attr]


def test_a_dataset_keeps_its_named_graphs(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_text(f"{TRIPLE} <https://example.org/g> .\n{TRIPLE} <https://example.org/h> .\n")
    assert {str(graph.identifier) for graph in load_dataset(path).graphs()} >= {"https://example.org/g", "https://example.org/h"}
    assert len(load_graph(path)) == 1


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("graph.ttl", "<a> <b> .", "does not parse"),
        ("graph.ttl", "\xff\x00", "does not parse"),
        ("graph.txt", "", "not a known form of RDF"),
        (None, "", "no such file"),
    ],
)
def test_a_file_that_is_no_graph_is_named(tmp_path: Path, name: str | None, content: str, found: str) -> None:
    path = tmp_path / (name or "missing.ttl")
    if name:
        path.write_text(content, encoding="latin-1")
    with pytest.raises(StoreError, match=found) as told:
        load_store(path)
    assert told.value.where == str(path)
    assert told.value.remedy


def test_a_folder_without_a_graph_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no graph in this folder"):
        load_store(tmp_path)
