"""A folder is the old run or the new one, whenever the program is killed; what is not its own stays; one writes at a time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.building.build import Caches, build
from kg.model.errors import StoreError
from kg.store.cache import Cache
from kg.store.folder import MANIFEST, READY, manifest_of, settled, staged

TOP = Path(__file__).parents[2]


def put(folder: Path, files: dict[str, str]) -> None:
    with staged(folder) as made:
        for name, content in files.items():
            made.write(name, content.encode())


def read(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST}


def is_whole(folder: Path) -> bool:
    """Whether every file is as the manifest says."""
    named = manifest_of(folder)["files"]
    return all(hashlib.sha256((folder / name).read_bytes()).hexdigest() == said["sha256"] for name, said in named.items())


def test_what_no_manifest_names_stays(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "html" / "mine.html").write_text("mine, too")
    put(tmp_path, {"a": "1", "html/old.html": "old", "texts/t.txt": "t"})
    put(tmp_path, {"a": "2", "html/new.html": "new"})
    assert read(tmp_path) == {"README.md": "mine", "html/mine.html": "mine, too", "a": "2", "html/new.html": "new"}
    assert not (tmp_path / "texts").exists()


def test_a_run_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    put(tmp_path, {"a": "1"})
    with pytest.raises(ValueError, match="made for the test"), staged(tmp_path) as made:
        made.write("a", b"2")
        raise ValueError("made for the test")
    assert read(tmp_path) == {"a": "1"}


def test_what_a_killed_run_left_to_do_is_done_by_whoever_comes_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"f{number}": "new" for number in range(9)}
    for stop in range(1, 13):
        folder = tmp_path / str(stop)
        put(folder, {**dict.fromkeys(files, "old"), "gone": "old"})
        left = stop
        replace = Path.replace

        def killed(self: Path, target: Path, replace: object = replace) -> Path:
            nonlocal left
            left -= 1
            if left == 0:
                raise SystemExit
            return replace(self, target)  # type: ignore[operator, no-any-return]

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", killed)
            try:
                put(folder, files)
            except SystemExit:
                assert (folder / READY).is_dir()
        settled(folder)
        assert read(folder) == files
        assert is_whole(folder)


def test_a_run_that_was_killed_behind_its_last_move_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All files and the manifest are in their places, and the folder they came from is still there."""

    def killed(path: Path, **_: object) -> None:
        if path.name == READY:
            raise SystemExit

    put(tmp_path, {"a": "1", "gone": "1"})
    with monkeypatch.context() as patch:
        patch.setattr("kg.store.folder.shutil.rmtree", killed)
        with pytest.raises(SystemExit):
            put(tmp_path, {"a": "2", "html/b": "2"})
    assert (tmp_path / READY).is_dir()
    settled(tmp_path)
    assert read(tmp_path) == {"a": "2", "html/b": "2"}
    assert is_whole(tmp_path)


def test_a_manifest_that_was_forged_takes_away_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("mine")
    put(tmp_path / "out", {"a": "1"})
    said: dict[str, object] = {"files": {"../precious": {}, str(tmp_path / "precious"): {}, "a": {}}}
    (tmp_path / "out" / MANIFEST).write_text(json.dumps(said))
    put(tmp_path / "out", {"b": "1"})
    assert (tmp_path / "precious").exists()
    assert read(tmp_path / "out") == {"b": "1"}


def test_only_one_writes_and_the_other_is_told_who(tmp_path: Path) -> None:
    pytest.importorskip("fcntl", reason="the system has no locks on files")
    with staged(tmp_path) as made:
        made.write("a", b"1")
        code = f"from pathlib import Path; from kg.store.folder import staged\nwith staged(Path({str(tmp_path)!r})): pass"
        other = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=False)
        assert f"process {os.getpid()} on " in other.stderr
        assert "is writing to it" in other.stderr
    assert read(tmp_path) == {"a": "1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", MANIFEST]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StoreError, match="cannot be written"), staged(tmp_path / "file"):
        pass


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
def test_forty_kills_at_random_leave_the_old_build_or_the_new_one(tmp_path: Path) -> None:
    """Of whole builds, pages included, at moments of which a fifth lie in the last tenth of the time: there the files move."""
    out, caches = (
        tmp_path / "out",
        Caches(Cache(tmp_path / "files", 10**9), Cache(tmp_path / "regions", 10**9), Cache(tmp_path / "layouts", 10**9)),
    )
    sources = [[TOP / "samples" / name] for name in sorted(path.name for path in (TOP / "samples").glob("0*.txt"))[:2]]
    wanted, took = [], 0.0
    for source in (*sources, *sources):
        began = time.monotonic()
        build(source, out, with_pages=True, caches=caches)
        took = time.monotonic() - began
        wanted.append(manifest_of(out)["files"])
    assert wanted[:2] == wanted[2:]
    dice, found = random.Random(3), []
    for number in range(40):
        share = dice.uniform(0.9, 1.1) if number % 5 == 0 else dice.random()
        killed_after(took * share, lambda source=sources[number % 2]: build(source, out, with_pages=True, caches=caches))  # type: ignore[misc]
        settled(out)
        assert is_whole(out)
        found.append(wanted.index(manifest_of(out)["files"]))
    assert set(found) == {0, 1}
    build(sources[0], out, with_pages=True, caches=caches)
    assert not [path for path in out.rglob("*") if path.name.startswith(".")]
    assert manifest_of(out)["files"] == wanted[0]


def killed_after(seconds: float, work: Callable[[], object]) -> None:
    """Let a copy of this process do some work, and end it with SIGKILL."""
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            work()
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
