"""Targets to triples: the number as printed, the number in the base unit, what is known of the indicator."""

from __future__ import annotations

from collections.abc import Iterator

from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of
from kg.mapping import written as w
from kg.mapping.bodies import Used
from kg.mapping.iris import Names
from kg.mapping.literals import decimal_literal
from kg.mapping.numbers import measured, of_indicator
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Target

__all__ = ["target_triples"]


def target_triples(node: Term, target: Target, names: Names, level: Level | None, used: Used, *, with_text: bool) -> Iterator[Statement]:
    """What is said of one target, but for where it stands. The indicator and the measures are noted in ``used``."""
    yield (node, w.TYPE, w.TARGET_CLASS)
    if target.indicator is not None:
        yield from of_indicator(node, target.indicator, indicator_of(target.indicator, target.change, target.unit, level), names, used)
    yield (node, w.CHANGE, w.CHANGES[target.change])
    yield (node, w.COMPARATOR, w.COMPARATORS[target.comparator])
    yield from measured(node, target.value, target.unit, names, used)
    if target.upper is not None:
        yield (node, w.UPPER_VALUE, decimal_literal(target.upper))
    if target.baseline is not None:
        yield (node, w.BASELINE_VALUE, decimal_literal(target.baseline))
    yield (node, w.COMMITMENT, w.COMMITMENTS[target.commitment])
    if target.deadline is not None:
        yield (node, w.DEADLINE, text(target.deadline))
    if with_text:
        yield (node, w.QUOTE, text(target.quote))
