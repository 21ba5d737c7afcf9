"""The endpoint beside the protocol: rows are cut, many are answered at once, pages say what the graph says and no more."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.publish.serving.things import address_of
from kg.queries import find_query
from kg.queries.binding import bound_text
from kg.queries.terms import bind_parameters
from kg.resources import ONTOLOGY
from kg.store.disk import write_store
from tests.publish.listening import listening

FIXTURE = Path(__file__).parents[1] / "queries" / "fixture.ttl"
ZR = "https://w3id.org/zeren/ontology#"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
HOSTILE_TEXT = "<script>alert(1)</script>\"'&"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serving")
    data = folder / "graph.ttl"
    extra = f"<https://w3id.org/zeren/id/unit/hostile> <http://www.w3.org/2004/02/skos/core#prefLabel> {ox.Literal(HOSTILE_TEXT)} .\n"
    filler = "".join(f"<x:s{i}> <x:p{i % 7}> <x:s{i * 7 % 4000}> .\n" for i in range(4000))
    data.write_text(FIXTURE.read_text(encoding="utf-8") + extra + filler, encoding="utf-8")
    write_store(data, folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[Endpoint]:
    with listening(store, Limits(rows=500, memory=1 << 29, workers=3)) as server:
        yield server


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=30) as connection:
        yield connection


JSON = "application/sparql-results+json"


def test_rows_are_cut_at_the_limit_and_the_answer_says_so(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": JSON})
    assert len(answer.json()["results"]["bindings"]) == 500
    assert answer.headers["x-rows-cut-at"] == "500"


def test_many_clients_at_once(client: httpx.Client, endpoint: Endpoint) -> None:
    def ask(_: int) -> set[int]:
        with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=60) as own:
            return {own.get("/sparql", params={"query": COUNT}).status_code for _ in range(5)}

    with ThreadPoolExecutor(64) as crowd:
        assert set().union(*crowd.map(ask, range(64))) == {200}


def test_sixty_four_clients_at_the_command_itself(few: Path) -> None:
    """Questions and pages by lot; the benchmark ends with 1 where one answer is an error or has other rows than for a client alone."""
    bench = Path(__file__).parents[2] / "benchmarks" / "bench_serve.py"
    done = subprocess.run([sys.executable, bench, "--data", few, "--clients", "64", "--seconds", "3"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "page of a thing" in done.stdout


def tasks(client: httpx.Client) -> list[str]:
    answer = client.get("/sparql", params={"query": f"SELECT ?t {{ ?t a <{ZR}Task> ; <{ZR}text> ?x }}"}, headers={"Accept": JSON})
    return [row["t"]["value"] for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize("form", ["text/html", "text/turtle", "application/ld+json"])
def test_each_thing_stands_at_its_path_in_each_form(client: httpx.Client, form: str) -> None:
    iri = tasks(client)[0]
    answer = client.get(address_of(iri), headers={"Accept": form})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form)
    assert iri.rpartition("/")[2] in answer.text


def test_the_page_of_a_task_shows_its_sentence_and_links_its_bodies(client: httpx.Client) -> None:
    iri = tasks(client)[0]
    page = client.get(address_of(iri), headers={"Accept": "text/html"}).text
    text = client.get("/sparql", params={"query": f"SELECT ?x {{ <{iri}> <{ZR}text> ?x }}", "format": "csv"}).text.splitlines()[1]
    assert f"<blockquote>{text.strip(chr(34))[:5]}" in page
    assert page.count('<a href="/id/') > 5


def test_the_page_of_a_thing_is_in_one_language_and_so_are_those_that_it_leads_to(client: httpx.Client) -> None:
    (address, *_) = (address_of(iri) for iri in tasks(client))
    chinese, english = (client.get(address, params=lang, headers={"Accept": "text/html"}).text for lang in ({}, {"lang": "en"}))
    assert '<html lang="zh-CN">' in chinese
    assert '<html lang="en">' in english
    assert ">牵头单位<" in chinese
    assert not re.search(r"<th[^>]*>[^<]*lead unit", chinese)
    assert ">lead unit<" in english
    assert not re.search("<th[^>]*>[^<]*[\u4e00-\u9fff]", english)
    assert not re.search("<th[^>]*>[^<\u4e00-\u9fff]*</th>", chinese)
    links = [link for link in re.findall(r'href="(/id/[^"]*)"', english) if "format=" not in link]
    assert sum("lang=en" in link for link in links) == len(links) - 1  # the one to the same page in Chinese
    assert not [link for link in re.findall(r'<td><a href="(/id/[^"]*)"', chinese) if "lang=" in link]


def test_text_of_the_graph_is_no_markup(client: httpx.Client) -> None:
    page = client.get("/id/unit/hostile", headers={"Accept": "text/html"})
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/id/task/none", "/nothing", "/static/../server.py", "/static/secret"])
def test_what_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("iri", ["", "x", "x:a> ?p ?o . <x:b", "javascript:\n"])
def test_what_is_no_iri_is_refused(client: httpx.Client, iri: str) -> None:
    assert client.get("/thing", params={"iri": iri}).status_code == 400


def test_every_question_of_the_catalogue_runs_with_its_example(client: httpx.Client) -> None:
    for question in json.loads(client.get("/catalogue.json").text):
        query = find_query(question["name"])
        given = {p["name"]: p["example"] for p in question["parameters"] if p["name"] not in ("region", "year")}
        text = bound_text(question["text"], bind_parameters(query, given))
        assert client.get("/sparql", params={"query": text}).status_code == 200, question["name"]


FORMS = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt", "application/rdf+xml": "xml"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("path", "file"), [("/ontology", "zeren.ttl"), ("/shapes", "shapes.ttl")])
def test_the_ontology_stands_at_its_path_in_each_form(client: httpx.Client, path: str, file: str, form: str) -> None:
    answer = client.get(path, headers={"Accept": form})
    assert answer.headers["content-type"].startswith(form)
    assert len(rdflib.Graph().parse(data=answer.text, format=FORMS[form])) == len(rdflib.Graph().parse(ONTOLOGY / file))


@pytest.mark.parametrize("form", FORMS)
def test_the_data_set_is_described_at_its_path(client: httpx.Client, endpoint: Endpoint, form: str) -> None:
    answer = client.get("/graph", headers={"Accept": form})
    said = rdflib.Graph().parse(data=answer.text, format=FORMS[form])
    graph, void = rdflib.URIRef("https://w3id.org/zeren/graph"), rdflib.Namespace("http://rdfs.org/ns/void#")
    counted = client.get("/sparql", params={"query": COUNT}, headers={"Accept": JSON}).json()["results"]["bindings"][0]["n"]["value"]
    assert str(said.value(graph, void.triples)) == counted
    assert str(said.value(graph, void.sparqlEndpoint)) == f"{endpoint.url}sparql"
    assert len(list(said.objects(graph, rdflib.DCTERMS.source))) == int(str(said.value(graph, void.documents))) > 0


def test_a_browser_gets_turtle_and_who_wants_a_picture_is_refused(client: httpx.Client) -> None:
    assert client.get("/ontology", headers={"Accept": "text/html,*/*;q=0.1"}).headers["content-type"].startswith("text/turtle")
    assert client.get("/graph?format=jsonld").headers["content-type"].startswith("application/ld+json")
    assert client.get("/ontology", headers={"Accept": "image/png"}).status_code == 406
