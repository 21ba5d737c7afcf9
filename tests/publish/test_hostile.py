"""Queries that mean harm: each is stopped at its limit or refused, while others are answered, and the server lives on."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.server import Endpoint
from kg.publish.serving.worker import Question
from kg.store.disk import write_store
from tests.publish.hostile import CUT, DEEP_ONES, EMPTY, ENDLESS, FORBIDDEN
from tests.publish.listening import listening

QUERY = {"Content-Type": "application/sparql-query"}
PLAIN = {"query": "ASK { <x:s1> ?p ?o }"}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    data = folder / "graph.ttl"
    data.write_text("".join(f"<x:s{i}> <x:p{i % 7}> <x:s{i * 7 % 4000}> .\n" for i in range(4000)), encoding="utf-8")
    write_store(data, folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[Endpoint]:
    with listening(store, Limits(seconds=1.0, patience=0.4, rows=500, memory=1 << 29, workers=3)) as server:
        yield server


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=endpoint.url, trust_env=False, timeout=90) as connection:
        yield connection


@pytest.fixture
def elsewhere() -> Iterator[socket.socket]:
    """A listener on loopback that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.post("/sparql", content=query, headers=QUERY)


def answered_meanwhile(client: httpx.Client, query: str) -> tuple[httpx.Response, int]:
    """The answer to a hostile query, and how many plain ones were answered before it."""
    answered = 0
    with ThreadPoolExecutor(1) as other:
        hostile = other.submit(ask, client, query)
        while not hostile.done():
            assert client.get("/sparql", params=PLAIN).status_code == 200
            answered += not hostile.done()
        return hostile.result(), answered


def reached(listener: socket.socket) -> bool:
    try:
        listener.accept()
    except BlockingIOError:
        return False
    return True


@pytest.mark.parametrize("name", ENDLESS)
def test_a_query_without_end_is_stopped_while_others_are_answered(client: httpx.Client, name: str) -> None:
    stopped, answered = answered_meanwhile(client, ENDLESS[name])
    assert stopped.status_code in (500, 504)
    assert "stopped after 1 seconds" in stopped.text or "memory" in stopped.text
    assert answered


@pytest.mark.parametrize("name", DEEP_ONES)
def test_a_query_too_deep_or_too_long_at_most_ends_a_process_and_not_the_server(client: httpx.Client, name: str) -> None:
    stopped, _ = answered_meanwhile(client, DEEP_ONES[name])
    assert stopped.status_code in (400, 500, 504)


def test_who_comes_after_a_process_that_died_does_not_meet_it(client: httpx.Client) -> None:
    for name in ("brackets in brackets", "negations of negations") * 2:
        assert ask(client, DEEP_ONES[name]).status_code == 500
        assert client.get("/sparql", params=PLAIN).status_code == 200


@pytest.mark.parametrize("name", CUT)
def test_an_answer_without_end_is_cut(client: httpx.Client, name: str) -> None:
    answer = ask(client, CUT[name])
    assert answer.status_code == 200
    assert answer.headers["x-rows-cut-at"] == "500"


@pytest.mark.parametrize("name", FORBIDDEN)
def test_what_would_reach_out_or_write_is_refused(client: httpx.Client, elsewhere: socket.socket, name: str) -> None:
    answer = ask(client, FORBIDDEN[name].replace("PORT", str(elsewhere.getsockname()[1])))
    assert answer.status_code == 400
    assert "not allowed" in answer.text or "is an update" in answer.text
    assert not reached(elsewhere)


@pytest.mark.parametrize("name", EMPTY)
def test_a_graph_named_from_elsewhere_is_not_fetched(client: httpx.Client, elsewhere: socket.socket, name: str) -> None:
    answer = ask(client, EMPTY[name].replace("PORT", str(elsewhere.getsockname()[1])))
    assert answer.status_code == 200
    assert answer.json()["results"]["bindings"] == []
    assert not reached(elsewhere)


def test_an_answer_too_large_to_hand_on_is_not_given(client: httpx.Client) -> None:
    text = "SELECT ?x24 { BIND('aaaaaaaa' AS ?x0) " + " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(24)) + " }"
    assert ask(client, text).status_code in (500, 504)


def test_all_of_them_at_once_do_not_bring_the_server_down(endpoint: Endpoint, client: httpx.Client) -> None:
    storm = [*ENDLESS.values(), *DEEP_ONES.values()]
    with ThreadPoolExecutor(len(storm)) as others:
        hostile = [others.submit(ask, client, query) for query in storm]
        while not all(one.done() for one in hostile):
            assert client.get("/sparql", params=PLAIN).status_code == 200
        assert {one.result().status_code for one in hostile} <= {400, 500, 503, 504}
    assert client.get("/sparql", params=PLAIN).status_code == 200


def test_short_queries_pass_by_more_long_ones_than_there_are_processes(store: Path) -> None:
    endless, limits = ENDLESS["cross product of five, counted"], Limits(seconds=20, patience=0.2, wait=20, workers=2)
    with (
        ThreadPoolExecutor(8) as others,
        listening(store, limits) as server,
        httpx.Client(base_url=server.url, trust_env=False, timeout=90) as client,
    ):
        hostile = [others.submit(ask, client, endless) for _ in range(8)]
        time.sleep(1)
        assert [client.get("/sparql", params=PLAIN).status_code for _ in range(5)] == [200] * 5
        assert not any(one.done() for one in hostile)
        server.pool.__exit__()
        assert {one.result().status_code for one in hostile} <= {500, 503}


def test_a_long_query_that_found_no_room_begins_anew(store: Path) -> None:
    """Each takes longer than it may stay in line, and only one has room beside it."""
    long = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c { SELECT ?d { ?d ?e ?f } LIMIT 1000 } }"
    with Pool(store, Limits(patience=0.02, workers=1)) as pool, ThreadPoolExecutor(4) as crowd:
        answers = crowd.map(pool.ask, [Question(long, "text/csv", "text/turtle")] * 4)
        assert {answer.body for answer in answers} == {b"n\r\n4000000\r\n"}
