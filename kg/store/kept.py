"""Stores that are made once from a large graph and used again, in ``stores/`` of the user's cache folder.

A store goes by the SHA-256 of the files that it was made from, so that no change of them is ever answered from an old one; by what is in
it; and by the versions that it can be read with. It is made beside its place and moved in whole: two commands at once make it twice, and
one of them is used. Who reads one holds a lock on it, and only what nobody reads is removed: the one used longest ago first, as soon
as all together take more than :data:`MOST_BYTES` or a quarter of the disk. A store whose files are not as long as they were made, or that
cannot be opened, is thrown away and made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from pyoxigraph import Store

from kg.model.errors import StoreError
from kg.model.wording import reason_of, told
from kg.store.cache_folder import CACHE_VARIABLE, cache_folder
from kg.store.confined import confined
from kg.store.disk import fill_store, open_store
from kg.store.parts import part_folder, sweep

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["MOST_BYTES", "STORES", "Kept", "kept_store"]

STORES: Final = "stores"
"""The folder of stores in the cache folder."""

MOST_BYTES: Final = 40_000_000_000
"""What all kept stores may take together: two of 50 million triples, or one of 150 million (a million takes 180 MB)."""
_SHARE_OF_DISK: Final = 4
# To be raised when a store of the same files would hold something else.
_FORMAT: Final = 1
_LENGTHS: Final = "zeren-lengths.json"
_DIGESTS: Final = "digests"
# A file that was changed within the same tick as it was looked at looks unchanged: the coarsest clock of a file system ticks every 2 s.
_SETTLED: Final = 2.0


class Kept:
    """A kept store, open for reading. As long as the object lives nobody removes it."""

    def __init__(self, folder: Path, store: Store, lock: int | None) -> None:
        self.folder = folder
        self.store = store
        self._lock = lock

    def __del__(self) -> None:
        """Gives the lock back."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                os.close(self._lock)

    def throw_away(self) -> None:
        """Remove it: it is damaged, and the next command makes it again. Who has it open may go on failing."""
        _throw_away(self.folder, self._lock)


def kept_store(files: tuple[Path, ...], *, named_graphs: bool, tell: Callable[[str], None]) -> Kept:
    """The store of these files, made if it is not there yet; ``tell`` is told what takes time and what was thrown away.

    Its default graph holds everything; with ``named_graphs`` (for a build's ``graph.ttl`` and ``graph.nq``) the named ones are there too.
    Raises StoreError where it cannot be made: the files do not parse, hold relative IRIs or change meanwhile, or the cache folder takes no
    more.
    """
    stores = cache_folder() / STORES
    folder = stores / _name(files, stores / _DIGESTS, named_graphs=named_graphs)
    found = _opened(folder, tell)
    if found is not None:
        return found
    tell(
        told(
            "Making a store of {file}, once: it is kept in {stores} and found again as long as the file stays the same.",
            file=files[0],
            stores=stores,
        )
    )
    try:
        _make(files, folder, stores / _DIGESTS, named_graphs=named_graphs)
        found = _opened(folder, tell)
    except OSError as error:
        raise StoreError(
            str(stores),
            told("no store can be kept there ({reason})", reason=reason_of(error)),
            told("Free space there, or name another folder in the environment variable {variable}", variable=CACHE_VARIABLE),
        ) from error
    if found is None:
        raise StoreError(str(folder), "the store that was made there is gone or cannot be read", "Look whether the disk is sound")
    _bound(stores)
    return found


def _name(files: tuple[Path, ...], known: Path, *, named_graphs: bool) -> str:
    parts = [_digest(path, known) for path in files]
    content = parts[0] if len(parts) == 1 else hashlib.sha256(" ".join(parts).encode()).hexdigest()
    library = ".".join(version("pyoxigraph").split(".")[:2])
    return f"{content}{'-named' if named_graphs else ''}-{_FORMAT}-{library}"


def _digest(path: Path, known: Path) -> str:
    """The file's SHA-256: of one that nothing has touched since (its inode, length and times say so) as it was noted then."""
    if os.name == "nt":  # st_ctime is no time of change there
        return _sha256(path)
    seen = _seen(path)
    note = known / f"{hashlib.sha256(str(path.resolve()).encode('utf-8', 'surrogateescape')).hexdigest()}.json"
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        noted = json.loads(note.read_text(encoding="utf-8"))
        if noted["seen"] == seen and isinstance(noted["sha256"], str) and len(noted["sha256"]) == 64:
            return str(noted["sha256"])
    digest = _sha256(path)
    about = path.stat()
    if _seen(path) == seen and time.time() - max(about.st_mtime, about.st_ctime) > _SETTLED:
        with contextlib.suppress(OSError):
            known.mkdir(parents=True, exist_ok=True)
            beside = note.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps({"seen": seen, "sha256": digest}), encoding="utf-8")
            beside.replace(note)
    return digest


