"""How a clause is parted by words, brackets and statements: what belongs to whom, and how far a statement reaches."""

from __future__ import annotations

import pytest

from kg.parsing.clauses.labels import find_labels
from tests.parsing.clauses.test_clauses import clause, shown


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a role in brackets is that of the last name before it, or of all where it says so
        ("市水利局、市民政局（牵头）", "市水利局:s:labelled 市民政局:l:labelled"),
        ("市水利局（牵头）、市民政局（配合）、市财政局", "市水利局:l:labelled 市民政局:s:labelled 市财政局:s:labelled"),
        ("市水利局、市民政局（分别牵头），市财政局", "市水利局:l:labelled 市民政局:l:labelled 市财政局:s:labelled"),
        ("市水利局（牵头单位）", "市水利局:l:labelled"),
        # words behind names
        ("市水利局牵头，市民政局、市财政局配合", "市水利局:l:labelled 市民政局:s:labelled 市财政局:s:labelled"),
        ("市水利局、市民政局牵头", "市水利局:l:labelled 市民政局:l:labelled"),
        ("市水利局等单位负责", "市水利局:l:sole"),
        ("请市水利局负责", "市水利局:l:sole"),
        ("市水利局（办公室负责）、市民政局", "市水利局（办公室负责）:l:inferred 市民政局:s:inferred"),
        ("市水利局配合", "市水利局:s:labelled"),
        ("责任单位：市水利局牵头，市民政局", "市水利局:l:labelled 市民政局:s:labelled"),
        # who takes whom along
        ("市水利局牵头会同市民政局负责", "市水利局:l:labelled 市民政局:s:labelled"),
        ("市水利局、市民政局会同市财政局负责", "市水利局:l:labelled 市民政局:l:labelled 市财政局:s:labelled"),
        ("会同市民政局负责", "会同市民政局:l:sole"),
        # labels
        ("市水利局；配合单位：市民政局", "市水利局:l:sole 市民政局:s:labelled"),
        ("牵头单位：市水利局，配合单位：市民政局，备注：省定", "市水利局:l:labelled 市民政局:s:labelled"),
        ("配合单位：市水利局", "市水利局:s:labelled"),
        # marks before all of a list that has labels are bullets
        ("牵头单位：▲市水利局；配合单位：▲市民政局", "市水利局:l:labelled 市民政局:s:labelled"),
        ("牵头单位：▲市水利局；配合单位：市民政局", "市水利局:l:marked 市民政局:s:marked"),
        ("牵头单位：▲市水利局", "市水利局:l:marked"),
        ("▲市水利局、▲市民政局", "市水利局:l:marked 市民政局:l:marked"),
    ],
)
def test_who_has_which_role(text: str, wanted: str) -> None:
    assert shown(clause(text)) == wanted


@pytest.mark.parametrize(
    ("statement", "declared"),
    [
        ("（列第一位的为牵头单位）", True),
        ("，列第一位的为牵头单位", True),
        ("（" + "凡" * 12 + "列第一位的为牵头单位）", True),
        ("（除标注外，列第一位的为牵头单位）", True),
        ("（除" + "标" * 30 + "外，列第一位的为牵头单位）", True),
        ("（列在首位的单位" + "为" * 9 + "牵头单位）", True),
        ("（列首位的" + "单" * 13 + "牵头）", True),
        ("（列首位的" + "单" * 14 + "牵头）", False),
        ("（牵头单位为列第一位者）", True),
        ("（列第二位的为牵头单位）", False),
        ("。以下均需各镇街落实，不再列出。排在前位为牵头部门，下同。", True),
        ("（排名首位的为牵头单位）", True),
        ("（排列在前的单位）", False),
        ("负责。涉及几家的，由列首位的牵头。下同", True),
        ("负责。" + "涉" * 60 + "列首位的牵头", True),
        ("负责。" + "涉" * 61 + "列首位的牵头", True),
    ],
)
def test_a_statement_says_that_the_first_leads(statement: str, declared: bool) -> None:
    bases = {unit.basis for unit in clause(f"市水利局、市民政局{statement}").units if unit.name in ("市水利局", "市民政局")}
    assert ("declared" in bases) is declared


@pytest.mark.parametrize(
    ("text", "leaders", "units"),
    [
        ("牵头领导：王岚；责任单位：市水利局", ["王岚"], "市水利局:l:sole"),
        ("王岚副市长、李长庚副市长牵头，市水利局配合", ["王岚", "李长庚"], "市水利局:s:labelled"),
        ("市水利局、王岚副市长牵头", [], "市水利局:l:labelled 王岚副市长:l:labelled"),
        ("分管副市长负责", [None], ""),
    ],
)
def test_leaders_stand_before_the_bodies(text: str, leaders: list[str | None], units: str) -> None:
    read = clause(text)
    assert ([leader.name for leader in read.leaders], shown(read)) == (leaders, units)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("完成时限：6月底；责任单位：市水利局", "6月底"),
        ("完成时限：6 月 底", "6月底"),
        ("市水利局、6月底前", "6月底前"),
        ("市水利局，6月底前，12月底前", "6月底前，12月底前"),
        ("牵头单位：市水利局，6月底前、年底前完成", "6月底前，年底前完成"),
        ("完成时限：", None),
    ],
)
def test_when_it_is_due(text: str, deadline: str | None) -> None:
    assert clause(text).deadline == deadline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("责任单位（" + "甲" * 8 + "）：市水利局", ["责任单位（" + "甲" * 8 + "）"]),
        ("责任单位（" + "甲" * 9 + "）：市水利局", []),
        ("主要牵头责任配合单位：市水利局", ["主要牵头责任配合单位"]),
        ("责任单位 水局", ["责任单位"]),
        ("责任单位 市" + "水" * 18 + "局", ["责任单位"]),
        ("责 责任单位：市水利局", ["责任单位"]),
        ("新建公园；责任单位：市水利局", ["责任单位"]),
        ("新建公园责任单位：市水利局", []),
        ("完成时限 市水利局", []),
        ("责任单位 建设公园", []),
        ("责任领导 王岚", ["责任领导"]),
    ],
)
def test_where_a_label_ends(text: str, names: list[str]) -> None:
    assert [label.name for label in find_labels(text)] == names


def test_a_label_is_looked_for_between_two_places() -> None:
    text = "牵头单位：甲局；配合单位：乙局；责任单位：丙局"
    assert [label.name for label in find_labels(text, 8)] == ["配合单位", "责任单位"]
    assert [label.name for label in find_labels(text, 8, 15)] == ["配合单位"]


def test_labels_with_and_without_a_colon_come_in_order() -> None:
    text = "牵头单位：市水利局\n责任单位 市民政局\n配合单位：市财政局\n完成时限 6月底"
    assert [label.name for label in find_labels(text)] == ["牵头单位", "责任单位", "配合单位", "完成时限"]
