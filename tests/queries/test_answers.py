"""Each question of the catalogue against an answer that was read beside the notices of two made-up places, in two engines."""

from __future__ import annotations

import re
from decimal import Decimal

import pyoxigraph as ox
import pytest

from kg.queries import Query, catalogue, find_query, run
from kg.queries.binding import bound_text
from kg.queries.terms import bind_parameters
from tests.queries.counted import CASES, Rows
from tests.queries.places import EXAMPLES, graph, in_rdflib, store

IDS = [f"{case[0]} {' '.join(case[1].values())}" for case in CASES]
EVERYWHERE = ("graph-profile",)
"""Its answer is the number of things of each class, which is counted below."""

CLASSES = {
    "Document": 3, "SourceFile": 3, "TaskList": 5, "Section": 7, "Leader": 5, "Post": 4, "Responsibility": 7, "Region": 2, "Unit": 10,
    "UnitGroup": 2, "Initiative": 2, "Task": 17, "Assignment": 29, "Target": 13,
}  # fmt: skip


def asked(query: Query, parameters: dict[str, str]) -> str:
    return bound_text(query.text, bind_parameters(query, parameters))


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES, ids=IDS)
def test_the_answer_is_the_one_read_beside_the_notices(name: str, parameters: dict[str, str], rows: Rows) -> None:
    assert list(run(store(), find_query(name), parameters).rows) == rows


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES, ids=IDS)
def test_rdflib_gives_the_same_answer(name: str, parameters: dict[str, str], rows: Rows) -> None:
    assert in_rdflib(asked(find_query(name), parameters), graph()) == rows


def test_every_question_has_an_answer_read_beside_the_notices() -> None:
    assert {query.name for query in catalogue()} == {name for name, _, _ in CASES} | set(EVERYWHERE)


def test_the_profile_counts_the_things_of_each_class() -> None:
    answer = run(store(), find_query("graph-profile"))
    found = {str(row[0]).partition("ontology#")[2]: row[1] for row in answer.rows if "zeren" in str(row[0])}
    assert {name: found.get(name) for name in CLASSES} == CLASSES


def test_the_profile_of_one_place_holds_its_own_things_alone() -> None:
    answer = run(store(), find_query("graph-profile"), {"region": "青岭县"})
    found = {str(row[0]).partition("ontology#")[2]: row[1] for row in answer.rows}
    assert (found["Document"], found["TaskList"], found["Section"], found["Task"], found["Target"]) == (1, 3, 1, 6, 5)
    assert {row[2] for row in answer.rows} == {"2031, 2031-2035"}


@pytest.mark.parametrize("query", [pytest.param(query, id=query.name) for query in catalogue()])
def test_the_years_of_one_place_are_never_added_up_in_silence(query: Query) -> None:
    """Each row of an answer about one year says that year, or the years of the list that holds it; of no other place a list is named."""
    needed = {p.name: p.example for p in query.parameters if not p.optional} | EXAMPLES.get(query.name, {})
    answer = run(store(), query, {**needed, "region": "云岫市", "year": "2032"})
    years = {row[answer.columns.index("years")] for row in answer.rows}
    assert years <= {"2032", "2031, 2032"}
    assert years <= {"2032"} or query.name in ("bureaus-changed", "successors")
    if "region" in answer.columns:
        assert {row[answer.columns.index("region")] for row in answer.rows} <= {"云岫市"}
    assert run(store(), query, {**needed, "region": "别处县"}).rows == ()


def test_a_place_is_asked_for_by_its_name_with_the_place_above_or_its_code() -> None:
    coded = ox.Store()
    coded.extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in store())
    coded.update(
        """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        INSERT { ?place skos:notation "990101" ; zr:withinRegion <urn:above> . <urn:above> skos:prefLabel "远山市"@zh }
        WHERE { ?place a zr:Region ; skos:prefLabel "青岭县"@zh }"""
    )
    for region in ("青岭县", "远山市青岭县", "990101"):
        assert [row[0] for row in run(coded, find_query("region-overview"), {"region": region}).rows] == ["青岭县"]


