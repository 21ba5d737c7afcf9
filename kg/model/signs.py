"""Signs that a document is not trusted with: those that cannot be seen, that steer a terminal, or turn the text around them."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

__all__ = ["UNSEEN", "harmless", "shown", "without_unseen"]

UNSEEN: Final = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for tabs and breaks
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "]+"
)
"""A run of signs that print nothing, and no space either: control characters, and what Unicode calls Default_Ignorable_Code_Point (spaces
of no width, soft hyphens, marks of direction, variation selectors, tags, fillers) with the marks of annotations.
"""

_STEERING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN: Final = str.maketrans({"\t": "    ", "\u2028": " ⏎ ", "\u2029": " ⏎ "})


def without_unseen(text: str, taken: Counter[str]) -> str:
    """The text without the signs that cannot be seen; those that it had are added to ``taken``."""
    found = UNSEEN.findall(text)
    if not found:
        return text
    taken.update("".join(found))
    return UNSEEN.sub("", text)


def harmless(text: str) -> str:
    """The text with each such sign replaced by U+FFFD; breaks stay."""
    return _STEERING.sub("\ufffd", text)


def shown(text: str) -> str:
    """One line of a document as it may be shown: harmless, with tabs and breaks inside a cell to be seen."""
    return harmless(text.translate(_SHOWN))
