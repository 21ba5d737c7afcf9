"""Each question of the catalogue against an answer counted by hand in fixture.ttl, in two engines that share no code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.queries import Result, Value, catalogue, find_query, run
from kg.queries.terms import python_value

FIXTURE = Path(__file__).with_name("fixture.ttl")
Rows = list[tuple[Value, ...]]

GDP = "地区生产总值"
Q_GDP = (GDP, "青禾县", 2031, "increase", "ge", 8, "%", "地区生产总值确保增长8%以上")
B_GDP = (GDP, "白石市", 2031, "increase", "approx", Decimal("7.5"), "%", "地区生产总值增长7.5%左右")
B_GDP_FIVE = (GDP, "白石市", 2035, "level", "eq", 6000, "亿元", "生产总值力争达到6000亿元")
TAX = ("2031-03-31", "青禾县", "税收", "level", "eq", 20, "亿元", "一季度", "一 2", "一季度力争税收达到20亿元")
KINDERGARTEN = ("2031-06-30", "青禾县", "入园率", "level", "ge", Decimal("95.5"), "%", "2031-06-30", "二 （一） 4")
Q1 = "地区生产总值确保增长8%以上，推进清水行动。"
Q2 = "一季度力争税收达到20亿元。"
Q3 = "实施晨光计划，办好学校。"
Q4 = "入园率由90%提高到95.5%以上。"
Q5 = "年内做好其他工作。"
B1 = "地区生产总值增长7.5%左右，落实清水行动。"
B2 = "推进清水行动。"
B3 = "五年后生产总值力争达到6000亿元，年底前建成学校3所。"

CASES: list[tuple[str, dict[str, str], Rows]] = [
    # Q1 has three parties, Q2 and Q4 two; B1 two; B2 two, but a group leads it; Q3 and B3 have one.
    ("cross-agency-leads", {}, [("发改局", "青禾县", 2), ("市发改委", "白石市", 1), ("财政局", "青禾县", 1)]),
    ("region-overview", {}, [("青禾县", "990101", 1, 5, 2, 3, 3), ("白石市", "990200", 1, 3, 1, 2, 3)]),
    (
        "leader-portfolios",
        {},
        [
            ("高远", "党组成员, 副市长", "白石市", 2, 2, 1),
            ("林一川", "县长", "青禾县", 4, 3, 3),
            ("周南", None, "青禾县", 2, 2, 1),
        ],
    ),
    (
        "unit-workload",
        {},
        [
            ("发改局", "青禾县", 2, 1, 2),
            ("市发改委", "白石市", 2, 0, 1),
            ("教育局", "青禾县", 1, 1, 2),
            ("财政局", "青禾县", 1, 1, 1),
            ("市教育局", "白石市", 0, 2, 1),
        ],
    ),
    # 财政局 and 发改局 share Q1 and Q2; the pairs stand in the order of their IRIs.
    (
        "collaboration",
        {},
        [("财政局", "发改局", "青禾县", 2), ("市发改委", "市教育局", "白石市", 1), ("发改局", "教育局", "青禾县", 1)],
    ),
    ("indicator-comparison", {"indicator": GDP}, [B_GDP, B_GDP_FIVE, Q_GDP]),
    ("indicator-comparison", {"indicator": "GDP"}, [("GDP", *row[1:]) for row in (B_GDP, B_GDP_FIVE, Q_GDP)]),
    ("indicator-comparison", {"indicator": "税收"}, []),
    (
        "unquantified-tasks",
        {},
        [("一 2", "白石市", "高远", B2), ("二 （一） 3", "青禾县", "周南, 林一川", Q3), ("二", "青禾县", None, Q5)],
    ),
    ("inferred-leads", {}, [("二 （一） 4", "青禾县", "发改局", Q4)]),
    (
        "five-year-and-annual",
        {},
        [("白石市", GDP, 2031, 2031, *B_GDP[3:]), ("白石市", GDP, 2031, 2035, *B_GDP_FIVE[3:])],
    ),
    (
        "commitments",
        {},
        [
            ("白石市", "strive", "生产总值", "level", "eq", 6000, "亿元", "生产总值力争达到6000亿元"),
            ("青禾县", "ensure", GDP, "increase", "ge", 8, "%", "地区生产总值确保增长8%以上"),
            ("青禾县", "strive", "税收", "level", "eq", 20, "亿元", "一季度力争税收达到20亿元"),
        ],
    ),
    ("commitment-words", {}, [("白石市", 0, 1, 2, 3), ("青禾县", 1, 1, 1, 3)]),
    ("due-before", {"before": "2031-03-30"}, []),
    ("due-before", {"before": "2031-03-31"}, [("2031-03-31", *TAX)]),
    (
        "due-before",
        {"before": "2031-06-30"},
        [("2031-06-30", *TAX), ("2031-06-30", *KINDERGARTEN, "由90%提高到95.5%以上")],
    ),
    # B3's deadline, 12月底前, holds for both its targets, in the last year of its list.
    (
        "due-before",
        {"before": "2035-12-31"},
        [
            ("2035-12-31", *TAX),
            ("2035-12-31", *KINDERGARTEN, "由90%提高到95.5%以上"),
            ("2035-12-31", "2035-12-31", "白石市", "生产总值", *B_GDP_FIVE[3:7], "12月底前", "1", B_GDP_FIVE[7]),
            ("2035-12-31", "2035-12-31", "白石市", "学校", "level", "eq", 3, "所", "12月底前", "1", "学校3所"),
        ],
    ),
    (
        "same-work",
        {"function": "发改局"},
        [
            ("发改局", "白石市", "市发改委", "lead", "一 1", B1),
            ("发改局", "白石市", "市发改委", "lead", "1", B3),
            ("发改局", "青禾县", "发改局", "lead", "一 1", Q1),
            ("发改局", "青禾县", "发改局", "lead", "二 （一） 4", Q4),
            ("发改局", "青禾县", "发改局", "support", "一 2", Q2),
        ],
    ),
    ("functions", {}, [("发展改革", 2, 2, 4, 1), ("教育", 2, 2, 1, 3)]),
    ("initiatives", {}, [("清水行动", 2, 2, 3), ("晨光计划", 1, 1, 1)]),
    (
        "bureau-targets",
        {"unit": "县发改局"},
        [
            ("县发改局", "青禾县", "lead", GDP, *Q_GDP[3:7], "ensure", None, "一 1", Q_GDP[7]),
            ("县发改局", "青禾县", "lead", *KINDERGARTEN[2:7], "plain", *KINDERGARTEN[7:], "由90%提高到95.5%以上"),
            ("县发改局", "青禾县", "support", "税收", "level", "eq", 20, "亿元", "strive", "一季度", "一 2", TAX[-1]),
        ],
    ),
    (
        "bureau-tasks",
        {"unit": "教育局"},
        [
            ("教育局", "青禾县", "lead", "sole", "二 （一） 3", "周南, 林一川", Q3),
            ("教育局", "青禾县", "support", "inferred", "二 （一） 4", "周南, 林一川", Q4),
        ],
    ),
    ("tasks-without-units", {}, [("二", "青禾县", None, Q5)]),
    # 林一川 and 周南 both stand over Q3 and Q4: 教育局 and 发改局.
    ("leaders-sharing-bureaus", {}, [("林一川", "周南", "青禾县", 2)]),
    ("merged-names", {}, [("发改局", "青禾县", "县发改局", 1)]),
    (
        "documents",
        {},
        [
            ("白石市责任分解", "白政办发〔2031〕3号", "2031-03-01", "白石市人民政府办公室", "白石市", 2, 3),
            ("青禾县责任分解", "青政办发〔2031〕1号", "2031-02-10", "青禾县人民政府办公室", "青禾县", 1, 5),
        ],
    ),
    # 青禾县's tasks stand directly under 一, 二 and （一）.
    (
        "task-lists",
        {},
        [
            ("白石市年度清单", "白石市", 2031, 2031, 2, 1, 1),
            ("白石市五年清单", "白石市", 2031, 2035, 1, 0, 2),
            ("青禾县年度清单", "青禾县", 2031, 2031, 5, 3, 3),
        ],
    ),
    ("unit-groups", {}, [("相关部门", "白石市", 1, 1), ("各镇街", "青禾县", 1, 0)]),
    ("unknown-indicators", {}, [("入园率", 1, 1), ("学校", 1, 1), ("税收", 1, 1)]),
    ("indicators", {}, [(GDP, 2, 3)]),
    (
        "lead-basis",
        {},
        [("白石市", "declared", 3), ("青禾县", "marked", 2), ("青禾县", "inferred", 1), ("青禾县", "sole", 1)],
    ),
    ("units-without-function", {}, [("财政局", "青禾县", 2)]),
    (
        "largest-sums",
        {},
        [
            ("白石市", "生产总值", "level", "eq", 6000, "亿元", 600_000_000_000, "生产总值力争达到6000亿元"),
            ("青禾县", "税收", "level", "eq", 20, "亿元", 2_000_000_000, "一季度力争税收达到20亿元"),
        ],
    ),
    ("from-baseline", {}, [("青禾县", "入园率", 90, Decimal("95.5"), Decimal("5.5"), "%", "由90%提高到95.5%以上")]),
    (
        "doubts",
        {},
        [
            ("一 1", "白石市", "白石市责任分解", "duty-left", B1),
            ("一 2", "青禾县", "青禾县责任分解", "duty-left", Q2),
            ("一 2", "青禾县", "青禾县责任分解", "names-cut", Q2),
        ],
    ),
    ("doubts", {"doubt": "names-cut"}, [("一 2", "青禾县", "青禾县责任分解", "names-cut", Q2)]),
    ("doubts", {"doubt": "number-gap"}, []),
    # 青禾县's region is inferred, which touches no task.
    (
        "doubt-kinds",
        {},
        [("duty-left", "任务文字中混有分工", 2, 2), ("names-cut", "名称切分存疑", 1, 1), ("region-inferred", "行政区为推断", 1, 0)],
    ),
    ("tasks-mentioning", {"word": "学校"}, [("学校", "1", "白石市", "市发改委", B3), ("学校", "二 （一） 3", "青禾县", "教育局", Q3)]),
]  # fmt: skip

CLASSES = {
    "Region": 2, "Document": 2, "TaskList": 3, "Section": 4, "Leader": 3, "Post": 3, "Unit": 5, "UnitGroup": 2,
    "Initiative": 2, "Task": 8, "Assignment": 13, "Target": 6, "Doubt": 3,
}  # fmt: skip


@cache
def store() -> ox.Store:
    filled = ox.Store()
    filled.load(path=FIXTURE, format=ox.RdfFormat.TURTLE)
    return filled


@cache
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(FIXTURE)


def in_rdflib(name: str, parameters: Mapping[str, str]) -> Rows:
    """The same query text and bindings in rdflib's own engine."""
    query = find_query(name)
    bindings = {key: rdflib.Literal(value) for key, value in parameters.items()}
    return [
        tuple(None if term is None else _python(term) for term in row)
        for row in graph().query(query.text, initBindings=bindings)
        if isinstance(row, rdflib.query.ResultRow)
    ]


