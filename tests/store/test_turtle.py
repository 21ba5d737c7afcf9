"""Turtle and N-Quads: all parsers read the same triples, and no name needs an escape."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.mapping import Names
from kg.mapping.statements import Full
from kg.store.graph import load_store
from kg.store.nquads import quads_of
from kg.store.turtle import head_of, turtle_of
from tests.records_from_json import parsed_from_json, triples_of

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.json"))
NAMES = Names()


def sample_triples(path: Path) -> list[ox.Triple]:
    return triples_of(parsed_from_json(json.loads(path.read_text(encoding="utf-8"))))


def written(triples: list[ox.Triple]) -> str:
    return (head_of(NAMES.prefixes) + turtle_of(NAMES.statements(triples))).decode()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rdflib_and_oxigraph_read_what_was_written(path: Path) -> None:
    triples = sample_triples(path)
    turtle = written(triples)
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == set(triples)
    by_rdflib = rdflib.Graph().parse(data=turtle, format="turtle").serialize(format="nt", encoding="utf-8")
    assert {quad.triple for quad in ox.parse(by_rdflib, format=ox.RdfFormat.N_TRIPLES)} == set(triples)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_thing_is_a_prefixed_name_without_an_escape(path: Path) -> None:
    body = [line for line in written(sample_triples(path)).splitlines() if not line.startswith("@prefix")]
    without_literals = [re.sub(r'"(?:[^"\\]|\\.)*"', '""', line) for line in body]
    assert not [line for line in without_literals if "\\" in line or "<" in line]


@pytest.mark.parametrize(
    "program", [["rapper", "-q", "-i", "turtle", "-o", "ntriples"], ["serdi", "-q", "-i", "turtle", "-o", "ntriples"]], ids=lambda p: p[0]
)
def test_independent_parsers_read_the_same_triples(program: list[str], tmp_path: Path) -> None:
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} is not installed")
    triples = sample_triples(SAMPLES[0])
    path = tmp_path / "graph.ttl"
    path.write_text(written(triples), encoding="utf-8")
    read = subprocess.run([*program, str(path)], capture_output=True, check=True)
    assert read.stderr == b""
    assert {quad.triple for quad in ox.parse(read.stdout, format=ox.RdfFormat.N_TRIPLES)} == set(triples)


def test_the_same_triples_give_the_same_bytes() -> None:
    triples = sample_triples(SAMPLES[0])
    assert written(triples) == written(list(triples))


def test_pieces_behind_each_other_are_the_whole() -> None:
    """Parted where a subject ends, as regions and documents are."""
    first, second = sample_triples(SAMPLES[0]), sample_triples(SAMPLES[4])
    pieces = [turtle_of(NAMES.statements(part)) for part in (first, [], second)]
    assert head_of(NAMES.prefixes) + b"".join(pieces) == ox.serialize(
        [*first, *second], format=ox.RdfFormat.TURTLE, prefixes=NAMES.prefixes
    )


def test_named_graphs_hold_their_triples_whatever_the_texts_hold(tmp_path: Path) -> None:
    node = ox.NamedNode("https://example.org/a")
    hostile = [ox.Triple(node, node, ox.Literal(text)) for text in ("a .\n<b> .\n", 'a" .', " .", "\\ .\n", "\u2028 .\r\n")]
    graph, other = ox.NamedNode("https://example.org/甲"), ox.NamedNode("https://example.org/乙")
    path = tmp_path / "graph.nq"
    told, full = NAMES.statements(hostile), Full(NAMES.prefixes)
    path.write_bytes(quads_of(told, graph, full) + quads_of(told[:1], other, full) + quads_of([], other, full))
    quads = set(ox.parse(path=path, format=ox.RdfFormat.N_QUADS))
    assert quads == {ox.Quad(t.subject, t.predicate, t.object, graph) for t in hostile} | {
        ox.Quad(hostile[0].subject, hostile[0].predicate, hostile[0].object, other)
    }
    assert len(load_store(path)) == len(hostile)
    assert len(load_store(path, named_graphs=True)) == len(hostile) + 1
