"""The pages as a reader meets them: opened from disk in a real browser with the network cut."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from kg.building.build import build
from kg.store.graph import load_store
from kg.views.pages import PAGES
from kg.views.writing import write_pages
from tests.views.browser import SCREEN, Browser
from tests.views.conftest import FIXTURE, five

pytestmark = pytest.mark.usefixtures("quiet")
PHONE = (390, 844)
BUREAU = "发改局"


def places(browser: Browser) -> list[dict[str, Any]]:
    """The places that have notices; another's notice may name a body of a place that has none."""
    return [place for place in browser.js("return Zeren.places()") if place["tasks"]]


def largest(browser: Browser, site: Path) -> str:
    """The key of the region with most tasks."""
    browser.open(site, "index")
    return str(max(places(browser), key=lambda place: place["tasks"])["key"])


def thing(browser: Browser, kind: str) -> list[Any]:
    """The thing of a kind with most tasks."""
    return list(browser.js("return Zeren.index().things.filter((t) => t[0] === arguments[0]).sort((a, b) => b[6] - a[6])[0]", kind))


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_page_opens_and_nothing_sticks_out(browser: Browser, site: Path, page: str, size: tuple[int, int], language: str) -> None:
    browser.size(*size)
    browser.open(site, page, lang=language)
    assert len(browser.text()) > 60
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    assert browser.text("h1")


@pytest.mark.parametrize("kind", ["leader", "unit", "group", "indicator", "function", "initiative"])
@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_each_kind_of_thing_has_its_page(browser: Browser, site: Path, kind: str, size: tuple[int, int]) -> None:
    browser.size(*size)
    browser.open(site, "thing")
    if not browser.js("return Zeren.index().things.some((t) => t[0] === arguments[0])", kind):
        pytest.skip(f"this build has no {kind} (corpus)")
    found = thing(browser, kind)
    browser.open(site, "thing", id=found[1])
    browser.ready()
    assert found[2] in browser.wait(lambda: browser.text())
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")


def test_search_finds_a_bureau_by_name_and_by_pinyin(browser: Browser, site: Path) -> None:
    browser.open(site, "index")
    field = browser.one("#search")
    for wanted in (BUREAU, "fagaiju", "fgj"):
        field.clear()
        field.send_keys(wanted)
        assert BUREAU in browser.wait(lambda: browser.text("#found li"))


def test_the_keyboard_alone_leads_to_a_bureau_and_its_sentences(browser: Browser, site: Path) -> None:
    browser.open(site, "index")
    browser.one("body").send_keys("/")
    browser.js("return document.activeElement").send_keys(BUREAU)
    browser.wait(lambda: browser.all("#found li"))
    browser.one("#search").send_keys("\ue015\ue007")  # arrow down, enter
    browser.wait(lambda: "thing.html" in browser.driver.current_url)
    browser.ready()
    assert BUREAU in browser.text("h1")
    sentences = browser.wait(lambda: browser.all("article.task .sentence"))
    assert all(sentence.text for sentence in sentences)
    assert browser.all("article.task .standing a")


def test_a_number_is_marked_in_its_sentence(browser: Browser, site: Path) -> None:
    browser.open(site, "document", region=largest(browser, site), commitment="plain", view="list")
    marks = browser.wait(lambda: browser.all("article.task mark"))
    assert any(char.isdigit() for mark in marks for char in mark.text)


def test_a_click_on_a_bureau_shows_its_tasks_with_sentences(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region=largest(browser, site))
    label = str(browser.js("return zerenGraph.shown()[0].label"))
    browser.click_node(label)
    assert label == browser.wait(lambda: browser.text(".panel h2") == label and label)
    assert all(sentence.text for sentence in browser.wait(lambda: browser.all(".panel .sentence")))
    assert "node=" in browser.driver.current_url


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_no_name_lies_on_another_at_first_sight(browser: Browser, site: Path, size: tuple[int, int]) -> None:
    browser.open(site, "index")
    pages: list[tuple[str, dict[str, str]]] = [("network", {})]
    for place in places(browser)[:5]:
        pages += [("network", {"region": place["key"]}), ("tree", {"region": place["key"]})]
    browser.size(*size)
    for page, parameters in pages:
        browser.open(site, page, **parameters)
        named = browser.wait(lambda: browser.js("return zerenGraph.named()"))
        for one, other in combinations((label["area"] for label in named), 2):
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1], (page, parameters)


