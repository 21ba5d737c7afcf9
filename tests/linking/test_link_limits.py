"""How long a campaign's name is and how many share it; whose an office is: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.linking.indicators import indicator_of, plain
from kg.linking.initiatives import initiative_names, shared_initiatives
from kg.linking.units import link_units, unit_key
from kg.model.records import Change

YIWU, JIAXING, GUANGDONG = "330782", "330400", "440000"


def names(*texts: str) -> set[str]:
    return set(initiative_names(texts))


@pytest.mark.parametrize(
    ("quoted", "is_one"),
    [
        ("清", False),
        ("清溪", True),
        ("清A", False),
        ("清1溪", True),
        ("清" * 20, True),
        ("清" * 21, False),
        ("清溪法", True),
        ("十六连冠", False),
        ("三个", False),
        ("8个十", False),
    ],
)
def test_a_campaign_s_name_has_two_to_twenty_characters(quoted: str, is_one: bool) -> None:
    assert (names(f"推进“{quoted}”建设") == {quoted}) is is_one


@pytest.mark.parametrize(("documents", "is_one"), [(1, False), (2, True)])
def test_two_documents_make_a_campaign(documents: int, is_one: bool) -> None:
    assert bool(shared_initiatives({"清溪共富": documents}).named_in("“清溪共富”")) is is_one


def test_how_many_documents_make_a_campaign_may_be_asked_for() -> None:
    assert shared_initiatives({"清溪共富": 2}, least=3).named_in("“清溪共富”") == ()
    assert shared_initiatives({"清溪共富": 2, "清溪·共富": 1}, least=3).named_in("“清溪共富”") == ("清溪共富",)


@pytest.mark.parametrize(("name", "found"), [("清溪共富", ()), ("清溪共富带", ("清溪共富带",))])
def test_a_name_of_five_characters_is_found_without_marks(name: str, found: tuple[str, ...]) -> None:
    assert shared_initiatives({name: 2}).named_in(f"建设{name}三段") == found


@pytest.mark.parametrize(
    ("text", "found"), [("推进千万工程", {"千万工程"}), ("投资5千万工程", set()), ("推进双减", set()), ("推进“双减”", {"双减"})]
)
def test_a_known_campaign_of_three_characters_is_found_without_marks(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("forms", "called"),
    [
        ({"清溪共富": 1, "清溪·共富": 1}, "清溪共富"),
        ({"清溪共富": 1, "清溪·共富": 2}, "清溪·共富"),
        ({"甲乙共富": 1, "乙甲共富": 1}, None),
        ({"清溪行动": 1, "清溪": 1}, "清溪"),
        ({"清溪专项行动": 1, "清溪": 1}, "清溪"),
        ({"清溪专项行动": 1, "清溪行动": 1}, None),
    ],
)
def test_the_form_that_most_print_then_the_shortest_is_the_name(forms: dict[str, int], called: str | None) -> None:
    found = shared_initiatives(forms)
    assert set(found.names.values()) == ({called} if called else set())


def test_the_shortest_form_of_a_document_stands_for_all_of_its_forms() -> None:
    assert names("“清溪·共富”", "“清溪共富”") == {"清溪共富"}
    assert names("“清溪行动”", "“清溪”") == {"清溪"}
    assert names("《清溪条例》") == set()


@pytest.mark.parametrize(
    ("region", "name", "key"),
    [
        (YIWU, "国家税务总局", "330782-国-税务"),
        (YIWU, "海关总署", "330782-国-海关总署"),
        (YIWU, "体育总局", "330782-国-体育"),
        (YIWU, "国家统计局", "330782-国-统计"),
        (YIWU, "省财政厅", "330782-省-财政"),
        (YIWU, "财政部", "330782-国-财政"),
        (YIWU, "财政厅", "330782-省-财政"),
        (YIWU, "财政局", "330782-财政"),
        (YIWU, "组织部", "330782-组织"),
        (GUANGDONG, "财政厅", "440000-财政"),
        (JIAXING, "市财政局", "330400-财政"),
        (JIAXING, "县财政局", "330400-县-财政"),
        (None, "财政局", "unplaced-财政"),
        (None, "市财政局", "unplaced-市-财政"),
        (YIWU, "青禾社", "330782-青禾社"),
        (YIWU, "义乌市青禾社", "330782-青禾社"),
        (YIWU, "义乌青禾社", "330782-青禾社"),
        (YIWU, "义乌市义乌青禾社", "330782-义乌青禾社"),
        (YIWU, "青禾镇政府", "330782-青禾镇"),
        (YIWU, "青禾乡人民政府", "330782-青禾乡"),
        (YIWU, "青禾街道办", "330782-青禾街道"),
        (YIWU, "青禾园管理委员会", "330782-青禾园管委会"),
    ],
)
def test_whose_an_office_is(region: str | None, name: str, key: str) -> None:
    assert unit_key(region, name, collective=False) == key


def test_a_set_goes_by_what_is_printed() -> None:
    assert unit_key(YIWU, "各镇（街道）", collective=True) == "330782-各镇_街道"


@pytest.mark.parametrize(
    ("printed", "preferred", "others"),
    [
        (("财政局", "财政局", "市财政局"), "财政局", ("市财政局",)),
        (("财政局", "市财政局"), "市财政局", ("财政局",)),
        (("市财政局", "财政局", "义乌市财政局"), "义乌市财政局", ("市财政局", "财政局")),
    ],
)
def test_the_name_printed_most_often_then_the_longest_is_preferred(
    printed: tuple[str, ...], preferred: str, others: tuple[str, ...]
) -> None:
    (unit,) = set(link_units(YIWU, [(name, False) for name in printed]).values())
    assert (unit.pref_name, unit.alt_names) == (preferred, others)


@pytest.mark.parametrize(
    ("name", "change", "unit", "local"),
    [
        ("生产总值", "level", "亿", "地区生产总值"),
        ("生产总值", "level", "亿元", "地区生产总值"),
        ("生产总值", "level", "家", None),
        ("生产总值", "level", "%", None),
        ("生产总值增幅", "level", "%", "地区生产总值"),
        ("生产总值增幅", "level", "亿元", None),
        ("生产总值增幅", "increase", "%", None),
        ("全年生产总值", "increase", "%", "地区生产总值"),
        ("全年、生产总值", "increase", "%", None),
        ("2024年生产总值", "increase", "%", "地区生产总值"),
        ("2024年度，生产总值", "increase", "%", "地区生产总值"),
        ("1924年生产总值", "increase", "%", None),
    ],
)
def test_a_name_means_an_indicator_where_all_of_it_says_so(name: str, change: Change, unit: str, local: str | None) -> None:
    assert indicator_of(name, change, unit) == local


@pytest.mark.parametrize(
    ("printed", "compared"),
    [("“小升规”", "小升规"), ("10～50", "10-50"), ("甲 乙", "甲乙"), ("、甲：", "甲"), ("ＧＤＰ", "生产总值"), ("甲—乙", "甲—乙")],
)
def test_names_are_compared_without_signs(printed: str, compared: str) -> None:
    assert plain(printed) == compared
