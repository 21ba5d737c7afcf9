"""Questions follow a place that another took over to its heir, and say so; a body that was renamed is one row.

A notice that another ends holds for its own year and no longer for today.
"""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import pytest

from kg.queries import find_query, left_out, run
from kg.store.graph import load_store
from tests.queries.places import heirs


@cache
def store() -> ox.Store:
    return load_store(heirs())


def test_bodies_of_a_county_are_those_of_the_district_after_it() -> None:
    assert [row[2:8] for row in run(store(), find_query("bureaus-changed"), {"region": "密云区"}).rows] == [
        ("came", "区文旅局", "区文旅局", None, None, None),
        ("name-changed", "区卫健委", "区卫健委", "县卫计委", "县卫计委", "密云县"),
        ("name-changed", "区发展改革委", "区发展改革委", "县发改委", "县发改委", "密云县"),
        ("went", "县交通局", "县交通局", None, None, "密云县"),
    ]


def test_last_year_may_be_that_of_the_place_taken_over() -> None:
    (row,) = run(store(), find_query("year-on-year"), {"region": "密云区"}).rows
    assert (row[0], row[5], row[7], row[12]) == ("密云区", 8, 7, "密云县")


def test_goals_of_a_place_taken_over_name_the_heir() -> None:
    asked = {"indicator": "地区生产总值", "region": "密云区"}
    found = run(store(), find_query("indicator-comparison"), asked).rows
    assert [(row[1], row[2], row[8]) for row in found] == [("密云区", 2016, None), ("密云县", 2015, "密云区")]


YUNXIU = {"region": "云岫市"}


def test_a_body_beside_the_only_one_of_its_function_that_came_was_renamed() -> None:
    assert run(store(), find_query("bureaus-changed"), YUNXIU).rows == (
        ("云岫市", 2032, "renamed", "市城建集团", "市城建集团", "市城投集团", "市城投集团", None, "2031, 2032"),
    )
    sourced = run(store(), find_query("bureaus-changed"), YUNXIU, with_source=True)
    assert {row[sourced.columns.index("file")] for row in sourced.rows} == {"yunxiu-2031.txt", "yunxiu-2032.txt"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, {("市发改委", 1, "2032"), ("市城建集团", 1, "2032"), ("市财政局", 0, "2032")}),
        ({"year": "2032"}, {("市发改委", 1, "2032"), ("市城建集团", 1, "2032"), ("市财政局", 0, "2032")}),
        ({"year": "2031"}, {("市发改委", 1, "2031"), ("市城投集团", 1, "2031"), ("市财政局", 0, "2031")}),
    ],
)
def test_a_notice_that_is_ended_holds_for_its_own_year_and_not_now(asked: dict[str, str], expected: set[tuple[str, int, str]]) -> None:
    found = run(store(), find_query("unit-workload"), YUNXIU | asked).rows
    assert {(row[0], row[2], row[5]) for row in found} == expected


def test_a_year_is_held_against_the_one_before_though_its_notice_was_ended() -> None:
    (row,) = run(store(), find_query("year-on-year"), YUNXIU).rows
    assert (row[5], row[7], row[8]) == (8, 7, -1)


def test_a_notice_that_one_of_the_same_year_ends_is_in_no_answer() -> None:
    ended = ox.Store()
    ended.extend(store())
    ended.update(
        """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        INSERT {
          <urn:x:later> dcterms:replaces ?notice .
          <urn:x:list> dcterms:isPartOf <urn:x:later> ; zr:startYear 2031 ; zr:endYear 2031
        }
        WHERE { ?notice dcterms:identifier "云岫政办发〔2031〕5号" }"""
    )
    assert not run(ended, find_query("unit-workload"), YUNXIU | {"year": "2031"}).rows
    assert not run(ended, find_query("year-on-year"), YUNXIU).rows


@pytest.mark.parametrize(
    ("name", "asked", "told"),
    [
        ("unit-workload", {}, 1),
        ("unit-workload", YUNXIU, 1),
        ("unit-workload", {"region": "密云区"}, 0),
        ("unit-workload", {"year": "2031"}, 0),
        ("year-on-year", {}, 0),
        ("documents", {}, 0),
    ],
)
def test_what_is_left_out_is_told_with_what_replaced_it(name: str, asked: dict[str, str], told: int) -> None:
    notes = left_out(store(), find_query(name), asked)
    assert len(notes) == told
    assert all("印发2031年" in note and "印发2032年" in note for note in notes)
