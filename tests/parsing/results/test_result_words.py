"""The offices' words for how far the work has come, and the days that their reports tell of."""

from __future__ import annotations

import pytest

from kg.parsing.results.periods import day_told, period_of
from kg.parsing.results.statuses import status_alone, status_in


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("已完成", "done"), ("提前完成。", "done"), ("超额完成", "exceeded"), ("达序时进度", "on-track"), ("符合序时进度", "on-track"),
        ("有序推进", "on-track"), ("未达序时进度", "behind"), ("滞后", "behind"), ("进展缓慢", "behind"), ("未启动", "not-started"),
        ("未完成", "missed"), ("任务调整", "changed"), ("绿", "on-track"), ("红灯", "behind"), ("黄", "behind"), ("蓝灯", "on-track"),
        ("已完成3个", None), ("正在施工", None), ("", None),
    ],
)  # fmt: skip
def test_a_cell_holds_a_status_or_something_else(text: str, status: str | None) -> None:
    assert status_alone(text) == status


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("项目按计划有序推进", "on-track"),
        ("因征收政策调整导致进度缓慢", "behind"),
        ("确保如期完成", None),
        ("力争提前完成", None),
        ("主体工程已完成", None),
        ("未达序时进度", "behind"),
    ],
)
def test_a_clause_prints_a_status_and_does_not_wish_for_it(clause: str, status: str | None) -> None:
    found = status_in(clause)
    assert (found.status if found else None) == status


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至9月底", "2022-09-30"),
        ("截至2021年11月20日", "2021-11-20"),
        ("2019年1-8月实事完成情况", "2019-08-31"),
        ("今年前三季度", "2022-09-30"),
        ("上半年", "2022-06-30"),
        ("一至十月", "2022-10-31"),
        ("1—10月份", "2022-10-31"),
        ("一季度", "2022-03-31"),
        ("截至2月底", "2022-02-28"),
        ("目前", None),
        ("30-50公里", None),
    ],
)
def test_words_tell_the_last_day_of_a_period(text: str, day: str | None) -> None:
    assert day_told(text, 2022) == day


def test_the_title_tells_the_day_else_the_letter_where_it_tells_one() -> None:
    assert period_of("2022年4月实事进展情况", "", 2022, "2022").day == "2022-04-30"
    assert period_of("实事进展情况", "现将上半年完成情况通报如下。", 2022, "2022").day == "2022-06-30"
    assert period_of("实事进展情况", "上半年完成情况，前三季度落实情况。", 2022, "2022").day is None
    assert period_of("政府工作报告", "打好四季度工作。", 2022, "2022-2026").last == 2026
