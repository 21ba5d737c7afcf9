"""What stands in cells besides words: the breaks between their lines, and a number alone (1, 2., 一、, （三）, 4★)."""

from __future__ import annotations

import re
from typing import Final

from kg.parsing.marks.numbering import chinese_ordinal

__all__ = ["BREAK", "NUMERAL", "number_in"]

BREAK: Final = re.compile(r"[\n\u2028\u000b]")
"""The end of a line within a cell."""
NUMERAL: Final = re.compile(r"[（(]?(?P<digits>\d{1,4}|[一二三四五六七八九十百]{1,4})[*＊★▲]?[.．、）)]*")
"""A number with its signs; a cell without white space is one where it fits as a whole."""


def number_in(text: str) -> tuple[str, int | None] | None:
    """The number that is all a cell holds, as records carry it, and which number it is; None where there is none."""
    match = NUMERAL.fullmatch(re.sub(r"\s+", "", text))
    if match is None:
        return None
    digits = match["digits"]
    if digits.isdigit():
        return digits, int(digits)
    return (f"（{digits}）" if text.startswith(("（", "(")) else digits), chinese_ordinal(digits)
