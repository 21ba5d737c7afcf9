"""Words as a search sees them: pairs of neighbouring signs, for Chinese writes no spaces and who cuts it into words cuts it wrongly.

A run of Chinese signs gives each pair that stands in it, and its last sign alone; so a single sign is found as the beginning of a pair.
Letters and digits are words. Full width counts as half width, traditional as simplified, capital as small; the length stays the same.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from collections.abc import Iterator
from functools import cache
from typing import Final

from kg.knowledge.scripts import simplified

__all__ = ["TOKEN_SIGNS", "folded", "has_word", "read_signs", "runs", "tokens"]

TOKEN_SIGNS: Final = ".&+-"
"""What may stand inside a word of letters and digits: PM2.5, R&D."""

_WORD: Final = r"[0-9a-z]+(?:[.&+-][0-9a-z]+)*"
_LATIN_WORD: Final = re.compile(_WORD)
_RUN: Final = re.compile(rf"{_WORD}|[^\W0-9a-z_]+")
_LATIN: Final = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_NO_PAIR: Final = re.compile(r"[0-9a-z.&+ -]+")
_AFTER_SPACE: Final = re.compile(r" .")
_SPACE: Final = ord(" ")
_FIRST, _LAST = 0x4E00, 0x9FFF
"""The block of Unicode that nearly all Chinese signs are of."""
_CODES: Final = f"utf-32-{sys.byteorder[:1]}e"
"""Four bytes a sign, as an array of numbers has them."""


class _Folded(dict[int, int]):
    """Each sign as it is compared, found when it is first met: a text is translated in one step."""

    def __missing__(self, code: int) -> int:
        found = self[code] = ord(simplified(_folded_sign(chr(code))))
        return found


class _Words(dict[int, int]):
    """The same, with a space in place of what belongs to no word."""

    def __missing__(self, code: int) -> int:
        found = _FOLDED[code]
        found = self[code] = found if chr(found).isalnum() or chr(found) in TOKEN_SIGNS else 32
        return found


_FOLDED: Final = _Folded()
_WORDS: Final = _Words()


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
    return text.translate(_FOLDED)


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


def has_word(text: str, word: str) -> bool:
    """Whether a folded text has a word of letters and digits, and not as a piece of a longer one.

    >>> has_word("新建5g基站", "5g"), has_word("3.5万个", "5")
    (True, False)
    """
    return word in text and word in _LATIN_WORD.findall(text)


def read_signs(text: str) -> tuple[str, dict[str, str]]:
    """The same words of a text that is not folded, with spaces between, and what folding changed in those.

    A word may stand there twice. No step of Python is made for each sign: a million tasks would be long at that.

    >>> read_signs("５G加装")
    ('5g 加装 装', {'５': '5', 'G': 'g'})
    """
    same, changed = text, {}
    for sign in sorted(set(_not_plain().findall(text))):
        form = chr(_WORDS[ord(sign)])
        if form != sign:
            same = same.replace(sign, form)
            if form != " ":
                changed[sign] = form
    return " ".join((*dict.fromkeys(_LATIN_WORD.findall(same)), _pairs(_NO_PAIR.sub(" ", same)))), changed


@cache
def _not_plain() -> re.Pattern[str]:
    """What folding may change, or stands in no word: all but the signs that nearly every sign of a notice is."""
    signs = "".join(map(chr, range(_FIRST, _LAST + 1)))
    plain = "".join(sign if sign == form else " " for sign, form in zip(signs, simplified(signs), strict=True))
    return re.compile(f"[^0-9a-z{''.join(f'{stretch[0]}-{stretch[-1]}' for stretch in plain.split())}]")


def _pairs(runs_apart: str) -> str:
    """The pairs of runs that one space each parts, and the last sign of each run."""
    if not runs_apart:
        return ""
    first = array("I", runs_apart.encode(_CODES))
    second = array("I", _AFTER_SPACE.sub("  ", runs_apart)[1:].encode(_CODES))
    second.append(_SPACE)
    both = array("I", (_SPACE,)) * (3 * len(first))
    both[::3], both[1::3] = first, second
    return both.tobytes().decode(_CODES).strip()
