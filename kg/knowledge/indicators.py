"""The indicators that government work reports share, with their names and what they measure (``ontology/indicators.ttl``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from kg.knowledge.turtle import own_file, read_facts, texts, things
from kg.model.errors import KnowledgeError
from kg.model.terms import BASE, ZR
from kg.model.wording import told
from kg.resources import ONTOLOGY

__all__ = ["Indicator", "indicators", "read_indicators"]

_FILE: Final = ONTOLOGY / "indicators.ttl"
_ID: Final = f"{BASE}indicator/"
_FIELD: Final = f"{BASE}field/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: ``local`` is the local name of its IRI, ``names`` are all it is printed under, its label first.

    ``dimensions`` are dimensions of units of measure (money, ratio …), or ``multiple``: a number without a unit.
    """

    local: str
    label: str
    label_en: str
    names: tuple[str, ...]
    dimensions: frozenset[str]
    field: str


def read_indicators(path: Path, own: Path | None = None) -> Mapping[str, Indicator]:
    """The indicators of a file by local name, in the order of the file; those of the user's ``own`` file behind, or more names of them.

    Raises:
        KnowledgeError: the file is not Turtle, or an indicator lacks a label, a dimension or a field.
    """
    read: dict[str, Indicator] = {}
    for iri, found in read_facts(path, *([own] if own else [])).items():
        if not iri.startswith(_ID):
            continue
        local = iri.removeprefix(_ID)
        labels = found.get(f"{_SKOS}prefLabel", [])
        zh, en = texts(labels, "zh"), texts(labels, "en")
        fields = things(found.get(f"{_SKOS}broader", []), _FIELD)
        dimensions = frozenset(texts(found.get(f"{ZR}dimension", [])))
        if not (len(zh) == len(en) == len(fields) == 1 and dimensions):
            raise KnowledgeError(
                str(own or path),
                told("the indicator {local} is not complete", local=local),
                "Give it one skos:prefLabel a language (zh, en), one field as skos:broader, and a zr:dimension",
            )
        names = (zh[0], *sorted(set(texts(found.get(f"{_SKOS}altLabel", []), "zh")) - {zh[0]}))
        read[local] = Indicator(local, zh[0], en[0], names, dimensions, fields[0])
    return MappingProxyType(read)


@cache
def indicators() -> Mapping[str, Indicator]:
    """The project's indicators by local name, and the user's own."""
    return read_indicators(_FILE, own_file(_FILE.name))
