"""The server of ``kg review``: a decision is on the disk before the answer, and nobody but its own page on this machine can write."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.correcting.desk import Desk
from kg.correcting.estimating import estimates
from kg.correcting.ledger import Ledger
from kg.correcting.places import selector_of
from kg.model.jsonl import record_json
from kg.publish.reviewing.judging import asked_of
from kg.publish.reviewing.page import page_files, review_page, words
from kg.publish.reviewing.server import ReviewServer
from tests.correcting.cases import NOTICE

DOUBTFUL = NOTICE.replace("责任单位：县交通局、县财政局", "责任单位：县交通局、县财政局（其他略")
CONFIRM = {"confirm": True}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ReviewServer]:
    folder = tmp_path_factory.mktemp("review")
    (folder / "青岭县.txt").write_text(DOUBTFUL, encoding="utf-8")
    with ReviewServer(Desk([folder / "青岭县.txt"], Ledger(folder / "corrections.jsonl")), by="督查室") as opened:
        threading.Thread(target=opened.serve_forever, args=(0.02,), daemon=True).start()
        yield opened
        opened.shutdown()


class Window:
    """A page's way to the server."""

    def __init__(self, server: ReviewServer) -> None:
        self.client = httpx.Client(base_url=server.page, trust_env=False, timeout=30, verify=False)
        self.ledger = server.desk.ledger.path

    def get(self, path: str, **asked: str) -> Any:
        return self.client.get(path, params=asked).raise_for_status().json()

    def post(self, path: str, asked: object, **headers: str) -> httpx.Response:
        return self.client.post(path, json=asked, headers=headers)

    @property
    def key(self) -> str:
        return str(self.get("queue")["documents"][0]["key"])

    def task(self, number: int) -> dict[str, Any]:
        task = self.get("document", key=self.key)["tasks"][number]
        return {**{name: task[name] for name in ("start", "end", "number")}, "seen": [one["id"] for one in task.get("corrections", [])]}

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ledger.read_text(encoding="utf-8").splitlines()] if self.ledger.exists() else []


@pytest.fixture(scope="module")
def opened(server: ReviewServer) -> Window:
    return Window(server)


@pytest.fixture
def window(opened: Window) -> Window:
    """With nothing decided yet."""
    opened.ledger.unlink(missing_ok=True)
    return opened


def test_the_queue_and_the_document_are_told(window: Window) -> None:
    queue = window.get("queue")
    (row,) = (row for row in queue["rows"] if row[1] is not None)
    assert row[1:3] == [2, ["name-doubtful"]]
    assert row[7].startswith("加快推进青岭至云岫公路建设")
    document = window.get("document", key=window.key, text="")
    assert document["text"] == DOUBTFUL
    assert document["tasks"][0]["units"][0]["name"] == "县发改局"
    assert "text" not in window.get("document", key=window.key)


def test_a_decision_is_on_the_disk_and_in_the_answer(window: Window) -> None:
    start = DOUBTFUL.index("县财政局（其他略")
    said = {"set": {"units": [{"name": "县交通局", "role": "lead"}, {"name": "县财政局", "role": "support"}]}}
    asked = {"key": window.key, "said": said, "at": [start, start + 4], "task": window.task(2), "why": " 电话\n核实 "}
    answer = window.post("decide", asked).raise_for_status().json()
    (line,) = window.lines()
    assert (line["id"], line["by"], line["why"], line["at"]["exact"]) == (answer["id"], "督查室", "电话 核实", "县财政局")
    assert [unit["name"] for unit in answer["document"]["tasks"][2]["units"]] == ["县交通局", "县财政局"]
    back = window.post("take-back", {"key": window.key, "id": answer["id"]}).raise_for_status().json()
    assert back["document"]["tasks"][2]["corrections"] == []
    assert [sorted(set(line) & {"set", "takes_back"}) for line in window.lines()] == [["set"], ["takes_back"]]


