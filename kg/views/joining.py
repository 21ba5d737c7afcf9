"""The network of all places from those of each: the kinds of office with the tasks that they share are only to be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import networkx as nx

__all__ = ["Offices"]


@dataclass(slots=True)
class Offices:
    """Kinds of office by IRI with their names, the tasks they lead and support, and those that two of them share."""

    labels: dict[str, str] = field(default_factory=dict)
    leads: Counter[str] = field(default_factory=Counter)
    supports: Counter[str] = field(default_factory=Counter)
    shared: Counter[tuple[str, str]] = field(default_factory=Counter)

    def take(self, network: nx.Graph[str]) -> None:
        """Add what :meth:`kg.network.Networks.functions` gave of some of the tasks."""
        for node, data in network.nodes(data=True):
            self.labels[node] = data["label"]
            self.leads[node] += data["leads"]
            self.supports[node] += data["supports"]
        for a, b, data in network.edges(data=True):
            self.shared[min(a, b), max(a, b)] += data["tasks"]

    def add(self, others: Iterable[Offices]) -> None:
        """Add those of other places."""
        for other in others:
            self.labels |= other.labels
            self.leads.update(other.leads)
            self.supports.update(other.supports)
            self.shared.update(other.shared)

    def network(self) -> nx.Graph[str]:
        """What :meth:`kg.network.Networks.functions` gives of all the tasks."""
        network: nx.Graph[str] = nx.Graph()
        for node in sorted(self.labels):
            network.add_node(node, label=self.labels[node], region="", leads=self.leads[node], supports=self.supports[node])
        network.add_edges_from((a, b, {"tasks": count}) for (a, b), count in sorted(self.shared.items()))
        return network
