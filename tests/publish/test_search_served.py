"""``/search`` answers in JSON, within the limits of a query, and refuses what is no question."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kg.building.build import build
from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.server import Endpoint
from kg.searching import search
from kg.searching.opening import own_index
from kg.store.disk import write_store
from kg.store.graph import load_store

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build([SAMPLES / "01-leader-sections.txt"], folder)
    write_store(folder, folder / "store")
    return folder


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with (
        Pool(built / "store", Limits(workers=1, rows=3), own_index(built, built / "store", built)) as pool,
        Endpoint("127.0.0.1", 0, pool) as server,
    ):
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.url
        server.shutdown()


def get(address: str, **fields: str) -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{address}search?{urllib.parse.urlencode(fields)}") as answer:
        assert answer.headers["Content-Type"].startswith("application/json")
        return json.loads(answer.read())


def test_the_answer_is_that_of_the_index(address: str, built: Path) -> None:
    first = search(built, "加装电梯")[0]
    told = get(address, q="加装电梯", region=first.region or "", year=str(first.year), limit="2")
    assert [task["iri"] for task in told["found"]] == [found.iri for found in search(built, "加装电梯", first.region, first.year, 2)]
    assert told["found"][0]["iri"] == first.iri


def test_an_answer_has_no_more_rows_than_a_query(address: str) -> None:
    told = get(address, q="建设", limit="1000")
    assert (len(told["found"]), told["more"]) == (3, True)


def test_what_is_not_found_is_hinted_at(address: str) -> None:
    assert get(address, q="龘龘")["hints"][1] == "Nothing found."


@pytest.mark.parametrize("fields", [{}, {"q": " "}, {"q": "x", "year": "soon"}, {"q": "x", "limit": "-1"}, {"q": "x", "limit": "²"}])
def test_what_is_no_question_is_refused(address: str, fields: dict[str, str]) -> None:
    with pytest.raises(urllib.error.HTTPError, match="400"):
        get(address, **fields)


def test_a_word_that_is_said_twice_is_no_choice_of_one(address: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with pytest.raises(urllib.error.HTTPError, match="400"):
        opener.open(f"{address}search?q=x&year=2023&year=2024")


def test_a_graph_without_an_index_gets_one_and_a_build_without_text_none(built: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_bytes((built / "graph.ttl").read_bytes())
    (tmp_path / "own").mkdir()
    made = own_index(tmp_path / "mine.ttl", built / "store", tmp_path / "own")
    assert made is not None
    assert search(made, "加装电梯") == search(built, "加装电梯")
    build([SAMPLES / "01-leader-sections.txt"], tmp_path / "bare", with_text=False)
    assert own_index(tmp_path / "bare", built / "store", tmp_path / "own") is None
    assert len(load_store(tmp_path / "bare")) > 0
