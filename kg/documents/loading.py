"""A file's bytes, or why there are none."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_FILE, megabytes
from kg.model.wording import reason_of, told

__all__ = ["TOO_LARGE", "load"]

TOO_LARGE: Final = told("A notice has less than 0.2 MB of text; split the file, or leave it out")
"""What to do about a file that is too large."""


def load(path: Path) -> bytes | UnreadableSource:
    """The bytes of a file, or why there are none."""
    try:
        return _bytes_of(path)
    except UnreadableSource as unreadable:
        return unreadable
    except MemoryError:
        return UnreadableSource(str(path), "a file for which there is not enough memory", TOO_LARGE)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableSource(str(path), "a folder", "Name it on the command line to read all documents in it")
        if not path.is_file():
            raise UnreadableSource(str(path), "no such file" if not path.exists() else "not a regular file", "Check the name")
        size = path.stat().st_size
        if size > MAX_FILE:
            raise UnreadableSource(
                str(path),
                told("a file of {size}; the most that is read is {most}", size=megabytes(size), most=megabytes(MAX_FILE)),
                TOO_LARGE,
            )
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise UnreadableSource(
            str(path), told("not to be opened ({reason})", reason=reason_of(error)), "Check the name and the permissions"
        ) from error
