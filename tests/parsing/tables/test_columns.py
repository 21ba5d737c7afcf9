"""What the columns of a table hold."""

from __future__ import annotations

import pytest

from kg.parsing.tables.columns import ColumnKind, column_kind, misfit, says_no_bodies, says_no_time


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("序号", "number"),
        ("年度投资金额 （万元）", "money"),
        ("制造业投资增长12%以上", None),  # a task, although it speaks of investment
        ("工 作 任 务", "task"),
        ("主要目标任务", "task"),
        ("项目名称", "name"),
        ("名称", "name"),
        ("建设内容及规模", "content"),
        ("工作内容及要求", "content"),
        ("目标值", "figure"),
        ("年度任务和目标", "figure"),
        ("挂牌督办事项", "task"),
        ("细化分解任务", "task"),
        ("为民办实事项目", "name"),
        ("考核目标", "figure"),
        ("分值", "money"),
        ("上半年进展", "result"),
        ("1-8月实际完成率%", "result"),
        ("区重点民生实事项目名称", "name"),
        ("工作措施", "measure"),
        ("牵头单位", "lead"),
        ("主要责任单位", "lead"),
        ("配合单位", "support"),
        ("责任单位", "responsible"),
        ("牵头组织实施单位", "lead"),
        ("分管领导", "leader"),
        ("责任人", "leader"),
        ("完成时限", "deadline"),
        ("总投资（万元）", "money"),
        ("备注", "note"),
        ("考评方向", None),
        ("地区生产总值增长8%以上并力争更好", None),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, kind: ColumnKind | None) -> None:
    assert column_kind(heading) == kind


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [
        ("12", "number", "task"),
        ("市发改委、市财政局", "responsible", "task"),
        ("新建改建农村公路150公里", "task", "responsible"),
        ("王岚", "leader", "responsible"),
        ("12月底前", "deadline", "responsible"),
        ("2.5亿元", "money", "number"),
        ("提前完成年度任务。", "result", "content"),
        ("设备采购中", "result", "figure"),
        ("83%", "result", "responsible"),
        ("送戏下乡20场", "task", "responsible"),
        ("市发改委、市财政局、市人社", "responsible", "task"),
        ("县财政局分别牵头落实", "responsible", "content"),
        ("1600", "figure", "responsible"),
        ("——建档率达95%以上。", "task", "block"),
    ],
)
def test_a_cell_fits_one_kind_better_than_another(text: str, better: ColumnKind, worse: ColumnKind) -> None:
    assert misfit(text, better) < misfit(text, worse)


@pytest.mark.parametrize(
    ("text", "none"),
    [
        ("已完成。完成筛查1612人。", True),
        ("67%", True),
        ("正在推进", True),
        ("12", True),
        ("县财政局", False),
        ("县大数据中心", False),
        ("各镇街", False),
    ],
)
def test_a_column_of_bodies_cannot_hold_how_far_the_work_has_come(text: str, none: bool) -> None:
    assert says_no_bodies(text) == none


@pytest.mark.parametrize(
    ("text", "no_time"),
    [
        ("10月底前", False),
        ("持续推进", False),
        ("1.公园7月开放；2.广场的道路及其附属的绿化12月完成。", False),
        ("完成展厅的布展。", True),
        ("5", True),
        ("新建停车场并完善与之配套的充电设施和道路标线标牌", False),
        ("新建停车场并完善与之配套的充电设施和道路标线标牌等设", True),
    ],
)
def test_what_stands_in_a_column_of_times_and_is_none_is_known(text: str, no_time: bool) -> None:
    assert says_no_time(text) is no_time


def test_leading_the_work_is_a_field_of_it_and_no_leader() -> None:
    assert column_kind("组织领导") is None
    assert column_kind("责任领导") == "leader"
