"""How long names are, and when nothing but known names parts them: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.knowledge.offices import known_names
from kg.model.passages import Passage
from kg.parsing.names.forms import bare_name, is_collective, looks_like_unit
from kg.parsing.names.run_together import KnownNames, cut_run_together
from kg.parsing.names.splitting import PrintedName, names_in, split_names


def known(*seen: str) -> KnownNames:
    names = KnownNames(known_names())
    names.add(seen)
    return names


def split(text: str, *seen: str) -> list[PrintedName]:
    return list(split_names(Passage.of_line(text, 0), known(*seen)).names)


def names(text: str) -> list[str]:
    return [name.name for name in split(text)]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("局", False), ("水局", True), ("市" + "水" * 38 + "局", True), ("市" + "水" * 39 + "局", False), ("各县", True), ("各地园林", False)],
)
def test_a_body_s_name_has_two_to_forty_characters(name: str, is_one: bool) -> None:
    assert looks_like_unit(name) is is_one


@pytest.mark.parametrize(("size", "count"), [(200, 1), (201, 0)])
def test_what_has_more_than_two_hundred_characters_is_no_name(size: int, count: int) -> None:
    assert len(names("市" + "水" * (size - 2) + "局")) == count


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("商务局财政局", ("商务局", "财政局")),
        ("发改委经信局统计局", ("发改委", "经信局", "统计局")),
        ("法院检察院", ("法院", "检察院")),
        ("文旅局", ("文旅局",)),
        ("教育局、财政局", ("教育局、财政局",)),
        ("财政局青禾合作社", ("财政局青禾合作社",)),  # only one of the two is known
        ("青禾合作社财政局商务局", ("青禾合作社财政局商务局",)),  # what stands first must be known
        ("财政局滨江建设公司商务局", ("财政局", "滨江建设公司", "商务局")),
        ("市委财政局商务局", ("市委财政局", "商务局")),
        ("市政府办公室", ("市政府办公室",)),
        ("财政局（国资办）商务局", ("财政局（国资办）", "商务局")),
        ("财政局各镇街", ("财政局", "各镇街")),
        ("财政局市级各有关部门商务局", ("财政局", "市级各有关部门", "商务局")),
        ("商务局分局财政局", ("商务局分局财政局",)),  # a branch is nobody without its office
    ],
)
def test_only_known_names_are_cut_apart(text: str, cut: tuple[str, ...]) -> None:
    assert cut_run_together(text, known()) == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("派出所工商质监所", ("派出所", "工商质监所")),
        ("交管站城郊公路站", ("交管站城郊公路站",)),  # neither is seen
        ("文化中心工商质监所", ("文化中心工商质监所",)),  # of two sorts: one may be the other's own
        ("房所工商质监所", ("房所工商质监所",)),
    ],
)
def test_two_small_bodies_of_one_sort_are_cut_apart_if_the_second_is_seen(text: str, cut: tuple[str, ...]) -> None:
    assert cut_run_together(text, known("工商质监所")) == cut


@pytest.mark.parametrize(("count", "pieces"), [(66, 66), (67, 1)])
def test_up_to_two_hundred_characters_are_cut_apart(count: int, pieces: int) -> None:
    assert len(cut_run_together("财政局" * count, known())) == pieces


@pytest.mark.parametrize(("size", "pieces"), [(26, 3), (27, 1)])
def test_a_name_among_others_has_up_to_twenty_six_characters(size: int, pieces: int) -> None:
    assert len(cut_run_together(f"财政局{'滨' * (size - 2)}公司商务局", known())) == pieces


@pytest.mark.parametrize(("size", "pieces"), [(10, 2), (11, 1)])
def test_the_members_of_a_group_with_a_name_of_up_to_ten_characters_are_a_set(size: int, pieces: int) -> None:
    assert len(cut_run_together(f"财政局{'滨' * size}领导小组成员单位", known())) == pieces


@pytest.mark.parametrize(
    ("seen", "text", "cut"),
    [
        (("青禾社",), "青禾社财政局", ("青禾社", "财政局")),
        (("青禾",), "青禾社财政局", ("青禾社财政局",)),
        (("商务局财政局",), "商务局财政局", ("商务局", "财政局")),
        ((), "青禾社财政局", ("青禾社财政局",)),
    ],
)
def test_a_name_that_the_document_prints_alone_is_known_from_three_characters(
    seen: tuple[str, ...], text: str, cut: tuple[str, ...]
) -> None:
    assert cut_run_together(text, known(*seen)) == cut


@pytest.mark.parametrize(
    ("name", "is_known"),
    [
        ("财政局", True),
        ("市财政局", True),
        ("云财政局", False),
        ("市人行", True),
        ("市政府财政局", True),
        ("云陂财政局", True),
        ("云陂大财政局", True),
        ("云陂大新财政局", True),
        ("云陂大新城财政局", False),
        ("青禾社", False),
        ("财政局商务局", False),
    ],
)
def test_a_place_of_up_to_four_characters_may_stand_before_a_known_name(name: str, is_known: bool) -> None:
    assert (name in known()) is is_known
    assert known().listed(name) is is_known


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("财政局和商务局", ["财政局", "商务局"]),
        ("财政局以及商务局", ["财政局", "商务局"]),
        ("财政局和水投", ["财政局和水投"]),
        ("水投和财政局", ["水投和财政局"]),
        ("法院和检察院", ["法院", "检察院"]),
        ("政策和法规局", ["政策和法规局"]),
        ("各镇街和财政局", ["各镇街", "财政局"]),
        ("各镇街和相关单位", ["各镇街", "相关单位"]),
        ("财政局和单位", ["财政局和单位"]),
        ("财政局和水局", ["财政局和水局"]),
        ("财政局及有关部门", ["财政局", "有关部门"]),
        ("财政局等", ["财政局"]),
        ("财政局等单位", ["财政局"]),
        ("财政局等商务局", ["财政局", "商务局"]),
        ("财政局（商务局和文旅局）", ["财政局（商务局和文旅局）"]),
        ("和财政局", ["和财政局"]),
        ("财政局 商务局", ["财政局", "商务局"]),
        ("财政 商务局", ["财政商务局"]),
        ("财政局〔国资办、金融办〕、商务局", ["财政局（国资办、金融办）", "商务局"]),
        ("财政局）、商务局", ["财政局）", "商务局"]),
        ("各区（县、市）人民政府、财政局", ["各区（县、市）人民政府", "财政局"]),
        ("各县、财政局", ["各县", "财政局"]),
        ("市、财政局", ["财政局"]),
    ],
)
def test_words_and_spaces_part_whole_names(text: str, wanted: list[str]) -> None:
    assert names(text) == wanted


def test_a_mark_is_the_first_name_s_behind_it() -> None:
    assert [(name.name, name.marked, name.cut) for name in split("▲财政局商务局、文旅局")] == [
        ("财政局", True, True),
        ("商务局", False, True),
        ("文旅局", False, False),
    ]


def test_each_name_of_a_run_stands_where_it_is_printed() -> None:
    assert [(name.name, name.start, name.end) for name in split("、财 政局商 务局")] == [("财政局", 1, 5), ("商务局", 5, 9)]
    assert [(name.name, name.start, name.end) for name in split("财政局(国资办)商务局")] == [("财政局（国资办）", 0, 8), ("商务局", 8, 11)]


def test_names_that_nothing_parts_stay_together_where_nothing_is_known() -> None:
    assert list(names_in("财政局(国资办)，▲商务局文旅局")) == ["财政局（国资办）", "商务局文旅局"]


@pytest.mark.parametrize(("name", "bare"), [("财政局（国资办）", "财政局"), ("财政局〈国资办〉", "财政局"), ("财政局", "财政局")])
def test_what_stands_in_brackets_is_no_part_of_the_bare_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


@pytest.mark.parametrize(("name", "is_set"), [("各镇街", True), ("各镇街（园区）", True), ("财政局（各科室）", False), ("财政局", False)])
def test_a_set_is_told_by_what_stands_before_the_brackets(name: str, is_set: bool) -> None:
    assert is_collective(name) is is_set
