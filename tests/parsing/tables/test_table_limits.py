"""What tells the cells, headings and rows of a table: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.lines import content_lines
from kg.parsing.tables.columns import ColumnKind, column_kind, misfit
from kg.parsing.tables.drawn import drawn_tables
from kg.parsing.tables.headings import header_at


def is_heading(*lines: str) -> bool:
    return header_at(content_lines(Source("x.txt", "x.txt", "\n".join(lines), "0" * 64)), 0) is not None


@pytest.mark.parametrize(
    ("text", "kind", "fits"),
    [
        ("12", "number", True),
        ("1234", "number", True),
        ("12345", "number", False),
        ("（三）", "number", True),
        ("二十三、", "number", True),
        ("一百二十三", "number", False),
        ("3*.", "number", True),
        ("园", "number", False),
        ("市园林局、市财政局", "responsible", True),
        ("▲园林", "responsible", True),
        ("建设公园", "responsible", False),
        ("王岚", "leader", True),
        ("王岚、李长庚", "leader", True),
        ("目岚、目长庚", "leader", True),
        ("目岚、目长庚一", "leader", False),
        ("目岚", "leader", False),
        ("12", "leader", False),
        ("6月底", "deadline", True),
        ("12月", "period", True),
        ("2024年", "deadline", True),
        ("202年", "deadline", False),
        ("2024-2025", "deadline", True),
        ("按序时进度要求推进", "deadline", True),
        ("年底前完成" + "主" * 19, "deadline", True),
        ("年底前完成" + "主" * 20, "deadline", False),
        ("1,200.5万元", "money", True),
        ("若干", "money", False),
        ("建设公园", "task", True),
        ("12", "task", False),
        ("市园林局", "task", False),
        ("市园林局、市住房城乡建设局", "task", False),
        ("市园林局、市住房城乡建设总局", "task", False),
        ("市园林局、市住房和城乡建设总局", "task", True),
    ],
)
def test_what_fits_a_column_costs_nothing(text: str, kind: ColumnKind, fits: bool) -> None:
    assert (misfit(text, kind) == 0) is fits


@pytest.mark.parametrize(
    ("order"),
    [
        (("市园林局、公园", "responsible"), ("建设公园", "responsible")),
        (("目岚长庚一二三四", "leader"), ("目岚长庚一二三四五", "leader")),
        (("目岚", "leader"), ("市园林局", "leader")),
        (("市园林局", "leader"), ("12", "leader")),
        (("若干", "money"), ("若干", "deadline")),
        (("市园林局", "task"), ("12", "task")),
        (("建设公园", "note"), ("12", "note")),
        (("12", "kind"), ("12", "place")),
        (("12", "leader"), ("园", "number")),
    ],
)
def test_of_what_does_not_fit_one_fits_worse(order: tuple[tuple[str, ColumnKind], tuple[str, ColumnKind]]) -> None:
    assert misfit(*order[0]) < misfit(*order[1])


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("责任单位（第一个为牵头单位）", "responsible"),
        ("2024年度主要工作任务目标内容", None),
        ("备注", "note"),
        ("注", None),
        ("责", None),
        ("", None),
    ],
)
def test_a_heading_has_up_to_sixteen_characters(heading: str, kind: ColumnKind | None) -> None:
    assert column_kind(heading) == kind


@pytest.mark.parametrize(
    ("lines", "is_one"),
    [
        (("序号 工作任务 责任单位",), True),
        (("序号 工作任务",), False),
        (("工作任务 责任单位",), True),
        (("工作任务 分管领导",), True),
        (("序号 责任单位",), False),
        (("序号", "任", "务", "内", "容", "责任单位"), True),
        (("序号", "工", "作", "任", "务", "责", "任", "单", "位"), True),
        (("序号", "主", "要", "目", "标", "任", "务", "责任单位"), True),
        (("序号", "考评方向甲乙丙丁", "工作任务", "责任单位"), True),
        (("序号", "考评方向甲乙丙丁戊", "工作任务", "责任单位"), False),
        (("序号", "考评方向", "进度情况甲", "工作任务", "责任单位"), False),
        (("工作任务", "考评方向", "责任单位"), False),
        (("序号", "工作任务", "备注", "备注", "备注", "备注", "备注", "备注", "备注", "责任单位"), True),
        (("序号", "工作任务", "序号", "责任单位"), False),
        (("序号", "工作任务", "工作任务", "责任单位"), False),
        (("| 序号 | 工作任务 | 责任单位 | " + "备" * 57 + " |",), True),
        (("| 序号 | 工作任务 | 责任单位 | " + "备" * 58 + " |",), False),
        (("| 序号 | 某甲 | 某乙 | 工作任务 | 责任单位 |",), True),
        (("| 序号 | 某甲 | 某乙 | 某丙 | 某丁 | 工作任务 | 责任单位 |",), False),
    ],
)
def test_headings_name_a_text_and_who_answers(lines: tuple[str, ...], is_one: bool) -> None:
    assert is_heading(*lines) is is_one


@pytest.mark.parametrize(("count", "found"), [(2, 0), (3, 1)])
def test_a_drawn_table_has_at_least_three_lines(count: int, found: int) -> None:
    assert len(drawn_tables("\n".join(["┌─┬─┐", "│甲│乙│", "└─┴─┘"][:count]))) == found


def test_a_cell_that_a_drawn_rule_does_not_cross_holds_for_both_rows() -> None:
    (table,) = drawn_tables("┌─┬─┐\n│甲│乙│\n│ ├─┤\n│ │丙│\n├─┼─┤\n│丁│戊│\n└─┴─┘")
    assert [{column: cell.text for column, cell in row.items()} for row in table.rows] == [
        {0: "甲", 1: "乙"},
        {0: "甲", 1: "丙"},
        {0: "丁", 1: "戊"},
    ]


def test_a_drawn_table_reaches_from_its_first_line_to_its_last() -> None:
    text = "甲表\n┌─┬─┐\n│甲│乙│\n└─┴─┘\n附注"
    (table,) = drawn_tables(text)
    assert text[table.start : table.end] == "┌─┬─┐\n│甲│乙│\n└─┴─┘"
