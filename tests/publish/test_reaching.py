"""No query reaches another machine, by ``kg query`` or by ``kg serve``, whatever stands before its SERVICE: a listener counts the calls."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.errors import BadQuery, StoreError
from kg.publish.serving import exposure, pool
from kg.publish.serving.exposure import check_host
from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.worker import Question
from kg.queries import Query, evaluation, run
from kg.store.confined import confinable
from kg.store.disk import write_store
from kg.store.graph import load_store
from tests.publish import reaching, unguarded

WORKING = pytest.mark.skipif(not confinable(), reason="this system does not let a process give up the network")
LIMITS = Limits(seconds=20, rows=500, memory=1 << 29, workers=2)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reaching.data(tmp_path_factory.mktemp("reaching"))


@pytest.fixture(scope="module")
def store(graph: Path) -> Path:
    write_store(graph, graph.with_name("store"))
    return graph.with_name("store")


@pytest.fixture
def elsewhere() -> Iterator[reaching.Listener]:
    with reaching.listener() as made:
        yield made


def query(text: str) -> Query:
    return Query("mine", "", "", "", "", (), (), text, "mine.rq")


def put(ask: Callable[[str], object], text: str) -> None:
    with contextlib.suppress(BadQuery, OSError, RuntimeError, SyntaxError, ValueError):
        ask(text)


def question(text: str) -> Question:
    return Question(text, "text/csv", "text/turtle")


def test_the_cases_do_call_where_nothing_holds_them(graph: Path, elsewhere: reaching.Listener) -> None:
    """So that a count of none elsewhere says something."""
    held = load_store(graph)
    cases = reaching.cases(elsewhere.port)
    for text in cases:
        put(lambda asked: [*iter_of(held.query(asked))], text)
    assert len(cases) > 4_000
    assert elsewhere.counted() > 1_000


def iter_of(answer: object) -> Iterator[object]:
    return iter(answer) if isinstance(answer, ox.QuerySolutions | ox.QueryTriples) else iter([bool(answer)])


@pytest.mark.parametrize("name", reaching.SHAPES)
def test_each_shape_that_once_got_past_the_guard_is_refused_in_words(
    graph: Path, store: Path, elsewhere: reaching.Listener, tmp_path: Path, name: str
) -> None:
    text = reaching.placed(reaching.SHAPES[name], elsewhere.port)
    with Pool(store, LIMITS) as served:
        answer = served.ask(question(text))
    assert answer.status == "wrong"
    assert b"SERVICE is not allowed" in answer.body
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kg", "query", str(tmp_path / "mine.rq"), "--data", str(graph)]
    asked = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert asked.returncode == 2
    assert "SERVICE is not allowed" in asked.stderr
    assert elsewhere.counted() == 0


@WORKING
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without a look at the words"])
def test_no_case_of_the_generator_calls_by_kg_query(
    graph: Path, elsewhere: reaching.Listener, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(evaluation, "refuse_unsafe", lambda text, where: None)
    held = load_store(graph)
    for text in reaching.cases(elsewhere.port):
        put(lambda asked: run(held, query(asked)), text)
    assert elsewhere.counted() == 0


@WORKING
@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "without a look at the words"])
def test_no_case_of_the_generator_calls_by_kg_serve(
    store: Path, elsewhere: reaching.Listener, monkeypatch: pytest.MonkeyPatch, guarded: bool
) -> None:
    if not guarded:
        monkeypatch.setattr(pool, "answer_questions", unguarded.answer_questions)
    with Pool(store, LIMITS) as served, ThreadPoolExecutor(2) as crowd:
        answers = list(crowd.map(served.ask, map(question, reaching.cases(elsewhere.port))))
    assert elsewhere.counted() == 0
    # The engine was asked, and found no network: nothing else has kept it from calling.
    assert guarded or sum(b"SERVICE is not allowed" in answer.body for answer in answers) > 500


@WORKING
def test_what_the_words_let_pass_is_refused_by_what_the_engine_meets(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluation, "refuse_unsafe", lambda text, where: None)
    for host in ("127.0.0.1:8001", "localhost:8001", "example.invalid"):
        with pytest.raises(BadQuery, match="SERVICE is not allowed"):
            run(load_store(graph), query(f"SELECT * {{ SERVICE <http://{host}/> {{ ?s ?p ?o }} }}"))


@WORKING
def test_a_query_may_still_ask_for_what_the_system_gives_without_a_network(graph: Path) -> None:
    asked = query("SELECT (NOW() AS ?a) (RAND() AS ?b) (UUID() AS ?c) (SHA512('a') AS ?d) (REGEX('a', 'A', 'i') AS ?e) {}")
    assert None not in run(load_store(graph), asked).rows[0]


def test_where_the_system_does_not_hold_it_only_this_machine_may_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    check_host("0.0.0.0")
    monkeypatch.setattr(exposure, "confinable", lambda: False)
    for host in ("127.0.0.1", "127.8.0.1", "::1", "localhost"):
        check_host(host)
    for host in ("0.0.0.0", "::", "192.0.2.1", "", "localhost.example.org"):
        with pytest.raises(StoreError, match="Listen at 127"):
            check_host(host)
