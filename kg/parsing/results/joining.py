"""To which target of its task a result belongs: by unit of measure and by the likeness of the indicators' names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kg.knowledge.measures import to_base
from kg.knowledge.words import words
from kg.model.records import Target
from kg.parsing.results.drafts import Draft

__all__ = ["ALIKE", "base_of", "bears_out", "name_likeness", "target_of"]

ALIKE: Final = 0.5
_RATHER_ALIKE: Final = 0.25  # where only one target is counted in the same unit
_PERCENT: Final = frozenset({"%", "百分点"})


def base_of(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    """The figure in its base unit, with that unit."""
    based = to_base(value, unit)
    return based if based is not None else (value, None)


def target_of(draft: Draft, targets: Sequence[Target], used: set[int]) -> int | None:
    """The index of the target; None where none is counted alike, or several are and the names do not tell them apart."""
    if draft.part:
        return None
    if draft.value is None:
        if draft.cell:
            return _of_row(range(len(targets)), targets)
        return _only(range(len(targets)), targets)
    alike = [at for at, target in enumerate(targets) if at not in used and _counted_alike(draft, target)]
    if draft.cell:
        return _of_row(alike, targets)
    if not alike:
        return None
    likeness = {at: name_likeness(draft.indicator, targets[at].indicator) for at in alike}
    best = max(alike, key=lambda at: likeness[at])
    if likeness[best] >= ALIKE and sum(likeness[at] == likeness[best] for at in alike) == 1:
        return best
    if draft.share is not None:
        borne_out = [at for at in alike if bears_out(draft, targets[at])]
        if len(borne_out) == 1:
            return borne_out[0]
    sole = _only(alike, targets)
    if sole is not None and (not _says_what(draft) or likeness[sole] >= _RATHER_ALIKE):
        return sole
    return None


def bears_out(draft: Draft, target: Target) -> bool:
    """Whether value and promise give the printed share, cut off or rounded."""
    assert draft.value is not None
    assert draft.share is not None
    promised = base_of(target.value, target.unit)[0]
    if not promised:
        return False
    return abs(100 * base_of(draft.value, draft.unit)[0] / promised - draft.share) < Decimal(1).scaleb(-draft.share_digits)


def _says_what(draft: Draft) -> bool:
    """Whether the result names what it measures; a verb alone does not (已建成12个)."""
    return draft.indicator is not None and len(draft.indicator) > 2


def _counted_alike(draft: Draft, target: Target) -> bool:
    assert draft.value is not None
    own, other = base_of(draft.value, draft.unit)[1], base_of(target.value, target.unit)[1]
    if any(word in draft.quote() and word not in target.quote for word in words("statuses")["begun"]):
        return False  # what is begun is no part of what is to be finished
    if own in _PERCENT or other in _PERCENT:
        return own == other and (draft.cell or (draft.change == "level") == (target.change == "level"))
    return own == other or (draft.cell and (own is None or other is None))


def _of_row(candidates: Sequence[int], targets: Sequence[Target]) -> int | None:
    """The target of a cell's row: the row's only one, or the only value that its goal and its name both print."""
    if not candidates:
        return None
    last = targets[candidates[-1]]
    same = [at for at in candidates if targets[at].value == last.value]
    if len(same) == len(candidates) or (len(same) > 1 and last.end >= targets[same[0]].end):
        return max(same, key=lambda at: len(targets[at].unit or ""))
    return None


def _only(candidates: Sequence[int], targets: Sequence[Target]) -> int | None:
    values = {(targets[at].value, targets[at].unit) for at in candidates}
    return candidates[0] if len(values) == 1 else None


def name_likeness(one: str | None, other: str | None) -> float:
    """How alike two names are, 0 to 1: Dice over characters, for names are short."""
    a, b = Counter(one or ""), Counter(other or "")
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
