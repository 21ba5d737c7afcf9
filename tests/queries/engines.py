"""The catalogue put to four engines that share no code: Oxigraph, rdflib, Jena and Virtuoso."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import httpx
import rdflib

from kg.queries import Query, Value, catalogue, run
from kg.queries.binding import bound_text
from kg.queries.terms import bind_parameters
from kg.store.graph import load_store
from tests.publish.servers import Jena, Virtuoso, rows_of
from tests.queries.places import EXAMPLES, in_rdflib

__all__ = ["ENGINES", "Rows", "needed", "rows_in_jena", "rows_in_oxigraph", "rows_in_rdflib", "rows_in_virtuoso", "virtuoso_with"]

Rows = list[tuple[Value, ...]]
ENGINES = ("Oxigraph", "rdflib", "Jena", "Virtuoso")
GRAPH = "urn:x-zeren:asked"
ANSWERS = Path(__file__).with_name("Answers.java")


def needed(query: Query, examples: bool) -> dict[str, str]:
    """What the question is asked with: its own examples, or those of the made-up places."""
    return {p.name: p.example for p in query.parameters if not p.optional} | (EXAMPLES.get(query.name, {}) if examples else {})


def text(query: Query, examples: bool) -> str:
    return bound_text(query.text, bind_parameters(query, needed(query, examples)))


def rows_in_oxigraph(graph: Path, examples: bool) -> Mapping[str, Rows]:
    store = load_store(graph)
    return {query.name: plain(run(store, query, needed(query, examples)).rows) for query in catalogue()}


def rows_in_rdflib(graph: rdflib.Graph, query: Query, examples: bool) -> Rows:
    return plain(in_rdflib(text(query, examples), graph))


def rows_in_jena(graph: Path, folder: Path, examples: bool) -> Mapping[str, Rows]:
    """All answers of one machine that is started once."""
    jena = Jena(folder)
    asked = folder / "asked"
    asked.mkdir()
    for query in catalogue():
        (asked / f"{query.name}.rq").write_text(text(query, examples), encoding="utf-8")
    command = [jena.java, "-Dfile.encoding=UTF-8", "-cp", jena.classes, str(ANSWERS), str(graph), str(asked)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return {path.stem: plain(rows_of(path.read_text(encoding="utf-8"))) for path in asked.glob("*.json")}


@contextmanager
def virtuoso_with(graph: Path, folder: Path) -> Iterator[Virtuoso]:
    """A server that holds the graph and nothing else."""
    server = Virtuoso(folder)
    server.start()
    try:
        answer = httpx.put(
            f"{server.url}/sparql-graph-crud-auth",
            params={"graph": GRAPH},
            content=graph.read_bytes(),
            headers={"Content-Type": "text/turtle"},
            auth=httpx.DigestAuth("dba", "dba"),
            timeout=300,
            trust_env=False,
        )
        answer.raise_for_status()
        yield server
    finally:
        server.kill()


def rows_in_virtuoso(server: Virtuoso, query: Query, examples: bool) -> Rows:
    answer = httpx.post(
        server.query,
        data={"query": text(query, examples), "default-graph-uri": GRAPH},
        headers={"Accept": "application/sparql-results+json"},
        timeout=300,
        trust_env=False,
    )
    answer.raise_for_status()
    return plain(rows_of(answer.text))


def plain(rows: object) -> Rows:
    """The rows with numbers of one kind: what is a decimal in one engine is a double in another."""
    if not isinstance(rows, list | tuple):
        raise TypeError(f"Unexpected rows: {rows!r}")
    return [tuple(round(float(value), 6) if isinstance(value, int | float | Decimal) else value for value in row) for row in rows]
