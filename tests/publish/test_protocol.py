"""SPARQL 1.1 Protocol, the query operation: a test a rule.

Each id names the section of the recommendation (W3C, 21 March 2013) and the rule. Where the working group's own test suite has the
rule, the id ends in that test's name (``w3c: query_get``), and the request is that test's, with this module's graphs.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import httpx
import pyoxigraph as ox
import pytest

from kg.publish.serving.pool import Limits
from kg.publish.serving.protocol import Refused, chosen
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TURTLE = "text/turtle"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ONE, TWO, THREE = "http://kasei.us/data1.rdf", "http://kasei.us/data2.rdf", "http://kasei.us/data3.rdf"
CHOICE = "SELECT ?s { { ?s a <x:Document> } UNION { GRAPH ?g { ?s a <x:Document> } } }"
Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Three named graphs, each saying of itself that it is a document; a default graph that says another thing."""
    folder = tmp_path_factory.mktemp("protocol")
    named = "".join(f"<{graph}> <{RDF_TYPE}> <x:Document> <{graph}> .\n" for graph in (ONE, TWO, THREE))
    (folder / "graph.nq").write_text(named, encoding="utf-8")
    (folder / "graph.ttl").write_text("<x:default> a <x:Document> .\n", encoding="utf-8")
    write_store(folder, folder / "store")
    with listening(folder / "store", Limits(seconds=10, workers=1, rows=1000, memory=1 << 29)) as server:
        yield server


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=30) as connection:
        yield connection


@dataclass(frozen=True)
class Request:
    """A request to ``/sparql``; ``params`` stand in its address."""

    method: str = "GET"
    params: Pairs = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | str | None = None

    def to(self, client: httpx.Client) -> httpx.Response:
        # What the client library would add of itself, a test says itself.
        headers = {"Accept": "", **self.headers}
        return client.request(
            self.method, f"/sparql?{urlencode(self.params)}" if self.params else "/sparql", headers=headers, content=self.body
        )


def get(*params: tuple[str, str], **headers: str) -> Request:
    return Request("GET", list(params), headers)


def form(*fields: tuple[str, str], params: Pairs | None = None) -> Request:
    return Request("POST", params or [], {"Content-Type": FORM}, urlencode(fields, quote_via=quote))


def direct(query: str, *params: tuple[str, str]) -> Request:
    return Request("POST", list(params), {"Content-Type": DIRECT}, query)


