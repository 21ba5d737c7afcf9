"""Where the nodes of a picture stand: worked out before the page is opened, the same for the same network."""

from __future__ import annotations

from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.network.measures import communities_of

__all__ = ["positions"]

_SEED: Final = 1
_STEPS: Final = 120
# Room that a node takes with its name beside it, in the picture's pixels.
_NODE: Final = (150.0, 56.0)
_WIDER: Final = 1.45  # a picture is wider than high, as screens are
_TOGETHER: Final = 3.0  # how much more an edge inside a community pulls


def positions(network: nx.Graph[str]) -> dict[str, tuple[int, int]]:
    """A place for each node, in pixels around (0, 0): neighbours near each other, communities together, no two names on one another.

    Those without any edge stand in rows below.
    """
    joined = [node for node in network if network.degree(node)]
    alone = [node for node in network if not network.degree(node)]
    placed = _joined(network.subgraph(joined)) if joined else {}
    floor = max((y for _, y in placed.values()), default=0) + 2 * _NODE[1]
    across = max(4, round((len(network) * 1.5) ** 0.5))
    for number, node in enumerate(alone):
        row, column = divmod(number, across)
        placed[node] = (round((column - (min(across, len(alone)) - 1) / 2) * _NODE[0]), round(floor + row * _NODE[1] * 1.3))
    return placed


def _joined(network: nx.Graph[str]) -> dict[str, tuple[int, int]]:
    community = communities_of(network)
    pull: nx.Graph[str] = nx.Graph()
    pull.add_nodes_from(sorted(network))
    for a, b, data in sorted(network.edges(data=True)):
        near = _TOGETHER if community[a] == community[b] else 1.0
        pull.add_edge(a, b, pull=near * data["tasks"] ** 0.5)
    found = nx.spring_layout(pull, weight="pull", seed=_SEED, iterations=_STEPS, k=1.6 / max(1, len(pull)) ** 0.5)
    points = np.array([found[node] for node in pull], dtype=float)
    points -= points.mean(axis=0)
    side = (len(pull) * _NODE[0] * _NODE[1] * 1.6) ** 0.5
    spread = np.abs(points).max() or 1.0
    points *= np.array([_WIDER, 1 / _WIDER]) * side / (2 * spread)
    points = _apart(points)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(pull, points, strict=True)}


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The points moved until no two boxes lie on one another, each by as little as it takes."""
    box = np.array(_NODE)
    for _ in range(200):
        gap = points[:, None, :] - points[None, :, :]
        overlap = box - np.abs(gap)
        np.fill_diagonal(overlap[:, :, 0], -1.0)
        touching = (overlap > 0).all(axis=2)
        if not touching.any():
            break
        # Along the axis where less moving parts them; what stands on one spot parts by its order.
        along = (overlap[:, :, 1] < overlap[:, :, 0]).astype(int)
        push = np.zeros_like(gap)
        first, second = np.nonzero(touching)
        axis = along[first, second]
        side = np.sign(gap[first, second, axis])
        side[side == 0] = np.where(first < second, 1.0, -1.0)[side == 0]
        push[first, second, axis] = side * (overlap[first, second, axis] / 2 + 0.5)
        points = points + np.clip(push.sum(axis=1), -box / 2, box / 2)
    return points
