"""``kg compare``: years of a graph, builds and graph files, in every form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.program import program
from tests.comparing.years import NOTICE, built, next_year

EDITS = (("增长8%", "增长7%"), ("快速路", "大道及沿线隧道"), ("陈立", "林岚"))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("years"), NOTICE, next_year(NOTICE, *EDITS))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(program, ["compare", *map(str, arguments)])


def test_a_table_shows_a_reworded_text_once_with_its_marks(data: Path) -> None:
    told = run(2022, 2023, "--data", data)
    assert told.exit_code == 0
    assert "开通云栖[-快速路-]{+大道及沿线隧道+}。" in told.stdout
    assert "2022年底前" not in told.stdout
    assert len(told.stdout.splitlines()) == 1 + len(EDITS)
    assert "云岫市 2022 → 2023: Tasks: reworded 1, same 5" in told.stderr


def test_in_chinese_the_table_is_chinese(data: Path) -> None:
    told = run(2022, 2023, "--data", data, "--lang", "zh", "--format", "markdown")
    assert told.stdout.startswith("| 地区 | 年份 | 类别 | 变化 |")
    assert "| 量化目标 | 降低 | 一 1 | 规上工业增加值 | 增长 8% | 增长 7% | -1 | % |" in told.stdout


def test_json_and_csv_hold_whole_texts_and_are_the_same_in_any_language(data: Path) -> None:
    chinese = json.loads(run(2022, 2023, "--data", data, "--lang", "zh", "--format", "json").stdout)
    english = json.loads(run(2022, 2023, "--data", data, "--format", "json").stdout)
    assert chinese == english
    by_change = {row["change"]: row for row in english}
    assert by_change["reworded"]["old"] == "2022年底前开通云栖快速路。"
    assert by_change["lowered"]["difference"] == -1
    assert by_change["lowered"]["old_iri"].startswith("https://w3id.org/zeren/id/target/")
    listed = list(csv.DictReader(io.StringIO(run(2022, 2023, "--data", data, "--format", "csv").stdout)))
    assert [row["change"] for row in listed] == [row["change"] for row in english]


def test_all_shows_what_stayed_the_same_too(data: Path) -> None:
    changes = [row["change"] for row in json.loads(run(2022, 2023, "--data", data, "--all", "--format", "json").stdout)]
    assert changes.count("same") > len(changes) / 2


def test_a_page_and_a_workbook_at_once(data: Path, tmp_path: Path) -> None:
    told = run(2022, 2023, "--data", data, "--html", tmp_path / "p.html", "-o", tmp_path / "c.xlsx", "-q")
    assert (told.exit_code, told.output) == (0, "")
    assert (tmp_path / "p.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert (tmp_path / "c.xlsx").read_bytes().startswith(b"PK")


def test_two_folders_and_a_graph_file(tmp_path: Path) -> None:
    one = built(tmp_path / "a", NOTICE)
    other = built(tmp_path / "b", next_year(NOTICE, *EDITS)) / "graph.ttl"
    assert [row["change"] for row in json.loads(run(one, other, "--format", "json").stdout)] == ["reworded", "lowered", "replaced"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(["2022", "2029"], 1, "云岫市: 2022, 2023", id="year-without-lists"),
        pytest.param(["2022", "2023", "--region", "云秀市"], 2, "The nearest: 云岫市", id="unknown-place"),
        pytest.param(["2022", "no-such-folder"], 1, "no such file or folder", id="no-such-folder"),
    ],
)
def test_what_cannot_be_compared_is_said(data: Path, arguments: list[str], code: int, said: str) -> None:
    told = run(*arguments, "--data", data)
    assert told.exit_code == code
    assert said in told.stderr
