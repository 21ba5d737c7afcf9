"""What was worked out once, kept on disk under a name that says of what it was made, so that nothing wrong is ever found there.

A cache may be lost at any time, and is only a saving: what cannot be kept is not kept, what is damaged is thrown away and made again.
Two programs may use one folder at once: an entry appears whole or not at all.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import struct
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["Cache", "Size", "cache_key"]

_MAGIC: Final = b"zeren cache 1\n"
_COUNT: Final = struct.Struct("<I")
_PART: Final = struct.Struct("<QI")
_MOST_PARTS: Final = 10_000
_SUFFIX: Final = ".kept"
_LEFT_OVER: Final = 24 * 3600.0  # seconds after which a file in the making is nobody's any more


@dataclass(frozen=True, slots=True)
class Size:
    """How many entries there are, and their bytes."""

    entries: int
    bytes: int


def cache_key(*said: object) -> str:
    """The name of what is made of these: texts, numbers, and tuples of them. Each is held apart from the next."""
    return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries of one kind in a folder of their own; each a row of byte strings. :meth:`trim` leaves no more than ``limit`` bytes."""

    folder: Path
    limit: int

    def has(self, key: str) -> bool:
        """Whether there is an entry; it may be gone, or turn out to be damaged, when it is asked for."""
        return self._path(key).exists()

    def find(self, key: str) -> list[bytes] | None:
        """The parts of an entry; None where there is none, or a damaged one, which goes."""
        path = self._path(key)
        try:
            with path.open("rb") as file:
                found = file.read()
        except OSError:
            return None
        parts = _parts(found)
        if parts is None:
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):  # the folder may be another user's, to be read alone
            os.utime(path)
        return parts

    def keep(self, key: str, parts: Sequence[bytes]) -> None:
        """Keep an entry, where that is possible."""
        path = self._path(key)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor, beside = tempfile.mkstemp(suffix=".part", dir=path.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(_head(parts))
                    file.writelines(parts)
                Path(beside).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(beside)  # noqa: PTH108 - a name, not a path, as mkstemp gives it
                raise

    def trim(self) -> None:
        """Remove the entries that were asked for longest ago, until the rest fits the limit, and what killed programs left."""
        entries: list[tuple[float, int, Path]] = []
        now = time.time()
        for path in self._files():
            with contextlib.suppress(OSError):
                told = path.stat()
                if path.suffix == _SUFFIX:
                    entries.append((told.st_mtime, told.st_size, path))
                elif now - told.st_mtime > _LEFT_OVER:
                    path.unlink()
        kept = sum(size for _, size, _ in entries)
        for _, size, path in sorted(entries):
            if kept <= self.limit:
                return
            with contextlib.suppress(OSError):
                path.unlink()
                kept -= size

    def size(self) -> Size:
        """What is there."""
        sizes = []
        for path in self._files():
            with contextlib.suppress(OSError):
                sizes.append(path.stat().st_size)
        return Size(len(sizes), sum(sizes))

    def clear(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _files(self) -> Iterable[Path]:
        return [path for path in self.folder.glob("*/*") if path.is_file() and not path.is_symlink()]

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key[2:]}{_SUFFIX}"


def _head(parts: Sequence[bytes]) -> bytes:
    sizes = _COUNT.pack(len(parts)) + b"".join(_PART.pack(len(part), zlib.crc32(part)) for part in parts)
    return _MAGIC + sizes + _COUNT.pack(zlib.crc32(sizes))


def _parts(found: bytes) -> list[bytes] | None:
    """The parts of an entry's file; None where one byte is not what was written."""
    start = len(_MAGIC)
    if not found.startswith(_MAGIC) or len(found) < start + _COUNT.size:
        return None
    count = _COUNT.unpack_from(found, start)[0]
    end = start + _COUNT.size + count * _PART.size
    if count > _MOST_PARTS or len(found) < end + _COUNT.size or _COUNT.unpack_from(found, end)[0] != zlib.crc32(found[start:end]):
        return None
    parts, at = [], end + _COUNT.size
    for size, check in _PART.iter_unpack(found[start + _COUNT.size : end]):
        part = found[at : at + size]
        if len(part) != size or zlib.crc32(part) != check:
            return None
        parts.append(part)
        at += size
    return parts if at == len(found) else None
