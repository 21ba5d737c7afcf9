"""Words of a clause that say until when, and not who: 6月底前完成, 年内持续推进, 2023年12月."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.knowledge.words import compiled, words, words_and_patterns

__all__ = ["is_deadline"]

_BEFORE = r"(?:于|在|计划|力争|确保|争取|须|需)?"
_EDGE = r"(?:之?前|以前|内|中|[底末]前?|起|开始|左右)?"
# Characters: 年底 at least; what is longer says what is done by then.
_SHORTEST, _LONGEST = 2, 30
_DEADLINE = compiled(
    rf"{_BEFORE}(?:{words_and_patterns('times', 'dates')})(?:[（(][^（()）]{{0,12}}[）)])?{_EDGE}[^、，,；;。]{{0,10}}"
    rf"|{_BEFORE}(?:{words_and_patterns('times', 'spans')}){_EDGE}(?:{'|'.join(words('times')['ends'])}){{0,3}}"
)


@lru_cache(maxsize=16384)
def is_deadline(piece: str) -> bool:
    """Whether a piece between two signs says a time."""
    closed = re.sub(r"\s+", "", piece)
    return _SHORTEST <= len(closed) <= _LONGEST and bool(_DEADLINE.fullmatch(closed))
