"""How far readings can be trusted: the share of tasks that are read rightly, with its interval, from a sample that a person judged.

The sample is drawn by stratum, and each stratum counts as much as it has tasks. The interval is Wilson's, for as many independent draws
as the stratified sample is worth: its variance, with the correction for a finite number of tasks, set against that of a plain draw.

Sources: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927); W. G. Cochran, Sampling
Techniques, 3rd ed. (1977), section 5.3 (stratified proportions); E. L. Korn and B. I. Graubard, Confidence intervals for proportions with
small expected number of positive counts estimated from survey data, Survey Methodology 24 (1998) (the effective size).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from typing import Final

from kg.correcting.applying import in_force
from kg.correcting.decisions import FIELDS, Decision
from kg.model.values import changed, value

__all__ = ["Answers", "Estimate", "Stratum", "answers", "estimate", "estimates", "not_yet_said", "wilson"]

_Z: Final = 1.959963984540054  # 97.5 % of the normal distribution lie below it: two sides of 95 %


@value
class Stratum:
    """A part of all tasks: how many it has, how many were judged, how many of these are right; whether its tasks are in doubt."""

    tasks: int
    judged: int
    right: int
    in_doubt: bool = False


@value
class Estimate:
    """The share of tasks in which ``field`` is read rightly, 0 to 1, with its 95 % interval; ``task``: in which everything is.

    ``judged`` tasks of ``tasks`` were looked at. ``doubted`` is the share of the wrong ones that were in doubt, None where none is wrong.
    ``sample`` is the sample's own id.
    """

    sample: str
    field: str
    share: float
    low: float
    high: float
    judged: int
    tasks: int
    wrong: int
    doubted: float | None

    def told(self) -> str:
        """In a line: 97.4 % (95.1–98.7 %), n = 300."""
        return f"{self.share:.1%} ({100 * self.low:.1f}–{100 * self.high:.1f} %), n = {self.judged}".replace("%", " %", 1)


def wilson(share: float, count: float, z: float = _Z) -> tuple[float, float]:
    """Wilson's interval of a share that was found in ``count`` draws; 0 to 1 where there was none."""
    if count <= 0:
        return 0.0, 1.0
    middle = share + z * z / (2 * count)
    reach = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    whole = 1 + z * z / count
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)


def estimate(strata: Sequence[Stratum]) -> tuple[float, float, float]:
    """The share of all tasks that are right, and its interval; strata of which nothing was judged count as the others do."""
    seen = [one for one in strata if one.judged]
    every = sum(one.tasks for one in seen)
    judged = sum(one.judged for one in seen)
    if not every:
        return 0.0, 0.0, 1.0
    share = sum(one.tasks / every * one.right / one.judged for one in seen)
    if judged >= every:
        return share, share, share
    # Of few draws that are all right the variance would be nothing: each share is drawn to that of all, by the weight of one draw.
    overall = (sum(one.right for one in seen) + 1) / (judged + 2)
    smoothed = variance = 0.0
    for one in seen:
        weight, drawn = one.tasks / every, (one.right + overall) / (one.judged + 1)
        smoothed += weight * drawn
        variance += weight**2 * drawn * (1 - drawn) / max(1, one.judged - 1) * (1 - one.judged / one.tasks)
    # What strata save is not counted on: where they are small, their own variances are hardly known.
    most = judged / (1 - judged / every)
    count = min(most, smoothed * (1 - smoothed) / variance) if variance > 0 else most
    return (share, *wilson(share, count))


Answers = Mapping[tuple[str, str], tuple[Decision, bool]]
"""The judgements of a sample: by question and field the last one, and whether it says that the reading is right."""


def answers(decisions: Iterable[Decision]) -> Mapping[str, Answers]:
    """By sample, in the order in which they were first judged. A later judgement of the same question holds."""
    found: dict[str, dict[tuple[str, str], tuple[Decision, bool]]] = {}
    for one in decisions:
        if one.audit is not None and one.action == "confirm":
            found.setdefault(one.audit.sample, {}).update({key: (one, bool(one.content)) for key in _keys(one)})
    return found


def _keys(one: Decision) -> list[tuple[str, str]]:
    return [(repr((one.document, one.at, one.task)), name) for name in one.fields or FIELDS]


def not_yet_said(judged: Iterable[Decision], decisions: Sequence[Decision]) -> list[Decision]:
    """Those of the judgements that the file of ``decisions`` does not hold yet.

    One that it holds, and that was changed or taken back since, is said again under an id of its own.
    """
    known, held = {one.id for one in decisions}, answers(in_force(decisions)[0])
    found = []
    for one in judged:
        so = held.get(one.audit.sample, {}) if one.audit else {}
        if one.id not in known:
            found.append(one)
        elif any(so.get(key, (None, None))[1] != one.content for key in _keys(one)):
            found.append(changed(one, id=next(name for n in itertools.count(2) if (name := f"{one.id}-{n}") not in known)))
    return found


def estimates(decisions: Iterable[Decision]) -> tuple[Estimate, ...]:
    """What the judgements of the latest sample say, field by field, and of tasks as a whole; nothing, where there are none.

    What was taken back does not count.
    """
    answered = answers(in_force(decisions)[0])
    if not answered:
        return ()
    sample, judgements = list(answered.items())[-1]
    return tuple(_of_field(sample, name, judgements) for name in (*FIELDS, "task") if _asked(name, judgements))


def _asked(name: str, judgements: Answers) -> bool:
    return name == "task" or any(field == name for _, field in judgements)


def _of_field(sample: str, name: str, judgements: Answers) -> Estimate:
    right: dict[str, bool] = {}
    of: dict[str, Decision] = {}
    for (where, field), (decision, verdict) in judgements.items():
        if name in ("task", field):
            right[where] = right.get(where, True) and verdict
            of[where] = decision
    counts: dict[tuple[str, bool], list[int]] = defaultdict(lambda: [0, 0, 0])
    for where, decision in of.items():
        assert decision.audit is not None
        entry = counts[decision.audit.stratum, decision.audit.in_doubt]
        entry[0] = decision.audit.tasks
        entry[1] += 1
        entry[2] += right[where]
    strata = [Stratum(tasks, judged, good, doubt) for (_, doubt), (tasks, judged, good) in counts.items()]
    share, low, high = estimate(strata)
    wrong = {doubt: sum(s.tasks * (s.judged - s.right) / s.judged for s in strata if s.in_doubt is doubt) for doubt in (True, False)}
    every = sum(wrong.values())
    judged, tasks = sum(s.judged for s in strata), sum(s.tasks for s in strata)
    return Estimate(
        sample, name, share, low, high, judged, tasks, sum(s.judged - s.right for s in strata), wrong[True] / every if every else None
    )
