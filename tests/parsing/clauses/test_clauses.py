"""Responsible-unit clauses: who leads, who supports, until when, and on what ground."""

from __future__ import annotations

import pytest

from kg.knowledge.offices import known_names
from kg.model.passages import Passage
from kg.parsing.clauses.parts import clause_parts, could_be_names
from kg.parsing.clauses.places import find_clauses
from kg.parsing.clauses.roles import Clause, Conventions, read_clause
from kg.parsing.marks.timing import is_deadline
from kg.parsing.names.run_together import KnownNames
from kg.parsing.text.headings import heading_part


def clause(text: str, conventions: Conventions | None = None) -> Clause:
    return read_clause(clause_parts(Passage.of_line(text, 0)), KnownNames(known_names()), conventions or Conventions())[0]


def shown(read: Clause) -> str:
    return " ".join(f"{unit.name}:{unit.role[0]}:{unit.basis}" for unit in read.units)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("市发改委", "市发改委:l:sole"),
        ("市发改委、市财政局", "市发改委:l:inferred 市财政局:s:inferred"),
        ("▲市发改委、市财政局", "市发改委:l:marked 市财政局:s:marked"),
        ("牵头单位：市发改委；责任单位：市财政局", "市发改委:l:labelled 市财政局:s:labelled"),
        ("牵头单位：市发改委、市统计局", "市发改委:l:labelled 市统计局:l:labelled"),
        ("市发改委牵头，市财政局配合", "市发改委:l:labelled 市财政局:s:labelled"),
        ("由市发改委牵头，市财政局、市统计局等按职责分工负责", "市发改委:l:labelled 市财政局:s:labelled 市统计局:s:labelled"),
        ("省发改委主办，省工信厅协办", "省发改委:l:labelled 省工信厅:s:labelled"),
        ("市发改委抓总，市财政局协助", "市发改委:l:labelled 市财政局:s:labelled"),
        ("市发改委总负责，市财政局配合", "市发改委:l:labelled 市财政局:s:labelled"),
        ("市发改委、市财政局分别负责", "市发改委:l:inferred 市财政局:s:inferred"),
        ("市民政局负责", "市民政局:l:sole"),
        ("市民政局会同市财政局、市统计局负责", "市民政局:l:labelled 市财政局:s:labelled 市统计局:s:labelled"),
        ("由市民政局牵头，会同市财政局等落实", "市民政局:l:labelled 市财政局:s:labelled"),
        ("市民政局会同市财政局实施，市统计局配合", "市民政局:l:labelled 市财政局:s:labelled 市统计局:s:labelled"),
        ("由市民政局牵头，联合市财政局落实", "市民政局:l:labelled 市财政局:s:labelled"),
        ("市残疾人联合会联合市财政局落实", "市残疾人联合会:l:labelled 市财政局:s:labelled"),
        ("市妇女联合会、市科学技术协会联合党委", "市妇女联合会:l:inferred 市科学技术协会联合党委:s:inferred"),
        ("市商务局、会同县政府", "市商务局:l:inferred 会同县政府:s:inferred"),
        ("县民政局会同县财政局负责", "县民政局:l:labelled 县财政局:s:labelled"),
        ("县民政局牵头，会同县财政局落实", "县民政局:l:labelled 县财政局:s:labelled"),
        ("市民政局、市财政局按职责分工分别牵头负责", "市民政局:l:labelled 市财政局:l:labelled"),
        ("责任部门：市民政局（牵头）、市财政局", "市民政局:l:labelled 市财政局:s:labelled"),
        ("市发改委、市民政局（牵头单位）、市财政局（配合）", "市发改委:s:labelled 市民政局:l:labelled 市财政局:s:labelled"),
        ("市民政局、市发改委（共同牵头），市财政局", "市民政局:l:labelled 市发改委:l:labelled 市财政局:s:labelled"),
        ("市发改委、市财政局按职责分工负责，排在第一位的为牵头单位", "市发改委:l:declared 市财政局:s:declared"),
        ("由市发改委、市财政局负责。涉及几个部门的，由排名首位的部门牵头。下同", "市发改委:l:declared 市财政局:s:declared"),
        ("市发改委、市财政局（除标注“分别牵头”外，列第一位为牵头或汇总单位，下同）", "市发改委:l:declared 市财政局:s:declared"),
        ("★市发改委、市财政局", "市发改委:l:marked 市财政局:s:marked"),
    ],
)
def test_roles_and_their_grounds(text: str, wanted: str) -> None:
    assert shown(clause(text)) == wanted


def test_a_rule_that_the_letter_states_holds_for_every_clause() -> None:
    stated = Conventions().after("责任单位中列第一位的为牵头单位")
    assert shown(clause("责任单位：市发改委、市财政局", stated)) == "市发改委:l:declared 市财政局:s:declared"


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("市商务局牵头，3月底前出台", "3月底前出台"),
        ("市发改委、市财政局等按职责分工负责，6月底前出台政策，年内持续推进", "6月底前出台政策，年内持续推进"),
        ("牵头单位：市商务局；完成时限：2022年6月", "2022年6月"),
        ("责任单位：市商务局，12月底前完成", "12月底前完成"),
        ("市商务局", None),
    ],
)
def test_a_time_in_a_clause_is_no_unit(text: str, deadline: str | None) -> None:
    read = clause(text)
    assert read.deadline == deadline
    assert all("月" not in unit.name for unit in read.units)


