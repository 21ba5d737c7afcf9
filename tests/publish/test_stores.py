"""The graph in stores of other makes: as many triples, and the same answers."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.queries import find_query, run
from kg.queries.binding import bound_text
from kg.queries.terms import Value, bind_parameters
from kg.store.graph import load_store
from tests.publish.contract import CONTRACT, PARAMETERS
from tests.publish.servers import Jena, Server, kg_load, program


def asked(name: str) -> str:
    """The query with its parameters bound in the text, for stores that cannot be handed terms."""
    query = find_query(name)
    return bound_text(query.text, bind_parameters(query, PARAMETERS.get(name, {})))


def locally(built: Path, name: str) -> Counter[tuple[Value, ...]]:
    return Counter(run(load_store(built / "graph.ttl"), find_query(name), PARAMETERS.get(name)).rows)


def quads(built: Path) -> int:
    return len(set(ox.parse(path=built / "graph.nq")))


@pytest.fixture(scope="module")
def loaded(server: Server, built: Path) -> Server:
    for _ in range(2):
        process = kg_load(server.load_options, built)
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said.decode()
        assert f"{quads(built):,} triples, counted in the store" in said.decode()
    return server


@pytest.fixture(scope="module")
def jena(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Jena:
    commands = Jena(tmp_path_factory.mktemp("jena"))
    commands.load(built / "graph.nq")
    return commands


def test_the_store_holds_what_the_file_holds(loaded: Server, built: Path) -> None:
    counted = {str(row[0]): row[1] for row in loaded.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")}
    expected = Counter(quad.graph_name.value for quad in set(ox.parse(path=built / "graph.nq")))
    assert {graph: count for graph, count in counted.items() if "/id/document/" in graph} == expected


@pytest.mark.parametrize("name", CONTRACT)
def test_the_store_answers_as_we_do(loaded: Server, built: Path, name: str) -> None:
    assert Counter(loaded.rows(asked(name))) == locally(built, name)


@pytest.mark.parametrize("name", CONTRACT)
def test_jena_answers_as_we_do(jena: Jena, built: Path, name: str) -> None:
    assert Counter(jena.rows(asked(name))) == locally(built, name)


def lines(*command: str) -> int:
    """How many lines a parser writes; whatever it says besides is a warning."""
    done = subprocess.run(command, capture_output=True, check=True, timeout=300)
    assert done.stderr == b""
    return done.stdout.count(b"\n")


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")
@pytest.mark.parametrize(("file", "form"), [("graph.ttl", "turtle"), ("graph.nq", "nquads")])
def test_every_parser_reads_the_same_number_of_triples(built: Path, file: str, form: str, tmp_path: Path) -> None:
    path = built / file
    expected = len(list(ox.parse(path=path)))
    assert lines(program("rapper"), "-q", "-i", form, "-o", "nquads" if form == "nquads" else "ntriples", str(path)) == expected
    assert lines(program("serdi"), "-i", form, "-o", "nquads" if form == "nquads" else "ntriples", str(path)) == expected
    assert lines(Jena(tmp_path).java, "-cp", Jena(tmp_path).classes, "riotcmd.riot", "--stream=nquads", str(path)) == expected
    if form == "turtle":
        assert len(rdflib.Graph().parse(path)) == len(set(ox.parse(path=path)))
    else:
        dataset = rdflib.Dataset()
        dataset.parse(path, format="nquads")
        assert sum(1 for _ in dataset.quads()) == len(set(ox.parse(path=path)))
