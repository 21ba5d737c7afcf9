"""A graph from a file as rdflib's, for programs that are written for it. A module of its own: rdflib takes a fifth of a second to load.

What such a program asks is its own affair: SERVICE in it is carried out, unless it asks inside :func:`kg.store.confined.confined`.
"""

from __future__ import annotations

from pathlib import Path

from oxrdflib import OxigraphStore
from pyoxigraph import Store
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.store.graph import load_store
from kg.store.opening import open_graph

__all__ = ["graph_of", "load_dataset", "load_graph"]


def load_graph(data: Path) -> Graph:
    """The graph as rdflib's, on an Oxigraph store, so that its SPARQL is answered at Oxigraph's speed."""
    return graph_of(open_graph(data))


def graph_of(store: Store) -> Graph:
    """The default graph of an Oxigraph store as rdflib's. What is done to the one is done to the other."""
    return Graph(store=OxigraphStore(store=store), identifier=DATASET_DEFAULT_GRAPH_ID)


def load_dataset(data: Path) -> Dataset:
    """The graph as rdflib's dataset with its named graphs, one a document, on an Oxigraph store."""
    return Dataset(store=OxigraphStore(store=load_store(data, named_graphs=True)))
