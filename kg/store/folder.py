"""A folder that is one thing: the files of one run, all of them, or those of the run before.

The files are written to a folder in the making inside it; once all are there that folder gets the name :data:`READY`, which is the
moment at which the new run holds. What is left is to move the files to their places and to take away those that the run before had and
this one has not. Whoever comes next does what was left of that (:func:`settled`), so that a run which was killed there is a whole one.
What no run's manifest names is none of ours and stays where it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, Final

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.store.files import full_disk_told, not_written
from kg.store.manifest import MANIFEST, is_within
from kg.store.parts import part_folder, sweep

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["MANIFEST", "READY", "Staged", "manifest_of", "settled", "staged"]

READY: Final = ".kg-ready"
"""The folder whose files are all there, and not all in their places yet."""

_LOCK: Final = ".kg-lock"
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Staged:
    """Files in the making, in ``path``."""

    path: Path
    _done: dict[str, tuple[bytes, int]] = field(default_factory=dict)

    def files(self) -> dict[str, dict[str, Any]]:
        """What the manifest says of the files that are whole: digest and length by name, in the order of their names."""
        return {name: {"sha256": digest.hex(), "bytes": length} for name, (digest, length) in sorted(self._done.items())}

    def done(self, name: str, digest: bytes, length: int) -> None:
        """Note a file that is whole, by its SHA-256."""
        self._done[name] = digest, length

    def write(self, name: str, content: bytes) -> None:
        """Write a small file at once."""
        path = self.path / name
        try:
            path.write_bytes(content)
        except FileNotFoundError:  # the first of its folder
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.done(name, hashlib.sha256(content).digest(), len(content))

    @contextlib.contextmanager
    def open(self, name: str) -> Iterator[BinaryIO]:
        """A file to write to; it is whole when the block ends well."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb", buffering=0) as file:
            digested = _Digested(file)
            with io.BufferedWriter(digested, _PIECE) as out:
                yield out
                out.flush()
                os.fsync(file.fileno())
        self.done(name, digested.digest.digest(), digested.length)

    @contextlib.contextmanager
    def open_text(self, name: str) -> Iterator[IO[str]]:
        """As :meth:`open`, for text: UTF-8, with the line ends that are written."""
        with self.open(name) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
            try:
                yield text
                text.flush()
            finally:
                text.detach()

    def found(self, name: str) -> None:
        """Note a file that others wrote, or all files below a folder, where there are any."""
        for path in (self.path / name, *sorted((self.path / name).rglob("*"))):
            if path.is_file():
                with path.open("rb") as file:
                    digest = hashlib.file_digest(file, "sha256").digest()
                self.done(path.relative_to(self.path).as_posix(), digest, path.stat().st_size)


class _Digested(io.RawIOBase):
    """A file whose digest and length are known when it is written."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.length = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        written = self._file.write(piece)
        self.digest.update(memoryview(piece)[:written])
        self.length += written
        return written


@contextlib.contextmanager
def staged(folder: Path, besides: Callable[[], Mapping[str, Any]] = dict) -> Iterator[Staged]:
    """Gives files in the making that become those of ``folder`` when the block ends well, the manifest last; else it stays as it was.

    ``besides`` gives what the manifest says besides its files. Raises StoreError where the folder cannot be written, where the disk is
    full, and where another program is at work in it.
    """
    with _held(folder):
        _settle(folder)
        for place in (folder, *(folder / "html").glob("**/")):
            sweep(place)
        with contextlib.ExitStack() as stack:
            try:
                part = stack.enter_context(part_folder(folder / "build"))
                part.chmod(0o755)
            except OSError as error:
                raise not_written(folder, error) from error
            made = Staged(part)
            with full_disk_told(folder):
                yield made
            try:
                said = json.dumps({**besides(), "files": made.files()}, ensure_ascii=False, indent=1)
                with full_disk_told(folder), made.open(MANIFEST) as file:
                    file.write(f"{said}\n".encode())
                part.rename(folder / READY)
                _settle(folder)
            except OSError as error:
                raise not_written(folder, error) from error


def settled(folder: Path) -> None:
    """Do what a run that was killed left to do in a folder: to be asked before anything is read from it. Raises StoreError."""
    if (folder / READY).is_dir():
        with contextlib.suppress(_Busy), _held(folder):
            _settle(folder)


def manifest_of(folder: Path) -> Mapping[str, Any]:
    """What the manifest of a folder says; empty where it has none that can be read."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _settle(folder: Path) -> None:
    ready = folder / READY
    if not ready.is_dir():
        return
    try:
        # Its manifest goes last: where it has gone, all that was left to do is to remove the empty folder.
        if (ready / MANIFEST).exists():
            _move_in(ready, folder)
        shutil.rmtree(ready)
    except OSError as error:
        raise not_written(folder, error) from error


def _move_in(ready: Path, folder: Path) -> None:
    before, after = (_named(manifest_of(place)) for place in (folder, ready))
    for place, _, names in os.walk(ready):  # paths of pathlib take longer to make than files to move, and there may be many
        here = Path(place).relative_to(ready)
        if names:
            (folder / here).mkdir(parents=True, exist_ok=True)
        for name in names:
            if name != MANIFEST or here.parts:
                os.replace(os.path.join(place, name), os.path.join(folder, here, name))  # noqa: PTH105, PTH118
    for gone in before - after:
        _take_away(folder, gone)
    (ready / MANIFEST).replace(folder / MANIFEST)


def _named(manifest: Mapping[str, Any]) -> set[str]:
    """The files that a manifest names, as far as they are inside its folder."""
    files = manifest.get("files")
    return set(filter(is_within, files)) if isinstance(files, dict) else set()


def _take_away(folder: Path, name: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        (folder / name).unlink()
    for parent in PurePosixPath(name).parents:
        if parent.parts:
            with contextlib.suppress(OSError):  # others' files are in it
                (folder / parent).rmdir()


class _Busy(StoreError):
    """Another program is at work in the folder."""


@contextlib.contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Work in a folder as the only one. Where a system has no locks (Windows), everybody may."""
    new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = None if fcntl is None else _locked(folder)
    except OSError as error:
        raise not_written(folder, error) from error
    try:
        yield
    finally:
        if lock is not None:
            with contextlib.suppress(OSError):
                (folder / _LOCK).unlink()
            os.close(lock)
        if new:
            with contextlib.suppress(OSError):  # a run that wrote nothing leaves no folder
                folder.rmdir()


def _locked(folder: Path) -> int:
    path = folder / _LOCK
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(lock, 200).decode("utf-8", "replace").strip() or told("another program")
            os.close(lock)
            raise _Busy(
                str(folder), told("{holder} is writing to it", holder=holder), told("Wait until it is done, or name another folder")
            ) from error
        except OSError:  # a file system without locks
            return lock
        if path.exists() and os.path.samestat(os.fstat(lock), path.stat()):
            os.ftruncate(lock, 0)
            os.write(lock, f"process {os.getpid()} on {socket.gethostname()}, since {datetime.now():%Y-%m-%d %H:%M:%S},".encode())
            return lock
        os.close(lock)  # the one before took it away in between
