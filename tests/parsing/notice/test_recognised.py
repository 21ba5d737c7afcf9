"""Text that an OCR read raises a doubt that says where, and that touches the tasks which stand there."""

from __future__ import annotations

from kg.model.source import Place, Source
from kg.parsing import parse

TEXT = """云岫市2023年重点工作责任分解
1.新建公园3个。（责任单位：市园林局）
2.新建学校2所。（责任单位：市教育局）
3.改造道路5条。（责任单位：市建设局）
"""


def page(text: str, number: int, *, recognised: bool) -> Place:
    return Place(TEXT.index(text), f"page {number}, line 1", recognised)


def test_the_doubt_names_the_pages_and_touches_their_tasks() -> None:
    places = (page("云岫", 1, recognised=False), page("新建学校", 2, recognised=True), page("（责任单位：市教", 3, recognised=True))
    source = Source("a.pdf", "a.pdf", TEXT, "0" * 64, places=(*places, page("改造", 4, recognised=False)))
    parsed = parse(source)
    (found,) = [problem for problem in parsed.document.problems if problem.code == "ocr-text"]
    assert (found.line, found.to_line or found.line, dict(found.facts)) == (3, 4, {"where": "page 2 – page 3"})
    assert ["ocr-text" in task.doubts for task in parsed.tasks] == [False, True, False]


def test_each_run_of_such_pages_is_named() -> None:
    places = [page(text, number, recognised=number % 2 == 1) for number, text in enumerate(("云岫", "1.", "2.", "3."), 1)]
    found = parse(Source("a.pdf", "a.pdf", TEXT, "0" * 64, places=tuple(places))).document.problems
    assert [dict(problem.facts)["where"] for problem in found if problem.code == "ocr-text"] == ["page 1", "page 3"]


def test_a_document_that_no_ocr_read_raises_none() -> None:
    source = Source("a.pdf", "a.pdf", TEXT, "0" * 64, places=(page("云岫", 1, recognised=False),))
    assert "ocr-text" not in {problem.code for problem in parse(source).document.problems}
