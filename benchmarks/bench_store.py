"""The eight questions on a large store on disk, as ``kg serve`` answers them, and on rdflib's own store for as far as it gets.

    python benchmarks/generate.py 34000 DOCUMENTS
    kg build DOCUMENTS -o OUT --store STORE --without-pages
    python benchmarks/bench_store.py --store STORE --seconds 900
    python benchmarks/bench_store.py --rdflib 20 68 200 --seconds 300

Each question is put to a process that has just opened the store, and that ends with it. The figures are added to store.json.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
import rdflib
from bench_build import peak_mb
from generate import generate
from questions import BOUND, QUESTIONS

from kg.building.build import build
from kg.model.terms import ZR
from kg.publish.serving.results import write_rows
from kg.queries import find_query
from kg.queries.binding import bound_text
from kg.queries.terms import bind_parameters
from kg.store.disk import open_store

HERE = Path(__file__).resolve().parent
COUNTS = {
    "triples": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "documents": f"SELECT (COUNT(*) AS ?n) {{ ?s a <{ZR}Document> }}",
    "tasks": f"SELECT (COUNT(*) AS ?n) {{ ?s a <{ZR}Task> }}",
}


@dataclass(frozen=True)
class Asked:
    """A question answered: its rows, processor seconds from the text of the query to the whole answer, seconds by the clock, memory."""

    question: str
    rows: int
    seconds: float
    clock: float
    peak_mb: float

    def __str__(self) -> str:
        return f"{self.question:22}{self.rows:12,}{self.seconds:10.2f} s{self.clock:10.2f} s{self.peak_mb:10,.0f} MB"


@dataclass(frozen=True)
class Unanswered:
    """A question that did not end within so many seconds of processor time."""

    question: str
    limit: float

    def __str__(self) -> str:
        return f"{self.question:22}   not within {self.limit:g} s"


def timed(question: str, rows: Callable[[], int]) -> Asked:
    processor, clock = time.process_time(), time.monotonic()
    count = rows()
    return Asked(question, count, round(time.process_time() - processor, 2), round(time.monotonic() - clock, 2), round(peak_mb()))


def within(seconds: float, question: str, rows: Callable[[], int]) -> Asked | Unanswered:
    """Ask in a process of its own, which the system ends after so many seconds of processor time."""
    here, there = multiprocessing.Pipe(duplex=False)

    def ask(answers: Connection) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (round(seconds), round(seconds) + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        answers.send(timed(question, rows))

    process = multiprocessing.get_context("fork").Process(target=ask, args=(there,))
    process.start()
    there.close()
    try:
        answer: Asked = here.recv()
    except EOFError:
        return Unanswered(question, seconds)
    finally:
        process.join()
        here.close()
    return answer


def from_store(path: Path, name: str) -> int:
    """Open the store and answer as ``kg serve`` does, to the last byte of a CSV."""
    query = find_query(name)
    found = open_store(path).query(bound_text(query.text, bind_parameters(query, BOUND.get(name, {}))))
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError(f"Unexpected answer: {found!r}")
    table = [tuple(solution) for solution in found]
    write_rows([variable.value for variable in found.variables], table, "text/csv")
    return len(table)


def counted(path: Path, query: str) -> int:
    found = open_store(path).query(query)
    if not isinstance(found, ox.QuerySolutions):
        raise ValueError(f"Unexpected answer: {found!r}")
    value = next(found)[0]
    if not isinstance(value, ox.Literal):
        raise ValueError(f"Unexpected count: {value!r}")
    return int(value.value)


def opened(path: Path) -> int:
    open_store(path)
    return 0


def of_store(path: Path, seconds: float) -> dict[str, object]:
    """What the store holds, how long it takes to open, and each question."""
    answer = within(seconds, "open", partial(opened, path))
    print(answer, flush=True)
    found: dict[str, object] = {"open": asdict(answer), "bytes": sum(file.stat().st_size for file in path.iterdir())}
    for name, query in COUNTS.items():
        count = within(seconds, name, partial(counted, path, query))
        print(count, flush=True)
        found[name] = asdict(count)["rows"]
    found["questions"] = asked(seconds, partial(from_store, path))
    return found


def asked(seconds: float, rows: Callable[[str], int]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for name in QUESTIONS:
        answer = within(seconds, name, partial(rows, name))
        print(answer, flush=True)
        found.append(asdict(answer))
    return found


def of_rdflib(documents: int, seconds: float) -> dict[str, object]:
    """The same on rdflib's own store, with the graph of so many generated documents."""
    with tempfile.TemporaryDirectory() as folder:
        generate(documents, Path(folder) / "documents")
        build([Path(folder) / "documents"], Path(folder) / "out")
        processor = time.process_time()
        held = rdflib.Graph().parse(Path(folder) / "out" / "graph.ttl")
        took = round(time.process_time() - processor, 2)
    print(f"rdflib, {len(held):,} triples: read in {took} s", flush=True)

    def rows(name: str) -> int:
        query = find_query(name)
        return len(list(held.query(bound_text(query.text, bind_parameters(query, BOUND.get(name, {}))))))

    return {"triples": len(held), "documents": documents, "read": took, "questions": asked(seconds, rows)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path, metavar="DIR", help="a store that 'kg build --store' made; it is only read")
    parser.add_argument("--rdflib", type=int, nargs="+", default=[], metavar="DOCUMENTS", help="generated documents for rdflib's own store")
    parser.add_argument("--seconds", type=float, default=600.0, help="the processor time that a question may take")
    parser.add_argument("--json", type=Path, default=HERE / "store.json")
    options = parser.parse_args()
    if options.store is None and not options.rdflib:
        parser.error("name a store (--store DIR), or sizes for rdflib (--rdflib DOCUMENTS)")
    file: Path = options.json
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"stores": [], "rdflib": []}
    known["on"] = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count()}
    if options.store is not None:
        add(known["stores"], of_store(options.store, options.seconds))
    for documents in options.rdflib:
        add(known["rdflib"], of_rdflib(documents, options.seconds))
    file.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def add(measures: list[dict[str, object]], new: dict[str, object]) -> None:
    """In the order of their sizes; figures of the same size are replaced."""
    others = [one for one in measures if one["triples"] != new["triples"]]
    measures[:] = sorted([*others, new], key=lambda one: int(str(one["triples"])))


if __name__ == "__main__":
    main()
