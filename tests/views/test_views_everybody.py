"""The pages for everybody: by keyboard, in the dark, on paper, with a voice; checked with axe-core where it is installed."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from kg.views.pages import PAGES, assets
from tests.views.browser import Browser

TOP = Path(__file__).resolve().parents[2]
AXE = TOP / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
D3 = "0ab6b9625ff6b552291f7781bb06215383b3477ed8bb73177e1acb233acf1475"
RUN = """
const done = arguments[0];
const where = (one) => one.nodes.slice(0, 3).map((node) => node.html.slice(0, 120)).join(' | ');
axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations.map((one) => `${one.id}: ${where(one)}`)));
"""


with_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not in .axe (.ci/run puts it there)")


def violations(browser: Browser) -> list[str]:
    browser.js(AXE.read_text(encoding="utf-8"))
    found: list[str] = browser.driver.execute_async_script(RUN)
    return found


def scheme(browser: Browser, value: str) -> None:
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": value}]})


@pytest.fixture
def dark(browser: Browser) -> Any:
    scheme(browser, "dark")
    yield
    scheme(browser, "light")


@with_axe
@pytest.mark.parametrize("width", (1440, 390))
@pytest.mark.parametrize("language", ("zh", "en"))
def test_axe_finds_nothing(language: str, width: int, browser: Browser, small: Path) -> None:
    browser.size(width, 900)
    for page in PAGES:
        browser.open(small, page, **({"lang": "en"} if language == "en" else {}))
        assert (page, violations(browser)) == (page, [])


@with_axe
@pytest.mark.usefixtures("dark")
def test_axe_finds_nothing_in_the_dark(browser: Browser, small: Path) -> None:
    browser.size(1440, 900)
    browser.open(small, "index")
    region, unit, indicator = browser.js(
        "const of = (kind) => Zeren.index().things.find((thing) => thing[0] === kind)[1];"
        "return [Zeren.reporting()[0].key, of('unit'), of('indicator')];"
    )
    # Each page with something chosen, which has parts that the bare page has not.
    chosen = {"region": {"region": region}, "questions": {"q": "unit-workload"}, "search": {"q": "发改局"}, "thing": {"id": unit}}
    chosen["compare"] = {"by": "indicator", "id": indicator, "mine": region}
    for page in PAGES:
        browser.open(small, page, **chosen.get(page, {"region": region}))
        assert (page, violations(browser)) == (page, [])


@pytest.mark.usefixtures("quiet", "dark")
def test_the_dark_is_dark_and_paper_is_white(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    lightness = "const c = getComputedStyle(arguments[0]).backgroundColor.match(/\\d+/g).map(Number); return Math.max(...c.slice(0, 3))"
    assert browser.js(lightness, browser.one("body")) < 60
    saved = browser.saved(".stage .svg", ".svg").decode()
    assert "#ffffff" in saved
    assert "var(--" not in saved


@pytest.mark.usefixtures("quiet")
def test_back_takes_back_a_choice(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    before = browser.js("return location.hash")
    browser.choose("commitment", "ensure")
    assert "commitment=ensure" in browser.js("return location.hash")
    browser.js("history.back()")
    browser.wait(lambda: browser.js("return location.hash") == before)
    browser.wait(lambda: browser.js("return document.querySelector('select[name=commitment]').value") == "")


@pytest.mark.usefixtures("quiet")
def test_focus_stays_where_something_was_chosen(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    place = browser.js("return document.querySelector('select[name=region]').options[1].value")
    browser.js("document.querySelector('select[name=region]').focus()")
    browser.choose("region", place)
    browser.wait(lambda: browser.js("return document.querySelector('select[name=kind]') !== null"))
    browser.wait(lambda: browser.js("return document.activeElement.name") == "region")


@pytest.mark.usefixtures("quiet")
def test_escape_clears_what_is_chosen(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    browser.js("document.querySelector('.panel ol button').click()")
    browser.wait(lambda: "node=" in browser.js("return location.hash"))
    browser.js("dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))")
    assert "node=" not in browser.js("return location.hash")


@pytest.mark.usefixtures("quiet")
def test_the_wheel_moves_the_page_until_the_picture_is_in_hand(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    wheel = (
        "const e = new WheelEvent('wheel', {deltaY: 120, bubbles: true, cancelable: true});"
        "document.querySelector('.graph canvas').dispatchEvent(e); return [e.defaultPrevented, zerenGraph.network.getScale()]"
    )
    scale = browser.js("return zerenGraph.network.getScale()")
    assert browser.js(wheel) == [False, scale]
    browser.js("zerenGraph.take(true)")
    assert browser.js(wheel)[1] != scale


@pytest.mark.usefixtures("quiet")
def test_the_region_stands_in_the_title_and_chinese_names_say_so_in_english_pages(browser: Browser, small: Path) -> None:
    browser.open(small, "network")
    place, label = browser.js("const o = document.querySelector('select[name=region]').options[1]; return [o.value, o.textContent]")
    browser.open(small, "network", region=place, lang="en")
    assert label in browser.driver.title
    assert browser.js("return [...document.querySelectorAll('.panel bdi')].every((one) => one.lang === 'zh')")


def test_d3_is_the_one_that_was_looked_at() -> None:
    files = dict(assets())
    assert hashlib.sha256(files["d3.min.js"]).hexdigest() == D3
    assert files["d3-licences.txt"].count(b"Mike Bostock") == 4
    assert not [word for word in (b"eval(", b"new Function") if word in files["d3.min.js"]]
