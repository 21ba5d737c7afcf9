"""Units of measure as things: those of ``ontology/units.ttl``, these with a multiplier before them (亿元), and unknown ones as printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg.knowledge.measures import Measure, find_measure, split_multiplier
from kg.mapping import vocabulary as v
from kg.mapping.iris import Names, slug
from kg.mapping.literals import canonical_decimal

__all__ = ["ONE", "Counted", "counted_in", "measures_described"]

_MULTIPLIED: Final = {2: "百", 3: "千", 4: "万", 5: "十万", 6: "百万", 7: "千万", 8: "亿", 9: "十亿", 10: "百亿", 11: "千亿", 12: "万亿"}
ONE: Final = "one"
"""The local name of the measure of numbers without a unit."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number is counted in. ``factor`` of the measure ``base`` is one of this; ``known`` is its unit, without a multiplier."""

    local: str
    base: str
    factor: Decimal
    label: str
    known: Measure | None
    power: int = 0


@lru_cache(maxsize=4096)
def counted_in(unit: str | None) -> Counted:
    """What a printed unit (None: no unit) stands for.

    >>> counted_in("亿元").local, counted_in("亿元").base, counted_in("亿元").factor
    ('yuan-e8', 'yuan', Decimal('100000000'))
    """
    if not unit:
        return Counted(ONE, ONE, Decimal(1), "1", None)
    whole = find_measure(unit)
    multiplier, rest = (Decimal(1), unit) if whole else split_multiplier(unit)
    known = whole or find_measure(rest)
    local = known.local if known else slug(rest) or ONE
    base = local if known is None else known.base_local
    factor = multiplier * (known.factor if known else 1)
    power = multiplier.adjusted()
    label = _MULTIPLIED.get(power, "") + (known.label if known else rest)
    return Counted(f"{local}-e{power}" if power else local, base, factor, label, known, power)


def measures_described(units: set[str | None], names: Names) -> Iterator[Triple]:
    """The triples of the measures that the printed ``units`` stand for, of their bases and of the scheme that they are in."""
    found = {counted.local: counted for unit in units for counted in (counted_in(unit),)}
    for counted in list(found.values()):
        if counted.base not in found:
            label = counted.known.base if counted.known else counted.base
            found[counted.base] = counted_in(label)
    printed: dict[str, set[str]] = defaultdict(set)
    for unit in units:
        if unit:
            printed[counted_in(unit).local].add(unit)
    scheme = names.iri("scheme", "measures")
    for local in sorted(found):
        yield from _described(found[local], scheme, names)
        for name in sorted(printed[local] - {found[local].label}):
            yield Triple(names.iri("measure", local), v.ALT_LABEL, Literal(name, language="zh"))


def _described(counted: Counted, scheme: NamedNode, names: Names) -> Iterator[Triple]:
    node = names.iri("measure", counted.local)
    yield Triple(node, v.TYPE, v.MEASURE_CLASS)
    yield Triple(node, v.PREF_LABEL, Literal(counted.label, language="zh"))
    if counted.known is not None:
        times = f"10^{counted.power} " if counted.power else ""
        yield Triple(node, v.PREF_LABEL, Literal(times + counted.known.label_en, language="en"))
    if counted.known is not None and counted.known.exact and not counted.power:
        yield Triple(node, v.EXACT_MATCH, NamedNode(counted.known.exact))
    if counted.local == ONE:
        yield Triple(node, v.PREF_LABEL, Literal("number without a unit", language="en"))
        yield Triple(node, v.EXACT_MATCH, NamedNode("http://qudt.org/vocab/unit/UNITLESS"))
    yield Triple(node, v.BASE_MEASURE, names.iri("measure", counted.base))
    yield Triple(node, v.FACTOR, Literal(canonical_decimal(counted.factor), datatype=v.term("xsd:decimal")))
    if counted.known is not None:
        yield Triple(node, v.QUANTITY_KIND, Literal(counted.known.dimension))
    yield Triple(node, v.IN_SCHEME, scheme)
