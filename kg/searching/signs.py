"""Words as a search sees them: pairs of neighbouring signs, for Chinese writes no spaces and who cuts it into words cuts it wrongly.

A run of Chinese signs gives each pair that stands in it, and its last sign alone; so a single sign is found as the beginning of a pair.
Letters and digits are words. Full width counts as half width, traditional as simplified, capital as small; the length stays the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.knowledge.scripts import simplified

__all__ = ["TOKEN_SIGNS", "folded", "runs", "tokens"]

TOKEN_SIGNS: Final = ".&+-"
"""What may stand inside a word of letters and digits: PM2.5, R&D."""

_RUN: Final = re.compile(r"[0-9a-z]+(?:[.&+-][0-9a-z]+)*|[^\W0-9a-z_]+")
_LATIN: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_PLAIN: Final = re.compile(r"[\x00-\x7f\u3001-\u303f\u4e00-\u9fff]*")


@lru_cache(maxsize=4096)
def _folded_sign(sign: str) -> str:
    for form in (unicodedata.normalize("NFKC", sign).casefold(), sign.lower()):
        if len(form) == 1 and not "\ud800" <= form <= "\udfff":
            return form
    return " " if "\ud800" <= sign <= "\udfff" else sign


def folded(text: str) -> str:
    """The text as it is compared, sign by sign.

    >>> folded("ＧＤＰ增長")
    'gdp增长'
    """
    return simplified(text.lower() if _PLAIN.fullmatch(text) else "".join(map(_folded_sign, text)))


def runs(text: str) -> Iterator[tuple[int, str]]:
    """Where in a folded text each word of letters and digits, and each run of other signs, stands; and itself.

    >>> [run for _, run in runs("完成5g基站3.2万个")]
    ['完成', '5g', '基站', '3.2', '万个']
    """
    return ((found.start(), found.group()) for found in _RUN.finditer(text))


def tokens(text: str) -> Iterator[str]:
    """What a folded text is found by.

    >>> list(tokens("加装电梯"))
    ['加装', '装电', '电梯', '梯']
    """
    for run in _RUN.findall(text):
        if run[0] in _LATIN:
            yield run
        else:
            for at in range(len(run) - 1):
                yield run[at : at + 2]
            yield run[-1]