def test_office_holders_in_a_clause_are_leaders() -> None:
    read = clause("分管副市长、协管副秘书长负责，市发改委牵头")
    assert [(leader.name, leader.title) for leader in read.leaders] == [(None, "分管副市长"), (None, "协管副秘书长")]
    assert shown(read) == "市发改委:l:labelled"


def test_a_unit_named_twice_is_counted_once() -> None:
    read = clause("牵头单位：市发改委；责任单位：市财政局、市发改委")
    assert shown(read) == "市发改委:l:labelled 市财政局:s:labelled"
    assert [name.name for name in read.repeated] == ["市发改委"]


@pytest.mark.parametrize(
    "text", ["市发改委", "市财政局、各县（市、区）政府等", "市商务局牵头，年内完成", "由市民政局负责", "市政府有关部门"]
)
def test_lists_of_bodies_could_be_names(text: str) -> None:
    assert could_be_names(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "以下简称《方案》",
        "记者 方捷",
        "各镇政府也要行动起来",
        "年内完成",
        "含滨江公园、体育中心",
        "城区新建1个农贸市场。",
        "增长8%以上",
    ],
)
def test_other_brackets_could_not(text: str) -> None:
    assert not could_be_names(text)


@pytest.mark.parametrize(
    "text", ["6月底前", "年内持续推进", "2023年12月底前完成", "长期坚持", "一季度", "2010年9月20日前", "上半年完成", "全年"]
)
def test_times(text: str) -> None:
    assert is_deadline(text)


@pytest.mark.parametrize("text", ["市发改委", "长期护理保险中心", "十二月路街道", "全年龄段学校"])
def test_no_times(text: str) -> None:
    assert not is_deadline(text)


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("市水利局牵头的工作", ("lead", "牵头", "市水利局")),
        ("由市水利局、市林业局牵头负责的重点工作", ("lead", "牵头负责", "市水利局、市林业局")),
        ("金融办负责的事项", ("responsible", "负责", "金融办")),
        ("市林业局配合的工作", ("support", "配合", "市林业局")),
        ("王岚副市长负责的工作", None),
        ("市委常委、副市长负责的工作", None),
        ("王岚牵头的工作", None),
        ("各部门负责的工作", None),
        ("全面落实市委牵头的工作", None),
        ("市水利局牵头推进农村供水", None),
    ],
)
def test_a_heading_may_name_the_bodies_that_answer(heading: str, wanted: tuple[str, str, str] | None) -> None:
    part = heading_part(Passage.of_line(heading, 0))
    assert (part and (part.kind, part.label, part.names.text)) == wanted


@pytest.mark.parametrize(
    ("text", "leaders", "units"),
    [
        ("王岚副市长牵头，市水利局、市财政局负责", ["王岚"], "市水利局:l:inferred 市财政局:s:inferred"),
        ("由副市长王岚牵头，市水利局主办，市财政局协办", ["王岚"], "市水利局:l:labelled 市财政局:s:labelled"),
        ("李长庚副市长、市水利局牵头，市财政局配合", ["李长庚"], "市水利局:l:labelled 市财政局:s:labelled"),
        ("分管副市长、市水利局牵头，市财政局配合", [None], "市水利局:l:labelled 市财政局:s:labelled"),
    ],
)
def test_a_person_with_a_post_among_the_bodies_is_a_leader(text: str, leaders: list[str | None], units: str) -> None:
    read = clause(text)
    assert could_be_names(text)
    assert ([leader.name for leader in read.leaders], shown(read)) == (leaders, units)


@pytest.mark.parametrize("clause", ["（交通运输部门负责）", "（公安部门负责）"])
def test_the_departments_of_a_field_are_a_body(clause: str) -> None:
    flow = f"1.整治超载车辆。{clause}\n2.整治酒驾。{clause}\n"
    assert len(find_clauses(flow, [0])) == 2


def test_a_bracket_in_the_list_of_names_may_state_its_rule() -> None:
    clause = "责任单位：市市场监管局（以下如无特别说明，排名第一的为牵头单位）、市公安局、市税务局"
    read, conventions = read_clause(clause_parts(Passage.of_line(clause, 0)), KnownNames(known_names()), Conventions())
    assert [(unit.name, unit.role, unit.basis) for unit in read.units] == [
        ("市市场监管局", "lead", "declared"),
        ("市公安局", "support", "declared"),
        ("市税务局", "support", "declared"),
    ]
    assert conventions.first_leads


def test_special_districts_are_divisions_of_a_collective_name() -> None:
    clause = "责任单位：各县、特区、区人民政府，各经济开发区管委会"
    read, _ = read_clause(clause_parts(Passage.of_line(clause, 0)), KnownNames(known_names()), Conventions())
    assert [(unit.name, unit.collective) for unit in read.units] == [("各县、特区、区人民政府", True), ("各经济开发区管委会", True)]


@pytest.mark.parametrize("person", ["市委常委、常务副市长王岚", "王岚（市委常委、常务副市长）"])
def test_a_person_whose_posts_are_parted_by_signs_leads_before_the_bodies(person: str) -> None:
    read = clause(f"{person}牵头，市发改委负责")
    assert [(leader.name, leader.title) for leader in read.leaders] == [("王岚", "市委常委、常务副市长")]
    assert [unit.name for unit in read.units] == ["市发改委"]
