"""Many clients at once at ``kg serve``: answers, errors, requests a second, how long one waits.

    python benchmarks/bench_serve.py
    python benchmarks/bench_serve.py --data FILE_OR_FOLDER --clients 64 --seconds 60

Starts ``kg serve`` on a free port of this machine. Each client keeps one connection and asks without a pause: half of the time one of
the contract's eight questions, half of the time the page of a thing, both drawn by lot. An answer counts as an error where its status
is not 200, where the connection breaks, or where a question gives another number of rows than it gave to a client that was alone.
Exits 1 where there was any error.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from questions import BOUND, QUESTIONS

from kg.building.build import build
from kg.model.terms import ZR
from kg.publish.serving.things import address_of
from kg.queries import find_query

TOP = Path(__file__).resolve().parent.parent
PAGE = "page of a thing"
CLASSES = ("Task", "Unit", "UnitGroup", "Leader", "Target", "Section", "TaskList", "Document", "Region")
THINGS = f"""PREFIX zr: <{ZR}>
SELECT ?thing {{ VALUES ?class {{ {" ".join(f"zr:{name}" for name in CLASSES)} }} ?thing a ?class }} LIMIT 20000"""
FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/sparql-results+json"}


@dataclass(frozen=True)
class Asked:
    """One request: what it was, how long the client waited in seconds, and what was wrong with the answer (else empty)."""

    kind: str
    seconds: float
    fault: str


def _terms(bound: Mapping[str, str]) -> dict[str, str]:
    """Values as the endpoint takes them beside a query."""
    return {f"${name}": f'"{value}"' for name, value in bound.items()}


class Client:
    """One connection that is kept, and made again after an error."""

    def __init__(self, address: str) -> None:
        self._connection = http.client.HTTPConnection(address, timeout=300)

    def question(self, text: str, bound: Mapping[str, str]) -> list[object]:
        """The rows of the answer."""
        rows: list[object] = json.loads(self._read("POST", "/sparql", urlencode({"query": text, **_terms(bound)}), FORM))["results"][
            "bindings"
        ]
        return rows

    def page(self, path: str) -> None:
        if b"</html>" not in self._read("GET", path, None, {"Accept": "text/html"}):
            raise ValueError("half a page")

    def _read(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> bytes:
        try:
            self._connection.request(method, path, body, dict(headers))
            answer = self._connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise
        if answer.status != 200:
            raise ValueError(f"{answer.status} {content.decode('utf-8', 'replace').strip()[:80]}")
        return content


@contextlib.contextmanager
def serving(data: Path, workers: int) -> Iterator[str]:
    """``kg serve`` on the data; its host and port."""
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--workers", str(workers), "--data", str(data)]
    with subprocess.Popen(command, cwd=TOP, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            for line in process.stderr:
                if found := re.search(r"http://\S+", line):
                    yield urlsplit(found[0]).netloc
                    return
            raise SystemExit(f"kg serve did not start: {process.wait()}")
        finally:
            process.terminate()


def ask_on(address: str, seed: int, until: float, things: Sequence[str], rows: Mapping[str, int]) -> list[Asked]:
    """What one client asked until the time was over."""
    lot, client, asked = random.Random(seed), Client(address), list[Asked]()
    texts = {name: find_query(name).text for name in QUESTIONS}
    while time.monotonic() < until:
        kind = lot.choice(QUESTIONS) if lot.random() < 0.5 else PAGE
        begun, fault = time.monotonic(), ""
        try:
            if kind == PAGE:
                client.page(lot.choice(things))
            elif (number := len(client.question(texts[kind], BOUND.get(kind, {})))) != rows[kind]:
                fault = f"{number} rows instead of {rows[kind]}"
        except (OSError, http.client.HTTPException, ValueError) as error:
            fault = repr(error)
        asked.append(Asked(kind, time.monotonic() - begun, fault))
    return asked


def row(kind: str, asked: Sequence[Asked], seconds: float) -> str:
    waited = sorted(one.seconds for one in asked)
    faults = sum(bool(one.fault) for one in asked)
    cells = (kind, f"{len(asked) - faults:,}", f"{faults:,}", f"{len(asked) / seconds:,.1f}")
    times = (waited[len(waited) // 2], waited[len(waited) * 99 // 100], waited[-1]) if waited else ()
    return f"| {' | '.join((*cells, *(f'{1000 * one:,.0f}' for one in times)))} |"


def run(address: str, clients: int, seconds: float) -> list[Asked]:
    """All that was asked, and a table of it on standard output."""
    alone = Client(address)
    rows = {name: len(alone.question(find_query(name).text, BOUND.get(name, {}))) for name in QUESTIONS}
    found = alone.question(THINGS, {})
    things = [address_of(one["thing"]["value"]) for one in found]  # type: ignore[index]
    print(f"{clients} clients, {seconds:g} s, {len(things):,} things", file=sys.stderr)
    begun = time.monotonic()
    with ThreadPoolExecutor(clients) as crowd:
        futures = [crowd.submit(ask_on, address, seed, begun + seconds, things, rows) for seed in range(clients)]
        asked = [one for future in futures for one in future.result()]
    took = time.monotonic() - begun
    print("| | answers | errors | a second | median ms | 99 % ms | longest ms |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for kind in (*QUESTIONS, PAGE):
        print(row(kind, [one for one in asked if one.kind == kind], took))
    print(row("all", asked, took))
    return asked


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a graph, the folder of a build or a store; a build of the samples by default")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=4, help="as for kg serve")
    options = parser.parse_args()
    threading.stack_size(1 << 19)
    with tempfile.TemporaryDirectory(prefix="bench-serve-") as folder:
        data = options.data
        if data is None:
            data = Path(folder)
            build(sorted((TOP / "samples").glob("*.txt")), data)
        with serving(data.resolve(), options.workers) as address:
            asked = run(address, options.clients, options.seconds)
    faults = Counter(one.fault for one in asked if one.fault)
    for fault, times in faults.most_common(10):
        print(f"{times} times: {fault}", file=sys.stderr)
    raise SystemExit(1 if faults or not asked else 0)


if __name__ == "__main__":
    main()
