"""Where one name ends and the next begins."""

from __future__ import annotations

import pytest

from kg.knowledge.offices import known_names
from kg.model.passages import Passage
from kg.parsing.names.forms import is_collective, looks_like_unit, printed_form
from kg.parsing.names.run_together import KnownNames
from kg.parsing.names.splitting import split_names


def names(text: str) -> list[str]:
    return [name.name for name in split_names(Passage.of_line(text, 0), KnownNames(known_names())).names]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("市发改委、市财政局，市统计局", ["市发改委", "市财政局", "市统计局"]),
        ("市交通委(市道运局)、市气象局", ["市交通委（市道运局）", "市气象局"]),
        ("组织部（人才办、老干部局）、人社局", ["组织部（人才办、老干部局）", "人社局"]),
        ("市科技局等", ["市科技局"]),
        ("人行云陂分行等相关职能部门和单位", ["人行云陂分行", "相关职能部门和单位"]),
        ("州司法局、州委编办及州直相关单位", ["州司法局", "州委编办", "州直相关单位"]),
        ("各县（市、区）政府、市财政局", ["各县（市、区）政府", "市财政局"]),
        ("市民政局，各县(市)、区人民政府", ["市民政局", "各县（市）、区人民政府"]),
        ("各县、市、区政府", ["各县、市、区政府"]),
        ("发展和改革局和财政局", ["发展和改革局", "财政局"]),
        ("政策和法规局", ["政策和法规局"]),
        ("商务局财政局", ["商务局", "财政局"]),
        ("▲经信局▲发改局统计局", ["经信局", "发改局", "统计局"]),
        ("人武部双拥领导小组各成员单位", ["人武部", "双拥领导小组各成员单位"]),
        ("国家统计局云陂调查队", ["国家统计局云陂调查队"]),
        ("湖滨区政府", ["湖滨区政府"]),
        ("市人民政府各相关部门", ["市人民政府各相关部门"]),
        ("市规划局 市建设局", ["市规划局", "市建设局"]),
        ("市规 划局", ["市规划局"]),
        ("市财政局\n市教育局", ["市财政局", "市教育局"]),
        ("市发改委、市", ["市发改委"]),
        ("，、；", []),
    ],
)
def test_names_are_told_apart(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_each_name_knows_where_it_stands() -> None:
    text = "市发改委、▲市 财政局"
    found = split_names(Passage.of_line(text, 10), KnownNames(known_names())).names
    assert [(name.name, name.start, name.end, name.marked) for name in found] == [("市发改委", 10, 14, False), ("市财政局", 16, 21, True)]


def test_what_became_no_name_is_left_over() -> None:
    split = split_names(Passage.of_line("市发改委、市", 10), KnownNames(known_names()))
    assert [(piece.text, piece.start) for piece in split.left] == [("市", 15)]


@pytest.mark.parametrize(
    "name",
    [
        "各镇街",
        "相关职能部门和单位",
        "市级其他有关单位",
        "各县（市、区）政府",
        "市疫情防控指挥部各工作组",
        "区创文工作领导小组成员单位",
        "区属各重点国企",
        "乡镇（街道）",
    ],
)
def test_phrases_that_name_a_set_are_collective(name: str) -> None:
    assert is_collective(name)


@pytest.mark.parametrize("name", ["市发改委", "组织部（人才办）", "湖滨区人民政府", "市区联防办"])
def test_a_single_body_is_not_collective(name: str) -> None:
    assert not is_collective(name)


@pytest.mark.parametrize("name", ["市发改委", "县消防救援大队", "各镇街", "上海证监局", "市属国企", "如东县政府", "新建区人民政府"])
def test_bodies_look_like_bodies(name: str) -> None:
    assert looks_like_unit(name)


@pytest.mark.parametrize(
    "name",
    ["各镇政府也要行动起来", "新建2座人行天桥", "以下简称在线平台", "含滨江公园", "规上工业增加值增长8%", "推进滨江新区", "其中市本级中心"],
)
def test_other_phrases_do_not(name: str) -> None:
    assert not looks_like_unit(name)


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [("▲市 财政局", "市财政局"), ("组织部(人才办)", "组织部（人才办）"), ("**教育局**", "教育局"), ("市〔区〕政府", "市（区）政府")],
)
def test_printed_form_drops_marks_and_spaces(printed: str, wanted: str) -> None:
    assert printed_form(printed) == wanted


@pytest.mark.parametrize(
    ("name", "is_one"), [("文化宣传股", True), ("旅游股", True), ("国有控股", False), ("员工持股", False), ("原始股", False)]
)
def test_a_section_of_a_bureau_is_a_body_and_a_share_is_none(name: str, is_one: bool) -> None:
    assert looks_like_unit(name) is is_one
