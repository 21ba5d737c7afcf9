"""What the server says of what it serves: the ontology and the shapes at their own paths, and the data set's description."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.mapping.vocabulary import VOCABULARIES
from kg.model.terms import GRAPH, SHAPES, ZR
from kg.publish.serving.protocol import chosen, forms_are
from kg.publish.serving.results import GRAPH_FORMS, write_graph
from kg.publish.serving.worker import Question
from kg.resources import ONTOLOGY

__all__ = ["DATA_SET", "VOCABULARY_FILES", "dataset_question", "graph_form", "vocabulary"]


def _path(iri: str) -> str:
    """Where the server has what stands at an address of the project: ``/ontology`` for that of the ontology."""
    return f"/{urlsplit(iri).path.rstrip('/').rpartition('/')[2]}"


VOCABULARY_FILES: Final[Mapping[str, str]] = MappingProxyType({_path(ZR): "zeren.ttl", _path(SHAPES): "shapes.ttl"})
"""The file of what is published at each path."""

DATA_SET: Final = _path(GRAPH)
"""The path of the data set's description."""

_VOID: Final = "http://rdfs.org/ns/void#"
_DCTERMS: Final = VOCABULARIES["dcterms"]
_DESCRIPTION: Final = f"""CONSTRUCT {{
  <{GRAPH}> a <{_VOID}Dataset> ; <{_DCTERMS}title> "责任图谱"@zh , "Who answers for which task of a government work report"@en ;
    <{_DCTERMS}conformsTo> <{ZR.removesuffix("#")}> , <{SHAPES}> ; <{_VOID}sparqlEndpoint> ?endpoint ;
    <{_VOID}triples> ?triples ; <{_VOID}documents> ?documents ; <{_DCTERMS}source> ?document .
}} WHERE {{
  {{ SELECT (COUNT(*) AS ?triples) WHERE {{ ?s ?p ?o }} }}
  {{ SELECT (COUNT(?one) AS ?documents) WHERE {{ ?one a <{ZR}Document> }} }}
  OPTIONAL {{ ?document a <{ZR}Document> }}
}}"""


def dataset_question(endpoint: str, media_type: str) -> Question:
    """The question whose answer describes the data set: what it holds, which documents it is from, and where it can be asked."""
    prefixes = (("dcterms", _DCTERMS), ("void", _VOID), ("zr", ZR))
    return Question(_DESCRIPTION.replace("?endpoint", str(ox.NamedNode(endpoint))), None, media_type, prefixes=prefixes)


def graph_form(accept: str, asked: str | None) -> str:
    """In which form a graph is wanted: ``asked`` by the address, or by the header; a browser, which takes none, gets Turtle."""
    if asked in GRAPH_FORMS:
        return asked
    form = chosen(accept, list(GRAPH_FORMS))
    if form is None and not chosen(accept, ["text/html"]):
        raise forms_are(GRAPH_FORMS)
    return form or "text/turtle"


@lru_cache(maxsize=16)
def vocabulary(name: str, media_type: str) -> bytes:
    """A file of the ontology in one of the forms of a graph; as Turtle it is the file itself, with its comments."""
    path = ONTOLOGY / name
    if media_type == "text/turtle":
        return path.read_bytes()
    return write_graph((quad.triple for quad in ox.parse(path=path)), media_type, {})
