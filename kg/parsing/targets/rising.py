"""Figures that rise or fall from one to another: 由56%提高到60%, 分别从400元、200元提高到450元、220元."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.model.values import value
from kg.parsing.targets.phrases import Left, left_context
from kg.parsing.targets.spans import Element
from kg.parsing.targets.tokens import Quantity, Token

__all__ = ["BARE", "Rise", "is_origin", "read_rise"]

BARE: Final = re.compile(r"(?:、|和|与|及|以及|，|,)+(?:每[人户月年亩]){0,2}")
"""What stands between two figures of a list where the second has no noun of its own."""

_FROM: Final = r"(?:(?<![自理缘])由(?!于)|(?<![自服顺])从(?![业事]))"
_ORIGIN: Final = re.compile(_FROM + r"(?:\d{4}年(?:底|末)?的?|目前的?|原来的?|原有的?|上年的?|去年的?|现在的?|的)?(?:每[人户年月亩])*$")
_FAR_ORIGIN: Final = re.compile(_FROM + r"[\u4e00-\u9fff]{0,14}$")
# Characters before a figure in which 由 or 从 is looked for: near where only a time or 每人每月 may stand between, far for any words.
_NEAR: Final = 12
_FAR: Final = 18
_REACH: Final = 48
"""So many elements behind the first figure the last is looked for: more would be no list."""


@value
class Rise:
    """The figures, each with the one it starts from; the noun before them; the words before the second of them."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    left: Left
    between: tuple[Token, ...]

    @property
    def end(self) -> int:
        """Behind the last figure."""
        return self.pairs[-1][1].post_end


def is_origin(plain: str, region: int, start: int) -> bool:
    """Whether 由 or 从 stands right before the number at ``start``: it is where something starts from."""
    return _ORIGIN.search(plain, max(region, start - _NEAR), start) is not None


def read_rise(elements: Sequence[Element], index: int, region: int, plain: str) -> Rise | None:
    """The rise whose first figure is ``elements[index]``; None where that is no figure that another follows with 到, 至 or 达."""
    first = elements[index]
    assert isinstance(first, Quantity)  # the caller names a quantity
    origin = _FAR_ORIGIN.search(plain, max(region, first.start - _FAR), first.start)
    origin = origin or _ORIGIN.search(plain, max(region, first.start - _NEAR), first.start)
    if origin is None:
        return None
    within = range(index, min(len(elements), index + _REACH))
    figures = [at for at in within if isinstance(elements[at], Quantity)]
    starts = _list(elements, figures, plain)
    if len(figures) < 2 * len(starts):
        return None
    ends = _list(elements, figures[len(starts) :], plain)[: len(starts)]
    to = left_context(elements, figures[len(starts)], starts[-1].post_end, plain)
    if len(ends) != len(starts) or not to.empty or not (to.has("level") or to.has("predicate")):
        return None
    left = left_context(elements, index, region, plain, stop=origin.start())
    return Rise(tuple(zip(starts, ends, strict=True)), left, to.between)


def _list(elements: Sequence[Element], figures: Sequence[int], plain: str) -> list[Quantity]:
    """The figures at the beginning of ``figures`` that stand in one list."""
    found: list[Quantity] = []
    for at in figures:
        figure = elements[at]
        assert isinstance(figure, Quantity)  # the caller names quantities
        if found and not BARE.fullmatch(plain, found[-1].post_end, figure.start):
            break
        found.append(figure)
    return found
