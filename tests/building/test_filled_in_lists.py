"""The office's own loop: lists are handed out, filled in, built, and written again with all that was typed."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.documents import read
from kg.knowledge.workbook import FIELDS, KEY_HEADS, field_of, words_of
from kg.linking.handed_out import HandedOut, digest_of
from kg.model.errors import PassedOver, UnreadableSource
from kg.model.source import Source
from kg.model.wording import Language
from kg.publish.exporting import export
from kg.queries import find_query, run
from kg.store.graph import load_store
from kg.views.questions import Answers, parts_of
from tests.publish.servers import program

ZR = "https://w3id.org/zeren/ontology#"
HEAD = """云岫市人民政府办公室关于印发2026年重点工作责任分解的通知
云政办发〔2026〕3号
各有关单位：
现将2026年重点工作责任分解印发给你们。
云岫市2026年重点工作责任分解
"""
NOTICE = f"""{HEAD}1.新增城镇就业8万人，城镇登记失业率控制在3%以内。
责任单位：人力社保局、财政局
2.新建改建农村公路60公里。
责任单位：交通运输局
3.修订防汛预案。
责任单位：应急管理局、水利局
"""
# 1 has another number, 2 another length of road, 3 another body; one is new.
CHANGED = f"""{HEAD}1.新建老年食堂20家。
责任单位：民政局
2.新增城镇就业8万人，城镇登记失业率控制在3%以内。
责任单位：人力社保局、财政局
3.新建改建农村公路80公里。
责任单位：交通运输局
4.修订防汛预案。
责任单位：应急管理局
"""
Typed = dict[tuple[str, str], tuple[str, ...]]
TYPED: Typed = {
    ("人力社保局", "新增城镇就业"): (
        "截至6月底，新增5.1万人。\n失业率稳定。",
        "新增城镇就业：5.1万人\n城镇登记失业率：2.6%",
        "达序时进度", "2026-06-30", "附件1",
    ),
    ("财政局", "新增城镇就业"): ("已拨付补助资金。", "", "已完成", "2026-06-30", ""),
    ("交通运输局", "新建改建农村公路"): ("", "35", "", "2026-05-31", "http://127.0.0.1/路?a=1&b=2"),
    ("水利局", "修订防汛预案"): ("=1+1", "", "", "", "'《预案》<第二稿>"),
}  # fmt: skip


@dataclass
class Cell:
    """A cell to fill in: its sheet's number, row and column from 0."""

    sheet: int
    row: int
    column: int
    text: str


def rows(book: Any, *, kept: bool = False) -> Iterator[tuple[int, int, dict[str, int], list[Any]]]:
    """Each row of each sheet with fields: numbers of sheet and row, columns by field, values. ``kept``: of the sheet for the rest alone."""
    for number, sheet in enumerate(book.worksheets):
        table = list(sheet.iter_rows(values_only=True))
        if len(table) > 1 and KEY_HEADS["task"] in table[1] and (sheet.title in ("未归入", "Kept aside")) == kept:
            columns = {name: at for at, head in enumerate(table[1]) if (name := field_of(str(head)))}
            for at, row in enumerate(table[2:], 2):
                yield number, at, columns, list(row)


def as_typed(value: Any) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def found(path: Path, *, kept: bool = False) -> Typed:
    """What stands in the fields of a workbook, by body and the beginning of the task."""
    filled: Typed = {}
    for _, _, columns, row in rows(openpyxl.load_workbook(path), kept=kept):
        fields = tuple(as_typed(row[columns[name]]) for name in FIELDS)
        if any(fields):
            text = next((text for _, text in TYPED if str(row[columns["text"]]).startswith(text)), str(row[columns["text"]]))
            filled[row[columns["key-bureau"]], text] = fields
    return filled


def cells(path: Path, typed: Typed) -> Iterator[Cell]:
    left = dict(typed)
    for sheet, at, columns, row in rows(openpyxl.load_workbook(path)):
        for bureau, text in list(left):
            if row[columns["key-bureau"]] == bureau and str(row[columns["text"]]).startswith(text):
                fields = left.pop((bureau, text))
                yield from (Cell(sheet, at, columns[name], field) for name, field in zip(FIELDS, fields, strict=True) if field)
    assert not left


