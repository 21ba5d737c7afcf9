"""How much evidence names a division: each weight and limit from both sides, on the list of divisions as it is."""

from __future__ import annotations

import pytest

from kg.parsing.notice.region import find_region
from kg.parsing.notice.region_mentions import is_name, mentions_in
from kg.parsing.notice.scripts import simplified_if_traditional


def code(body: str, *units: str, header: str = "重点工作责任分解") -> str | None:
    found = find_region(header, body, units)
    return found.code if found else None


CITY, COUNTY = ("市发改委", "市财政局"), ("县发改局", "县财政局")


@pytest.mark.parametrize(
    ("body", "units", "found"),
    [
        # a name with its kind weighs one, and three are enough
        ("嘉善县、嘉善县。", COUNTY, None),
        ("嘉善县、嘉善县、嘉善县。", COUNTY, "330421"),
        # a name without its kind weighs a third
        ("嘉善县、嘉善县，嘉善、嘉善。", COUNTY, "330421"),
        # a branch that serves the place weighs three
        ("人行嘉善支行。", COUNTY, "330421"),
        ("", (*COUNTY, "嘉善海关"), "330421"),
        # the winner has twice the weight of the next
        ("嘉善县、嘉善县、嘉善县、嘉善县，德清县、德清县。", COUNTY, "330421"),
        ("嘉善县、嘉善县、嘉善县、嘉善县，德清县、德清县、德清县。", COUNTY, None),
        # more than ten times the same name says no more than ten
        ("嘉善县。" * 10 + "德清县。" * 5, COUNTY, "330421"),
        ("嘉善县。" * 14 + "德清县。" * 6, COUNTY, None),
        # governments among the units answer to the division above them: three each
        ("", (*CITY, "嘉善县政府"), "330400"),
        ("", (*CITY, "嘉善县政府", "海盐县政府", "德清县政府"), "330400"),
        ("", (*CITY, "嘉善县政府", "德清县政府"), None),
        ("湖州市。", (*CITY, "嘉善县政府"), "330400"),
        ("湖州市，湖州。", (*CITY, "嘉善县政府"), None),
        # two divisions below it speak for a prefecture, one does not
        ("支持嘉善县、海盐县、平湖市，嘉兴市。", CITY, "330400"),
        ("嘉兴市、嘉兴市、嘉兴市、嘉兴市。", CITY, None),
    ],
)
def test_what_a_piece_of_evidence_weighs(body: str, units: tuple[str, ...], found: str | None) -> None:
    assert code(body, *units) == found


@pytest.mark.parametrize(
    ("units", "found"),
    [
        (("县发改局", "县财政局", "市财政局"), "330421"),
        (("县发改局", "县财政局", "市财政局", "市发改委"), "330400"),
        (("区发改局",), None),
    ],
)
def test_the_level_that_twice_as_many_units_carry_is_the_notice_s(units: tuple[str, ...], found: str | None) -> None:
    assert code("嘉善县、嘉善县、嘉善县、海盐县，嘉兴海关。", *units) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("嘉善县。" * 7 + "海盐县。" * 2 + "平湖市。", "330400"),
        ("嘉善县。" * 9 + "海盐县。", "330421"),
        ("嘉善县。" * 9 + "海盐县。德清县。", "330421"),
        ("嘉善县。" * 2, None),
        ("嘉善县。" * 3, "330421"),
        ("嘉善县、海盐县。", None),
        ("嘉善县、海盐县、平湖市。", "330400"),
    ],
)
def test_without_a_level_it_is_the_prefecture_or_the_county_that_nearly_all_is_about(body: str, found: str | None) -> None:
    assert code(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("全县", None),
        ("支持芜湖。全县推进。", "340223"),
        ("支持芜湖。全市推进。", None),
        ("支持芜湖。全县域推进。", None),
        ("支持芜湖、合肥。全县推进。", None),
    ],
)
def test_a_text_may_speak_of_its_level(body: str, found: str | None) -> None:
    assert code(body) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("嘉善县人民政府", "330421"),
        ("各县：嘉善县、海盐县人民政府", None),
        ("浙江省嘉兴市嘉善县工作分解", "330421"),
        ("嘉善县和海盐县工作分解", None),
        ("国务院关于嘉善县工作的意见", None),
        ("霜桥县人民政府关于分解任务的通知", None),
    ],
)
def test_what_a_header_states(header: str, found: str | None) -> None:
    assert code("", header=header) == found


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("霜桥县人民政府关于分解任务的通知", "霜桥县"),
        ("霜桥县2024年责任分解", "霜桥县"),
        ("霜桥县关于分解任务的通知", None),
        ("霜桥县人民政府\n澄浦县人民政府", None),
        ("霜县政府", None),
        ("大霜桥青崖柳汀澄浦县政府", "大霜桥青崖柳汀澄浦县"),
        ("新大霜桥青崖柳汀澄浦县政府", "新大霜桥青崖柳汀澄浦县"),
        ("又新大霜桥青崖柳汀澄浦县政府", None),
    ],
)
def test_a_place_that_no_list_has_is_named_where_its_government_is(header: str, name: str | None) -> None:
    found = find_region(header, "", [])
    assert (found.name if found else None) == name
    assert found is None or (found.code, found.stated) == (None, True)


@pytest.mark.parametrize(("before", "found"), [(587, "330421"), (600, None)])
def test_a_report_says_who_issued_the_notice_within_its_first_six_hundred_characters(before: int, found: str | None) -> None:
    assert code("字" * before + "，嘉善县人民政府印发通知。", "区发改局") == found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("嘉善县", ["嘉善县"]),
        ("积石山保安族东乡族撒拉族自治县", ["积石山保安族东乡族撒拉族自治县"]),
        ("新疆生产建设兵团，全市", []),
        ("浙江省嘉兴市嘉善县", ["浙江省", "嘉兴市", "嘉善县"]),
    ],
)
def test_divisions_are_named_with_their_kind(text: str, names: list[str]) -> None:
    assert [mention.name for mention in mentions_in(text)] == names


@pytest.mark.parametrize(("text", "is_one"), [("城区", False), ("某县嘉善县", True), ("示范县，洋县", True), ("的洋县", False)])
def test_a_short_name_counts_where_nothing_stands_before_it(text: str, is_one: bool) -> None:
    mentions = list(mentions_in(text))
    assert bool(mentions and is_name(text, mentions[-1])) is is_one


@pytest.mark.parametrize(("others", "is_traditional"), [(48, True), (49, False)])
def test_a_text_is_traditional_where_more_than_one_character_in_fifty_is(others: int, is_traditional: bool) -> None:
    text = "縣" + "一" * others
    assert (simplified_if_traditional(text) != text) is is_traditional
