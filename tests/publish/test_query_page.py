"""The query page in a real browser that reaches nothing but the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.publish.serving.pool import Limits
from kg.publish.serving.server import Endpoint
from kg.store.disk import write_store
from tests.publish.listening import listening
from tests.views.browser import CHROMIUM, DRIVER, FLAGS, OWN, Browser

HOSTILE = '<img src=x onerror="document.title=1">'


@pytest.fixture(scope="module")
def server(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    store = tmp_path_factory.mktemp("page") / "store"
    write_store(few, store)
    with listening(store, Limits(seconds=20, workers=2)) as running:
        yield running


@pytest.fixture(scope="module")
def page(server: Endpoint, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
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


def ask(page: Browser, server: Endpoint, query: str) -> None:
    page.driver.get(server.url)
    page.wait(lambda: page.js("return document.querySelectorAll('#catalogue option').length > 8"))
    page.js("document.querySelector('#query').value = arguments[0]; document.querySelector('#run').click()", query)
    page.wait(lambda: page.text("#said") not in ("", "…"))


def test_a_question_of_the_catalogue_gives_a_table(page: Browser, server: Endpoint) -> None:
    page.driver.get(server.url)
    page.wait(lambda: page.js("return document.querySelectorAll('#catalogue option').length > 8"))
    page.js(
        "const s = document.querySelector('#catalogue');"
        "s.selectedIndex = [...s.options].findIndex(o => o.text.startsWith('indicator-comparison'));"
        "s.dispatchEvent(new Event('change')); document.querySelector('#run').click()"
    )
    page.wait(lambda: "rows" in page.text("#said"))
    assert page.text("#parameters").startswith("indicator")
    assert page.text("#answer thead").split() == ["indicator", "region", "year", "change", "comparator", "value", "unit", "quote"]


def test_an_iri_of_the_answer_leads_to_the_page_of_the_thing(page: Browser, server: Endpoint) -> None:
    ask(page, server, "SELECT ?t { ?t a <https://w3id.org/zeren/ontology#Task> } LIMIT 3")
    page.one("#answer tbody a").click()
    page.wait(lambda: page.all("blockquote"))
    assert page.text("h1")


def test_a_constructed_graph_is_drawn(page: Browser, server: Endpoint) -> None:
    ask(page, server, "CONSTRUCT { ?t ?p ?o } { ?t a <https://w3id.org/zeren/ontology#Task> ; ?p ?o } LIMIT 30")
    assert page.text("#said").startswith("30 triples")
    assert page.all("#graph canvas")


def test_a_wrong_query_is_said(page: Browser, server: Endpoint) -> None:
    ask(page, server, "SELECT ?t {")
    assert "does not parse" in page.text("#said")


@pytest.mark.parametrize("query", [f"SELECT ('{HOSTILE}' AS ?x) {{}}", f"CONSTRUCT {{ <x:a> <x:b> '{HOSTILE}' }} {{}}"])
def test_text_of_the_graph_is_no_markup(page: Browser, server: Endpoint, query: str) -> None:
    ask(page, server, query)
    assert page.driver.title != "1"
    assert not page.all("#answer img")


def test_the_page_asks_nobody_but_its_server(page: Browser, server: Endpoint) -> None:
    page.complaints()
    ask(page, server, "ASK {}")
    asked = [line for line in page.complaints() if line.startswith("asks for ") and not line.startswith(f"asks for {server.url}")]
    assert not [line for line in asked if not line.removeprefix("asks for ").startswith(OWN)]
