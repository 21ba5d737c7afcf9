"""Targets to triples: the number as printed, the number in the base unit, what is known of the indicator."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.knowledge.measures import to_base
from kg.knowledge.regions import Level
from kg.linking.indicators import indicator_of
from kg.mapping import vocabulary as v
from kg.mapping.bodies import Used
from kg.mapping.iris import Names
from kg.mapping.literals import decimal_literal
from kg.mapping.measures import counted_in
from kg.model.records import Target

__all__ = ["target_triples"]


def target_triples(node: NamedNode, target: Target, names: Names, level: Level | None, used: Used, *, with_text: bool) -> Iterator[Triple]:
    """What is said of one target, but for where it stands. The indicator and the measures are noted in ``used``."""
    yield Triple(node, v.TYPE, v.TARGET_CLASS)
    if target.indicator is not None:
        yield Triple(node, v.INDICATOR_NAME, Literal(target.indicator))
        indicator = indicator_of(target.indicator, target.change, target.unit, level)
        if indicator is not None:
            used.indicators.add(indicator)
            yield Triple(node, v.INDICATOR, names.iri("indicator", indicator))
    yield Triple(node, v.CHANGE, v.CHANGES[target.change])
    yield Triple(node, v.COMPARATOR, v.COMPARATORS[target.comparator])
    yield Triple(node, v.VALUE, decimal_literal(target.value))
    counted = counted_in(target.unit)
    used.measures.add(target.unit or None)
    yield Triple(node, v.MEASURE, names.iri("measure", counted.local))
    if target.unit:
        yield Triple(node, v.UNIT_OF_MEASURE, Literal(target.unit))
    value, unit = to_base(target.value, target.unit) or (target.value, None)
    yield Triple(node, v.BASE_VALUE, decimal_literal(value))
    yield Triple(node, v.BASE_MEASURE, names.iri("measure", counted.base))
    if unit:
        yield Triple(node, v.BASE_UNIT, Literal(unit))
    if target.upper is not None:
        yield Triple(node, v.UPPER_VALUE, decimal_literal(target.upper))
    if target.baseline is not None:
        yield Triple(node, v.BASELINE_VALUE, decimal_literal(target.baseline))
    yield Triple(node, v.COMMITMENT, v.COMMITMENTS[target.commitment])
    if target.deadline is not None:
        yield Triple(node, v.DEADLINE, Literal(target.deadline))
    if with_text:
        yield Triple(node, v.QUOTE, Literal(target.quote))
