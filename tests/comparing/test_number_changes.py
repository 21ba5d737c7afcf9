"""Only numbers of one indicator, measure, change and comparator are compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.comparing.facts import Number, Task
from kg.comparing.numbers import number_changes


def number(
    value: int, name: str = "新增学位", unit: str = "个", change: str = "level", comparator: str = "eq", known: bool = False
) -> Number:
    figure = Decimal(value)
    return Number(
        iri=f"t{value}", indicator=name if known else None, name=name, change=change, comparator=comparator, measure=unit, base=figure,
        base_unit=unit, upper=None, value=figure, unit=unit, printed=(figure,),
    )  # fmt: skip


def task(iri: str, *numbers: Number) -> Task:
    return Task(iri, "一 1", "…", (2022, 2022), ("d", 0), {}, (), numbers)


def told(old: Task, new: Task, *, paired: bool = True) -> list[tuple[str, Decimal | None]]:
    return [(change.how, change.difference) for change in number_changes([old], [new], [(old, new)] if paired else [])]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        pytest.param(number(5), number(5), [("same", 0)], id="相同"),
        pytest.param(number(5), number(7), [("raised", 2)], id="提高"),
        pytest.param(number(5), number(3), [("lowered", -2)], id="降低"),
        pytest.param(number(5), number(7, comparator="ge"), [("different", None)], id="比较词不同"),
        pytest.param(number(5), number(7, change="increase"), [("different", None)], id="增减不同"),
        pytest.param(number(5), number(7, unit="%"), [("different", None)], id="单位不同"),
        pytest.param(number(5), number(7, name="幼儿园"), [("dropped", None), ("new", None)], id="指标不同"),
    ],
)
def test_of_one_task(old: Number, new: Number, found: list[tuple[str, Decimal | None]]) -> None:
    assert told(task("a", old), task("a", new)) == found  # two builds may call both tasks alike


def test_a_known_indicator_is_found_wherever_it_stands() -> None:
    assert told(task("a", number(8, "地区生产总值", known=True)), task("b", number(7, "地区生产总值", known=True)), paired=False) == [
        ("lowered", Decimal(-1))
    ]


@pytest.mark.parametrize(("name", "found"), [("城市书房阅读点", [("raised", 2)]), ("项目", [])])
def test_a_printed_name_only_where_it_is_long_enough_to_mean_one_thing(name: str, found: list[tuple[str, Decimal | None]]) -> None:
    assert told(task("a", number(5, name)), task("b", number(7, name)), paired=False) == found


def test_a_known_indicator_that_stands_twice_is_not_guessed_at() -> None:
    old = task("a", number(8, "地区生产总值", known=True))
    new = task("b", number(7, "地区生产总值", known=True), number(9, "地区生产总值", known=True))
    assert told(old, new, paired=False) == []


def test_the_numbers_of_a_task_that_is_new_are_told_with_it() -> None:
    assert told(task("a", number(5)), task("b", number(7, "幼儿园")), paired=False) == []
