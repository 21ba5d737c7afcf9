"""The word lists of ``words.toml``, compiled once into what the rules of this room match with."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["GAP", "alternatives", "widths", "word_lists"]

GAP = r"[^\S\t\r\v\f]*"
"""Spaces and breaks that a page puts inside a word, as a pattern; a tab parts cells. Named one by one, they take long to compile."""

_HALF = {"（": "（(", "）": "）)", "：": "：:", "，": "，,", "；": "；;", "、": "、"}


@cache
def word_lists() -> Mapping[str, Any]:
    """The lists of ``words.toml``, by section."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def widths(word: str) -> str:
    """A pattern for the word with its signs half- or full-width, and with the spaces and breaks that a page puts between characters."""
    return GAP.join(f"[{re.escape(_HALF[c])}]" if c in _HALF else re.escape(c) for c in word)


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(widths(word) for word in sorted(words, key=len, reverse=True))