def test_a_filter_changes_what_the_picture_shows(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region=largest(browser, site))
    before = browser.js("return zerenGraph.shown().length")
    browser.choose("commitment", "strive")
    browser.wait(lambda: browser.js("return zerenGraph.shown().length") < before)
    browser.choose("commitment", "")
    browser.choose("role", "lead")
    assert browser.js("return zerenGraph.shown().every((node) => node.leads > 0)")
    browser.choose("kind", "leader")
    assert browser.js("return zerenGraph.shown().every((node) => node.kind === 'leader')")


def test_a_filter_changes_which_tasks_are_shown(browser: Browser, site: Path) -> None:
    browser.open(site, "index")
    found = thing(browser, "unit")
    browser.open(site, "thing", id=found[1], role="support")
    browser.wait(lambda: browser.all(".cards"))
    for names in browser.all("article.task p:has(.tag.lead)"):
        assert found[2] not in names.text.split("、")


def test_leaders_come_first_and_open_to_bureaus_and_tasks(browser: Browser, site: Path) -> None:
    browser.open(site, "tree", region=largest(browser, site))
    kinds = "return [...new Set(zerenGraph.shown().map((node) => node.kind))]"
    assert browser.js(kinds) == ["leader"]
    browser.click_node(str(browser.js("return zerenGraph.shown()[0].label")))
    browser.wait(lambda: browser.js(kinds) == ["leader", "bureau"])
    browser.click_node(str(browser.js("return zerenGraph.shown().find((node) => node.kind === 'bureau').label")))
    browser.wait(lambda: browser.js(kinds) == ["leader", "bureau", "task"])
    assert browser.wait(lambda: browser.all(".panel .sentence"))
    opened = browser.all(".outline button[aria-expanded='true']")
    assert len(opened) == 2


def test_the_language_switches_and_the_address_remembers(browser: Browser, site: Path) -> None:
    browser.open(site, "index")
    assert "各地区概览" in browser.text()
    browser.one("#language").click()
    browser.wait(lambda: "By region" in browser.text())
    assert "lang=en" in browser.driver.current_url
    assert browser.js("return document.documentElement.lang") == "en"
    browser.one("nav a[data-page='network']").click()
    browser.wait(lambda: "Who works with whom" in browser.text("h1"))


def test_a_link_brings_back_the_same_view(browser: Browser, site: Path) -> None:
    key = largest(browser, site)
    browser.open(site, "network", region=key)
    label = str(browser.js("return zerenGraph.shown()[1].label"))
    browser.click_node(label)
    browser.choose("role", "lead")
    browser.wait(lambda: browser.text(".panel h2") == label)
    address = browser.driver.current_url
    shown = browser.js("return zerenGraph.shown().map((node) => node.id)")
    browser.driver.get("about:blank")
    browser.driver.get(address)
    browser.ready()
    assert browser.js("return zerenGraph.shown().map((node) => node.id)") == shown
    assert browser.text(".panel h2") == label


