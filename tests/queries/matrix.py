"""Write the table of ``docs/queries.md`` anew: each question in each engine, on made-up places, on heirs and on the five notices.

python -m tests.queries.matrix

The tests of ``test_engines.py`` make the same table of what the engines answer them, hold the page to it, each cell and as a whole, and
leave it as ``.pytest_cache/engines.md``; ``test_matrix.py`` holds the page to name every question, engine and graph.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import httpx
import rdflib

from kg.building.build import build
from kg.queries import Query, catalogue
from kg.resources import FIVE_NOTICES
from tests.queries.engines import ENGINES, Rows, rows_in_jena, rows_in_oxigraph, rows_in_rdflib, rows_in_virtuoso, virtuoso_with
from tests.queries.places import built, heirs

__all__ = [
    "BEGIN",
    "CORPUS",
    "END",
    "FIVE",
    "GRAPHS",
    "HEIRS",
    "MADE",
    "NOT_ASKED",
    "PAGE",
    "PLACES",
    "SAME",
    "SENTENCES",
    "Cells",
    "cell",
    "cells_of_page",
    "graph_of",
    "printed",
    "table",
    "table_of_page",
]

CORPUS: Final = Path(__file__).resolve().parents[3] / "shared" / "corpus"
PAGE: Final = Path(__file__).parents[2] / "docs" / "queries.md"
MADE: Final = Path(__file__).parents[2] / ".pytest_cache" / "engines.md"
"""Where the tests leave the table that they made."""
BEGIN, END = "<!-- engines -->", "<!-- end of engines -->"
PLACES, HEIRS, FIVE, SENTENCES = "two places", "heirs", "five notices", "with sentences"
GRAPHS: Final = (PLACES, HEIRS, FIVE, SENTENCES)
SAME, NOT_ASKED, TOO_LONG = "=", "–", "too long"
PATIENCE: Final = 300
"""Seconds of processor time that rdflib has for one question, and of waiting that Virtuoso has."""

Cells = dict[tuple[str, str, str], str]
"""What stands in the table, by graph, engine and question."""


def graph_of(name: str, folder: Path) -> tuple[Path, bool] | None:
    """The file of a graph and whether it is asked with the examples of the made-up places; None where it cannot be had."""
    if name == PLACES:
        return built() / "graph.ttl", True
    if name == HEIRS:
        return heirs() / "graph.ttl", False
    if name == FIVE:
        return FIVE_NOTICES, False
    if not CORPUS.is_dir():
        return None
    build(sorted(CORPUS.glob("*.txt")), folder)
    return folder / "graph.ttl", False


@cache
def printed() -> dict[str, dict[str, str]]:
    """The page's cells of each question by the heads of the columns (``Jena, five notices``)."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table_of_page().splitlines()]
    return {line[0].strip("`"): dict(zip(lines[0][1:], line[1:], strict=True)) for line in lines[2:]}


def table_of_page() -> str:
    """The page's table as it stands there."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].lstrip("\n")


def cells_of_page() -> Cells:
    """What stands in the page's table, as it would be made."""
    return {
        (graph, engine, question): value
        for question, cells in printed().items()
        for (engine, _, graph), value in ((head.partition(", "), value) for head, value in cells.items())
    }


def cell(engine: str, rows: Rows | None, expected: Rows) -> str:
    """Of Oxigraph, that the others are held against, the number of rows."""
    if rows is None:
        return TOO_LONG
    return f"{len(rows):,}" if engine == ENGINES[0] else SAME if rows == expected else f"**{len(rows):,}**"


def table(cells: Mapping[tuple[str, str, str], str]) -> str:
    """All of it as Markdown: a line a question, a column an engine and graph; a graph that was not asked has no columns."""
    heads = [(graph, engine) for graph in GRAPHS for engine in ENGINES if any(key[:2] == (graph, engine) for key in cells)]
    lines = ["| | " + " | ".join(f"{engine}, {graph}" for graph, engine in heads) + " |", "| --- |" + " ---: |" * len(heads)]
    for query in catalogue():
        found = [cells.get((*head, query.name), NOT_ASKED) for head in heads]
        lines.append(f"| `{query.name}` | {' | '.join(found)} |")
    return "\n".join(lines) + "\n"


def asked(graph: Path, examples: bool, engines: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Engine, question, cell."""
    expected = rows_in_oxigraph(graph, examples)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        answers: dict[str, Callable[[], Iterator[tuple[str, Rows | None]]]] = {
            "Oxigraph": lambda: iter(expected.items()),
            "Jena": lambda: iter(rows_in_jena(graph, folder, examples).items()),
            "rdflib": lambda: in_processes(rdflib.Graph().parse(graph), examples),
            "Virtuoso": lambda: by_virtuoso(graph, folder, examples),
        }
        for engine in engines:
            for question, rows in answers[engine]():
                yield engine, question, cell(engine, rows, expected[question])


def in_processes(graph: rdflib.Graph, examples: bool) -> Iterator[tuple[str, Rows | None]]:
    """What rdflib answers; each question is asked in a process that ends when its time is up."""
    forking = multiprocessing.get_context("fork")
    for query in catalogue():
        ours, theirs = forking.Pipe(duplex=False)
        asking = forking.Process(target=_answer, args=(graph, query, examples, theirs))
        asking.start()
        theirs.close()
        try:
            rows = ours.recv()
        except EOFError:
            rows = None
        asking.join()
        yield query.name, rows


def _answer(graph: rdflib.Graph, query: Query, examples: bool, reader: multiprocessing.connection.Connection) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE))
    reader.send(rows_in_rdflib(graph, query, examples))


def by_virtuoso(graph: Path, folder: Path, examples: bool) -> Iterator[tuple[str, Rows | None]]:
    """What Virtuoso answers. A server that does not come back from a question is no use for the next."""
    left = list(catalogue())
    while left:
        with virtuoso_with(graph, folder / f"virtuoso-{len(left)}") as server:
            while left:
                query = left.pop(0)
                try:
                    yield query.name, rows_in_virtuoso(server, query, examples)
                except httpx.TimeoutException:
                    yield query.name, None
                    break


def main() -> None:
    """Ask all, say what is asked, and write the page."""
    cells: Cells = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in GRAPHS:
            found = graph_of(name, Path(folder))
            if found is None:
                sys.stderr.write(f"{name}: the corpus is not beside this checkout\n")
                continue
            # The corpus with its sentences takes rdflib minutes a question.
            engines = tuple(engine for engine in ENGINES if engine != "rdflib" or name != SENTENCES)
            for engine, question, value in asked(*found, engines):
                cells[name, engine, question] = value
                sys.stderr.write(f"{name}, {engine}, {question}: {value}\n")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + table(cells) + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main()
