"""Text → Turtle: documents, tasks and triples a second and peak memory, beside the same triples through rdflib.

    python benchmarks/bench_build.py
    python benchmarks/bench_build.py --documents 100 2000 --rdflib-documents 100 --repeat 3

Each measure runs in a process of its own, one after the other, so that the peak memory of one is not that of another.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from generate import TASKS, generate

if TYPE_CHECKING:
    from rdflib.term import Node

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Measure:
    """What one process did. ``seconds`` is the processor time of the step alone, ``peak_mb`` the most memory the process held."""

    step: str
    documents: int
    tasks: int
    triples: int
    seconds: float
    peak_mb: float

    def row(self) -> tuple[str, ...]:
        rates = (self.documents / self.seconds, self.tasks / self.seconds, self.triples / self.seconds)
        return (
            self.step,
            f"{self.documents:,}",
            f"{self.tasks:,}",
            f"{self.triples:,}",
            f"{self.seconds:.2f}",
            *(f"{rate:,.0f}" for rate in rates),
            f"{self.peak_mb:,.0f}",
        )


HEADINGS = ("step", "documents", "tasks", "triples", "s", "documents/s", "tasks/s", "triples/s", "peak MB")


class Watch:
    """A build's progress that nobody sees: it keeps the processor time at which the last document had been parsed."""

    def __init__(self) -> None:
        self.parsed = 0.0

    def step(self, stage: str, done: int, total: int, tasks: int = 0) -> None:
        if stage == "read" and done == total:
            self.parsed = time.process_time()

    def refused(self, error: Exception) -> None:
        print(f"the build refused a generated document: {error}", file=sys.stderr)


def build(documents: Path, out: Path) -> dict[str, float]:
    """Text to files, and that part of it which begins with the parsed records; reading the program's own knowledge is in it."""
    from kg.building.build import build as run_build

    watch, started = Watch(), time.process_time()
    run_build([documents], out, progress=watch)
    ended = time.process_time()
    return {"text to files": ended - started, "records to files": ended - watch.parsed}


def build_without_targets(documents: Path, out: Path) -> dict[str, float]:
    """The same without the grammar of targets: lists, sections, tasks, leaders and units alone."""
    from kg.parsing.notice import tasks
    from kg.parsing.targets.read import TargetReading

    nothing = TargetReading((), ())
    with mock.patch.object(tasks, "read_targets", lambda text: nothing):
        return {"text to files, without targets": build(documents, out)["text to files"]}


def turtle(documents: Path, out: Path) -> dict[str, float]:
    """Records to Turtle and nothing else: names linked, records mapped, triples written. Parsing is not in the time."""
    from itertools import groupby

    from kg.documents import Source, find, read
    from kg.linking.units import link_units
    from kg.mapping import Mapper, Names, Scope, Used, document_key, document_stem, region_scope, shared_triples
    from kg.mapping.statements import Statement
    from kg.parsing import parse
    from kg.store.turtle import head_of, turtle_of

    found = [source for path in find([str(documents)]) for source in read(path) if isinstance(source, Source)]
    records = sorted((parse(source) for source in found), key=lambda one: (region_scope(one.document), document_key(one.document)))

    def statements() -> Iterator[Statement]:
        everywhere, names = Used(), Names()
        for local, group in groupby(records, key=lambda one: region_scope(one.document)):
            own, used = list(group), Used()
            tasks = [task for one in own for task in one.tasks]
            scope = Scope(
                local=local,
                region=local if own[0].document.region else None,
                units=link_units(
                    own[0].document.region_code or local, ((unit.name, unit.collective) for task in tasks for unit in task.units)
                ),
                region_name=own[0].document.region,
                code=own[0].document.region_code,
            )
            mapper = Mapper(scope, names)
            for one in own:
                yield from mapper.document(one, document_key(one.document), document_stem(one.document), used)
            yield from mapper.bodies.described(used)
            everywhere.add(used)
        yield from names.statements(shared_triples(everywhere, {}, names))

    started = time.process_time()
    (out / "records.ttl").write_bytes(head_of(Names().prefixes) + turtle_of(statements()))
    return {"records to Turtle": time.process_time() - started}


def rdflib_write(documents: Path, out: Path) -> dict[str, float]:
    """The triples of a build as rdflib terms, added one by one and serialized; reading and parsing are not in the time.

    The prefixes are bound beforehand, which spares rdflib the search for namespaces of its own.
    """
    import pyoxigraph
    import rdflib

    from kg.mapping import Names

    del documents
    rows = [
        (triple.subject.value, triple.predicate.value, triple.object)
        for triple in pyoxigraph.parse(path=out / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    ]
    started = time.process_time()
    graph = rdflib.Graph()
    for prefix, namespace in Names().prefixes.items():
        graph.bind(prefix, namespace)
    for subject, predicate, value in rows:
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), _term(value)))
    graph.serialize(out / "rdflib.ttl", format="turtle")
    return {"rdflib": time.process_time() - started}


