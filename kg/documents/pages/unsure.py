"""Which characters of a document may be misread, of what the program's own OCR read: digits above all, for 8 for 3 is a wrong promise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from kg.documents.pages.glyphs import PageContent
from kg.documents.pages.traced import Traced, traced
from kg.model.source import Source, Unsure

__all__ = ["unsure_of"]

_NUMBER: Final = re.compile(r"[\d０-９](?:[\d０-９.．,，]*[\d０-９])?\s?(?:[%％‰]|[十百千万亿]+)?")
"""A number with what says how large it is: a point, a sign of per cent, a hundred million."""
_SURE_OF_A_NUMBER: Final = 0.98
"""Of 900 digits that were read right on 16 pages, clean and damaged, eight had less; none of those read wrong had more."""
_SURE_OF_A_SIGN: Final = 0.8
"""Of 10,000 signs that were read right, one in a hundred has less."""
_SURE_OF_A_POINT: Final = 0.4
"""A comma may be as wide as a character or half as wide, which no reading is sure of and nothing depends on."""
_UNKNOWN: Final = 0.0  # the score of what stands in the text and was not found on its page


def unsure_of(source: Source, pages: Sequence[PageContent]) -> Iterator[Unsure]:
    """The stretches of the text that may be misread: a number as a whole, signs one behind the other."""
    scores = dict(_scores(traced(source, pages)))
    numbers = [match.span() for match in _NUMBER.finditer(source.text) if match.start() in scores]
    of_numbers: set[int] = set()
    found = []
    for start, end in numbers:
        of_numbers.update(range(start, end))
        least = min(scores.get(offset, 1.0) for offset in range(start, end))
        if least < _SURE_OF_A_NUMBER:
            found.append(Unsure(start, end, round(least, 4)))
    signs = [offset for offset, score in scores.items() if offset not in of_numbers and score < _least(source.text[offset])]
    found += _runs(signs, scores)
    yield from sorted(found, key=lambda one: one.start)


def _least(sign: str) -> float:
    return _SURE_OF_A_POINT if unicodedata.category(sign).startswith("P") else _SURE_OF_A_SIGN


def _scores(characters: Iterator[Traced]) -> Iterator[tuple[int, float]]:
    for one in characters:
        yield one.offset, _UNKNOWN if one.glyph is None else one.glyph.score


def _runs(offsets: Sequence[int], scores: dict[int, float]) -> Iterator[Unsure]:
    start = end = -1
    for offset in [*sorted(offsets), -1]:
        if offset != end or offset < 0:
            if start >= 0:
                yield Unsure(start, end, round(min(scores[at] for at in range(start, end)), 4))
            start = offset
        end = offset + 1
