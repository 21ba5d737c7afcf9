"""The table of ``docs/queries.md`` names every question, with as many rows as there are today, and every engine gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from kg.queries import catalogue
from kg.resources import FIVE_NOTICES
from tests.queries import matrix
from tests.queries.engines import ENGINES, Rows, rows_in_oxigraph
from tests.queries.matrix import printed
from tests.queries.places import built, heirs


@cache
def counted(graph: str) -> Mapping[str, Rows]:
    if graph == matrix.PLACES:
        return rows_in_oxigraph(built() / "graph.ttl", True)
    return rows_in_oxigraph(heirs() / "graph.ttl" if graph == matrix.HEIRS else FIVE_NOTICES, False)


def test_every_question_has_its_line() -> None:
    assert list(printed()) == [query.name for query in catalogue()]


def test_every_engine_has_its_column_for_every_graph_and_the_page_is_as_it_would_be_made() -> None:
    wanted = {(graph, engine) for graph in matrix.GRAPHS for engine in ENGINES} - {(matrix.SENTENCES, "rdflib")}
    assert {(graph, engine) for graph, engine, _ in matrix.cells_of_page()} == wanted
    assert matrix.table(matrix.cells_of_page()) == matrix.table_of_page()


@pytest.mark.parametrize("graph", [matrix.PLACES, matrix.HEIRS, matrix.FIVE])
def test_the_rows_are_as_many_as_printed(graph: str) -> None:
    assert {name: f"{len(rows):,}" for name, rows in counted(graph).items()} == {
        name: cells[f"Oxigraph, {graph}"] for name, cells in printed().items()
    }


@pytest.mark.parametrize("graph", [matrix.PLACES, matrix.HEIRS, matrix.FIVE])
@pytest.mark.parametrize("engine", ["rdflib", "Jena", "Virtuoso"])
def test_the_other_engines_are_said_to_give_the_same(engine: str, graph: str) -> None:
    """That they do is tested in ``test_engines.py``."""
    assert {name: cells[f"{engine}, {graph}"] for name, cells in printed().items()} == dict.fromkeys(printed(), matrix.SAME)


def test_a_table_says_what_differs_and_what_was_given_up() -> None:
    first, second, *_ = (query.name for query in catalogue())
    cells: matrix.Cells = {
        (matrix.PLACES, "Oxigraph", first): matrix.cell("Oxigraph", [("a",)] * 1000, []),
        (matrix.PLACES, "Jena", first): matrix.cell("Jena", [("a",)], [("b",)]),
        (matrix.PLACES, "Jena", second): matrix.cell("Jena", None, []),
    }
    lines = matrix.table(cells).splitlines()
    assert lines[0] == "| | Oxigraph, two places | Jena, two places |"
    assert lines[2:4] == [f"| `{first}` | 1,000 | **1** |", f"| `{second}` | – | too long |"]
