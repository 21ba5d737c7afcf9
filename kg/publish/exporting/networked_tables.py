"""The whole graph as networks have it: ``nodes``, a row a thing, and ``edges``, a row a property that leads from thing to thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, cast

import pyoxigraph as ox

from kg.mapping.vocabulary import TYPE
from kg.publish.exporting.fixed_tables import Names, things_of
from kg.publish.exporting.things import short_name
from kg.store.confined import confined

__all__ = ["edge_rows", "node_rows"]

_HERE: Final = ox.DefaultGraph()
# What is linked to is, but for bodies, regions and terms, linked to once.
_REMEMBERED: Final = 65_536
_OF_SEVERAL_CLASSES: Final = """SELECT ?thing (MIN(STR(?class)) AS ?first) { ?thing a ?class FILTER(isIRI(?thing) && isIRI(?class)) }
GROUP BY ?thing HAVING (COUNT(*) > 1)"""


def node_rows(store: ox.Store, names: Names, terms: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Each thing with its class and its name; behind them the ``terms`` (see :func:`edge_rows`), with the label Term."""
    typed = (quad.object for quad in store.quads_for_pattern(None, TYPE, None, _HERE))
    classes = sorted({class_.value for class_ in typed if isinstance(class_, ox.NamedNode)})
    # A thing of several classes is one node, of the first.
    first = confined(lambda: _first_of_several(store))
    for class_ in classes:
        for iri in things_of(store, ox.NamedNode(class_)):
            if first.get(iri, class_) == class_:
                yield iri, short_name(class_), names.of(iri)
    for iri in sorted(terms):
        yield iri, "Term", short_name(iri)


def _first_of_several(store: ox.Store) -> dict[str, str]:
    return {row["thing"].value: row["first"].value for row in cast(ox.QuerySolutions, store.query(_OF_SEVERAL_CLASSES))}


def edge_rows(store: ox.Store, terms: set[str]) -> Iterator[tuple[str, str, str]]:
    """Each property that leads from thing to thing, but for the class: from, to, and the property's short name.

    ``terms`` takes up what is linked to and not described, as a vocabulary's terms.
    """

    @lru_cache(_REMEMBERED)
    def noted(thing: ox.NamedNode) -> None:
        if next(iter(store.quads_for_pattern(thing, TYPE, None, _HERE)), None) is None:
            terms.add(thing.value)

    for quad in store.quads_for_pattern(None, None, None, _HERE):
        if isinstance(quad.object, ox.NamedNode) and quad.predicate != TYPE:
            noted(quad.object)
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject.value, quad.object.value, short_name(quad.predicate.value)
