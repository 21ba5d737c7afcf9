"""Which files a command line names: files, folders with all documents in them, and patterns that no shell has filled
in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path
from typing import Final, NamedTuple

from kg.documents.passed_over import passed_over
from kg.model.errors import UnreadableSource
from kg.model.wording import joined, reason_of, told

__all__ = ["ANNEXES", "CORRECTIONS", "PAGES", "SUFFIXES", "Found", "find", "look_through"]

_WORD = (".docx", ".docm", ".doc", ".wps", ".odt", ".fodt", ".rtf", ".ofd")
_SHEET = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".fods", ".csv", ".tsv")
_ARCHIVE = (".zip", ".7z", ".rar")
_SCAN = (".tif", ".tiff")
_PAGE = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")
SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".pdf", *_ARCHIVE, *_WORD, *_SHEET, *_PAGE, *_SCAN))
"""What is taken for a document in a folder. Those among them that are not read are named as such, not passed over. Pictures stand beside
documents as a rule, and are read where they are named, but for those that scanners alone make.
"""
PAGES = frozenset(_PAGE)
ANNEXES = frozenset((".txt", ".pdf", *_WORD, *_SHEET))
"""What a page may have as annexes."""


CORRECTIONS: Final = "corrections.jsonl"
"""What stands beside documents and is read with them: no document, and none that was passed over."""
_ADDRESS: Final = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


class Found(NamedTuple):
    """The documents' files, and what the folders hold besides, a message a kind."""

    paths: tuple[Path, ...]
    beside: tuple[UnreadableSource, ...]


def find(sources: Sequence[str]) -> tuple[Path, ...]:
    """The files that ``sources`` name: :func:`look_through` without what stands beside them."""
    return look_through(sources).paths


def look_through(sources: Sequence[str]) -> Found:
    """The files that ``sources`` name, each once, in the order of the sources and by name within a folder.

    A folder gives the files in it and below it that have a document's suffix; hidden ones, and Office's lock files
    (``~$…``), are passed over. Raises :class:`kg.model.errors.UnreadableSource` for what does not exist, or names nothing.
    """
    found: dict[Path, Path] = {}
    beside: dict[str, UnreadableSource] = {}
    for source in sources:
        for path in _named_by(source):
            if isinstance(path, UnreadableSource):
                beside.setdefault(str(path), path)
            else:
                found.setdefault(path.resolve(), path)
    return Found(tuple(found.values()), tuple(beside.values()))


def _named_by(source: str) -> Iterator[Path | UnreadableSource]:
    try:
        yield from _paths_of(source)
    except OSError as error:  # a folder that may not be entered, a link that leads to itself, a disk that has gone
        raise UnreadableSource(
            source, told("not to be looked through ({reason})", reason=reason_of(error)), "Check the folder and its permissions"
        ) from error


def _paths_of(source: str) -> Iterator[Path | UnreadableSource]:
    if _ADDRESS.match(source):
        raise UnreadableSource(
            source, "an address, and nothing is fetched from a network", "Save the page in your browser (as HTML or PDF), and name the file"
        )
    path = Path(source)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # a name that is too long, or holds a zero byte
        raise UnreadableSource(source[:200], "not the name of a file", "Check the name") from error
    if is_folder:
        yield from _in_folder(path)
    elif exists:
        yield path
    elif has_magic(source):
        matches = sorted(glob(source, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        if not matches:
            raise UnreadableSource(source, "no file matches this pattern", "Check the pattern and the folder that you are in")
        for match in matches:
            yield from _in_folder(Path(match)) if Path(match).is_dir() else (Path(match),)
    else:
        raise UnreadableSource(source, "no such file or folder", "Check the name and the folder that you are in")


def _in_folder(folder: Path) -> Iterator[Path | UnreadableSource]:
    files = sorted(path for path in folder.rglob("*") if not _is_hidden(path.relative_to(folder)) and path.is_file())
    files = [path for path in files if path.name != CORRECTIONS]
    documents = [path for path in files if path.suffix.lower() in SUFFIXES]
    beside = list(passed_over(str(folder), (str(path.relative_to(folder)) for path in files if path.suffix.lower() not in SUFFIXES)))
    if not documents:
        there = joined("; ".join("{}" for _ in beside), *(other.found for other in beside))
        raise UnreadableSource(
            str(folder),
            told("a folder without documents{there}", there=told(" ({there})", there=there) if there else ""),
            beside[0].remedy if beside else told("Name a folder with TXT, HTML, PDF, DOCX, XLSX, CSV or ZIP files in it"),
        )
    yield from documents
    yield from beside


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)
