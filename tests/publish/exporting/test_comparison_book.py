"""The workbook of a comparison: a sheet a kind, texts as text, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from kg.comparing import Comparison, Wording
from kg.publish.exporting.comparison_book import write_comparison
from tests.comparing.years import NOTICE, compared, next_year

EDITS = (("快速路", "大道及沿线隧道"), ("增长8%", "增长7%"), ("陈立", "林岚"), ("新建幼儿园2所", "=1+1新建幼儿园2所"))


@pytest.fixture
def found(tmp_path: Path) -> Comparison:
    return compared(tmp_path, next_year(NOTICE, *EDITS))


def test_a_sheet_for_each_kind(found: Comparison, tmp_path: Path) -> None:
    write_comparison(found, Wording("zh"), tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx", rich_text=True)
    assert book.sheetnames == ["概况", "任务", "量化目标", "领导"]
    rows = list(book["任务"].iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("地区", "年份", "变化", "位置", "原", "现")
    assert [str(cell) for cell in rows[1][2:]] == ["改写", "一 3", "2022年底前开通云栖快速路。", "2023年底前开通云栖大道及沿线隧道。"]
    bold = [str(run.text) for run in rows[1][5] if not isinstance(run, str) and run.font.b]
    assert bold == ["大道及沿线隧道"]
    (number,) = list(book["量化目标"].iter_rows(min_row=3, values_only=True))
    assert number[2:] == ("降低", "一 1", "规上工业增加值", "增长 8%", "增长 7%", -1, "%")


def test_a_text_that_looks_like_a_formula_is_text(found: Comparison, tmp_path: Path) -> None:
    write_comparison(found, Wording("en"), tmp_path / "c.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "c.xlsx")["Tasks"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(str(cell.value).startswith("=1+1") for cell in cells)


def test_the_same_comparison_gives_the_same_bytes(found: Comparison, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_comparison(found, Wording("zh"), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
