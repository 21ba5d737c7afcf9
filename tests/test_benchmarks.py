"""The generated notices that speed is measured with are read as they were meant."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from kg.documents import Source, read
from kg.parsing import parse

TOP = Path(__file__).resolve().parent.parent
GENERATOR = runpy.run_path(str(TOP / "benchmarks" / "generate.py"))
LAYOUTS: tuple[str, ...] = GENERATOR["LAYOUTS"]
TASKS: int = GENERATOR["TASKS"]


def generate(folder: Path, seed: int) -> list[Path]:
    paths: list[Path] = GENERATOR["generate"](len(LAYOUTS), folder, seed)
    return paths


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, again, other = (generate(tmp_path / name, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]


@pytest.mark.parametrize("number", range(len(LAYOUTS)), ids=LAYOUTS)
def test_every_generated_task_is_read(number: int, tmp_path: Path) -> None:
    (source,) = read(generate(tmp_path, 7)[number])
    assert isinstance(source, Source)
    parsed = parse(source)
    assert len(parsed.tasks) == TASKS
    assert all(task.units for task in parsed.tasks)
    assert not list(parsed.unread())