def test_two_windows_do_not_lose_each_others(server: ReviewServer, window: Window) -> None:
    other, key, seen = Window(server), window.key, window.task(0)
    add = {"add": {"unit": {"name": "县统计局", "role": "support"}}}
    assert window.post("decide", {"key": key, "said": add, "task": seen}).is_success
    late = other.post("decide", {"key": key, "said": {"set": {"units": []}}, "task": seen}, Accept_Language="zh")
    assert (late.status_code, len(window.lines())) == (409, 1)
    fresh = other.task(0)
    assert other.post("decide", {"key": key, "said": CONFIRM, "task": fresh}).is_success
    assert "县统计局" in [unit["name"] for unit in window.get("document", key=key)["tasks"][0]["units"]]


def test_what_another_program_wrote_is_seen(window: Window, server: ReviewServer) -> None:
    key = window.key
    Desk([server.desk.ledger.path.parent / "青岭县.txt"], server.desk.ledger).decide(key, CONFIRM, task=1)
    assert window.get("decided") == {"decided": 1}
    assert len(window.get("document", key=key)["tasks"][1]["corrections"]) == 1


def test_a_number_is_read_from_words(window: Window) -> None:
    (target,) = window.post("number", {"words": "投资3.2亿元以上"}).json()["targets"]
    assert (target["value"], target["unit"], target["comparator"]) == (3.2, "亿元", "ge")


def sample_of(desk: Desk) -> list[dict[str, Any]]:
    """What the workbook of a sample carries of the first three tasks."""
    (opened,) = desk.documents()
    found = []
    for task in opened.parsed.tasks[:3]:
        at = selector_of(opened.source.text, task.start, task.end)
        audit = {"sample": "a-1", "stratum": "text", "tasks": 5, "in_doubt": bool(task.doubts)}
        found.append({"document": {"sha256": opened.key}, "at": record_json(at), "task": {"number": task.number}, "audit": audit})
    return found


def test_a_sample_is_judged_field_by_field_as_its_workbook_would_have_it(tmp_path: Path) -> None:
    (tmp_path / "青岭县.txt").write_text(DOUBTFUL, encoding="utf-8")
    desk = Desk([tmp_path / "青岭县.txt"], Ledger(tmp_path / "corrections.jsonl"))
    asked = asked_of(sample_of(desk), desk, "sample.xlsx")
    with ReviewServer(desk, asked=asked, by="督查室") as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        window = Window(server)
        assert [row[1] for row in window.get("queue")["sample"]] == [0, 1, 2]
        assert window.post("judge", {"number": 1, "wrong": ["units"], "why": "牵头读反"}).is_success
        assert [(line["confirm"], line["fields"]) for line in window.lines()] == [
            (True, ["text", "leaders", "targets", "results"]),
            (False, ["units"]),
        ]
        assert window.post("judge", {"number": 0, "wrong": []}).is_success
        assert [row[1] for row in window.get("queue")["sample"]] == [2]
        hostile: list[tuple[object, object]] = [(2, None), (2, "units"), (2, ["x"]), (2, [{}]), (2, [["units"]])]
        hostile += [(3, []), (-1, []), ("0", []), (None, []), (True, [])]
        for number, wrong in hostile:
            assert window.post("judge", {"number": number, "wrong": wrong}).status_code == 400
        server.shutdown()
    assert {one.field: (one.share, one.judged) for one in estimates(desk.ledger.read())}["units"] == (0.5, 2)
    assert [one.by for one in desk.ledger.read()] == ["督查室"] * 3


def test_who_has_no_sample_judges_none(window: Window) -> None:
    assert "sample" not in window.get("queue")
    assert window.post("judge", {"number": 0, "wrong": []}).status_code == 400


