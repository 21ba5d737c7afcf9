"""Figures whose unit stands in a bracket behind what they measure, and rates behind their figure."""

from __future__ import annotations

import pytest

from kg.parsing.targets import read_targets


def read(text: str) -> list[tuple[str, str | None, str, str | None]]:
    return [(str(target.value), target.unit, target.comparator, target.indicator) for target in read_targets(text).targets]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("城镇新增就业（人） 26000", ("26000", "人", "eq", "城镇新增就业")),
        ("城镇登记失业率低于(%) 4.3", ("4.3", "%", "le", "城镇登记失业率")),
        ("一般公共预算收入（亿元） 12.5", ("12.5", "亿元", "eq", "一般公共预算收入")),
        ("老旧小区改造（一期） 12", ("12", None, "eq", "老旧小区改造（一期）")),
        ("城镇新增就业（人） 2.6万人", ("2.6", "万人", "eq", "城镇新增就业（人）")),
    ],
)
def test_a_bracket_behind_the_noun_gives_the_unit(text: str, wanted: tuple[str, str | None, str, str | None]) -> None:
    assert read(text) == [wanted]


def test_a_rate_behind_its_figure_is_promised() -> None:
    assert read("保持98%以上的高中阶段入学率") == [("98", "%", "ge", "高中阶段入学率")]
    assert read("参考98%的入学率") == []


def test_days_of_the_calendar_are_a_unit() -> None:
    assert read("公告时间由45个自然日压缩为7个自然日")[0][:2] == ("7", "个自然日")


@pytest.mark.parametrize("text", ["加大去年新开工200个项目的推进力度", "争取用3至5年时间建立检测体系", "上年确定的12个项目继续推进"])
def test_what_was_begun_last_year_and_how_long_it_takes_is_no_target(text: str) -> None:
    assert read(text) == []


def test_what_is_added_to_last_year_and_what_a_sum_is_spent_on() -> None:
    assert [found[:3] for found in read("比去年新建20个")] == [("20", "个", "eq")]
    assert [found[:3] for found in read("省级财政拟安排超过100亿元资金用于新村建设、地质灾害防治等项目。")] == [("100", "亿元", "ge")]
