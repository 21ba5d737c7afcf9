"""The report of a half-year: what it counts, that it says "nothing reported" and no more, and that it is one page that Word can open."""

from __future__ import annotations

import datetime
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl  # type: ignore[import-untyped]
import pypdfium2  # type: ignore[import-untyped]
import pytest
from click.testing import CliRunner

from kg.building.build import build
from kg.cli.program import program as program_of_kg
from kg.knowledge.workbook import field_of, words_of
from kg.model.errors import StoreError
from kg.publish.exporting import export
from kg.publish.exporting.promises import HalfYear, half_years
from kg.publish.exporting.things import Graph
from tests.publish.servers import program

docx = pytest.importorskip("docx", reason="python-docx is not installed (pip install 'zeren[report]')")
HEAD = "云岫市人民政府办公室关于印发2026年重点工作责任分解的通知\n云政办发〔2026〕3号\n云岫市2026年重点工作责任分解\n"
NOTICE = f"""{HEAD}1.新建农村公路60公里。
责任单位：交通运输局、财政局
2.6月底前建成老年食堂20家。
责任单位：民政局
3.新增学位500个。
责任单位：教育局
4.修订防汛预案。
责任单位：水利局
"""
# Of the fourth nothing is told.
TOLD = {
    "交通运输局": ("滞后", "25", datetime.date(2026, 6, 30)),
    "民政局": ("已完成", "20家", datetime.date(2026, 6, 15)),
    "教育局": (None, "510个", datetime.date(2026, 9, 30)),
}


def filled(path: Path, out: Path) -> Path:
    book = openpyxl.load_workbook(path)
    for bureau, values in TOLD.items():
        sheet = book[bureau]
        columns = {field_of(str(cell.value)): cell.column for cell in sheet[2]}
        for name, value in zip(("status", "value", "as_of"), values, strict=True):
            sheet.cell(3, columns[name]).value = value
    book.save(out)
    return out


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("half")
    notice = folder / "notice.txt"
    notice.write_text(NOTICE, encoding="utf-8")
    build([notice], folder / "first")
    (path,) = export(folder / "first", "xlsx", folder / "lists")
    build([notice, filled(path, folder / "filled.xlsx")], folder / "out")
    return folder / "out"


def half(built: Path, year: int | None = None, number: int | None = None) -> HalfYear:
    (found,) = half_years(Graph(built), words_of("zh"), year, number)
    return found


def texts(path: Path) -> list[str]:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def test_a_half_year_counts_what_was_told_up_to_its_last_day(built: Path) -> None:
    assert dict(half(built, 2026, 1).states()) == {"behind": 1, "kept": 1, "nothing": 2}
    assert dict(half(built, 2026, 2).states()) == {"behind": 1, "kept": 1, "told": 1, "nothing": 1}
    assert half(built).half == 2
    assert dict(half(built, 2026, 1).by_lead()) == {
        "交通运输局": {"behind": 1},
        "民政局": {"kept": 1},
        "教育局": {"nothing": 1},
        "水利局": {"nothing": 1},
    }


def test_without_any_report_nothing_is_said_to_be_done_or_not(built: Path) -> None:
    found = half(built.parent / "first")
    assert (found.half, dict(found.states()), found.results) == (1, {"nothing": 4}, 0)


def test_of_two_numbers_the_newest_of_each_counts_and_an_item_without_a_result_tells(tmp_path: Path) -> None:
    """By the year's end the roads are built, and of the bus lines mid-year is the last that is told; of the hospital no state is told."""
    build([Path(__file__).parents[2] / "samples" / "two-years"], tmp_path / "out")
    first, second = (half(tmp_path / "out", 2024, number) for number in (1, 2))
    assert dict(first.states()) == {"behind": 3, "on-track": 4, "told": 1, "nothing": 2}
    assert [promise.state for promise in first.promises if "中医院" in promise.text] == ["told"]
    assert dict(second.states()) == {"kept": 5, "behind": 4, "nothing": 1}
    assert [promise.state for promise in second.promises if "公交" in promise.text] == ["behind"]


