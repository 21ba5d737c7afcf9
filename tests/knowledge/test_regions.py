"""China's divisions: what is there, what each is called, what lies in what."""

from __future__ import annotations

import pytest

from kg.knowledge.regions import COUNTRY, regions, short_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("义乌市", "义乌"),
        ("上虞区", "上虞"),
        ("大竹县", "大竹"),
        ("广东省", "广东"),
        ("洋县", "洋县"),
        ("城区", "城区"),
        ("内蒙古自治区", "内蒙古"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("恩施土家族苗族自治州", "恩施"),
        ("巴音郭楞蒙古自治州", "巴音郭楞"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("大兴安岭地区", "大兴安岭"),
        ("神农架林区", "神农架"),
        ("科尔沁左翼中旗", "科尔沁左翼中"),
        ("香港特别行政区", "香港"),
    ],
)
def test_short_name_is_the_name_without_its_kind(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("code", "full"),
    [
        ("330782", "金华市义乌市"),
        ("330604", "绍兴市上虞区"),
        ("511724", "达州市大竹县"),
        ("440100", "广州市"),
        ("210000", "辽宁省"),
        ("110105", "北京市朝阳区"),
        ("429004", "湖北省仙桃市"),
        (COUNTRY, "全国"),
    ],
)
def test_full_name_puts_a_county_after_what_it_lies_in(code: str, full: str) -> None:
    assert regions().full_name(regions().by_code[code]) == full


def test_the_country_has_34_provinces_and_no_code() -> None:
    index = regions()
    assert len(index.by_parent[COUNTRY]) == 34
    assert index.by_code[COUNTRY].notation is None


def test_an_ambiguous_name_gives_all_that_bear_it() -> None:
    assert [region.code for region in regions().named("朝阳区")] == ["110105", "220104"]
    assert {region.level for region in regions().called("吉林")} == {"province", "prefecture"}


def test_a_former_division_is_found_where_no_present_one_has_its_name() -> None:
    (shangyu,) = regions().named("上虞市")
    assert (shangyu.code, shangyu.last_listed) == ("330682", 2013)
    assert [region.code for region in regions().called("上虞")] == ["330604"]


def test_a_county_lies_in_its_prefecture_its_province_and_the_country() -> None:
    index = regions()
    yiwu, jinhua, zhejiang = index.by_code["330782"], index.by_code["330700"], index.by_code["330000"]
    assert all(index.within(yiwu, above) for above in (jinhua, zhejiang, index.by_code[COUNTRY]))
    assert not index.within(jinhua, yiwu)
    assert not index.within(yiwu, yiwu)


def test_every_division_but_the_country_lies_in_one_that_is_known() -> None:
    index = regions()
    assert [r.code for r in index.by_code.values() if r.parent not in index.by_code and r.code != COUNTRY] == []


def test_codes_are_six_digits_and_tell_the_level() -> None:
    for region in regions().by_code.values():
        if region.code != COUNTRY:
            assert len(region.code) == 6
            assert region.code.isdigit()
            assert region.code.endswith("0000") == (region.level == "province")
