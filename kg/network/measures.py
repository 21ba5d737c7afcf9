"""Measures of a network's nodes and edges. Definitions: docs/network.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import networkx as nx

__all__ = ["Bridge", "Measured", "bridges", "communities_of", "measure"]

_SEED: Final = 1  # Louvain draws lots: the same seed gives the same communities


@dataclass(frozen=True, slots=True)
class Measured:
    """A node with its measures.

    ``degree``: neighbours. ``strength``: tasks shared, added up over the neighbours. ``betweenness``: the share (0 to 1) of shortest paths
    between other nodes that lead through it, where sharing n tasks makes a step of length 1/n. ``community``: from 1, the largest first.
    """

    node: str
    label: str
    region: str
    leads: int
    supports: int
    degree: int
    strength: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """An edge between two communities, and the tasks shared over it."""

    a: str
    b: str
    tasks: int
    communities: tuple[int, int]


def communities_of(network: nx.Graph[str]) -> dict[str, int]:
    """The community of each node: Louvain on the tasks shared, seeded; numbered from 1 by size, then by the first name in it."""
    if not network:
        return {}
    found = nx.community.louvain_communities(network, weight="tasks", seed=_SEED)
    ordered = sorted(found, key=lambda nodes: (-len(nodes), min(nodes)))
    return {node: number for number, nodes in enumerate(ordered, 1) for node in nodes}


def measure(network: nx.Graph[str]) -> list[Measured]:
    """Every node of the network, the strongest first."""
    distance = {(a, b): 1 / data["tasks"] for a, b, data in network.edges(data=True)}
    weighted = network.copy()
    nx.set_edge_attributes(weighted, distance, "distance")
    between = nx.betweenness_centrality(weighted, weight="distance") if len(network) > 2 else dict.fromkeys(network, 0.0)
    community = communities_of(network)
    measured = [
        Measured(
            node,
            data["label"],
            data.get("region", ""),
            data.get("leads", 0),
            data.get("supports", 0),
            network.degree(node),
            network.degree(node, weight="tasks"),
            round(between[node], 6),
            community[node],
        )
        for node, data in network.nodes(data=True)
    ]
    return sorted(measured, key=lambda m: (-m.strength, -m.degree, m.node))


def bridges(network: nx.Graph[str]) -> list[Bridge]:
    """The edges that join different communities, those that carry most tasks first."""
    community = communities_of(network)
    found = [
        Bridge(a, b, data["tasks"], (community[a], community[b])) for a, b, data in network.edges(data=True) if community[a] != community[b]
    ]
    return sorted(found, key=lambda bridge: (-bridge.tasks, bridge.a, bridge.b))
