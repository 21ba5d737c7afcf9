"""Who answers, at the beginning or the end of an item, where no label and no closing bracket says so."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

HEAD = "青岭县2019年重点工作任务分解\n"


def read(text: str) -> list[tuple[str | None, str, str]]:
    tasks = parse(Source("a.txt", "a.txt", HEAD + text, "0" * 64)).tasks
    return [(task.number, task.text, "、".join(f"{unit.name}:{unit.role[0]}" for unit in task.units)) for task in tasks]


def test_bodies_behind_a_dash() -> None:
    found = read("1.新建幼儿园5所——县教育局\n2.新增床位80张——县民政局\n3.改造危房120户——县住建局\n")
    assert found == [
        ("1", "新建幼儿园5所", "县教育局:l"),
        ("2", "新增床位80张", "县民政局:l"),
        ("3", "改造危房120户", "县住建局:l"),
    ]


def test_one_dash_is_no_layout() -> None:
    assert all(not units for _, _, units in read("1.新建幼儿园5所——县教育局\n2.新增床位80张\n3.改造危房120户\n"))


def test_last_clauses_of_sentences() -> None:
    found = read("1.建设高标准农田3万亩，县农业农村局牵头，各乡镇负责。\n2.新建农村公路200公里，县交通运输局负责。\n")
    assert [(number, units) for number, _, units in found] == [("1", "县农业农村局:l、各乡镇:s"), ("2", "县交通运输局:l")]


def test_a_bracket_of_bodies_before_the_task() -> None:
    found = read("1.（县发改局）开工重大项目30个。\n2.（县工信局、县科技局）新增高新技术企业40家。\n")
    assert found == [("1", "开工重大项目30个。", "县发改局:l"), ("2", "新增高新技术企业40家。", "县工信局:l、县科技局:s")]


def test_lines_that_open_with_a_body_and_a_colon() -> None:
    found = read("县发改局：负责编制重大项目清单，全年开工项目50个。\n县财政局：负责完成一般公共预算收入12亿元。\n")
    assert found == [
        (None, "编制重大项目清单，全年开工项目50个。", "县发改局:l"),
        (None, "完成一般公共预算收入12亿元。", "县财政局:l"),
    ]


def test_a_bracket_or_a_word_of_duty_in_the_name_before_the_colon() -> None:
    found = read("1.市社会办：指导各区办好邻里食堂。\n2.各区政府（地区管委会）：管好本区河道，清理两岸杂物。\n")
    assert found == [
        ("1", "指导各区办好邻里食堂。", "市社会办:l"),
        ("2", "管好本区河道，清理两岸杂物。", "各区政府（地区管委会）:l"),
    ]


def test_a_single_such_line_is_no_list() -> None:
    assert read("县发改局：现将全年重大项目清单印发给你们，请认真落实。\n") == []


def test_brackets_within_an_enumeration() -> None:
    found = read("一是新建公办幼儿园3所（县教育局）；二是改造老旧小区8个（县住建局）；三是新建公厕10座（县城管局）。\n")
    assert [units for _, _, units in found] == ["县教育局:l", "县住建局:l", "县城管局:l"]


@pytest.mark.parametrize("bracket", ["〖{}〗", "﹝{}﹞", "﹙{}﹚"])
def test_rare_brackets_are_read_as_common_ones(bracket: str) -> None:
    clause = bracket.format("县工信局牵头，县统计局配合")
    assert read(f"1.规上工业增加值增长9%。{clause}\n") == [("1", "规上工业增加值增长9%。", "县工信局:l、县统计局:s")]


def test_an_office_in_a_box_over_its_items() -> None:
    found = read("【县教育局】\n1.新建中小学6所。\n2.招聘教师300名。\n【县卫健局】\n1.新建卫生室30个。\n2.免费筛查5万人。\n")
    assert [units for _, _, units in found] == ["县教育局:l", "县教育局:l", "县卫健局:l", "县卫健局:l"]


def test_labels_below_a_heading_are_of_its_items() -> None:
    found = read(
        "一、优化营商环境\n牵头领导：王岚\n牵头单位：县营商局\n责任单位：县司法局\n1.推行改革50项。\n2.压减时限30%。\n二、发展数字经济\n牵头单位：县工信局\n3.新增基站500个。\n"
    )
    assert found == [
        ("1", "推行改革50项。", "县营商局:l、县司法局:s"),
        ("2", "压减时限30%。", "县营商局:l、县司法局:s"),
        ("3", "新增基站500个。", "县工信局:l"),
    ]
