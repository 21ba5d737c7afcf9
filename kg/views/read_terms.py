"""Terms of the graph as the pages call them: numbers, the words of the records, and the order of what is numbered."""

from __future__ import annotations

import re
from typing import Final

from kg.mapping import vocabulary as v

__all__ = ["number_of", "ordinal", "word_of"]

_WORDS: Final = {
    node.value: word
    for words in (v.ROLES, v.BASES, v.CHANGES, v.COMPARATORS, v.COMMITMENTS, v.STATUSES, v.STATUS_BASES, v.JOIN_STATES)
    for word, node in words.items()
}
_DIGITS: Final = re.compile(r"([0-9]+)")


def number_of(value: str | None) -> int | None:
    """A whole number; None where it is none."""
    return int(value) if value is not None and value.lstrip("-").isascii() and value.lstrip("-").isdigit() else None


def word_of(value: str | None, unknown: str) -> str:
    """The records' word for an individual."""
    return _WORDS.get(value or "", unknown)


def ordinal(name: str) -> list[str | int]:
    """A key that puts the tenth assignment after the second."""
    pieces: list[str | int] = list(_DIGITS.split(name))
    pieces[1::2] = map(int, pieces[1::2])
    return pieces
