"""A large store on disk: how fast it opens, and how long the eight questions take; rdflib's own store for comparison.

    python benchmarks/bench_store.py FOLDER --triples 50000000
    python benchmarks/bench_store.py FOLDER --rdflib 100000

Generated documents are built, and their graph is repeated under other names until there are enough triples: each copy stands for
other places with other documents, while offices' functions and indicators are shared, as they are in life.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import time
from pathlib import Path

import pyoxigraph as ox
import rdflib
from generate import generate

from kg.pipeline import build
from kg.publish.serving.pool import Limits, Pool, TookTooLong
from kg.publish.serving.worker import Question
from kg.queries import find_query

QUESTIONS = (
    "cross-agency-leads", "region-overview", "leader-portfolios", "unit-workload", "collaboration", "indicator-comparison",
    "unquantified-tasks", "inferred-leads",
)  # fmt: skip
BOUND = {"indicator-comparison": (("indicator", '"地区生产总值"'),)}
NAMED = re.compile(rb"<https://w3id\.org/zeren/id/(assignment|document|group|leader|list|post|region|section|target|task|unit)/")


def copies(graph: Path, target: Path, wanted: int) -> int:
    """Write the graph as N-Triples, over and over under other names, until there are ``wanted`` triples; how many there are."""
    lines = ox.serialize((quad.triple for quad in ox.parse(path=graph)), format=ox.RdfFormat.N_TRIPLES) or b""
    count = lines.count(b"\n")
    number = -(-wanted // count)
    with target.open("wb") as out:
        for copy in range(number):
            out.write(NAMED.sub(rb"<https://w3id.org/zeren/id/\1/c%d-" % copy, lines))
    return number * count


def made(folder: Path, wanted: int, documents: int) -> tuple[Path, dict[str, float]]:
    """The store, built if it is not there, and how long its making took."""
    store, took = folder / f"store-{wanted}", {}
    if not store.exists():
        begun = time.monotonic()
        build(generate(documents, folder / "documents"), folder / "build")
        took["build"] = time.monotonic() - begun
        begun = time.monotonic()
        took["triples"] = copies(folder / "build" / "graph.ttl", folder / "large.nt", wanted)
        took["copies"] = time.monotonic() - begun
        begun = time.monotonic()
        beside = folder / "store.part"
        shutil.rmtree(beside, ignore_errors=True)
        filled = ox.Store(str(beside))
        filled.bulk_load(path=folder / "large.nt", format=ox.RdfFormat.N_TRIPLES)
        filled.flush()
        took["bulk load"] = time.monotonic() - begun
        begun = time.monotonic()
        filled.optimize()
        took["optimize"] = time.monotonic() - begun
        del filled
        beside.rename(store)
        (folder / "large.nt").unlink()
    return store, took


def served(store: Path, seconds: float) -> dict[str, float | str]:
    """Seconds to open, and for each question, as ``kg serve`` answers it; each once, in a process that has just begun."""
    found: dict[str, float | str] = {}
    begun = time.monotonic()
    ox.Store.read_only(str(store))
    found["open"] = time.monotonic() - begun
    for name in QUESTIONS:
        with Pool(store, Limits(seconds=seconds, rows=10_000_000, memory=16 << 30, workers=1)) as pool:
            pool.ask(Question("ASK {}", "text/csv", "text/turtle"))
            begun = time.monotonic()
            try:
                answer = pool.ask(Question(find_query(name).text, "text/csv", "text/turtle", bound=BOUND.get(name, ())))
            except TookTooLong:
                found[name] = f"> {seconds:g}"
            else:
                taken = time.monotonic() - begun
                found[name] = round(taken, 2) if answer.status == "answered" else answer.body.decode()[:80]
        print(name, found[name], flush=True)
    return found


def with_rdflib(graph: Path) -> dict[str, float]:
    """The same on rdflib's own store: seconds to read, and for each question."""
    begun = time.monotonic()
    held = rdflib.Graph().parse(graph, format="nt")
    found = {"open": time.monotonic() - begun, "triples": float(len(held))}
    for name in QUESTIONS:
        begun = time.monotonic()
        bindings = {key: rdflib.Literal(value.strip('"')) for key, value in BOUND.get(name, ())}
        rows = len(list(held.query(find_query(name).text, initBindings=bindings)))
        found[name] = round(time.monotonic() - begun, 2)
        print(name, rows, found[name], flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--documents", type=int, default=200, help="documents that are really built")
    parser.add_argument("--seconds", type=float, default=600.0, help="the time a question may take")
    parser.add_argument("--rdflib", type=int, default=0, metavar="TRIPLES", help="measure rdflib's own store, with so many triples")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.rdflib:
        build(generate(options.documents, options.folder / "documents"), options.folder / "build")
        copies(options.folder / "build" / "graph.ttl", options.folder / "small.nt", options.rdflib)
        print(json.dumps(with_rdflib(options.folder / "small.nt"), indent=1))
        return
    store, took = made(options.folder, options.triples, options.documents)
    print(json.dumps({"made": took, "served": served(store, options.seconds)}, indent=1))


if __name__ == "__main__":
    main()
