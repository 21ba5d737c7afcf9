"""IRIs: made of what is printed, flat, without a sign that Turtle would escape."""

from __future__ import annotations

import re
from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mapping.iris import Names, UniqueLocals, document_key, region_scope, slug
from kg.model.records import DocumentRecord

RECORD = DocumentRecord(
    file="a.txt",
    title="青川市2022年重点工作责任分解",
    number="青政办发〔2022〕7号",
    issued="2022-03-01",
    publisher="青川市人民政府办公室",
    region="青川市",
    region_code="990101",
    region_stated=True,
    year=2022,
    lead_rule=None,
    characters=10,
    accounted=10,
    sha256="0123456789abcdef" * 4,
)


@pytest.mark.parametrize(
    ("printed", "local"),
    [
        ("青政办发〔2022〕7号", "青政办发-2022-7号"),
        ("青政办发[2022] ７ 号", "青政办发-2022-7-号"),
        ("（一）", "一"),
        ("各镇（街道）、园区", "各镇-街道-园区"),
        ("A/B.C:D%20", "A-B-C-D-20"),
        ("组织部\u200b", "组织部"),
        ("𠮷田", "𠮷田"),
        ("——", ""),
        ("", ""),
    ],
)
def test_a_local_name_keeps_letters_and_digits(printed: str, local: str) -> None:
    assert slug(printed) == local


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=80))
def test_no_text_whatever_needs_an_escape_in_turtle(text: str) -> None:
    local = slug(text)
    names = Names()
    node = names.iri("task", f"990101-{local}")
    triple = ox.Triple(node, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), node)
    turtle = (ox.serialize([triple], format=ox.RdfFormat.TURTLE, prefixes=names.prefixes) or b"").decode()
    assert turtle.splitlines()[-1] == f"task:990101-{local} a task:990101-{local} ."
    assert {quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)} == {triple}


@given(st.text(max_size=300))
def test_a_local_name_has_a_limit_and_stays_apart_from_others(text: str) -> None:
    local = slug(text, limit=20)
    assert len(local) <= 29
    assert slug(local, limit=40) == local


def test_long_titles_that_begin_alike_stay_apart() -> None:
    assert slug("重点工作" * 30 + "甲") != slug("重点工作" * 30 + "乙")


@pytest.mark.parametrize(
    ("record", "key"),
    [
        (RECORD, "990101-青政办发-2022-7号-37eabc"),
        (replace(RECORD, title=None), "990101-青政办发-2022-7号"),
        (replace(RECORD, number=None), "990101-青川市2022年重点工作责任分解"),
        (replace(RECORD, number=None, title="重点工作责任分解", year=2022), "990101-重点工作责任分解-2022"),
        (replace(RECORD, number=None, title="重点工作责任分解", year=None), "990101-重点工作责任分解"),
        (replace(RECORD, number=None, title=None), "990101-01234567"),
        (replace(RECORD, region_code=None), "青川市-青政办发-2022-7号-37eabc"),
        (replace(RECORD, region_code=None, region=None), "x01234567-青政办发-2022-7号-37eabc"),
    ],
)
def test_a_document_goes_by_region_and_number_or_title_or_digest(record: DocumentRecord, key: str) -> None:
    assert document_key(record) == key


def test_documents_of_unknown_regions_share_no_scope() -> None:
    one = replace(RECORD, region=None, region_code=None)
    assert region_scope(one) != region_scope(replace(one, sha256="f" * 64))


def test_a_local_name_is_given_once() -> None:
    unique = UniqueLocals()
    assert [unique.take(name) for name in ("a", "a", "a_2", "a", "b")] == ["a", "a_2", "a_2_2", "a_3", "b"]


def test_another_base_takes_all_things_with_it() -> None:
    names = Names("https://example.org/x/")
    assert names.rebased(ox.NamedNode("https://w3id.org/zeren/id/region/990101")) == names.iri("region", "990101")
    elsewhere = ox.NamedNode("http://www.w3.org/2004/02/skos/core#Concept")
    assert names.rebased(elsewhere) == elsewhere
    assert re.fullmatch(r"https://example\.org/x/unit/甲", names.iri("unit", "甲").value)
