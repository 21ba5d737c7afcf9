"""What the pages show of a graph: nothing left out, nothing added, the same for the same graph."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.store.graph import load_store
from kg.views.by_function import alike, tasks_by_function
from kg.views.facts import Holding
from kg.views.graph_facts import read_holding
from tests.views.conftest import FIXTURE
from tests.views.looking import catalogue_of, data_files


@pytest.fixture(scope="module")
def holding() -> Holding:
    return read_holding(load_store(FIXTURE))


def test_places_stand_by_their_codes(holding: Holding) -> None:
    assert [(place.label, place.code) for place in holding.places] == [("青禾县", "990101"), ("白石市", "990200")]


def test_every_task_is_there_with_its_headings_and_document(holding: Holding) -> None:
    assert len(holding.works) == 8
    third = next(work for work in holding.works if work.number == "3")
    assert third.sections == ("二 民生", "（一） 教育")
    assert {work.document for work in holding.works} == {"x/Q", "x/B"}
    assert [work.years for work in holding.works if work.id == "x/B3"] == [(2031, 2035)]


def test_a_body_is_on_a_task_once_in_each_role_it_has_and_a_goal_keeps_its_printed_form(holding: Holding) -> None:
    first = next(work for work in holding.works if work.id == "x/Q1")
    assert [(a.party, a.role, a.basis) for a in first.assigned] == [
        ("x/QFG", "lead", "marked"),
        ("x/QCZ", "support", "marked"),
        ("x/QZJ", "support", "marked"),
    ]
    rate = next(goal for work in holding.works for goal in work.goals if goal.name == "入园率")
    assert (rate.comparator, rate.baseline, rate.value, rate.unit) == ("ge", "90", "95.5", "%")


def test_what_places_share_has_its_kind(holding: Holding) -> None:
    assert {(c.kind, c.label) for c in holding.concepts} == {
        ("function", "发展改革"),
        ("function", "教育"),
        ("indicator", "地区生产总值"),
        ("initiative", "晨光计划"),
        ("initiative", "清水行动"),
    }


def test_what_is_in_doubt_says_why(holding: Holding) -> None:
    assert {work.id: work.doubts for work in holding.works if work.doubts} == {"x/Q2": ("x/cut", "x/left"), "x/B1": ("x/left",)}
    assert {document.id: len(document.doubts) for document in holding.documents} == {"x/Q": 3, "x/B": 1}
    assert ("duty-left", "任务文字中混有分工", "A duty left in the text") in [(d.code, d.label, d.english) for d in holding.doubts]


def test_the_order_of_the_triples_leaves_no_trace(holding: Holding) -> None:
    store = ox.Store()
    for quad in sorted(load_store(FIXTURE), key=str, reverse=True):
        store.add(quad)
    assert read_holding(store) == holding


def test_a_graph_without_sentences_says_so() -> None:
    store = load_store(FIXTURE)
    for name in ("text", "quote", "heading"):
        for quad in list(store.quads_for_pattern(None, ox.NamedNode(f"https://w3id.org/zeren/ontology#{name}"), None)):
            store.remove(quad)
    holding = read_holding(store)
    assert not holding.with_text
    assert all(work.text is None for work in holding.works)


def test_without_a_region_a_document_is_a_place_of_its_own() -> None:
    store = load_store(FIXTURE)
    for quad in list(
        store.quads_for_pattern(
            None, ox.NamedNode("https://w3id.org/zeren/ontology#region"), ox.NamedNode("https://w3id.org/zeren/id/x/baishi")
        )
    ):
        store.remove(quad)
    assert any(place.iri is None for place in read_holding(store).places)


def test_an_empty_graph_gives_an_empty_holding() -> None:
    assert read_holding(ox.Store()) == Holding((), (), (), (), (), (), with_text=False)


@pytest.fixture(scope="module")
def files(holding: Holding) -> dict[str, object]:
    return data_files(holding)


class TestCatalogue:
    def test_every_task_is_in_one_file_of_its_place(self, files: dict[str, list[object]]) -> None:
        assert [len(files[name]) for name in ("r1-t0", "r2-t0")] == [5, 3]

    def test_the_index_names_each_thing_with_its_counts_and_its_pinyin(self, files: dict[str, dict[str, list[list[object]]]]) -> None:
        things = {thing[2]: thing for thing in files["index"]["things"]}
        assert things["发改局"][:2] + things["发改局"][4:] == ["unit", "x/QFG", ["县发改局"], 0, 2, 1, "fa gai ju", [0]]
        assert things["林一川"][4:7] == [["县长"], 0, 4]
        assert things["地区生产总值"][5:8] == [-1, 3, 2]

    def test_who_leads_a_task_does_not_support_it_too(self, files: dict[str, dict[str, list[dict[str, list[int]]]]]) -> None:
        for key in ("r1", "r2"):
            for body in files[key]["bodies"]:
                assert not set(body["leads"]) & set(body["supports"])

    def test_how_much_is_in_doubt_is_counted_and_why(self, files: dict[str, Any]) -> None:
        assert files["index"]["inDoubt"] == [2, 2, 2, 8]
        assert [place["inDoubt"] for place in files["index"]["places"]] == [1, 1]
        assert [(kind["code"], kind["documents"], kind["tasks"]) for kind in files["index"]["doubts"]] == [
            ("duty-left", 2, 2),
            ("names-cut", 1, 1),
            ("region-inferred", 1, 0),
        ]
        assert [task["doubts"] for task in (*files["r1-t0"], *files["r2-t0"]) if "doubts" in task] == [[1, 0], [0]]

    def test_commitments_are_told_task_by_task(self, files: dict[str, dict[str, str]]) -> None:
        assert sorted(files["r1"]["commitments"]) == ["0", "0", "1", "2", "4"]

    def test_a_place_is_called_by_its_name_in_the_graph_and_two_never_alike(self, holding: Holding) -> None:
        assert list(catalogue_of(holding).keys.values()) == ["qinghe", "baishi"]
        twin = replace(holding.places[0], id="scope/qinghe")
        assert list(catalogue_of(replace(holding, places=(*holding.places, twin))).keys.values()) == ["qinghe", "baishi", "scope/qinghe"]

    def test_tasks_are_called_by_their_ids(self, files: dict[str, Any]) -> None:
        assert files["r1"]["ids"] == ["x/Q1", "x/Q2", "x/Q3", "x/Q4", "x/Q5"]
        assert files["r1"]["doubts"] == "01000"


def test_tasks_that_are_alike_are_counted_in_one(holding: Holding) -> None:
    """Signs: 1 ensure, 2 strive, 4 plain, 8 in doubt, 16 somebody leads, 32 somebody supports."""
    counted = alike(holding.works, holding.bodies)
    by_function = tasks_by_function({body.functions[0] for body in holding.bodies if body.functions and not body.group}, counted)
    assert by_function["functions"] == ["x/fagai", "x/jiaoyu"]
    assert sum(count for _, count, *_ in by_function["tasks"]) == len(holding.works)
    assert [count for *_, count in [(row[0], row[1]) for row in by_function["tasks"] if row[0] & 8]] == [1, 1]
    twice = tasks_by_function(by_function["functions"], alike(holding.works * 2, holding.bodies))
    assert [[signs, count // 2, *rest] for signs, count, *rest in twice["tasks"]] == by_function["tasks"]
    assert tasks_by_function(by_function["functions"], counted + counted) == twice


def test_who_answers_is_said_where_the_document_says_it_in_a_section_above_too() -> None:
    store = load_store(FIXTURE)
    x = "https://w3id.org/zeren/id/x/"
    outer = ox.NamedNode(f"{x}QS2")
    said = ox.NamedNode(f"{x}said")
    whole = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    for quad in list(store.quads_for_pattern(None, v.TYPE, v.RESPONSIBILITY_CLASS, None)):
        for each in list(store.quads_for_pattern(quad.subject, None, None, None)):
            store.remove(each)
    for predicate, value in (
        (v.TYPE, v.RESPONSIBILITY_CLASS),
        (v.MEMBER, ox.NamedNode(f"{x}lin")),
        (v.PRINTED_ROLE, ox.Literal("牵头")),
        (v.IN_SECTION, outer),
        (v.QUOTED_FROM, ox.NamedNode(f"{x}Q")),
        (v.CHAR_START, ox.Literal("7", datatype=whole)),
        (v.CHAR_END, ox.Literal("9", datatype=whole)),
    ):
        store.add(ox.Quad(said, predicate, value))
    work = next(work for work in read_holding(store).works if work.id == "x/Q3")
    assert [(one.leader, one.role, one.start, one.end) for one in work.answers] == [("x/lin", "牵头", 7, 9)]
