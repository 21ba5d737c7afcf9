"""The query page in a real browser that reaches nothing but the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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
    browser.driver.get("about:blank")
    browser.complaints()
    browser.size(1440, 900)
    yield browser
    assert not [
        line for line in browser.complaints() if not line.startswith((f"asks for {server.url}", *(f"asks for {own}" for own in OWN)))
    ]


def visit(page: Browser, server: Endpoint, **parameters: str) -> None:
    page.driver.get(server.url + (f"?{urlencode(parameters)}" if parameters else ""))
    page.ready()


def told(page: Browser) -> str:
    page.wait(lambda: page.text("#said") and "…" not in page.text("#said"))
    return page.text("#said")


def ask(page: Browser, server: Endpoint, query: str) -> None:
    visit(page, server, lang="en")
    page.js(
        "document.querySelector('#own').open = true; const q = document.querySelector('#query');"
        "q.value = arguments[0]; document.querySelector('#run').click()",
        query,
    )
    told(page)


@pytest.mark.parametrize("name", CONTRACT)
def test_a_question_of_the_catalogue_gives_a_table(page: Browser, server: Endpoint, few: Path, name: str) -> None:
    visit(page, server, q=name, lang="en", **{key: str(value) for key, value in PARAMETERS.get(name, {}).items()})
    assert "rows" in told(page)
    expected = run(load_store(few / "graph.ttl"), find_query(name), PARAMETERS.get(name))
    if expected.rows:
        heads = page.js("return document.querySelectorAll('#answer thead th').length")
        assert heads == len(expected.columns) - expected.columns.count("before")
        page.js(
            "[...document.querySelectorAll('#answer .table > .tools button')].find((b) => !b.hidden && /all/i.test(b.textContent))?.click()"
        )
        assert page.js("return document.querySelectorAll('#answer tbody tr').length") >= min(50, len(expected.rows))
    assert told(page).startswith(f"{len(expected.rows):,} rows")
    fields = page.js("return [...document.querySelectorAll('#parameters :is(input, select)')].map(input => input.name)")
    assert fields == [*PARAMETERS.get(name, {}), "region", "year"]


def test_the_address_holds_the_question_and_back_goes_back(page: Browser, server: Endpoint) -> None:
    visit(page, server)
    page.one("[data-question='due-before']").click()
    page.wait(lambda: "q=due-before" in page.driver.current_url and page.all("#ask"))
    page.js("document.querySelector('[name=before]').value = '2099-01-01'; document.querySelector('[name=before]').focus();")
    page.js("document.querySelector('#parameters').requestSubmit()")
    page.wait(lambda: "before=2099-01-01" in page.driver.current_url)
    assert page.js("return document.activeElement.name") == "before"
    told(page)
    page.driver.back()
    page.wait(lambda: "before=" not in page.driver.current_url and page.all("#ask"))
    page.driver.back()
    page.wait(lambda: page.all("[data-question='due-before']"))


def test_names_that_the_data_has_can_be_chosen(page: Browser, server: Endpoint) -> None:
    visit(page, server, q="bureau-tasks")
    offered = page.js("return [...document.querySelector('[name=unit]').list.options].map((one) => one.value)")
    assert "发改局" in offered
    assert page.js("return document.querySelector('[name=region]').list.options.length") > 0
    assert page.js("return document.querySelector('select[name=year]').options.length") > 1


@pytest.mark.parametrize(("language", "width"), [("zh", 390), ("en", 390), ("zh", 1440)])
def test_one_language_at_a_time_at_a_phones_width(page: Browser, server: Endpoint, language: str, width: int) -> None:
    page.size(width, 800)
    visit(page, server, q="unit-workload", **({"lang": "en"} if language == "en" else {}))
    told(page)
    assert page.js("return document.documentElement.scrollWidth") <= width
    assert page.js("return document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[language]
    query = find_query("unit-workload")
    words = (query.title_zh, query.title)
    assert page.text("h1") == words[language == "en"]
    page.one("#language").click()
    page.wait(lambda: page.text("h1") == words[language != "en"])


def test_escape_clears_a_field(page: Browser, server: Endpoint) -> None:
    visit(page, server, q="unit-workload", region="云岫市")
    page.one("[name=region]").send_keys("\ue00c")
    assert page.js("return [document.activeElement.name, document.activeElement.value]") == ["region", ""]


def test_a_parameter_is_asked_for_as_it_was_typed(page: Browser, server: Endpoint) -> None:
    visit(page, server, q="indicator-comparison", indicator='no "such\\ indicator', lang="en")
    assert told(page).startswith("0 rows")


def test_a_question_that_is_none_is_said(page: Browser, server: Endpoint) -> None:
    visit(page, server, q=HOSTILE)
    assert HOSTILE in page.text()
    assert not page.all("main img")


def test_a_cell_of_an_answer_leads_to_the_page_of_the_thing_and_on(page: Browser, server: Endpoint) -> None:
    visit(page, server, q="unit-workload")
    told(page)
    page.one("#answer tbody a[href^='/id/']").click()
    page.wait(lambda: page.all("body.thing h1"))
    unit = page.text("h1")
    page.one("td a[href^='/id/']").click()
    page.wait(lambda: page.text("h1") not in ("", unit))
    page.one("nav a").click()
    page.wait(lambda: page.all(".question"))


def test_an_iri_of_a_query_of_ones_own_leads_to_the_sentence(page: Browser, server: Endpoint) -> None:
    ask(page, server, "SELECT ?t { ?t a <https://w3id.org/zeren/ontology#Task> } LIMIT 3")
    page.one("#answer tbody a").click()
    page.wait(lambda: page.all("blockquote"))


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
    visit(page, server, q="doubts", lang="en", **({"doubt": given} if given else {}))
    expected = run(load_store(few / "graph.ttl"), find_query("doubts"), bound)
    assert told(page).startswith(f"{len(expected.rows)} rows")
    assert page.js("return document.querySelector('[name=doubt]').value") == given


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
    assert "cut off at the server's limit of 7;" in browser.text("#answer .cut")
    assert browser.js("return document.querySelectorAll('#answer tbody tr').length") == 7
    assert browser.js("return document.querySelector('#answer').firstChild.className") == "cut"
    ask(browser, sparing, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert "cut off at the server's limit of 7;" in browser.text("#answer .cut")


@pytest.mark.parametrize("query", [f"{ROWS}7", "ASK {}"])
def test_a_whole_answer_says_nothing_of_the_kind(browser: Browser, sparing: Endpoint, query: str) -> None:
    ask(browser, sparing, query)
    assert not browser.all("#answer .cut")


THOUSANDS = "VALUES ?a { 0 1 2 3 4 5 6 7 8 9 } VALUES ?b { 0 1 2 3 4 5 6 7 8 9 } VALUES ?c { 0 1 2 3 4 5 6 7 8 9 }"


@pytest.mark.parametrize(("more", "cut"), [("VALUES ?d { 0 1 2 3 4 }", ""), ("VALUES ?d { 0 1 2 3 4 5 }", "first 5,000 of 6,000 rows")])
def test_a_table_that_shows_but_some_of_the_rows_says_so(page: Browser, server: Endpoint, more: str, cut: str) -> None:
    ask(page, server, f"SELECT * {{ {THOUSANDS} {more} }}")
    assert "5000" in page.text("#answer .table .tools").replace(",", "")
    assert (cut in page.text("#answer .cut")) if cut else not page.all("#answer .cut")


def test_a_picture_that_shows_but_some_of_the_triples_says_so(page: Browser, server: Endpoint) -> None:
    ask(page, server, f"CONSTRUCT {{ <x:a> <x:b> ?n }} {{ {THOUSANDS} BIND (?a * 100 + ?b * 10 + ?c AS ?n) }}")
    assert "600 of 1,000 are drawn" in page.text("#answer .cut")
