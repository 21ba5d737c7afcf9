"""The campaigns that are known beforehand, with their names: ``ontology/initiatives.ttl``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kg.knowledge.turtle import read_facts, texts
from kg.model.errors import KnowledgeError
from kg.model.terms import BASE
from kg.model.wording import told
from kg.resources import ONTOLOGY

__all__ = ["KnownInitiative", "known_initiatives", "read_initiatives"]

_FILE: Final = ONTOLOGY / "initiatives.ttl"
_ID: Final = f"{BASE}initiative/"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class KnownInitiative:
    """A campaign: ``local`` is the local name of its IRI, ``names`` are all its names, the usual one first."""

    local: str
    label: str
    label_en: str | None
    names: tuple[str, ...]


def read_initiatives(path: Path) -> tuple[KnownInitiative, ...]:
    """The campaigns of a file, in its order.

    Raises:
        KnowledgeError: the file is not Turtle, or a campaign has not one Chinese ``skos:prefLabel``.
    """
    read = []
    for iri, found in read_facts(path).items():
        if not iri.startswith(_ID):
            continue
        local = iri.removeprefix(_ID)
        labels = found.get(f"{_SKOS}prefLabel", [])
        zh, en = texts(labels, "zh"), texts(labels, "en")
        if len(zh) != 1:
            raise KnowledgeError(
                str(path), told("{local} has {count} names as skos:prefLabel @zh", local=local, count=len(zh)), "Give it exactly one"
            )
        names = (zh[0], *sorted(set(texts(found.get(f"{_SKOS}altLabel", []), "zh")) - {zh[0]}))
        read.append(KnownInitiative(local, zh[0], en[0] if en else None, names))
    return tuple(read)


@cache
def known_initiatives() -> tuple[KnownInitiative, ...]:
    """The project's own list."""
    return read_initiatives(_FILE)
