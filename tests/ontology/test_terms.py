"""Every term that the project's files use is described, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, Namespace, URIRef

from kg import __version__
from kg.mapping import vocabulary

_ROOT = Path(__file__).resolve().parents[2]
_ZR = Namespace("https://w3id.org/zeren/ontology#")
# Files that describe the terms that they alone use, beside the ontology itself.
_DESCRIBING = ("zeren.ttl", "units.ttl")
_SCHEMES = {"functions", "measures"}


@pytest.fixture(scope="module")
def described() -> Graph:
    graph = Graph()
    for name in _DESCRIBING:
        graph.parse(_ROOT / "ontology" / name)
    return graph


def _used(pattern: str) -> set[str]:
    """Names of ``zr:`` terms in files, comments left out."""
    names: set[str] = set()
    for path in _ROOT.glob(pattern):
        text = re.sub(r"(?m)^\s*#.*$|\s# .*$", "", path.read_text(encoding="utf-8"))
        names |= set(re.findall(r"(?<![\w/])zr:([A-Za-z]\w*)(?![\w-])", text))
    return names


@pytest.mark.parametrize("pattern", ["ontology/*.ttl", "queries/*.rq", "kg/mapping/*.py", "kg/network/*.py"])
def test_every_term_in_use_is_described(described: Graph, pattern: str) -> None:
    unknown = {name for name in _used(pattern) - _SCHEMES if (URIRef(_ZR[name]), RDFS.label, None) not in described}
    assert unknown == set()


def test_every_term_has_a_label_and_a_comment_in_english_and_chinese(described: Graph) -> None:
    lacking = []
    for subject in {s for s in described.subjects(RDF.type) if str(s).startswith(_ZR) and str(s)[len(_ZR) :] not in _SCHEMES}:
        if any((subject, RDF.type, kind) in described for kind in (_ZR.UnitOfMeasure, _ZR.Classifier)):
            continue  # the units themselves, which have names
        for predicate in (RDFS.label, RDFS.comment):
            languages = {getattr(value, "language", None) for value in described.objects(subject, predicate)}
            if not {"en", "zh"} <= languages:
                lacking.append((str(subject), str(predicate)))
    assert lacking == []


def test_the_ontology_has_the_version_of_the_program(described: Graph) -> None:
    ontology = URIRef(str(_ZR).removesuffix("#"))
    assert str(described.value(ontology, OWL.versionInfo)) == __version__
    assert str(described.value(ontology, OWL.versionIRI)) == f"{ontology}/{__version__}"
    created, modified = (str(described.value(ontology, term)) for term in (DCTERMS.created, DCTERMS.modified))
    assert created <= modified
    assert len(set(described.objects(ontology, DCTERMS.creator))) == 2


def test_every_zeren_term_that_the_program_writes_is_described(described: Graph) -> None:
    values = list(vars(vocabulary).values())
    values += [value for table in values if isinstance(table, dict) for value in table.values()]
    written = {value for value in values if isinstance(value, NamedNode)}
    ours = {node.value for node in written if node.value.startswith(str(_ZR))}
    assert len(ours) > 50
    assert {iri for iri in ours if (URIRef(iri), RDFS.comment, None) not in described} == set()


def test_no_year_is_of_a_type_that_owl_does_not_know() -> None:
    assert not [path.name for path in (_ROOT / "ontology").glob("*.ttl") if "xsd:gYear" in path.read_text(encoding="utf-8")]
