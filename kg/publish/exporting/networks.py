"""GraphML and GEXF: things as nodes with their values, what they point to as edges."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import Final

import networkx as nx

from kg.publish.exporting.tables import plain
from kg.publish.exporting.things import Graph
from kg.queries.terms import Value
from kg.store.files import whole_file

__all__ = ["network", "write_gexf", "write_graphml"]

# What XML 1.0 has no way to write.
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(data: Path, output: Path) -> list[Path]:
    """Write the graph as GraphML to ``output``."""
    with whole_file(output) as beside:
        # write_graphml writes other bytes where lxml happens to be installed.
        nx.write_graphml_xml(network(data), beside, encoding="utf-8")
    return [output]


def write_gexf(data: Path, output: Path) -> list[Path]:
    """Write the graph as GEXF 1.2 to ``output``."""
    with whole_file(output) as beside:
        nx.write_gexf(network(data), beside, encoding="utf-8", version="1.2draft")
    return [output]


def network(data: Path) -> nx.MultiDiGraph[str]:
    """The graph as a network: nodes by IRI with ``label``, ``class`` and each value; edges with ``label``, the property's name.

    A property has one type in all nodes: numbers are numbers where all its values are.
    """
    graph = Graph(data)
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    numeric: dict[str, bool] = {}
    for kind in graph.kinds:
        for column in graph.columns(kind):
            numeric[column.name] = numeric.get(column.name, True) and column.numeric and not column.several
    things = list(graph.things())
    for thing in things:
        values = {name: _value(found, numeric[name]) for name, found in thing.literals() if name not in ("label", "class")}
        made.add_node(thing.iri, label=_text(graph.label(thing.iri)), **{"class": thing.kind}, **values)
    for thing in things:
        for name, iris in thing.links():
            for iri in iris:
                if iri not in made:
                    made.add_node(iri, label=_text(graph.label(iri)), **{"class": ""})
                made.add_edge(thing.iri, iri, label=name)
    return made


def _value(values: list[Value], numeric: bool) -> float | str:
    if numeric and isinstance(values[0], int | float | Decimal):
        return float(values[0])
    return _text("; ".join(plain(value) for value in values))


def _text(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
