"""Words of a clause that say until when, and not who: 6月底前完成, 年内持续推进, 2023年12月."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.parsing.words import word_lists

__all__ = ["is_deadline"]

_TIMES = word_lists()["timing"]
_BEFORE = r"(?:于|在|计划|力争|确保|争取|须|需)?"
_EDGE = r"(?:之?前|以前|内|中|[底末]前?|起|开始|左右)?"
# Characters: 年底 at least; what is longer says what is done by then.
_SHORTEST, _LONGEST = 2, 30
_DEADLINE = re.compile(
    rf"{_BEFORE}(?:{'|'.join(_TIMES['dates'])})(?:[（(][^（()）]{{0,12}}[）)])?{_EDGE}[^、，,；;。]{{0,10}}"
    rf"|{_BEFORE}(?:{'|'.join(_TIMES['spans'])}){_EDGE}(?:{'|'.join(_TIMES['ends'])}){{0,3}}"
)


@lru_cache(maxsize=16384)
def is_deadline(piece: str) -> bool:
    """Whether a piece between two signs says a time."""
    closed = re.sub(r"\s+", "", piece)
    return _SHORTEST <= len(closed) <= _LONGEST and bool(_DEADLINE.fullmatch(closed))