def _python(term: rdflib.term.Node) -> Value:
    if not isinstance(term, rdflib.Literal):
        return str(term)
    value = term.toPython()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else value
    return value if isinstance(value, int) else str(term)


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES, ids=[f"{c[0]} {' '.join(c[1].values())}" for c in CASES])
def test_the_answer_is_the_one_counted_by_hand(name: str, parameters: dict[str, str], rows: Rows) -> None:
    assert list(run(store(), find_query(name), parameters).rows) == rows


@pytest.mark.parametrize(("name", "parameters", "rows"), CASES, ids=[f"{c[0]} {' '.join(c[1].values())}" for c in CASES])
def test_rdflib_gives_the_same_answer(name: str, parameters: dict[str, str], rows: Rows) -> None:
    assert in_rdflib(name, parameters) == rows


@pytest.mark.parametrize(("name", "parameters", "rows"), [case for case in CASES if case[1]])
def test_a_values_line_binds_where_a_store_binds_no_variables(name: str, parameters: dict[str, str], rows: Rows) -> None:
    text = find_query(name).text
    for key, value in parameters.items():
        used = re.search(rf"\?{key}(?:\)| \}})", text)
        assert used is not None
        innermost = text.rindex("WHERE {", 0, used.start()) + len("WHERE {")
        text = f"{text[:innermost]} VALUES ?{key} {{ {ox.Literal(value)} }} {text[innermost:]}"
    answer = store().query(text)
    assert isinstance(answer, ox.QuerySolutions)
    assert [tuple(python_value(term) for term in solution) for solution in answer] == rows


