"""What follows from value, target and date by arithmetic that a reader can follow, and whether a printed rate is borne out."""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from kg.knowledge.words import compiled, words
from kg.model.records import ResultStatus, Target
from kg.parsing.results.drafts import Draft
from kg.parsing.results.joining import base_of, bears_out
from kg.parsing.results.periods import Period

__all__ = ["computed_share", "derived_status", "is_over", "share_differs", "status_of_gap"]

_RATES: Final = frozenset({"%", "百分点", "‰"})
_CENT: Final = Decimal("0.01")
_WHOLE: Final = Decimal(100)


def _pair(draft: Draft, target: Target) -> tuple[Decimal, Decimal] | None:
    """Value and promise in one unit; None where they are not counted in the same."""
    if draft.value is None:
        return None
    (value, unit), (promised, other) = base_of(draft.value, draft.unit), base_of(target.value, target.unit)
    return (value, promised) if unit == other else None


def computed_share(draft: Draft, target: Target) -> Decimal | None:
    """Per cent of the target, to two decimals, of amounts. A rate is no part of another one, nor is what is kept below a limit."""
    pair = _pair(draft, target)
    if pair is None or pair[1] <= 0 or target.comparator == "le" or (target.unit or "") in _RATES or target.baseline is not None:
        return None
    return (_WHOLE * pair[0] / pair[1]).quantize(_CENT, ROUND_HALF_UP)


def share_differs(draft: Draft, target: Target) -> Decimal | None:
    """The share that the values give, where the printed one is more than its last digit away from it (cut off and rounded are the same)."""
    if draft.share is None or draft.about or (pair := _pair(draft, target)) is None or computed_share(draft, target) is None:
        return None
    return None if bears_out(draft, target) else (_WHOLE * pair[0] / pair[1]).quantize(_CENT, ROUND_HALF_UP)


def is_over(day: str | None, period: Period) -> bool:
    """Whether the day is the last one of the promise's years, or a later one."""
    return day is not None and period.last is not None and day >= f"{period.last}-12-31"


def derived_status(draft: Draft, target: Target, share: Decimal | None, period: Period) -> ResultStatus | None:
    """The state that value, promise and date give; None where they give none.

    A rate to date beside a goal for the year is neither reached nor missed. An amount below its goal is told apart from the date: as
    much of the goal as has gone of the year is ``on-track``.
    """
    day = draft.day or period.day
    over = is_over(day, period)
    pair = _pair(draft, target)
    if draft.about or target.comparator == "approx":
        return None
    if pair is not None and ((target.unit or "") in _RATES or target.comparator == "le" or target.baseline is not None):
        if not over:
            return None
        value, promised = pair
        if target.comparator == "le" or (target.change == "decrease" and target.comparator != "ge" and value < 0):
            return "done" if value <= promised else "missed"
        return "missed" if value < promised else "done" if value == promised else "exceeded"
    if share is None:
        return None
    if share >= _WHOLE:
        return "exceeded" if share > _WHOLE else "done"
    if over:
        return "missed"
    elapsed = _elapsed(day, period)
    return None if elapsed is None else "on-track" if share >= elapsed else "behind"


def status_of_gap(gap: Decimal, indicator: str | None) -> ResultStatus:
    """The state that the printed distance to the promise gives, less than 0 below it; of prices and the like below is no arrears."""
    if any(compiled(entry).search(indicator or "") for entry in words("patterns/reached")["less_is_better"]):
        return "behind" if gap > 0 else "done"
    return "behind" if gap < 0 else "exceeded"


def _elapsed(day: str | None, period: Period) -> Decimal | None:
    """Per cent of the promise's year that are gone on that day, where it is one year."""
    if day is None or period.first is None or period.first != period.last or not day.startswith(str(period.first)):
        return None
    date = datetime.date.fromisoformat(day)
    return _WHOLE * (date.month if (date + datetime.timedelta(days=1)).day == 1 else date.month - 1) / 12
