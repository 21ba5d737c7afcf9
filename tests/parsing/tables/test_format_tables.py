"""Tables that a format has as cells: merged cells, section rows, headings in two rows."""

from __future__ import annotations

import pytest

from kg.model.source import Cell, Source, Table
from kg.parsing import parse

TITLE = "2024年重点任务分解表"
Rows = list[list[str | None]]
Spans = dict[tuple[int, int], tuple[int, int]]


def source(rows: Rows, spans: Spans) -> Source:
    """The rows as a reader of a format gives them; None is a place that a merged cell covers."""
    text = f"{TITLE}\n"
    start, cells = len(text), []
    for row, held in enumerate(rows):
        for column, content in enumerate(held):
            text += "\t" if column else ""
            if content is not None:
                cells.append(Cell(len(text), len(text) + len(content), row, column, *spans.get((row, column), (1, 1))))
                text += content
        text += "\n"
    return Source("x.html", "x.html", text, "0" * 64, "text/html", (Table(start, len(text), tuple(cells)),))


def read(rows: Rows, spans: Spans) -> list[str]:
    found = parse(source(rows, spans))
    assert list(found.unread()) == []
    return [
        " ".join([task.section or "-", task.number or "-", task.text, *(f"{unit.name}:{unit.role[0]}" for unit in task.units)])
        for task in found.tasks
    ]


@pytest.mark.parametrize(
    ("rows", "spans", "wanted"),
    [
        (
            [
                ["序号", "工作任务", "牵头单位", "责任单位"],
                ["1", "新建公园3个", "县园林局", "县财政局"],
                ["2", "新建绿道6公里", None, "县水利局"],
            ],
            {(1, 2): (2, 1)},
            ["- 1 新建公园3个 县园林局:l 县财政局:s", "- 2 新建绿道6公里 县园林局:l 县水利局:s"],
        ),
        (
            [
                ["序号", "工作任务", "责任单位"],
                ["一、城市建设", None, None],
                ["1", "新建公园3个", "县园林局"],
                ["2", "新建绿道6公里", "县水利局"],
            ],
            {(1, 0): (1, 3)},
            ["一 1 新建公园3个 县园林局:l", "一 2 新建绿道6公里 县水利局:l"],
        ),
        (
            [["序号", "工作任务", "责任分工", None], [None, None, "牵头单位", "配合单位"], ["1", "新建公园3个", "县园林局", "县财政局"]],
            {(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (1, 2)},
            ["- 1 新建公园3个 县园林局:l 县财政局:s"],
        ),
        (
            [["工作任务", "责任单位"], ["新建公园3个", "县园林局"], [None, "县财政局"], ["新建绿道6公里", "县水利局"]],
            {(1, 0): (2, 1)},
            ["- - 新建公园3个 县园林局:l 县财政局:s", "- - 新建绿道6公里 县水利局:l"],
        ),
        (
            [["工作任务", "工作措施", "责任单位"], ["新建公园3个", "完成选址", "县园林局"], [None, "完成施工", "县住建局"]],
            {(1, 0): (2, 1)},
            ["- - 新建公园3个 完成选址 县园林局:l", "- - 新建公园3个 完成施工 县住建局:l"],
        ),
        (
            [["序号", "责任单位", "目标任务"], ["1", "湖滨区", "1.新建绿地5万平方米。"], [None, None, "2.新建游园2个。"]],
            {(1, 0): (2, 1), (1, 1): (2, 1)},
            ["- 1 新建绿地5万平方米。 湖滨区:l", "- 2 新建游园2个。 湖滨区:l"],
        ),
        (
            [["重点任务（县级）", None, None], ["序号", "工作任务", "责任单位"], ["1", "新建公园3个", "县园林局\u2028县财政局"]],
            {(0, 0): (1, 3)},
            ["- 1 新建公园3个 县园林局:l 县财政局:s"],
        ),
    ],
)
def test_a_merged_cell_holds_for_each_of_its_rows(rows: Rows, spans: Spans, wanted: list[str]) -> None:
    assert read(rows, spans) == wanted


@pytest.mark.parametrize(("size", "kind"), [(60, "heading"), (61, "unread")])
def test_a_short_cell_above_the_headings_is_a_title(size: int, kind: str) -> None:
    title = "城" * size
    rows: Rows = [[title, None, None], ["序号", "工作任务", "责任单位"], ["1", "新建公园3个", "县园林局"]]
    found = parse(source(rows, {(0, 0): (1, 3)}))
    start = len(TITLE) + 1
    assert [span.kind for span in found.spans if span.start <= start < span.end] == [kind]
