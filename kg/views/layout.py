"""Where the nodes of a picture stand: worked out before the page is opened, the same for the same network."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import networkx as nx
import numpy as np
from numpy.typing import NDArray

__all__ = ["positions"]

Point = tuple[float, float]

_SEED: Final = 1
_STEPS: Final = 120
# Room that a node takes with its name beside it, in the picture's pixels.
_NODE: Final = (118.0, 82.0)
_TOGETHER: Final = 2.0  # how much more an edge inside a community pulls


def positions(
    network: nx.Graph[str], community: Mapping[str, int], amid: Mapping[str, Mapping[str, int]] | None = None
) -> dict[str, tuple[int, int]]:
    """A place for each node, in pixels around (0, 0): neighbours near each other, communities together, no two names on one another.

    Those without any edge stand in rows below. ``amid`` are further nodes, each to stand among those that it is tied to, the nearer the
    stronger the tie.
    """
    joined = [node for node, near in network.adjacency() if near]
    alone = [node for node, near in network.adjacency() if not near]
    points = _joined(network, joined, community) if joined else {}
    points |= _amid(points, amid or {})
    placed = _in_pixels(points)
    floor = max((y for _, y in placed.values()), default=0) + 2 * _NODE[1]
    across = max(4, round((len(network) * 1.8) ** 0.5))
    for number, node in enumerate(alone):
        row, column = divmod(number, across)
        placed[node] = (round((column - (min(across, len(alone)) - 1) / 2) * _NODE[0]), round(floor + row * _NODE[1]))
    return placed


def _amid(points: Mapping[str, Point], amid: Mapping[str, Mapping[str, int]]) -> dict[str, Point]:
    """Each further node in the weighted middle of those it is tied to; without any, to the left of all."""
    placed: dict[str, Point] = {}
    left = min((x for x, _ in points.values()), default=0.0) - 1.0
    for number, (node, ties) in enumerate(sorted(amid.items())):
        known = [(points[other], tie**1.5) for other, tie in ties.items() if other in points]
        weight = sum(tie for _, tie in known)
        if weight:
            placed[node] = (sum(x * tie for (x, _), tie in known) / weight, sum(y * tie for (_, y), tie in known) / weight)
        else:
            placed[node] = (left, float(number))
    return placed


def _in_pixels(points: Mapping[str, Point]) -> dict[str, tuple[int, int]]:
    if not points:
        return {}
    moved = _apart(np.array(list(points.values()), dtype=float)) * np.array(_NODE)
    return {node: (round(float(x)), round(float(y))) for node, (x, y) in zip(points, moved, strict=True)}


def _joined(network: nx.Graph[str], joined: list[str], community: Mapping[str, int]) -> dict[str, Point]:
    """Places in steps of one node's room."""
    nodes = sorted(joined)
    pull: nx.Graph[str] = nx.Graph()
    pull.add_nodes_from(nodes)
    for a, b, data in network.edges(data=True):
        near = _TOGETHER if community[a] == community[b] else 1.0
        pull.add_edge(a, b, pull=near * data["tasks"] ** 0.5)
    found = nx.spring_layout(pull, weight="pull", seed=_SEED, iterations=_STEPS, k=2.2 / len(nodes) ** 0.5)
    points = np.array([found[node] for node in nodes], dtype=float)
    points -= points.mean(axis=0)
    # In room-sized steps; the half of all nodes that stand nearest to the middle get half of the room.
    middle = float(np.median(np.hypot(points[:, 0], points[:, 1]))) or 1.0
    points *= len(nodes) ** 0.5 / 2.6 / middle
    return {node: (x, y) for node, (x, y) in zip(nodes, points.tolist(), strict=True)}


def _apart(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """The points moved until all are at least 1 apart, each by as little as it takes."""
    x, y = points.T.copy()
    count = len(points)
    for _ in range(300):
        across, up = x[:, None] - x, y[:, None] - y
        close = across * across + up * up < 1.0
        np.fill_diagonal(close, False)
        one, other = np.nonzero(close)
        across, up = across[one, other], up[one, other]
        distance = np.hypot(across, up)
        lacking = np.clip(1.0 - distance, 0.0, None)
        if lacking.max(initial=0.0) < 0.02:
            break
        # What stands on one spot parts in the direction of its number.
        same = distance < 1e-9
        across[same], up[same], distance[same] = np.cos(one[same]), np.sin(one[same]), 1.0
        step = lacking / 2
        x = x + np.bincount(one, across / distance * step, count) * 0.8
        y = y + np.bincount(one, up / distance * step, count) * 0.8
    return np.stack([x, y], axis=1)
