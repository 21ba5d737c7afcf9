"""How alike two texts are: Dice's coefficient over pairs of neighbouring characters, and which of two sides belong together by it.

Source: L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26 (1945).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

__all__ = ["alike", "bigrams", "dice", "letters", "matched"]

_NO_LETTER: Final = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text in one form, without the signs and spaces in which two copies of it differ."""
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text))


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text; of a single character that alone."""
    return frozenset(text[i : i + 2] for i in range(max(1, len(text) - 1))) if text else frozenset()


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    """Dice's coefficient of two sets: 0 where they share nothing, 1 where they are the same; 0 where one is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def alike(
    old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], least: float, most: int | None = None
) -> Iterator[tuple[int, int, float]]:
    """All pairs (index in ``old``, index in ``new``, likeness) of at least that likeness, those of one index in ``old`` together.

    Only texts that share a rare pair of characters are compared; one that more than ``most`` of ``new`` hold leads nowhere.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for j, pairs in enumerate(new):
        for pair in pairs:
            holders[pair].append(j)
    for i, pairs in enumerate(old):
        rare = sorted((pair for pair in pairs if pair in holders), key=lambda pair: (len(holders[pair]), pair))
        # A pair of that likeness shares at least so many of them that one stands among the others' rarest.
        enough = len(pairs) - int(least / (2 - least) * len(pairs)) + 1
        candidates = {j for pair in rare[:enough] if most is None or len(holders[pair]) <= most for j in holders[pair]}
        for j in sorted(candidates):
            likeness = dice(pairs, new[j])
            if likeness >= least:
                yield i, j, likeness


def matched(old: Sequence[frozenset[str]], new: Sequence[frozenset[str]], least: float) -> list[tuple[int, int, float]]:
    """Pairs (index in ``old``, index in ``new``, likeness) of at least that likeness, no index twice, the most alike first.

    Among equals those that stand in the same order come first.
    """
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    kept: list[tuple[int, int, float]] = []
    for i, j, likeness in sorted(alike(old, new, least), key=lambda pair: (-pair[2], abs(pair[0] - pair[1]), pair)):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            kept.append((i, j, likeness))
    return kept
