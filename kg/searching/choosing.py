"""Which blocks are opened for a question, and in which order: first those that can hold the best tasks, of equals some from everywhere.

The index says of a block which words stand in it, not in which of its tasks. How much of the question a block holds is therefore the most
that any of its tasks can.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.searching.asking import Term
from kg.searching.ranking import CONCEPT

__all__ = ["candidates", "spread"]

_LOOKED_UP: Final = 50_000
"""Where blocks hold a part of the question, so many places of words are looked up, those of the rarest first; never a part of a word's."""
_GOLDEN: Final = 0.618
"""Steps of this share of a circle come everywhere before they come anywhere near again."""


def candidates(
    database: sqlite3.Connection, present: Sequence[Term], weights: Mapping[str, float], scope: str
) -> Iterator[tuple[float, list[int]]]:
    """Blocks in groups, by how much of the question's weight their tasks can hold at most, those that can hold the most first.

    The first groups hold all terms: as they were typed, then those that go by another name. ``present`` are the terms that
    stand somewhere, the rarest first; ``scope`` is what every block must have.
    """
    whole = sum(weights[term.token] for term in present)
    typed = _matching(database, [scope, *(term.own for term in present)])
    yield whole, list(spread(typed))
    full = set(typed)
    named = [weights[term.token] for term in present if term.concepts]
    if named:
        others = [number for number in _matching(database, [scope, *(term.expression for term in present)]) if number not in full]
        least = min(weights[term.token] for term in present) if len(present) > 1 else whole
        yield whole - min((1 - CONCEPT) * min(named), least), list(spread(others))
        full.update(others)
    if len(present) == 1:
        return
    held: dict[int, float] = defaultdict(float)
    left, unseen = _LOOKED_UP, whole
    for term in present:
        numbers = _matching(database, [scope, term.expression], left + 1 if held else -1)
        if len(numbers) > left and held:
            break
        left -= len(numbers)
        unseen -= weights[term.token]
        for number in numbers:
            held[number] += weights[term.token]
    groups: dict[float, list[int]] = defaultdict(list)
    for number in held.keys() - full:
        groups[held[number]].append(number)
    for weight in sorted(groups, reverse=True):
        yield weight + max(0.0, unseen), list(spread(sorted(groups[weight])))


def spread(numbers: Sequence[int]) -> Iterator[int]:
    """The numbers in an order each beginning of which is taken evenly from all of them.

    >>> list(spread(range(8)))
    [0, 5, 2, 7, 4, 1, 6, 3]
    """
    count = len(numbers)
    step = max(1, round(count * _GOLDEN))
    while math.gcd(step, count) > 1:
        step += 1
    return (numbers[at * step % count] for at in range(count))


def _matching(database: sqlite3.Connection, expressions: Iterable[str], most: int = -1) -> list[int]:
    """The blocks that all expressions fit, ``most`` at most, or all."""
    query = "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?"
    return [number for (number,) in database.execute(query, (" AND ".join(filter(None, expressions)), most))]
