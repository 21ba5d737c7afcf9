"""What changed is said thing by thing, and the patch makes the new graph of the old."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.publish.differences import as_json, as_patch, as_text, compare

HEAD = """@prefix zr: <https://w3id.org/zeren/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix task: <https://w3id.org/zeren/id/task/> . @prefix unit: <https://w3id.org/zeren/id/unit/> .
"""
OLD = (
    HEAD
    + """task:1 a zr:Task ; zr:text "建成2所学校。" ; zr:leadUnit unit:a ; zr:charStart 10 .
unit:a a zr:Unit ; skos:prefLabel "教育局" .
task:2 a zr:Task ; zr:text "新建公园。" ; zr:charStart 30 ."""
)
NEW = (
    HEAD
    + """task:1 a zr:Task ; zr:text "建成3所学校。" ; zr:leadUnit unit:b ; zr:charStart 10 .
unit:b a zr:Unit ; skos:prefLabel "住建局" .
task:2 a zr:Task ; zr:text "新建公园。" ; zr:charStart 31 ."""
)


@pytest.fixture
def graphs(tmp_path: Path) -> tuple[Path, Path]:
    for name, text in (("old.ttl", OLD), ("new.ttl", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path / "old.ttl", tmp_path / "new.ttl"


def test_each_thing_that_changed_is_named_with_what_changed(graphs: tuple[Path, Path]) -> None:
    found = compare(*graphs)
    assert [(change.how, change.kind, change.name) for change in found.changes] == [
        ("changed", "Task", "建成3所学校。"),
        ("added", "Unit", "住建局"),
        ("removed", "Unit", "教育局"),
    ]
    assert found.changes[0].removed == (("leadUnit", "教育局"), ("text", "建成2所学校。"))


def test_a_task_that_only_moved_has_not_changed_but_is_in_the_patch(graphs: tuple[Path, Path]) -> None:
    found = compare(*graphs)
    assert not any(change.iri.endswith("/2") for change in found.changes)
    assert any("charStart" in line for line in found.added)


def test_the_patch_makes_the_new_graph_of_the_old(graphs: tuple[Path, Path]) -> None:
    triples = set(ox.parse(path=graphs[0]))
    for line in as_patch(compare(*graphs)).splitlines():
        sign, _, statement = line.partition(" ")
        if sign in ("A", "D"):
            (triple,) = ox.parse(statement, format=ox.RdfFormat.N_TRIPLES)
            assert sign == "A" or triple in triples
            (triples.add if sign == "A" else triples.remove)(triple)
    assert triples == set(ox.parse(path=graphs[1]))


def test_the_same_graph_has_no_differences(graphs: tuple[Path, Path]) -> None:
    assert as_text(compare(graphs[0], graphs[0])) == "The same graph.\n"
    assert json.loads(as_json(compare(graphs[0], graphs[0]))) == {"counts": {}, "changes": []}


def test_text_names_counts_and_changes(graphs: tuple[Path, Path]) -> None:
    text = as_text(compare(*graphs))
    assert "Unit: 1 added, 1 removed" in text
    assert "    + text: 建成3所学校。" in text