def by_openpyxl(path: Path, out: Path, typed: Typed) -> Path:
    book = openpyxl.load_workbook(path)
    for cell in cells(path, typed):
        own = book.worksheets[cell.sheet].cell(cell.row + 1, cell.column + 1)
        assert not own.protection.locked
        day = cell.text if len(cell.text) == 10 and cell.text[:2] == "20" else None
        own.value = datetime.date.fromisoformat(day) if day else cell.text
        if cell.text.startswith("="):
            own.data_type = "s"
    book.save(out)
    return out


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Fill
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{lines}
  Dim form(0) As New com.sun.star.beans.PropertyValue
  form(0).Name = "FilterName" : form(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL("{target}", form())
  doc.close(True)
  StarDesktop.terminate
End Sub
</script:module>
"""


def by_libreoffice(path: Path, out: Path, typed: Typed) -> Path:
    """Filled in as a person does, behind the lock of the sheets; a date as it is typed in."""
    office = program("soffice")
    lines = []
    for cell in cells(path, typed):
        parts = cell.text.replace('"', '""').split("\n")
        text = " & Chr(10) & ".join(f'"{part}"' for part in parts)
        at = f"doc.Sheets.getByIndex({cell.sheet}).getCellByPosition({cell.column}, {cell.row})"
        lines.append(f"  {at}.{'FormulaLocal' if cell.text[:2] == '20' else 'String'} = {text}")
    command = [office, f"-env:UserInstallation=file://{out.parent.resolve()}/profile", "--headless", "--norestore"]
    # The first start makes the library in which the macro is put.
    subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=180)
    macro = MACRO.format(source=path.resolve().as_uri(), target=out.resolve().as_uri(), lines=escape("\n".join(lines)))
    (out.parent / "profile" / "user" / "basic" / "Standard" / "Module1.xba").write_text(macro, encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Module1.Fill"], check=True, capture_output=True, timeout=180)
    assert out.is_file()
    return out


def handed_out(folder: Path, language: Language = "zh", notice: str = NOTICE) -> Path:
    """The lists of the notice."""
    folder.mkdir(exist_ok=True)
    (folder / "notice.txt").write_text(notice, encoding="utf-8")
    build([folder / "notice.txt"], folder / "first")
    (path,) = export(folder / "first", "xlsx", folder / "lists", language=language)
    return path


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return handed_out(tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="module")
def filled(lists: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return by_openpyxl(lists, tmp_path_factory.mktemp("filled") / "回收.xlsx", TYPED)


@pytest.fixture(scope="module")
def built(lists: Path, filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    build([lists.parents[1] / "notice.txt", filled], folder)
    return folder


def asked(folder: Path, pattern: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(path=folder / "graph.ttl")
    prefixes = {"zr": ZR, "prov": "http://www.w3.org/ns/prov#", "skos": "http://www.w3.org/2004/02/skos/core#"}
    answer = store.query(pattern, prefixes=prefixes)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(tuple("" if value is None else value.value.rpartition("#")[2] for value in row) for row in answer)


@pytest.mark.parametrize("fill", [by_openpyxl, by_libreoffice], ids=["openpyxl", "libreoffice"])
def test_what_was_filled_in_stands_in_the_next_lists(fill: Callable[[Path, Path, Typed], Path], lists: Path, tmp_path: Path) -> None:
    filled = fill(lists, tmp_path / "回收.xlsx", TYPED)
    build([lists.parents[1] / "notice.txt", filled], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again) == TYPED
    assert found(again, kept=True) == {}


def test_the_results_are_those_of_the_tasks(built: Path) -> None:
    pattern = """SELECT ?number ?indicator ?value ?unit ?status ?basis ?day ?goal {
        ?result a zr:Result ; zr:ofTask ?task . ?task zr:number ?number .
        OPTIONAL { ?result zr:indicatorName ?indicator } OPTIONAL { ?result zr:value ?value ; zr:unitOfMeasure ?unit }
        OPTIONAL { ?result zr:status ?status ; zr:statusBasis ?basis } OPTIONAL { ?result zr:asOf ?day }
        OPTIONAL { ?result zr:ofTarget ?target . ?target zr:value ?goal } }"""
    assert asked(built, pattern) == [
        ("1", "", "", "", "Done", "Printed", "2026-06-30", ""),
        ("1", "", "", "", "OnTrack", "Printed", "2026-06-30", ""),
        ("1", "城镇登记失业率", "2.6", "%", "", "", "2026-06-30", "3"),
        ("1", "新增城镇就业", "5.1", "万人", "", "", "2026-06-30", "8"),
        ("2", "农村公路", "35", "公里", "", "", "2026-05-31", "60"),
    ]


def test_what_was_filled_in_is_told_of_a_task_as_a_report_does(built: Path) -> None:
    answer = run(load_store(built), find_query("results-by-bureau"))
    places = [answer.columns.index(column) for column in ("unit", "tasks", "told", "done", "onTrack", "untold")]
    assert sorted(tuple(row[place] for place in places) for row in answer.rows) == [
        ("交通运输局", 1, 1, 0, 0, 0),
        ("人力社保局", 1, 1, 1, 1, 0),
        ("应急管理局", 1, 1, 0, 0, 0),
    ]


def test_the_pages_answer_what_became_of_tasks_without_a_printed_report(built: Path) -> None:
    answers = Answers()
    answers.take(parts_of(load_store(built)))
    shown = {answer["name"]: len(answer["rows"]) for answer in answers.all()}
    for name in ("results-by-bureau", "unreported-targets"):
        assert shown[name] == len(run(load_store(built), find_query(name)).rows)
    assert shown["results-by-bureau"] == 3


def test_who_filled_it_in_and_where_it_stands(built: Path) -> None:
    pattern = """SELECT ?name ?place ?file {
        ?entry a zr:Entry ; prov:wasAttributedTo ?party ; zr:entryPlace ?place ; prov:wasQuotedFrom ?document .
        ?party skos:prefLabel ?name . FILTER(LANG(?name) = "zh")
        ?document zr:kind zr:Progress ; <http://purl.org/dc/terms/hasFormat> ?read . ?read zr:fileName ?file }"""
    assert {(name, file) for name, _, file in asked(built, pattern)} == {(bureau, "回收.xlsx") for bureau, _ in TYPED}
    assert all(place.startswith(f"{name}!") for name, place, _ in asked(built, pattern))


def test_a_result_s_characters_are_those_of_the_text(built: Path) -> None:
    pattern = """SELECT ?document ?start ?end ?quote {
        ?r a zr:Result ; prov:wasQuotedFrom ?document ; zr:charStart ?start ; zr:charEnd ?end ; zr:quote ?quote }"""
    answers = asked(built, pattern)
    assert len(answers) == 5
    for document, start, end, quote in answers:
        text = (built / "texts" / f"{document.rpartition('/')[2]}.txt").read_text(encoding="utf-8")
        assert text[int(start) : int(end)] == quote


def test_no_task_is_made_of_what_fits(built: Path) -> None:
    assert asked(built, "SELECT ?number { ?task a zr:Task ; zr:number ?number }") == [("1",), ("2",), ("3",)]
    assert len(asked(built, "SELECT ?task { ?task a zr:Task }")) == 3


def test_nothing_is_lost_where_the_notice_has_changed(filled: Path, tmp_path: Path) -> None:
    """The renumbered task keeps what was typed of it; the changed one, and the one of another body, stand on a sheet of their own."""
    (tmp_path / "notice.txt").write_text(CHANGED, encoding="utf-8")
    build([tmp_path / "notice.txt", filled], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    kept = {duty: TYPED[duty] for duty in TYPED if duty[0] in ("交通运输局", "水利局")}
    assert found(again, kept=True) == kept
    assert found(again) == {duty: fields for duty, fields in TYPED.items() if duty not in kept}
    why = {row[columns["key-bureau"]]: row[columns["text"] + 1] for _, _, columns, row in rows(openpyxl.load_workbook(again), kept=True)}
    assert why == {"交通运输局": "任务文字已改动", "水利局": "该单位不再负责此任务"}
    report = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "[entry-unplaced]" in report
    assert "交通运输局!3" in report
    told = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["documents"]
    assert {document["file"]: document["doubts"].get("entry-unplaced") for document in told} == {"notice.txt": None, "回收.xlsx": 2}
    # The new lists alone hold all of it: the old ones may go, and when the notice is as it was, each row is back in its place.
    (tmp_path / "notice.txt").write_text(NOTICE, encoding="utf-8")
    build([tmp_path / "notice.txt", again], tmp_path / "back")
    (last,) = export(tmp_path / "back", "xlsx", tmp_path / "last")
    assert found(last) == TYPED
    assert found(last, kept=True) == {}


def test_nothing_is_lost_where_the_notice_is_gone(filled: Path, tmp_path: Path) -> None:
    build([filled], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again, kept=True) == TYPED
    assert asked(tmp_path / "out", "SELECT DISTINCT ?why { ?entry zr:unplaced ?why }") == [("task-gone",)]


def test_of_two_reports_the_later_fills_the_row_and_the_earlier_is_kept(lists: Path, filled: Path, tmp_path: Path) -> None:
    duty = ("交通运输局", "新建改建农村公路")
    later = by_openpyxl(lists, tmp_path / "later.xlsx", {duty: ("全部建成。", "60", "已完成", "2026-12-31", "")})
    build([lists.parents[1] / "notice.txt", later, filled], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again)[duty][1:4] == ("60", "已完成", "2026-12-31")
    assert found(again, kept=True) == {duty: TYPED[duty]}
    assert len(asked(tmp_path / "out", "SELECT ?r { ?r a zr:Result ; zr:ofTask ?t . ?t zr:number '2' }")) == 2


def test_a_copy_says_nothing_twice(lists: Path, filled: Path, built: Path, tmp_path: Path) -> None:
    """Of the same rows in another file, whatever it is called."""
    copy = openpyxl.load_workbook(filled)
    copy.properties.title = "copy"
    copy.save(tmp_path / "其他名称.xlsx")
    build([lists.parents[1] / "notice.txt", filled, tmp_path / "其他名称.xlsx"], tmp_path / "out")
    results = "SELECT ?r { ?r a zr:Result }"
    assert len(asked(tmp_path / "out", results)) == len(asked(built, results)) == 5


def test_a_list_in_english_comes_back_in_either_language(tmp_path: Path) -> None:
    path = handed_out(tmp_path / "en", "en")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Overview"
    sheet = book.worksheets[1]
    assert [sheet.cell(2, column).value for column in range(7, 12)] == [words_of("en").word("filled_in", name) for name in FIELDS]
    (choices,) = [check.formula1 for check in sheet.data_validations.dataValidation if check.type == "list"]
    assert choices == '"Done,Exceeded,On track,Behind,Missed,Changed,Not started"'
    typed: Typed = {("交通运输局", "新建改建农村公路"): ("Built.", "60 km", "Behind", "2026-06-30", "")}
    build([tmp_path / "en" / "notice.txt", by_openpyxl(path, tmp_path / "x.xlsx", typed)], tmp_path / "out")
    (english,) = export(tmp_path / "out", "xlsx", tmp_path / "e", language="en")
    (chinese,) = export(tmp_path / "out", "xlsx", tmp_path / "z", language="zh")
    assert found(english) == typed
    assert found(chinese) == {("交通运输局", "新建改建农村公路"): ("Built.", "60 km", "滞后", "2026-06-30", "")}


def test_all_but_the_columns_to_fill_in_is_locked(lists: Path) -> None:
    for sheet in openpyxl.load_workbook(lists).worksheets[1:]:
        assert sheet.protection.sheet
        free = {cell.column for row in sheet.iter_rows(min_row=3) for cell in row if not cell.protection.locked}
        assert free == set(range(7, 12))
        assert not any(cell.protection.locked is False for row in sheet.iter_rows(max_row=2) for cell in row)
        hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
        assert "Q" in hidden


def test_what_cannot_be_read_is_said_with_its_cell_and_kept(lists: Path, tmp_path: Path) -> None:
    typed: Typed = {("交通运输局", "新建改建农村公路"): ("修了一些", "35公里左右", "差不多", "9月底", "")}
    filled = by_openpyxl(lists, tmp_path / "bad.xlsx", typed)
    build([lists.parents[1] / "notice.txt", filled], tmp_path / "out")
    problems = [
        (problem["code"], problem["message"])
        for document in map(json.loads, (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines())
        for problem in document.get("problems", ())
    ]
    said = {code: message for code, message in problems if code.startswith("entry-")}
    assert "交通运输局!H3" in said["entry-number"]
    assert "35公里左右" in said["entry-number"]
    assert "交通运输局!I3" in said["entry-status"]
    assert "交通运输局!J3" in said["entry-date"]
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again) == typed
    assert asked(tmp_path / "out", "SELECT ?r { ?r a zr:Result }") == []


def test_where_no_number_was_typed_by_itself_the_sentence_is_read(lists: Path, tmp_path: Path) -> None:
    typed: Typed = {
        ("人力社保局", "新增城镇就业"): ("截至6月底，新增城镇就业5.1万人；城镇登记失业率为2.6%。", "", "", "2026-09-30", ""),
        ("交通运输局", "新建改建农村公路"): ("已建成农村公路35公里，占年度任务的58.3%。", "", "滞后", "2026-05-31", ""),
        ("水利局", "修订防汛预案"): ("正在征求意见。", "", "", "", ""),
    }
    path = by_openpyxl(lists, tmp_path / "回收.xlsx", typed)
    build([lists.parents[1] / "notice.txt", path], tmp_path / "out")
    pattern = """SELECT ?number ?value ?unit ?share ?status ?day ?goal {
        ?result a zr:Result ; zr:ofTask ?task . ?task zr:number ?number .
        OPTIONAL { ?result zr:value ?value ; zr:unitOfMeasure ?unit } OPTIONAL { ?result zr:share ?share }
        OPTIONAL { ?result zr:status ?status } OPTIONAL { ?result zr:asOf ?day }
        OPTIONAL { ?result zr:ofTarget ?target . ?target zr:value ?goal } }"""
    assert asked(tmp_path / "out", pattern) == [
        ("1", "2.6", "%", "", "", "2026-06-30", "3"),
        ("1", "5.1", "万人", "", "", "2026-06-30", "8"),
        ("2", "35", "公里", "58.3", "Behind", "2026-05-31", "60"),
    ]
    again = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again[0]) == typed


def test_a_formula_is_text(lists: Path, tmp_path: Path) -> None:
    """One that no program has worked out stands as it is; nothing here works it out, and it is no formula in the next lists."""
    book = openpyxl.load_workbook(lists)
    (sheet, row, columns, _) = next(found for found in rows(book) if "新建改建农村公路" in str(found[3]))
    book.worksheets[sheet].cell(row + 1, columns["value"] + 1).value = '=HYPERLINK("http://127.0.0.1:9/","60")'
    book.save(tmp_path / "formula.xlsx")
    build([lists.parents[1] / "notice.txt", tmp_path / "formula.xlsx"], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    cell = openpyxl.load_workbook(again).worksheets[sheet].cell(row + 1, columns["value"] + 1)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://127.0.0.1:9/","60")')


def test_a_row_that_somebody_added_is_kept(lists: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(lists)
    sheet = book["交通运输局"]
    sheet.cell(9, 3).value, sheet.cell(9, 7).value = "新建公交站5座。", "已建3座"
    book.save(tmp_path / "added.xlsx")
    build([lists.parents[1] / "notice.txt", tmp_path / "added.xlsx"], tmp_path / "out")
    assert asked(tmp_path / "out", "SELECT ?why ?told ?text { ?e zr:unplaced ?why ; zr:told ?told ; zr:ofTask ?t . ?t zr:text ?text }") == [
        ("no-key", "已建3座", "新建公交站5座。")
    ]


def test_a_hidden_sheet_is_read_too(filled: Path, built: Path, lists: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled)
    book["交通运输局"].sheet_state = "hidden"
    book.save(tmp_path / "hidden.xlsx")
    build([lists.parents[1] / "notice.txt", tmp_path / "hidden.xlsx"], tmp_path / "out")
    (again,) = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert found(again) == TYPED


def test_a_list_in_which_nothing_is_filled_in_is_passed_over(lists: Path) -> None:
    (read_,) = read(lists)
    assert isinstance(read_, PassedOver)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_files_leaves_no_trace(order: int, lists: Path, filled: Path, built: Path, tmp_path: Path) -> None:
    build([lists.parents[1] / "notice.txt", filled][::order], tmp_path / "out")
    assert (tmp_path / "out" / "graph.ttl").read_bytes() == (built / "graph.ttl").read_bytes()


def test_the_words_decide_where_a_row_belongs() -> None:
    lists = HandedOut()
    lists.take("1", "新建公路60公里。", {"u:甲"})
    lists.take("2", "新建公路80公里。", {"u:甲"})
    party = {"iri": "u:甲", "name": "甲局"}
    assert lists.place("1", digest_of("新建公路60公里"), party) == ("1", None)
    assert lists.place("1", digest_of("新建公路80公里。"), party) == ("2", None)
    assert lists.place("1", digest_of("新建公路90公里。"), party) == (None, "task-changed")
    assert lists.place("3", digest_of("新建公路90公里。"), party) == (None, "task-gone")
    assert lists.place("1", "", party) == ("1", None)
    assert lists.place("1", digest_of("新建公路60公里"), {"iri": "u:乙", "name": "乙局"}) == (None, "party-gone")
    lists.take("4", "新建公路60公里。", {"u:甲"})
    assert lists.place("3", digest_of("新建公路60公里"), party) == (None, "task-gone")


def test_a_list_that_lost_its_hidden_columns_or_heads_is_refused(filled: Path, tmp_path: Path) -> None:
    """Its rows could go nowhere, and nobody would hear of it."""
    for name in ("key-task", "value"):
        book = openpyxl.load_workbook(filled)
        sheet = book["交通运输局"]
        (column,) = [cell.column for cell in sheet[2] if field_of(str(cell.value)) == name]
        sheet.cell(2, column).value = "备注"
        book.save(tmp_path / f"{name}.xlsx")
        (read_,) = read(tmp_path / f"{name}.xlsx")
        assert isinstance(read_, UnreadableSource)
        assert "交通运输局" in str(read_)


def test_words_behind_a_head_change_nothing_and_a_sheet_that_was_added_is_told(filled: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled)
    for sheet in book.worksheets[1:]:
        for cell in sheet[2]:
            cell.value = f"{cell.value}（7月）" if field_of(str(cell.value)) == "told" else cell.value
    book.create_sheet("说明")["A1"] = "本表由各科室填写"
    book.save(tmp_path / "more.xlsx")
    (whole,), (more,) = read(filled), read(tmp_path / "more.xlsx")
    assert isinstance(whole, Source)
    assert isinstance(more, Source)
    assert more.text == whole.text
    assert [note for note in more.notes if "说明" in note]
    assert whole.notes == ()


HOSTILE = {
    "key-task": ["https://w3id.org/zeren/id/task/x> . <y:z> <y:z> <y:z", "\u202e", "a" * 5000, "-"],
    "key-party": ["https://w3id.org/zeren/id/unit/甲 乙", "javascript:alert(1)", "https://w3id.org/zeren/id/unit/" + "甲" * 3000],
    "key-text": ["x y", "0" * 4000],
    "key-region": ["330782", " 云岫市", "../../etc 云岫市", "国 国务院"],
    "key-bureau": ['"; DROP', "\n\n", "=1+1"],
    "value": ["1;" * 10_000, "9" * 30_000, "1,2,3", "-0", "1e999", "NaN", "٣٠", "指标：" * 500 + "1"],
    "as_of": ["2026-02-30", "9999-99-99", "0001-01-01", "2026-06-30" * 100],
    "status": ["done", "\x0b", "已完成" * 3000],
    "told": ["<script>alert(1)</script>", "a" * 32_000, "\u2028\u2029", '"""\\'],
}


def test_whatever_stands_in_the_cells_costs_nothing_else(lists: Path, tmp_path: Path) -> None:
    """Each in a file of its own, beside a good one: the build comes through, and loses none of the good rows."""
    files = []
    for name, values in HOSTILE.items():
        for number, value in enumerate(values):
            book = openpyxl.load_workbook(lists)
            (sheet, row, columns, _) = next(found for found in rows(book) if "新建改建农村公路" in str(found[3]))
            book.worksheets[sheet].cell(row + 1, columns["evidence"] + 1).value = f"佐证 {name} {number}"
            own = book.worksheets[sheet].cell(row + 1, columns[name] + 1)
            own.value = value.replace("\x0b", "_x000B_")
            own.data_type = "s"
            book.save(tmp_path / f"{name}-{number}.xlsx")
            files.append(tmp_path / f"{name}-{number}.xlsx")
    result = build([lists.parents[1] / "notice.txt", *files], tmp_path / "out")
    assert result.unreadable == ()
    assert result.documents == len(files) + 1
    assert result.tasks == 3 + len(asked(tmp_path / "out", "SELECT ?e { ?e zr:unplaced ?why }"))
    books = export(tmp_path / "out", "xlsx", tmp_path / "again")
    assert all(path.parent == tmp_path / "again" for path in books)
    assert all(found(path) or found(path, kept=True) for path in books)
