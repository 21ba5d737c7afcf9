"""The endpoint as the programs ask it that people ask endpoints with, each in every form that it knows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.dom.minidom import Document, Text

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.model.terms import ZR
from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening
from tests.publish.servers import Jena, comunica, rows_of

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
SELECT = f"SELECT ?unit ?label WHERE {{ ?unit a <{ZR}Unit> ; {LABEL} ?label }} ORDER BY ?unit ?label LIMIT 20"
ASK = f"ASK {{ ?unit a <{ZR}Unit> }}"
CONSTRUCT = f"CONSTRUCT {{ ?unit {LABEL} ?label }} WHERE {{ ?unit a <{ZR}Unit> ; {LABEL} ?label }}"
DESCRIBE = f"DESCRIBE ?unit WHERE {{ ?unit a <{ZR}Unit> }}"


@pytest.fixture(scope="module")
def graph(few: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(few / "graph.ttl")


@pytest.fixture(scope="module")
def endpoint(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    store = tmp_path_factory.mktemp("clients") / "store"
    write_store(few, store)
    with listening(store, Limits(workers=2)) as server:
        yield server


@pytest.fixture(scope="module")
def rows(graph: rdflib.Graph) -> list[tuple[str, str]]:
    found = [(str(row[0]), str(row[1])) for row in graph.query(SELECT) if isinstance(row, rdflib.query.ResultRow)]
    assert len(found) == 20
    return found


@pytest.fixture(scope="module")
def constructed(graph: rdflib.Graph) -> set[tuple[Any, ...]]:
    found = graph.query(CONSTRUCT).graph
    assert found is not None
    return set(found)


def texts(document: Document, name: str) -> list[str]:
    return [node.firstChild.data for node in document.getElementsByTagName(name) if isinstance(node.firstChild, Text)]


class TestSPARQLWrapper:
    """Each of its return formats with each kind of query that may have it, by GET and by POST, both ways of POST."""

    @pytest.fixture(params=["GET", "POST", "POST direct"])
    def wrapper(self, request: pytest.FixtureRequest, endpoint: Endpoint) -> Any:
        module: Any = pytest.importorskip("SPARQLWrapper")
        made = module.SPARQLWrapper(f"{endpoint.url}sparql")
        made.setMethod(request.param.split()[0])
        made.setRequestMethod(module.POSTDIRECTLY if "direct" in request.param else module.URLENCODED)
        made.setTimeout(60)
        return made

    def answer(self, wrapper: Any, query: str, form: str) -> Any:
        wrapper.setQuery(query)
        wrapper.setReturnFormat(form)
        return wrapper.query().convert()

    def test_select_as_json(self, wrapper: Any, rows: list[tuple[str, str]]) -> None:
        found = self.answer(wrapper, SELECT, "json")["results"]["bindings"]
        assert [(row["unit"]["value"], row["label"]["value"]) for row in found] == rows

    def test_select_as_xml(self, wrapper: Any, rows: list[tuple[str, str]]) -> None:
        found: Document = self.answer(wrapper, SELECT, "xml")
        assert texts(found, "uri") == [unit for unit, _ in rows]
        assert texts(found, "literal") == [label for _, label in rows]

    @pytest.mark.parametrize("form", ["csv", "tsv"])
    def test_select_as_a_table(self, wrapper: Any, rows: list[tuple[str, str]], form: str) -> None:
        first, *lines = self.answer(wrapper, SELECT, form).decode().splitlines()
        assert first.replace("?", "").replace("\t", ",") == "unit,label"
        for line, (unit, label) in zip(lines, rows, strict=True):
            assert unit in line
            assert label in line

    @pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
    def test_ask(self, wrapper: Any, form: str) -> None:
        found = self.answer(wrapper, ASK, form)
        if form == "json":
            assert found["boolean"] is True
        else:
            text = found.toxml() if form == "xml" else found.decode()
            assert "true" in text

    @pytest.mark.parametrize("form", ["xml", "rdf", "rdf+xml", "n3", "turtle", "json-ld"])
    def test_construct(self, wrapper: Any, constructed: set[tuple[Any, ...]], form: str) -> None:
        assert set(self.read(self.answer(wrapper, CONSTRUCT, form), form)) == constructed

    @pytest.mark.parametrize("form", ["xml", "rdf+xml", "n3", "turtle", "json-ld"])
    def test_describe(self, wrapper: Any, constructed: set[tuple[Any, ...]], form: str) -> None:
        assert set(self.read(self.answer(wrapper, DESCRIBE, form), form)) >= constructed

    def read(self, found: Any, form: str) -> rdflib.Graph:
        if isinstance(found, rdflib.Graph):
            return found
        return rdflib.Graph().parse(data=found, format="n3" if form == "n3" else "turtle")


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflibs_store(
    endpoint: Endpoint, rows: list[tuple[str, str]], constructed: set[tuple[Any, ...]], graph: rdflib.Graph, method: str, form: str
) -> None:
    store: Any = SPARQLStore(f"{endpoint.url}sparql", method=method, returnFormat=form)
    remote = rdflib.Graph(store)
    found = list(remote.query(SELECT))
    assert [(str(row[0]), str(row[1])) for row in found] == rows  # type: ignore[index]
    if form in ("xml", "json"):
        assert remote.query(ASK).askAnswer is True
    unit = rdflib.URIRef(rows[0][0])
    own = {
        (s, p, rdflib.Literal(str(o)) if form == "csv" and isinstance(o, rdflib.Literal) else o)
        for s, p, o in graph.triples((unit, None, None))
    }
    assert set(remote.triples((unit, None, None))) == own  # CSV has no languages
    assert len(remote) == len(graph)
    if form == "xml":
        built = remote.query(CONSTRUCT).graph
        assert built is not None
        assert set(built) == constructed


def test_jenas_rsparql(endpoint: Endpoint, rows: list[tuple[str, str]], constructed: set[tuple[Any, ...]], tmp_path: Path) -> None:
    jena = Jena(tmp_path)

    def asked(query: str, form: str) -> str:
        return jena.run("arq.rsparql", "--service", f"{endpoint.url}sparql", "--results", form, query).stdout

    assert rows_of(asked(SELECT, "json")) == rows
    assert json.loads(asked(ASK, "json"))["boolean"] is True
    assert set(rdflib.Graph().parse(data=asked(CONSTRUCT, "ttl"), format="turtle")) == constructed


def test_comunica(endpoint: Endpoint, rows: list[tuple[str, str]], constructed: set[tuple[Any, ...]]) -> None:
    program = comunica()

    def asked(query: str, form: str) -> str:
        command = [*program, f"sparql@{endpoint.url}sparql", query, "-t", form]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert rows_of(asked(SELECT, "application/sparql-results+json")) == rows
    assert json.loads(asked(ASK, "application/sparql-results+json"))["boolean"] is True
    assert set(rdflib.Graph().parse(data=asked(CONSTRUCT, "application/n-triples"), format="nt")) == constructed
