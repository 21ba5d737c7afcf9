"""A result held against another promise than its own document's: share and state follow anew from the plan's number."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.model.passages import Passage
from kg.model.records import Result, Target
from kg.parsing.results.drafts import Draft
from kg.parsing.results.joining import target_of
from kg.parsing.results.judging import computed_share, derived_status, is_over, share_differs
from kg.parsing.results.periods import Period

__all__ = ["alike_target", "judged_again"]


def alike_target(result: Result, targets: Sequence[Target], used: set[int]) -> int | None:
    """The target of those of a task that the result's own words and unit lead to; None where several or none are meant."""
    if result.value is None and result.share is None:
        return None
    return target_of(_draft(result, None), targets, used)


def judged_again(result: Result, own: Target | None, promised: Target, at: int, years: tuple[int, int]) -> tuple[Result, Decimal | None]:
    """The result beside the ``promised`` target, of index ``at`` in its task, and the exact share where the printed one differs from it.

    ``own`` is the target that the result had in its own document, ``years`` those of the promise. What is printed stays.
    """
    draft = _draft(result, own)
    share = draft.share if draft.share is not None else computed_share(draft, promised)
    period = Period(years[0], result.as_of, *years)
    status, basis = result.status, result.status_basis
    if basis == "printed":
        status = "behind" if status == "missed" and not is_over(result.as_of, period) else status
    elif result.derived_target is None:
        status = derived_status(draft, promised, share, period)
        basis = "derived" if status is not None else None
    return replace(result, target=at, share=share, status=status, status_basis=basis), share_differs(draft, promised)


def _draft(result: Result, own: Target | None) -> Draft:
    """The result as it was before it had a target; a share that follows from the value and its ``own`` target is none that is printed."""
    quote = result.quote
    draft = Draft(
        Passage(quote, array("I", range(len(quote)))), 0, len(quote), indicator=result.indicator, value=result.value, unit=result.unit
    )
    share = result.share
    if share is not None and (own is None or computed_share(draft, own) != share):
        draft = replace(draft, share=share, share_digits=max(0, -int(share.as_tuple().exponent)))
    return replace(draft, estimate=result.estimate)
