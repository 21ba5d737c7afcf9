"""Write the table of ``docs/queries.md`` anew: each question in each engine, on two made-up places and on the five notices.

python -m tests.queries.matrix
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import rdflib

from kg.queries import Query, catalogue
from kg.resources import FIVE_NOTICES
from tests.queries.engines import ENGINES, Rows, rows_in_jena, rows_in_oxigraph, rows_in_rdflib, rows_in_virtuoso, virtuoso_with
from tests.queries.places import built

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"
BEGIN, END = "<!-- engines -->", "<!-- end of engines -->"


def cell(rows: Rows, expected: Rows) -> str:
    return f"same {len(rows):,}" if rows == expected else "**differs**"


def column(asked: Callable[[Query], Rows], expected: Mapping[str, Rows]) -> list[str]:
    return [cell(asked(query), expected[query.name]) for query in catalogue()]


def columns(graph: Path, examples: bool) -> list[list[str]]:
    """For each engine the cells of each question; of Oxigraph, that the others are held against, the numbers of rows."""
    expected = rows_in_oxigraph(graph, examples)
    parsed = rdflib.Graph().parse(graph)
    with tempfile.TemporaryDirectory() as folder:
        jena = rows_in_jena(graph, Path(folder), examples)
        with virtuoso_with(graph, Path(folder) / "virtuoso") as server:
            virtuoso = column(lambda query: rows_in_virtuoso(server, query, examples), expected)
    return [
        [f"{len(expected[query.name]):,}" for query in catalogue()],
        column(lambda query: rows_in_rdflib(parsed, query, examples), expected),
        column(lambda query: jena[query.name], expected),
        virtuoso,
    ]


def main() -> None:
    found = [*columns(built() / "graph.ttl", True), *columns(FIVE_NOTICES, False)]
    heads = [f"{engine}, {graph}" for graph in ("two places", "five notices") for engine in ENGINES]
    lines = ["| | " + " | ".join(heads) + " |", "| --- |" + " --- |" * len(heads)]
    lines += [f"| `{query.name}` | " + " | ".join(cells[number] for cells in found) + " |" for number, query in enumerate(catalogue())]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + "\n".join(lines) + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