def boolean(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    found = ox.parse_query_results(answer.content, ox.QueryResultsFormat.from_media_type(answer.headers["content-type"]))
    assert isinstance(found, ox.QueryBoolean)
    return bool(found)


def spoken(endpoint: Endpoint, request: str | bytes) -> bytes:
    """The answer to what no client library would send."""
    with socket.create_connection(("127.0.0.1", endpoint.server_address[1])) as connection:
        connection.sendall(request.encode() if isinstance(request, str) else request)
        return b"".join(iter(lambda: connection.recv(1 << 16), b""))


def subjects(answer: httpx.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {row["s"]["value"] for row in answer.json()["results"]["bindings"]}


DEFAULT = [("default-graph-uri", ONE)]


@pytest.mark.parametrize(
    "request_",
    [
        pytest.param(get(("query", "ASK {}"), *DEFAULT), id="2.1.1 by GET, w3c: query_get"),
        pytest.param(form(("query", "ASK {}"), params=DEFAULT), id="2.1.2 by POST of a form, w3c: query_post_form"),
        pytest.param(form(("query", "ASK {}"), *DEFAULT), id="2.1.2 all parameters in the form"),
        pytest.param(direct("ASK {}"), id="2.1.3 by POST of the query itself, w3c: query_post_direct"),
        pytest.param(
            Request("POST", [], {"Content-Type": f"{FORM}; charset=UTF-8"}, "query=ASK%20%7B%7D"), id="2.1.2 media type with its charset"
        ),
        pytest.param(
            Request("POST", [], {"Content-Type": f'{DIRECT}; charset="utf-8"'}, "ASK {}"), id="2.1.3 UTF-8 is the one valid charset"
        ),
        pytest.param(Request("POST", [], {"Content-Type": DIRECT.upper()}, "ASK {}"), id="2.1.3 case of the media type is free"),
        pytest.param(get(("query", "ASK { FILTER('中文' = '\\u4e2d\\u6587') }")), id="2.1.1 percent-encoded UTF-8"),
        pytest.param(direct("ASK { FILTER(STRLEN('中文') = 2) }"), id="2.1.3 UTF-8 in the body"),
        pytest.param(form(("query", "ASK { FILTER('a+b c' = CONCAT('a', '+', 'b c')) }")), id="2.1.2 plus and blank keep apart"),
    ],
)
def test_a_query_is_taken(client: httpx.Client, request_: Request) -> None:
    assert boolean(request_.to(client)) is True


def test_2_1_1_a_plus_in_the_address_is_a_blank(client: httpx.Client) -> None:
    assert boolean(client.get("/sparql?query=ASK+%7B%7D")) is True


def test_2_1_1_signs_that_should_have_been_encoded_are_taken_as_utf_8(endpoint: Endpoint) -> None:
    answer = spoken(endpoint, "GET /sparql?format=csv&query=SELECT(STRLEN('中文')AS%20?n){} HTTP/1.0\r\n\r\n")
    assert answer.endswith(b"\r\n\r\nn\r\n2\r\n")


BOTH = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?type }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
FULL = f"ASK {{ <{THREE}> a ?type GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?type }} }}"
TWO_DEFAULT = [("default-graph-uri", ONE), ("default-graph-uri", TWO)]
TWO_NAMED = [("named-graph-uri", ONE), ("named-graph-uri", TWO)]
WHOLE = [("default-graph-uri", THREE), *TWO_NAMED]


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        pytest.param(f"ASK {{ <{ONE}> a ?type }}", DEFAULT, id="2.1.4 one default graph, w3c: query_dataset_default_graph"),
        pytest.param(BOTH, TWO_DEFAULT, id="2.1.4 default graphs are merged, w3c: query_dataset_default_graphs"),
        pytest.param(NAMED, TWO_NAMED, id="2.1.4 named graphs, w3c: query_dataset_named_graphs"),
        pytest.param(FULL, WHOLE, id="2.1.4 default and named graphs, w3c: query_dataset_full"),
        pytest.param(
            NAMED.replace("ASK", f"ASK FROM <{THREE}>"), TWO_NAMED, id="2.1.4 not the dataset of the query, w3c: query_multiple_dataset"
        ),
    ],
)
@pytest.mark.parametrize("way", ["get", "post form", "post direct"])
def test_the_dataset_named_in_the_request_is_asked(client: httpx.Client, way: str, query: str, dataset: Pairs) -> None:
    ways = {"get": get(("query", query), *dataset), "post form": form(("query", query), *dataset), "post direct": direct(query, *dataset)}
    assert boolean(ways[way].to(client)) is True


@pytest.mark.parametrize(
    ("query", "dataset", "expected"),
    [
        pytest.param(CHOICE, [], {"x:default", ONE, TWO, THREE}, id="2.1.4 none named: the store's own"),
        pytest.param(CHOICE, DEFAULT, {ONE}, id="2.1.4 default-graph-uri alone: no named graph"),
        pytest.param(CHOICE, [("named-graph-uri", TWO)], {TWO}, id="2.1.4 named-graph-uri alone: an empty default graph"),
        pytest.param(CHOICE.replace("{", f"FROM <{THREE}> {{", 1), [], {THREE}, id="2.1.4 FROM in the query"),
        pytest.param(CHOICE.replace("{", f"FROM NAMED <{THREE}> {{", 1), [], {THREE}, id="2.1.4 FROM NAMED in the query"),
        pytest.param(CHOICE.replace("{", f"FROM <{THREE}> {{", 1), DEFAULT, {ONE}, id="2.1.4 default-graph-uri over FROM"),
        pytest.param(CHOICE.replace("{", f"FROM <{THREE}> {{", 1), [("named-graph-uri", TWO)], {TWO}, id="2.1.4 named-graph-uri over FROM"),
        pytest.param(CHOICE.replace("{", f"FROM NAMED <{THREE}> {{", 1), DEFAULT, {ONE}, id="2.1.4 default-graph-uri over FROM NAMED"),
        pytest.param(CHOICE, [("default-graph-uri", "http://127.0.0.1:9/none")], set(), id="2.1.4 a graph not held is empty"),
    ],
)
def test_the_dataset_is(client: httpx.Client, query: str, dataset: Pairs, expected: set[str]) -> None:
    assert subjects(get(("query", query), *dataset, Accept=JSON).to(client)) == expected