def test_the_profile_counts_the_things_of_each_class() -> None:
    answer = run(store(), find_query("graph-profile"))
    found = {str(row[0]).partition("ontology#")[2]: row[1] for row in answer.rows if "zeren" in str(row[0])}
    assert found == CLASSES
    assert ("http://www.w3.org/2004/02/skos/core#Concept", 3) in answer.rows


def test_every_question_has_an_answer_counted_by_hand() -> None:
    assert {query.name for query in catalogue()} == {name for name, _, _ in CASES} | {"graph-profile"}


def test_numbers_are_numbers_and_whole_ones_are_whole() -> None:
    answer: Result = run(store(), find_query("indicator-comparison"), {"indicator": GDP})
    values = [row[answer.columns.index("value")] for row in answer.rows]
    assert [type(value) for value in values] == [Decimal, int, int]


def test_a_graph_without_texts_and_without_a_known_region_still_answers() -> None:
    bare = ox.Store()
    bare.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph())
        for quad in store()
        if not quad.predicate.value.endswith(("#text", "#quote", "#region"))
    )
    leads = run(bare, find_query("cross-agency-leads"))
    assert sorted(leads.rows, key=str) == [("发改局", None, 2), ("市发改委", None, 1), ("财政局", None, 1)]
    assert run(bare, find_query("region-overview")).rows == ((None, None, 2, 8, 3, 5, 6),)
    assert [row[-1] for row in run(bare, find_query("inferred-leads")).rows] == [None]


