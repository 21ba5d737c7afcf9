"""What became of promises is told alike by four engines: the questions about results, asked of two years of a county with two reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
import rdflib

from kg.queries import Query, catalogue
from tests.publish.servers import Virtuoso
from tests.queries.engines import Rows, rows_in_jena, rows_in_oxigraph, rows_in_rdflib, rows_in_virtuoso, virtuoso_with
from tests.queries.places import reported

ABOUT: Final = (
    "behind-schedule",
    "carried-over",
    "documents",
    "kept-promises",
    "promise-and-result",
    "report-joins",
    "results-by-bureau",
    "unreported-targets",
)
QUESTIONS: Final = [pytest.param(query, id=query.name) for query in catalogue() if query.name in ABOUT]


@pytest.fixture(scope="module")
def expected() -> Mapping[str, Rows]:
    rows = rows_in_oxigraph(reported() / "graph.ttl", False)
    assert all(rows[name] for name in ABOUT)
    return rows


@pytest.fixture(scope="module")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rows]:
    return rows_in_jena(reported() / "graph.ttl", tmp_path_factory.mktemp("jena"), False)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso_with(reported() / "graph.ttl", tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="module")
def parsed() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(reported()) / "graph.ttl")


@pytest.mark.parametrize("query", QUESTIONS)
def test_jena(query: Query, jena: Mapping[str, Rows], expected: Mapping[str, Rows]) -> None:
    assert jena[query.name] == expected[query.name]


@pytest.mark.parametrize("query", QUESTIONS)
def test_virtuoso(query: Query, virtuoso: Virtuoso, expected: Mapping[str, Rows]) -> None:
    assert rows_in_virtuoso(virtuoso, query, False) == expected[query.name]


@pytest.mark.parametrize("query", QUESTIONS)
def test_rdflib(query: Query, parsed: rdflib.Graph, expected: Mapping[str, Rows]) -> None:
    assert rows_in_rdflib(parsed, query, False) == expected[query.name]
