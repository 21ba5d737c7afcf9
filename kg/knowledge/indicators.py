"""The indicators that government work reports share, with their names and what they measure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from pyoxigraph import Literal, NamedNode, parse

from kg.errors import KnowledgeError
from kg.resources import ONTOLOGY

__all__ = ["Dimension", "Indicator", "indicators", "read_indicators"]

_FILE: Final = ONTOLOGY / "indicators.ttl"
_ID: Final = "https://w3id.org/zeren/id/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_ZR: Final = "https://w3id.org/zeren/ontology#"


@dataclass(frozen=True, slots=True)
class Dimension:
    """What is measured (金额, 比率, 面积 …), and the units of measure that it may have, without 万 and 亿."""

    local: str
    units: frozenset[str]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: ``local`` is the local name of its IRI, ``names`` are all it is printed under, its label first."""

    local: str
    label: str
    label_en: str
    names: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    field: str


_Facts = Mapping[str, Mapping[str, list[NamedNode | Literal]]]


def _facts(path: Path) -> _Facts:
    """The file's triples by subject and property."""
    facts: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in parse(path=str(path)):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                facts[triple.subject.value][triple.predicate.value].append(triple.object)
    except OSError as error:
        raise KnowledgeError(str(path), "the file cannot be read", "Restore it from the project's repository") from error
    except SyntaxError as error:
        raise KnowledgeError(f"{path}:{error.lineno}", f"this is not Turtle: {error.msg}", "Correct the line") from error
    return facts


def _literals(facts: Mapping[str, list[NamedNode | Literal]], term: str, language: str | None = None) -> list[str]:
    found = facts.get(term, [])
    return [o.value for o in found if isinstance(o, Literal) and (language is None or o.language == language)]


def _locals(facts: Mapping[str, list[NamedNode | Literal]], term: str, class_name: str) -> list[str]:
    head = f"{_ID}{class_name}/"
    found = facts.get(term, [])
    return [o.value.removeprefix(head) for o in found if isinstance(o, NamedNode) and o.value.startswith(head)]


def read_indicators(path: Path) -> Mapping[str, Indicator]:
    """The indicators of a file by local name, in the order of the file.

    Raises:
        KnowledgeError: the file is not Turtle, or an indicator lacks a label, a dimension or a field.
    """
    facts = _facts(path)
    read: dict[str, Indicator] = {}
    for iri, found in facts.items():
        local = iri.removeprefix(f"{_ID}indicator/")
        if local == iri:
            continue
        labels = _literals(found, f"{_SKOS}prefLabel", "zh")
        labels_en = _literals(found, f"{_SKOS}prefLabel", "en")
        fields = _locals(found, f"{_SKOS}broader", "field")
        dimensions = tuple(
            Dimension(name, frozenset(_literals(facts.get(f"{_ID}dimension/{name}", {}), f"{_ZR}printedUnit")))
            for name in _locals(found, f"{_ZR}dimension", "dimension")
        )
        if not (len(labels) == len(labels_en) == len(fields) == 1 and all(d.units for d in dimensions) and dimensions):
            raise KnowledgeError(
                str(path),
                f"the indicator {local} is not complete",
                "Give it one skos:prefLabel a language (zh, en), one field as skos:broader, and a zr:dimension",
            )
        names = (labels[0], *sorted(set(_literals(found, f"{_SKOS}altLabel", "zh")) - {labels[0]}))
        read[local] = Indicator(local, labels[0], labels_en[0], names, dimensions, fields[0])
    return MappingProxyType(read)


@cache
def indicators() -> Mapping[str, Indicator]:
    """The project's own indicators by local name."""
    return read_indicators(_FILE)