SHARED = ("Region", "Unit", "UnitGroup", "Leader", "Post")
COUNTED = ("cross-agency-leads", "region-overview", "leader-portfolios", "unit-workload", "collaboration")


@cache
def union_of_documents() -> ox.Store:
    """Two named graphs that both tell what is shared, as in a store that shows the union of its graphs."""
    graphs = [ox.NamedNode(f"https://w3id.org/zeren/id/document/{local}") for local in "QB"]
    types = {quad.subject: quad.object for quad in store() if quad.predicate.value.endswith("#type")}
    shared = {thing for thing, kind in types.items() if kind.value.partition("#")[2] in (*SHARED, "Concept")}
    filled = ox.Store()
    for quad in store():
        for graph in graphs if quad.subject in shared else graphs[:1]:
            filled.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return filled


@pytest.mark.parametrize(("name", "parameters", "rows"), [case for case in CASES if case[0] in COUNTED])
def test_what_two_graphs_tell_of_one_thing_is_counted_once(name: str, parameters: dict[str, str], rows: Rows) -> None:
    query = find_query(name)
    bound = {ox.Variable(key): ox.Literal(value) for key, value in parameters.items()}
    answer = union_of_documents().query(query.text, substitutions=dict(bound), use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    assert [tuple(python_value(term) for term in solution) for solution in answer] == rows


def test_a_body_of_no_known_region_is_not_given_every_region() -> None:
    lost = ox.Store()
    lost.extend(
        quad for quad in store() if not (quad.predicate.value.endswith("#region") and quad.subject.value.endswith(("/B", "/BL1", "/B1")))
    )
    assert run(lost, find_query("region-overview")).rows == (
        (None, None, 1, 1, 0, 0, 1),
        ("青禾县", "990101", 1, 5, 2, 3, 3),
    )
