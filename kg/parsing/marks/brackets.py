"""Which bracket closes which: one pass over a text, whatever stands in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["bracket_ends", "depths"]

_ROUND, _SQUARE = "（(", "［[〔【"
_FAMILY = dict.fromkeys("（()）", 0) | dict.fromkeys("［[〔【］]〕】", 1)
_OPENERS = frozenset(_ROUND + _SQUARE)
_SIGNS = re.compile(f"[{re.escape(''.join(_FAMILY))}]")


def bracket_ends(text: str, stops: Sequence[int] = ()) -> dict[int, int]:
    """Where each bracket that is closed ends (behind its closing sign), by where it opens.

    Half- and full-width signs close each other, and so do the kinds of square bracket. ``stops`` are places that no bracket
    reaches over (a new item begins): what is open there stays open.
    """
    ends: dict[int, int] = {}
    open_signs: list[tuple[int, int]] = []
    waiting = [0, 0]
    stop = 0
    for match in _SIGNS.finditer(text):
        index, sign = match.start(), match.group()
        family = _FAMILY[sign]
        if stop < len(stops) and stops[stop] <= index:
            stop = bisect_right(stops, index)
            open_signs.clear()
            waiting = [0, 0]
        if sign in _OPENERS:
            open_signs.append((index, family))
            waiting[family] += 1
        elif waiting[family]:
            while True:
                start, opened = open_signs.pop()
                waiting[opened] -= 1
                if opened == family:
                    ends[start] = index + 1
                    break
    return ends


def depths(text: str, openers: str, closers: str) -> list[int]:
    """How many brackets are open before each character, and at the end."""
    found, depth = [0], 0
    for sign in text:
        if sign in openers:
            depth += 1
        elif sign in closers and depth:
            depth -= 1
        found.append(depth)
    return found
