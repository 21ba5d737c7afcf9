"""Patterns for words as notices print them: signs in both widths, with the breaks that a page puts inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["GAP", "alternatives", "begins", "widths"]

GAP = r"[^\S\t\r\v\f]*"
"""Spaces and breaks that a page puts inside a word, as a pattern; a tab parts cells. Named one by one, they take long to compile."""

_HALF = {"（": "（(", "）": "）)", "：": "：:", "，": "，,", "；": "；;", "、": "、"}


def widths(word: str) -> str:
    """A pattern for the word with its signs half- or full-width, and with the spaces and breaks that a page puts between characters."""
    return GAP.join(f"[{re.escape(_HALF[c])}]" if c in _HALF else re.escape(c) for c in word)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(widths(word) for word in sorted(words, key=len, reverse=True))


def begins(words: Iterable[str], others: str = "") -> str:
    """A pattern that looks ahead whether any of the words, or one of the ``others``, may begin here.

    Put before a long alternative, it passes over most characters of a text at once.
    """
    return f"(?=[{''.join(sorted({re.escape(_HALF.get(word[0], word[0])) for word in words}))}{re.escape(others)}])"
