"""Graphs from files into an Oxigraph store in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.model.errors import StoreError
from kg.model.wording import told

__all__ = ["RDF_FORMATS", "graph_files", "load_store"]

RDF_FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_BUILT: Final = ("graph.ttl", "graph.nq")
_REMEDY: Final = told("Name a Turtle or N-Quads file, or the folder of a build")


def graph_files(data: Path) -> tuple[Path, ...]:
    """The files of a graph: the one named; in a folder the graph of a build, or else all files of RDF. Raises StoreError."""
    if data.is_dir():
        built = [data / name for name in _BUILT if (data / name).is_file()]
        files = tuple(built[:1]) or tuple(sorted(path for path in data.iterdir() if path.is_file() and path.suffix.lower() in RDF_FORMATS))
        if not files:
            raise StoreError(str(data), "no graph in this folder", _REMEDY)
        return files
    if not data.is_file():
        raise StoreError(str(data), "no such file or folder", _REMEDY)
    if data.suffix.lower() not in RDF_FORMATS:
        raise StoreError(str(data), told("not a known form of RDF: '{suffix}'", suffix=data.suffix), _REMEDY)
    return (data,)


def load_store(data: Path, *, named_graphs: bool = False) -> Store:
    """The graph in an Oxigraph store in memory: all of it in the default graph, or, if asked, in its own named graphs.

    ``data`` is a file (Turtle, N-Triples, N-Quads, TriG, RDF/XML, JSON-LD) or a folder, see :func:`graph_files`. Raises
    StoreError for what is missing or does not parse.
    """
    store = Store()
    for path in graph_files(data):
        form = RDF_FORMATS[path.suffix.lower()]
        base = path.resolve().as_uri()
        try:
            if form.supports_datasets and not named_graphs:
                quads = parse(path=path, format=form, base_iri=base)
                store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            else:
                store.bulk_load(path=path, format=form, base_iri=base)
        except (SyntaxError, ValueError) as error:
            raise StoreError(str(path), told("does not parse: {error}", error=error), "Build it again, or correct it") from error
        except OSError as error:
            raise StoreError(str(path), told("cannot be read: {error}", error=error), "Check the file") from error
    return store
