"""The shapes: a sound graph passes, and each kind of fault is found and told in words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import SH

from kg.mapping import vocabulary as v
from kg.resources import ONTOLOGY
from kg.store.validate import validate
from tests.records_from_json import parsed_from_json, triples_of

SAMPLE = Path(__file__).parents[1] / "samples" / "05-several-annexes.json"
DECIMAL = v.term("xsd:decimal")


@cache
def sound() -> tuple[ox.Triple, ...]:
    """The graph of the first tasks of a sample, one of them in doubt."""
    data = json.loads(SAMPLE.read_text(encoding="utf-8"))
    data["tasks"] = [task for task in data["tasks"] if task["targets"]][:3]
    data["tasks"][0]["doubts"] = ["duty-left"]
    return tuple(triples_of(parsed_from_json(data)))


def store_of(triples: list[ox.Triple]) -> ox.Store:
    store = ox.Store()
    store.extend(ox.Quad(*triple) for triple in triples)
    return store


def first(predicate: ox.NamedNode) -> ox.Triple:
    return next(triple for triple in sound() if triple.predicate == predicate)


def changed(predicate: ox.NamedNode, *values: ox.NamedNode | ox.Literal) -> list[ox.Triple]:
    """The sound graph, but what the first thing with that property has of it is this."""
    thing = first(predicate).subject
    kept = [triple for triple in sound() if triple.subject != thing or triple.predicate != predicate]
    return [*kept, *(ox.Triple(thing, predicate, value) for value in values)]


def without(class_: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.Triple]:
    """The sound graph, but the things of a class lack a property."""
    things = {triple.subject for triple in sound() if triple.object == class_}
    return [triple for triple in sound() if triple.subject not in things or triple.predicate != predicate]


def typeless(class_: ox.NamedNode) -> list[ox.Triple]:
    """The sound graph without the description of any thing of a class."""
    things = {triple.subject for triple in sound() if triple.object == class_}
    return [triple for triple in sound() if triple.subject not in things]


def in_one_language(class_: ox.NamedNode) -> list[ox.Triple]:
    """The sound graph without the English names of the things of a class."""
    things = {triple.subject for triple in sound() if triple.object == class_}
    english = (triple for triple in sound() if isinstance(triple.object, ox.Literal) and triple.object.language == "en")
    left_out = {triple for triple in english if triple.subject in things}
    return [triple for triple in sound() if triple not in left_out]


def test_what_the_mapping_makes_is_sound() -> None:
    assert validate(store_of(list(sound()))) == []


@pytest.mark.parametrize(
    ("triples", "words"),
    [
        (lambda: changed(v.IS_PART_OF), "A task list is part of one document."),
        (lambda: changed(v.SHA256), "its SHA-256 digest"),
        (lambda: changed(v.SHA256, ox.Literal("12")), "its SHA-256 digest"),
        (lambda: changed(v.TEXT, ox.Literal("")), "not empty"),
        (lambda: changed(v.TEXT, ox.Literal("甲"), ox.Literal("乙")), "one text at most"),
        (lambda: changed(v.ROLE), "role is lead or support"),
        (lambda: changed(v.ROLE, v.ROLES["support"]), "no assignment says who leads"),
        (lambda: changed(v.ROLE, v.BASES["sole"]), "role is lead or support"),
        (lambda: changed(v.BASIS), "how the document tells the role"),
        (lambda: changed(v.LEAD_UNIT), "does not list this party"),
        (lambda: changed(v.PARTY, ox.NamedNode("https://example.org/nobody")), "does not describe the body"),
        (lambda: changed(v.PRINTED_NAME), "keeps the name as the document prints it"),
        (lambda: changed(v.DOUBT, ox.NamedNode("https://example.org/nothing")), "is a kind of doubt that the graph describes"),
        (lambda: typeless(v.DOUBT_CLASS), "is a kind of doubt that the graph describes"),
        (lambda: changed(v.NOTATION, ox.Literal("Duty left")), "has one code"),
        (lambda: without(v.DOUBT_CLASS, v.IN_SCHEME), "is in a scheme that the graph describes"),
        (lambda: typeless(v.SCHEME_CLASS), "is in a scheme that the graph describes"),
        (lambda: in_one_language(v.DOUBT_CLASS), "has a title in English and in Chinese"),
        (lambda: changed(v.VALUE, ox.Literal("8%")), "one number, written as a decimal"),
        (lambda: changed(v.VALUE), "one number, written as a decimal"),
        (lambda: changed(v.VALUE, ox.Literal("8", datatype=DECIMAL), ox.Literal("9", datatype=DECIMAL)), "one number"),
        (lambda: changed(v.COMPARATOR), "exactly, at least, at most or about"),
        (lambda: changed(v.CHANGE, ox.Literal("up")), "an increase, a decrease or a level"),
        (lambda: changed(v.COMMITMENT), "promised firmly"),
        (lambda: changed(v.CHAR_START, ox.Literal(10**6)), "before the place where it ends"),
        (lambda: changed(v.CHAR_START), "begins at one place"),
        (lambda: changed(v.CHAR_START, ox.Literal("at the top")), "begins at one place"),
        (lambda: changed(v.CHAR_END, ox.Literal("at the end", language="en")), "ends at one place"),
        (lambda: changed(v.QUOTED_FROM), "which document it was read from"),
        (lambda: changed(v.START_YEAR, ox.Literal("2022")), "one year"),
        (lambda: changed(v.PREF_LABEL), "has a name"),
        (lambda: changed(v.PREF_LABEL, ox.Literal("甲"), ox.Literal("乙")), "one preferred name"),
        (lambda: typeless(v.REGION_CLASS), "the graph describes that region"),
        (lambda: typeless(v.ASSIGNMENT_CLASS), "no assignment says who leads"),
        (lambda: typeless(v.LEADER_CLASS), "a leader that the graph describes"),
    ],
)
def test_a_fault_is_found_and_told(triples: object, words: str) -> None:
    assert callable(triples)
    found = [finding for finding in validate(store_of(triples())) if words in finding.message]
    assert found
    assert all(finding.severity == "violation" and finding.message_zh and finding.thing for finding in found)


@pytest.mark.parametrize(
    ("predicate", "words"),
    [(v.START_YEAR, "Which year"), (v.ISSUED, None)],
)
def test_what_a_document_may_leave_out_is_no_violation(predicate: ox.NamedNode, words: str | None) -> None:
    findings = validate(store_of(changed(predicate)))
    assert [finding.severity for finding in findings] == (["warning"] if words else [])


def test_a_task_that_nobody_answers_for_is_a_warning() -> None:
    task = first(v.ASSIGNMENT).subject
    who = (v.ASSIGNMENT, v.LEAD_UNIT, v.SUPPORT_UNIT)
    orphans = {t.object for t in sound() if t.subject == task and t.predicate == v.ASSIGNMENT}
    kept = [t for t in sound() if t.subject not in orphans and not (t.subject == task and t.predicate in who)]
    assert [(f.severity, f.message) for f in validate(store_of(kept))] == [("warning", "The task names nobody who answers for it.")]


def test_every_shape_speaks_english_and_chinese() -> None:
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    speaking = {
        shape: {str(m.language) for m in shapes.objects(shape, SH.message) if isinstance(m, rdflib.Literal)}
        for shape in shapes.subjects(SH.targetClass)
    }
    assert speaking
    assert not [shape for shape, languages in speaking.items() if languages != {"en", "zh"}]
