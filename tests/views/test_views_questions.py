"""Every question of the catalogue has its card, with its answer as far as the pages have it; what is not there has its reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.queries import catalogue, find_query, run
from kg.store.graph import load_store
from kg.views.questions import Answers, Part, listed, parts_of
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE

pytestmark = pytest.mark.usefixtures("quiet")


def data(site: Path, name: str) -> Any:
    return json.loads((site / "assets" / "data" / f"{name}.js").read_text("utf-8").partition(",")[2].removesuffix(");\n"))


def answers() -> list[dict[str, Any]]:
    found = Answers()
    found.take(parts_of(load_store(FIXTURE)))
    return found.all()


def test_every_question_of_the_catalogue_is_listed_with_rows_or_a_reason() -> None:
    questions = listed(answers())
    assert sorted(one["name"] for one in questions) == sorted(query.name for query in catalogue())
    assert [one["name"] for one in questions if ("rows" in one) == ("why" in one)] == []


@pytest.mark.parametrize("name", [answer["name"] for answer in answers()])
def test_the_rows_are_those_that_the_question_has(small: Path, name: str) -> None:
    answer = data(small, f"q-{name}")
    result = run(load_store(FIXTURE), find_query(name), answer["with"])
    assert answer["columns"] == list(result.columns)
    assert answer["of"] == len(result.rows)
    assert answer["text"] == find_query(name).text
    assert all(len(ids) == len(answer["rows"]) for ids in answer["ids"].values())


def test_rows_of_many_parts_are_let_go_but_for_the_first() -> None:
    found, many = Answers(), 100
    parts = parts_of(load_store(FIXTURE))
    place = {answer["name"]: at for at, answer in enumerate(answers())}
    at = place["cross-agency-leads"]
    (row, *_) = parts[at].others
    for number in range(many):
        rows = tuple((f"unit {number} {i}", "x", i, "2022", f"iri {number} {i}") for i in range(50))
        assert len(rows[0]) == len(row)
        found.take([Part((), rows, {f"region {number}": 50}) if i == at else Part((), (), {}) for i in range(len(parts))])
    answer = found.all()[at]
    assert answer["of"] == many * 50
    tasks = [row[2] for row in answer["rows"]]
    # A region's first rows, the most tasks first.
    assert tasks == sorted(tasks, reverse=True)
    assert tasks[0] == 49


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_card_opens_its_question(browser: Browser, small: Path, language: str) -> None:
    browser.open(small, "questions", **({"lang": "en"} if language == "en" else {}))
    names = browser.js("return [...document.querySelectorAll('[data-question]')].map((card) => card.dataset.question)")
    assert sorted(names) == sorted(query.name for query in catalogue())
    for name in ("unit-workload", "offices-together", "graph-profile"):
        browser.open(small, "questions", q=name, **({"lang": "en"} if language == "en" else {}))
        query = find_query(name)
        assert browser.text("h1") == (query.title if language == "en" else query.title_zh)


def test_a_question_has_chart_table_links_query_and_csv(browser: Browser, small: Path) -> None:
    browser.open(small, "questions", q="unit-workload")
    kinds = browser.js("return [...document.querySelector('.answer').children].map((one) => one.tagName + '.' + one.className)")
    assert kinds.index("FIGURE.") < next(i for i, kind in enumerate(kinds) if ".table" in kind)
    assert browser.all(".answer tbody a[href^='thing.html']")
    assert browser.all(".answer tbody a[href^='region.html']")
    assert not browser.js("return document.querySelector('details pre').checkVisibility()")
    assert "SELECT" in browser.js("return document.querySelector('details pre').textContent")
    rows = browser.saved(".answer button.csv", ".csv").decode("utf-8-sig").splitlines()
    assert len(rows) == len(run(load_store(FIXTURE), find_query("unit-workload")).rows) + 1


def test_how_firmly_places_commit_is_drawn_in_parts_the_firmest_first(browser: Browser, small: Path) -> None:
    browser.open(small, "questions", q="commitment-words")
    shares = browser.js("return [...document.querySelectorAll('.answer figure svg g')].map((bar) => bar.querySelectorAll('rect').length)")
    assert shares
    assert max(shares) > 1


def test_what_is_due_can_be_asked_for_by_a_day(browser: Browser, small: Path) -> None:
    every = data(small, "q-tasks-due")
    dues = sorted(row[every["columns"].index("due")] for row in every["rows"])
    assert dues
    browser.open(small, "questions", q="tasks-due", before=dues[0])
    shown = browser.js("return document.querySelectorAll('.answer tbody tr').length")
    assert shown == dues.count(dues[0])


def test_a_question_is_asked_of_the_lists_of_a_year(browser: Browser, small: Path) -> None:
    every = data(small, "q-unit-workload")
    years = [row[every["columns"].index("years")].split(", ") for row in every["rows"]]
    spans = sorted({span for some in years for span in some})
    together = next(some for some in years if len(some) > 1)
    assert len(spans) > 1
    browser.open(small, "questions", q="unit-workload")
    assert browser.js("return [...document.querySelectorAll('select[name=year] option')].map((one) => one.value)") == ["", *spans]
    for span in spans:
        browser.open(small, "questions", q="unit-workload", year=span)
        rows = browser.saved(".answer button.csv", ".csv").decode("utf-8-sig").splitlines()
        assert len(rows) == 1 + sum(span in some for some in years)
        assert bool(browser.all(".answer .together")) == any(span in some and len(some) > 1 for some in years)
    browser.open(small, "questions", q="unit-workload", year="1949")
    assert not browser.all(".answer tbody tr")
    browser.open(small, "index", year=together[0])
    assert browser.all(".answers .together")


def test_what_is_not_computed_says_why_and_where_else(browser: Browser, small: Path) -> None:
    browser.open(small, "questions", q="graph-profile", lang="en")
    assert "kg query graph-profile" in browser.text(".answer")
    assert "takes the whole graph" in browser.text(".answer")
    browser.open(small, "questions", q="offices-together")
    browser.one(".answer a.button").click()
    browser.wait(lambda: "network.html" in browser.driver.current_url)


def test_cards_are_found_by_words_and_escape_shows_all_again(browser: Browser, small: Path) -> None:
    browser.open(small, "questions", lang="en")
    field = browser.one("[name=words]")
    field.send_keys("firmly")
    few = browser.js("return document.querySelectorAll('[data-question]').length")
    assert 0 < few < 5
    field.send_keys("\ue00c")
    assert browser.js("return document.querySelectorAll('[data-question]').length") == len(catalogue())
    assert browser.js("return document.activeElement.name") == "words"


def test_a_question_that_is_none_is_said(browser: Browser, small: Path) -> None:
    browser.open(small, "questions", q="<img src=x>")
    assert "<img src=x>" in browser.text(".gone")


@pytest.mark.parametrize("width", [390, 1024])
@pytest.mark.parametrize(("page", "parameters"), [("questions", {}), ("questions", {"q": "tasks-due"}), ("search", {"q": "发改局"})])
def test_no_page_is_wider_than_the_screen(browser: Browser, small: Path, page: str, parameters: dict[str, str], width: int) -> None:
    browser.size(width, 800)
    browser.open(small, page, **parameters)
    assert browser.js("return document.documentElement.scrollWidth") <= width
