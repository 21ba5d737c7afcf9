"""How much is in doubt, and why: counted alike for the report, the terminal and the exit code."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.building.build import build
from kg.building.doubts import DocumentDoubts, InDoubt, Reason, Tally, doubts_of
from kg.building.report import DocumentReport, Summary, document_report, report_json, write_json
from kg.building.report_page import write_markdown
from kg.building.told import told_of
from kg.documents import Source
from kg.parsing import parse

SAID = "云岫市2023年重点工作责任分解\n一、产业\n1.新建厂房3座。\n责任单位：发改局\n2.修订规划。\n责任单位：财政局、好好学习\n"
CLEAR = "云岫市2023年重点工作责任分解\n一、产业\n1.新建厂房3座。\n责任单位：发改局\n2.修订规划。\n责任单位：财政局\n"


def source(text: str, name: str = "x.txt") -> Source:
    return Source(name, name, text, "ab" * 32)


def counted(*documents: DocumentDoubts) -> InDoubt:
    tally = Tally()
    for document in documents:
        tally.add(document)
    return tally.counted()


def test_a_document_is_in_doubt_where_a_doubt_stands_and_a_task_where_one_touches_it() -> None:
    found = doubts_of(parse(source(SAID)))
    assert found == DocumentDoubts(("name-doubtful",), 2, 1, (("name-doubtful", 1),))


def test_notes_put_nothing_in_doubt() -> None:
    parsed = parse(source(CLEAR.replace("2.修订", "4.修订")))
    assert [problem.code for problem in parsed.document.problems] == ["number-gap"]
    assert doubts_of(parsed) == DocumentDoubts((), 2, 0, ())


def test_the_most_frequent_reason_comes_first() -> None:
    found = counted(
        DocumentDoubts(("duty-left", "region-unknown"), 5, 1, (("duty-left", 1),)),
        DocumentDoubts(("name-doubtful", "region-unknown"), 7, 3, (("name-doubtful", 3),)),
        DocumentDoubts((), 4, 0, ()),
    )
    why = (Reason("name-doubtful", 1, 3), Reason("duty-left", 1, 1), Reason("region-unknown", 2, 0))
    assert found == InDoubt(2, 3, 4, 16, why)


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ([DocumentDoubts((), 4, 0, ())], "0 of 1 documents and 0 of 4 tasks are in doubt"),
        (
            [DocumentDoubts(("duty-left", "region-unknown"), 4, 2, (("duty-left", 2),))],
            "1 of 1 documents and 2 of 4 tasks are in doubt: duty-left 2, region-unknown in 1 document",
        ),
        (
            [DocumentDoubts(tuple("abcdef"), 1200, 1000, tuple((code, 9) for code in "abcdef"))],
            "1 of 1 documents and 1,000 of 1,200 tasks are in doubt: a 9, b 9, c 9, d 9, e 9, …",
        ),
    ],
)
def test_the_terminal_is_told_in_one_sentence(documents: list[DocumentDoubts], told: str) -> None:
    assert counted(*documents).told() == told


def reports(*texts: str) -> list[DocumentReport]:
    sources = [source(text, f"{number}.txt") for number, text in enumerate(texts, start=1)]
    return [document_report(one, parse(one)) for one in sources]


def summary(documents: list[DocumentReport]) -> Summary:
    return Summary(counted(*(one.doubts for one in documents)), len(documents), 4, 2, 0, 99, 200, 200, (), (), (), (), (), ())


@pytest.fixture(scope="module")
def page() -> str:
    documents = reports(CLEAR.replace("2.修订", "4.修订"), SAID)
    out = io.StringIO()
    write_markdown(out, summary(documents), [told_of(document) for document in documents])
    return out.getvalue()


def chapters(page: str) -> Iterator[str]:
    return (line.removeprefix("## ") for line in page.splitlines() if line.startswith("## "))


def test_the_page_tells_doubts_first_then_notes_then_coverage(page: str) -> None:
    order = ["In doubt", "Doubts by document and line", "Notes", "What was read"]
    assert [title for title, begin in zip(chapters(page), order, strict=True) if not title.startswith(begin)] == []
    assert page.splitlines()[4:6] == [
        "1 of 2 documents and 1 of 4 tasks are in doubt.",
        "2 份文件中有 1 份存疑，4 项任务中有 1 项存疑。",
    ]


def test_the_page_says_why_in_both_languages(page: str) -> None:
    assert "| `name-doubtful` Hardly the name of a body 不像机构名称 | 1 | 1 | See whether" in page
    assert "- line 6 行: doubt 存疑: does not end like the name of a body: 好好学习 · 不像机构名称：好好学习 [name-doubtful]\n" in page


def test_a_document_stands_only_in_the_chapters_that_concern_it(page: str) -> None:
    doubts, notes, read = page.split("\n## ")[2:]
    assert [name in doubts for name in ("1.txt", "2.txt")] == [False, True]
    assert [name in notes for name in ("1.txt", "2.txt")] == [True, False]
    assert [name in read for name in ("1.txt", "2.txt")] == [True, True]


def test_the_report_for_programs_begins_with_what_is_in_doubt() -> None:
    documents = reports(SAID)
    out = io.StringIO()
    write_json(out, summary(documents), map(report_json, documents))
    report = json.loads(out.getvalue())
    assert list(report["summary"])[:3] == ["documents_in_doubt", "tasks_in_doubt", "why"]
    (reason,) = report["summary"]["why"]
    assert (reason["code"], reason["documents"], reason["tasks"], reason["title_zh"]) == ("name-doubtful", 1, 1, "不像机构名称")
    (document,) = report["documents"]
    assert (document["tasks_in_doubt"], document["doubts"]) == (1, {"name-doubtful": 1})


def test_a_build_adds_up_what_was_set_aside_by_kind(tmp_path: Path) -> None:
    head = "云岫市2023年重点工作责任分解\n| 序号 | 工作任务 | 责任单位 | 备注 |\n| --- | --- | --- | --- |\n"
    for name, rows in (
        ("a.md", "| 1 | 新建厂房3座 | 发改局 | 续建 |\n| 2 | 修订规划 | 财政局 | 新 |\n"),
        ("b.md", "| 1 | 修路 | 交通局 | 已有 |\n"),
    ):
        (tmp_path / name).write_text(head + rows, encoding="utf-8")
    build([tmp_path / "a.md", tmp_path / "b.md"], tmp_path / "out")
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert report["summary"]["set_aside"] == [{"what": "备注", "documents": 2, "places": 3, "characters": 5}]
    assert "| 备注 | 2 | 3 | 5 |" in (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
