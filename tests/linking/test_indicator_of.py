"""A printed indicator means a known one only where the whole name says so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.documents import Source, read
from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of, unknown_indicators
from kg.model.records import Change, Target
from kg.parsing import parse

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

MEANT: list[tuple[str, Change, str | None, str]] = [
    ("地区生产总值", "increase", "%", "地区生产总值"),
    ("全县生产总值", "increase", "%", "地区生产总值"),
    ("全市生产总值", "level", "亿元", "地区生产总值"),
    ("地区生产总值（GDP）", "increase", "%", "地区生产总值"),
    ("ＧＤＰ", "increase", "%", "地区生产总值"),
    ("實現地區生產總值", "increase", "%", "地区生产总值"),
    ("2023年全市实现生产总值", "level", "亿元", "地区生产总值"),
    ("地区生产总值年均", "increase", "%", "地区生产总值"),
    ("生产总值增速", "level", "%", "地区生产总值"),
    ("社会消费品零售总额增速", "level", "%", "社会消费品零售总额"),
    ("社会消费品零售总额年均增速", "level", "%", "社会消费品零售总额"),
    ("规模以上工业增加值", "increase", "%", "规上工业增加值"),
    ("县内规上工业增加值", "increase", "%", "规上工业增加值"),
    ("年规上工业总产值", "level", "亿元", "规上工业总产值"),
    ("年进出口总额", "level", "亿元", "进出口总额"),
    ("财政一般预算收入", "increase", "%", "一般公共预算收入"),
    ("一般公共预算收入同口径", "increase", "%", "一般公共预算收入"),
    ("居民消费价格涨幅", "level", "%", "居民消费价格"),
    ("全社会R＆D经费支出占ＧＤＰ的比重", "level", "%", "研发投入强度"),
    ("“小升规”", "level", "家", "新增小升规"),
    ("新增国家级专精特新“小巨人”企业", "level", "家", "专精特新小巨人企业"),
    ("县控以上地表水断面Ⅲ类及以上水质比例", "level", "%", "县控以上断面三类以上水质比例"),
    ("空气优良率", "level", "%", "空气质量优良天数比例"),
    ("PM2.5年均浓度", "level", "微克/立方米", "细颗粒物浓度"),
    ("老旧小区改造", "level", "万平方米", "老旧小区改造"),
    ("老舊小區", "level", "个", "老旧小区改造"),
    ("家庭年可支配收入10～50万元群体占比", "increase", "百分点", "家庭年可支配收入10至50万元群体占比"),
    ("城乡居民收入倍差", "level", None, "城乡居民收入倍差"),
    ("全市域出租车电动化比例", "level", "%", "出租车电动化比例"),
    ("小微企业贷款利率", "decrease", "基点", "小微企业贷款利率"),
    ("城镇居民人均可支配收入", "increase", "元", "城镇居民人均可支配收入"),
]

UNKNOWN: list[tuple[str, Change, str | None]] = [
    # another scope
    ("市本级一般公共预算收入", "increase", "%"),
    ("市本级", "increase", "%"),
    ("全省地区生产总值", "increase", "%"),
    ("全国城镇新增就业", "level", "万人"),
    ("一般公共预算收入(市本级)", "increase", "%"),
    ("开发区规上工业增加值", "increase", "%"),
    ("针织业规上工业增加值", "increase", "%"),
    # another quantity
    ("地区生产总值占全省比重", "level", "%"),
    ("五年累计实际使用外资", "level", "亿美元"),
    ("累计实际利用外资", "level", "亿美元"),
    ("万元生产总值", "level", "元"),
    ("财政总收入和一般公共预算收入", "increase", "%"),
    # a unit that the indicator cannot have
    ("地区生产总值", "level", "%"),
    ("地区生产总值同比", "level", "%"),
    ("地区生产总值", "level", "个"),
    ("研发投入强度", "level", "亿元"),
    ("固定资产投资", "increase", "百分点"),
    ("出口", "level", "个"),
    ("登记失业率增速", "level", "%"),
    ("地区生产总值", "level", None),
    # nothing at all
    ("", "level", "%"),
    ("、", "level", "%"),
    ("全市", "increase", "%"),
    ("示范企业", "level", "家"),
]


@pytest.mark.parametrize(("name", "change", "unit", "local"), MEANT)
def test_printed_name_means(name: str, change: Change, unit: str | None, local: str) -> None:
    assert indicator_of(name, change, unit) == local


@pytest.mark.parametrize(("name", "change", "unit"), UNKNOWN)
def test_printed_name_is_no_known_indicator(name: str, change: Change, unit: str | None) -> None:
    assert indicator_of(name, change, unit) is None


@pytest.mark.parametrize(
    ("name", "level", "known"),
    [
        ("全省生产总值", "province", True),
        ("全省生产总值", "county", False),
        ("全省生产总值", None, False),
        ("全市生产总值", "county", True),  # a city of county level
        ("全国生产总值", "country", True),
        ("全县生产总值", "prefecture", False),
        ("全县生产总值", "county", True),
    ],
)
def test_whole_of_which_region(name: str, level: Level | None, known: bool) -> None:
    assert (indicator_of(name, "increase", "%", level) is not None) is known


def target(indicator: str | None) -> Target:
    return Target(
        quote="",
        indicator=indicator,
        change="increase",
        comparator="eq",
        value=Decimal(8),
        upper=None,
        baseline=None,
        unit="%",
        commitment="plain",
        deadline=None,
        start=0,
        end=0,
    )


def test_unknown_names_are_counted() -> None:
    targets = [target(name) for name in ("甲产业链产值", "生产总值", "甲产业链产值", None, "乙平台交易额")]
    assert unknown_indicators(targets).most_common() == [("甲产业链产值", 2), ("乙平台交易额", 1)]


@pytest.fixture(scope="module")
def five_notices() -> dict[str, list[Target]]:
    files = sorted(CORPUS.glob("*.txt"))
    if not files:
        pytest.skip("the corpus of real notices is absent")
    sources = [(file.name, source) for file in files for source in read(file) if isinstance(source, Source)]
    return {name: [target for task in parse(source).tasks for target in task.targets] for name, source in sources}


def test_three_of_four_percentages_of_the_five_notices_are_known(five_notices: dict[str, list[Target]]) -> None:
    percentages = [t for targets in five_notices.values() for t in targets if t.unit in {"%", "百分点"}]
    known = [t for t in percentages if t.indicator and indicator_of(t.indicator, t.change, t.unit)]
    assert len(known) >= 0.75 * len(percentages)


def test_growth_of_the_regional_product_in_the_five_notices(five_notices: dict[str, list[Target]]) -> None:
    found = [
        (name[:3], target.change, target.comparator, target.value, target.unit)
        for name, targets in five_notices.items()
        for target in targets
        if target.indicator and indicator_of(target.indicator, target.change, target.unit) == "地区生产总值"
    ]
    assert sorted(found) == [
        ("000", "increase", "eq", Decimal(8), "%"),
        ("001", "increase", "ge", Decimal(8), "%"),
        ("002", "increase", "approx", Decimal("7.5"), "%"),
        ("003", "increase", "approx", Decimal("7.5"), "%"),
        ("004", "increase", "ge", Decimal("7.5"), "%"),
        ("004", "level", "eq", Decimal(6000), "亿元"),
    ]
