"""What the server tells is in the language that the client asks for, else in that of the command; nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from kg.model.wording import speaking
from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening

LIMITS = Limits(seconds=10, workers=1, rows=1000, memory=1 << 29)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    (folder / "graph.ttl").write_text("<x:a> a <x:Document> .\n", encoding="utf-8")
    (folder / "graph.nq").write_text("", encoding="utf-8")
    write_store(folder, folder / "store")
    return folder / "store"


@pytest.fixture(scope="module")
def endpoint(store: Path) -> Iterator[Endpoint]:
    with listening(store, LIMITS) as server:
        yield server


def ask(server: Endpoint, path: str, accepted: str | None) -> httpx.Response:
    headers = {} if accepted is None else {"Accept-Language": accepted}
    with httpx.Client(base_url=server.url, trust_env=False, timeout=30, headers={"Accept": "*/*", **headers}) as client:
        return client.get(path)


@pytest.mark.parametrize(
    ("path", "status", "english", "chinese"),
    [
        ("/nowhere", 404, "nothing here", "这里没有内容"),
        ("/sparql?query=SELECT", 400, "the query does not parse", "该查询无法解析"),
        ("/sparql?query=DROP+ALL", 400, "DROP is an update", "DROP 是更新"),
        ("/sparql?update=x", 403, "this endpoint is read-only", "本端点只读"),
        ("/search?q=x", 500, "there is no search index", "没有搜索索引"),
        ("/search?q=x&year=soon", 400, "year is a number", "year 应为数字"),
        ("/thing?iri=x:none", 404, "the graph says nothing of", "图谱中没有"),
    ],
    ids=lambda value: value if str(value).startswith("/") else "",
)
def test_a_refusal_is_told_in_the_language_asked_for(endpoint: Endpoint, path: str, status: int, english: str, chinese: str) -> None:
    for accepted, language, words in ((None, "en", english), ("zh-CN,zh;q=0.9,en;q=0.8", "zh", chinese), ("en,zh;q=0.5", "en", english)):
        answer = ask(endpoint, path, accepted)
        assert (answer.status_code, answer.headers["Content-Language"]) == (status, language)
        assert words in answer.text
        assert "Accept-Language" in answer.headers["Vary"]


def test_who_asks_for_neither_language_gets_that_of_the_command(store: Path) -> None:
    with speaking("zh"), listening(store, LIMITS) as server:
        assert "这里没有内容" in ask(server, "/nowhere", "de").text
        assert "nothing here" in ask(server, "/nowhere", "en").text


def test_an_answer_is_the_same_in_every_language(endpoint: Endpoint) -> None:
    path = "/sparql?query=SELECT+?s+{+?s+?p+?o+}&format=json"
    english, chinese = ask(endpoint, path, "en"), ask(endpoint, path, "zh")
    assert english.status_code == 200
    assert (english.content, english.headers.get("ETag")) == (chinese.content, chinese.headers.get("ETag"))
