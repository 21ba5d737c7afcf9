"""Users' own queries: what is answered, what is refused, and what the message says."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.errors import BadQuery
from kg.queries import Query, Value, catalogue, find_query, run, safety
from kg.queries.binding import bound_text
from tests.queries.places import store as places

PREFIX = "PREFIX : <http://example.org/>\n"
TURTLE = """@prefix : <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
:a :name "甲" ; :count 3 ; :share 7.5 ; :ratio 1.5e0 ; :year "2031"^^xsd:gYear ; :on "2031-02-10"^^xsd:date ; :true true ;
   :label "a"@en ; :odd "x"^^xsd:integer ; :knows :b ."""


@cache
def store() -> ox.Store:
    filled = ox.Store()
    filled.load(TURTLE.encode(), format=ox.RdfFormat.TURTLE)
    return filled


def query(text: str) -> Query:
    return Query("mine", "", "", "", "", (), (), PREFIX + text, "mine.rq")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "甲"),
        ("count", 3),
        ("share", Decimal("7.5")),
        ("ratio", 1.5),
        ("year", 2031),
        ("on", "2031-02-10"),
        ("true", True),
        ("label", "a"),
        ("odd", "x"),
        ("knows", "http://example.org/b"),
        ("absent", None),
    ],
)
def test_a_term_comes_as_the_value_that_a_reader_expects(name: str, value: Value) -> None:
    answer = run(store(), query(f"SELECT ?v WHERE {{ :a :name ?n OPTIONAL {{ :a :{name} ?v }} }}"))
    assert answer.rows == ((value,),)
    assert type(answer.rows[0][0]) is type(value)


def test_ask_gives_one_answer() -> None:
    assert run(store(), query("ASK { :a :knows :b }")).rows == ((True,),)


@pytest.mark.parametrize("text", ["CONSTRUCT { ?x :knownBy ?y } WHERE { ?y :knows ?x }", "DESCRIBE :nothing :a"])
def test_construct_and_describe_give_triples(text: str) -> None:
    answer = run(store(), query(text))
    assert answer.columns == ("subject", "predicate", "object")
    assert answer.triples is not None
    assert len(answer.triples) == len(answer.rows) > 0


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x WHERE { SERVICE <http://127.0.0.1:9/> { ?x ?p ?o } }",
        "SELECT ?x WHERE { service silent ?s { ?x ?p ?o } }",
        "SELECT ?x WHERE { FILTER(?a<1)SERVICE<http://127.0.0.1:9/>{ ?x ?p ?o } }",
        'SELECT ?x WHERE { :a :name "it\'s" . SERVICE <http://127.0.0.1:9/> { ?x :name "it\'s" } }',
        "SELECT ?x WHERE { :a\\' :b ?x . SERVICE <http://127.0.0.1:9/> { ?x :b :c\\' } }",
        "SELECT ?x WHERE { :a\\# :b ?x . SERVICE <http://127.0.0.1:9/> { ?x :b :c } }",
        "SELECT ?x WHERE { ?s a :.SERVICE <http://127.0.0.1:9/> { ?x ?p ?o } }",
        "SELECT ?x WHERE { SERVICE:x { ?x ?p ?o } }",
        "SELECT ?x WHERE { ?s ?p '\\u0027' . SERVICE <http://127.0.0.1:9/> { ?x ?p '\\u0027' } }",
    ],
)
def test_no_query_reaches_another_machine(text: str) -> None:
    with pytest.raises(BadQuery, match="SERVICE is not allowed"):
        run(store(), query(text))


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { :a :b :c }",
        "delete where { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "CLEAR ALL",
        "WITH :g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_no_query_changes_the_graph(text: str) -> None:
    before = len(store())
    with pytest.raises(BadQuery, match="is an update"):
        run(store(), query(text))
    assert len(store()) == before


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service WHERE { ?service :service 'SERVICE' } # SERVICE",
        'SELECT ?x WHERE { ?x :service """a "SERVICE" b""" , <http://example.org/SERVICE> , "x"@SERVICE }',
        "SELECT ?x WHERE { ?x :INSERT ?y }",
        "PREFIX service: <x:> SELECT ?service WHERE { ?service service:x ?y }",
    ],
)
def test_a_word_is_refused_only_where_it_is_a_keyword(text: str) -> None:
    assert run(store(), query(text)).rows == ()


def test_where_the_system_cannot_hold_it_the_letters_alone_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "confinable", lambda: False)
    for text in ("SELECT ?x { ?x :name 'SerVice' }", "SELECT ?x { \\u0053ERVICE ?x {} }", "SELECT ?x { ?x :p 'SERV\u0131CE' }"):
        with pytest.raises(BadQuery, match="the letters 'service' stand in it"):
            run(store(), query(text))
    assert run(store(), query("SELECT ?x { ?x :name '甲' }")).rows


def test_a_fault_is_named_with_its_line_and_column() -> None:
    with pytest.raises(BadQuery, match=r"mine\.rq, line 3, column \d+: .*FILTERR\(\?x > 1\)") as caught:
        run(store(), query("SELECT ?x WHERE { ?x :count ?y .\n  FILTERR(?x > 1) }"))
    assert caught.value.remedy


@pytest.mark.parametrize("text", ["", "SELECT ?x WHERE { ?x :p", "SELECT ?x WHERE { ?x nope:p ?y }", "hello"])
def test_what_is_no_query_is_said(text: str) -> None:
    with pytest.raises(BadQuery, match="not a SPARQL query"):
        run(store(), query(text))


def test_a_missing_parameter_brings_its_example() -> None:
    with pytest.raises(BadQuery, match=r"needs the parameter indicator.*-p indicator=地区生产总值"):
        run(store(), find_query("indicator-comparison"))


@pytest.mark.parametrize(
    ("name", "parameters", "found"),
    [
        ("cross-agency-leads", {"place": "x"}, "has no parameter place"),
        ("indicator-comparison", {"indicator": "x", "place": "y"}, "It takes: indicator, region, year"),
        ("cross-agency-leads", {"year": "twenty"}, "not of the kind integer"),
        ("cross-agency-leads", {"year": "0"}, "year=0 asks for none. Leave it out, or name one: -p year=2022"),
        ("cross-agency-leads", {"region": ""}, "region= asks for none"),
        ("doubts", {"doubt": ""}, "doubt= asks for none"),
        ("due-before", {"before": "soon"}, "not of the kind date"),
        ("due-before", {"before": "2031-02-30"}, "-p before=2022-06-30"),
    ],
)
def test_a_wrong_parameter_is_named(name: str, parameters: dict[str, str], found: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(found)):
        run(store(), find_query(name), parameters)


def test_a_users_query_takes_text_and_iris() -> None:
    asked = query("SELECT ?x ?n WHERE { ?x :name ?n }")
    assert run(store(), asked, {"n": "甲"}).rows == (("http://example.org/a", "甲"),)
    assert run(store(), asked, {"x": "<http://example.org/a>"}).rows == (("http://example.org/a", "甲"),)
    assert run(store(), asked, {"x": "http://example.org/a"}).rows == ()


@pytest.mark.parametrize(
    ("parameters", "found"),
    [({"y": "1"}, "has no variable ?y"), ({"x y": "1"}, "not the name"), ({"x": "<not an iri>"}, "kind iri")],
)
def test_a_users_query_that_cannot_be_bound_says_so(parameters: dict[str, str], found: str) -> None:
    with pytest.raises(BadQuery, match=re.escape(found)):
        run(store(), query("SELECT ?x WHERE { ?x :name ?n }"), parameters)


@given(st.text().filter(lambda value: not (value.startswith("<") and value.endswith(">"))))
def test_no_value_of_a_parameter_changes_the_question(value: str) -> None:
    asked = query("SELECT ?n ?x WHERE { ?x :name ?known FILTER(?known = ?n) }")
    expected = ((value, "http://example.org/a"),) if value == "甲" else ()
    assert run(store(), asked, {"n": value}).rows == expected


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadQuery, match="not of the kind text"):
        run(store(), query("SELECT ?n WHERE { ?x :name ?n }"), {"n": "\udcff"})


@given(st.text())
def test_no_value_in_a_line_of_a_file_changes_the_question(value: str) -> None:
    """What stands in the line is the term, whole; the text about it is the file's own."""
    text = 'SELECT ?n WHERE { \n  VALUES ?n { "甲" } #+ n\n  BIND("" AS ?a) #+ a\n}'
    before, _, after = bound_text(text, {"n": [ox.Literal(value)], "a": [ox.Literal(value)]}).partition(f"{{ {ox.Literal(value)} }}")
    assert (before, after) == ("SELECT ?n WHERE { \n  VALUES ?n ", f" #+ n\n  BIND({ox.Literal(value)} AS ?a) #+ a\n}}")
    answer = store().query(before + f"{{ {ox.Literal(value)} }}" + after)
    assert isinstance(answer, ox.QuerySolutions)
    assert [solution[0] for solution in answer] == [ox.Literal(value)]


@pytest.mark.parametrize("value", ['甲" } UNION { ?x ?p ?o', "甲') } #", "\\u0022 }", "甲\n} SERVICE <http://127.0.0.1:9/> {"])
def test_a_value_that_looks_like_sparql_is_only_text(value: str) -> None:
    for name, parameter in (
        ("indicator-comparison", "indicator"),
        ("bureau-tasks", "unit"),
        ("tasks-mentioning", "word"),
        ("same-work", "function"),
    ):
        assert run(places(), find_query(name), {parameter: value}).rows == ()
    for query in catalogue():
        needed = {p.name: p.example for p in query.parameters if not p.optional}
        assert run(places(), query, {**needed, "region": value}).rows == ()
