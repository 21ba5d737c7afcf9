"""Tables as text and drawn tables, put back into rows and columns."""

from __future__ import annotations

import pytest

from kg.model.passages import Passage
from kg.model.source import Source
from kg.parsing.marks.lines import content_lines
from kg.parsing.marks.numbering import are_two_numbers
from kg.parsing.names.splitting import names_in
from kg.parsing.tables.contents import listed, parts_of_bodies
from kg.parsing.tables.drawn import drawn_tables, grid_of_drawn
from kg.parsing.tables.grids import grid_of_lines
from kg.parsing.tables.headings import Grid, header_at

Cells = list[dict[int, str]]


def grid(text: str) -> Grid:
    lines = content_lines(Source("x.txt", "x.txt", text, "0" * 64))
    header = header_at(lines, 0)
    assert header is not None
    return grid_of_lines(lines[header.next_line :], header)


def cells(table: Grid) -> Cells:
    return [{column: "".join(cell.text.split()) for column, cell in row.cells.items() if cell} for row in table.rows]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("序号 工作任务 责任单位", ("number", "task", "responsible")),
        ("序号\n工作任务\n责任单位\n完成时限", ("number", "task", "responsible", "deadline")),
        ("| 序号 | 工 作 任 务 | 牵头单位 |", ("number", "task", "lead")),
        ("序号\t考评方向\t工作任务\t牵头单位", ("number", "note", "task", "lead")),
        ("序号\n考评方向\n工作任务\n牵头单位", ("number", "note", "task", "lead")),
        ("序号\n工作任务\n市政府\n分管领导\n责任单位", ("number", "task", "leader", "responsible")),
        ("序号 目标任务 责任单位 上半年推进情况", ("number", "task", "responsible", "result")),
        ("序号\n项目内容\n当前进度\n牵头单位\n备注", ("number", "content", "result", "lead", "note")),
        ("序号\n工作任务\n截至目前进展情况\n责任单位", ("number", "task", "result", "responsible")),
        ("序号 实事项目 责任单位 1-6月进展情况 存在问题 下步工作措施", ("number", "name", "responsible", "result", "note", "note")),
    ],
)
def test_headings_are_known_in_every_form(text: str, kinds: tuple[str, ...]) -> None:
    assert grid(text).header.kinds == kinds


@pytest.mark.parametrize("text", ["工作任务", "序号 姓名 年龄", "责任单位 完成时限", "一、工作任务和责任单位", "序号\n1\n新建公园"])
def test_other_lines_are_no_headings(text: str) -> None:
    lines = content_lines(Source("x.txt", "x.txt", text, "0" * 64))
    assert not lines or header_at(lines, 0) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("序号\t工作任务\t责任单位\n1\t新建公园3个\t市园林局", [{0: "1", 1: "新建公园3个", 2: "市园林局"}]),
        (
            "序号\n工作任务\n责任单位\n1\n新建公园3个\n市园林局\n2\n新增学位900个\n市教育局",
            [{0: "1", 1: "新建公园3个", 2: "市园林局"}, {0: "2", 1: "新增学位900个", 2: "市教育局"}],
        ),
        (
            "序号\n工作任务\n责任单位\n1\n新建公园3个\n市园林局\n市财政局\n2\n新增学位900个",
            [{0: "1", 1: "新建公园3个", 2: "市园林局市财政局"}, {0: "2", 1: "新增学位900个"}],
        ),
        (
            "| 序号 | 工作任务 | 牵头单位 | 备注 |\n| 1 | 新建公园3个 | 市园林局\n市财政局 | 省定 |\n| 2 | 新增学位900个 | 市教育局 | |",
            [{0: "1", 1: "新建公园3个", 2: "市园林局市财政局", 3: "省定"}, {0: "2", 1: "新增学位900个", 2: "市教育局"}],
        ),
        (
            "序号\t工作任务\t责任单位\n1\t新建公园3个\t市园林局\n序号\t工作任务\t责任单位\n2\t新增学位900个\t市教育局",
            [{0: "1", 1: "新建公园3个", 2: "市园林局"}, {0: "2", 1: "新增学位900个", 2: "市教育局"}],
        ),
    ],
)
def test_each_cell_goes_to_its_column(text: str, wanted: Cells) -> None:
    assert cells(grid(text)) == wanted


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("目标\n任务\n责任单位\n新建公园3个\n市园林局\n新建绿道6公里\n市水利局", ("task", "responsible")),
        ("工作任务\n|\n责任单位\n|\n1\n|\n新建公园3个\n|\n市园林局\n|\n2\n|\n新建绿道\n|\n市水利局\n|", ("number", "task", "responsible")),
        ("重点工作|序号|具体任务|责任单位\n城建|1|新建公园3个|市园林局", ("block", "number", "task", "responsible")),
        ("序号|项目名称|目标任务|责任单位\n1|新增学位|900个|市教育局", ("number", "name", "figure", "responsible")),
        ("| 序号 | 工作任务 | 责任单位 | 1-6月\n完成情况 |\n| 完成率 | 备注 |\n| 1 | 新建公园3个 | 市园林局 | 2个 | 67% | |", (
            "number", "task", "responsible", "result", "result", "note",
        )),
    ],
)  # fmt: skip
def test_cells_tell_what_headings_leave_open(text: str, kinds: tuple[str, ...]) -> None:
    assert grid(text).header.kinds == kinds


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("县财政局\n县水利局", "县财政局、县水利局"),
        ("县住房和城\n乡建设局", "县住房和城乡建设局"),
        ("省人口计生\n省公安厅", "省人口计生、省公安厅"),
        ("人口计生\n省公安厅\n省妇联", "人口计生、省公安厅、省妇联"),
    ],
)
def test_a_line_break_parts_whole_names(printed: str, read: str) -> None:
    assert listed(Passage.of(printed, 0, len(printed))).text == read


