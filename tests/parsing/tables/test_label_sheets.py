"""Sheets of labels, a block a task, each as a small report about a made-up place."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.parse import parse


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def doubts(parsed: Parsed) -> list[str]:
    return [problem.code for problem in parsed.document.problems if problem.severity != "note" and not problem.code.startswith("region")]


NUMBERED = """云岫县2023年民生实事项目进展情况的报告
一、城区停车场建设项目
（一）责任单位：县住建局
（二）年度目标：新增停车泊位500个。
（三）完成情况：已新增停车泊位320个。
二、农村饮水安全项目
（一）责任单位：县水利局
（二）年度目标：改造供水管网30公里。
（三）完成情况：已改造12公里。
"""
PLAIN = NUMBERED.replace("（一）", "").replace("（二）", "").replace("（三）", "")
GOAL_FIRST = """云岫县2023年民生实事项目进展情况
一、城区停车场建设项目
年度目标：新增停车泊位500个。
责任单位：县住建局
完成情况：已新增停车泊位320个。
二、农村饮水安全项目
年度目标：改造供水管网30公里。
责任单位：县水利局
完成情况：已改造12公里。
"""
ON_LINES = """云岫县2023年民生实事项目进展情况
项目名称
城区停车场建设项目
责任单位
县住建局
年度目标
新增停车泊位500个。
完成情况
已新增停车泊位320个。
项目名称
农村饮水安全项目
责任单位
县水利局
年度目标
改造供水管网30公里。
完成情况
已改造12公里。
"""
IN_CELLS = """云岫县2023年民生实事项目进展情况
项目名称： | 城区停车场建设项目 |
责任单位： | 县住建局 | 完成时限： | 12月底 |
年度目标： | 新增停车泊位500个。 |
完成情况： | 已新增停车泊位320个。 |
项目名称： | 农村饮水安全项目 |
责任单位： | 县水利局 | 完成时限： | 10月底 |
年度目标： | 改造供水管网30公里。 |
完成情况： | 已改造12公里。 |
"""


@pytest.mark.parametrize("text", [NUMBERED, PLAIN, GOAL_FIRST, ON_LINES, IN_CELLS])
def test_a_block_of_labels_is_a_task(text: str) -> None:
    parsed = read(text)
    assert [task.text for task in parsed.tasks] == ["城区停车场建设项目 新增停车泊位500个。", "农村饮水安全项目 改造供水管网30公里。"]
    assert [[unit.name for unit in task.units] for task in parsed.tasks] == [["县住建局"], ["县水利局"]]
    assert [[target.value for target in task.targets] for task in parsed.tasks] == [[500], [30]]
    assert [[result.value for result in task.results] for task in parsed.tasks] == [[320], [12]]
    assert doubts(parsed) == []


def test_pairs_of_a_label_and_its_value_in_a_row() -> None:
    assert [task.deadline for task in read(IN_CELLS).tasks] == ["12月底", "10月底"]


GLUED = """云岫市2023年民生实事督查情况
一、就业工程

1优化就业服务

牵头单位：市人社局

完成情况：达到序时进度

具体情况：新增就业2.76万人，完成年度任务的46%

2培育市场主体

牵头单位：市市场监管局

完成情况：达到序时进度

具体情况：新发展企业172户，完成全年目标的51.7%
"""


def test_numbers_without_a_sign_labels_that_no_list_has_and_sections() -> None:
    parsed = read(GLUED)
    assert [(task.number, task.section, task.text) for task in parsed.tasks] == [("1", "一", "优化就业服务"), ("2", "一", "培育市场主体")]
    assert [[unit.name for unit in task.units] for task in parsed.tasks] == [["市人社局"], ["市市场监管局"]]
    assert not any(task.targets for task in parsed.tasks)
    assert doubts(parsed) == []


def test_a_single_sheet_in_cells() -> None:
    rows = (
        "重点工作： | 12.统筹违法建设治理与城市更新，分类治理违法建设。 |",
        "牵头单位： | 市城管局 |",
        "阶段性工作目标： | 一季度：印发方案。 |",
    )
    parsed = read("\n".join((*rows, "进展情况及下一步打算： | 已印发。 |")))
    assert [(task.number, task.text) for task in parsed.tasks] == [("12", "统筹违法建设治理与城市更新，分类治理违法建设。")]
    assert [unit.name for unit in parsed.tasks[0].units] == ["市城管局"]


def test_labels_of_bodies_alone_are_left_to_the_reading_of_texts() -> None:
    first = "1.新建公厕10座。\n牵头单位：市城管局\n责任单位：市住建局\n"
    text = f"云岫市2023年重点工作责任分解\n{first}2.改造道路3条。\n牵头单位：市住建局\n责任单位：市财政局\n"
    parsed = read(text)
    assert [task.text for task in parsed.tasks] == ["新建公厕10座。", "改造道路3条。"]


def test_a_count_at_the_end_of_a_name_is_of_the_name() -> None:
    parsed = read("任务一：新建学校3所\n目标：年底前建成\n责任：市教育局\n任务二：改造医院2所\n目标：完成主体工程\n责任：市卫健委\n")
    assert [[(t.indicator, int(t.value)) for t in task.targets] for task in parsed.tasks] == [[("学校", 3)], [("医院", 2)]]
    assert [task.number for task in parsed.tasks] == ["一", "二"]


def test_a_name_that_promises_a_number_is_part_of_the_task() -> None:
    first = "1.改造农村公路40公里\n工作内容：改造县道25公里。\n责任单位：县交通运输局\n"
    parsed = read(f"青岭县2025年重点任务清单\n{first}2.救助困难群众\n工作内容：发放补助500万元。\n责任单位：县民政局\n")
    assert [task.text for task in parsed.tasks] == ["改造农村公路40公里 改造县道25公里。", "发放补助500万元。"]
    assert [int(target.value) for target in parsed.tasks[0].targets] == [40, 25]
    assert parsed.tasks[1].details == (("名称", "救助困难群众"),)
