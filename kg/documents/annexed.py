"""A saved page and the annexes that it names, which lie beside it: one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.documents import finding
from kg.documents.finding import ANNEXES, PAGES, Found
from kg.documents.loading import load
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_FILE, MAX_TEXT
from kg.model.source import Cell, Place, Source, Table

__all__ = ["annexes_beside", "annexes_named", "belongs", "find", "look_through", "with_annexes"]

_BETWEEN: Final = "\n"
_SAME: Final = 0.5  # share of the shorter one's lines from which two files are one notice in two forms
_A_LINE: Final = 8  # characters of a line that says something


def look_through(sources: Sequence[str]) -> Found:
    """As :func:`kg.documents.finding.look_through`, without the annexes that a page among the files brings along."""
    found = finding.look_through(sources)
    brought = {path.resolve() for page in found.paths if page.suffix.lower() in PAGES for path in _beside(page)}
    return Found(tuple(path for path in found.paths if path.resolve() not in brought), found.beside) if brought else found


def find(sources: Sequence[str]) -> tuple[Path, ...]:
    """The files that ``sources`` name: :func:`look_through` without what stands beside them."""
    return look_through(sources).paths


def annexes_beside(path: Path) -> dict[str, bytes | UnreadableSource]:
    """The files beside a saved page that it names as annexes, by name, in its order; none where it is no page.

    For a file that cannot be opened, why.
    """
    return {annex.name: load(annex) for annex in _beside(path)} if path.suffix.lower() in PAGES else {}


def _beside(page: Path) -> list[Path]:
    try:
        files = {path.name: path for path in page.parent.iterdir() if path.suffix.lower() in ANNEXES and path.is_file()}
        if not files or page.stat().st_size > MAX_FILE:
            return []
        return [files[name] for name in annexes_named(page.read_bytes(), files)]
    except OSError:  # what cannot be opened is told where it is read
        return []


def annexes_named(data: bytes, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the files ``names`` that the page ``data`` names as its annexes."""
    from kg.documents.web.annexes import named_annexes  # loaded when the first page comes that has files beside it

    return named_annexes(data, names)


def belongs(page: Source, annex: Source) -> bool:
    """Whether the annex is a part of the page's document, and not the same notice in another form, or too long to go with it."""
    if len(page.text) + len(annex.text) > MAX_TEXT:
        return False
    one, other = sorted((_lines(page), _lines(annex)), key=len)
    return len(one & other) <= _SAME * len(one)


def _lines(source: Source) -> set[str]:
    """What the lines of a document say, its furniture apart, white space left out."""
    kept, at = [], 0
    for start, end in source.furniture:
        kept.append(source.text[at:start])
        at = end
    lines = ("".join(line.split()) for line in "".join([*kept, source.text[at:]]).split("\n"))
    return {line for line in lines if len(line) >= _A_LINE}


def with_annexes(page: Source, annexes: Mapping[str, Source]) -> Source:
    """The page with the annexes behind it, by name: one text, each place of an annex with its name before it."""
    text, tables, furniture = page.text, list(page.tables), list(page.furniture)
    places, unseen, unsure = list(page.places), dict(page.unseen), list(page.unsure)
    for name, annex in annexes.items():
        text += _BETWEEN
        at = len(text)
        text += annex.text
        tables += [Table(t.start + at, t.end + at, tuple(_moved(cell, at) for cell in t.cells)) for t in annex.tables]
        furniture += [(start + at, end + at) for start, end in annex.furniture]
        places += [replace(place, start=place.start + at, name=f"{name}, {place.name}") for place in annex.places or _by_line(annex)]
        unsure += [replace(one, start=one.start + at, end=one.end + at) for one in annex.unsure]
        for sign, count in annex.unseen:
            unseen[sign] = unseen.get(sign, 0) + count
    notes = (*page.notes, *(f"{name}: {note}" for name, annex in annexes.items() for note in annex.notes))
    read = f"read with the annexes beside it: {', '.join(annexes)}"
    return replace(
        page,
        text=text,
        tables=tuple(tables),
        furniture=tuple(furniture),
        places=tuple(places),
        notes=(*notes, read),
        unseen=tuple(sorted(unseen.items())),
        unsure=tuple(unsure),
    )


def _moved(cell: Cell, by: int) -> Cell:
    return replace(cell, start=cell.start + by, end=cell.end + by)


def _by_line(source: Source) -> list[Place]:
    starts = [0, *(at + 1 for at, sign in enumerate(source.text) if sign == "\n")]
    return [Place(start, f"line {number}") for number, start in enumerate(starts, 1) if start < len(source.text)]
