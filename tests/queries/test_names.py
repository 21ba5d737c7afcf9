"""Names as users write them: taken for what the graph calls the same thing, or told with the nearest."""

from __future__ import annotations

import pytest

from kg.queries import find_query, resolved, run
from tests.queries.places import store


@pytest.mark.parametrize(
    ("name", "given", "asked"),
    [
        ("bureau-tasks", {"unit": "发改局"}, {"unit": "发改局"}),
        ("bureau-tasks", {"unit": " 财政局 "}, {"unit": "财政局"}),
        ("bureau-tasks", {"unit": "云岫市财政局"}, {"unit": "财政局", "region": "云岫市"}),
        ("bureau-tasks", {"unit": "云岫财政局", "year": "2031"}, {"unit": "财政局", "region": "云岫市", "year": "2031"}),
        ("bureau-tasks", {"unit": "发展改革委员会"}, {"unit": ("县发改委", "发展和改革局", "发改局（推进办）")}),
        ("indicator-comparison", {"indicator": "gdp"}, {"indicator": "GDP"}),
        ("indicator-comparison", {"indicator": "ＧＤＰ"}, {"indicator": "GDP"}),
        ("unit-workload", {"region": "云岫"}, {"region": "云岫市"}),
        ("unit-workload", {"region": "远山市云岫市"}, {"region": "云岫市"}),
        ("tasks-mentioning", {"word": " 学校"}, {"word": " 学校"}),
    ],
)
def test_a_name_is_taken_for_the_one_that_is_meant(name: str, given: dict[str, str], asked: dict[str, str | tuple[str, ...]]) -> None:
    found = resolved(store(), find_query(name), given)
    said = {key: tuple(sorted(value)) if isinstance(value, tuple) else value for key, value in found.parameters.items()}
    assert said == {key: tuple(sorted(value)) if isinstance(value, tuple) else value for key, value in asked.items()}
    assert len(found.notes) == (0 if asked == given else 1)


def test_several_names_are_asked_together() -> None:
    found = resolved(store(), find_query("bureau-tasks"), {"unit": "发展改革委员会"})
    rows = run(store(), find_query("bureau-tasks"), found.parameters).rows
    assert {row[1] for row in rows} == {"云岫市", "青岭县"}


@pytest.mark.parametrize(
    ("name", "given", "near"),
    [
        ("bureau-tasks", {"unit": "财政居"}, "财政局"),
        ("indicator-comparison", {"indicator": "地区总产值"}, "地区生产总值"),
        ("unit-workload", {"region": "青岭市"}, "青岭县"),
    ],
)
def test_a_name_that_is_not_known_stays_and_the_nearest_are_told(name: str, given: dict[str, str], near: str) -> None:
    found = resolved(store(), find_query(name), given)
    assert found.parameters == given
    assert near in found.notes[0]


def test_a_name_unlike_all_others_has_none_near_it() -> None:
    (note,) = resolved(store(), find_query("bureau-tasks"), {"unit": "xyzzy"}).notes
    assert "Near" not in note
