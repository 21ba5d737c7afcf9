"""What an OCR read from pictures: said aloud, since it looks like any other text and is not as sure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from kg.model.source import Place, Source
from kg.parsing.findings import Doubt

__all__ = ["doubts_of_recognised"]


def doubts_of_recognised(source: Source) -> Iterator[Doubt]:
    """One doubt for each run of text that an OCR read, from its first character to its last."""
    end = len(source.text.rstrip())
    reaches = pairwise([*source.places, Place(end, "")])
    for recognised, run in groupby(reaches, key=lambda reach: reach[0].recognised):
        if recognised:
            reached = list(run)
            first, (last, behind) = reached[0][0], reached[-1]
            parts = dict.fromkeys(place.name.partition(",")[0] for place in (first, last))
            yield Doubt.at("ocr-text", first.start, max(first.start + 1, min(behind.start, end)), where=" – ".join(parts))
