"""What a killed run left in the making goes at the next; what another one is making stays, and what is not ours."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.parts import part_file, part_folder, sweep

pytest.importorskip("fcntl", reason="nothing is swept on a system without locks on files")
ROOT = Path(__file__).parents[2]
_MAKER = """
import sys
from pathlib import Path
from kg.store.parts import part_file, part_folder
with part_file(Path(sys.argv[1])) as file, part_folder(Path(sys.argv[2])) as folder:
    file.write_text("half")
    (folder / "inside").write_text("half")
    print(file.name, folder.name, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def maker(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], set[str]]]:
    """Another process that makes a file and a folder, and the names of their parts."""
    command = [sys.executable, "-c", _MAKER, str(tmp_path / "graph.ttl"), str(tmp_path / "store")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        yield process, set(process.stdout.readline().split())
        process.kill()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_another_process_is_making_stays_and_goes_once_it_was_killed(
    tmp_path: Path, maker: tuple[subprocess.Popen[str], set[str]]
) -> None:
    process, parts = maker
    sweep(tmp_path)
    assert names(tmp_path) == parts and len(parts) == 2
    process.kill()
    process.wait()
    sweep(tmp_path, "store")
    assert len(names(tmp_path)) == 1
    sweep(tmp_path)
    assert names(tmp_path) == set()


def test_what_this_process_is_making_stays(tmp_path: Path) -> None:
    with part_file(tmp_path / "a") as file, part_folder(tmp_path / "b") as folder:
        sweep(tmp_path)
        assert file.exists() and folder.exists()
    assert names(tmp_path) == set()


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    kept = {"a.kg-abcdefgh.part", ".a.part", ".a.kg-abc.part", ".a.kg-abcdefgh.part.txt", "notes.txt"}
    for name in kept:
        (tmp_path / name).write_text("x")
    (tmp_path / ".b.kg-abcdefgh.part").symlink_to(tmp_path / "notes.txt")
    sweep(tmp_path)
    assert names(tmp_path) == kept | {".b.kg-abcdefgh.part"}


def test_a_folder_that_is_not_there_needs_no_sweeping(tmp_path: Path) -> None:
    sweep(tmp_path / "gone")
