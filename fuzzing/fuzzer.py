"""Feed the reader and the parser with ever new documents, led by which code they reach, and keep what breaks them.

    python -m fuzzing text --minutes 10
    python -m fuzzing file --minutes 10
    python -m fuzzing file --again fuzzing/found/…

What breaks is written into ``fuzzing/found``, each fault once, with its traceback beside it; the exit code is 1 then.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import atheris

with atheris.instrument_imports(include=["kg"]):
    from kg.documents import read
    from kg.documents.apart import asking
    from kg.documents.apart.worker import reader_named
    from kg.documents.writing import Origin
    from kg.model.errors import ProgramFault
    from kg.model.source import Source
    from kg.model.wording import Told
    from kg.parsing import parse

from fuzzing.changes import TOKENS, change_file, change_text
from fuzzing.invariants import Broken, check_parsed, check_source
from fuzzing.seeds import SUFFIXES, files, texts

FOUND = Path(__file__).resolve().parent / "found"
SHARED_MEMORY = Path("/dev/shm")
SECONDS = 2.0  # of processor time for one input, which is a twentieth of the longest text that is read and instrumented besides
LONGEST = {"text": 24_000, "file": 60_000}  # bytes of an input
BLINDLY = 0.2


def read_text(data: bytes) -> None:
    """The input as the text of a document."""
    text = data.decode("utf-8", "ignore")
    _check(Source("notice.txt", "notice.txt", text, "0" * 64))


def read_file(data: bytes, folder: Path) -> None:
    """The input as a file, under the suffix that its first byte says."""
    if not data:
        return
    path = folder / f"notice{SUFFIXES[data[0] % len(SUFFIXES)]}"
    path.write_bytes(data[1:])
    for found in read(path):
        if isinstance(found, Source):
            check_source(found)
            _check(found)
        elif isinstance(found, ProgramFault):
            raise found.__cause__ or found
        elif not (found.found and found.remedy):
            raise Broken("a message does not say what was found, or what to do")


def _check(source: Source) -> None:
    check_parsed(source, parse(source))


class Findings:
    """What has broken so far, each fault once: where an exception was raised tells faults apart."""

    def __init__(self, run: Callable[[bytes], None], log: Path) -> None:
        self._run = run
        self._log = log
        self._seen: set[str] = set()

    def __call__(self, data: bytes) -> None:
        """Run one input. A fault is kept and the run goes on, so that one fault does not hide the others."""
        began = process_time()
        try:
            self._run(data)
            if (took := process_time() - began) > SECONDS:
                raise Broken(f"it took more than {SECONDS:.0f} s: {took:.1f} s")
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            fault = (
                re.sub(r"\d+", "N", str(error)) if isinstance(error, Broken) else f"{type(error).__name__} at {last.filename}:{last.lineno}"
            )
            if fault not in self._seen:
                self._seen.add(fault)
                self._keep(data, fault, traceback.format_exc())

    def _keep(self, data: bytes, fault: str, trace: str) -> None:
        name = hashlib.sha256(data).hexdigest()[:12]
        (FOUND / name).write_bytes(data)
        (FOUND / f"{name}.trace").write_text(trace, encoding="utf-8")
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"{name}: {fault}\n{trace}\n")


def _read_here() -> None:
    """Read in this process what is read in one of its own, so that what the readers do there is seen and a fault of them shows."""

    def answered(by: str, what: Told, remedy: Told, data: bytes, origin: Origin, bounds: asking.Bounds | None = None) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(json.dumps(reader_named(by)(data)))
        return answer

    asking.ask = answered


def _mutator(mode: str) -> Callable[[bytes, int, int], bytes]:
    def change(data: bytes, most: int, seed: int) -> bytes:
        dice = random.Random(seed)
        if mode == "file":
            return change_file(data, dice, atheris.Mutate)[:most]
        if dice.random() < BLINDLY:
            return bytes(atheris.Mutate(data, most))
        return change_text(data.decode("utf-8", "ignore"), dice).encode("utf-8", "ignore")[:most]

    return change


def _write_seeds(mode: str, folder: Path) -> None:
    seeds = (text.encode() for text in texts()) if mode == "text" else files()
    for number, data in enumerate(seeds):
        if len(data) <= LONGEST[mode]:
            (folder / f"{number:04d}").write_bytes(data)


def _write_dictionary(path: Path) -> None:
    escaped = ("".join(f"\\x{byte:02x}" for byte in token.encode()) for token in dict.fromkeys(TOKENS))
    path.write_text("".join(f'"{token}"\n' for token in escaped), encoding="ascii")


def main() -> None:
    """Run the fuzzer, or some inputs again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=tuple(LONGEST))
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0, help="of the changes; 0 takes another one each time")
    parser.add_argument("--again", type=Path, nargs="+", help="run these inputs once, and nothing else")
    options = parser.parse_args()

    _read_here()
    with tempfile.TemporaryDirectory(prefix="fuzzing-", dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as made:
        folder = Path(made)
        run: Callable[[bytes], None] = read_text if options.mode == "text" else lambda data: read_file(data, folder)
        if options.again:
            for path in options.again:
                run(path.read_bytes())
            return
        FOUND.mkdir(exist_ok=True)
        process = os.fork()  # the fuzzer ends its process without a word to Python
        if process == 0:
            _fuzz(options, run, folder)
        _, status = os.waitpid(process, 0)
        faults = folder / "faults"
        if faults.exists():
            print(f"\nWhat broke, kept in {FOUND}:\n{faults.read_text(encoding='utf-8')}")
        sys.exit(1 if faults.exists() or status else 0)


def _fuzz(options: argparse.Namespace, run: Callable[[bytes], None], folder: Path) -> None:
    (corpus := folder / "corpus").mkdir()
    _write_seeds(options.mode, corpus)
    _write_dictionary(folder / "dictionary")
    settings = {
        "max_total_time": round(options.minutes * 60),
        "max_len": LONGEST[options.mode],
        "len_control": 0,
        "report_slow_units": 60,
        "timeout": 60,  # a minute by the clock ends the run: it hangs
        "rss_limit_mb": 2048,
        "seed": options.seed,
        "dict": folder / "dictionary",
        "artifact_prefix": f"{FOUND}/",
        "print_final_stats": 1,
    }
    arguments = [sys.argv[0], *(f"-{name}={value}" for name, value in settings.items()), str(corpus)]
    atheris.Setup(arguments, Findings(run, folder / "faults"), custom_mutator=_mutator(options.mode))
    atheris.Fuzz()
