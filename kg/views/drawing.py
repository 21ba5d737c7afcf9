"""Networks as pyvis draws them: nodes, edges and options for vis-network, with positions set and physics off."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import networkx as nx
import pyvis  # type: ignore[import-untyped]
from pyvis.edge import Edge  # type: ignore[import-untyped]
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.network.measures import communities_of
from kg.views.graph_facts import short_id
from kg.views.layout import positions

__all__ = ["OPTIONS", "Picture", "draw_bureaus", "draw_with_leaders", "vis_network_script"]

MOST_NODES: Final = 160
MOST_EDGES: Final = 1500
# Told apart by readers of every kind of colour vision, and dark enough to stand on white.
PALETTE: Final = ("#2f6db3", "#d5672a", "#3d8f5f", "#a64d9c", "#b08a1e", "#4aa3b8", "#c2455b", "#6b6bc4", "#7d8a2e", "#8a6d5a")
_OTHER: Final = "#8a929c"
OPTIONS: Final = {
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hideEdgesOnDrag": False, "multiselect": False, "tooltipDelay": 60000, "zoomSpeed": 0.6},
    "nodes": {"shape": "dot", "borderWidth": 1.5, "chosen": False},
    "edges": {"smooth": False, "color": {"color": "#b9c2cc", "opacity": 0.55}, "chosen": False},
    "layout": {"improvedLayout": False},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """What vis-network draws, the strongest nodes and edges first; ``nodes_of`` and ``edges_of`` say how many there are in all."""

    nodes: tuple[dict[str, Any], ...]
    edges: tuple[dict[str, Any], ...]
    options: dict[str, Any]
    nodes_of: int
    edges_of: int


@dataclass(frozen=True, slots=True)
class _Bureau:
    """A node of the network, its neighbours and the tasks it shares with them; ``community`` 0 for those without neighbours."""

    node: str
    label: str
    region: str
    leads: int
    supports: int
    degree: int
    strength: int
    community: int


def _bureaus(network: nx.Graph[str], community: Mapping[str, int]) -> list[_Bureau]:
    """All nodes, the strongest first."""
    found = []
    for node, near in network.adjacency():
        data, degree, strength = network.nodes[node], len(near), sum(edge["tasks"] for edge in near.values())
        found.append(
            _Bureau(
                node, data["label"], data["region"], data["leads"], data["supports"], degree, strength, community[node] if degree else 0
            )
        )
    return sorted(found, key=lambda bureau: (-bureau.strength, -bureau.degree, -bureau.leads, bureau.node))


@cache
def vis_network_script() -> Path:
    """vis-network as pyvis brings it; the newest of its versions."""
    found = sorted(Path(pyvis.__file__).parent.glob("lib/vis-*/vis-network.min.js"), key=lambda path: path.parent.name)
    if not found:
        raise FileNotFoundError("pyvis is installed without its vis-network.min.js")
    return found[-1]


def _radius(tasks: int) -> float:
    """Area by number: a bureau that leads four times as much looks four times as large."""
    return round(5 + 3.4 * math.sqrt(tasks), 1)


def _empty() -> Network:
    # As a directed network pyvis does not search all edges for each new one; without arrows it looks the same.
    drawn = Network(directed=True, cdn_resources="local")
    drawn.set_options(json.dumps(OPTIONS))
    return drawn


def draw_bureaus(network: nx.Graph[str]) -> Picture:
    """Who works with whom: size by tasks led, width by tasks shared, colour by community."""
    community = communities_of(network)
    measured = _bureaus(network, community)
    kept = measured[:MOST_NODES]
    drawn = _empty()
    _add_bureaus(drawn, kept, positions(_part(network, kept), community))
    edges = _add_edges(drawn, network, {m.node for m in kept})
    return _picture(drawn, len(measured), edges)


def draw_with_leaders(bureaus: nx.Graph[str], leaders: nx.Graph[str]) -> Picture:
    """The same with the leaders that the bureaus answer to, each amid its bureaus; leaders have ``kind`` leader."""
    community = communities_of(bureaus)
    measured = _bureaus(bureaus, community)
    kept = measured[:MOST_NODES]
    joined = _part(bureaus, kept)
    people = sorted(
        (node for node, data in leaders.nodes(data=True) if data["kind"] == "leader"), key=lambda node: -leaders.nodes[node]["tasks"]
    )
    drawn = _empty()
    ties = {person: {unit: data["tasks"] for unit, data in leaders[person].items() if unit in joined} for person in people}
    at = positions(joined, community, ties)
    _add_bureaus(drawn, kept, at)
    for person in people:
        data = leaders.nodes[person]
        x, y = at[person]
        drawn.add_node(
            short_id(person), label=data["label"], x=x, y=y, shape="diamond", size=_radius(data["tasks"]), color="#1f2937",
            kind="leader", region=data["region"], tasks=data["tasks"], leads=data["tasks"], supports=0, community=0,
        )  # fmt: skip
    count = _add_edges(drawn, bureaus, {m.node for m in kept})
    known = {node: short_id(node) for node in leaders}
    shown = {node["id"] for node in drawn.nodes}
    answers: Iterable[tuple[str, str, int]] = leaders.edges(data="tasks")
    for a, b, tasks in sorted(answers, key=_strongest):
        if known[a] in shown and known[b] in shown:
            _add_edge(drawn, known[a], known[b], tasks, "answers")
    return _picture(drawn, len(measured) + len(people), count)


def _part(network: nx.Graph[str], kept: list[_Bureau]) -> nx.Graph[str]:
    return network if len(kept) == len(network) else network.subgraph([m.node for m in kept]).copy()


def _add_bureaus(drawn: Network, kept: list[_Bureau], at: Mapping[str, tuple[int, int]]) -> None:
    for m in kept:
        x, y = at[m.node]
        drawn.add_node(
            short_id(m.node), label=m.label, x=x, y=y, shape="dot", size=_radius(m.leads),
            color=PALETTE[m.community - 1] if 0 < m.community <= len(PALETTE) else _OTHER,
            kind="bureau", region=m.region, leads=m.leads, supports=m.supports, degree=m.degree, strength=m.strength,
            community=m.community,
        )  # fmt: skip


def _width(tasks: int) -> float:
    return round(min(12.0, 0.8 + 0.75 * (tasks - 1)), 2)


def _strongest(edge: tuple[str, str, int]) -> tuple[int, str, str]:
    return -edge[2], edge[0], edge[1]


def _add_edge(drawn: Network, one: str, other: str, tasks: int, kind: str) -> None:
    # Network.add_edge looks through all nodes for the two; they are known to be there.
    drawn.edges.append(Edge(one, other, drawn.directed, tasks=tasks, width=_width(tasks), arrows="", kind=kind).options)


def _add_edges(drawn: Network, network: nx.Graph[str], kept: set[str]) -> int:
    edges: list[tuple[str, str, int]] = sorted(network.edges(data="tasks"), key=_strongest)
    known = {node: short_id(node) for node in kept}
    for a, b, tasks in [edge for edge in edges if edge[0] in kept and edge[1] in kept][:MOST_EDGES]:
        _add_edge(drawn, known[a], known[b], tasks, "shares")
    return len(edges)


def _picture(drawn: Network, nodes: int, edges: int) -> Picture:
    shown_nodes, shown_edges, _, _, _, options = drawn.get_network_data()
    return Picture(tuple(shown_nodes), tuple(shown_edges), json.loads(options), nodes, edges)