def test_a_number_stands_beside_what_is_told_of_it(built: Path, tmp_path: Path) -> None:
    (path,) = export(built, "docx", tmp_path, year=2026, half=1)
    rows = [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[1].rows]
    assert rows[1:] == [
        ["农村公路", "60公里", "25公里", "2026-06-30", "交通运输局"],
        ["老年食堂", "20家", "20家", "2026-06-15", "民政局"],
        ["新增学位", "500个", "未见报告", "", "教育局"],
    ]
    due = [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[2].rows]
    assert due[1:] == [["2026-06-30", "6月底前建成老年食堂20家。", "民政局", "已完成"]]


@pytest.mark.parametrize(("language", "nothing", "never"), [("zh", "未见报告", "未兑现"), ("en", "Nothing reported", "not kept")])
def test_what_is_not_told_is_nothing_reported(built: Path, tmp_path: Path, language: Any, nothing: str, never: str) -> None:
    (path,) = export(built, "docx", tmp_path, language=language)
    said = texts(path)
    assert nothing in said
    assert not [text for text in said if never in text.lower()]
    assert ("first half" in said[0] or "second half" in said[0]) == (language == "en")


def test_the_chart_has_a_bar_for_each_body_that_leads(built: Path, tmp_path: Path) -> None:
    (path,) = export(built, "docx", tmp_path, year=2026, half=1)
    with zipfile.ZipFile(path) as parts:
        chart = ElementTree.fromstring(parts.read("word/charts/chart1.xml"))
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    bars = [point.findtext(f"{space}v") for point in next(chart.iter(f"{space}strLit")).iter(f"{space}pt")]
    series = {
        one.findtext(f"{space}tx/{space}v"): {
            point.get("idx"): point.findtext(f"{space}v") for point in one.iter(f"{space}pt") if point.get("idx")
        }
        for one in chart.iter(f"{space}ser")
    }
    assert sorted(map(str, bars)) == ["交通运输局", "教育局", "民政局", "水利局"]
    assert set(series) == {"已完成", "滞后或未完成", "未见报告"}


def test_it_is_one_page_whatever_there_is_to_tell(tmp_path: Path) -> None:
    """Of sixty tasks of twenty bodies with long names and words, as LibreOffice lays it out."""
    office = program("soffice")
    long = "推进各项工作落实到位并形成长效机制" * 8
    body = "云岫经济开发区管理委员会第{}办公室"
    lines = [f"{number}.6月底前新建设施{number}座，{long}。\n责任单位：{body.format(number % 20)}\n" for number in range(1, 61)]
    (tmp_path / "notice.txt").write_text(HEAD + "".join(lines), encoding="utf-8")
    build([tmp_path / "notice.txt"], tmp_path / "out")
    reports = [*export(tmp_path / "out", "docx", tmp_path / "r"), *export(tmp_path / "out", "docx", tmp_path / "r", language="en")]
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, reports)], check=True, capture_output=True, timeout=180)
    for report in reports:
        with pypdfium2.PdfDocument(tmp_path / f"{report.stem}.pdf") as pdf:
            assert len(pdf) == 1
            assert "另有" in pdf[0].get_textpage().get_text_range() or "not listed" in pdf[0].get_textpage().get_text_range()


def test_a_year_without_a_list_is_said(built: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="2031"):
        export(built, "docx", tmp_path, year=2031)


def test_without_the_package_it_is_said(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(StoreError, match=r"zeren\[report\]"):
        export(built, "docx", tmp_path)


@pytest.mark.parametrize("option", ["--year=2026", "--half=1"])
def test_a_form_that_holds_all_years_takes_no_half_year(built: Path, tmp_path: Path, option: str) -> None:
    told = CliRunner().invoke(program_of_kg, ["export", "--format", "xlsx", option, "--data", str(built), "-o", str(tmp_path / "lists")])
    assert told.exit_code == 2
    assert "--format docx" in told.stderr
    assert not (tmp_path / "lists").exists()
