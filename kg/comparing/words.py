"""What a comparison is told in: the words of ``words.toml``, in Chinese or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from kg.knowledge.toml import read_toml

__all__ = ["Wording"]


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return read_toml(Path(__file__).with_name("words.toml"))


class Wording:
    """The words of one language."""

    def __init__(self, language: Literal["zh", "en"]) -> None:
        """``language`` is that of the reader."""
        self.language = language
        self._column = 0 if language == "zh" else 1

    def word(self, table: str, key: str, **facts: object) -> str:
        """A word or sentence, filled in."""
        return _words()[table][key][self._column].format_map(facts)

    def known(self, table: str, key: str) -> str:
        """A word; of a foreign graph that has another, its own."""
        return self.word(table, key) if key in _words()[table] else key