def test_numbers_are_numbers_and_whole_ones_are_whole() -> None:
    answer = run(store(), find_query("indicator-comparison"), {"indicator": "地区生产总值"})
    values = [row[answer.columns.index("value")] for row in answer.rows]
    assert [type(value) for value in values] == [int, int, Decimal, int, int]


def test_a_graph_without_texts_and_without_a_known_region_still_answers() -> None:
    bare = ox.Store()
    bare.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
        for quad in store()
        if not quad.predicate.value.endswith(("#text", "#quote", "#region"))
    )
    leads = run(bare, find_query("cross-agency-leads"))
    assert ("财政局", None, 2, "2031, 2032") in leads.rows
    assert [(row[:3]) for row in run(bare, find_query("region-overview")).rows] == [(None, None, 3)]
    assert [row[3] for row in run(bare, find_query("inferred-leads")).rows] == [None]


def test_a_body_of_no_known_region_is_not_given_every_region() -> None:
    lost = ox.Store()
    lost.extend(
        quad
        for quad in store()
        if not (quad.predicate.value.endswith("#region") and re.search(r"/(?:document|list)/青岭县", quad.subject.value))
    )
    rows = run(lost, find_query("region-overview")).rows
    assert [(row[0], row[2], row[3]) for row in rows] == [(None, 1, 6), ("云岫市", 2, 11)]


def test_promises_leave_out_what_a_report_says() -> None:
    reported = ox.Store()
    reported.extend(store())
    reported.update(
        """PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        DELETE { ?notice zr:kind zr:Plan }
        INSERT { ?notice zr:kind zr:Progress }
        WHERE { ?notice dcterms:identifier "云岫政办发〔2032〕3号" ; zr:kind zr:Plan }"""
    )
    assert {row[2] for row in run(reported, find_query("indicator-comparison"), {"indicator": "GDP"}).rows} == {2031, 2035}
    assert [row[7] for row in run(reported, find_query("documents"), {"region": "云岫市"}).rows] == ["plan", "progress"]


def test_a_notice_that_another_replaces_no_longer_holds() -> None:
    replaced = ox.Store()
    replaced.extend(store())
    replaced.update(
        """PREFIX dcterms: <http://purl.org/dc/terms/>
        INSERT { ?later dcterms:replaces ?former }
        WHERE { ?former dcterms:identifier "云岫政办发〔2031〕5号" . ?later dcterms:identifier "云岫政办发〔2032〕3号" }"""
    )
    assert {row[2] for row in run(replaced, find_query("indicator-comparison"), {"indicator": "GDP", "region": "云岫市"}).rows} == {2032}
    former = [row for row in run(replaced, find_query("documents"), {"region": "云岫市"}).rows if row[8] is not None]
    assert [row[1] for row in former] == ["云岫政办发〔2031〕5号"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE { ?notice zr:kind zr:Plan } INSERT { ?notice zr:kind zr:Progress }",
        "INSERT { <urn:x:n> dcterms:replaces ?notice . <urn:x:l> dcterms:isPartOf <urn:x:n> ; zr:startYear 2031 ; zr:endYear 2031 }",
    ],
    ids=["report", "replaced"],
)
@pytest.mark.parametrize("name", ["year-on-year", "bureaus-changed"])
def test_no_year_is_held_against_a_report_or_a_replaced_notice(name: str, change: str) -> None:
    changed = ox.Store()
    changed.extend(store())
    changed.update(
        f"""PREFIX zr: <https://w3id.org/zeren/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/> {change}
        WHERE {{ ?notice dcterms:identifier "云岫政办发〔2031〕5号" }}"""
    )
    for with_source in (False, True):
        assert run(store(), find_query(name), with_source=with_source).rows
        assert run(changed, find_query(name), {"region": "云岫市", "year": "2032"}, with_source=with_source).rows == ()
