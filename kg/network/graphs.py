"""The networks that a graph holds: which bureaus share tasks, and which leaders they answer to.

A bureau is a ``zr:Unit``; unit groups (各镇街) name nobody in particular and stay out. Two bureaus share a task when both are named for it,
whichever leads. Nodes carry ``label``, ``region``, ``leads`` and ``supports`` (tasks); edges carry ``tasks``, the number shared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from functools import cache
from itertools import combinations

import networkx as nx
from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.model.terms import ZR

__all__ = ["Networks", "bureau_network", "function_network", "leader_network", "regions_of"]

_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_PART = NamedNode("http://purl.org/dc/terms/isPartOf")
_REPLACES = NamedNode("http://purl.org/dc/terms/replaces")
_NOTATION = NamedNode("http://www.w3.org/2004/02/skos/core#notation")


def _zr(name: str) -> NamedNode:
    return NamedNode(ZR + name)


def regions_of(store: Store) -> list[tuple[str, str]]:
    """The regions with tasks, as (IRI, name), by code."""
    found: dict[str, tuple[str, str]] = {}
    for quad in store.quads_for_pattern(None, _TYPE, _zr("Document"), DefaultGraph()):
        for region in store.quads_for_pattern(quad.subject, _zr("region"), None, DefaultGraph()):
            iri = region.object.value  # type: ignore[union-attr]
            found[iri] = (_one(store, iri, _NOTATION) or iri, iri)
    return [(iri, label_of(store, iri)) for _, iri in sorted(found.values())]


def label_of(store: Store, iri: str) -> str:
    """The Chinese label of a thing (any label where there is no Chinese one; the IRI's last part where there is none)."""
    literals = [q.object for q in store.quads_for_pattern(NamedNode(iri), _LABEL, None, DefaultGraph()) if isinstance(q.object, Literal)]
    if not literals:
        return iri.rsplit("/", 1)[-1]
    return min(literals, key=lambda literal: (not (literal.language or "zh").startswith("zh"), literal.value)).value


def _one(store: Store, iri: str, predicate: NamedNode) -> str | None:
    values = sorted(quad.object.value for quad in store.quads_for_pattern(NamedNode(iri), predicate, None, DefaultGraph()))  # type: ignore[union-attr]
    return values[0] if values else None


def _tasks(store: Store, region: str | None) -> dict[str, list[tuple[str, bool]]]:
    """Each task of a region, or of all, with its bureaus and whether they lead it: of plans that no other notice replaces."""
    units = {quad.subject.value for quad in store.quads_for_pattern(None, _TYPE, _zr("Unit"), DefaultGraph())}  # type: ignore[union-attr]
    within = None
    if region is not None:
        within = {quad.subject.value for quad in store.quads_for_pattern(None, _zr("region"), NamedNode(region), DefaultGraph())}  # type: ignore[union-attr]
    no_plans = _of_no_plan(store)
    parties: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for predicate, leads in ((_zr("leadUnit"), True), (_zr("supportUnit"), False)):
        for quad in store.quads_for_pattern(None, predicate, None, DefaultGraph()):
            task, unit = quad.subject.value, quad.object.value  # type: ignore[union-attr]
            if unit in units and (within is None or task in within) and task not in no_plans:
                parties[task].append((unit, leads))
    return parties


def _of_no_plan(store: Store) -> set[str]:
    """The items of reports of progress, and the tasks of notices that another replaces."""
    documents = {quad.subject for quad in store.quads_for_pattern(None, _zr("kind"), _zr("Progress"), DefaultGraph())}
    replaced = (quad.object for quad in store.quads_for_pattern(None, _REPLACES, None, DefaultGraph()))
    documents |= {one for one in replaced if isinstance(one, NamedNode)}
    lists = [quad.subject for document in documents for quad in store.quads_for_pattern(None, _PART, document, DefaultGraph())]
    return {quad.subject.value for one in lists for quad in store.quads_for_pattern(None, _PART, one, DefaultGraph())}  # type: ignore[union-attr]


class Networks:
    """The networks of a region, or of all: tasks and names are read from the store once for all three."""

    def __init__(self, store: Store, region: str | None = None) -> None:
        """Reads the tasks."""
        self._store = store
        self._tasks = _tasks(store, region)
        self._leaders: dict[str, set[str]] = defaultdict(set)
        for quad in store.quads_for_pattern(None, _zr("leader"), None, DefaultGraph()):
            self._leaders[quad.subject.value].add(quad.object.value)  # type: ignore[union-attr]
        self._label = label = cache(lambda iri: label_of(store, iri))

        def named(thing: str) -> tuple[str, str]:
            """What a thing and its region are called."""
            region = _one(store, thing, _zr("region"))
            return label(thing), label(region) if region else ""

        self._named = cache(named)

    def parts(self, part_of: Callable[[str], str]) -> dict[str, Networks]:
        """The networks of parts of the tasks, ``part_of`` giving the part of a task's IRI."""
        parted: dict[str, dict[str, list[tuple[str, bool]]]] = defaultdict(dict)
        for task, parties in self._tasks.items():
            parted[part_of(task)][task] = parties
        parts = {}
        for part, tasks in parted.items():
            parts[part] = copy(self)
            parts[part]._tasks = tasks
        return parts

    def bureaus(self) -> nx.Graph[str]:
        """As :func:`bureau_network`."""
        return _network(self._tasks.values(), lambda unit: (unit, *self._named(unit)))

    def functions(self) -> nx.Graph[str]:
        """As :func:`function_network`."""
        functions: dict[str, str] = {}
        for quad in self._store.quads_for_pattern(None, _zr("function"), None, DefaultGraph()):
            subject, function = quad.subject.value, quad.object.value  # type: ignore[union-attr]
            functions[subject] = min(function, functions.get(subject, function))
        known = ([party for party in parties if party[0] in functions] for parties in self._tasks.values())
        return _network(known, lambda unit: (functions[unit], self._label(functions[unit]), ""))

    def leaders(self) -> nx.Graph[str]:
        """As :func:`leader_network`."""
        network: nx.Graph[str] = nx.Graph()
        count: Counter[tuple[str, str]] = Counter()
        tasks: Counter[str] = Counter()
        for task, parties in self._tasks.items():
            units = {unit for unit, _ in parties}
            for leader in self._leaders.get(task, ()):
                tasks[leader] += 1
                count.update((leader, unit) for unit in units)
        for (leader, unit), shared in sorted(count.items()):
            for node, kind in ((leader, "leader"), (unit, "bureau")):
                if node not in network:
                    label, region = self._named(node)
                    network.add_node(node, label=label, region=region, kind=kind, tasks=tasks[node])
            network.add_edge(leader, unit, tasks=shared)
        return network


def bureau_network(store: Store, region: str | None = None) -> nx.Graph[str]:
    """The bureaus of a region (or of all, each region's apart): an edge where two share tasks. Nodes are IRIs."""
    return Networks(store, region).bureaus()


def function_network(store: Store) -> nx.Graph[str]:
    """The bureaus of all regions put together by what they do (``zr:function``); bureaus of no known function stay out."""
    return Networks(store).functions()


def leader_network(store: Store, region: str | None = None) -> nx.Graph[str]:
    """Leaders and the bureaus on the tasks they answer for: an edge carries how many tasks. Nodes have ``kind`` leader or bureau."""
    return Networks(store, region).leaders()


def _network(tasks: Iterable[list[tuple[str, bool]]], node_of: Callable[[str], tuple[str, str, str]]) -> nx.Graph[str]:
    leads: Counter[str] = Counter()
    supports: Counter[str] = Counter()
    shared: Counter[tuple[str, str]] = Counter()
    names: dict[str, tuple[str, str]] = {}
    known = cache(node_of)
    for parties in tasks:
        nodes: dict[str, bool] = {}
        for unit, leading in parties:
            node, label, region = known(unit)
            names[node] = (label, region)
            nodes[node] = nodes.get(node, False) or leading
        for node, leading in nodes.items():
            (leads if leading else supports)[node] += 1
        shared.update(combinations(sorted(nodes), 2))
    network: nx.Graph[str] = nx.Graph()
    for node in sorted(names):
        label, region = names[node]
        network.add_node(node, label=label, region=region, leads=leads[node], supports=supports[node])
    network.add_edges_from((a, b, {"tasks": count}) for (a, b), count in sorted(shared.items()))
    return network
