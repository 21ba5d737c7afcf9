"""What the endpoint says of itself: a SPARQL 1.1 service description."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg.publish.serving.results import GRAPH_FORMS

__all__ = ["service_description"]

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def service_description(url: str, media_type: str) -> bytes:
    """The description of the endpoint at ``url``, in one of the forms of a graph."""
    service = ox.NamedNode(url)
    said = [ox.Triple(service, _TYPE, ox.NamedNode(_SD + "Service")), ox.Triple(service, ox.NamedNode(_SD + "endpoint"), service)]
    said.append(ox.Triple(service, ox.NamedNode(_SD + "supportedLanguage"), ox.NamedNode(_SD + "SPARQL11Query")))
    for name in (
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
        "RDF_XML",
    ):
        said.append(ox.Triple(service, ox.NamedNode(_SD + "resultFormat"), ox.NamedNode(_FORMATS + name)))
    form = GRAPH_FORMS[media_type]
    return ox.serialize(said, format=form, prefixes={"sd": _SD} if form is ox.RdfFormat.TURTLE else None) or b""