def _seen(path: Path) -> list[str | int]:
    """What changes with every change of the file, as far as the system knows."""
    about = path.stat()
    return [str(path.resolve()), about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns]


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _opened(folder: Path, tell: Callable[[str], None]) -> Kept | None:
    """The store, if it is there and whole; what is not whole goes."""
    try:
        lock = _locked(folder)
    except OSError:
        return None
    try:
        if _whole(folder):
            store = open_store(folder)
            with contextlib.suppress(OSError):  # not ours: a folder that several people share
                os.utime(folder)
            return Kept(folder, store, lock)
        found = "its files are not as they were made"
    except StoreError as error:
        found = error.found
    tell(told("The kept store {folder} is damaged ({found}): it is thrown away and made again.", folder=folder, found=found))
    _throw_away(folder, lock)
    if lock is not None:
        os.close(lock)
    return None


def _throw_away(folder: Path, lock: int | None) -> None:
    """Remove the store that is locked, and not the one that another command has meanwhile made in its place."""
    with contextlib.suppress(OSError):  # another command was quicker
        if lock is None or os.path.samestat(os.fstat(lock), folder.stat()):
            aside = folder.with_name(f".{folder.name}.{os.getpid()}.thrown")
            folder.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)


def _locked(folder: Path) -> int | None:
    """A lock on the folder that others may share; None where the system has none. Raises OSError where there is no such folder."""
    if fcntl is None:
        folder.stat()
        return None
    while True:
        lock = os.open(folder, os.O_RDONLY)
        try:
            with contextlib.suppress(OSError):  # a file system without locks
                fcntl.flock(lock, fcntl.LOCK_SH)
            if os.path.samestat(os.fstat(lock), folder.stat()):
                return lock
        except OSError:  # removed while the lock was waited for
            os.close(lock)
            raise
        os.close(lock)  # another one stands in its place


def _make(files: tuple[Path, ...], folder: Path, known: Path, *, named_graphs: bool) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep(folder.parent)
    with part_folder(folder) as beside:
        # In a thread, so that Ctrl-C need not wait for the library.
        confined(lambda: fill_store(beside, files, named_graphs=named_graphs, relative=False))
        if _name(files, known, named_graphs=named_graphs) != folder.name:
            # It would answer for what stood there when its name was found.
            raise StoreError(str(files[0]), "was changed while it was read", "Ask again when it is written")
        (beside / _LENGTHS).write_text(json.dumps(_lengths(beside)), encoding="utf-8")
        try:
            beside.rename(folder)
        except OSError:
            # Another command was quicker, or what stands there is being thrown away.
            if not folder.is_dir():
                raise


def _lengths(folder: Path) -> dict[str, int]:
    """The files that hold the data and say where it is. The library's logs and locks come and go."""
    files = (path for path in sorted(folder.iterdir()) if path.suffix in (".sst", ".blob") or path.name.startswith(("CURRENT", "MANIFEST")))
    return {path.name: path.stat().st_size for path in files}


def _whole(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _LENGTHS).read_text(encoding="utf-8")) == _lengths(folder))
    except (OSError, ValueError):
        return False


def _bound(stores: Path) -> None:
    """Remove the stores that were used longest ago, until the others fit; never one that somebody reads."""
    about = shutil.disk_usage(stores)
    most = min(MOST_BYTES, about.total // _SHARE_OF_DISK)
    kept = sorted(_sizes(stores), reverse=True)
    total = 0
    for _, size, folder in kept:
        total += size
        if total > most:
            _remove_unless_read(folder)


def _sizes(stores: Path) -> Iterator[tuple[float, int, Path]]:
    for folder in stores.iterdir():
        if folder.is_dir() and folder.name != _DIGESTS and not folder.name.startswith("."):
            with contextlib.suppress(OSError):  # removed by another command
                yield folder.stat().st_mtime, sum(path.stat().st_size for path in folder.iterdir()), folder


def _remove_unless_read(folder: Path) -> None:
    if fcntl is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    with contextlib.suppress(OSError):  # read by somebody, or gone
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)
        finally:
            os.close(lock)
