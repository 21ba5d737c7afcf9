"""What targets and results have in common: a number in its unit and in the base unit, and the indicator that it is of."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.knowledge.measures import to_base
from kg.mapping import written as w
from kg.mapping.bodies import Used
from kg.mapping.iris import Names
from kg.mapping.literals import decimal_literal
from kg.mapping.measures import counted_in
from kg.mapping.statements import Statement, Term, text

__all__ = ["measured", "of_indicator"]


def measured(node: Term, value: Decimal, unit: str | None, names: Names, used: Used) -> Iterator[Statement]:
    """The value as printed and in its base unit. The measure is noted in ``used``."""
    yield (node, w.VALUE, decimal_literal(value))
    counted = counted_in(unit)
    used.measures.add(unit or None)
    yield (node, w.MEASURE, names.term("measure", counted.local))
    if unit:
        yield (node, w.UNIT_OF_MEASURE, text(unit))
    based, base_unit = to_base(value, unit) or (value, None)
    yield (node, w.BASE_VALUE, decimal_literal(based))
    yield (node, w.BASE_MEASURE, names.term("measure", counted.base))
    if base_unit:
        yield (node, w.BASE_UNIT, text(base_unit))


def of_indicator(node: Term, printed: str, known: str | None, names: Names, used: Used) -> Iterator[Statement]:
    """The indicator's name as printed, and the ``known`` indicator, which is noted in ``used``."""
    yield (node, w.INDICATOR_NAME, text(printed))
    if known is not None:
        used.indicators.add(known)
        yield (node, w.INDICATOR, names.term("indicator", known))
