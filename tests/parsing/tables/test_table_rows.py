"""What the rows of a table say: tasks, sections among them, cells that hold for several rows."""

from __future__ import annotations

import pytest

from kg.model.records import Task
from kg.model.source import Source
from kg.parsing import parse

TITLE = "云陂市2024年重点工作责任分解表"


def tasks(*lines: str) -> tuple[Task, ...]:
    return parse(Source(path="x.txt", file="x.txt", text="\n".join((TITLE, *lines)), sha256="0" * 64)).tasks


def rows(*lines: str) -> list[tuple[str | None, str, str]]:
    return [(task.number, task.text, "、".join(unit.name for unit in task.units)) for task in tasks(*lines)]


HEAD = "| 序号 | 工作任务 | 责任单位 |"
ROWS = {
    "a row a task": (
        (HEAD, "| 1 | 建公园。 | 市园林局 |", "| 2 | 建绿道。 | 市水利局 |"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市水利局")],
    ),
    "headings that nobody knows": (
        ("| 序号 | 某甲 | 某乙 | 工作任务 | 责任单位 |", "| 1 | 甲 | 乙 | 建公园。 | 市园林局 |", "| 2 | 丙 | 丁 | 建绿道。 | 市水利局 |"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市水利局")],
    ),
    "empty units are empty": (
        (HEAD, "| 1 | 建公园。 | |", "| 2 | 建绿道。 | 市水利局 |"),
        [("1", "建公园。", ""), ("2", "建绿道。", "市水利局")],
    ),
    "numbers in characters": (
        (HEAD, "| 一 | 建公园。 | 市园林局 |", "| （二） | 建绿道。 | 市水利局 |"),
        [("一", "建公园。", "市园林局"), ("（二）", "建绿道。", "市水利局")],
    ),
    "the task has its number": (
        ("| 工作任务 | 责任单位 |", "| 1.建公园。 | 市园林局 |", "| 2.建绿道。 | 市水利局 |"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市水利局")],
    ),
    "headings again": (
        (HEAD, "| 1 | 建公园。 | 市园林局 |", HEAD, "| 2 | 建绿道。 | 市水利局 |"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市水利局")],
    ),
    "a name beside its content": (
        ("| 序号 | 项目名称 | 建设内容 | 责任单位 |", "| 1 | 公园 | 建公园。 | 市园林局 |"),
        [("1", "建公园。", "市园林局")],
    ),
    "a name alone": (("| 序号 | 项目名称 | 责任单位 |", "| 1 | 公园 | 市园林局 |"), [("1", "公园", "市园林局")]),
    "a measure behind a task": (
        ("| 序号 | 工作任务 | 工作措施 | 责任单位 |", "| 1 | 建公园 | 抓进度。 | 市园林局 |", "| 2 | 建绿道。 | 抓质量。 | 市水利局 |"),
        [("1", "建公园 抓进度。", "市园林局"), ("2", "建绿道。抓质量。", "市水利局")],
    ),
    "a measure alone": (("| 序号 | 工作措施 | 责任单位 |", "| 1 | 1.抓进度 | 市园林局 |"), [("1", "抓进度", "市园林局")]),
    "cells on lines of their own": (
        ("序号", "工作任务", "责任单位", "1", "建公园。", "市园林局", "2", "建绿道。", "市水利局", "市财政局"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市水利局、市财政局")],
    ),
    "units of the row above": (
        ("序号", "工作任务", "责任单位", "1", "建公园。", "市园林局", "2", "建绿道。", "3", "建学校。", "市教育局"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "市园林局"), ("3", "建学校。", "市教育局")],
    ),
    "a last row may be cut off": (
        ("序号", "工作任务", "责任单位", "1", "建公园。", "市园林局", "2", "建绿道。"),
        [("1", "建公园。", "市园林局"), ("2", "建绿道。", "")],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_is_a_task(name: str) -> None:
    lines, found = ROWS[name]
    assert rows(*lines) == found


def whole(*lines: str) -> list[tuple[str | None, str, list[str], list[str | None], str | None, dict[str, str]]]:
    return [
        (
            task.number,
            task.text,
            [unit.name for unit in task.units],
            [leader.name for leader in task.leaders],
            task.deadline,
            dict(task.details),
        )
        for task in tasks(*lines)
    ]


PARK, PATH, POND = "建公园。", "建绿道。", "修水库。"


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (
            ("序号 工作任务 责任单位 备注", "1 建公园。 市园林局", "2 建绿道。 市水利局 省定"),
            [("1", PARK, ["市园林局"], [], None, {}), ("2", PATH, ["市水利局"], [], None, {"备注": "省定"})],
        ),
        (
            (
                *("序号", "工作任务", "责任单位", "完成时限", "备注", "1", "建公园。", "市园林局", "6月底", "2", "建绿道。", "市水利局"),
                *("年底", "省定", "3", "修水库。", "市水利局", "12月"),
            ),
            [
                ("1", PARK, ["市园林局"], [], "6月底", {}),
                ("2", PATH, ["市水利局"], [], "年底", {"备注": "省定"}),
                ("3", POND, ["市水利局"], [], "12月", {}),
            ],
        ),
        (
            ("| 序号 | 工作任务 | 责任单位 |", "| 1 | 建公园", "3个。 | 市园林局 |", "| 2 | 建绿道。 | 市水利局 |"),
            [("1", "建公园3个。", ["市园林局"], [], None, {}), ("2", PATH, ["市水利局"], [], None, {})],
        ),
        (
            ("序号 | 工作任务 | 责任单位", "1 | 建公园。 | 市园林局", "2 | 建绿道。 | 市水利局"),
            [("1", PARK, ["市园林局"], [], None, {}), ("2", PATH, ["市水利局"], [], None, {})],
        ),
        (
            ("序号\t工作任务\t责任单位", "建公园。\t市园林局", "2\t建绿道。\t市水利局"),
            [(None, PARK, ["市园林局"], [], None, {}), ("2", PATH, ["市水利局"], [], None, {})],
        ),
        (
            ("序号\t工作任务\t责任单位\t责任领导", "1\t建公园。\t市园林局\t王岚", "2\t建绿道。\t市水利局"),
            [("1", PARK, ["市园林局"], ["王岚"], None, {}), ("2", PATH, ["市水利局"], [], None, {})],
        ),
        (
            ("序号\t工作任务\t责任单位\t责任领导", "1\t建公园。\t市园林局\t王岚", "建绿道。\t市水利局\t李岚"),
            [("1", PARK, ["市园林局"], ["王岚"], None, {}), ("1", PATH, ["市水利局"], ["李岚"], None, {})],
        ),
        (
            (
                *("序号", "工作任务", "牵头单位", "配合单位", "1", "建公园。", "市园林局", "市财政局", "2", "建绿道。", "市水利局"),
                *("市财政局", "市民政局", "3", "修水库。", "市水利局"),
            ),
            [
                ("1", PARK, ["市园林局", "市财政局"], [], None, {}),
                ("2", PATH, ["市水利局", "市财政局", "市民政局"], [], None, {}),
                ("3", POND, ["市水利局"], [], None, {}),
            ],
        ),
        (
            (
                *("序号\t工作任务\t牵头单位\t配合单位", "1\t建公园。\t市园林局\t市财政局", "2\t修水库。\t市水利局"),
                "3\t建绿道。\t市林业局\t市民政局",
            ),
            [
                ("1", PARK, ["市园林局", "市财政局"], [], None, {}),
                ("2", POND, ["市水利局"], [], None, {}),
                ("3", PATH, ["市林业局", "市民政局"], [], None, {}),
            ],
        ),
        (
            ("| 序号 | 工作任务 | 目标值 | 责任单位 |", "| 1 | 建公园 | 3个 | 市园林局 |", "| 2 | 建绿道。 | 6公里 | 市水利局 |"),
            [("1", "建公园3个", ["市园林局"], [], None, {}), ("2", "建绿道。6公里", ["市水利局"], [], None, {})],
        ),
        (
            ("| 序号 | 工作任务 | 责任单位 |", "| 1 | 1.建公园。 | 市园林局 |", "| | 2.建绿道。 | 市水利局 |"),
            [("1", PARK, ["市园林局"], [], None, {}), ("2", PATH, ["市水利局"], [], None, {})],
        ),
        (
            ("| 序号 | 工作任务 | 责任单位 |", "| 2* | 建绿道。 | 市水利局 |", "| 12345 | 修水库。 | 市水利局 |"),
            [("2", PATH, ["市水利局"], [], None, {}), (None, POND, ["市水利局"], [], None, {})],
        ),
    ],
)
def test_each_cell_of_a_row_says_what_its_column_is_for(lines: tuple[str, ...], wanted: list[object]) -> None:
    assert whole(*lines) == wanted


def test_a_block_holds_for_the_rows_below_it() -> None:
    found = tasks(
        *(
            "序号",
            "类别",
            "工作任务",
            "责任单位",
            "1",
            "城建",
            "建公园。",
            "市园林局",
            "2",
            "建绿道。",
            "市水利局",
            "3",
            "水利",
            "修水库。",
        ),
        "市水利局",
    )
    assert [(task.number, task.section_title, task.text) for task in found] == [
        ("1", "城建", PARK),
        ("2", "城建", PATH),
        ("3", "水利", POND),
    ]


def test_sections_and_parts_of_them_among_the_rows() -> None:
    found = tasks("| 工作任务 | 责任单位 |", "| （一）城建 | |", "| 建公园。 | 市园林局 |", "| 二、水利 | |", "| 修水库。 | 市水利局 |")
    assert [(task.section, task.section_title, task.subsection, task.subsection_title) for task in found] == [
        (None, None, "（一）", "城建"),
        ("二", "水利", None, None),
    ]


@pytest.mark.parametrize(
    ("title", "place"),
    [
        ("| 一 | 城建 | |", ("一", "城建", None, None)),
        ("| 一、城建 | | |", ("一", "城建", None, None)),
        ("一、城建", ("一", "城建", None, None)),
        ("（一）城建", (None, None, "（一）", "城建")),
        ("城建", (None, "城建", None, None)),
        ("| " + "城" * 60 + " |", (None, "城" * 60, None, None)),
    ],
)
def test_a_row_with_nothing_but_a_title_is_a_section(title: str, place: tuple[str | None, ...]) -> None:
    (task,) = tasks(HEAD, title, "| 1 | 建公园。 | 市园林局 |")
    assert (task.section, task.section_title, task.subsection, task.subsection_title) == place


def test_a_long_cell_alone_is_a_task() -> None:
    assert len(tasks(HEAD, "| " + "城" * 61 + " |", "| 1 | 建公园。 | 市园林局 |")) == 2


def test_columns_that_say_when_where_and_how_much_are_kept() -> None:
    (task,) = tasks(
        "| 序号 | 工作任务 | 责任单位 | 责任领导 | 完成时限 | 总投资（万元） | 备注 |",
        "| 1 | 建公园。 | 市园林局 | 王岚 | 6月底 | 300 | 省定 |",
    )
    assert (task.deadline, [leader.name for leader in task.leaders]) == ("6月底", ["王岚"])
    assert dict(task.details) == {"总投资（万元）": "300", "备注": "省定"}


def test_units_that_group_rows_hold_for_all_of_them() -> None:
    found = tasks("| 牵头单位 | 工作任务 |", "| 市园林局 | 建公园。 |", "| 建绿道。 |", "| 市水利局 | 修水库。 |")
    assert [(task.text, task.units[0].name) for task in found] == [
        ("建公园。", "市园林局"),
        ("建绿道。", "市园林局"),
        ("修水库。", "市水利局"),
    ]


def codes(*lines: str) -> list[tuple[str, int]]:
    document = parse(Source(path="x.txt", file="x.txt", text="\n".join((TITLE, *lines)), sha256="0" * 64)).document
    return [(problem.code, problem.line) for problem in document.problems if problem.code.startswith(("cell", "row", "cut"))]


FOUR = ("序号", "工作任务", "责任单位", "完成时限")
ROW_1 = ("1", "新建公园3个，种树500棵。", "市园林局", "6月底前")


def row_of(number: int, *rest: str) -> tuple[str, ...]:
    return (str(number), f"改造道路{number}条，新建停车场{number}处。", *rest)


def test_cells_that_a_table_prints_once_for_several_rows_are_no_doubt() -> None:
    shown = (*FOUR, *ROW_1, *row_of(2, "9月底前"), *row_of(3, "年底前"), *row_of(4, "市住建局", "年底前"))
    assert codes(*shown) == [("cell-shared", 10)]


def test_a_single_missing_cell_may_be_lost_and_is_said() -> None:
    shown = (*FOUR, *ROW_1, *row_of(2, "9月底前"), *row_of(3, "市水利局", "年底前"), *row_of(4, "市住建局", "年底前"))
    assert codes(*shown) == [("cell-carried-down", 10)]


def test_rows_that_lack_another_cell_too_are_said() -> None:
    shown = (*FOUR, *ROW_1, *row_of(2), *row_of(3, "年底前"), *row_of(4, "市住建局", "年底前"))
    assert [code for code, _ in codes(*shown)] == ["cell-carried-down"]


def test_the_number_of_a_row_that_is_cut_off_is_no_row() -> None:
    assert codes(*FOUR, *ROW_1, *row_of(2, "市水利局", "年底前"), "3") == [("cut-off", 14)]


def test_a_goal_beside_a_projects_name_is_a_figure_before_its_row_is_looked_at() -> None:
    """Of a row that has lost a cell at its end, the bare figure is the goal, and no result."""
    head = "| 序号 | 项目名称 | 责任单位 | 目标任务 | 实际完成情况 | 完成率 | 备注 |"
    shown = (
        head,
        "| 1 | 新增城镇就业 | 市人社局 | 8950人 | 7123人 | 80% | |",
        "| 2 | 完成棚改项目 | 市住建局 | 5 | 因政策出台滞后，影响签约进度。 | |",
    )
    assert rows(*shown) == [("1", "新增城镇就业 8950人", "市人社局"), ("2", "完成棚改项目 5", "市住建局")]


def test_a_row_that_promises_a_count_is_no_section() -> None:
    head = "序号 | 工作任务 | 责任单位 | 进展情况 | 完成情况 |"
    shown = (
        head,
        "1 | 新改扩建学校1所 | 市教育局 | 已开工。 | 顺利推进 |",
        "新增学位810个 | ||||",
        "2 | 结对学校2所 | 市教育局 | 已签约。 | 顺利推进 |",
    )
    assert rows(*shown) == [("1", "新改扩建学校1所", "市教育局"), ("1", "新增学位810个", "市教育局"), ("2", "结对学校2所", "市教育局")]


def test_a_long_row_with_spaces_around_its_bars_is_one_line() -> None:
    told = "已完成选址、设计与招标，" * 20 + "正在施工。"
    head = "序号 | 工作任务 | 责任单位 | 进展情况 |"
    shown = (head, f"1 | 新改扩建学校1所 | 市教育局 | {told} |", f"2 | 新建公园2处 | 市园林局 | {told} |")
    assert rows(*shown) == [("1", "新改扩建学校1所", "市教育局"), ("2", "新建公园2处", "市园林局")]


def test_a_row_that_the_document_cuts_off_does_not_break_the_others() -> None:
    head = "序号 | 工作任务 | 责任单位 | 一季度目标 | 进展情况 | 完成情况 |"
    row = "室内装修 | 已开工。 | 顺利推进 |"
    shown = (head, f"1 | 新改扩建学校1所 | 市教育局 | {row}", f"2 | 结对学校2所 | 市教育局 | {row}", "随迁子女就")
    assert rows(*shown)[:2] == [("1", "新改扩建学校1所", "市教育局"), ("2", "结对学校2所", "市教育局")]


def test_points_for_a_goal_are_no_goal() -> None:
    shown = ("项目", "分值", "目标任务", "责任单位", "粮食总产量", "3", "年终考核", "市农业局", "固定资产投资", "2", "186", "市发改局")
    assert [text for _, text, _ in rows(*shown)] == ["粮食总产量 年终考核", "固定资产投资 186"]


def test_a_body_that_two_columns_name_leads_where_one_of_them_says_so() -> None:
    shown = (
        "序号 | 事项 | 责任单位 | 牵头单位 |",
        "1 | 建公园2处。 | 市园林局、市水利局、市发改局 | 市发改局 |",
        "2 | 建绿道。 | 市水利局 | 市水利局 |",
    )
    found = [[(unit.name, unit.role, unit.basis) for unit in task.units] for task in tasks(*shown)]
    assert found[0] == [("市园林局", "support", "labelled"), ("市水利局", "support", "labelled"), ("市发改局", "lead", "labelled")]
    assert found[1] == [("市水利局", "lead", "labelled")]
