"""Results to triples: what was reached, of which task and target, as of when, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of
from kg.mapping import written as w
from kg.mapping.bodies import Used
from kg.mapping.iris import Names
from kg.mapping.literals import date_literal, decimal_literal, truth
from kg.mapping.numbers import measured, of_indicator
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Result, Target, Task

__all__ = ["result_triples"]


def result_triples(
    node: Term,
    result: Result,
    task: Term,
    targets: Sequence[Term],
    of: Task,
    names: Names,
    level: Level | None,
    used: Used,
    *,
    with_text: bool,
) -> Iterator[Statement]:
    """What is said of one result, but for where it stands. ``targets`` are the nodes of those of the task ``of``."""
    yield (node, w.TYPE, w.RESULT_CLASS)
    yield (node, w.OF_TASK, task)
    target: Target | None = None
    if result.target is not None:
        target = of.targets[result.target]
        yield (node, w.OF_TARGET, targets[result.target])
    if result.indicator is not None:
        known = indicator_of(result.indicator, target.change if target else "level", result.unit, level)
        yield from of_indicator(node, result.indicator, known, names, used)
    if result.value is not None:
        yield from measured(node, result.value, result.unit, names, used)
    if result.share is not None:
        yield (node, w.SHARE, decimal_literal(result.share))
    if result.status is not None:
        yield (node, w.STATUS, w.STATUSES[result.status])
    if result.status_basis is not None:
        yield (node, w.STATUS_BASIS, w.STATUS_BASES[result.status_basis])
    if result.as_of is not None:
        yield (node, w.AS_OF, date_literal(result.as_of))
    if result.estimate:
        yield (node, w.ESTIMATE, truth(True))
    if result.derived_target is not None:
        yield (node, w.DERIVED_TARGET, decimal_literal(result.derived_target))
    if with_text:
        yield (node, w.QUOTE, text(result.quote))
