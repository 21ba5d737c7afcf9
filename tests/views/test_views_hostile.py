"""Nothing that a document says can run: hostile names, texts and titles show as text on every page."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.graph import load_store
from kg.views.pages import PAGES
from kg.views.writing import write_pages
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE

# Every property whose values a document gives as text.
WORDS = """prefLabel altLabel title identifier publisher text quote heading indicatorName printedName unitOfMeasure number ordinal deadline
notation"""
RUNS = "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>\"' onclick=window.hacked=3 javascript:window.hacked=4"
TURNS = "\u202eabc\u2066\x1b[31m\u2028"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x1b"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = ox.Store()
    for quad in load_store(FIXTURE):
        value = quad.object
        if isinstance(value, ox.Literal) and quad.predicate.value.rpartition("#")[2].rpartition("/")[2] in WORDS.split():
            text = value.value + RUNS + TURNS
            value = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
        store.add(ox.Quad(quad.subject, quad.predicate, value))
    folder = tmp_path_factory.mktemp("hostile")
    write_pages(store, folder)
    return folder


# What these say where nothing is asked is the program's own.
OWN_WORDS = ("questions", "search")
VIEWS = [
    *((page, {}) for page in PAGES if page not in OWN_WORDS),
    *((page, {"lang": "en"}) for page in PAGES if page not in OWN_WORDS),
    *(("questions", {"q": name}) for name in ("unit-workload", "tasks-due", "commitment-words", "leader-portfolios")),
    ("questions", {"q": RUNS}),
    ("search", {"q": "发改局", "lang": "en"}),
    ("search", {"q": RUNS, "region": RUNS, "year": RUNS}),
    ("network", {"region": "qinghe", "node": "x/QFG"}),
    ("network", {"region": "qinghe", "node": RUNS}),
    ("network", {"region": RUNS}),
    ("tree", {"region": "qinghe", "leader": RUNS, "bureau": RUNS, "task": RUNS}),
    ("document", {"region": "qinghe", "doc": RUNS, "task": RUNS}),
    ("compare", {"by": "indicator", "id": RUNS}),
    ("network", {"region": "qinghe", "kind": "both"}),
    ("tree", {"region": "qinghe", "leader": "x/lin", "bureau": "x/QFG", "task": "Q1"}),
    *(("thing", {"id": f"x/{name}"}) for name in ("QFG", "QZJ", "lin", "gdp")),
    *(
        ("compare", {"by": kind, "id": f"x/{name}"})
        for kind, name in (("function", "fagai"), ("indicator", "gdp"), ("initiative", "qingshui"))
    ),
    ("document", {"region": "baishi", "task": "B2"}),
    ("thing", {"id": RUNS}),
    ("document", {"region": "../../x", "lang": RUNS}),
]


@pytest.mark.parametrize(
    ("page", "parameters"), VIEWS, ids=lambda value: value if isinstance(value, str) else "-".join(value.values())[:24]
)
def test_hostile_words_are_inert(browser: Browser, hostile: Path, page: str, parameters: dict[str, str]) -> None:
    browser.size(1440, 900)
    browser.open(hostile, page, **parameters)
    assert browser.js("return window.hacked ?? null") is None
    assert browser.js("return document.querySelectorAll('main script, main img, main [onclick], main [onerror]').length") == 0
    targets = browser.js("return [...document.querySelectorAll('[href]')].map((element) => element.getAttribute('href'))")
    assert all(re.match(r"(\w+\.html|assets/|data:,|#content)", target) for target in targets)
    told = str(browser.js("return document.body.textContent + document.title"))
    assert not set(told) & set(BIDI)
    assert "</script>" in told
    assert browser.complaints() == []


def test_hostile_words_in_the_search_are_inert(browser: Browser, hostile: Path) -> None:
    browser.open(hostile, "index")
    browser.one("#search").send_keys("发改局")
    browser.wait(lambda: browser.all("#found li"))
    assert "</script>" in browser.text("#found")
    assert browser.js("return document.querySelectorAll('#found script, #found img').length") == 0
    assert browser.js("return window.hacked ?? null") is None


def test_a_spreadsheet_takes_no_text_for_a_formula(browser: Browser, tmp_path: Path) -> None:
    store = load_store(FIXTURE)
    label = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
    unit = ox.NamedNode("https://w3id.org/zeren/id/x/QFG")
    for quad in list(store.quads_for_pattern(unit, label, None)):
        store.remove(quad)
    store.add(ox.Quad(unit, label, ox.Literal("=HYPERLINK(1)")))
    write_pages(store, tmp_path)
    browser.open(tmp_path, "thing", kind="unit")
    assert "'=HYPERLINK(1)" in browser.saved(".csv", ".csv").decode("utf-8-sig")
