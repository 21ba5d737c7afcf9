"""Questions follow a place that another took over to its heir, and say so; a body that was renamed is one row."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox

from kg.queries import find_query, run
from kg.store.graph import load_store
from tests.queries.places import heirs


@cache
def store() -> ox.Store:
    return load_store(heirs())


def test_bodies_of_a_county_are_those_of_the_district_after_it() -> None:
    assert [row[2:8] for row in run(store(), find_query("bureaus-changed")).rows] == [
        ("came", "区文旅局", "区文旅局", None, None, None),
        ("name-changed", "区卫健委", "区卫健委", "县卫计委", "县卫计委", "密云县"),
        ("name-changed", "区发展改革委", "区发展改革委", "县发改委", "县发改委", "密云县"),
        ("went", "县交通局", "县交通局", None, None, "密云县"),
    ]


def test_last_year_may_be_that_of_the_place_taken_over() -> None:
    (row,) = run(store(), find_query("year-on-year")).rows
    assert (row[0], row[5], row[7], row[12]) == ("密云区", 8, 7, "密云县")


def test_goals_of_a_place_taken_over_name_the_heir() -> None:
    asked = {"indicator": "地区生产总值", "region": "密云区"}
    found = run(store(), find_query("indicator-comparison"), asked).rows
    assert [(row[1], row[2], row[8]) for row in found] == [("密云区", 2016, None), ("密云县", 2015, "密云区")]
