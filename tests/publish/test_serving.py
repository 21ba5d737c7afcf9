"""The endpoint: SPARQL 1.1 Protocol rule by rule, limits that hold, pages that say what the graph says and no more."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.protocol import chosen
from kg.publish.serving.server import Endpoint
from kg.publish.serving.things import address_of
from kg.store.disk import write_store

FIXTURE = Path(__file__).parents[1] / "queries" / "fixture.ttl"
ZR = "https://w3id.org/zeren/ontology#"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
FORM = "application/x-www-form-urlencoded"
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
    with Pool(store, Limits(seconds=1.0, rows=500, memory=1 << 29, workers=3)) as pool, Endpoint("127.0.0.1", 0, pool) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=30) as connection:
        yield connection


JSON = "application/sparql-results+json"


@pytest.mark.parametrize(
    ("method", "params", "headers", "body"),
    [
        ("GET", {"query": COUNT}, {}, None),
        ("POST", {}, {"Content-Type": FORM}, "query=" + quote(COUNT)),
        ("POST", {}, {"Content-Type": FORM + "; charset=UTF-8"}, "query=" + quote(COUNT)),
        ("POST", {}, {"Content-Type": "application/sparql-query"}, COUNT),
    ],
)
def test_a_query_comes_in_three_ways(
    client: httpx.Client, method: str, params: dict[str, str], headers: dict[str, str], body: str | None
) -> None:
    answer = client.request(method, "/sparql", params=params, headers={"Accept": JSON, **headers}, content=body)
    assert answer.status_code == 200
    assert int(answer.json()["results"]["bindings"][0]["n"]["value"]) > 4000


@pytest.mark.parametrize(
    ("method", "params", "headers", "body", "status"),
    [
        ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], {}, None, 400),
        ("POST", [], {"Content-Type": FORM}, "query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),
        ("POST", [], {"Content-Type": FORM}, "", 400),
        ("POST", [("query", "ASK {}")], {"Content-Type": "application/sparql-query"}, "ASK {}", 400),
        ("POST", [], {"Content-Type": "text/plain"}, "ASK {}", 415),
        ("POST", [], {}, "ASK {}", 415),
        ("POST", [], {"Content-Type": "application/sparql-query"}, "ASK {}".encode("utf-16"), 400),
        ("PUT", [("query", "ASK {}")], {}, None, 405),
        ("GET", [("query", "ASK")], {}, None, 400),
        ("GET", [("query", "")], {}, None, 400),
        ("GET", [("quarry", "ASK {}")], {}, None, 400),
        ("GET", [("query", "ASK {}")], {"Accept": "image/png"}, None, 406),
        ("GET", [("query", "ASK {}"), ("default-graph-uri", "no iri")], {}, None, 400),
        ("POST", [], {"Content-Type": "application/sparql-update"}, "DROP ALL", 403),
        ("POST", [], {"Content-Type": FORM}, "update=DROP%20ALL", 403),
        ("GET", [("query", "INSERT DATA { <x:a> <x:b> <x:c> }")], {}, None, 400),
        ("GET", [("query", "ASK {}"), ("$x", '"a" . <x:a> <x:b> "c"')], {}, None, 400),
        ("POST", [], {"Content-Type": "application/sparql-query"}, "#" * (1 << 20) + "\nASK {}", 413),
    ],
)
def test_what_the_protocol_forbids_is_refused(
    client: httpx.Client,
    method: str,
    params: list[tuple[str, str | int | float | bool | None]],
    headers: dict[str, str],
    body: str | bytes | None,
    status: int,
) -> None:
    assert client.request(method, "/sparql", params=params, headers=headers, content=body).status_code == status


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("SELECT * {} ", "", JSON),
        ("SELECT * {}", "*/*", JSON),
        ("SELECT * {}", JSON, JSON),
        ("SELECT * {}", "application/json", JSON),
        ("SELECT * {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * {}", "text/csv", "text/csv"),
        ("SELECT * {}", "text/csv;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("CONSTRUCT {} WHERE {}", "", "text/turtle"),
        ("CONSTRUCT {} WHERE {}", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT {} WHERE {}", "application/ld+json", "application/ld+json"),
        ("DESCRIBE <x:s1>", "application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_the_form_is_the_one_asked_for(client: httpx.Client, query: str, accept: str, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("accept", "form"),
    [("application/sparql-results+xml", ox.QueryResultsFormat.XML), (JSON, ox.QueryResultsFormat.JSON),
     ("text/tab-separated-values", ox.QueryResultsFormat.TSV)],
)  # fmt: skip
def test_another_reader_reads_every_form(client: httpx.Client, accept: str, form: ox.QueryResultsFormat) -> None:
    query = 'SELECT * { VALUES (?a ?b) { (<x:a> "a\\tb\\n\\"<&") ("中"@zh UNDEF) (7 "2022"^^<http://www.w3.org/2001/XMLSchema#gYear>) } }'
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    read = ox.parse_query_results(answer.content, form)
    assert isinstance(read, ox.QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in ox.Store().query(query)]  # type: ignore[union-attr]


def test_the_dataset_may_be_named_in_the_request(client: httpx.Client) -> None:
    asked = {"query": COUNT, "default-graph-uri": "http://127.0.0.1:9/nothing"}
    answer = client.get("/sparql", params=asked, headers={"Accept": "text/csv"})
    assert answer.text == "n\r\n0\r\n"


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    said = {str(triple.predicate.value).rpartition("#")[2] for triple in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert {"endpoint", "supportedLanguage", "resultFormat"} <= said
    assert client.options("/sparql").headers["access-control-allow-methods"] == "GET, HEAD, POST, OPTIONS"


def test_rows_are_cut_at_the_limit_and_the_answer_says_so(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"}, headers={"Accept": JSON})
    assert len(answer.json()["results"]["bindings"]) == 500
    assert answer.headers["x-rows-cut-at"] == "500"


CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i ."
HOSTILE = [
    f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    f"SELECT * {{ {CROSS} }} ORDER BY ?c ?f ?i",
    f"SELECT DISTINCT ?a ?d {{ {CROSS} }} ORDER BY DESC(?i)",
    f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {CROSS} }}",
    f"SELECT ?a (MAX(STR(?i)) AS ?m) {{ {CROSS} }} GROUP BY ?a ?d",
    f"ASK {{ {CROSS} FILTER(?a = ?d && ?d = ?g && ?a != ?a) }}",
    f"ASK {{ {CROSS} FILTER(REGEX(CONCAT(STR(?a), STR(?d)), '^(x+x+)+$')) }}",
    f"CONSTRUCT {{ ?a ?e ?i }} {{ {CROSS} FILTER(?a != ?a || ?c != ?c) }}",
    "SELECT (COUNT(*) AS ?n) { ?a !<x:no>+ ?b . ?b !<x:no>+ ?c . ?c !<x:no>+ ?d }",
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:no>|^!<x:no>)* ?b . ?c (!<x:no>|^!<x:no>)* ?d }",
    f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {CROSS} BIND(SHA512(CONCAT(STR(?a), STR(?f), STR(?i))) AS ?x) }}",
    f"SELECT (COUNT(*) AS ?n) {{ {{ {CROSS} }} UNION {{ {CROSS} }} MINUS {{ ?a ?z ?y }} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {CROSS} OPTIONAL {{ ?i ?j ?k . ?k ?l ?m }} }}",
    f"SELECT (COUNT(*) AS ?n) {{ {CROSS} FILTER NOT EXISTS {{ ?i ?j ?k . ?k ?l ?a }} }}",
    f"DESCRIBE ?a {{ {CROSS} FILTER(?a != ?a) }}",
    f"SELECT (COUNT(*) AS ?n) FROM <file:///etc/passwd> FROM NAMED <http://127.0.0.1:9/> {{ {CROSS} }}",
]
FORBIDDEN = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <file:///etc/passwd> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "LOAD <file:///etc/passwd>",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_query_without_end_is_stopped_while_others_are_answered(client: httpx.Client, query: str) -> None:
    with ThreadPoolExecutor(1) as other:
        hostile = other.submit(client.get, "/sparql", params={"query": query})
        time.sleep(0.2)
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert hostile.result(timeout=20).status_code in (200, 500, 504)


@pytest.mark.parametrize("query", FORBIDDEN)
def test_a_query_reaches_no_other_machine_and_no_file(client: httpx.Client, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 400


def test_many_clients_at_once(client: httpx.Client, endpoint: Endpoint) -> None:
    def ask(_: int) -> set[int]:
        with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=60) as own:
            return {own.get("/sparql", params={"query": COUNT}).status_code for _ in range(5)}

    with ThreadPoolExecutor(64) as crowd:
        assert set().union(*crowd.map(ask, range(64))) == {200}


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
        bound = {
            f"${p['name']}": str(ox.Literal(p["example"]))
            + ("" if p["kind"] == "text" else f"^^<http://www.w3.org/2001/XMLSchema#{p['kind']}>")
            for p in question["parameters"]
        }
        assert client.get("/sparql", params={"query": question["text"], **bound}).status_code == 200, question["name"]


@pytest.mark.parametrize(
    ("accept", "offered", "expected"),
    [
        ("", ["a/b", "c/d"], "a/b"),
        ("c/*", ["a/b", "c/d"], "c/d"),
        ("*/*;q=0.1, c/d", ["a/b", "c/d"], "c/d"),
        ("a/b;q=0, */*", ["a/b", "c/d"], "c/d"),
        ("x/y", ["a/b"], None),
        ("a/b;q=nonsense", ["a/b"], None),
    ],
)
def test_the_best_liked_form_is_chosen(accept: str, offered: list[str], expected: str | None) -> None:
    assert chosen(accept, offered) == expected