SELECT, CONSTRUCT, DESCRIBE = "SELECT (1 AS ?value) {}", "CONSTRUCT { <s> <p> 1 } WHERE {}", "DESCRIBE <http://example.org/>"


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        pytest.param(SELECT, {XML, JSON, TSV, CSV}, id="2.1.6 SELECT, w3c: query_content_type_select"),
        pytest.param("ASK {}", {XML, JSON}, id="2.1.6 ASK, w3c: query_content_type_ask"),
        pytest.param(DESCRIBE, {TURTLE, "application/rdf+xml"}, id="2.1.6 DESCRIBE, w3c: query_content_type_describe"),
        pytest.param(CONSTRUCT, {TURTLE, "application/rdf+xml"}, id="2.1.6 CONSTRUCT, w3c: query_content_type_construct"),
    ],
)
def test_without_a_wish_the_form_fits_the_query(client: httpx.Client, query: str, forms: set[str]) -> None:
    answer = direct(query, *DEFAULT).to(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in forms


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize(
    ("query", "accept", "form_"),
    [
        pytest.param(query, accept, expected, id=f"2.1.5 {query.partition(' ')[0]} as {accept}")
        for query, accept, expected in [
            *((SELECT, form_, form_) for form_ in (JSON, XML, CSV, TSV)),
            *(("ASK {}", form_, form_) for form_ in (JSON, XML)),
            *((CONSTRUCT, form_, form_) for form_ in (TURTLE, "application/n-triples", "application/ld+json", "application/rdf+xml")),
            (DESCRIBE, "application/rdf+xml", "application/rdf+xml"),
            (SELECT, "*/*", JSON),
            (SELECT, "text/*", CSV),
            (CONSTRUCT, "text/*", TURTLE),
            (SELECT, "application/json", JSON),
            (SELECT, "application/xml", XML),
            (CONSTRUCT, "application/json", "application/ld+json"),
            (SELECT, f"{CSV};q=0.1, {TSV}", TSV),
            (SELECT, f"{JSON};q=0, */*", XML),
            (SELECT, f"*/*;q=0.1, {CSV};q=0.2", CSV),
            (SELECT, f"{JSON};charset=utf-8", JSON),
            (SELECT, f"{TURTLE}, {XML};q=0.5", XML),
            (CONSTRUCT, f"{XML}, {TURTLE};q=0.5", TURTLE),
            (SELECT, BROWSER, XML),
            (CONSTRUCT, BROWSER, "application/rdf+xml"),
        ]
    ],
)
def test_the_form_is_the_one_liked_best(client: httpx.Client, query: str, accept: str, form_: str) -> None:
    answer = get(("query", query), Accept=accept).to(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == form_
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_2_1_5_two_accept_headers_are_one_list(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SELECT}, headers=[("Accept", "image/png"), ("Accept", CSV)])
    assert answer.headers["content-type"].partition(";")[0] == CSV


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        pytest.param(SELECT, "image/png", id="2.1.5 no form at all"),
        pytest.param(SELECT, TURTLE, id="2.1.5 a table as a graph"),
        pytest.param(CONSTRUCT, JSON, id="2.1.5 a graph as a table"),
        pytest.param("ASK {}", "application/n-triples", id="2.1.5 an answer yes or no as a graph"),
        pytest.param(SELECT, "*/*;q=0", id="2.1.5 everything disliked"),
        pytest.param(SELECT, f"{JSON};q=nan, {XML};q=-1, {CSV};q=inf", id="2.1.5 likings that are no numbers"),
    ],
)
def test_a_form_that_cannot_be_had_is_406_and_the_answer_lists_those_that_can(client: httpx.Client, query: str, accept: str) -> None:
    answer = get(("query", query), Accept=accept).to(client)
    assert answer.status_code == 406
    assert "/" in answer.text


@pytest.mark.parametrize(
    ("accept", "reader"),
    [(XML, ox.QueryResultsFormat.XML), (JSON, ox.QueryResultsFormat.JSON), (TSV, ox.QueryResultsFormat.TSV)],
)
def test_2_1_6_another_reader_reads_every_form(client: httpx.Client, accept: str, reader: ox.QueryResultsFormat) -> None:
    query = 'SELECT * { VALUES (?a ?b) { (<x:a> "a\\tb\\n\\"<&") ("中"@zh UNDEF) (7 "2022"^^<http://www.w3.org/2001/XMLSchema#gYear>) } }'
    read = ox.parse_query_results(get(("query", query), Accept=accept).to(client).content, reader)
    assert isinstance(read, ox.QuerySolutions)
    assert [tuple(row) for row in read] == [tuple(row) for row in ox.Store().query(query)]  # type: ignore[union-attr]


@pytest.mark.parametrize("accept", [TURTLE, "application/n-triples", "application/ld+json", "application/rdf+xml"])
def test_2_1_6_another_reader_reads_every_form_of_a_graph(client: httpx.Client, accept: str) -> None:
    answer = get(("query", "CONSTRUCT { <x:a> <x:b> 'a\\t<&\"', '中'@zh, 7 } {}"), Accept=accept).to(client)
    assert len(list(ox.parse(answer.content, format=ox.RdfFormat.from_media_type(accept)))) == 3


