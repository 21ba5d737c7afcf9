"""A row in text with more or fewer fields than the headings is in doubt; one that merely lost the empty fields at its end is not."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

HEADINGS = ["序号", "重点任务", "牵头单位", "配合单位", "备注"]
WHOLE = ["1", "新建公园3个。", "市园林局", "市财政局（国资委）", "续建"]
LAST = ["3", "改造农村公路42公里。", "市交通运输局", "市财政局", "续建"]


def doubted(row: list[str], form: str, headings: list[str] | None = None) -> list[tuple[int, int | None, str, str]]:
    def line(cells: list[str]) -> str:
        return "\t".join(cells) if form == "tabs" else f"| {' | '.join(cells)} |"

    text = "\n".join(["云岫市2023年重点工作任务分解表", *map(line, [headings or HEADINGS, WHOLE, row, LAST])])
    problems = parse(Source("x.txt", "x.txt", text, "0" * 64)).document.problems
    found = [(problem, dict(problem.facts)) for problem in problems if problem.code == "fields-differ"]
    return [(problem.line, problem.to_line, facts["count"], facts["columns"]) for problem, facts in found]


@pytest.mark.parametrize("form", ["tabs", "bars"])
@pytest.mark.parametrize(
    ("row", "count"),
    [
        (["2", "新增学位500个。", "市教育局", "续建"], "4"),  # the cell of who helps is gone
        (["2", "新增学位500个。", "市教育局"], "3"),
        (["2", "新增学位", "500个。", "市教育局", "市财政局", "续建"], "6"),  # a cell in two
        (["2", "新增学位500个。市教育局", "市财政局", "续建"], "4"),  # two cells in one
    ],
)
def test_a_row_of_another_number_of_fields_is_in_doubt(form: str, row: list[str], count: str) -> None:
    assert doubted(row, form) == [(4, None, count, "5")]


@pytest.mark.parametrize("form", ["tabs", "bars"])
@pytest.mark.parametrize(
    "row",
    [
        ["2", "新增学位500个。", "市教育局", "市财政局", "续建"],
        ["2", "新增学位500个。", "市教育局", "", "续建"],
        ["2", "新增学位500个。", "市教育局", "市财政局"],  # nothing in the last column, and the sign before it was taken off
        ["2", "新增学位500个。", "市教育局", "市财政局", "续建", ""],
        ["二、民生实事", ""],
    ],
)
def test_a_row_that_says_all_it_says_in_its_columns_is_not(form: str, row: list[str]) -> None:
    assert doubted(row, form) == []


def test_rows_below_each_other_are_one_doubt() -> None:
    row = ["2", "新增学位500个。", "市教育局", "市财政局", "续建"]
    assert doubted(row, "tabs", [*HEADINGS, "责任领导"]) == [(3, 5, "5", "6")]
