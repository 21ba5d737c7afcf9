"""Where somebody judged a sample, the first screen says how far the readings can be trusted, with the interval."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.building.build import build
from kg.correcting.estimating import Estimate
from kg.store.graph import load_store
from kg.views.trust import trust_beside, trust_of
from kg.views.writing import write_pages
from tests.correcting.cases import NOTICE
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE

FOUND = (
    Estimate("a-1", "units", 0.974, 0.951, 0.987, 300, 9_000, 8, 0.91),
    Estimate("a-1", "task", 0.95, 0.92, 0.97, 300, 9_000, 15, 0.8),
)


def judgement(number: int, *, right: bool) -> str:
    line = {
        "id": f"c-a-{number}",
        "document": {"number": "青政办发〔2024〕3号"},
        "task": {"part": 1, "number": str(number)},
        "fields": ["units"],
        "confirm": right,
        "audit": {"sample": "a-1", "stratum": "text", "tasks": 5, "in_doubt": False},
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("judged", [True, False], ids=["judged", "nobody judged"])
def test_a_build_with_judgements_tells_the_estimate_on_its_pages(tmp_path: Path, judged: bool) -> None:
    (tmp_path / "青岭县.txt").write_text(NOTICE, encoding="utf-8")
    if judged:
        lines = "".join(judgement(number, right=number < 4) for number in range(1, 5))
        (tmp_path / "corrections.jsonl").write_text(lines, encoding="utf-8")
    build([tmp_path / "青岭县.txt"], tmp_path / "out", with_pages=True, with_quads=False)
    index = (tmp_path / "out" / "html" / "assets" / "data" / "index.js").read_text(encoding="utf-8")
    told = json.loads(index.removeprefix('Zeren.put("index",').removesuffix(");\n"))
    assert [(one["field"], one["share"], one["judged"]) for one in told.get("trust", [])] == (
        [("units", 0.75, 4), ("task", 0.75, 4)] if judged else []
    )
    assert trust_beside(tmp_path / "out") == tuple(told.get("trust", []))


@pytest.mark.parametrize(
    "report", ["", "[]", "{}", '{"corrections": {"estimates": [{"field": "units"}]}}', '{"corrections": {"estimates": 3}}']
)
def test_a_report_that_tells_none_gives_none(tmp_path: Path, report: str) -> None:
    (tmp_path / "report.json").write_text(report, encoding="utf-8")
    assert trust_beside(tmp_path) == ()


@pytest.mark.usefixtures("quiet")
def test_the_first_screen_has_the_estimate_with_its_interval(browser: Browser, tmp_path: Path) -> None:
    write_pages(load_store(FIXTURE), tmp_path, trust=trust_of(FOUND))
    browser.open(tmp_path, "index")
    assert "单位与角色 97.4 %（95.1–98.7 %）" in browser.text(".trust")
    assert "300 项任务（共 9000 项）" in browser.text(".trust")
    browser.open(tmp_path, "index", lang="en")
    assert "bodies with their role 97.4 % (95.1–98.7 %)" in browser.text(".trust")
    assert "80 % were in doubt" in browser.text(".trust")
    top = browser.js("return document.querySelector('.trust').getBoundingClientRect().bottom <= innerHeight")
    assert top, "the first screen"


@pytest.mark.usefixtures("quiet")
def test_where_nobody_judged_nothing_is_said(browser: Browser, small: Path) -> None:
    browser.open(small, "index")
    assert browser.all(".trust") == []
