"""Which task of a plan an item of a progress report tells of: by the likeness of their words, never forced.

What is alike enough is joined, one with one; what is less alike, or a part of the other's words, may be meant, and is said to be in
doubt. Who leads, a number that both print and the item's own number decide between tasks that are equally alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from kg.linking.continuing import LEAST, Continued, Gist, likenesses
from kg.model.values import value

__all__ = ["Item", "Join", "JoinBasis", "JoinState", "joins"]

JoinState = Literal["joined", "perhaps"]
JoinBasis = Literal["same", "alike", "figure", "part", "indicator"]

# Below this most pairs are wrong ones; between it and LEAST most true links that are left and some wrong ones are found.
_PERHAPS: Final = 0.3
# Alike to less than this are two tasks between which the words do not decide.
_NEAR: Final = 0.04
# What the other signs weigh beside the likeness: 77 of 100 true links have one lead bureau and 71 a number in common, of the wrong ones
# 24 and 3; an item's number says little. Each decides between equals, the number in common above others.
_SAME_LEAD: Final = 0.05
_SAME_FIGURE: Final = 0.1
_SAME_NUMBER: Final = 0.045
# The share of the shorter one's pairs of characters that the longer one holds, where it is a part of it.
_CONTAINED: Final = 0.8
# Pairs of characters: what is shorter (推进项目建设) is contained in too much.
_LONG_ENOUGH: Final = 7


@value
class Item:
    """A task of a plan, or an item of a report.

    ``number`` is as printed, ``leads`` are the bodies that lead, ``figures`` the numbers in its words.
    """

    gist: Gist
    number: str | None
    leads: frozenset[str]
    figures: frozenset[str]


class Join(NamedTuple):
    """The item of index ``report`` tells of the task of index ``plan``, or may do so; ``likeness`` is 1 where the words are the same.

    ``basis``: the ``same`` words, ``alike`` ones, less alike ones with a ``figure`` and a lead in common, or a ``part`` of the other's.
    """

    plan: int
    report: int
    likeness: float
    state: JoinState
    basis: JoinBasis


class _Pair(NamedTuple):
    plan: int
    report: int
    likeness: float
    score: float


def joins(plan: Sequence[Item], report: Sequence[Item]) -> list[Join]:
    """The joins of a report's items to the tasks of the plans of the same place, years and horizon, in the report's order."""
    found = likenesses([item.gist for item in plan], [item.gist for item in report], _PERHAPS)
    pairs = [_weighed(plan, report, pair) for pair in found]
    pairs.sort(key=lambda pair: (pair.likeness < LEAST, -pair.score, abs(pair.plan - pair.report), pair))
    return sorted(_Joining(plan, report, pairs).made(), key=lambda join: (join.report, join.plan))


def _weighed(plan: Sequence[Item], report: Sequence[Item], pair: Continued) -> _Pair:
    one, other = plan[pair.old], report[pair.new]
    score = pair.likeness
    score += _SAME_LEAD * bool(one.leads & other.leads)
    score += _SAME_FIGURE * bool(one.figures & other.figures)
    score += _SAME_NUMBER * (one.number is not None and one.number == other.number)
    return _Pair(pair.old, pair.new, pair.likeness, score)


class _Joining:
    """The pairs, the best first, and which tasks and items have one already."""

    def __init__(self, plan: Sequence[Item], report: Sequence[Item], pairs: Sequence[_Pair]) -> None:
        self._plan, self._report, self._pairs = plan, report, pairs
        self._of_plan: dict[int, list[_Pair]] = defaultdict(list)
        self._of_report: dict[int, list[_Pair]] = defaultdict(list)
        for pair in pairs:
            self._of_plan[pair.plan].append(pair)
            self._of_report[pair.report].append(pair)
        self._plans: set[int] = set()
        self._reports: set[int] = set()

    def made(self) -> Iterator[Join]:
        """What is alike; what is less so and has more in common; then parts of these; then what may be meant at most."""
        strong = [pair for pair in self._pairs if pair.likeness >= LEAST]
        weak = [pair for pair in self._pairs if pair.likeness < LEAST]
        parts = [pair for pair in self._pairs if pair.likeness >= LEAST or self._is_part(pair)]
        yield from self._whole(strong, lambda pair: "same" if pair.likeness == 1 else "alike")
        yield from self._whole((pair for pair in weak if self._is_borne_out(pair) and self._is_alone(pair)), lambda pair: "figure")
        yield from self._left(parts, lambda pair: pair.report in self._reports)
        yield from self._left(parts, lambda pair: pair.plan in self._plans)
        yield from self._left(weak, lambda pair: pair.report in self._reports or pair.plan in self._plans)

    def _whole(self, pairs: Iterable[_Pair], basis: Callable[[_Pair], JoinBasis]) -> Iterator[Join]:
        """Each item with the task that it is most like, each task once; where another is as like, in doubt."""
        for pair in pairs:
            if pair.plan not in self._plans and pair.report not in self._reports:
                alone = self._is_alone(pair)
                self._take(pair)
                yield Join(pair.plan, pair.report, pair.likeness, "joined" if alone else "perhaps", basis(pair))

    def _left(self, pairs: Sequence[_Pair], has_one: Callable[[_Pair], bool]) -> Iterator[Join]:
        """What has none yet and is like another, taken or not: never more than perhaps."""
        for pair in pairs:
            if not has_one(pair):
                self._take(pair)
                basis: JoinBasis = "same" if pair.likeness == 1 else "part" if self._is_part(pair) else "alike"
                yield Join(pair.plan, pair.report, pair.likeness, "perhaps", basis)

    def _take(self, pair: _Pair) -> None:
        self._plans.add(pair.plan)
        self._reports.add(pair.report)

    def _is_alone(self, pair: _Pair) -> bool:
        """Whether no other task that is left is as like the item, and no other item as like the task."""
        near = pair.score - _NEAR
        others = [other for other in self._of_report[pair.report] if other.plan != pair.plan and other.plan not in self._plans]
        others += [other for other in self._of_plan[pair.plan] if other.report != pair.report and other.report not in self._reports]
        return not any(other.score > near for other in others)

    def _is_borne_out(self, pair: _Pair) -> bool:
        one, other = self._plan[pair.plan], self._report[pair.report]
        return bool(one.figures & other.figures) and bool(one.leads & other.leads)

    def _is_part(self, pair: _Pair) -> bool:
        return _is_part(self._plan[pair.plan], self._report[pair.report])


def _is_part(one: Item, other: Item) -> bool:
    """Whether the words of one stand in those of the other."""
    for a in one.gist.forms:
        for b in other.gist.forms:
            shorter = min(len(a), len(b))
            if shorter >= _LONG_ENOUGH and len(a & b) >= _CONTAINED * shorter:
                return True
    return False
