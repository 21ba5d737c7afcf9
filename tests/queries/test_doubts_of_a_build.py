"""What a real build says of its doubts is what the records say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.queries import find_query, run
from kg.resources import SAMPLES
from kg.store.graph import load_store

DOUBTFUL = "云岫市2023年重点工作责任分解\n1.新建厂房3座。\n责任单位：发改局\n2.修订规划。\n责任单位：财政局、好好学习\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and a notice with a name that is hardly one."""
    made = tmp_path_factory.mktemp("built")
    (made / "doubtful.txt").write_text(DOUBTFUL, encoding="utf-8")
    build([*sorted(SAMPLES.glob("*.txt")), made / "doubtful.txt"], made / "out")
    return made / "out"


@pytest.fixture(scope="module")
def store(folder: Path) -> ox.Store:
    return load_store(folder)


@pytest.fixture(scope="module")
def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()]


def test_each_task_in_doubt_is_listed_with_each_reason(store: ox.Store, records: list[dict[str, Any]]) -> None:
    titles = {record["file"]: record["title"] for record in records if record["type"] == "document"}
    tasks = [record for record in records if record["type"] == "task"]
    told = Counter((titles[task["file"]], doubt, task["text"]) for task in tasks for doubt in task.get("doubts", []))
    rows = run(store, find_query("doubts")).rows
    assert Counter((row[2], row[3], row[4]) for row in rows) == told
    assert ("2", "云岫市", titles["doubtful.txt"], "name-doubtful", "修订规划。", "2023") in rows


def test_one_kind_alone_is_asked_by_its_code(store: ox.Store) -> None:
    rows = run(store, find_query("doubts"), {"doubt": "name-doubtful"}).rows
    assert [row[4] for row in rows] == ["修订规划。"]


def test_the_kinds_are_counted_as_in_the_report(store: ox.Store, folder: Path) -> None:
    why = json.loads((folder / "report.json").read_text(encoding="utf-8"))["summary"]["why"]
    rows = run(store, find_query("doubt-kinds")).rows
    assert [row[:4] for row in rows] == [(reason["code"], reason["title_zh"], reason["documents"], reason["tasks"]) for reason in why]
