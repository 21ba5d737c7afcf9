"""How many characters a person's name and post have: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.model.passages import Passage
from kg.parsing.clauses.leaders import is_person_with_post, read_heading_leaders, read_label_leaders
from kg.parsing.names.person_pieces import is_person_name

Found = list[tuple[str | None, str | None]]


def behind_label(text: str) -> Found:
    return [(leader.name, leader.title) for leader in read_label_leaders(Passage.of_line(text, 0), "责任领导").leaders]


def in_heading(text: str) -> Found:
    return [(leader.name, leader.title) for leader in read_heading_leaders(Passage.of_line(text, 0)).leaders]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("王", False),
        ("王岚", True),
        ("王长庚", True),
        ("王岚长庚", False),
        ("欧阳", True),  # 欧 is a surname, too
        ("上官", False),
        ("上官岚", True),
        ("上官长庚", True),
        ("上官岚长庚", False),
        ("目岚", False),
        ("阿依·古丽", True),
    ],
)
def test_a_name_is_a_surname_and_one_or_two_characters(name: str, is_one: bool) -> None:
    assert is_person_name(name) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("王岚副市长", True),
        ("副市长王岚", True),
        ("王岚", False),
        ("王岚同志", True),
        ("财政局副局长", False),
        ("王长庚" + "、".join(["副市长"] * 7), True),
        ("上官长庚" + "、".join(["副市长"] * 7), False),
    ],
)
def test_a_person_with_a_post_is_said_in_thirty_characters(text: str, is_one: bool) -> None:
    assert is_person_with_post(text) is is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("陆 明俞 悦", [("陆明", None), ("俞悦", None)]),
        ("陆明俞悦", [("陆明", None), ("俞悦", None)]),
        ("王 明明俞 悦", [("王明明", None), ("俞悦", None)]),
        ("陆岚岚俞悦", [("陆岚岚", None), ("俞悦", None)]),
        ("陆明俞悦悦", [("陆明", None), ("俞悦悦", None)]),
        ("陆明俞悦王岚", [("陆明", None), ("俞悦", None), ("王岚", None)]),
        ("王长庚 李岚", [("王长庚", None), ("李岚", None)]),
        ("王长庚 李岚 陆明", [("王长庚", None), ("李岚", None), ("陆明", None)]),
    ],
)
def test_names_with_nothing_but_space_between_them(text: str, found: Found) -> None:
    assert behind_label(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("目岚副市长", [("目岚", "副市长")]),  # the post says that it is a person, whatever the surname
        ("目岚长庚副市长", [("目岚长庚", "副市长")]),
        ("目岚长庚一副市长", []),
        ("目岚同志", [("目岚", None)]),
        ("目岚", []),
        ("某局局长", []),
    ],
)
def test_an_unknown_surname_with_a_post_is_a_person_of_two_to_four_characters(text: str, found: Found) -> None:
    assert [leader for leader in behind_label(text) if leader[0]] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("副市长王岚 市长李岚", [("王岚", "副市长"), ("李岚", "市长")]),
        ("副市长王岚", [("王岚", "副市长")]),
        ("副市长、王岚", [("王岚", "副市长")]),
        ("市长、副书记王岚、李岚", [("王岚", "市长、副书记"), ("李岚", None)]),
        ("常务副市长", [(None, "常务副市长")]),
        ("常务副市长、李岚", [(None, "常务副市长"), ("李岚", None)]),
        ("王岚市长、副书记、副主任", [("王岚", "市长、副书记、副主任")]),
        ("王岚同志和李岚同志", [("王岚", None), ("李岚", None)]),
        ("王岚/李岚；陆明，俞悦", [("王岚", None), ("李岚", None), ("陆明", None), ("俞悦", None)]),
        ("王岚（副市长）、李岚", [("王岚", "副市长"), ("李岚", None)]),
    ],
)
def test_a_post_belongs_to_the_person_beside_it(text: str, found: Found) -> None:
    if text == "副市长、王岚":
        found = [(None, "副市长"), ("王岚", None)]  # who stands behind a sign may be another
    assert behind_label(text) == found


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("王岚牵头的工作", [("王岚", None)]),
        ("王牵头的工作", []),
        ("牵头的工作", []),
        ("王岚副市长牵头推进城市更新", [("王岚", "副市长")]),
        ("王岚牵头推进城市更新", []),
        ("王岚同志牵头推进城市更新", [("王岚", None)]),
        ("工业经济（牵头领导：王岚）", [("王岚", None)]),
        ("工业经济【牵头领导：王岚、李岚】 ", [("王岚", None), ("李岚", None)]),
        ("王岚局牵头的工作", []),
        ("由王岚牵头的5项重点工作", [("王岚", None)]),
        ("由王岚牵头的十二个民生实事项目（12项）：", [("王岚", None)]),
    ],
)
def test_a_heading_says_who_leads_by_name_and_verb(heading: str, found: Found) -> None:
    assert in_heading(heading) == found


def test_each_leader_knows_where_the_name_stands() -> None:
    text = "陆 明俞 悦、区委常委、副区长汪立群 副区长李岚 副区长韩岚"
    found = [(leader.name, text[leader.start : leader.end]) for leader in read_label_leaders(Passage.of_line(text, 0), None).leaders]
    assert found[:2] == [("陆明", "陆 明"), ("俞悦", "俞 悦")]
