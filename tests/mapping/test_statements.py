"""Terms as strings: byte for byte what pyoxigraph writes, whatever they hold and whatever the prefixes stand for."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping import Names, written
from kg.mapping import vocabulary as v
from kg.mapping.iris import CLASSES
from kg.mapping.statements import Full, text, triples_of
from kg.model.terms import BASE
from kg.store.nquads import quads_of
from kg.store.turtle import head_of, turtle_of

# Among them such as begin as vocabularies do.
BASES = (BASE, "https://example.org/甲/", "https://schema.org/", "http://www.w3.org/ns/org#", "http://qudt.org/vocab/unit/", "urn:x:")
GRAPH = ox.NamedNode("https://example.org/g")
texts = st.text(st.characters(exclude_categories=["Cs"]))
# Letters and digits, the signs with which a short name may not begin or end, those that need an escape, and none.
locals_ = st.text(st.sampled_from("a1甲_-.~:/()'!\u00b7"), max_size=6)
spaces = [*(f"{base}{name}/" for base in BASES for name in ("task", "unit")), *v.VOCABULARIES.values(), *BASES]
iris = st.builds(lambda space, local: ox.NamedNode(space + local), st.sampled_from(spaces), locals_)
datatypes = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string", "anyURI"]).map(lambda name: v.term(f"xsd:{name}"))
numbers = st.one_of(texts, st.from_regex(r"[+-]?[0-9]*\.?[0-9]*([eE][+-]?[0-9]+)?", fullmatch=True), st.sampled_from(["true", "1"]))
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(lambda value, language: ox.Literal(value, language=language), texts, st.sampled_from(["zh", "en", "zh-Hant"])),
    st.builds(lambda value, datatype: ox.Literal(value, datatype=datatype), numbers, datatypes),
)
triples = st.builds(ox.Triple, iris, st.one_of(iris, st.just(v.TYPE)), st.one_of(iris, literals))


@pytest.mark.parametrize("base", BASES)
@given(told=st.lists(triples, max_size=6))
def test_what_is_written_is_what_pyoxigraph_writes(base: str, told: list[ox.Triple]) -> None:
    names = Names(base)
    statements = names.statements(told)
    turtle = head_of(names.prefixes) + turtle_of(statements)
    assert turtle == ox.serialize(told, format=ox.RdfFormat.TURTLE, prefixes=names.prefixes) or not told
    quads = [ox.Quad(triple.subject, triple.predicate, triple.object, GRAPH) for triple in told]
    assert quads_of(statements, GRAPH, Full(names.prefixes)) == ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert triples_of(statements, names.prefixes) == told


@given(value=texts, language=st.sampled_from(["", "zh", "en"]))
def test_a_text_is_written_as_pyoxigraph_writes_it(value: str, language: str) -> None:
    assert text(value, language) == str(ox.Literal(value, language=language) if language else ox.Literal(value))


@pytest.mark.parametrize("base", BASES)
@given(name=st.sampled_from(CLASSES), local=locals_)
def test_a_thing_is_called_the_same_in_both_ways(base: str, name: str, local: str) -> None:
    names = Names(base)
    (statement,) = names.statements([ox.Triple(names.iri(name, local), v.KIND, v.KINDS["plan"])])
    assert names.term(name, local) == statement[0]


def test_a_node_without_a_name_is_refused() -> None:
    with pytest.raises(TypeError, match="no triple of named things"):
        Names().statements([ox.Triple(ox.BlankNode(), v.KIND, v.DOCUMENT_CLASS)])


def test_the_vocabulary_as_it_is_written() -> None:
    assert (written.TASK_CLASS, written.TYPE, written.ROLES["lead"]) == ("zr:Task", "a", "zr:Lead")
    for name in ("NO_SUCH_TERM", "VOCABULARIES"):
        with pytest.raises(AttributeError):
            getattr(written, name)
