"""Small notices about made-up places, any number of them, and what a folder holds."""

from __future__ import annotations

import runpy
from pathlib import Path

GENERATOR = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "generate.py"))

__all__ = ["contents", "notices"]


def notices(folder: Path, count: int, tasks: int = 6) -> list[Path]:
    """So many notices of so many tasks each, in five layouts, of up to a hundred places."""
    made: list[Path] = GENERATOR["generate"](count, folder, tasks=tasks)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
