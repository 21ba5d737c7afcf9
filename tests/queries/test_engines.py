"""Every question gives the same rows in the same order in four engines: made-up places, heirs, the five notices, these with sentences."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
import rdflib

from kg.queries import Query, catalogue
from tests.publish.servers import Virtuoso
from tests.queries import matrix
from tests.queries.engines import ENGINES, Rows, rows_in_jena, rows_in_oxigraph, rows_in_rdflib, rows_in_virtuoso, virtuoso_with

QUESTIONS: Final = [pytest.param(query, id=query.name) for query in catalogue()]


@pytest.fixture(scope="module")
def made() -> Iterator[matrix.Cells]:
    """The table of what the engines gave in this run, written when all were asked."""
    cells: matrix.Cells = {}
    yield cells
    matrix.MADE.parent.mkdir(exist_ok=True)
    matrix.MADE.write_text(matrix.table(cells), encoding="utf-8")


@pytest.fixture(scope="module", params=matrix.GRAPHS)
def asked(request: pytest.FixtureRequest, made: matrix.Cells, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, bool]:
    """The name of a graph, its file, and whether the questions are asked with the examples of the made-up places."""
    found = matrix.graph_of(request.param, tmp_path_factory.mktemp("corpus"))
    if found is None:
        pytest.skip("the corpus is not beside this checkout")
    return request.param, *found


@pytest.fixture(scope="module")
def graph(asked: tuple[str, Path, bool]) -> Path:
    return asked[1]


@pytest.fixture(scope="module")
def examples(asked: tuple[str, Path, bool]) -> bool:
    return asked[2]


@pytest.fixture(scope="module")
def same(made: matrix.Cells, asked: tuple[str, Path, bool], expected: Mapping[str, Rows]) -> Callable[[str, Query, Rows], None]:
    """Notes what an engine gave, and holds it against Oxigraph and the page."""

    def check(engine: str, query: Query, rows: Rows) -> None:
        for name, given in ((ENGINES[0], expected[query.name]), (engine, rows)):
            made[asked[0], name, query.name] = matrix.cell(name, given, expected[query.name])
        assert rows == expected[query.name]
        for name in (ENGINES[0], engine):
            assert matrix.printed()[query.name][f"{name}, {asked[0]}"] == made[asked[0], name, query.name]

    return check


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


Same = Callable[[str, Query, Rows], None]


@pytest.mark.parametrize("query", QUESTIONS)
def test_jena_gives_the_same_rows(query: Query, jena: Mapping[str, Rows], same: Same) -> None:
    same("Jena", query, jena[query.name])


@pytest.mark.parametrize("query", QUESTIONS)
def test_virtuoso_gives_the_same_rows(query: Query, virtuoso: Virtuoso, examples: bool, same: Same) -> None:
    same("Virtuoso", query, rows_in_virtuoso(virtuoso, query, examples))


@pytest.mark.parametrize("query", QUESTIONS)
def test_rdflib_gives_the_same_rows(query: Query, asked: tuple[str, Path, bool], parsed: rdflib.Graph, same: Same) -> None:
    if asked[0] == matrix.SENTENCES:
        pytest.skip("the corpus with its sentences takes rdflib minutes; without them it is asked above")
    same("rdflib", query, rows_in_rdflib(parsed, query, asked[2]))


def test_the_page_holds_the_table_that_was_made(request: pytest.FixtureRequest, made: matrix.Cells) -> None:
    """As a whole, for the graphs that could be asked; where single tests were chosen, for what these asked. The difference is printed."""
    if not made:
        pytest.skip("no engine was asked anything in this run")
    graphs = {graph for graph, _, _ in made}
    chosen = bool(request.config.getoption("keyword")) or any("::" in argument for argument in request.config.args)
    page = {key: value for key, value in matrix.cells_of_page().items() if (key in made if chosen else key[0] in graphs)}
    printed, given = (matrix.table(cells).splitlines() for cells in (page, made))
    difference = list(difflib.unified_diff(printed, given, "docs/queries.md", "what the engines gave", n=0, lineterm=""))
    assert not difference, "\n".join(["Run python -m tests.queries.matrix, or mend the question:", *difference])
