"""Answers that a client holds already are not sent again, and long ones are compressed where the client takes it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.publish.serving.pool import Limits
from kg.publish.serving.sending import changes_by_itself, data_tag, is_known, packed, tag_of
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening

ALL = "SELECT * { ?s ?p ?o }"
CSV, JSON = "text/csv", "application/sparql-results+json"


def made(folder: Path, number: int) -> Path:
    (folder / "graph.ttl").write_text("".join(f"<x:s{i}> <x:p> <x:o> .\n" for i in range(number)), encoding="utf-8")
    write_store(folder / "graph.ttl", folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    with listening(made(tmp_path_factory.mktemp("sending"), 300), Limits(workers=1, memory=1 << 29)) as server:
        yield server


@pytest.fixture
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=30, headers={"Accept-Encoding": ""}) as connection:
        yield connection


def ask(client: httpx.Client, query: str = ALL, accept: str = CSV, method: str = "GET", **headers: str) -> httpx.Response:
    given = {"Accept": accept, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if method == "POST":
        return client.post("/sparql", data={"query": query}, headers=given)
    return client.request(method, "/sparql", params={"query": query}, headers=given)


def test_an_answer_that_the_client_holds_is_not_sent_again_and_nobody_computes_it(
    client: httpx.Client, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = ask(client)
    assert first.headers["etag"].startswith('W/"')
    assert first.headers["cache-control"] == "no-cache"
    monkeypatch.setattr(endpoint.pool, "ask", None)
    for method in ("GET", "HEAD"):
        again = ask(client, method=method, If_None_Match=f'"other", {first.headers["etag"]}')
        assert again.status_code == 304
        assert not again.content
        assert "content-length" not in again.headers
        assert {again.headers[name] == first.headers[name] for name in ("etag", "vary", "cache-control")} == {True}


@pytest.mark.parametrize(
    "other",
    [{"query": ALL + " LIMIT 1"}, {"accept": JSON}, {"Host": "localhost"}, {"method": "POST"}],
    ids=["another query", "another form", "another base", "by POST"],
)
def test_another_answer_is_sent(client: httpx.Client, other: dict[str, str]) -> None:
    assert ask(client, **other, If_None_Match=ask(client).headers["etag"]).status_code == 200


@pytest.mark.parametrize("given", ["", "*", '"other"', "nonsense"])
def test_who_holds_nothing_is_sent_the_answer(client: httpx.Client, given: str) -> None:
    assert ask(client, If_None_Match=given).status_code == 200
    assert ask(client, "SELECT (NOW() AS ?x) {}", If_None_Match=given).status_code == 200


def test_other_data_is_another_answer(client: httpx.Client, tmp_path: Path) -> None:
    tag = ask(client).headers["etag"]
    with (
        listening(made(tmp_path, 299), Limits(workers=1, memory=1 << 29)) as server,
        httpx.Client(base_url=server.url, trust_env=False, headers={"Host": client.base_url.netloc.decode()}) as other,
    ):
        assert ask(other, If_None_Match=tag).status_code == 200


def test_the_data_are_known_by_what_is_in_them_the_row_limit_and_a_store_by_its_files(tmp_path: Path) -> None:
    store, file = made(tmp_path, 3), tmp_path / "graph.ttl"
    tag = data_tag(file, 10)
    assert data_tag(file, 11) != tag
    file.write_text(file.read_text("utf-8"), "utf-8")
    assert data_tag(file, 10) == tag
    file.write_text("", "utf-8")
    assert data_tag(file, 10) != tag
    before = data_tag(store, 10)
    assert data_tag(store, 10) == before
    write_store(file, store)
    assert data_tag(store, 10) != before


@pytest.mark.parametrize("query", ["SELECT (NOW() AS ?x) {}", "SELECT (rand () AS ?x) {}", "SELECT (STRUUID() AS ?x) {}"])
def test_what_changes_by_itself_has_no_tag(client: httpx.Client, query: str) -> None:
    assert changes_by_itself(query)
    answer = ask(client, query)
    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_an_escape_may_hide_what_changes() -> None:
    assert changes_by_itself("SELECT (R\\u0041ND() AS ?x) {}")
    assert not changes_by_itself("SELECT ?known { ?known ?grand ?uuids }")


def test_a_wrong_query_has_no_tag(client: httpx.Client) -> None:
    assert "etag" not in ask(client, "SELECT").headers


@pytest.mark.parametrize("path", ["/", "/catalogue.json", "/static/page.js"])
def test_pages_are_not_sent_again_either(client: httpx.Client, path: str) -> None:
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("accept", ["gzip", "br, gzip;q=0.5", "*", "deflate, *;q=0.1", "GZIP"])
def test_a_long_answer_is_compressed_for_who_takes_it(client: httpx.Client, accept: str) -> None:
    plain = ask(client)
    assert "content-encoding" not in plain.headers
    with client.stream("GET", "/sparql", params={"query": ALL}, headers={"Accept": CSV, "Accept-Encoding": accept}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(raw) < len(plain.content) / 3
    assert gzip.decompress(raw) == plain.content
    assert answer.headers["etag"] == plain.headers["etag"]
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("accept", ["", "identity", "br", "gzip;q=0", "gzip;q=0, *", "*;q=0", "gzip;q=nan", "gzip;q=2"])
def test_who_does_not_take_it_gets_it_plain(client: httpx.Client, accept: str) -> None:
    assert "content-encoding" not in ask(client, Accept_Encoding=accept).headers


def test_a_short_answer_is_sent_as_it_is(client: httpx.Client) -> None:
    assert "content-encoding" not in ask(client, "ASK {}", Accept_Encoding="gzip").headers
    assert packed(b"x" * 999, "gzip") is None
    assert packed(b"x" * 1000, "gzip") is not None


def test_a_tag_is_of_its_parts() -> None:
    assert tag_of("a", "b") == tag_of("a", b"b")
    assert tag_of("ab") != tag_of("a", "b")
    assert is_known(tag_of("a").removeprefix("W/"), tag_of("a"))
