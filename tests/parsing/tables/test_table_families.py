"""Families of tables that notices are printed in, each as a small notice about a made-up place."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing.notice.parse import parse


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def texts(parsed: Parsed) -> list[str]:
    return [task.text for task in parsed.tasks]


def bodies(task: Task) -> list[tuple[str, str]]:
    return [(unit.name, unit.role) for unit in task.units]


def doubts(parsed: Parsed) -> list[str]:
    return [problem.code for problem in parsed.document.problems if problem.severity != "note" and not problem.code.startswith("region")]


QUARTERS = """云岫市2024年重点工作任务分解表
序号 | 工作任务 | 一季度目标 | 二季度计划 | 下半年 | 责任单位 |
1 | 新建公园5个 | 完成选址 | 开工2个 | 建成5个 | 市园林局 |
2 | 改造老旧小区10个 | 完成设计 | 开工5个 | 全部完工 | 市住建局 |
"""


def test_columns_of_quarters_are_details_of_the_task() -> None:
    parsed = read(QUARTERS)
    assert texts(parsed) == ["新建公园5个", "改造老旧小区10个"]
    assert [[target.value for target in task.targets] for task in parsed.tasks] == [[5], [10]]
    assert parsed.tasks[0].details == (("一季度目标", "完成选址"), ("二季度计划", "开工2个"), ("下半年", "建成5个"))
    assert bodies(parsed.tasks[1]) == [("市住建局", "lead")]
    assert doubts(parsed) == []


def test_a_table_of_quarters_need_not_say_who_answers() -> None:
    parsed = read(
        "青岭县2024年民生实事推进计划\n序号\t实事项目\t第一季度\t第二季度\n1\t新建公厕6座\t完成选址\t建成6座\n2\t新增车位90个\t完成设计\t建成90个\n"
    )
    assert texts(parsed) == ["新建公厕6座", "新增车位90个"]


LOST_AT_LEFT = """工作任务 | 具体要求 | 责任部门 |
一、做好信息公开。 | 1.公开本局的年度预算。 | 财务科 |
2.及时更新网站的栏目。 | 各科室 | |
3.每月检查一次公开的内容。 | 办公室牵头，各科室配合 | |
二、做好政策解读。 | 4.解读重要文件。 | 法规科 |
"""


def test_empty_cells_at_a_rows_end_show_that_it_lost_its_merged_cell_at_the_left() -> None:
    parsed = read(LOST_AT_LEFT)
    assert texts(parsed) == ["公开本局的年度预算。", "及时更新网站的栏目。", "每月检查一次公开的内容。", "解读重要文件。"]
    assert [task.section for task in parsed.tasks] == ["一", "一", "一", "二"]
    assert bodies(parsed.tasks[1]) == [("各科室", "lead")]
    assert bodies(parsed.tasks[2]) == [("办公室", "lead"), ("各科室", "support")]
    assert doubts(parsed) == []


def test_an_empty_cell_of_bodies_at_a_rows_end_moves_nothing() -> None:
    parsed = read("序号 | 工作任务 | 责任单位 |\n1 | 新建公厕6座。 | 市城管局 |\n2 | 新增车位90个。 | |\n")
    assert texts(parsed) == ["新建公厕6座。", "新增车位90个。"]
    assert [task.number for task in parsed.tasks] == ["1", "2"]


NAMES_OVER_ROWS = """云岫市2024年民生实事安排表
项目名称 | 工作任务 | 完成时间 | 牵头单位 |
1.人居环境提升项目 | 改造人民路等3条道路； | 11月 | 住建局 |
8月 | 城投集团 | ||
新建口袋公园2处； | 10月 | 园林局 | |
2.健康惠民项目 | 新建村卫生室20个。 | 12月 | 卫健局 |
"""


def test_a_name_over_several_tasks_is_their_heading_and_a_row_of_bodies_alone_is_of_the_task_above() -> None:
    parsed = read(NAMES_OVER_ROWS)
    assert texts(parsed) == ["改造人民路等3条道路；", "新建口袋公园2处；", "健康惠民项目 新建村卫生室20个。"]
    assert [task.heading for task in parsed.tasks] == ["人居环境提升项目", "人居环境提升项目", None]
    assert [task.number for task in parsed.tasks] == ["1", "1", "2"]
    assert bodies(parsed.tasks[0]) == [("住建局", "lead"), ("城投集团", "lead")]
    assert doubts(parsed) == []


TOPICS = """青岭镇专项整治计划
一、专项整治安排表
整治行业名称 | 时间安排 | 责任单位 |
烟花爆竹 | 1月份 | 安监站 |
养老机构 | 4月份 | 民政所 |
建筑施工及市政建设 | 5月份 | 城建办 |
交通运输 | 12月份 | 派出所 |
"""
BELOW = """二、工作要求
（一）各责任单位要制定方案，由镇安委会办公室负责监督。
"""


def test_topics_with_their_month_and_body_are_tasks_and_what_stands_below_the_table_is_none() -> None:
    parsed = read(TOPICS + BELOW)
    assert texts(parsed) == ["烟花爆竹", "养老机构", "建筑施工及市政建设", "交通运输"]
    assert [task.deadline for task in parsed.tasks] == ["1月份", "4月份", "5月份", "12月份"]
    assert doubts(parsed) == []


def test_what_nothing_explains_below_a_table_is_said_once() -> None:
    parsed = read(TOPICS + "另有两项由各村自行安排。\n具体时间另行通知。\n")
    assert len(parsed.tasks) == 4
    assert doubts(parsed) == ["unread"]


def test_particulars_of_the_page_below_a_table_are_no_row() -> None:
    parsed = read(QUARTERS + "索引号: | 0024/2024-01 | 成文日期: | 2024-03-01 |\n")
    assert len(parsed.tasks) == 2
    assert doubts(parsed) == []


RESULTS = """云岫区老旧小区改造完成情况公示
{heading}
开工改造老旧小区 | 15 | 15 | 100% |
"""


@pytest.mark.parametrize("name", ["指标名称", "项目名称"])
def test_a_table_of_a_goal_beside_its_result_needs_no_numbers(name: str) -> None:
    parsed = read(RESULTS.format(heading=f"{name} | 全年任务目标（个） | 实际完成（个） | 完成进度 |"))
    assert [(int(task.targets[0].value), task.targets[0].unit) for task in parsed.tasks] == [(15, "个")]
    assert parsed.tasks[0].results


@pytest.mark.parametrize(
    "cell",
    [
        "王岚（副市长）市园林局",
        "王岚 副市长 市园林局",
        "王岚副市长市园林局",
        "副市长王岚、市园林局",
        "市园林局 王岚副市长",
        "市园林局（王岚副市长）",
    ],
)
@pytest.mark.parametrize("heading", ["责任领导及责任单位", "责任单位", "责任领导"])
def test_a_person_with_a_post_and_a_body_in_one_cell_are_told_apart(cell: str, heading: str) -> None:
    parsed = read(f"云岫市重点工作分解表\n序号\t重点工作\t{heading}\n1\t建成城西公园\t{cell}\n2\t新建公厕10座\t{cell}\n")
    assert [[unit.name for unit in task.units] for task in parsed.tasks] == [["市园林局"]] * 2
    assert [[(leader.name, leader.title) for leader in task.leaders] for task in parsed.tasks] == [[("王岚", "副市长")]] * 2
    assert doubts(parsed) == []


@pytest.mark.parametrize("cell", ["县长办公会成员单位", "县委办公室", "各镇镇长", "市发改委主任"])
def test_a_cell_of_bodies_with_the_word_of_a_post_holds_no_person(cell: str) -> None:
    parsed = read(f"青岭县重点工作分解表\n序号\t重点工作\t责任单位\n1\t建成城西公园\t{cell}\n2\t新建公厕10座\t{cell}\n")
    assert [task.leaders for task in parsed.tasks] == [(), ()]


def test_a_last_row_without_bodies_may_be_the_rest_of_a_result_and_is_doubted() -> None:
    head = "云岫区民生实事进展情况\n项目名称\n建设内容\n牵头单位\n进展情况\n"
    rows = "养老服务项目\n新增助餐点15家，改造260户。\n区民政局\n已建成8家。\n新增助餐点12家，改造150户。\n"
    parsed = read(head + rows)
    assert len(parsed.tasks) == 1 or "cell-carried-down" in doubts(parsed)


def test_a_task_that_slipped_into_the_column_of_times_is_said() -> None:
    parsed = read("序号\t工作任务\t完成时限\t责任单位\n1\t文化市场\t完成展厅的布展。\t市文旅局\n2\t新建公厕6座。\t年底\t市城管局\n")
    assert "cell-unread" in doubts(parsed)
    assert [task.deadline for task in parsed.tasks] == [None, "年底"]
