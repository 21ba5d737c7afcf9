"""Tables that have lost every sign between their cells."""

from __future__ import annotations

from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing.notice.parse import parse

NUMBERED = """青岭县2023年重点工作责任分解表
序号工作任务牵头单位责任单位完成时限
1新建农村公路20公里。县交通运输局各乡镇10月底前2改造老旧小区8个；新增车位90个。县住建局县财政局各街道年底前
3推进停车场建设。县城管局县自然资源局12月底
"""
LED = """1、云岫市2022年实事表序号项目名称主要内容市政府分管领导牵头单位配合单位1便利出行新建天桥7座。李明华住建局各街道2促
2、进文化惠民送戏下乡90场。张菁文旅局各镇修缮城隍庙戏台。王岚住建局城关街道
"""
REACHED = """主题：
绿色出行
实事内容工作任务责任单位进展情况
一季度二季度三季度四季度
绿色出行新增60辆公交车。县交通局，相关镇街1.完成车辆采购。2.完成司机培训。
共投放61辆公交车。
新建18处候车亭。
县住建局，各平台、镇街
目前已完成4处。县住建局召开推进会。目前已完成13处。
"""


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def bodies(task: Task) -> list[tuple[str, str]]:
    return [(unit.name, unit.role) for unit in task.units]


def test_rows_begin_with_the_next_number_behind_bodies_and_a_time() -> None:
    found = read(NUMBERED)
    assert [(task.number, task.text, task.deadline) for task in found.tasks] == [
        ("1", "新建农村公路20公里。", "10月底前"),
        ("2", "改造老旧小区8个；新增车位90个。", "年底前"),
        ("3", "推进停车场建设。", "12月底"),
    ]
    assert [bodies(task) for task in found.tasks] == [
        [("县交通运输局", "lead"), ("各乡镇", "support")],
        [("县住建局", "lead"), ("县财政局", "support"), ("各街道", "support")],
        [("县城管局", "lead"), ("县自然资源局", "support")],
    ]


def test_where_one_column_of_bodies_ends_is_said_to_be_guessed() -> None:
    assert [p.code for p in read(NUMBERED).document.problems if p.severity == "doubt"] == ["bodies-unparted"]
    one = read(NUMBERED.replace("牵头单位责任单位", "责任单位"))
    assert not [p.code for p in one.document.problems if p.severity == "doubt"]
    assert bodies(one.tasks[0]) == [("县交通运输局", "lead"), ("各乡镇", "support")]


def test_a_person_stands_between_a_task_and_its_bodies_and_pages_are_no_numbers() -> None:
    found = read(LED)
    assert [(task.number, task.text, [leader.name for leader in task.leaders]) for task in found.tasks] == [
        ("1", "便利出行新建天桥7座。", ["李明华"]),
        ("2", "促进文化惠民送戏下乡90场。", ["张菁"]),
        ("2", "修缮城隍庙戏台。", ["王岚"]),
    ]
    assert [bodies(task)[0] for task in found.tasks] == [("住建局", "lead"), ("文旅局", "lead"), ("住建局", "lead")]


def test_without_numbers_a_row_is_a_line_with_bodies_behind_its_sentence_or_below_it() -> None:
    first, second = read(REACHED).tasks
    assert (first.text, bodies(first)) == ("新增60辆公交车。", [("县交通局", "lead"), ("相关镇街", "support")])
    assert (second.text, bodies(second)) == ("新建18处候车亭。", [("县住建局", "lead"), ("各平台、镇街", "support")])
    assert [int(result.value) for result in second.results if result.value] == [4, 13]


def test_a_sentence_that_names_the_headings_is_no_table() -> None:
    assert not read("请按序号、工作任务、责任单位、完成时限逐项填报。各单位要高度重视。市教育局要加强指导。\n").tasks


def test_headings_without_a_row_are_refused() -> None:
    found = read("青岭县2023年重点工作责任分解表\n序号工作任务牵头单位责任单位完成时限\n1新建公路\n")
    assert not found.tasks
    assert "no-task-list" in [p.code for p in found.document.problems]
