"""The networks that a graph holds: which bureaus share tasks, and which leaders they answer to.

A bureau is a ``zr:Unit``; unit groups (各镇街) name nobody in particular and stay out. Two bureaus share a task when both are named for it,
whichever leads. Nodes carry ``label``, ``region``, ``leads`` and ``supports`` (tasks); edges carry ``tasks``, the number shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import networkx as nx
from pyoxigraph import Literal, NamedNode, Store

__all__ = ["bureau_network", "function_network", "leader_network", "regions_of"]

_ZR = "https://w3id.org/zeren/ontology#"
_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NOTATION = NamedNode("http://www.w3.org/2004/02/skos/core#notation")


@dataclass(frozen=True, slots=True)
class _Party:
    """A bureau on one task, and whether it leads."""

    unit: str
    leads: bool


def _zr(name: str) -> NamedNode:
    return NamedNode(_ZR + name)


def regions_of(store: Store) -> list[tuple[str, str]]:
    """The regions with tasks, as (IRI, name), by code."""
    found: dict[str, tuple[str, str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, _zr("Document")):
        for region in store.quads_for_pattern(quad.subject, _zr("region"), None):
            iri = region.object.value  # type: ignore[union-attr]
            found[iri] = (_one(store, iri, _NOTATION) or iri, iri)
    return [(iri, label_of(store, iri)) for _, iri in sorted(found.values())]


def label_of(store: Store, iri: str) -> str:
    """The Chinese label of a thing (any label where there is no Chinese one; the IRI's last part where there is none)."""
    literals = [q.object for q in store.quads_for_pattern(NamedNode(iri), _LABEL, None) if isinstance(q.object, Literal)]
    if not literals:
        return iri.rsplit("/", 1)[-1]
    return min(literals, key=lambda literal: (not (literal.language or "zh").startswith("zh"), literal.value)).value


def _one(store: Store, iri: str, predicate: NamedNode) -> str | None:
    values = sorted(quad.object.value for quad in store.quads_for_pattern(NamedNode(iri), predicate, None))  # type: ignore[union-attr]
    return values[0] if values else None


def _tasks(store: Store, region: str | None) -> Iterator[tuple[str, list[_Party]]]:
    """Each task with its bureaus, of one region or of all."""
    units = {quad.subject.value for quad in store.quads_for_pattern(None, _TYPE, _zr("Unit"))}  # type: ignore[union-attr]
    within = None
    if region is not None:
        within = {quad.subject.value for quad in store.quads_for_pattern(None, _zr("region"), NamedNode(region))}  # type: ignore[union-attr]
    parties: dict[str, list[_Party]] = defaultdict(list)
    for predicate, leads in ((_zr("leadUnit"), True), (_zr("supportUnit"), False)):
        for quad in store.quads_for_pattern(None, predicate, None):
            task, unit = quad.subject.value, quad.object.value  # type: ignore[union-attr]
            if unit in units and (within is None or task in within):
                parties[task].append(_Party(unit, leads))
    yield from sorted(parties.items())


def bureau_network(store: Store, region: str | None = None) -> nx.Graph[str]:
    """The bureaus of a region (or of all, each region's apart): an edge where two share tasks. Nodes are IRIs."""
    return _network(store, _tasks(store, region), lambda unit: (unit, label_of(store, unit), _region_label(store, unit)))


def function_network(store: Store) -> nx.Graph[str]:
    """The bureaus of all regions put together by what they do (``zr:function``); bureaus of no known function stay out."""
    functions: dict[str, str] = {}
    for quad in store.quads_for_pattern(None, _zr("function"), None):
        subject, function = quad.subject.value, quad.object.value  # type: ignore[union-attr]
        functions[subject] = min(function, functions.get(subject, function))
    known = ((task, [party for party in parties if party.unit in functions]) for task, parties in _tasks(store, None))
    return _network(store, known, lambda unit: (functions[unit], label_of(store, functions[unit]), ""))


def _network(store: Store, tasks: Iterable[tuple[str, list[_Party]]], node_of) -> nx.Graph[str]:  # type: ignore[no-untyped-def]
    leads: Counter[str] = Counter()
    supports: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    names: dict[str, tuple[str, str]] = {}
    cache: dict[str, tuple[str, str, str]] = {}
    for _, parties in tasks:
        nodes: dict[str, bool] = {}
        for party in parties:
            if party.unit not in cache:
                cache[party.unit] = node_of(party.unit)
            node, label, region = cache[party.unit]
            names[node] = (label, region)
            nodes[node] = nodes.get(node, False) or party.leads
        for node, leading in nodes.items():
            (leads if leading else supports)[node] += 1
        shared.update(combinations(sorted(nodes), 2))
    network: nx.Graph[str] = nx.Graph()
    for node in sorted(names):
        label, region = names[node]
        network.add_node(node, label=label, region=region, leads=leads[node], supports=supports[node])
    for (a, b), count in sorted(shared.items()):
        network.add_edge(a, b, tasks=count)
    return network


def leader_network(store: Store, region: str | None = None) -> nx.Graph[str]:
    """Leaders and the bureaus on the tasks they answer for: an edge carries how many tasks. Nodes have ``kind`` leader or bureau."""
    network: nx.Graph[str] = nx.Graph()
    leaders: dict[str, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(None, _zr("leader"), None):
        leaders[quad.subject.value].append(quad.object.value)  # type: ignore[union-attr]
    count: Counter[tuple[str, str]] = Counter()
    tasks: Counter[str] = Counter()
    for task, parties in _tasks(store, region):
        for leader in sorted(set(leaders.get(task, ()))):
            tasks[leader] += 1
            count.update((leader, unit) for unit in sorted({party.unit for party in parties}))
    for (leader, unit), shared in sorted(count.items()):
        for node, kind in ((leader, "leader"), (unit, "bureau")):
            if node not in network:
                network.add_node(node, label=label_of(store, node), region=_region_label(store, node), kind=kind, tasks=tasks[node])
        network.add_edge(leader, unit, tasks=shared)
    return network


def _region_label(store: Store, thing: str) -> str:
    region = _one(store, thing, _zr("region"))
    return label_of(store, region) if region else ""
