"""The named graphs of a file, each set aside: lines that come again are told apart however large a graph is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.publish import named_graphs
from kg.publish.named_graphs import set_aside
from kg.store.disk import write_store

LINES = [f'<x:s{number % 40}> <x:p> "{number % 40}" <x:g{number % 40 // 30}> .' for number in range(100)]


@pytest.mark.parametrize(("in_memory", "most"), [(1_000_000, 512), (100, 512), (1, 3)])
def test_each_triple_is_counted_and_kept_once(in_memory: int, most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(named_graphs, "_IN_MEMORY", in_memory)
    monkeypatch.setattr(named_graphs, "_MOST_PILES", most)
    data = tmp_path / "graph.nq"
    data.write_text("\n".join(LINES), encoding="utf-8")
    found = {file.iri: file for file in set_aside(data, tmp_path)}
    assert {iri: file.triples for iri, file in found.items()} == {"x:g0": 30, "x:g1": 10}
    lines = found["x:g0"].path.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted({line.rpartition(" <")[0] + " ." for line in LINES if "<x:g0>" in line})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.nt", "1.nt", "graph.nq"]


def test_a_store_has_the_named_graphs_of_its_file(tmp_path: Path) -> None:
    data = tmp_path / "graph.nq"
    data.write_text("\n".join(LINES), encoding="utf-8")
    write_store(data, tmp_path / "store")
    (tmp_path / "aside").mkdir()
    found = set_aside(tmp_path / "store", tmp_path / "aside")
    assert {file.iri: file.triples for file in found} == {"x:g0": 30, "x:g1": 10}


def test_of_a_store_without_named_graphs_the_default_graph_is_taken(tmp_path: Path) -> None:
    data = tmp_path / "graph.nt"
    data.write_text("".join(f'<x:s> <x:p> "{number}" .\n' for number in range(5)), encoding="utf-8")
    write_store(data, tmp_path / "store")
    (tmp_path / "aside").mkdir()
    assert [file.triples for file in set_aside(tmp_path / "store", tmp_path / "aside")] == [5]
