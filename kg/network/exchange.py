"""Networks as files for other programs: GraphML and GEXF, with the measures as attributes of nodes and edges."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import networkx as nx

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.network.measures import communities_of, measure
from kg.store.files import whole_file

__all__ = ["measured_network", "write_network"]

# What XML 1.0 has no way to write.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def measured_network(network: nx.Graph[str], leaders: Mapping[str, int]) -> nx.Graph[str]:
    """A copy with each node's measures and the number of leaders it answers to; edges get ``weight`` and ``bridge``."""
    community = communities_of(network)
    full: nx.Graph[str] = nx.Graph()
    for m in measure(network):
        kept = {key: value for key, value in network.nodes[m.node].items() if key == "kind"}
        full.add_node(
            m.node, label=_NOT_XML.sub("\ufffd", m.label), region=_NOT_XML.sub("\ufffd", m.region), leads=m.leads, supports=m.supports,
            degree=m.degree, strength=m.strength, betweenness=m.betweenness, community=m.community, leaders=leaders.get(m.node, 0), **kept,
        )  # fmt: skip
    for a, b, data in network.edges(data=True):
        full.add_edge(a, b, tasks=data["tasks"], weight=float(data["tasks"]), bridge=community[a] != community[b])
    return full


def write_network(network: nx.Graph[str], path: Path, leaders: Mapping[str, int]) -> None:
    """Write the network with its measures to ``path``, whole or not at all; the ending says in which form. Raises StoreError."""
    ending = path.suffix.lower()
    if ending not in (".graphml", ".gexf"):
        raise StoreError(
            str(path),
            told("a network cannot be written as {ending}", ending=ending or told("a file without an ending")),
            "Name a file .graphml or .gexf",
        )
    full = measured_network(network, leaders)
    with whole_file(path) as beside:
        if ending == ".graphml":
            nx.write_graphml_xml(full, beside)  # write_graphml writes other bytes where lxml happens to be installed
        else:
            nx.write_gexf(full, beside)
