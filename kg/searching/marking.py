"""Where in a text the words stand that were asked for, and the piece of it that shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.searching.signs import folded, runs

__all__ = ["marks", "snippet"]

_AROUND: Final = 12
"""Signs before the first mark of a piece."""
_LONGEST: Final = 80
"""Signs of a piece of text: what a row on a terminal takes."""


def marks(text: str, asked_for: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """The stretches of the text, begin and end, that the words of the index stand at; neighbours are one."""
    wanted = frozenset(asked_for)
    same = folded(text)
    found: list[tuple[int, int]] = []
    for at, run in runs(same):
        if run in wanted:
            found.append((at, at + len(run)))
        elif not run.isascii():
            for place in range(len(run)):
                for size in (1, 2):
                    if run[place : place + size] in wanted and place + size <= len(run):
                        found.append((at + place, at + place + size))
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def snippet(text: str, stretches: Iterable[tuple[int, int]], before: str = "【", after: str = "】", longest: int = _LONGEST) -> str:
    """The piece of the text, on one line, that holds most of the stretches, with signs around each."""
    placed = list(stretches)
    begin = max(0, _best(placed, longest) - _AROUND)
    begin = 0 if len(text) <= longest else min(begin, len(text) - longest)
    end = min(len(text), begin + longest)
    shown, at = "…" if begin else "", begin
    for first, last in placed:
        first, last = max(first, begin), min(last, end)
        if first < last:
            shown += f"{text[at:first]}{before}{text[first:last]}{after}"
            at = last
    return " ".join((shown + text[at:end] + ("…" if end < len(text) else "")).split())


def _best(stretches: list[tuple[int, int]], longest: int) -> int:
    """The begin of the stretch behind which most marked signs stand near."""
    near = longest - _AROUND
    sums = [(sum(e - b for b, e in stretches if first <= b < first + near), -first) for first, _ in stretches]
    return -max(sums)[1] if sums else 0
