"""Files and folders in the making: they stand beside their place under a hidden name, and a run that was killed leaves them there.

As long as its maker lives, a part is locked (``flock``), so that the next run can tell what was left behind from what another one is
making. Where a system has no such locks (Windows), nothing is swept.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["part_file", "part_folder", "sweep"]

_PART: Final = re.compile(r"\.(?P<name>.+)\.kg-[a-z0-9_]{8}\.part", re.DOTALL)


@contextlib.contextmanager
def part_file(path: Path) -> Iterator[Path]:
    """A new, empty file beside ``path``; what of it is still there when the block ends goes. Raises OSError."""
    with _locked(path, _new_file) as part:
        try:
            yield part
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def part_folder(path: Path) -> Iterator[Path]:
    """A new, empty folder beside ``path``; what of it is still there when the block ends goes. Raises OSError."""
    with _locked(path, _new_folder) as part:
        try:
            yield part
        finally:
            shutil.rmtree(part, ignore_errors=True)


def sweep(folder: Path, name: str | None = None) -> None:
    """Remove the parts in a folder that nobody makes any more; with ``name``, those alone that would have become it."""
    if fcntl is None:
        return
    with contextlib.suppress(OSError):  # no such folder, or one that may not be read: nothing can be swept there
        for part in list(folder.iterdir()):
            match = _PART.fullmatch(part.name)
            if match is not None and name in (None, match["name"]) and not part.is_symlink():
                _remove_if_left(part)


def _remove_if_left(part: Path) -> None:
    with contextlib.suppress(OSError):  # locked, or gone, or not ours to remove
        descriptor = os.open(part, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if part.is_dir():
                shutil.rmtree(part)
            else:
                part.unlink()
        finally:
            os.close(descriptor)


def _new_file(prefix: str, folder: Path) -> Path:
    descriptor, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=folder)
    os.close(descriptor)
    return Path(name)


def _new_folder(prefix: str, folder: Path) -> Path:
    return Path(tempfile.mkdtemp(prefix=prefix, suffix=".part", dir=folder))


@contextlib.contextmanager
def _locked(path: Path, make: Callable[[str, Path], Path]) -> Iterator[Path]:
    while True:
        part = make(f".{path.name}.kg-", path.parent)
        if fcntl is None:
            yield part
            return
        try:
            descriptor = os.open(part, os.O_RDONLY)
        except FileNotFoundError:  # swept by another run before it could be locked
            continue
        try:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if part.exists():
                yield part
                return
        finally:
            os.close(descriptor)
