"""What a user waits for on one core: the start of a command, reading in a process that is warm, a build without pages.

    python benchmarks/bench_speed.py
    python benchmarks/bench_speed.py --against ../zeren-0.1.0        # a checkout of another version, measured in the same run

Processor seconds, each the median of ``--repeat`` runs; the versions take turns, so that other work on the machine meets both alike.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from generate import generate

HERE = Path(__file__).resolve().parent

# Run in the version that is measured: documents are read once, parsed once to be warm, and then parsed again with a watch.
_WARM = """
import sys, time
from kg.documents import Source, find, read
from kg.parsing import parse
sources = [source for path in find(sys.argv[1:]) for source in read(path) if isinstance(source, Source)]
for source in sources:
    parse(source)
started = time.process_time()
for source in sources:
    parse(source)
print(time.process_time() - started)
"""


def finished(arguments: list[str], tree: Path, cache: Path) -> tuple[float, str]:
    """A run of Python with the package of ``tree``: the processor seconds of it and of all that it started, and what it printed.

    Modules are compiled once, by the first run, which is not counted, and kept in ``cache``: as for whoever has installed the program.
    """
    before = os.times()
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONPYCACHEPREFIX": str(cache), "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tree}: {' '.join(arguments[:4])} failed:\n{done.stderr}")
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system, done.stdout


def measures(documents: Path, one: Path, beside: Path) -> dict[str, Callable[[Path], float]]:
    """What is measured, by name: each takes the tree of a version and gives seconds. ``beside`` takes what is written."""

    def command(*arguments: str | Path) -> Callable[[Path], float]:
        return lambda tree: finished(["-m", "kg", *map(str, arguments)], tree, beside / "cache")[0]

    return {
        "kg --version": command("--version"),
        "kg parse of one notice": command("parse", "-q", one),
        "kg parse of all": command("parse", "-q", documents),
        "parse of all, in a warm process": lambda tree: float(finished(["-c", _WARM, str(documents)], tree, beside / "cache")[1]),
        "kg build of all, without pages": command("build", documents, "-o", beside / "out", "--without-pages"),
    }


def rows(trees: list[Path], documents: Path, beside: Path, repeat: int) -> Iterator[tuple[str, list[float]]]:
    """Each measure with the median of every version."""
    one = min(path for path in documents.iterdir() if path.is_file())
    for name, run in measures(documents, one, beside).items():
        taken = [[run(tree) for tree in trees] for _ in range(repeat + 1)][1:]
        yield name, [median(of_tree) for of_tree in zip(*taken, strict=True)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--sources", type=Path, help="a folder of notices to be read in place of generated ones")
    parser.add_argument("--against", type=Path, help="the folder of another version")
    options = parser.parse_args()
    trees = [HERE.parent, *([options.against.resolve()] if options.against else [])]
    with tempfile.TemporaryDirectory() as folder:
        documents = options.sources.resolve() if options.sources else Path(folder) / "documents"
        if not options.sources:
            generate(options.documents, documents, options.seed)
        print("| seconds | this version |" + (" the other | times as fast |" if options.against else ""))
        print("| --- | ---: |" + (" ---: | ---: |" if options.against else ""))
        for name, (this, *other) in rows(trees, documents, Path(folder), options.repeat):
            print(f"| {name} | {this:.2f} |" + "".join(f" {its:.2f} | {its / this:.2f} |" for its in other), flush=True)


if __name__ == "__main__":
    main()
