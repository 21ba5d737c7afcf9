"""Graph to networks of bureaus and leaders, and their measures."""

from kg.network.graphs import Networks, bureau_network, function_network, leader_network, regions_of
from kg.network.measures import Bridge, Measured, bridges, measure

__all__ = [
    "Bridge",
    "Measured",
    "Networks",
    "bridges",
    "bureau_network",
    "function_network",
    "leader_network",
    "measure",
    "regions_of",
]
