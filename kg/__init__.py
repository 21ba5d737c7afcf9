"""Zeren reads how Chinese governments share out their promises, and makes a knowledge graph of it.

>>> import kg
>>> graph = kg.open("exports")  # doctest: +SKIP
>>> graph.ask("indicator-comparison", indicator="地区生产总值")  # doctest: +SKIP

``docs/python.md`` shows what there is. Nothing else is imported before it is used.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.door.graph import Graph

__all__ = ["Graph", "open", "parse"]

__version__ = "0.1.0"


def open(path: str | PathLike[str]) -> Graph:
    """The graph in a build's folder, a graph file, or a store that ``kg build --store`` made.

    Raises :class:`kg.model.errors.StoreError` for what is missing or cannot be read, with what to do.
    """
    from kg.door.graph import open_graph

    return open_graph(path)


def parse(path: str | PathLike[str]) -> list[dict[str, Any]]:
    """The records of one file, as ``kg parse`` prints them: a document, then its tasks; of a ZIP, one document after the other.

    ``docs/records.schema.json`` is their JSON Schema. ``start`` and ``end`` count Unicode code points in the text as read. Raises
    :class:`kg.model.errors.UnreadableSource` for what cannot be read as a document.
    """
    from kg.door.files import parsed_file

    return parsed_file(path)


def __getattr__(name: str) -> Any:
    """``kg.Graph``, loaded when it is asked for."""
    if name == "Graph":
        from kg.door.graph import Graph

        return Graph
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
