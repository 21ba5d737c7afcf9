"""Leaders in headings and behind labels."""

from __future__ import annotations

import pytest

from kg.model.passages import Passage
from kg.parsing.clauses.leaders import read_heading_leaders, read_label_leaders
from kg.parsing.names.person_pieces import is_person_name


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("由郑岚同志牵头的重点工作", [("郑岚", None)]),
        ("虞长庚常委、副市长牵头重点工作", [("虞长庚", "常委、副市长")]),
        ("王纲市长主抓重点工作", [("王纲", "市长")]),
        ("陶景明副县长、沈岚党组成员分管的工作", [("陶景明", "副县长"), ("沈岚", "党组成员")]),
        ("董岚负责", [("董岚", None)]),
        ("工业经济（副市长王海林牵头）", [("王海林", "副市长")]),
        ("工业经济（由王海林同志、赵一鸣同志负责）", [("王海林", None), ("赵一鸣", None)]),
        ("工业经济（常务副市长负责）", [(None, "常务副市长")]),
        ("工业经济（市发改委牵头）", []),
        ("工业经济（各县区负责）", []),
        ("卫健局牵头的工作", []),
        ("全力统筹疫情防控和经济社会发展", []),
        ("常务负责制全面落实", []),
        ("高质量联系服务企业", []),
        ("主要预期目标", []),
    ],
)
def test_a_heading_names_leaders_or_none(heading: str, wanted: list[tuple[str | None, str | None]]) -> None:
    found = read_heading_leaders(Passage.of_line(heading, 0)).leaders
    assert [(leader.name, leader.title) for leader in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("王岚", [("王岚", None)]),
        ("王 健、李长庚", [("王健", None), ("李长庚", None)]),
        ("副市长王岚", [("王岚", "副市长")]),
        ("区委常委、副区长汪立群", [("汪立群", "区委常委、副区长")]),
        ("韩茂森（副区长）", [("韩茂森", "副区长")]),
        ("王岚副市长、市政府党组成员", [("王岚", "副市长、市政府党组成员")]),
        ("陆 明俞 悦", [("陆明", None), ("俞悦", None)]),
        ("常务副县长王岚 副县长李长庚", [("王岚", "常务副县长"), ("李长庚", "副县长")]),
        ("王岚副市长 李长庚副市长", [("王岚", "副市长"), ("李长庚", "副市长")]),
        ("欧阳长庚", [("欧阳长庚", None)]),
        ("分管副市长", [(None, "分管副市长")]),
        ("省政府分管领导同志", [(None, "省政府分管领导")]),
        ("王岚副专员", [("王岚", "副专员")]),
        ("各区区长、相关管委会主任", [(None, "各区区长"), (None, "相关管委会主任")]),
        ("劳一鸣,各街道主任", [("劳一鸣", None), (None, "各街道主任")]),
        ("", []),
        ("待定", []),
        ("王安忆顾问", [("王安忆", "顾问")]),
        ("县政协主席王岚", [("王岚", "县政协主席")]),
        ("啜岚县长", [("啜岚", "县长")]),  # no list of surnames has it: the post says that it is a name
        ("啜岚（县委常委、统战部长）、王岚（副县长）", [("啜岚", "县委常委、统战部长"), ("王岚", "副县长")]),
        ("李长庚县人大常委会副主任", [("李长庚", "县人大常委会副主任")]),
        ("县委办主任王岚、宣传部部长李长庚", [("王岚", "县委办主任"), ("李长庚", "宣传部部长")]),
        ("副县长、公安局局长王岚", [("王岚", "副县长、公安局局长")]),
        ("李长庚 王　健", [("李长庚", None), ("王健", None)]),
        ("王　健 李长庚 欧阳岚", [("王健", None), ("李长庚", None), ("欧阳岚", None)]),
        ("王岚 副市长 / 李长庚 市政府党组成员", [("王岚", "副市长"), ("李长庚", "市政府党组成员")]),
        ("王岚市委副书记、李长庚市委常委、市政府常务副市长", [("王岚", "市委副书记"), ("李长庚", "市委常委、市政府常务副市长")]),
        ("金华市政府副秘书长王岚", [("王岚", "金华市政府副秘书长")]),
    ],
)
def test_behind_a_label_stand_persons_or_offices(text: str, wanted: list[tuple[str | None, str | None]]) -> None:
    found = read_label_leaders(Passage.of_line(text, 0), "责任领导").leaders
    assert [(leader.name, leader.title) for leader in found] == wanted
    assert all(leader.role == "责任领导" for leader in found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("王岚、市园林局", ["市园林局"]),
        ("王岚、待定", ["待定"]),
        ("王岚副市长", []),
        ("区委常委、副区长汪立群", []),
        ("王岚（牵头）13800000000", ["13800000000"]),
    ],
)
def test_what_is_nobody_is_left_over(text: str, left: list[str]) -> None:
    assert [piece.text for piece in read_label_leaders(Passage.of_line(text, 0), "责任领导").left] == left


@pytest.mark.parametrize(
    ("name", "is_one"), [("王岚", True), ("欧阳长庚", True), ("买买提·艾力", True), ("财政局", False), ("各", False), ("任务分解", False)]
)
def test_a_persons_name_begins_with_a_surname(name: str, is_one: bool) -> None:
    assert is_person_name(name) == is_one
