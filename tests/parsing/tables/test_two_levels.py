"""Headings of two levels whose empty cells were lost: the second line's stand below one of the first line's."""

from __future__ import annotations

import pytest

from kg.model.records import Task
from kg.model.source import Source
from kg.parsing.notice.parse import parse

BODIES = """青岭县2023年重点工作责任分解表
序号 | 工作任务 | 责任分工 | 完成时限 | |
牵头单位 | 责任单位 | | | |
1 | 新建农村公路20公里。 | 县交通运输局 | 各乡镇 | 10月底前 |
2 | 改造老旧小区8个。 | 县住建局 | 县财政局、各街道 | 年底前 |
"""
QUARTERS = """青岭县2023年民生实事推进表
序号 | 项目名称 | 推进计划 | 责任单位 | |||
一季度 | 二季度 | 三季度 | 四季度 | |||
1 | 新建农村公路20公里 | 完成设计 | 开工 | 完成过半 | 完工 | 县交通运输局 |
2 | 改造老旧小区8个 | 完成设计 | 开工 | 完成过半 | 完工 | 县住建局 |
"""
TWO_GROUPS = """青岭县2023年普法任务分解表
序号 | 内容清单 | 责任清单 | 普法清单 | 备注 | |||
责任领导 | 责任人 | 责任处室 | 普法对象 | 宣传载体 | |||
1 | 宣传安全生产的法律。 | 李明华 | 王健 | 应急管理办公室 | 全体干部 | 讲座 | 长期 |
2 | 宣传农业的法律。 | 李明华 | 陈晓东 | 农业农村办公室 | 全体村民 | 广播 | 长期 |
"""


def tasks(text: str) -> tuple[Task, ...]:
    return parse(Source("x.txt", "x.txt", text, "0" * 64)).tasks


def bodies(task: Task) -> list[tuple[str, str]]:
    return [(unit.name, unit.role) for unit in task.units]


FORMS = {
    "bars": lambda text: text,
    "empty cells where they stood": lambda text: text.replace("责任分工 | 完成时限 | |", "责任分工 | | 完成时限 |").replace(
        "\n牵头", "\n| | 牵头"
    ),
    "tabs": lambda text: text.replace(" | |", "").replace(" |\n", "\n").replace(" | ", "\t"),
    "spaces": lambda text: text.replace(" | |", "").replace(" |\n", "\n").replace(" | ", " "),
    "a cell a line": lambda text: text.replace(" | |", "").replace(" |\n", "\n").replace(" | ", "\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_who_leads_is_known_where_the_second_line_parts_a_column_of_bodies(form: str) -> None:
    found = tasks(FORMS[form](BODIES))
    assert [bodies(task) for task in found] == [
        [("县交通运输局", "lead"), ("各乡镇", "support")],
        [("县住建局", "lead"), ("县财政局", "support"), ("各街道", "support")],
    ]
    assert [task.deadline for task in found] == ["10月底前", "年底前"]


def test_quarters_below_a_heading_of_their_own_are_details() -> None:
    first, second = tasks(QUARTERS)
    assert first.text == "新建农村公路20公里"
    assert first.details == (("一季度", "完成设计"), ("二季度", "开工"), ("三季度", "完成过半"), ("四季度", "完工"))
    assert bodies(second) == [("县住建局", "lead")]


def test_quarters_below_a_heading_of_what_was_reached_tell_of_it() -> None:
    first, _ = tasks(QUARTERS.replace("推进计划", "进展情况"))
    assert first.text == "新建农村公路20公里"
    assert bodies(first) == [("县交通运输局", "lead")]
    assert all(name.endswith("季度") for name, _ in first.details)


def test_a_second_line_may_part_two_neighbours() -> None:
    first, second = tasks(TWO_GROUPS)
    assert (first.number, first.text, bodies(first)) == ("1", "宣传安全生产的法律。", [("应急管理办公室", "lead")])
    assert [(leader.name, leader.role) for leader in second.leaders] == [("李明华", "责任领导"), ("陈晓东", "责任人")]
    assert ("普法对象", "全体村民") in second.details


def test_headings_that_a_line_break_has_parted_stay_in_their_order() -> None:
    found = tasks(
        "序号 | 工作任务 |\n牵头单位 | 完成时限 |\n1 | 新建公厕6座。 | 市城管局 | 年底 |\n2 | 新增车位90个。 | 市住建局 | 年底 |\n"
    )
    assert [(task.text, bodies(task), task.deadline) for task in found] == [
        ("新建公厕6座。", [("市城管局", "lead")], "年底"),
        ("新增车位90个。", [("市住建局", "lead")], "年底"),
    ]