def _term(value: object) -> Node:
    import pyoxigraph
    import rdflib

    match value:
        case pyoxigraph.NamedNode():
            return rdflib.URIRef(value.value)
        case pyoxigraph.Literal() if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        case pyoxigraph.Literal() if value.datatype.value == str(rdflib.XSD.string):
            return rdflib.Literal(value.value)
        case pyoxigraph.Literal():
            return rdflib.Literal(value.value, datatype=rdflib.URIRef(value.datatype.value))
        case _:
            raise ValueError(f"Unexpected term: {value!r}")


STEPS: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "plain": build_without_targets,
    "build": build,
    "turtle": turtle,
    "rdflib": rdflib_write,
}


def _child(step: str, documents: Path, out: Path) -> None:
    """Run one step here and print its seconds and this process's peak memory."""
    seconds = STEPS[step](documents, out)
    print(json.dumps({name: {"seconds": taken, "peak_mb": peak_mb()} for name, taken in seconds.items()}))


def peak_mb() -> float:
    """The most memory that this process held. Linux counts the parent's into ``ru_maxrss``, so its own figure is taken first."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(step: str, documents: Path, out: Path, count: int) -> list[Measure]:
    """One run of a step in a fresh process on one core's worth of threads; the parts that it timed."""
    command = [sys.executable, str(Path(__file__).resolve()), "--child", step, str(documents), str(out)]
    single = dict.fromkeys(("OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1")
    path = os.pathsep.join((str(HERE.parent), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(command, env={**os.environ, **single, "PYTHONPATH": path}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{step} on {count} documents failed:\n{done.stderr}")
    print(done.stderr, end="", file=sys.stderr)
    result = json.loads(done.stdout.splitlines()[-1])
    tasks, triples = tasks_in(out), triples_in(out)
    return [Measure(name, count, tasks, triples, part["seconds"], part["peak_mb"]) for name, part in result.items()]


def tasks_in(out: Path) -> int:
    with (out / "records.jsonl").open(encoding="utf-8") as lines:
        return sum('"type": "task"' in line[:60] or '"type":"task"' in line[:60] for line in lines)


def triples_in(out: Path) -> int:
    import pyoxigraph

    return sum(1 for _ in pyoxigraph.parse(path=out / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE))


def runs(counts: list[int], rdflib_documents: int, repeat: int, seed: int) -> Iterator[Measure]:
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            documents, out = Path(folder) / f"{count}", Path(folder) / f"{count}-out"
            generate(count, documents, seed)
            steps = ["plain", "build", "turtle", "rdflib"] if count <= rdflib_documents else ["plain", "build"]
            for step in steps:
                for again in zip(*(measure(step, documents, out, count) for _ in range(repeat)), strict=True):
                    yield sorted(again, key=lambda one: one.seconds)[repeat // 2]


def table(rows: list[tuple[str, ...]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 2000])
    parser.add_argument("--rdflib-documents", type=int, default=100, help="rdflib runs up to this many documents")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", type=Path, default=HERE / "results.json")
    parser.add_argument("--child", nargs=3, metavar=("STEP", "DOCUMENTS", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        step, documents, out = options.child
        _child(step, Path(documents), Path(out))
        return
    measures = list(runs(options.documents, options.rdflib_documents, options.repeat, options.seed))
    print(table([HEADINGS, *(one.row() for one in measures)]))
    print("\n" + "\n".join(ratios(measures)))
    machine = {"python": platform.python_version(), "machine": platform.machine(), "cores": os.cpu_count(), "tasks_a_document": TASKS}
    options.json.write_text(json.dumps({"on": machine, "measures": [asdict(one) for one in measures]}, indent=1) + "\n", encoding="utf-8")


def ratios(measures: list[Measure]) -> Iterator[str]:
    """What the figures say beside each other."""
    by_step = {(one.step, one.documents): one for one in measures}
    for one in measures:
        other = by_step.get(("rdflib", one.documents))
        if one.step != "rdflib" and other is not None:
            yield f"{one.documents} documents: rdflib takes {other.seconds / one.seconds:.1f} times as long as {one.step}"
    built = [one for one in measures if one.step == "text to files"]
    if len(built) > 1:
        few, many = built[0], built[-1]
        yield f"peak memory at {many.documents} documents: {many.peak_mb / few.peak_mb:.2f} times that at {few.documents}"


if __name__ == "__main__":
    main()
