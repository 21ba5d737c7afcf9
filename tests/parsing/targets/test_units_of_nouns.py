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
