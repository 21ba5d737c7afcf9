"""The facts behind each answer: every row has some, as many as it counts, and their characters say what the row says."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pyoxigraph as ox
import pytest

from kg.model.errors import BadQuery
from kg.queries import Query, Result, catalogue, find_query, run
from kg.queries.sources import SOURCE_COLUMNS
from kg.store.graph import load_store
from tests.queries.places import EXAMPLES, built, reported, store

SAYS = ("quote", "text", "earlierText", "says")
"""The columns whose words must stand at the characters that are told."""
NOT_THE_FACT = {"inferred-leads", "tasks-due", "bureau-targets"}
"""Answers whose fact is another than what their text is of: the name of the bureau, the number."""
OF_REPORTS = {"behind-schedule", "kept-promises", "report-joins", "results-by-bureau", "unreported-targets"}
"""What is asked of two years of a county with its reports."""
ROWS = [pytest.param(query, id=query.name) for query in catalogue()]


def answers(query: Query) -> tuple[Result, Result]:
    needed = {p.name: p.example for p in query.parameters if not p.optional} | EXAMPLES.get(query.name, {})
    asked = reports() if query.name in OF_REPORTS else store()
    return run(asked, query, needed), run(asked, query, needed, with_source=True)


@cache
def reports() -> ox.Store:
    return load_store(reported())


def characters(iri: str, start: int, end: int) -> str:
    """What stands there in the text as read of the document that the thing is of."""
    texts = [path for folder in (built(), reported()) for path in (folder / "texts").iterdir()]
    for path in sorted(texts, key=lambda path: len(path.stem), reverse=True):
        if "/" + re.sub("-[0-9a-f]{6}$", "", path.stem) in iri:
            return path.read_text(encoding="utf-8")[start:end]
    raise AssertionError(iri)


@pytest.mark.parametrize("query", ROWS)
def test_each_row_has_the_facts_behind_it(query: Query) -> None:
    answer, sourced = answers(query)
    assert answer.rows
    assert set(SOURCE_COLUMNS) <= set(sourced.columns)
    own = len(answer.columns)
    facts = Counter(row[:own] for row in sourced.rows)
    assert set(facts) == set(answer.rows)
    if query.counts:
        place = answer.columns.index(query.counts)
        assert {row: facts[row] for row in answer.rows} == {row: row[place] for row in answer.rows}


@pytest.mark.parametrize("query", [row for row in ROWS if row.id != "graph-profile"])
def test_each_fact_stands_in_a_file_between_two_characters(query: Query) -> None:
    _, sourced = answers(query)
    places = [sourced.columns.index(name) for name in SOURCE_COLUMNS]
    for row in sourced.rows:
        iri, document, file, start, end = (row[place] for place in places)
        assert isinstance(iri, str)
        assert isinstance(document, str)
        assert isinstance(file, str)
        assert isinstance(start, int)
        assert isinstance(end, int)
        words = re.sub(r"\s", "", characters(iri, start, end))
        assert words
        if query.name in NOT_THE_FACT or "/target/" in iri:
            said = {row[sourced.columns.index(name)] for name in ("quote", "otherQuote", "earlierQuote") if name in sourced.columns}
        else:
            said = {row[sourced.columns.index(name)] for name in SAYS if name in sourced.columns and "/task/" in iri}
        assert not said or any(re.sub(r"\s", "", str(one)) in words or words in re.sub(r"\s", "", str(one)) for one in said)


def test_an_assignment_stands_where_its_bureau_is_named() -> None:
    sourced = run(store(), find_query("unit-workload"), {"region": "云岫市", "year": "2032"}, with_source=True)
    place = [sourced.columns.index(name) for name in ("unit", "iri", "start", "end")]
    named = {row[place[0]]: characters(*(row[one] for one in place[1:])) for row in sourced.rows}  # type: ignore[arg-type]
    assert named == {name: name for name in ("发展和改革局", "教育局", "财政局", "数据局", "经信局")}


def test_a_query_that_does_not_say_its_facts_says_so() -> None:
    mine = Query("mine", "", "", "", "", (), (), "SELECT ?x\nWHERE {\n  ?x ?p ?o\n}\nORDER BY ?x\n", "mine.rq")
    with pytest.raises(BadQuery, match="does not say which facts"):
        run(store(), mine, with_source=True)


def test_facts_of_lists_that_the_query_does_not_ask_for_are_refused() -> None:
    text = "SELECT ?x\nWHERE {\n  ?x ?p ?o\n}\nORDER BY ?x\n"
    mine = Query("mine", "", "", "", "", (), (), text, "mine.rq", facts="?fact ?p ?x . {scope}")
    with pytest.raises(BadQuery, match="no part about the lists"):
        run(store(), mine, with_source=True)
