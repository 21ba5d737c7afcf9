"""Units of measure: what the plans count with, and how figures in different units compare (``ontology/units.ttl``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal

from kg.knowledge.scripts import simplified
from kg.knowledge.turtle import read_facts
from kg.model.errors import KnowledgeError
from kg.model.terms import ZR
from kg.model.wording import told
from kg.resources import ONTOLOGY

__all__ = ["MULTIPLIERS", "Measure", "find_measure", "measure", "measures", "read_measures", "split_multiplier", "to_base"]

_FILE: Final = ONTOLOGY / "units.ttl"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

MULTIPLIERS: Final[Mapping[str, Decimal]] = MappingProxyType(
    {
        "万亿": Decimal(10) ** 12,
        "千亿": Decimal(10) ** 11,
        "百亿": Decimal(10) ** 10,
        "十亿": Decimal(10) ** 9,
        "亿": Decimal(10) ** 8,
        "千万": Decimal(10) ** 7,
        "百万": Decimal(10) ** 6,
        "十万": Decimal(10) ** 5,
        "万": Decimal(10) ** 4,
        "千": Decimal(10) ** 3,
        "百": Decimal(10) ** 2,
    }
)
"""The multipliers that stand between a number and its unit, the longest first."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One unit of measure. ``factor`` of the unit named ``base`` is one of this; ``exact`` is its QUDT IRI, if any.

    ``base_local`` is the local part of the base's IRI.

    A ``classifier`` (家, 名, 座) counts things and is never converted.
    """

    iri: str
    label: str
    label_en: str
    names: tuple[str, ...]
    dimension: str
    base: str
    factor: Decimal
    exact: str | None
    classifier: bool
    base_local: str

    @property
    def local(self) -> str:
        """The local part of its IRI."""
        return self.iri.rpartition("/")[2]


def read_measures(path: Path = _FILE) -> Mapping[str, Measure]:
    """The units of a file by each name they are printed under. Raises KnowledgeError where a unit lacks what it must have."""
    facts = read_facts(path)
    labels: dict[str, str] = {}
    known: dict[str, Measure] = {}

    def one(iri: str, name: str) -> str:
        values = facts.get(iri, {}).get(name, [])
        if len(values) != 1:
            raise KnowledgeError(
                str(path), told("{iri} has {count} values of {name}", iri=iri, count=len(values), name=name), "Give it exactly one"
            )
        return values[0].value

    def label(iri: str, language: str) -> str:
        found = facts.get(iri, {}).get(_SKOS + "prefLabel", [])
        texts = [term.value for term in found if isinstance(term, Literal) and term.language == language]
        if len(texts) != 1:
            raise KnowledgeError(
                str(path), told("{iri} has {count} labels @{language}", iri=iri, count=len(texts), language=language), "Give it exactly one"
            )
        return texts[0]

    kinds = {ZR + "UnitOfMeasure": False, ZR + "Classifier": True}
    units: dict[str, bool] = {}
    for iri, properties in facts.items():
        for kind in properties.get(_TYPE, []):
            if kind.value in kinds:
                units[iri] = kinds[kind.value]
                labels[iri] = label(iri, "zh")
    for iri, classifier in units.items():
        base = one(iri, ZR + "baseMeasure")
        if base not in labels:
            raise KnowledgeError(str(path), told("{iri} has a base that is no unit: {base}", iri=iri, base=base), "Name one of the units")
        try:
            factor = Decimal(one(iri, ZR + "factor"))
        except InvalidOperation as error:
            raise KnowledgeError(str(path), told("the factor of {iri} is no number", iri=iri), "Write a decimal") from error
        names = (labels[iri], *sorted(t.value for t in facts[iri].get(_SKOS + "altLabel", [])))
        exact = facts[iri].get(_SKOS + "exactMatch")
        found = Measure(
            iri=iri,
            label=labels[iri],
            label_en=label(iri, "en"),
            names=names,
            dimension=one(iri, ZR + "quantityKind"),
            base=labels[base],
            factor=factor,
            exact=exact[0].value if exact else None,
            classifier=classifier,
            base_local=base.rpartition("/")[2],
        )
        for name in names:
            if known.setdefault(name, found) is not found:
                raise KnowledgeError(str(path), told("two units are called {name}", name=name), "Let one of them have the name")
    return MappingProxyType(known)


@cache
def measures() -> Mapping[str, Measure]:
    """The project's units by each printed name."""
    return read_measures()


def find_measure(name: str) -> Measure | None:
    """The unit of that printed name, which is no multiplier with a unit; None where it is not known."""
    return measures().get(name) or measures().get(simplified(name))


def split_multiplier(unit: str) -> tuple[Decimal, str]:
    """The multiplier before a unit, and the unit.

    >>> split_multiplier("万人次")
    (Decimal('10000'), '人次')
    """
    plain = simplified(unit)
    for name, factor in MULTIPLIERS.items():
        if plain.startswith(name):
            return factor, unit[len(name) :]
    return Decimal(1), unit


def measure(unit: str) -> Measure | None:
    """The unit of that printed name, a multiplier before it set aside; None where it is not known."""
    return find_measure(unit) or find_measure(split_multiplier(unit)[1])


def _plain(value: Decimal) -> Decimal:
    """The number without a trailing zero or an exponent."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()


def to_base(value: Decimal, unit: str | None) -> tuple[Decimal, str] | None:
    """The figure in its base unit, as a plain decimal, with that unit's name; None where there is no unit.

    Multipliers are worked in; a classifier or an unknown unit stands as printed.

    >>> to_base(Decimal("2.1"), "万名"), to_base(Decimal(20), "亿元"), to_base(Decimal(50), "兆瓦")
    ((Decimal('21000'), '名'), (Decimal('2000000000'), '元'), (Decimal('50000'), '千瓦'))
    """
    if not unit:
        return None
    factor, rest = (Decimal(1), unit) if find_measure(unit) else split_multiplier(unit)
    found = find_measure(rest)
    if found is None:
        return _plain(value * factor), rest
    return _plain(value * factor * found.factor), found.base
