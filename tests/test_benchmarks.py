"""The generated notices that speed is measured with are read as they were meant, and the verdict on growth is that of its figures."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.documents import Source, read
from kg.parsing import parse

TOP = Path(__file__).resolve().parent.parent
GENERATOR = runpy.run_path(str(TOP / "benchmarks" / "generate.py"))
LAYOUTS: tuple[str, ...] = GENERATOR["LAYOUTS"]
TASKS: int = GENERATOR["TASKS"]
GROWTH = runpy.run_path(str(TOP / "benchmarks" / "bench_growth.py"))
TEXTS: dict[str, Callable[[int], str]] = GROWTH["TEXTS"]


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


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_growth_is_measured_with_is_four_times_as_long(name: str) -> None:
    short, long = TEXTS[name](2_000), TEXTS[name](8_000)
    assert 1_000 < len(short) < 4_000
    assert 3.5 < len(long) / len(short) < 4.5


@pytest.mark.parametrize(("power", "code"), [(1, 0), (2, 1)], ids=["with the text", "with its square"])
def test_growth_beyond_the_bound_leaves_with_1(power: int, code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROWTH["main"].__globals__, "seconds", lambda text: float(len(text) ** power))
    assert GROWTH["main"](["--characters", "2000"]) == code
