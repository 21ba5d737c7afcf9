"""The translation of SHACL: each constraint says of small graphs what another validator says; what is not translated is refused."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.model.errors import StoreError
from kg.store.rules import read_rules
from kg.store.validate import validate

PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix : <urn:x:> .\n"
SHAPE = PREFIXES + ':s a sh:PropertyShape ; sh:targetClass :T ; sh:path :p ; sh:message "m"@en ; {} .'
VALUES = (
    '"a"', '""', '"a"@en', '"b"@en', '"c"@en-GB', '"d"@zh', '"e"@fr', "1", "2", '"2.5"^^xsd:decimal', '"x"^^xsd:integer', "true",
    '"2031-02-28"^^xsd:date', '"2031-02-30"^^xsd:date', '"2031-02-28zz"^^xsd:date', '"yes"^^xsd:boolean', ":k", ":other", "[]",
)  # fmt: skip


def things() -> str:
    """Things with no value, one, two, some with three; and with one value of each of two properties."""
    several = [*combinations(VALUES, 0), *combinations(VALUES, 1), *combinations(VALUES[:8], 2), *combinations(VALUES[:5], 3)]
    said = [" ; ".join(("a :T", *(f":p {value}" for value in values))) for values in several]
    said += [f"a :T ; :p {one} ; :q {other}" for one, other in product(VALUES[::3], repeat=2)]
    return PREFIXES + ":k a :K .\n" + "\n".join(f":t{number} {what} ." for number, what in enumerate(said))


def written(folder: Path, text: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:minCount 0", "sh:minCount 1", "sh:minCount 2", "sh:minCount 3", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 2",
        "sh:datatype xsd:integer", "sh:datatype xsd:decimal", "sh:datatype xsd:date", "sh:datatype xsd:boolean", "sh:datatype xsd:string",
        "sh:class :K", "sh:nodeKind sh:IRI", "sh:nodeKind sh:Literal", "sh:nodeKind sh:BlankNode",
        'sh:in ( :k "a" 1 )', "sh:in ( )", "sh:hasValue :k", 'sh:pattern "^a"', "sh:minLength 1", "sh:disjoint :q",
        "sh:uniqueLang true", 'sh:languageIn ( "en" "zh" )', 'sh:languageIn ( "en-GB" )',
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_a_constraint_says_what_pyshacl_says(constraint: str, tmp_path: Path) -> None:
    import pyshacl

    shapes = written(tmp_path, SHAPE.format(constraint))
    store = ox.Store()
    store.load(things().encode(), format=ox.RdfFormat.TURTLE)
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data=things(), format="turtle"), shacl_graph=rdflib.Graph().parse(shapes), inference="none"
    )
    assert isinstance(report, rdflib.Graph)
    theirs = {str(report.value(result, SH.focusNode)) for result in report.subjects(RDF.type, SH.ValidationResult)}
    assert {finding.thing for finding in validate(store, shapes)} == theirs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (SHAPE.format("sh:qualifiedMinCount 1"), "sh:qualifiedMinCount 1, which is not translated"),
        (SHAPE.format("sh:uniqueLang false"), "sh:uniqueLang false"),
        (SHAPE.format("sh:nodeKind sh:IRIOrLiteral"), "sh:nodeKind .*IRIOrLiteral"),
        (SHAPE.format("sh:datatype xsd:gYear"), "sh:datatype .*gYear"),
        (PREFIXES + ":s a sh:NodeShape ; sh:targetClass :T ; sh:minCount 1 .", "sh:minCount 1"),
        (PREFIXES + ":s a sh:PropertyShape ; sh:targetNode :t ; sh:path :p ; sh:minCount 1 .", "urn:x:s has no IRI, or no target"),
        (PREFIXES + ":s a sh:PropertyShape ; sh:path :p ; sh:minCount 1 .", "urn:x:s has no IRI, or no target"),
        (PREFIXES + "[] sh:targetClass :T ; sh:path :p ; sh:minCount 1 .", "has no IRI"),
        (PREFIXES + ':s a sh:NodeShape ; sh:targetClass :T ; sh:sparql [ sh:select "SELECT $this { $this :p 1 }" ] .', "has no WHERE"),
        (PREFIXES + ":s a sh:NodeShape ; sh:targetClass :T ; sh:sparql [ ] .", "has no sh:select"),
    ],
)
def test_what_is_not_translated_is_refused(text: str, found: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=found):
        read_rules(written(tmp_path, text))