def test_the_csv_begins_with_what_is_on_the_screen(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region=largest(browser, site), role="lead")
    shown = browser.js(
        "const table = [...document.querySelectorAll('section table')].at(-1);"
        "return [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    for button in (".csv", ".csv-screen"):
        if browser.all(f"section {button}"):
            text = browser.saved(f"section {button}", ".csv").decode("utf-8-sig")
            saved = [row[: len(shown[0])] for row in csv.reader(io.StringIO(text))]
            assert saved[: len(shown)] == shown
            assert button == ".csv" or len(saved) == len(shown)


def test_the_picture_is_saved_as_svg_and_png(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region=largest(browser, site))
    drawing = ElementTree.fromstring(browser.saved(".stage .svg", ".svg"))
    assert sum(element.tag.endswith("circle") for element in drawing.iter()) == browser.js("return zerenGraph.shown().length")
    assert browser.saved(".stage .png", ".png").startswith(b"\x89PNG")
    browser.open(site, "index")
    assert browser.saved("figure .png", ".png").startswith(b"\x89PNG")


def test_every_picture_has_words_for_those_who_do_not_see_it(browser: Browser, site: Path) -> None:
    for page in PAGES:
        browser.open(site, page)
        unnamed = browser.js(
            "return [...document.querySelectorAll('[role=img], button, input, select, a')].filter((element) => "
            "!element.getAttribute('aria-label') && !element.textContent.trim() && !element.labels?.length).length"
        )
        assert unnamed == 0, page
        assert browser.js("return document.querySelectorAll('h1').length") == 1


def test_a_build_without_text_says_so_and_has_no_sentence(
    browser: Browser, sources: list[str | Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("without-text")
    build(sources[:1], folder, with_text=False, with_pages=True)
    browser.open(folder / "html", "index")
    assert "不含原文句子" in browser.text()
    browser.open(folder / "html", "document")
    assert browser.wait(lambda: browser.all("article.task .note"))
    assert not browser.all("article.task .sentence")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the two made-up places, two of whose eight tasks are in doubt."""
    folder = tmp_path_factory.mktemp("small")
    write_pages(load_store(FIXTURE), folder)
    return folder


@pytest.mark.parametrize(
    ("language", "mark", "words"),
    [("zh", "疑", "存疑：名称切分存疑；任务文字中混有分工"), ("en", "?", "In doubt: Names cut uncertainly; A duty left in the text")],
)
def test_a_task_in_doubt_has_a_mark_that_says_why(browser: Browser, small: Path, language: str, mark: str, words: str) -> None:
    browser.open(small, "document", region="qinghe", lang=language)
    (found,) = browser.wait(lambda: browser.all("article.task .doubt"))
    assert found.text == mark
    assert (found.get_attribute("title"), found.get_attribute("aria-label")) == (words, words)
    assert "一季度力争税收达到20亿元。" in browser.text("article.task:has(.doubt)")
    width = found.size["width"]
    browser.js("arguments[0].focus()", found)
    assert browser.js("return document.activeElement === arguments[0]", found)
    assert found.size["width"] > width + 50


def test_the_first_page_says_what_is_in_doubt_before_it_counts_what_there_is(browser: Browser, small: Path) -> None:
    browser.open(small, "index")
    told = browser.text("main")
    assert "2 份文件中有 2 份存疑，8 项任务中有 2 项存疑。" in told
    assert told.index("任务文字中混有分工") < told.index("名称切分存疑") < told.index("行政区为推断") < told.index("各地区概览")
    assert browser.js(
        "const [first, then] = ['.doubts', '.tiles'].map((name) => document.querySelector(name));"
        "return Boolean(first.compareDocumentPosition(then) & Node.DOCUMENT_POSITION_FOLLOWING)"
    )


def test_tasks_saved_as_csv_say_why_they_are_in_doubt(browser: Browser, small: Path) -> None:
    browser.open(small, "document", region="baishi")
    browser.wait(lambda: browser.all("article.task"))
    rows = list(csv.DictReader(io.StringIO(browser.saved("main .csv", ".csv").decode("utf-8-sig"))))
    assert [row["存疑"] for row in rows] == ["任务文字中混有分工", "", ""]


@five
class TestWhatAStrangerAsks:
    def test_which_bureau_leads_most_shared_tasks_in_a_region(self, browser: Browser, site: Path) -> None:
        browser.open(site, "index")
        place = next(place for place in places(browser) if place["label"].startswith("义乌"))
        browser.choose("region", place["key"])
        answer = browser.js("return document.querySelector('#answer-cross-agency-leads svg g title').textContent")
        rows = json.loads((site / "assets" / "data" / "answers.js").read_text("utf-8").partition(",")[2].removesuffix(");\n"))
        first = next(row for row in rows[0]["rows"] if row[1] == place["label"])
        assert answer == f"{first[0]}: {first[2]}"

    def test_which_leaders_a_bureau_answers_to(self, browser: Browser, site: Path) -> None:
        browser.open(site, "index")
        unit = browser.js(
            "return Zeren.index().things.find((t) => t[0] === 'unit' && t[1].includes('发展改革')"
            " && Zeren.places()[t[5]].label.startsWith('湖州'))"
        )
        browser.open(site, "thing", id=unit[1])
        assert len(browser.one(".answers-to").find_elements("css selector", "a")) >= 2

    def test_which_regions_promise_eight_per_cent_and_in_which_words(self, browser: Browser, site: Path) -> None:
        browser.open(site, "compare", by="indicator", id="indicator/地区生产总值", atleast="8")
        rows = [row.text for row in browser.all("tbody tr")]
        assert {name for name in ("上虞", "义乌") if any(name in row for row in rows)} == {"上虞", "义乌"}
        assert all("8" in row and "增长" in row for row in rows)
        assert not any("7.5" in row for row in rows)


def test_on_paper_stands_the_drawing(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region=largest(browser, site))
    browser.driver.execute_cdp_cmd("Page.printToPDF", {})
    drawn = browser.js("return document.querySelectorAll('.printed svg circle').length")
    assert drawn == browser.js("return zerenGraph.shown().length")
