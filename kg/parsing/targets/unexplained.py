"""Counts that no rule explains: large enough, and with a measure word, so that a reader should look whether one is a target."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kg.knowledge.measures import MULTIPLIERS
from kg.model.records import NumberNote
from kg.parsing.targets.numerals import number
from kg.parsing.targets.read import TargetReading
from kg.parsing.targets.words import lexicon
from kg.parsing.targets.written import written

__all__ = ["LEAST", "unexplained_counts"]

LEAST: Final = 10
"""Smaller counts are mostly parts of names and of what is told in passing; a doubt at each would be noise."""

_COUNT: Final = re.compile(r"(?P<figure>\d[\d,.]*)(?P<many>[百千万亿]*)(?P<measure>\D*)")


def unexplained_counts(reading: TargetReading, text: str) -> tuple[NumberNote, ...]:
    """The notes of the reading that call for a look: ``unexplained``, ten or more, with a measure word in the note or right behind it.

    ``text`` is the text that was read.

    >>> from kg.parsing.targets import read_targets
    >>> text = "另有12个驿站的后续事宜。"
    >>> [note.text for note in unexplained_counts(read_targets(text), text)]
    ['12个']
    """
    return tuple(note for note in reading.numbers if note.kind == "unexplained" and _is_count(note, text))


def _is_count(note: NumberNote, text: str) -> bool:
    found = _COUNT.match(written(note.text).plain)
    if found is None:
        return False
    value = number(found["figure"])
    if value is None:
        return False
    measured = bool(found["measure"]) or text[note.end : note.end + 1] in lexicon().lists["unread_units"]
    return measured and (value >= LEAST or _many(found["many"]) * value >= LEAST)


def _many(sign: str) -> Decimal:
    return Decimal(MULTIPLIERS.get(sign, 1))
