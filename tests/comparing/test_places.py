"""A place that another took over is compared with its heir; a notice that another replaces is not compared at all. Both are said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kg.comparing import Note, compare, plans_of
from kg.comparing.places import heirs_of
from kg.comparing.plans import Plan
from tests.comparing.years import NOTICE, built, changes, compared, next_year

# 密云 was a county (110228) until 2015 and is a district (110118) since.
COUNTY = """密云县人民政府办公室关于印发2014年重点工作责任分解的通知
密政办发〔2014〕9号
一、陈立牵头重点工作
1.规上工业增加值增长8%。（牵头单位：县经信局；配合单位：县财政局）
2.改造城区道路20公里，新增公共停车位800个。（牵头单位：县建设局；配合单位：县财政局、县交通局）
"""
DISTRICT = COUNTY.replace("2014", "2016").replace("密云县", "密云区").replace("：县", "：区").replace("、县", "、区")
TAKEN_OVER = Note("taken-over", {"region": "密云区", "former": "密云县"})


@pytest.mark.parametrize("region", [None, "密云区", "密云县", "110228"])
def test_a_county_that_became_a_district_is_compared_with_it(tmp_path: Path, region: str | None) -> None:
    plans = plans_of(built(tmp_path, COUNTY, DISTRICT.replace("8%", "7%")))
    found = compare(plans, plans, old_year=2014, new_year=2016, region=region, names=("2014", "2016"))
    assert [(row.region, row.kind, row.change, row.old, row.new) for row in changes(found)] == [
        ("密云区", "target", "lowered", "increase 8%", "increase 7%")
    ]
    assert TAKEN_OVER in found.notes


def test_two_builds_are_joined_by_the_link_too(tmp_path: Path) -> None:
    old, new = plans_of(built(tmp_path / "a", COUNTY)), plans_of(built(tmp_path / "b", DISTRICT))
    found = compare(old, new, names=("a", "b"))
    assert changes(found) == []
    assert found.notes == (TAKEN_OVER,)


def test_nothing_is_said_of_a_place_that_nobody_took_over(tmp_path: Path) -> None:
    assert compared(tmp_path, next_year(NOTICE)).notes == ()


@pytest.mark.parametrize(
    ("heirs", "planned", "expected"),
    [
        ((), ["a"], {}),
        (("b",), ["a", "b"], {"a": "b"}),
        (("b",), ["a"], {}),
        (("b", "c"), ["a", "b", "c"], {"a": "c"}),
        (("b", "c"), ["a", "b"], {"a": "b"}),
    ],
)
def test_the_heir_is_the_last_that_has_plans(heirs: tuple[str, ...], planned: list[str], expected: dict[str, str]) -> None:
    plans = [Plan(key, key, key, "", heirs if key == "a" else ()) for key in planned]
    assert heirs_of(plans) == expected


def test_a_notice_that_another_replaces_is_left_out_and_named(tmp_path: Path) -> None:
    first = """云岫市人民政府办公室关于印发2022年上半年工作安排的通知
云政办发〔2022〕3号
1.规上工业增加值增长9%。（牵头单位：市经信局；配合单位：市财政局）
2.储备沙袋3万只。（责任单位：市应急局）
"""
    number = "云政办发〔2022〕9号\n"
    ends = "《云岫市人民政府办公室关于印发2022年上半年工作安排的通知》（云政办发〔2022〕3号）同时废止。\n"
    plans = plans_of(built(tmp_path, first, NOTICE.replace(number, number + ends), next_year(NOTICE)))
    found = compare(plans, plans, old_year=2022, new_year=2023, names=("2022", "2023"))
    assert changes(found) == []
    assert [note.code for note in found.notes] == ["replaced"]
    assert found.notes[0].facts["region"] == "云岫市"
    assert found.notes[0].facts["notice"] == "云岫市人民政府办公室关于印发2022年上半年工作安排的通知"


def test_the_plan_of_a_year_is_compared_though_the_next_one_ends_it(tmp_path: Path) -> None:
    number = "云政办发〔2023〕9号\n"
    ends = "《云岫市人民政府办公室关于印发2022年重点工作责任分解的通知》（云政办发〔2022〕9号）同时废止。\n"
    new = next_year(NOTICE, ("增长8%", "增长7%")).replace(number, number + ends)
    plans = plans_of(built(tmp_path, NOTICE, new))
    assert "dcterms:replaces" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8")
    found = compare(plans, plans, old_year=2022, new_year=2023, names=("2022", "2023"))
    assert [(row.kind, row.change, row.difference) for row in changes(found)] == [("target", "lowered", Decimal(-1))]
