"""Signs that a document is not trusted with: those that steer a terminal, or turn the text around them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["harmless", "shown"]

_STEERING: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SHOWN: Final = str.maketrans({"\t": "    ", "\u2028": " ⏎ ", "\u2029": " ⏎ "})


def harmless(text: str) -> str:
    """The text with each such sign replaced by U+FFFD; breaks stay."""
    return _STEERING.sub("\ufffd", text)


def shown(text: str) -> str:
    """One line of a document as it may be shown: harmless, with tabs and breaks inside a cell to be seen."""
    return harmless(text.translate(_SHOWN))
