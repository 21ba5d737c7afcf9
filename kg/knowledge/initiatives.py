"""The campaigns that are known beforehand, with their names: ``ontology/initiatives.ttl``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, parse

from kg.errors import KnowledgeError
from kg.resources import ONTOLOGY

__all__ = ["KnownInitiative", "known_initiatives", "read_initiatives"]

_FILE: Final = ONTOLOGY / "initiatives.ttl"
_ID: Final = "https://w3id.org/zeren/id/initiative/"
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
    labels: dict[str, dict[tuple[str, str | None], list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for triple in parse(path=str(path)):
            subject, value = triple.subject, triple.object
            if isinstance(subject, NamedNode) and subject.value.startswith(_ID) and isinstance(value, Literal):
                property_ = triple.predicate.value.removeprefix(_SKOS)
                labels[subject.value.removeprefix(_ID)][property_, value.language].append(value.value)
    except OSError as error:
        raise KnowledgeError(str(path), "the file cannot be read", "Restore it from the project's repository") from error
    except SyntaxError as error:
        raise KnowledgeError(f"{path}:{error.lineno}", f"this is not Turtle: {error.msg}", "Correct the line") from error
    read = []
    for local, found in labels.items():
        label, *others = found["prefLabel", "zh"] or [""]
        if not label or others:
            raise KnowledgeError(str(path), f"{local} has not one name as skos:prefLabel", "Leave one, in Chinese")
        names = (label, *sorted(set(found["altLabel", "zh"]) - {label}))
        read.append(KnownInitiative(local, label, next(iter(found["prefLabel", "en"]), None), names))
    return tuple(read)


@cache
def known_initiatives() -> tuple[KnownInitiative, ...]:
    """The project's own list."""
    return read_initiatives(_FILE)
