"""Every question gives the same rows in the same order in four engines: two made-up places, the five notices, these with sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
import rdflib

from kg.building.build import build
from kg.queries import Query, catalogue
from kg.resources import FIVE_NOTICES
from tests.publish.servers import Virtuoso
from tests.queries.engines import Rows, rows_in_jena, rows_in_oxigraph, rows_in_rdflib, rows_in_virtuoso, virtuoso_with
from tests.queries.places import built

CORPUS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpus"
GRAPHS: Final = ("places", "five-notices", "five-notices with sentences")
QUESTIONS: Final = [pytest.param(query, id=query.name) for query in catalogue()]


@pytest.fixture(scope="module", params=GRAPHS)
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "places":
        return built() / "graph.ttl"
    if request.param == "five-notices":
        return FIVE_NOTICES
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not beside this checkout")
    folder = tmp_path_factory.mktemp("corpus")
    build(sorted(CORPUS.glob("*.txt")), folder)
    return folder / "graph.ttl"


@pytest.fixture(scope="module")
def examples(graph: Path) -> bool:
    """Whether the questions are asked with the examples of the made-up places."""
    return graph.parent == built()


@pytest.fixture(scope="module")
def expected(graph: Path, examples: bool) -> Mapping[str, Rows]:
    return rows_in_oxigraph(graph, examples)


@pytest.fixture(scope="module")
def jena(graph: Path, examples: bool, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Rows]:
    return rows_in_jena(graph, tmp_path_factory.mktemp("jena"), examples)


@pytest.fixture(scope="module")
def virtuoso(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    with virtuoso_with(graph, tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture(scope="module")
def parsed(graph: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(graph)


@pytest.mark.parametrize("query", QUESTIONS)
def test_jena_gives_the_same_rows(query: Query, jena: Mapping[str, Rows], expected: Mapping[str, Rows]) -> None:
    assert jena[query.name] == expected[query.name]


@pytest.mark.parametrize("query", QUESTIONS)
def test_virtuoso_gives_the_same_rows(query: Query, virtuoso: Virtuoso, examples: bool, expected: Mapping[str, Rows]) -> None:
    assert rows_in_virtuoso(virtuoso, query, examples) == expected[query.name]


@pytest.mark.parametrize("query", QUESTIONS)
def test_rdflib_gives_the_same_rows(query: Query, graph: Path, parsed: rdflib.Graph, examples: bool, expected: Mapping[str, Rows]) -> None:
    if not examples and graph != FIVE_NOTICES:
        pytest.skip("the corpus with its sentences takes rdflib minutes; without them it is asked above")
    assert rows_in_rdflib(parsed, query, examples) == expected[query.name]