def test_2_3_a_relative_iri_is_relative_to_the_endpoint(client: httpx.Client, endpoint: Endpoint) -> None:
    answer = get(("query", "SELECT (<a> AS ?s) (<> AS ?t) {}"), Accept=CSV).to(client)
    assert answer.text.splitlines()[1] == f"{endpoint.url}a,{endpoint.url}sparql"


def test_2_3_BASE_in_the_query_goes_first(client: httpx.Client) -> None:
    assert get(("query", "BASE <http://e/b/> SELECT (<a> AS ?s) {}"), Accept=CSV).to(client).text == "s\r\nhttp://e/b/a\r\n"


UTF_16 = "ASK {}".encode("utf-16")
UPDATING = "INSERT DATA { <x:a> <x:b> <x:c> }"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        pytest.param(Request(method, [("query", "ASK {}")]), 405, id=f"2.1 {method}, w3c: bad_query_method")
        for method in ("PUT", "DELETE", "PATCH")
    ]
    + [
        pytest.param(get(("query", "ASK {}"), ("query", "SELECT * {}")), 400, id="2.1 two queries, w3c: bad_multiple_queries"),
        pytest.param(form(("query", "ASK {}"), ("query", "ASK {}")), 400, id="2.1 two queries in a form"),
        pytest.param(form(("query", "ASK {}"), params=[("query", "ASK {}")]), 400, id="2.1 a query in the form and one in the address"),
        pytest.param(direct("ASK {}", ("query", "ASK {}")), 400, id="2.1 a query in the body and one in the address"),
        pytest.param(get(*DEFAULT), 400, id="2.1 no query by GET"),
        pytest.param(form(), 400, id="2.1 no query in a form"),
        pytest.param(form(("quarry", "ASK {}")), 400, id="2.1 a parameter of another name"),
        pytest.param(direct(""), 400, id="2.1 no query in the body"),
        pytest.param(
            Request("POST", [], {"Content-Type": "text/plain"}, "ASK {}"), 415, id="2.1.3 media type, w3c: bad_query_wrong_media_type"
        ),
        pytest.param(Request("POST", [], {}, "query=ASK%20%7B%7D"), 415, id="2.1.2 no media type, w3c: bad_query_missing_form_type"),
        pytest.param(Request("POST", [], {}, "ASK {}"), 415, id="2.1.3 no media type, w3c: bad_query_missing_direct_type"),
        pytest.param(
            Request("POST", [], {"Content-Type": f"{DIRECT}; charset=UTF-16"}, UTF_16), 415, id="2.1.3 charset, w3c: bad_query_non_utf8"
        ),
        pytest.param(Request("POST", [], {"Content-Type": DIRECT}, UTF_16), 400, id="2.1.3 UTF-16 that calls itself nothing"),
        pytest.param(Request("POST", [], {"Content-Type": DIRECT}, "ASK { FILTER('中'='') }".encode("gbk")), 400, id="2.1.3 GBK"),
        pytest.param(
            Request("POST", [], {"Content-Type": FORM}, "query=ASK%20%7B%7D%23%FF"), 400, id="2.1.2 an encoded byte that is no UTF-8"
        ),
        pytest.param(get(("query", "ASK {")), 400, id="2.1.7 syntax, w3c: bad_query_syntax"),
        pytest.param(get(("query", "")), 400, id="2.1.7 an empty query"),
        pytest.param(get(("query", "ASK { ?a ex:b ?c }")), 400, id="2.1.7 a prefix not declared"),
        pytest.param(get(("query", "ASK {}"), ("default-graph-uri", "no iri")), 400, id="2.1.4 a graph that is no IRI"),
        pytest.param(get(("query", "ASK {}"), ("named-graph-uri", "")), 400, id="2.1.4 a graph without a name"),
        pytest.param(get(("query", "SELECT (<x:unknown>(1) AS ?x) {}")), 500, id="2.1.7 legal, but the service cannot"),
        pytest.param(get(("query", UPDATING)), 400, id="2.1.7 an update is no query"),
        pytest.param(get(("update", "CLEAR ALL")), 403, id="2.2 w3c: bad_update_get"),
        pytest.param(form(("update", UPDATING)), 403, id="2.2.1 w3c: update_post_form"),
        pytest.param(Request("POST", [], {"Content-Type": UPDATE}, UPDATING), 403, id="2.2.2 w3c: update_post_direct"),
        pytest.param(form(("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")), 403, id="2.2 w3c: bad_multiple_updates"),
        pytest.param(form(("update", "CLEAR XYZ")), 403, id="2.2 w3c: bad_update_syntax"),
        pytest.param(Request("POST", [], {"Content-Type": "text/plain"}, "CLEAR NAMED"), 415, id="2.2 w3c: bad_update_wrong_media_type"),
        pytest.param(Request("POST", [], {}, "update=CLEAR%20NAMED"), 415, id="2.2 w3c: bad_update_missing_form_type"),
        pytest.param(
            Request("POST", [], {"Content-Type": f"{UPDATE}; charset=UTF-16"}, "CLEAR NAMED".encode("utf-16")),
            415,
            id="2.2 w3c: bad_update_non_utf8",
        ),
        *(
            pytest.param(Request("POST", params, {"Content-Type": UPDATE}, UPDATING), 403, id=f"2.2.3 w3c: {name}")
            for name, params in {
                "update_dataset_default_graph": [("using-graph-uri", ONE)],
                "update_dataset_default_graphs": [("using-graph-uri", ONE), ("using-graph-uri", TWO)],
                "update_dataset_named_graphs": [("using-named-graph-uri", ONE), ("using-named-graph-uri", TWO)],
                "update_dataset_full": [("using-graph-uri", ONE), ("using-named-graph-uri", TWO)],
                "bad_update_dataset_conflict": [("using-named-graph-uri", ONE)],
                "update_base_uri": [],
            }.items()
        ),
        pytest.param(get(("query", "ASK {}"), ("using-graph-uri", ONE)), 403, id="2.2.3 a parameter of updates with a query"),
        pytest.param(direct("#" * (1 << 20) + "\nASK {}"), 413, id="2.1.7 a body too large"),
        pytest.param(get(("query", "ASK {}"), ("$x", '"a" . <x:a> <x:b> "c"')), 400, id="a bound variable that is not one term"),
        pytest.param(get(("query", "ASK {}"), Accept="a/b," * 2001 + "a/b"), 431, id="a list of forms without end"),
    ],
)
def test_a_request_that_breaks_a_rule_is_refused(client: httpx.Client, request_: Request, status: int) -> None:
    answer = request_.to(client)
    assert answer.status_code == status
    assert answer.text.strip(), "2.1.7: the body says what is wrong"
    assert answer.headers["content-type"].startswith("text/plain")
    assert "access-control-allow-origin" not in answer.headers
    assert boolean(get(("query", "ASK { GRAPH ?g { ?s ?p ?o } }")).to(client)), "the graph is as it was"


