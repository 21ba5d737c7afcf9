"""The query page in a real browser that reaches nothing but the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.queries import find_query, run
from kg.store.disk import write_store
from kg.store.graph import load_store
from tests.publish.contract import CONTRACT, PARAMETERS
from tests.publish.listening import listening
from tests.views.browser import CHROMIUM, DRIVER, FLAGS, OWN, Browser

HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def server(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    store = tmp_path_factory.mktemp("page") / "store"
    write_store(few, store)
    with listening(store, Limits(seconds=5, workers=2, rows=7000)) as running:
        yield running


@pytest.fixture(scope="module")
def browser(server: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    if not CHROMIUM or not DRIVER:
        pytest.skip("no chromium with chromedriver here")
    webdriver: Any = pytest.importorskip("selenium.webdriver")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in FLAGS:
        options.add_argument(f"{flag} , EXCLUDE 127.0.0.1" if "resolver" in flag else flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    try:
        yield Browser(driver, tmp_path_factory.mktemp("downloads"))
    finally:
        driver.quit()


@pytest.fixture
def page(browser: Browser, server: Endpoint) -> Iterator[Browser]:
    """The browser; at the end of the test no error stood in the console, and nobody but the server was asked for anything."""
    browser.complaints()
    yield browser
    assert not [
        line for line in browser.complaints() if not line.startswith((f"asks for {server.url}", *(f"asks for {own}" for own in OWN)))
    ]


def ask(page: Browser, server: Endpoint, query: str) -> None:
    page.driver.get(server.url)
    page.wait(lambda: page.js("return document.querySelectorAll('#catalogue option').length > 8"))
    page.js("document.querySelector('#query').value = arguments[0]; document.querySelector('#run').click()", query)
    page.wait(lambda: page.text("#said") not in ("", "…"))


@pytest.mark.parametrize("name", CONTRACT)
def test_a_question_of_the_catalogue_gives_a_table(page: Browser, server: Endpoint, few: Path, name: str) -> None:
    page.driver.get(server.url)
    page.wait(lambda: page.js("return document.querySelectorAll('#catalogue option').length > 8"))
    page.js(
        "const s = document.querySelector('#catalogue');"
        "s.selectedIndex = [...s.options].findIndex(o => o.text.startsWith(arguments[0] + ':'));"
        "s.dispatchEvent(new Event('change')); document.querySelector('#run').click()",
        name,
    )
    page.wait(lambda: "rows" in page.text("#said"))
    expected = run(load_store(few / "graph.ttl"), find_query(name), PARAMETERS.get(name))
    assert page.text("#answer thead").split() == list(expected.columns)
    assert page.js("return document.querySelectorAll('#answer tbody tr').length") == len(expected.rows)
    fields = page.js("return [...document.querySelectorAll('#parameters input')].map(input => input.name)")
    assert fields == [*PARAMETERS.get(name, {}), "region", "year"]


def test_a_parameter_is_asked_for_as_it_was_typed(page: Browser, server: Endpoint) -> None:
    ask(page, server, "ASK {}")
    page.js(
        "const s = document.querySelector('#catalogue');"
        "s.selectedIndex = [...s.options].findIndex(o => o.text.startsWith('indicator-comparison:'));"
        "s.dispatchEvent(new Event('change')); document.querySelector('#parameters input').value = arguments[0];"
        "document.querySelector('#run').click()",
        'no "such\\ indicator',
    )
    page.wait(lambda: page.text("#said").startswith("0 rows"))


def test_an_iri_of_the_answer_leads_to_the_page_of_the_thing_and_on(page: Browser, server: Endpoint) -> None:
    ask(page, server, "SELECT ?t { ?t a <https://w3id.org/zeren/ontology#Task> } LIMIT 3")
    page.one("#answer tbody a").click()
    page.wait(lambda: page.all("blockquote"))
    task = page.text("h1")
    assert task
    page.one("td a[href^='/id/']").click()
    page.wait(lambda: page.text("h1") not in ("", task))
    page.one("nav a").click()
    page.wait(lambda: page.all("#catalogue"))


DRAWN = """const canvas = document.querySelector('#graph canvas');
const copy = document.createElement('canvas'); copy.width = canvas.width; copy.height = canvas.height;
const drawn = copy.getContext('2d', {willReadFrequently: true}); drawn.drawImage(canvas, 0, 0);
const data = drawn.getImageData(0, 0, canvas.width, canvas.height).data;
let painted = 0; for (let at = 3; at < data.length; at += 4) painted += data[at] > 0; return painted"""


def test_a_constructed_graph_is_drawn(page: Browser, server: Endpoint) -> None:
    ask(page, server, "CONSTRUCT { ?t ?p ?o } { ?t a <https://w3id.org/zeren/ontology#Task> ; ?p ?o } LIMIT 30")
    assert page.text("#said").startswith("30 triples")
    page.wait(lambda: page.js(DRAWN) > 1000)


def test_a_described_thing_is_drawn(page: Browser, server: Endpoint) -> None:
    ask(page, server, "DESCRIBE ?r { ?r a <https://w3id.org/zeren/ontology#Region> }")
    page.wait(lambda: page.js(DRAWN) > 1000)


def test_an_answer_yes_or_no_is_said(page: Browser, server: Endpoint) -> None:
    ask(page, server, "ASK { ?s ?p ?o }")
    assert page.text("#answer") == "true"


def test_the_table_can_be_had_as_csv(page: Browser, server: Endpoint) -> None:
    ask(page, server, "SELECT ('中文, 12' AS ?x) {}")
    got = page.js("return fetch(document.querySelector('#csv').href).then((answer) => answer.text())")
    assert got == 'x\r\n"中文, 12"\r\n'


def test_a_wrong_query_is_said(browser: Browser, server: Endpoint) -> None:
    ask(browser, server, "SELECT ?t {")
    assert "does not parse" in browser.text("#said")


def test_a_query_that_takes_too_long_is_said(browser: Browser, server: Endpoint) -> None:
    ask(browser, server, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert "stopped after" in browser.text("#said")


@pytest.mark.parametrize("query", [f"SELECT ('{HOSTILE}' AS ?x) {{}}", f"CONSTRUCT {{ <x:a> <x:b> '{HOSTILE}' }} {{}}"])
def test_text_of_the_graph_is_no_markup(page: Browser, server: Endpoint, query: str) -> None:
    ask(page, server, query)
    assert page.driver.title != "1"
    assert not page.all("#answer img")


@pytest.mark.parametrize(("given", "bound"), [("", {}), ("no-such-code", {"doubt": "no-such-code"})])
def test_a_parameter_that_may_be_left_out_binds_nothing_where_it_is_empty(
    page: Browser, server: Endpoint, few: Path, given: str, bound: dict[str, str]
) -> None:
    page.driver.get(server.url)
    page.wait(lambda: page.js("return document.querySelectorAll('#catalogue option').length > 8"))
    page.js(
        "const s = document.querySelector('#catalogue'); s.selectedIndex = [...s.options].findIndex(o => o.text.startsWith('doubts:'));"
        "s.dispatchEvent(new Event('change')); const field = document.querySelector('#parameters input');"
        "if (field.value || !field.placeholder) throw new Error('an example is no value'); field.value = arguments[0];"
        "document.querySelector('#run').click()",
        given,
    )
    page.wait(lambda: "rows" in page.text("#said"))
    expected = run(load_store(few / "graph.ttl"), find_query("doubts"), bound)
    assert page.js("return document.querySelectorAll('#answer tbody tr').length") == len(expected.rows)


@pytest.fixture(scope="module")
def sparing(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """A server whose answers have at most seven rows."""
    store = tmp_path_factory.mktemp("sparing") / "store"
    write_store(few, store)
    with listening(store, Limits(seconds=5, workers=2, rows=7)) as running:
        yield running


ROWS = "SELECT ?n { VALUES ?a { 1 2 3 4 5 6 7 8 9 } BIND (?a AS ?n) } LIMIT "


def test_an_answer_that_was_cut_off_says_so_above_the_table(browser: Browser, sparing: Endpoint) -> None:
    ask(browser, sparing, f"{ROWS}8")
    told = browser.text("#answer .cut")
    assert "cut off at the server's limit of 7;" in told
    assert "在服务器上限 7 行处截断" in told
    assert browser.js("return document.querySelectorAll('#answer tbody tr').length") == 7
    assert browser.js("return document.querySelector('#answer').firstChild.className") == "cut"
    ask(browser, sparing, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert "cut off at the server's limit of 7;" in browser.text("#answer .cut")


@pytest.mark.parametrize("query", [f"{ROWS}7", "ASK {}"])
def test_a_whole_answer_says_nothing_of_the_kind(browser: Browser, sparing: Endpoint, query: str) -> None:
    ask(browser, sparing, query)
    assert not browser.all("#answer .cut")


THOUSANDS = "VALUES ?a { 0 1 2 3 4 5 6 7 8 9 } VALUES ?b { 0 1 2 3 4 5 6 7 8 9 } VALUES ?c { 0 1 2 3 4 5 6 7 8 9 }"


@pytest.mark.parametrize(("more", "told"), [("VALUES ?d { 0 1 2 3 4 }", ""), ("VALUES ?d { 0 1 2 3 4 5 }", "first 5,000 of 6,000 rows")])
def test_a_table_that_shows_but_some_of_the_rows_says_so(page: Browser, server: Endpoint, more: str, told: str) -> None:
    ask(page, server, f"SELECT * {{ {THOUSANDS} {more} }}")
    assert page.js("return document.querySelectorAll('#answer tbody tr').length") == 5000
    assert (told in page.text("#answer .cut")) if told else not page.all("#answer .cut")


def test_a_picture_that_shows_but_some_of_the_triples_says_so(page: Browser, server: Endpoint) -> None:
    ask(page, server, f"CONSTRUCT {{ <x:a> <x:b> ?n }} {{ {THOUSANDS} BIND (?a * 100 + ?b * 10 + ?c AS ?n) }}")
    assert "first 600 of 1,000 triples" in page.text("#answer .cut")
