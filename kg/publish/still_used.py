"""What a store must keep of the graphs that documents share, when some of the documents are loaded anew and others stay.

A region's bodies and people, and what all regions share, stand each in one named graph. A load replaces it by the file's, which knows
only the documents of its own build: what the store's other documents point to is taken over from the old graph, and all else in it goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.mapping import vocabulary as v
from kg.publish.named_graphs import GraphFile

__all__ = ["is_document", "is_shared", "keep_used"]

# What a thing may have several of: the old graph's and the file's are put together. Of all else the file's holds.
_SEVERAL: Final = frozenset({v.ALT_LABEL, v.HOLDS, v.FUNCTION})


def is_document(graph: str) -> bool:
    """Whether a named graph is a document's."""
    return _kind(graph) == "document"


def is_shared(graph: str) -> bool:
    """Whether a named graph is a region's, or that of what all regions share."""
    return _kind(graph) == "graph"


def _kind(graph: str) -> str:
    return graph.rstrip("/").rpartition("/")[0].rpartition("/")[2]


def keep_used(files: Iterable[GraphFile], old: Mapping[str, Iterable[Triple]], pointed_to: Set[str]) -> list[GraphFile]:
    """The files, those of shared graphs with what the ``old`` graphs say of things that are ``pointed_to`` from elsewhere in the store.

    What such a thing points to in its turn is kept too. The files on disk are added to; each counts its triples anew.
    """
    about: dict[str, list[Triple]] = defaultdict(list)
    home: dict[str, str] = {}
    for graph, triples in old.items():
        for triple in triples:
            if isinstance(triple.subject, NamedNode):
                about[triple.subject.value].append(triple)
                home[triple.subject.value] = graph
    kept = _reached(about, pointed_to)
    listed = list(files)
    described = {thing: file.iri for file in listed if is_shared(file.iri) for thing in _said(file)}
    return [_with_kept(file, kept, about, home, described) if is_shared(file.iri) else file for file in listed]


def _reached(about: Mapping[str, list[Triple]], pointed_to: Set[str]) -> set[str]:
    """The things that the old graphs describe, of those pointed to and of what these point to."""
    reached: set[str] = set()
    waiting = [thing for thing in pointed_to if thing in about]
    while waiting:
        thing = waiting.pop()
        if thing not in reached:
            reached.add(thing)
            waiting += [t.object.value for t in about[thing] if isinstance(t.object, NamedNode) and t.object.value in about]
    return reached


def _said(file: GraphFile) -> dict[str, list[Triple]]:
    said: dict[str, list[Triple]] = defaultdict(list)
    for quad in parse(path=file.path, format=RdfFormat.N_TRIPLES):
        if isinstance(quad.subject, NamedNode):
            said[quad.subject.value].append(quad.triple)
    return said


def _with_kept(
    file: GraphFile, kept: Set[str], about: Mapping[str, list[Triple]], home: Mapping[str, str], described: Mapping[str, str]
) -> GraphFile:
    said = _said(file)
    more: list[Triple] = []
    for thing in sorted(kept):
        if home[thing] != file.iri or described.get(thing, file.iri) != file.iri:
            continue
        more += _put_together(said[thing], about[thing]) if thing in said else about[thing]
    if not more:
        return file
    with file.path.open("ab") as out:
        out.write(serialize(more, format=RdfFormat.N_TRIPLES) or b"")
    return replace(file, triples=file.triples + len(more))


def _put_together(new: list[Triple], old: list[Triple]) -> Iterator[Triple]:
    """What the old graph adds to a thing that the file describes: other names, posts, functions."""
    has = {(triple.predicate, triple.object) for triple in new}
    names = {triple.object for triple in new if triple.predicate == v.PREF_LABEL}
    tagged = {name.language for name in names if isinstance(name, Literal)}
    for triple in old:
        predicate, value = triple.predicate, triple.object
        if predicate == v.PREF_LABEL and isinstance(value, Literal) and value.language in tagged:
            predicate = v.ALT_LABEL
        if predicate in _SEVERAL and value not in names and (predicate, value) not in has:
            has.add((predicate, value))
            yield Triple(triple.subject, predicate, value)
