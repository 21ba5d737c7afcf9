"""What became of the promises of a county: two plans, a report in sentences and one in a table, each answer read beside them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest

from kg.queries import find_query, run
from kg.store.graph import load_store
from tests.queries.places import reported

MID = "青岭县2024年上半年政府工作报告重点工作进展情况"
END = "青岭县2024年政府工作报告重点工作全年完成情况"
JUNE, YEAR_END = "2024-06-30", "2024-12-31"


@cache
def store() -> ox.Store:
    return load_store(reported())


def answers(name: str, *columns: str, **parameters: str) -> list[tuple[Any, ...]]:
    answer = run(store(), find_query(name), parameters)
    places = [answer.columns.index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in answer.rows]


def test_kept_are_those_that_the_latest_report_says_or_shows_to_be_done() -> None:
    assert answers("kept-promises", "task", "value", "reached", "share", "status", "asOf") == [
        ("一 2", 32, Decimal("33.1"), Decimal("103.4"), "exceeded", YEAR_END),
        ("一 3", 12, 12, 100, "done", YEAR_END),
        ("三 7", 3500, 4120, Decimal("117.7"), "exceeded", YEAR_END),
        ("三 8", 15, 15, 100, "done", YEAR_END),
        ("二 4", 60, 62, Decimal("103.3"), "exceeded", YEAR_END),
        ("二 5", 8, 8, 100, "done", YEAR_END),
    ]


def test_behind_are_the_missed_ones_and_those_that_nobody_told_of_again() -> None:
    assert answers("behind-schedule", "task", "promise", "reached", "status", "basis", "report") == [
        ("一 1", "地区生产总值增长6%以上", Decimal("5.4"), "missed", "printed", END),
        ("一 1", "新增规模以上工业企业20家", 7, "behind", "derived", MID),
        ("三 10", "县中医院迁建工程投入使用。", None, "missed", "printed", END),
        ("二 4", "城乡公交线路4条", 1, "behind", "derived", MID),
        ("二 6", "新增城区公共停车位900个", 640, "missed", "derived", END),
    ]


def test_of_some_numbers_no_report_tells() -> None:
    assert answers("unreported-targets", "task", "promise", "told", "reports", "years") == [
        ("一 3", "亿元以上制造业项目12个，当年开工8个", 2, 2, "2024"),
        ("三 7", "城镇登记失业率控制在3%以内", 1, 2, "2024"),
        ("三 8", "新增养老床位240张", 2, 2, "2024"),
        ("三 9", "普惠性幼儿园2所", 0, 2, "2024"),
        ("三 9", "学位540个", 0, 2, "2024"),
        ("二 5", "既有住宅加装电梯12台", 2, 2, "2024"),
    ]


def test_a_year_without_a_report_has_nothing_unreported() -> None:
    assert answers("unreported-targets", "task", year="2025") == []


def test_each_bureau_has_its_count() -> None:
    found = answers("results-by-bureau", "unit", "tasks", "told", "done", "onTrack", "behind", "untold")
    assert ("县住建局", 2, 2, 1, 0, 1, 0) in found
    assert ("县教育局", 1, 0, 0, 0, 0, 1) in found
    assert len(found) == 9


def test_an_indicator_has_its_promises_and_results_over_the_years() -> None:
    assert answers("promise-and-result", "year", "comparator", "value", "reached", "status", "report", indicator="地区生产总值") == [
        (2024, "ge", 6, Decimal("5.4"), "missed", END),
        (2025, "approx", Decimal("5.5"), None, None, None),
    ]


def test_what_was_not_done_is_promised_again() -> None:
    again = answers("carried-over", "task", "earlierYear", "status", "told")
    assert ("三 8", 2024, "missed", "未完成") in again
    assert ("二 4", 2024, "missed", "640个") in again


def test_each_join_has_its_state_and_what_it_rests_on() -> None:
    found = answers("report-joins", "report", "number", "state", "basis", "task")
    assert len(found) == 17
    assert (MID, "1", "joined", "same", "一 1") in found
    assert (MID, "8", "joined", "alike", "三 10") in found


@pytest.mark.parametrize(
    "name", ["kept-promises", "behind-schedule", "unreported-targets", "carried-over", "report-joins", "results-by-bureau"]
)
def test_a_place_and_a_year_choose(name: str) -> None:
    of_year = "2025" if name == "carried-over" else "2024"
    assert answers(name, "years", region="青岭县", year=of_year) == answers(name, "years")
    assert answers(name, "years", region="青岭县", year="2023") == []


def test_the_facts_behind_a_kept_promise_stand_in_both_documents() -> None:
    answer = run(store(), find_query("kept-promises"), {}, with_source=True)
    files: dict[Any, set[Any]] = {row[answer.columns.index("task")]: set() for row in answer.rows}
    for row in answer.rows:
        files[row[answer.columns.index("task")]].add(row[answer.columns.index("file")])
    assert set(map(frozenset, files.values())) == {frozenset({"1-plan-2024.txt", "3-report-end-2024.txt"})}


def test_promises_are_those_of_plans_alone() -> None:
    tasks = answers("unquantified-tasks", "task", year="2024")
    assert tasks == [("三 10",)]
    assert len(answers("indicator-comparison", "value", indicator="地区生产总值")) == 2
