"""What is taken along is all that passes the filters, or on request the screen alone, with numbers as numbers and where each row stands."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.graph import load_store
from kg.views import questions
from kg.views.graph_facts import read_holding
from kg.views.writing import write_pages
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE, five

pytestmark = pytest.mark.usefixtures("quiet")
BASE = "https://w3id.org/zeren/id/"


def saved(browser: Browser, selector: str) -> list[dict[str, str]]:
    data = browser.saved(selector, ".csv")
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph with sixty more tasks of its first bureau, each with a goal."""
    store = load_store(FIXTURE)
    zr = "https://w3id.org/zeren/ontology#"
    for number in range(60):
        for old, new in ((f"{BASE}x/Q1", f"{BASE}x/Q9{number:02}"), (f"{BASE}x/tq1", f"{BASE}x/tq9{number:02}")):
            for quad in list(store.quads_for_pattern(ox.NamedNode(old), None, None)):
                value: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple = quad.object
                if quad.predicate.value == f"{zr}target":
                    value = ox.NamedNode(f"{BASE}x/tq9{number:02}")
                store.add(ox.Quad(ox.NamedNode(new), quad.predicate, value))
    folder = tmp_path_factory.mktemp("many")
    write_pages(store, folder)
    return folder


def test_a_list_of_tasks_is_saved_whole_and_the_screen_by_its_own_button(browser: Browser, many: Path) -> None:
    browser.open(many, "thing", id="x/QFG")
    browser.wait(lambda: browser.all("article.task"))
    assert len(browser.all("article.task")) == 12
    told = browser.text("#content > section:last-child .tools")
    assert "全部 63 项" in told
    assert "只导出屏幕上的 12 行" in told
    assert len(saved(browser, "#content > section:last-child .csv")) == 63
    assert len(saved(browser, "#content > section:last-child .csv-screen")) == 12


def test_a_document_is_saved_whole_though_it_shows_but_its_beginning(browser: Browser, many: Path) -> None:
    browser.open(many, "document", region="qinghe")
    assert browser.wait(lambda: len(browser.all("article.task"))) == 40
    assert len(saved(browser, ".csv")) == 65
    assert len(saved(browser, ".csv-screen")) == 40
    browser.choose("commitment", "none")
    browser.wait(lambda: len(browser.all("article.task")) == 2)
    assert len(saved(browser, ".csv")) == 2
    assert not browser.all(".csv-screen")


def test_a_table_is_saved_whole_in_the_order_of_the_screen(browser: Browser, many: Path) -> None:
    browser.open(many, "thing", id="x/QFG", lang="en")
    browser.js("[...document.querySelectorAll('section')].find((s) => s.querySelector('h2').innerText === 'Its numbers').id = 'numbers'")
    assert len(browser.all("#numbers tbody tr")) == 15
    rows = saved(browser, "#numbers .csv")
    assert len(rows) == len({row["IRI"] for row in rows}) > 60
    assert len(saved(browser, "#numbers .csv-screen")) == 15


def test_targets_are_typed_and_say_where_they_stand(browser: Browser, small: Path) -> None:
    goals = {BASE + goal.id: (goal, work) for work in read_holding(load_store(FIXTURE)).works for goal in work.goals}
    found: dict[str, dict[str, str]] = {}
    for place in ("qinghe", "baishi"):
        browser.open(small, "document", region=place, lang="en")
        browser.wait(lambda: browser.all(".csv-targets"))
        found |= {row["IRI"]: row for row in saved(browser, ".csv-targets")}
    assert found.keys() == goals.keys()
    for iri, row in found.items():
        goal, work = goals[iri]
        for column, printed in (
            ("Value", goal.value),
            ("Upper value", goal.upper),
            ("Baseline", goal.baseline),
            ("Value in base measure", goal.base_value),
        ):
            assert (Decimal(row[column]) if row[column] else None) == (Decimal(printed) if printed else None), (iri, column)
        assert row["Measure"] == (goal.unit or "")
        assert row["Comparator"] == {"eq": "exactly", "ge": "at least", "le": "at most", "approx": "about"}[goal.comparator]
        assert (row["Change"], row["Commitment"]) == (goal.change, goal.commitment)
        assert (row["Due"], row["Words"]) == (goal.deadline or "", goal.quote or "")
        assert (row["Start (character)"], row["End (character)"]) == tuple("" if at is None else str(at) for at in (goal.start, goal.end))
        assert (row["Task IRI"], row["Document IRI"]) == (BASE + work.id, BASE + work.document)
        assert row["Document"] in ("青政办发〔2031〕1号", "白政办发〔2031〕3号")


def test_tasks_say_what_they_are_and_where_they_stand(browser: Browser, small: Path) -> None:
    browser.open(small, "document", region="qinghe", lang="en")
    browser.wait(lambda: browser.all(".csv"))
    works = [work for work in read_holding(load_store(FIXTURE)).works if work.document == "x/Q"]
    rows = saved(browser, ".csv")
    assert [(row["IRI"], row["Document IRI"]) for row in rows] == [(BASE + work.id, BASE + work.document) for work in works]
    assert [(row["Start (character)"], row["End (character)"]) for row in rows] == [
        tuple("" if at is None else str(at) for at in (work.start, work.end)) for work in works
    ]


def test_goals_compared_are_saved_with_all_their_columns(browser: Browser, small: Path) -> None:
    browser.open(small, "compare", by="indicator", id="x/gdp", lang="en")
    rows = saved(browser, "section .csv")
    assert rows
    assert all(
        row["IRI"].startswith(f"{BASE}x/t") and row["Task IRI"] and row["Indicator IRI"] == f"{BASE}x/gdp" and float(row["Value"])
        for row in rows
    )


def test_a_thing_under_another_base_is_saved_by_its_own_iri(browser: Browser, tmp_path: Path) -> None:
    store = ox.Store()
    other = "https://example.org/kept/x/QFG"

    def moved(term: ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple) -> ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple:
        return ox.NamedNode(other) if term == ox.NamedNode(f"{BASE}x/QFG") else term

    for quad in load_store(FIXTURE):
        subject, value = moved(quad.subject), moved(quad.object)
        assert isinstance(subject, ox.NamedNode | ox.BlankNode)
        store.add(ox.Quad(subject, quad.predicate, value))
    write_pages(store, tmp_path)
    browser.open(tmp_path, "thing", lang="en")
    iris = {row["Name"]: row["IRI"] for row in saved(browser, ".csv")}
    assert (iris["发改局"], iris["财政局"]) == (other, f"{BASE}x/QCZ")


def test_an_answer_that_the_page_holds_in_part_says_of_how_many(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "MOST_ROWS", 2)
    write_pages(load_store(FIXTURE), tmp_path)
    browser.open(tmp_path, "index")
    told = str(browser.js("return document.querySelector('#answer-unit-workload .csv').textContent"))
    rows = saved(browser, "#answer-unit-workload .csv")
    assert len(rows) == 2
    assert told.startswith("导出 CSV（")
    assert told.endswith("行中的 2 行）")


@five
def test_the_names_of_the_five_notices_are_saved_whole(browser: Browser, site: Path) -> None:
    browser.open(site, "thing", region="330782")
    held = int(
        browser.js(
            "const at = Zeren.places().findIndex((p) => p.key === '330782'); return Zeren.index().things.filter((x) => x[5] === at).length"
        )
    )
    assert len(browser.all("tbody tr")) == 40 < held
    assert len(saved(browser, "section .csv")) == held
    assert len(saved(browser, "section .csv-screen")) == 40
