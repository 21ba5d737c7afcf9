"""``manifest.json`` of a folder that was written as a whole: each file with its length and SHA-256. It is written last.

A folder whose manifest fits is one build, and all of it; where it does not, somebody has changed a file, or two builds are mixed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg import __version__
from kg.model.errors import StoreError
from kg.model.wording import reason_of, said, told
from kg.store.files import whole_file

__all__ = ["MANIFEST", "Entry", "Fault", "Manifest", "check", "entry", "is_within", "read", "write"]

MANIFEST: Final = "manifest.json"
"""The manifest's name in its folder."""

_SHA256: Final = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file as it was written: its SHA-256 in hexadecimal, its length in bytes."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds: the version of the program that wrote it, and the entries by path (with ``/``, relative to the folder)."""

    program: str
    files: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Fault:
    """One file that does not fit: its path in the folder, and what is wrong with it."""

    path: str
    found: str

    def __str__(self) -> str:
        """Both, for a message."""
        return f"{self.path} {said(self.found)}"


def entry(path: Path) -> Entry:
    """The entry of a file as it is now. Raises OSError."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Entry(digest, stream.tell())


def write(folder: Path, files: Iterable[str], known: Mapping[str, Entry] | None = None) -> Path:
    """Write the manifest of these files of ``folder`` (paths with ``/``), which are read for it; the manifest's own path.

    ``known`` are entries that the caller has counted while writing. The same files give the same bytes. Raises StoreError where a file
    cannot be read or the manifest cannot be written, ValueError for a path that leads out of the folder.
    """
    entries: dict[str, Entry] = {}
    for name in sorted(set(files)):
        if not is_within(name):
            raise ValueError(f"Unexpected path in a manifest: {name!r}")
        try:
            entries[name] = known[name] if known is not None and name in known else entry(folder / name)
        except OSError as error:
            raise StoreError(str(folder / name), told("cannot be read ({reason})", reason=reason_of(error)), "Build it again") from error
    content = {"program": __version__, "files": {name: {"sha256": e.sha256, "bytes": e.bytes} for name, e in entries.items()}}
    path = folder / MANIFEST
    with whole_file(path) as beside:
        beside.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder; None where there is none. Raises StoreError for one that is not as :func:`write` makes it."""
    path = folder / MANIFEST
    try:
        text = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise StoreError(str(path), told("cannot be read ({reason})", reason=reason_of(error)), "Check the file") from error
    try:
        return _manifest(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise StoreError(str(path), told("not a manifest: {error}", error=error), "Build it again") from error


def check(folder: Path, *, digests: bool = False) -> list[Fault]:
    """What in a folder does not fit its manifest, by path: files that are gone or of another length; with ``digests`` of other content too.

    Lengths cost nothing; digests read every file. Empty where all fits, and where there is no manifest. A manifest that cannot be read is
    a fault itself; what it does not name is none of its business.
    """
    try:
        found = read(folder)
    except StoreError as error:
        return [Fault(MANIFEST, error.found)]
    return [] if found is None else list(_faults(folder, found, digests))


def _faults(folder: Path, manifest: Manifest, digests: bool) -> Iterator[Fault]:
    for name, listed in sorted(manifest.files.items()):
        path = folder / name
        try:
            length = path.stat().st_size
            if not path.is_file():
                yield Fault(name, "is no file")
            elif length != listed.bytes:
                yield Fault(name, told("has {length:,} bytes and not {expected:,}", length=length, expected=listed.bytes))
            elif digests and entry(path).sha256 != listed.sha256:
                yield Fault(name, "has another content (SHA-256)")
        except (FileNotFoundError, NotADirectoryError):
            yield Fault(name, "is gone")
        except OSError as error:
            yield Fault(name, told("cannot be read ({reason})", reason=reason_of(error)))


def _manifest(content: object) -> Manifest:
    if not isinstance(content, dict) or not isinstance(content.get("program"), str) or not isinstance(content.get("files"), dict):
        raise ValueError('it must have "program" and "files"')
    return Manifest(content["program"], {name: _entry(name, about) for name, about in content["files"].items()})


def _entry(name: str, about: object) -> Entry:
    if not is_within(name):
        raise ValueError(f"{name!r} is no path within the folder")
    match about:
        case {"sha256": str(digest), "bytes": int(length)} if _SHA256.fullmatch(digest) and length >= 0 and not isinstance(length, bool):
            return Entry(digest, length)
    raise ValueError(f'{name!r} must have "sha256" and "bytes"')


def is_within(name: str) -> bool:
    """Whether a path of a manifest stays in its folder: one that was forged may not."""
    return bool(name) and name[0] != "/" and ".." not in name.split("/") and "\\" not in name and "\0" not in name
