"""The lists that are handed out to bureaus and come back filled in: their words in both languages, and the mark that they are known by.

A list is known by what stands above its hidden columns, and by nothing else: not by the name of its file or its sheets.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from kg.knowledge.toml import read_toml
from kg.model.records import ResultStatus
from kg.model.terms import WORKBOOK

__all__ = ["FIELDS", "KEYS", "KEY_HEADS", "Words", "day_of", "field_of", "status_chosen", "words_of"]

KEYS: Final = ("task", "party", "text", "region", "bureau")
"""What the hidden columns hold: the IRIs of task and body, a digest of the task's words, code and name of the region, the body's name."""
KEY_HEADS: Final[Mapping[str, str]] = MappingProxyType({key: WORKBOOK + key for key in KEYS})
"""What stands above each hidden column."""
FIELDS: Final = ("told", "value", "status", "as_of", "evidence")
"""The columns to fill in, in their order."""
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]0?0:00(?::00)?)?")
_BESIDE: Final = re.compile(r"[（(][^（）()]*[）)]|\s")
_YEARS: Final = range(1980, 2100)


class Words:
    """The words of one language."""

    def __init__(self, language: Literal["zh", "en"]) -> None:
        """``language`` is that of the reader."""
        self.language = language
        self._at = 0 if language == "zh" else 1

    def word(self, table: str, key: str, **facts: object) -> str:
        """A word or sentence, filled in; of a graph that has another, its own."""
        found = _words()[table].get(key)
        return key if found is None else found[self._at].format_map(facts)

    def statuses(self) -> list[str]:
        """The states to choose from."""
        return [found[self._at] for found in _words()["status"].values()]


@cache
def words_of(language: Literal["zh", "en"]) -> Words:
    """The words of a language."""
    return Words(language)


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return read_toml(Path(__file__).with_suffix(".toml"))


def field_of(head: str) -> str | None:
    """Which of :data:`FIELDS`, :data:`KEYS` (as ``key-task``), or of the columns ``text`` and ``bureau``, stands under a head."""
    return _heads().get(_bare(head))


def _bare(head: str) -> str:
    """A head without what somebody may have put behind it: 完成情况（7月）."""
    return _BESIDE.sub("", head).casefold()


@cache
def _heads() -> Mapping[str, str]:
    found = {_bare(word): name for name, both in _words()["filled_in"].items() for word in both}
    found |= {_bare(word): name for name in ("text", "bureau") for word in _words()["columns"][name]}
    return found | {_bare(head): f"key-{key}" for key, head in KEY_HEADS.items()}


def status_chosen(text: str) -> ResultStatus | None:
    """The state that was chosen, in either language."""
    return _chosen().get(text.strip().casefold())


@cache
def _chosen() -> Mapping[str, ResultStatus]:
    return {word.casefold(): name for name, both in _words()["status"].items() for word in both}  # type: ignore[misc]


def day_of(text: str) -> datetime.date | None:
    """The day that was filled in; None for what is no date.

    >>> day_of("2026年6月30日"), day_of("2026-02-30")
    (datetime.date(2026, 6, 30), None)
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or int(found[1]) not in _YEARS:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        return None