def test_a_row_that_breaks_over_lines_keeps_its_last_cell_and_titles_stay_rows() -> None:
    text = """序号 目标任务 责任单位 上半年推进情况
一、主要目标
1 新建公园3个。 区园林局 已建成1个。
2 新增学位900个。 区教育局
区财政局
区住房城乡建委
已新增学位400个。
二、重点工作
（一）建设现代产业体系
3 新建标准厂房5万平方米。 区经济信息委 已开工2万平方米。"""
    assert cells(grid(text)) == [
        {1: "一、主要目标"},
        {0: "1", 1: "新建公园3个。", 2: "区园林局", 3: "已建成1个。"},
        {0: "2", 1: "新增学位900个。", 2: "区教育局区财政局区住房城乡建委", 3: "已新增学位400个。"},
        {1: "二、重点工作"},
        {1: "（一）建设现代产业体系"},
        {0: "3", 1: "新建标准厂房5万平方米。", 2: "区经济信息委", 3: "已开工2万平方米。"},
    ]


DRAWN = """\
┌────┬───────┬─────┐
│类别│工作任务│责任单│
│ │ │位 │
├────┼───────┼─────┤
│城建│新建公园3│市园林│
│ │个 │局 │
│ ├───────┤ │
│ │新建绿道6公里│ │
└────┴───────┴─────┘
"""


def test_a_drawn_cell_goes_on_until_its_rule() -> None:
    table = grid_of_drawn(drawn_tables(DRAWN))
    assert table is not None
    assert table.header.names == ("类别", "工作任务", "责任单位")
    assert cells(table) == [
        {0: "城建", 1: "新建公园3个", 2: "市园林局"},
        {0: "城建", 1: "新建绿道6公里", 2: "市园林局"},
    ]


@pytest.mark.parametrize("text", ["", "没有表格的文字", "│一条竖线", "┌─┐\n└─┘\n"])
def test_a_few_lines_are_no_table(text: str) -> None:
    assert grid_of_drawn(drawn_tables(text)) is None


@pytest.mark.parametrize(
    ("cell", "units", "leaders"),
    [
        ("市民政局 伍泽国", ["市民政局"], ["伍泽国"]),
        ("市民政局 伍泽国\n市财政局 李明", ["市民政局", "市财政局"], ["伍泽国", "李明"]),
        ("市民政局、市财政局", ["市民政局", "市财政局"], []),
    ],
)
def test_a_cell_of_bodies_and_who_heads_them(cell: str, units: list[str], leaders: list[str]) -> None:
    parts = list(parts_of_bodies(Passage.of_line(cell, 0), "responsible", "责任单位及责任人"))
    assert [name for part in parts if part.kind == "responsible" for name in names_in(part.names.text)] == units
    assert [name for part in parts if part.kind == "leader" for name in names_in(part.names.text)] == leaders


def test_people_in_a_column_of_bodies_alone_are_left_to_the_doubts() -> None:
    (part,) = parts_of_bodies(Passage.of_line("市民政局 伍泽国", 0), "responsible", "责任单位")
    assert part.kind == "responsible"


@pytest.mark.parametrize(
    ("text", "two"), [("25 26", True), ("9 10", False), ("2 3", False), ("25 27", False), ("25", False), ("2023 2024", False)]
)
def test_a_cell_of_two_numbers_is_told_from_a_spaced_one(text: str, two: bool) -> None:
    assert are_two_numbers(text) is two
