"""A graph as a stream of statements, from files or from a store on disk: memory holds one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, Store, parse

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.store.disk import is_store, open_store
from kg.store.graph import RDF_FORMATS, graph_files

__all__ = ["quads_of"]


def quads_of(data: Path, *, named_graphs: bool = True) -> Iterator[Quad]:
    """The statements of a graph with the named graph that each stands in; of files (see :func:`graph_files`) in their own order.

    Of a store on disk: the default graph, which holds everything; or, with ``named_graphs``, graph after graph, and in the default graph
    what stands in none of them. Raises StoreError for what is missing or does not parse.
    """
    if is_store(data):
        yield from _of_store(open_store(data), data, named_graphs)
        return
    for path in graph_files(data):
        try:
            yield from parse(path=path, format=RDF_FORMATS[path.suffix.lower()], base_iri=path.resolve().as_uri())
        except (SyntaxError, ValueError) as error:
            raise StoreError(str(path), told("does not parse: {error}", error=error), "Build it again, or correct it") from error
        except OSError as error:
            raise StoreError(str(path), told("cannot be read: {error}", error=error), "Check the file") from error


def _of_store(store: Store, path: Path, named_graphs: bool) -> Iterator[Quad]:
    try:
        named = 0
        if named_graphs:
            for graph in sorted(store.named_graphs(), key=str):
                for quad in store.quads_for_pattern(None, None, None, graph):
                    named += 1
                    yield quad
        # Of what 'kg build' makes each triple stands in one named graph and in the default one: no need to look for each.
        twice = named > 0 and len(store) == 2 * named
        if not twice:
            for quad in store.quads_for_pattern(None, None, None, DefaultGraph()):
                if not named or not _elsewhere(store, quad):
                    yield quad
    except OSError as error:
        raise StoreError(str(path), told("cannot be read: {error}", error=error), "Make it again with 'kg build --store DIR'") from error


def _elsewhere(store: Store, quad: Quad) -> bool:
    found = store.quads_for_pattern(quad.subject, quad.predicate, quad.object)
    return any(not isinstance(other.graph_name, DefaultGraph) for other in found)
