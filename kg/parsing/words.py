"""Patterns for words as notices print them: signs in both widths, with the breaks that a page puts inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.knowledge.words.trees import one_of

__all__ = ["GAP", "alternatives", "begins", "matches_at", "matches_behind", "one_sign", "widths"]

GAP = r"[^\S\t\r\v\f]*"
"""Spaces and breaks that a page puts inside a word, as a pattern; a tab parts cells. Named one by one, they take long to compile."""

_HALF = {"（": "（(", "）": "）)", "：": "：:", "，": "，,", "；": "；;", "、": "、"}


def widths(word: str) -> str:
    """A pattern for the word with its signs half- or full-width, and with the spaces and breaks that a page puts between characters."""
    return GAP.join(map(_sign, word))


def _sign(character: str) -> str:
    return f"[{re.escape(_HALF[character])}]" if character in _HALF else re.escape(character)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return one_of(words, _sign, GAP)


def begins(words: Iterable[str], others: str = "") -> str:
    """A pattern that looks ahead whether any of the words, or one of the ``others``, may begin here.

    Put before a long alternative, it passes over most characters of a text at once.
    """
    return f"(?={one_sign(words, others)})"


def one_sign(words: Iterable[str], others: str = "") -> str:
    """A pattern for one character with which any of the words, or one of the ``others``, may begin."""
    return f"[{''.join(sorted({re.escape(_HALF.get(word[0], word[0])) for word in words}))}{re.escape(others)}]"


def matches_at(pattern: re.Pattern[str], first: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, where nothing that it finds begins but where ``first`` fits, a set of characters.

    The search for a set alone is many times as fast as one that only looks ahead for it.
    """
    while begun := first.search(text, start, end):
        match = pattern.match(text, begun.start(), end)
        if match:
            yield match
        start = match.end() if match and match.end() > begun.start() else begun.start() + 1


def matches_behind(pattern: re.Pattern[str], sign: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer`` finds, where all that it finds begins with the text or behind a ``sign``."""
    at = 0
    for start in (0, *(found.end() for found in sign.finditer(text))):
        if start >= at and (match := pattern.match(text, start)):
            yield match
            at = match.end()
