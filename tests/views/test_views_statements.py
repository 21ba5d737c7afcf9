"""What a store says, by predicate: all values of a thing, in one order, and nothing that has no name."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.model.errors import StoreError
from kg.store.graph import load_store
from kg.views import graph_facts as reading
from kg.views.statements import Statements
from kg.views.writing import write_pages
from tests.views.conftest import FIXTURE

THING = "https://w3id.org/zeren/id/x/thing"


def statements(*triples: tuple[ox.NamedNode, ox.NamedNode | ox.Literal | ox.BlankNode]) -> Statements:
    store = ox.Store()
    for predicate, value in triples:
        store.add(ox.Quad(ox.NamedNode(THING), predicate, value))
    return Statements(store)


def test_the_values_of_a_thing_are_sorted_and_the_first_is_the_one() -> None:
    said = statements(*((v.ALT_LABEL, ox.Literal(text)) for text in ("丙", "甲", "乙")))
    assert said.all(THING, v.ALT_LABEL) == sorted(("丙", "甲", "乙"))
    assert said.one(THING, v.ALT_LABEL) == min("丙甲乙")


def test_a_value_said_in_two_languages_is_one_value() -> None:
    said = statements((v.ALT_LABEL, ox.Literal("GDP", language="en")), (v.ALT_LABEL, ox.Literal("GDP", language="zh")))
    assert said.all(THING, v.ALT_LABEL) == ["GDP"]


def test_what_has_no_name_is_left_out_and_what_is_not_said_is_unknown() -> None:
    said = statements((v.SECTION, ox.BlankNode("b")))
    assert said.all(THING, v.SECTION) == []
    assert said.one(THING, v.SECTION) is None


@pytest.mark.parametrize(
    ("labels", "label"),
    [
        ([("Finance", "en"), ("财政", "zh")], "财政"),
        ([("Finance", "en"), ("财政", None)], "财政"),
        ([("Finance", "en")], "Finance"),
        ([], "thing"),
    ],
)
def test_a_thing_is_called_by_its_chinese_label_before_any_other(labels: list[tuple[str, str | None]], label: str) -> None:
    assert statements(*((v.PREF_LABEL, ox.Literal(text, language=language)) for text, language in labels)).label(THING) == label


def test_what_was_read_is_let_go_without_the_collector(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Statements]] = []

    class Watched(Statements):
        def __init__(self, store: ox.Store) -> None:
            super().__init__(store)
            made.append(weakref.ref(self))

    monkeypatch.setattr(reading, "Statements", Watched)
    store = load_store(FIXTURE)
    gc.disable()
    try:
        reading.read_holding(store)
        assert [watched() for watched in made] == [None]
    finally:
        gc.enable()


def test_the_collector_runs_as_before_after_the_writing(tmp_path: Path) -> None:
    before = gc.get_threshold()
    write_pages(load_store(FIXTURE), tmp_path)
    assert gc.get_threshold() == before


def test_a_leader_that_is_described_nowhere_is_said_by_name(tmp_path: Path) -> None:
    store = load_store(FIXTURE)
    described = list(store.quads_for_pattern(None, v.TYPE, v.LEADER_CLASS))
    for quad in described:
        store.remove(quad)
    with pytest.raises(StoreError, match="kg validate") as caught:
        write_pages(store, tmp_path)
    assert f"<{caught.value.where}>" in {str(quad.subject) for quad in described}


def test_the_page_that_is_opened_first_is_written_last(tmp_path: Path) -> None:
    written = write_pages(load_store(FIXTURE), tmp_path)
    assert max(tmp_path.rglob("*.*"), key=lambda path: (path.is_file(), path.stat().st_mtime_ns)) == written.index
