"""What became of each decision: laid over the reading, needed no more, or not found any more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, get_args

from kg.correcting.decisions import Decision
from kg.model.values import value

__all__ = ["STATES", "Outcome", "State", "settled_over", "unsaid"]

State = Literal["applied", "unneeded", "lost", "refused", "replaced", "elsewhere"]
STATES: Final[tuple[State, ...]] = get_args(State)
"""``applied``; ``unneeded``: the program reads it so by now; ``lost``: its place is not found any more; ``refused``: it contradicts the
notice, or is none of a task; ``replaced``: a later one holds, or takes it back; ``elsewhere``: its document is not among those read."""
_BEST_FIRST: Final[tuple[State, ...]] = ("applied", "unneeded", "refused", "lost", "replaced", "elsewhere")


@value
class Outcome:
    """What became of one decision in one document.

    ``file`` is the document's, None where it is in none; ``line`` where the place stands in its text (from 1). ``reason`` says why, where
    it was not applied. ``against`` are the ids of earlier ones of other people that it contradicts.
    """

    decision: Decision
    state: State
    reason: str = ""
    file: str | None = None
    line: int | None = None
    start: int | None = None
    end: int | None = None
    against: tuple[str, ...] = ()


def settled_over(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """One outcome a decision, in the order of the file: where it concerns several documents, the best."""
    best: dict[str, Outcome] = {}
    for outcome in outcomes:
        known = best.get(outcome.decision.id)
        if known is None or _BEST_FIRST.index(outcome.state) < _BEST_FIRST.index(known.state):
            best[outcome.decision.id] = outcome
    return sorted(best.values(), key=lambda outcome: (outcome.decision.line, outcome.decision.id))


def unsaid(decisions: Sequence[Decision], told: Iterable[Outcome]) -> list[Outcome]:
    """An outcome for each decision about a document of which nothing was told: its document was not read."""
    known = {outcome.decision.id for outcome in told}
    return [Outcome(decision, "elsewhere") for decision in decisions if decision.id not in known and not decision.is_about_names]
