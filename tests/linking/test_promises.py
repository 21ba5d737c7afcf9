"""Which promise of a plan's task a result of a report is measured against."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kg.linking.promises import named, of_task, same_promise, sole
from kg.model.records import Result, Target, Task


def target(indicator: str, value: str = "10", unit: str = "家", change: Any = "level", comparator: Any = "eq") -> Target:
    return Target(f"{indicator}{value}{unit}", indicator, change, comparator, Decimal(value), None, None, unit, "plain", None, 0, 1)


def result(
    indicator: str | None, value: str | None = "8", unit: str | None = "家", of: int | None = None, share: str | None = None
) -> Result:
    quote = f"已{indicator or ''}{value or ''}{unit or ''}"
    number, rate = (None if text is None else Decimal(text) for text in (value, share))
    return Result(quote, indicator, number, unit, of, rate, None, None, "2023-09-30", 0, 1)


def task(*targets: Target, results: tuple[Result, ...] = ()) -> Task:
    return Task(1, None, None, None, None, None, "1", "甲", "2023", (), (), targets, 0, 1, results=results)


FACTORIES, ROADS = target("新建工厂"), target("改造道路", "20", "公里")
GROWTH, LEVEL = target("地区生产总值", "7", "%", "increase"), target("地区生产总值", "600", "亿元")
REGISTERED, SURVEYED = target("城镇登记失业率", "3", "%", comparator="le"), target("城镇调查失业率", "5.5", "%", comparator="le")


@pytest.mark.parametrize(
    ("promised", "own", "told", "expected"),
    [
        pytest.param((FACTORIES, ROADS), (), result("改造道路", "12", "公里"), 1, id="单位"),
        pytest.param((GROWTH, LEVEL), (LEVEL,), result("地区生产总值", "610", "亿元", of=0), 1, id="水平与增长"),
        pytest.param((GROWTH,), (LEVEL,), result("地区生产总值", "610", "亿元", of=0), None, id="只有增长"),
        pytest.param((SURVEYED,), (REGISTERED,), result("城镇登记失业率", "2.8", "%", of=0), None, id="登记与调查"),
        pytest.param((SURVEYED, REGISTERED), (), result("城镇登记失业率", "2.8", "%"), 1, id="登记与调查并列"),
        pytest.param(
            (target("新增城区公共停车位", "900", "个"),),
            (target("城区新增公共停车位", "900", "个"),),
            result("公共停车位", "210", "个", of=0),
            0,
            id="语序不同",
        ),
        pytest.param((FACTORIES,), (target("新建工厂", "12"),), result("新建工厂", of=0), 0, id="目标数不同"),
        pytest.param((FACTORIES,), (), result(None, None, None, share="80"), 0, id="只有比例"),
        pytest.param((FACTORIES, ROADS), (), result(None, None, None, share="80"), None, id="不知哪个的比例"),
    ],
)
def test_indicator_change_and_measure_decide(
    promised: tuple[Target, ...], own: tuple[Target, ...], told: Result, expected: int | None
) -> None:
    assert of_task([told], task(*own), task(*promised), None) == [expected]


def test_two_results_of_one_kind_are_not_of_one_promise() -> None:
    told = [result("新建工厂", "8"), result("新建工厂", "9")]
    assert of_task(told, task(), task(FACTORIES), None) == [0, None]


def test_the_number_and_the_comparator_make_a_promise_the_same() -> None:
    assert same_promise(target("投资", "20", "亿元"), target("投资", "200000", "万元"))
    assert not same_promise(FACTORIES, target("新建工厂", "12"))
    assert not same_promise(FACTORIES, target("新建工厂", comparator="ge"))


def test_a_short_name_of_no_known_indicator_says_too_little() -> None:
    assert named("项目", "level", "个", None) is None
    assert named("亿元以上制造业项目", "level", "个", None) is not None
    known = named("GDP", "increase", "%", None)
    assert known is not None
    assert known.indicator == "地区生产总值"


def test_what_stands_in_two_places_is_in_none() -> None:
    one, other = (named(name, "level", "个", None) for name in ("亿元以上制造业项目", "城区公共停车位"))
    assert one is not None
    assert other is not None
    assert sole([(one, 0), (one, 1), (other, 2)]) == {other: 2}
