"""Runs in a copy of the tree: takes mutants as lines of JSON, tries each in a process of its own, answers with the test that failed.

What no mutant touches (the libraries, the knowledge of the world) is read once, before the processes part.
"""

from __future__ import annotations

import dataclasses
import importlib
import io
import json
import os
import re
import resource
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

from tests.mutation.mutants import ROOMS, Mutant

__all__ = ["GREEN", "SECONDS", "as_line", "main"]

SECONDS: Final = 60  # of processor time; the slowest room's tests take 10
_BYTES: Final = 4 << 30
GREEN: Final = "all tests passed"
_TOP: Final = Path(__file__).resolve().parents[2]
_READ_BEFORE: Final = (
    "hypothesis", "networkx", "openpyxl", "pyarrow.parquet", "pyoxigraph", "pytest", "rdflib", "xlsxwriter",
    "kg.documents", "kg.knowledge.indicators", "kg.knowledge.initiatives", "kg.knowledge.measures", "kg.knowledge.offices",
    "kg.knowledge.regions",
)  # fmt: skip
# Tests of a room, those that find most first; what is compared word for word comes last, so that the log tells what nothing else finds.
_TESTS: Final = {
    "kg/parsing": ("tests/parsing", "tests/test_samples.py"),
    "kg/linking": ("tests/linking", "tests/test_targets_agree.py"),
    "kg/mapping": ("tests/mapping", "tests/test_targets_agree.py", "tests/publish/test_exporting.py"),
    "kg/publish/exporting": ("tests/publish/exporting", "tests/publish/test_exporting.py"),
}
_LAST: Final = "tests/golden"
# Tests that make up their cases would give another figure each time; one asks for a program outside Python.
_LEFT_OUT: Final = ("-m", "not hypothesis", "-k", "not libreoffice")


def main() -> None:
    """Read a line, try, write a line; a null tries the tree as it is."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for name in _READ_BEFORE:
        importlib.import_module(name)
    importlib.import_module("kg.knowledge.regions").regions()
    importlib.import_module("kg.knowledge.measures").measures()
    _compile_patterns()
    for line in sys.stdin:
        entry = json.loads(line)
        outcome = [_in_a_process(tests_of(f"{room}/x.py")) for room in ROOMS] if entry is None else [_try(Mutant(**entry))]
        answers.write(json.dumps(next((found for found in outcome if found != GREEN), GREEN), ensure_ascii=False) + "\n")
        answers.flush()


def _compile_patterns() -> None:
    """Read notices and forget the modules that did it: their patterns stay compiled in the library, which is a good part of the time."""
    re._MAXCACHE = 1 << 16  # type: ignore[attr-defined]
    parse, source = importlib.import_module("kg.parsing").parse, importlib.import_module("kg.model.source").Source
    for sample in sorted((_TOP / "samples").glob("*.txt")):
        parse(source(sample.name, sample.name, sample.read_text(encoding="utf-8"), "0" * 64))
    changed = tuple(room.replace("/", ".") for room in ROOMS)
    for name in [name for name in sys.modules if name.startswith(changed)]:
        del sys.modules[name]
    for name in changed:
        package, _, room = name.rpartition(".")
        if package in sys.modules:
            vars(sys.modules[package]).pop(room, None)


def tests_of(file: str) -> list[str]:
    """The tests that a change in this file is tried against: first those of its own folder."""
    room = next(room for room in ROOMS if file.startswith(f"{room}/"))
    own = "tests/" + file.removeprefix("kg/").rsplit("/", 1)[0]
    files: dict[str, None] = {}
    for place in (own, *_TESTS[room], _LAST):
        path = _TOP / place
        found = sorted(path.rglob("test_*.py")) if path.is_dir() else [path] if path.is_file() else []
        files.update(dict.fromkeys(part.relative_to(_TOP).as_posix() for part in found))
    return list(files)


def _try(mutant: Mutant) -> str:
    path = _TOP / mutant.file
    source = path.read_text(encoding="utf-8")
    for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
        compiled.unlink()
    path.write_text(source[: mutant.start] + mutant.text + source[mutant.end :], encoding="utf-8")
    try:
        return _in_a_process(tests_of(mutant.file), writes_compiled=False)
    finally:
        path.write_text(source, encoding="utf-8")


def _in_a_process(tests: Sequence[str], *, writes_compiled: bool = True) -> str:
    """The first test that fails there, or that none did."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run(tests, writing, writes_compiled=writes_compiled)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        said = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 0:
        return GREEN
    failed = re.search(r"^(?:FAILED|ERROR) (\S+)", said, re.M)
    return failed[1] if failed else f"ended with {status}"


def _run(tests: Sequence[str], answer: int, *, writes_compiled: bool) -> Any:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    sys.dont_write_bytecode = not writes_compiled
    import pytest

    said = io.StringIO()
    status = 3
    try:
        with redirect_stdout(said), redirect_stderr(said):
            status = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", *_LEFT_OUT, *tests]))
    finally:
        os.write(answer, said.getvalue()[-4000:].encode("utf-8", "replace"))
        os._exit(status)


def as_line(mutant: Mutant | None) -> str:
    """What :func:`main` reads."""
    return json.dumps(None if mutant is None else dataclasses.asdict(mutant), ensure_ascii=False) + "\n"


if __name__ == "__main__":
    main()
