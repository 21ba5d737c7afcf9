"""What an OCR read from pictures: said aloud, since it looks like any other text and is not as sure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Final

from kg.model.excerpts import excerpt
from kg.model.records import ReadBy, Task
from kg.model.source import Place, Source, Unsure
from kg.parsing.findings import Doubt

__all__ = ["doubts_of_recognised", "read_by", "with_readers"]

_AROUND: Final = 6  # characters on each side of signs that are in doubt
_SHOWN: Final = 60


def doubts_of_recognised(source: Source) -> Iterator[Doubt]:
    """What is to be said of each run of text that an OCR read, from its first character to its last; then each number that may be
    misread, and the signs of each line.
    """
    end = len(source.text.rstrip())
    reaches = pairwise([*source.places, Place(end, "")])
    for by, run in groupby(reaches, key=lambda reach: _by(reach[0])):
        if by is not None:
            reached = list(run)
            first, (last, behind) = reached[0][0], reached[-1]
            parts = dict.fromkeys(place.name.partition(",")[0] for place in (first, last))
            code = "ocr-read" if by == "ocr" else "ocr-text"
            yield Doubt.at(code, first.start, max(first.start + 1, min(behind.start, end)), where=" – ".join(parts))
    for where, unsure in groupby(source.unsure, key=lambda one: source.locate(one.start)):
        yield from _of_place(where, list(unsure), source.text)


def _of_place(where: str, unsure: Sequence[Unsure], text: str) -> Iterator[Doubt]:
    signs = []
    for one in unsure:
        said = text[one.start : one.end]
        if any(char.isdigit() for char in said):
            yield Doubt.at("ocr-number", one.start, one.end, where=where, number=said, score=_per_cent(one.score))
        else:
            signs.append(one)
    if signs:
        said = "、".join(f"{text[one.start : one.end]}（{_around(text, one)}）" for one in signs)
        least = min(one.score for one in signs)
        yield Doubt.at("ocr-signs", signs[0].start, signs[-1].end, where=where, signs=excerpt(said, _SHOWN), score=_per_cent(least))


def _around(text: str, one: Unsure) -> str:
    return " ".join(text[max(0, one.start - _AROUND) : one.end + _AROUND].split())


def _per_cent(score: float) -> str:
    return f"{100 * score:.0f}"


def _by(place: Place) -> ReadBy | None:
    return None if not place.recognised else "ocr" if place.own else "ocr-layer"


def read_by(source: Source, start: int, end: int) -> ReadBy | None:
    """What read the characters from ``start`` to ``end`` from a picture, some of them at least; None where they stood in the file."""
    first = max(0, bisect_right(source.places, start, key=lambda place: place.start) - 1)
    last = bisect_right(source.places, max(start, end - 1), key=lambda place: place.start)
    found = {_by(place) for place in source.places[first:last]}
    # What another program read is the less sure of the two.
    return "ocr-layer" if "ocr-layer" in found else "ocr" if "ocr" in found else None


def with_readers(tasks: Sequence[Task], source: Source) -> list[Task]:
    """The tasks, each saying what read it from a picture."""
    if not any(place.recognised for place in source.places):
        return list(tasks)
    return [replace(task, read_by=read_by(source, task.start, task.end)) for task in tasks]
