"""What the graph says of the things that it shares with every other graph: regions, functions, indicators, kinds of doubt.

Their descriptions stand in ``ontology/``, those of doubts in :mod:`kg.model.doubts`. Those that a build uses are copied into it, with
what they lie in or under, so that a question needs no other file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from kg.knowledge.turtle import own_file
from kg.mapping import vocabulary as v
from kg.mapping.iris import Names
from kg.model.doubts import ALL_TITLES, Language, titles
from kg.model.errors import KnowledgeError
from kg.model.terms import BASE, ZR
from kg.resources import ONTOLOGY

__all__ = ["Descriptions", "described", "descriptions", "doubt_of", "doubts_described", "read_descriptions", "values_described"]

_UPWARD: Final = (v.term("zr:withinRegion"), v.term("skos:broader"))
_INDIVIDUAL: Final = NamedNode("http://www.w3.org/2002/07/owl#NamedIndividual")
_LEADS_ON: Final = (*_UPWARD, v.IN_SCHEME, v.REPLACED_BY)
_LABELS: Final = (v.TYPE, v.PREF_LABEL)
# What is told of things of each file, and in which order. The many names of a function are for linking, units carry their own.
_TOLD: Final = {
    "regions.ttl": (*_LABELS, v.ALT_LABEL, v.NOTATION, v.LEVEL, v.term("zr:lastListed"), *_UPWARD),
    "successors.ttl": (v.REPLACED_BY,),
    "functions.ttl": (*_LABELS, v.TITLE, v.ALT_LABEL, v.IN_SCHEME, *_UPWARD),
    "indicators.ttl": (*_LABELS, v.TITLE, v.ALT_LABEL, v.IN_SCHEME, v.term("zr:dimension"), *_UPWARD),
    "initiatives.ttl": (v.TYPE, v.TITLE),
    "units.ttl": (v.TYPE, v.TITLE),
    "zeren.ttl": (*_LABELS, v.TITLE, v.IN_SCHEME),
}

_Fact = tuple[NamedNode, NamedNode | Literal]
Descriptions = Mapping[NamedNode, Sequence[_Fact]]


def read_descriptions(path: Path, told_of: Sequence[NamedNode]) -> Descriptions:
    """What a Turtle file says of each of its things with the properties ``told_of``; raises KnowledgeError."""
    told: dict[NamedNode, list[tuple[int, NamedNode | Literal]]] = defaultdict(list)
    order = {predicate.value: place for place, predicate in enumerate(told_of)}
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            place = order.get(quad.predicate.value)
            if place is None:
                continue
            thing, value = quad.subject, quad.object
            # That a value of a list is an individual is not told.
            if isinstance(thing, NamedNode) and isinstance(value, (NamedNode, Literal)) and (place or value != _INDIVIDUAL):
                told[thing].append((place, value))
    except (OSError, SyntaxError) as error:
        raise KnowledgeError(str(path), str(error), "Put the file back as it was") from error
    return {thing: _in_order(facts, told_of) for thing, facts in told.items()}


def _in_order(facts: list[tuple[int, NamedNode | Literal]], told_of: Sequence[NamedNode]) -> tuple[_Fact, ...]:
    """Each fact once, by the property's place, then by the value."""
    places = [place for place, _ in facts]
    if len(set(places)) < len(places):
        facts = sorted(set(facts), key=lambda fact: (fact[0], str(fact[1])))
    elif len(facts) > 1:
        facts.sort(key=itemgetter(0))
    return tuple([(told_of[place], value) for place, value in facts])


@cache
def descriptions() -> Descriptions:
    """What the project's own files say of what graphs share."""
    told: dict[NamedNode, tuple[tuple[NamedNode, NamedNode | Literal], ...]] = {}
    for file, told_of in _TOLD.items():
        own = own_file(file)
        for path in (ONTOLOGY / file, *([own] if own is not None else [])):
            for thing, facts in read_descriptions(path, told_of).items():
                told[thing] = (*told.get(thing, ()), *(fact for fact in facts if fact not in told.get(thing, ())))
    return told


def described(class_name: str, locals_: Iterable[str], names: Names, done: set[NamedNode]) -> Iterator[Triple]:
    """The triples of things and of all that they lie in or under; what is in ``done`` already is not told again."""
    known = descriptions()
    waiting = [NamedNode(f"{BASE}{class_name}/{local}") for local in sorted(locals_, reverse=True)]
    while waiting:
        thing = waiting.pop()
        if thing in done or thing not in known:
            continue
        done.add(thing)
        told, above = _told(thing, names)
        yield from told
        waiting.extend(above)


@lru_cache(maxsize=4096)
def _told(thing: NamedNode, names: Names) -> tuple[tuple[Triple, ...], tuple[NamedNode, ...]]:
    """The triples of one thing, made once and told in every named graph, and what the thing lies in or under."""
    node = names.rebased(thing)
    facts = descriptions()[thing]
    return (
        tuple(Triple(node, predicate, names.rebased(value) if isinstance(value, NamedNode) else value) for predicate, value in facts),
        tuple(value for predicate, value in facts if predicate in _LEADS_ON and isinstance(value, NamedNode)),
    )


def doubt_of(code: str, names: Names) -> NamedNode:
    """The kind of doubt that has the code."""
    return names.iri("doubt", code)


def doubts_described(codes: Iterable[str], names: Names, done: set[NamedNode]) -> Iterator[Triple]:
    """The triples of kinds of doubt and of the scheme that they are in; what is in ``done`` already is not told again."""
    scheme = names.iri("scheme", "doubts")
    for code in sorted(codes):
        node = doubt_of(code, names)
        if node in done:
            continue
        if scheme not in done:
            yield Triple(scheme, v.TYPE, v.SCHEME_CLASS)
            yield from _in_each_language(scheme, v.TITLE, ALL_TITLES)
        done |= {scheme, node}
        yield Triple(node, v.TYPE, v.DOUBT_CLASS)
        yield from _in_each_language(node, v.PREF_LABEL, titles(code))
        yield Triple(node, v.NOTATION, Literal(code))
        yield Triple(node, v.IN_SCHEME, scheme)


def values_described(names: Names) -> Iterator[Triple]:
    """The triples of the values that properties take (lead, at least, ensure …), and of the lists that they are in: always all."""
    done: set[NamedNode] = set()
    values = [
        thing for thing, facts in descriptions().items() if thing.value.startswith(ZR) and any(fact[0] == v.IN_SCHEME for fact in facts)
    ]
    schemes: set[str] = set()
    for value in sorted(values, key=str):
        told, above = _told(value, names)
        yield from told
        schemes.update(scheme.value.rpartition("/")[2] for scheme in above)
    yield from described("scheme", schemes, names, done)


def _in_each_language(thing: NamedNode, predicate: NamedNode, words: Mapping[Language, str]) -> Iterator[Triple]:
    return (Triple(thing, predicate, Literal(text, language=language)) for language, text in words.items())
