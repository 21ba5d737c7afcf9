"""Results to triples: what was reached, of which task and target, as of when, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.knowledge.measures import to_base
from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of
from kg.mapping import written as w
from kg.mapping.bodies import Used
from kg.mapping.iris import Names
from kg.mapping.literals import date_literal, decimal_literal, truth
from kg.mapping.measures import counted_in
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
        yield (node, w.INDICATOR_NAME, text(result.indicator))
        indicator = indicator_of(result.indicator, target.change if target else "level", result.unit, level)
        if indicator is not None:
            used.indicators.add(indicator)
            yield (node, w.INDICATOR, names.term("indicator", indicator))
    if result.value is not None:
        yield (node, w.VALUE, decimal_literal(result.value))
        counted = counted_in(result.unit)
        used.measures.add(result.unit or None)
        yield (node, w.MEASURE, names.term("measure", counted.local))
        if result.unit:
            yield (node, w.UNIT_OF_MEASURE, text(result.unit))
        value, unit = to_base(result.value, result.unit) or (result.value, None)
        yield (node, w.BASE_VALUE, decimal_literal(value))
        yield (node, w.BASE_MEASURE, names.term("measure", counted.base))
        if unit:
            yield (node, w.BASE_UNIT, text(unit))
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