def test_405_names_the_methods_that_would_do(client: httpx.Client) -> None:
    assert client.put("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert client.post("/").headers["allow"] == "GET, HEAD, OPTIONS"


def test_HEAD_is_GET_without_the_body(client: httpx.Client) -> None:
    head, got = (client.request(method, "/sparql", params={"query": SELECT}, headers={"Accept": CSV}) for method in ("HEAD", "GET"))
    assert not head.content
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_OPTIONS_names_the_methods(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code == 204
    assert "content-length" not in answer.headers
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


@pytest.mark.parametrize(
    ("query", "accept", "word", "form_"),
    [
        (CONSTRUCT, "application/rdf+xml", "rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json,application/x-json+ld", "json-ld", "application/ld+json"),
        (CONSTRUCT, "text/rdf+n3,application/n-triples,text/n3", "n3", "application/n-triples"),
        (SELECT, CSV, "png", CSV),
        (SELECT, CSV, "", CSV),
        (SELECT, CSV, "xml", XML),
    ],
)
def test_a_short_name_of_no_form_leaves_it_to_the_header(client: httpx.Client, query: str, accept: str, word: str, form_: str) -> None:
    answer = get(("query", query), ("format", word), Accept=accept).to(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == form_


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", "/query"])
def test_the_endpoint_describes_itself_where_no_query_is_asked(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": TURTLE})
    said = {triple.predicate.value.rpartition("#")[2] for triple in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    assert {"endpoint", "supportedLanguage", "resultFormat"} <= said


def test_a_browser_at_the_endpoint_is_sent_to_the_page(client: httpx.Client) -> None:
    assert client.get("/sparql", headers={"Accept": BROWSER}).headers["location"] == "/"


@pytest.mark.parametrize("target", [b"http://[/", b"/\xff"])
def test_an_address_that_cannot_be_read_is_answered(endpoint: Endpoint, target: bytes) -> None:
    assert spoken(endpoint, b"GET " + target + b" HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 400 ")


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


def test_a_list_of_forms_without_end_is_not_read() -> None:
    with pytest.raises(Refused):
        chosen("a/b," * 10_000, ["a/b"])
