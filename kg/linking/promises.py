"""Which promise of a plan a result of a progress report is measured against: indicator, change, measure and horizon say so.

登记失业率 and 调查失业率 are two indicators, growth and level two things; a name that is no known indicator's is the same name or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from kg.knowledge.measures import to_base
from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of, plain
from kg.model.records import Change, Result, Target, Task
from kg.parsing.results.again import alike_target
from kg.parsing.results.joining import ALIKE, name_likeness

__all__ = ["Promise", "named", "of_indicator", "of_task", "same_promise", "sole"]

# Letters of a name of no known indicator that is the same thing wherever it stands: shorter ones (项目) are many things.
_LONG_ENOUGH: Final = 5
_PERCENT: Final = frozenset({"%", "百分点"})


class Promise(NamedTuple):
    """What a target or result is about: the known indicator, or the plain name; its change, and what it is counted in."""

    indicator: str
    known: bool
    change: Change
    measure: str


def named(indicator: str | None, change: Change, unit: str | None, level: Level | None) -> Promise | None:
    """What the printed name, change and unit are about; None where there is no name or it says too little."""
    if not indicator:
        return None
    known = indicator_of(indicator, change, unit, level)
    name = plain(indicator)
    if known is None and len(name) < _LONG_ENOUGH:
        return None
    return Promise(known or name, known is not None, change, _measure(unit))


def of_indicator(result: Result, own: Target | None, level: Level | None) -> Iterator[Promise]:
    """What the result may be a result of: its own target says it, else its name; of a percentage growth, fall or level."""
    if own is not None and (promise := named(own.indicator, own.change, own.unit, level)) is not None:
        yield promise
        return
    if own is None and result.value is not None:
        changes: tuple[Change, ...] = ("increase", "level") if result.unit in _PERCENT else ("level",)
        yield from (promise for change in changes if (promise := named(result.indicator, change, result.unit, level)) is not None)


def of_task(results: Sequence[Result], item: Task, task: Task, level: Level | None) -> list[int | None]:
    """For each result of a report's item the index of the target, among those of the plan's task, that it is measured against."""
    used: set[int] = set()
    found: list[int | None] = []
    for result in results:
        own = item.targets[result.target] if result.target is not None else None
        at = _by_own_target(own, task.targets, used, level) if own is not None else None
        if at is None and own is None:
            allowed = [n for n, target in enumerate(task.targets) if not _another(result, target, level)]
            inner = alike_target(result, [task.targets[n] for n in allowed], {allowed.index(n) for n in used if n in allowed})
            at = None if inner is None else allowed[inner]
        if (
            at is None
            and result.value is None
            and len(item.targets) <= 1
            and len(task.targets) == 1
            and not used
            and _whole(result, results)
        ):
            at = 0
        if at is not None:
            used.add(at)
        found.append(at)
    return found


def same_promise(own: Target, promised: Target) -> bool:
    """Whether the number that the report prints as promised is the plan's."""
    return _based(own) == _based(promised) and own.comparator == promised.comparator


def _whole(result: Result, results: Sequence[Result]) -> bool:
    """Whether the result is a share or a state of the task's one promise, and the only one that is told."""
    return len(results) == 1 and result.indicator is None


def _by_own_target(own: Target, targets: Sequence[Target], used: set[int], level: Level | None) -> int | None:
    """The target that is the same promise, by what it is about; among several the one of the same number."""
    free = [n for n, target in enumerate(targets) if n not in used and _same_measure(own, target) and target.change == own.change]
    about = named(own.indicator, own.change, own.unit, level)
    same = [n for n in free if about is not None and named(targets[n].indicator, targets[n].change, targets[n].unit, level) == about]
    if not same:
        near = {n: name_likeness(own.indicator, targets[n].indicator) for n in free if not _differ(own, targets[n], level)}
        best = max(near.values(), default=0.0)
        same = [n for n, likeness in near.items() if likeness == best >= ALIKE]
    equal = [n for n in same if _based(targets[n]) == _based(own)]
    for candidates in (equal, same):
        if len(candidates) == 1:
            return candidates[0]
    return None


def _differ(one: Target, other: Target, level: Level | None) -> bool:
    """Whether both are known indicators, and not the same."""
    known = _known(one, level), _known(other, level)
    return all(known) and known[0] != known[1]


def _known(target: Target, level: Level | None) -> str | None:
    return indicator_of(target.indicator, target.change, target.unit, level) if target.indicator else None


def _another(result: Result, target: Target, level: Level | None) -> bool:
    """Whether both are known indicators, and not the same."""
    if not result.indicator:
        return False
    known = indicator_of(result.indicator, target.change, result.unit or target.unit, level)
    other = _known(target, level)
    return known is not None and other is not None and known != other


def _same_measure(one: Target, other: Target) -> bool:
    return _measure(one.unit) == _measure(other.unit)


def _measure(unit: str | None) -> str:
    based = to_base(Decimal(1), unit)
    return str(based[1]) if based is not None else unit or ""


def _based(target: Target) -> Decimal:
    based = to_base(target.value, target.unit)
    return based[0] if based is not None else target.value


def sole(promises: Iterable[tuple[Promise, int]]) -> dict[Promise, int]:
    """Where each promise stands, of those that stand in one place alone."""
    found: dict[Promise, set[int]] = {}
    for promise, at in promises:
        found.setdefault(promise, set()).add(at)
    return {promise: next(iter(places)) for promise, places in found.items() if len(places) == 1}