HOSTILE: dict[str, object] = {
    "an array": [],
    "nothing": None,
    "a number": 3,
    "no key": {"key": None, "said": CONFIRM},
    "a key that is none": {"key": "x", "said": CONFIRM},
    "a key of another kind": {"key": {"a": 1}, "said": CONFIRM},
    "no decision": {"said": {}},
    "two decisions": {"said": {"confirm": True, "drop": "task"}},
    "an id of its own": {"said": {"confirm": True, "id": "c-1"}},
    "another document": {"said": {"confirm": True, "document": {"number": "x"}}},
    "an audit": {"said": {"confirm": True, "audit": {"sample": "a", "stratum": "b", "tasks": 1, "in_doubt": True}}},
    "names": {"said": {"same_body": ["甲", "乙"]}},
    "an undoing": {"said": {"takes_back": "c-1"}},
    "a place behind the end": {"said": CONFIRM, "at": [0, 10**9]},
    "a place before the start": {"said": CONFIRM, "at": [-5, 3]},
    "a place of no length": {"said": CONFIRM, "at": [3, 3]},
    "a place of truths": {"said": CONFIRM, "at": [False, True]},
    "a place of texts": {"said": CONFIRM, "at": ["0", "5"]},
    "a task by its index": {"said": CONFIRM, "task": 0},
    "a task that is none": {"said": CONFIRM, "task": {"start": 1, "end": 2, "number": None}},
    "a task of keys": {"said": CONFIRM, "task": {"start": 1, "__class__": 2}},
    "a body without a name": {"said": {"set": {"units": [{"role": "lead"}]}}},
    "a body that is none": {"said": {"set": {"units": "县发改局"}}},
    "what no record has": {"said": {"set": {"__dict__": {}}}},
    "a role that is none": {"said": {"set": {"units": [{"name": "县发改局", "role": "<script>"}]}}},
    "a text that is not there": {"said": {"set": {"text": "从未说过的话"}}},
    "a long reason": {"said": CONFIRM, "why": "长" * 3000},
    "a reason of another kind": {"said": CONFIRM, "why": ["x"]},
    "half a character": {"said": CONFIRM, "why": "\ud800"},
    "a key too many": {"said": CONFIRM, "path": "/etc/passwd"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_decision_is_refused_and_nothing_is_written(window: Window, name: str) -> None:
    asked = HOSTILE[name]
    if isinstance(asked, dict):
        whole = {"key": window.key, **asked}
        needs_task = isinstance(asked.get("said"), dict) and "set" in asked["said"]
        asked = {**whole, "task": window.task(0)} if needs_task else whole
    answer = window.client.post("decide", content=json.dumps(asked), headers={"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert window.lines() == []


RAW = {
    "no JSON": b"{",
    "no UTF-8": b'{"key": "\xff"}',
    "deep": b"[" * 200_000,
    "no number": b'{"key": NaN}',
    "a long number": b'{"key": ' + b"9" * 10_000 + b"}",
    "empty": b"",
}


@pytest.mark.parametrize("name", RAW)
def test_a_body_that_is_none_is_refused(window: Window, name: str) -> None:
    answer = window.client.post("decide", content=RAW[name], headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert window.get("decided") == {"decided": 0}


def test_a_body_too_big_is_refused_before_it_is_read(window: Window) -> None:
    answer = window.client.post("decide", content=b" " * (1 << 20) + b"{}", headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


WAYS: dict[str, tuple[int, dict[str, str]]] = {
    "a page of another origin": (403, {"Origin": "https://pages.example"}),
    "a page of another port": (403, {"Origin": "http://127.0.0.1:1"}),
    "a page from disk": (403, {"Origin": "null"}),
    "a frame of elsewhere": (403, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}),
    "a name bound to this machine": (421, {"Host": "rebound.example"}),
    "another machine's address": (421, {"Host": "192.0.2.7"}),
    "a name that begins as ours": (421, {"Host": "127.0.0.1.rebound.example"}),
    "a form": (415, {"Content-Type": "text/plain"}),
    "no type": (415, {"Content-Type": ""}),
}


@pytest.mark.parametrize("way", WAYS)
def test_another_programs_page_cannot_write(window: Window, way: str) -> None:
    status, headers = WAYS[way]
    body = json.dumps({"key": window.key, "said": CONFIRM})
    answer = window.client.post("decide", content=body, headers={"Content-Type": "application/json", **headers})
    assert (answer.status_code, window.lines()) == (status, [])
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("way", [way for way, (status, _) in WAYS.items() if status != 415])
def test_another_programs_page_cannot_read(window: Window, way: str) -> None:
    status, headers = WAYS[way]
    answer = window.client.get("queue", headers=headers)
    assert answer.status_code == status
    assert "青岭" not in answer.text


@pytest.mark.parametrize("word", ["", "x", "x/", "static/core.js", "queue", "%00/queue", "é/", "../queue"])
@pytest.mark.usefixtures("window")
def test_without_the_word_of_the_address_there_is_nothing(server: ReviewServer, word: str) -> None:
    client = httpx.Client(trust_env=False, timeout=30, verify=False)
    answer = client.get(f"{server.url}{word}")
    assert (answer.status_code, "青岭" in answer.text, server.word in answer.text) == (403, False, False)
    key = server.desk.documents()[0].key
    answer = client.post(f"{server.url}{word}decide", json={"key": key, "said": CONFIRM})
    assert (answer.status_code, server.desk.decisions) == (403, ())


def test_each_run_has_a_word_of_its_own_that_cannot_be_guessed(server: ReviewServer) -> None:
    with ReviewServer(server.desk) as other:
        assert other.word != server.word
        assert len(other.word) >= 32


def test_it_listens_at_loopback_alone(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=60):
        pass


def test_every_answer_keeps_the_page_by_itself(window: Window) -> None:
    for path in ("", "static/core.js", "queue", "nothing"):
        headers = window.client.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert window.client.get("queue").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["static/../server.py", "static/", "static/server.py", "static/%2e%2e/page.py", "document?key=../x", "x"])
def test_nothing_else_is_given(window: Window, path: str) -> None:
    assert window.client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_refused(window: Window, method: str) -> None:
    assert window.client.request(method, "decide", json={"key": window.key, "said": CONFIRM}).status_code == 405


def test_the_log_of_what_was_refused_does_not_tell_the_word(tmp_path: Path) -> None:
    told: list[str] = []
    (tmp_path / "青岭县.txt").write_text(NOTICE, encoding="utf-8")
    with ReviewServer(Desk([tmp_path / "青岭县.txt"], Ledger(tmp_path / "corrections.jsonl")), tell=told.append) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        assert httpx.get(f"{server.page}nothing", trust_env=False, timeout=30, verify=False).status_code == 404
        server.shutdown()
    assert len(told) == 1
    assert "404" in told[0] and server.word not in told[0]


def test_every_word_of_the_page_is_there_in_both_languages() -> None:
    files = page_files()
    own = b"".join(content for name, content in files.items() if name not in ("core.js", "words.js")).decode()
    used = set(re.findall(r"\bt\(\"([a-z][\w-]*)\"", own)) | set(re.findall(r"data-t=\"([\w-]+)\"", review_page().decode()))
    assert used <= set(words())
    assert len(used) > 80
    assert not [
        key for key, (chinese, english) in words().items() if not chinese or not english or chinese.count("{") != english.count("{")
    ]


def test_what_cannot_be_written_is_told_and_not_answered_as_done(window: Window, server: ReviewServer) -> None:
    key = window.key
    server.desk.ledger.path.mkdir()
    try:
        answer = window.client.post("decide", json={"key": key, "said": CONFIRM}, headers={"Accept-Language": "zh"})
    finally:
        server.desk.ledger.path.rmdir()
    assert answer.status_code == 500
    assert "corrections.jsonl" in answer.text
