"""What offices do: the functions of ``ontology/functions.ttl``, with the names that bodies of each go by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar, cast

import pyoxigraph as ox

from kg.knowledge.turtle import own_file
from kg.model.errors import KnowledgeError
from kg.model.terms import ZR
from kg.model.wording import told
from kg.resources import ONTOLOGY

__all__ = ["Function", "FunctionIndex", "Naming", "functions"]

_FILE = "functions.ttl"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Function:
    """What a kind of office does. ``name`` is also the local part of its IRI (``…/id/function/发展改革``).

    ``one_body``: a region has only one such body. ``branch_per_county``: in counties it is a branch (分局) of the prefecture's body.
    ``broader``: for an office of earlier years or of a part of the work, the function that has it now. ``also``: for a combined office,
    what it does besides (教体局 is 教育, also 体育).
    """

    name: str
    english: str
    one_body: bool
    branch_per_county: bool = False
    broader: str | None = None
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """What a bare name of an office says: its function, and whether every such name in a region means the one same body."""

    function: Function
    same_body: bool


@dataclass(frozen=True)
class FunctionIndex:
    """The functions, and the names that lead to them.

    ``names`` are whole names without place and level, ``generic`` ends of names (街道, 管委会), ``stems`` what functions are called
    inside the name of a combined office, ``combined`` the combined names that are known to be such.
    """

    by_name: Mapping[str, Function]
    names: Mapping[str, Naming]
    generic: Mapping[str, Naming]
    stems: Mapping[str, Function]
    combined: frozenset[str]


@cache
def functions() -> FunctionIndex:
    """All functions of ``ontology/functions.ttl``, and those of the user's own file of that name.

    Raises :class:`KnowledgeError` where a file is not as it must be.
    """
    path = ONTOLOGY / _FILE
    try:
        triples = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        own = own_file(_FILE)
        if own is not None:
            path = own
            triples += ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        return _index(triples)
    except (OSError, SyntaxError, KeyError, ValueError) as error:
        raise KnowledgeError(str(path), told("not a list of offices ({error})", error=error), "Restore or correct the file.") from error


def _index(triples: Iterable[ox.Triple | ox.Quad]) -> FunctionIndex:
    facts: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        subject = cast("ox.NamedNode", triple.subject)
        facts[subject.value][triple.predicate.value].append(cast("ox.NamedNode | ox.Literal", triple.object))
    by_name: dict[str, Function] = {}
    names: dict[str, Naming] = {}
    generic: dict[str, Naming] = {}
    stems: dict[str, Function] = {}
    combined: set[str] = set()
    for values in facts.values():
        if f"{_SKOS}Concept" not in {term.value for term in values["http://www.w3.org/1999/02/22-rdf-syntax-ns#type"]}:
            continue
        function = _function(values)
        by_name[function.name] = function
        for key, same_body in (("altLabel", function.one_body), ("kindredName", False)):
            for name in _texts(values, key):
                _claim(names, name, Naming(function, same_body))
        for name in _texts(values, "genericName"):
            _claim(generic, name, Naming(function, False))
        for stem in _texts(values, "hiddenLabel"):
            _claim(stems, stem, function)
        combined.update(_texts(values, "combinedName"))
    unknown = {f.broader for f in by_name.values() if f.broader} - by_name.keys()
    if unknown:
        raise ValueError(f"no function {'、'.join(sorted(unknown))}")
    return FunctionIndex(
        by_name=MappingProxyType(by_name),
        names=MappingProxyType(names),
        generic=MappingProxyType(generic),
        stems=MappingProxyType(stems),
        combined=frozenset(combined),
    )


def _texts(values: Mapping[str, list[ox.NamedNode | ox.Literal]], key: str) -> list[str]:
    return [term.value for term in values.get(f"{_SKOS}{key}", ()) or values.get(f"{ZR}{key}", ())]


def _function(values: Mapping[str, list[ox.NamedNode | ox.Literal]]) -> Function:
    labels = {cast("ox.Literal", term).language: term.value for term in values[f"{_SKOS}prefLabel"]}
    broader = _texts(values, "broader")
    return Function(
        name=labels["zh"],
        english=labels["en"],
        one_body=_texts(values, "oneBodyPerRegion") == ["true"],
        branch_per_county=_texts(values, "branchPerCounty") == ["true"],
        broader=broader[0].rpartition("/")[2] if broader else None,
    )


def _claim(names: dict[str, _T], name: str, claimant: _T) -> None:
    if name in names:
        raise ValueError(f"the name {name} stands twice")
    names[name] = claimant
