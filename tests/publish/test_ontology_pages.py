"""The pages on the ontology name what the ontology has."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS

TOP = Path(__file__).parents[2]
ONTOLOGY = rdflib.Graph().parse(TOP / "ontology" / "zeren.ttl")
ZR = "https://w3id.org/zeren/ontology#"


def short(node: rdflib.term.Node) -> str:
    return ONTOLOGY.namespace_manager.normalizeUri(str(node))


def alignments() -> list[tuple[str, str]]:
    found = set()
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.seeAlso):
        for term, other in ONTOLOGY.subject_objects(relation):
            if str(term).startswith(ZR) and not str(other).startswith(ZR):
                found.add((short(term), short(other)))
    return sorted(found)


@pytest.mark.parametrize(("term", "other"), alignments())
def test_each_alignment_is_written_out(term: str, other: str) -> None:
    lines = (TOP / "docs" / "ontology.md").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("|") and f"`{term}`" in line.split("|")[1] and f"`{other}`" in line for line in lines)


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_the_page_names_every_term(kind: rdflib.URIRef) -> None:
    page = (TOP / "docs" / "ontology.html").read_text(encoding="utf-8")
    missing = [str(term) for term in ONTOLOGY.subjects(RDF.type, kind) if str(term).startswith(ZR) and str(term) not in page]
    assert not missing, "run docs/make_ontology_page.py"
