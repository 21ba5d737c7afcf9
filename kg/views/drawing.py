"""Networks as pyvis draws them: nodes and options for vis-network, with positions set and physics off."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from kg.network.measures import communities_of
from kg.views.graph_facts import short_id
from kg.views.layout import positions

if TYPE_CHECKING:
    from pyvis.network import Network

__all__ = ["OPTIONS", "Picture", "draw_bureaus", "draw_with_leaders"]

MOST_NODES: Final = 160
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
    """Where the nodes stand and how they are coloured, the strongest first; ``of`` says how many there are in all.

    How large a node is, which lines join it and how wide they are, the page counts from the tasks that pass its filters.
    """

    nodes: tuple[dict[str, Any], ...]
    options: dict[str, Any]
    of: int


def _strongest(network: nx.Graph[str]) -> list[str]:
    """All nodes, those first that share most tasks."""

    def rank(node: str) -> tuple[int, int, int, str]:
        near = network.adj[node]
        return -sum(edge["tasks"] for edge in near.values()), -len(near), -network.nodes[node]["leads"], node

    return sorted(network, key=rank)


def _empty() -> Network:
    # Imported where it draws: it loads IPython and jsonpickle, which nothing else needs.
    from pyvis.network import Network

    drawn = Network(directed=True, cdn_resources="local")
    drawn.set_options(json.dumps(OPTIONS))
    return drawn


def draw_bureaus(network: nx.Graph[str]) -> Picture:
    """Who works with whom; colour by community."""
    community = communities_of(network)
    kept = _strongest(network)[:MOST_NODES]
    drawn = _empty()
    _add_bureaus(drawn, network, kept, positions(_part(network, kept), community), community)
    return _picture(drawn, len(network))


def draw_with_leaders(bureaus: nx.Graph[str], leaders: nx.Graph[str]) -> Picture:
    """The same with the leaders that the bureaus answer to, each amid its bureaus; leaders have ``kind`` leader."""
    community = communities_of(bureaus)
    kept = _strongest(bureaus)[:MOST_NODES]
    joined = _part(bureaus, kept)
    people = sorted(
        (node for node, data in leaders.nodes(data=True) if data["kind"] == "leader"), key=lambda node: -leaders.nodes[node]["tasks"]
    )
    drawn = _empty()
    ties = {person: {unit: data["tasks"] for unit, data in leaders[person].items() if unit in joined} for person in people}
    at = positions(joined, community, ties)
    _add_bureaus(drawn, bureaus, kept, at, community)
    for person in people:
        x, y = at[person]
        drawn.add_node(
            short_id(person), label=leaders.nodes[person]["label"], x=x, y=y, shape="diamond", color="#1f2937", kind="leader", community=0
        )
    return _picture(drawn, len(bureaus) + len(people))


def _part(network: nx.Graph[str], kept: list[str]) -> nx.Graph[str]:
    return network if len(kept) == len(network) else network.subgraph(kept).copy()


def _add_bureaus(
    drawn: Network, network: nx.Graph[str], kept: list[str], at: Mapping[str, tuple[int, int]], communities: Mapping[str, int]
) -> None:
    for node in kept:
        x, y = at[node]
        community = communities[node] if network.adj[node] else 0
        drawn.add_node(
            short_id(node), label=network.nodes[node]["label"], x=x, y=y, shape="dot",
            color=PALETTE[community - 1] if 0 < community <= len(PALETTE) else _OTHER, kind="bureau", community=community,
        )  # fmt: skip


def _picture(drawn: Network, nodes: int) -> Picture:
    shown, _, _, _, _, options = drawn.get_network_data()
    return Picture(tuple(shown), json.loads(options), nodes)
