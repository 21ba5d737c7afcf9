"""The file of corrections is only added to: a line is there as a whole or not at all, whoever writes beside, whatever kills it."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.correcting.decisions import Decision, decision_of
from kg.correcting.ledger import Ledger
from kg.model.errors import BadRecord, StoreError
from tests.correcting.cases import decide, lines_of

ONE: dict[str, Any] = {"id": "c-1", "document": {"number": "青政办发〔2024〕3号"}, "at": {"exact": "增长7%"}, "confirm": True}


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "corrections.jsonl")
    assert ledger.read() == ()
    given = decide(
        {
            "by": "督查室",
            "when": "2026-11-27T09:12:00+08:00",
            "why": "见原文",
            "at": {"exact": "增长7%"},
            "set": {"units": [{"name": "发改局"}]},
        },
        {"at": {"exact": "600个"}, "drop": "target"},
        {"task": {"section": "二", "number": "4"}, "fields": ["units"], "confirm": False},
        {"at": {"exact": "增长7%"}, "set": {"targets": [{"quote": "增长7%", "value": 7.25}]}},
        {"same_body": ["县教育局", "县教体局"], "document": {"region_code": "330000"}},
        {"takes_back": "c-1", "document": {}},
        {"confirm": True, "audit": {"sample": "a-1", "stratum": "text", "tasks": 40, "in_doubt": False}},
    )
    ledger.append(given[:3])
    ledger.append(given[3:])
    assert list(ledger.read()) == given
    assert [json.loads(line)["id"] for line in ledger.path.read_text(encoding="utf-8").splitlines()] == [one.id for one in given]


def test_a_line_written_by_hand_needs_no_id_and_no_line_end(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    by_hand = {key: value for key, value in ONE.items() if key != "id"}
    path.write_bytes(("\ufeff" + json.dumps(by_hand, ensure_ascii=False)).encode())
    (first,) = Ledger(path).read()
    Ledger(path).append(decide({"id": "c-9", "confirm": True}))
    assert [one.id for one in Ledger(path).read()] == [first.id, "c-9"]


@pytest.mark.parametrize("kept", range(1, 90, 7))
def test_what_a_killed_program_left_of_a_line_is_no_decision(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "corrections.jsonl"
    ledger = Ledger(path)
    first, second = decide({"confirm": True}, {"by": "督查室", "confirm": False})
    ledger.append([first])
    whole = path.read_bytes()
    part = second.text().encode()[: max(8, kept)]
    path.write_bytes(whole + part)
    assert ledger.read() == (first,)
    ledger.append([second])
    assert ledger.read() == (first, second)
    assert path.read_bytes() == whole + second.text().encode()


_WRITER = """
import sys
from pathlib import Path
from kg.correcting.decisions import decision_of
from kg.correcting.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
for number in range(40):
    ledger.append([decision_of({"id": f"c-{sys.argv[2]}-{number}", "why": "长" * 3000,
                                 "document": {"number": "1号"}, "confirm": True}, "x")])
"""


def test_two_programs_lose_none_of_each_others_lines(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(path), name]) for name in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert {one.id for one in Ledger(path).read()} == {f"c-{name}-{number}" for name in "ab" for number in range(40)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ({"set": {"unit": []}}, "set is"),
        ({"set": {}}, "set is"),
        ({"set": {"units": []}, "at": None}, "of none which"),
        ({"drop": "leader"}, "drop is"),
        ({"drop": "task", "at": None}, "at is lacking"),
        ({"add": {"task": {}, "unit": {}}}, "add is"),
        ({"confirm": "yes"}, "confirm is"),
        ({"same_body": ["县教育局"]}, "two names"),
        ({"confirm": True, "drop": "task"}, "expected one of"),
        ({}, "it has none"),
        ({"confirm": True, "who": "甲"}, '"who" is no key'),
        ({"confirm": True, "by": 7}, "by is 7"),
        ({"confirm": True, "document": {}}, "of which document"),
        ({"confirm": True, "document": {"name": "x"}}, "is no key"),
        ({"confirm": True, "at": {"exact": " "}}, "words of the notice"),
        ({"confirm": True, "fields": ["unit"]}, "fields is"),
    ],
    ids=lambda value: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else "",
)
def test_what_is_no_correction_is_told_with_its_line(tmp_path: Path, line: dict[str, Any], said: str) -> None:
    path = tmp_path / "corrections.jsonl"
    own = {key: value for key, value in ({**ONE, "id": "c-2"} | line).items() if key != "confirm" or "confirm" in line}
    path.write_bytes(lines_of(ONE, {key: value for key, value in own.items() if value is not None}))
    with pytest.raises(BadRecord, match=f"corrections.jsonl:2.*{said}"):
        Ledger(path).read()


@pytest.mark.parametrize(
    ("content", "said"), [(b'{"id": 1\n', "not JSON"), (b"[1]\n", "no correction"), (lines_of(ONE, ONE), "line 1 already")]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_bytes(content)
    with pytest.raises(BadRecord, match=said):
        Ledger(path).read()


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(StoreError, match="cannot be written"):
        Ledger(tmp_path / "corrections.jsonl").append(decide({"confirm": True}))


def test_a_decision_is_a_value() -> None:
    one, other = (decision_of(ONE, "x") for _ in range(2))
    assert one == other
    assert len({one, other}) == 1
    assert isinstance(one, Decision)


def test_a_key_within_a_line_is_refused_with_what_to_do_about_a_correction(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps(ONE | {"id": "c-0"}) + "\n" + json.dumps(ONE | {"document": {"titel": "x"}}) + "\n", encoding="utf-8")
    with pytest.raises(BadRecord, match=r'corrections\.jsonl:2: document: "titel" is no key.*docs/corrections\.md'):
        Ledger(path).read()
