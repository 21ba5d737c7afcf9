"""The document itself: its words as read, lit up, with the facts of the task at hand beside them."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from kg.building.build import build
from kg.store.graph import load_store
from kg.views.texts import SIGNS_A_PIECE, Texts, pieces
from kg.views.writing import write_pages
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
# 𠮷 is one sign of the text, and two of a browser's; what turns text around is shown, and takes one sign as well.
HOSTILE = "<img src=x onerror=window.hacked=1></script><script>window.hacked=2</script>\u202e𠮷"
ITEMS = {1: "地区生产总值增长6%以上。", 2: "力争建成公园3个，确保改造道路20公里。", 3: "6月底前出台办法。"}
NOTICE = (
    "青岭县人民政府办公室关于印发2031年政府工作报告重点工作责任分解的通知\n青政办发〔2031〕5号\n各乡镇人民政府，县政府各部门：\n"
    f"{HOSTILE}现印发给你们，请认真贯彻执行。\n青岭县人民政府办公室\n2031年3月1日\n2031年政府工作报告重点工作责任分解\n"
    "一、林一川县长牵头的重点工作\n"
    + "".join(f"{n}.{text}（责任单位：▲发改局、财政局）\n" for n, text in ITEMS.items())
    + "".join(f"{n}.新建水库{n}座，补充说明此事由来已久。{'周边道路一并修整，' * 40}（发改局牵头，水利局配合）\n" for n in range(4, 60))
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notice")
    (folder / "a.txt").write_text(NOTICE, encoding="utf-8")
    build([folder / "a.txt"], folder / "out", with_pages=True)
    return folder / "out"


def shown(browser: Browser, selector: str) -> str:
    """The text of some marks, without the signs that are put before it."""
    return str(
        browser.js(
            "return [...document.querySelectorAll(arguments[0])].map((mark) => { const copy = mark.cloneNode(true);"
            "copy.querySelectorAll('.sign').forEach((sign) => sign.remove()); return copy.textContent; }).join('')",
            selector,
        )
    )


def is_lit(browser: Browser, words: str) -> bool:
    return shown(browser, ".notice .lit.on") == words


def test_the_whole_text_is_there_as_it_was_read_and_what_a_document_says_is_inert(browser: Browser, built: Path) -> None:
    browser.open(built / "html", "document")
    browser.js("[...document.querySelectorAll('.sheet .tools button')].at(-1).click()")
    (text,) = (path.read_text(encoding="utf-8") for path in (built / "texts").iterdir())
    assert len(text) > SIGNS_A_PIECE
    expected = text.replace("\u202e", "\ufffd")
    assert browser.wait(
        lambda: browser.js(
            "const copy = document.querySelector('.notice').cloneNode(true);"
            "copy.querySelectorAll('.sign, .handle').forEach((one) => one.remove()); return copy.textContent === arguments[0];",
            expected,
        )
    )
    assert browser.js("return window.hacked ?? null") is None
    assert not browser.all("main img, main script")


def test_a_fact_lights_its_words_and_words_open_their_task(browser: Browser, built: Path) -> None:
    browser.open(built / "html", "document")
    browser.one(".notice .handle[data-owner='1']").click()
    browser.wait(lambda: browser.text(".facts-panel h2").startswith("任务 2"))
    assert shown(browser, ".notice .lit.on") == ITEMS[2]
    for fact, words in (("goal-1", "道路20公里"), ("party-0", "发改局"), ("leader-0", "林一川县长")):
        browser.one(f".facts-panel [data-fact='1:{fact}']").click()
        browser.wait(partial(is_lit, browser, words))
        assert browser.one(f".facts-panel [data-fact='1:{fact}']").get_attribute("aria-pressed") == "true"
    browser.js("document.querySelector(\".notice .lit[data-facts*='0:goal-0']\").click()")
    browser.wait(lambda: browser.text(".facts-panel h2").startswith("任务 1"))
    assert browser.text(".facts-panel [aria-pressed=true]").startswith("地区生产总值")
    assert re.search(r"task=[^&]+&at=\d+-\d+", browser.driver.current_url)


def test_kinds_of_marks_differ_by_more_than_colour(browser: Browser, built: Path) -> None:
    browser.open(built / "html", "document")
    browser.one(".notice .lit.k-number")
    styles = browser.js(
        "return ['task', 'leader', 'lead', 'support', 'number'].map((kind) => { const style = getComputedStyle(document.querySelector("
        "`.lights .lit.k-${kind}`)); return [style.textDecorationLine, style.textDecorationStyle, style.borderBottomStyle].join(); })"
    )
    assert len(set(styles)) == 5


def test_a_link_to_words_far_down_loads_their_piece_and_shows_them(browser: Browser, built: Path) -> None:
    text = next((built / "texts").iterdir()).read_text(encoding="utf-8")
    start = text.index("新建水库59座")
    browser.open(built / "html", "document", region="青岭县", at=f"{start}-{start + 7}")
    assert browser.wait(lambda: shown(browser, ".notice .lit.on")) == "新建水库59座"
    top, height = browser.js("const box = document.querySelector('.notice .lit.on').getBoundingClientRect(); return [box.top, innerHeight]")
    assert 0 < top < height
    asked = browser.js("return [...document.scripts].map((script) => script.src).filter((source) => /-d0-/.test(source))")
    assert {name.rpartition("-")[2] for name in asked} == {f"{at}.js" for at, _ in enumerate(pieces(text))}


@pytest.mark.parametrize("at", ["5-3", "0-99999999", "x", "1-2-3", "'><img>"])
def test_a_stretch_that_is_none_lights_nothing(browser: Browser, built: Path, at: str) -> None:
    browser.open(built / "html", "document", at=at)
    browser.one(".notice .lit")
    assert not browser.all(".notice .lit.on, .notice .k-at")


def test_each_fact_of_a_card_is_a_click_from_its_words(browser: Browser, built: Path) -> None:
    browser.open(built / "html", "document", view="list")
    hrefs = browser.wait(
        lambda: browser.js("return [...document.querySelectorAll('article.task:first-of-type .words')].map((a) => a.href)")
    )
    assert len(hrefs) == 4  # the leader, two bureaus, the number
    for href, words in zip(hrefs, ("林一川县长", "发改局", "财政局", "地区生产总值增长6%以上"), strict=True):
        browser.driver.get("about:blank")
        browser.driver.get(href)
        browser.ready()
        browser.wait(partial(is_lit, browser, words))


def test_the_focus_stays_where_it_is_and_escape_leads_back(browser: Browser, built: Path) -> None:
    from selenium.webdriver.common.keys import Keys

    browser.open(built / "html", "document", lang="en")
    browser.one(".entry[data-task-number='1']").send_keys(Keys.ENTER)
    browser.wait(lambda: browser.text(".facts-panel h2").startswith("Task 2"))
    assert browser.js("return document.activeElement === document.querySelector('.facts-panel h2')")
    fact = browser.one("[data-fact='1:party-1']")
    fact.send_keys(Keys.ENTER)
    browser.wait(lambda: shown(browser, ".notice .lit.on") == "财政局")
    assert browser.js("return document.activeElement.dataset.fact") == "1:party-1"
    browser.js("return document.activeElement").send_keys(Keys.ESCAPE)
    browser.wait(lambda: browser.js("return document.activeElement?.dataset.taskNumber") == "1")
    browser.one("#language").click()
    browser.wait(lambda: "任务（59）" in browser.text(".facts-panel h2"))


def test_filters_light_the_tasks_that_pass_alone(browser: Browser, built: Path) -> None:
    browser.open(built / "html", "document", commitment="strive")
    assert browser.text(".passing") == "59 项任务中有 1 项符合筛选"
    browser.wait(lambda: browser.all(".notice .handle"))
    assert [handle.text for handle in browser.all(".notice .handle")] == ["2"]


def test_a_text_that_is_not_the_one_that_was_read_is_not_shown(browser: Browser, built: Path, tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (source,) = (built / "texts").iterdir()
    (tmp_path / "texts" / source.name).write_text(NOTICE[:-1], encoding="utf-8")
    write_pages(load_store(built), tmp_path / "html", texts=tmp_path / "texts")
    browser.open(tmp_path / "html", "document")
    assert "全文不在手边" in browser.text()
    assert browser.wait(lambda: browser.all("article.task .sentence"))
    assert not browser.all(".notice")


def test_a_phone_holds_text_and_facts(browser: Browser, built: Path) -> None:
    browser.size(390, 844)
    browser.open(built / "html", "document")
    browser.one(".notice .handle[data-owner='1']").click()
    browser.wait(lambda: browser.text(".facts-panel h2").startswith("任务 2"))
    assert browser.js("return document.documentElement.scrollWidth <= innerWidth")
    mark, panel = browser.js(
        "return ['.notice .lit.on', '.facts-panel'].map((one) => document.querySelector(one).getBoundingClientRect())"
        ".map((box) => [box.top, box.bottom])"
    )
    assert 0 < mark[0] < panel[0] < 844


class TestPieces:
    def test_they_are_the_text_and_start_where_they_say(self) -> None:
        for text in ("", "甲\n" * 9000, "甲" * 30_000, "甲乙。" * 9000, "\U00020bb7" * 13_000):
            found = list(pieces(text))
            assert "".join(piece for _, piece in found) == text
            assert [start for start, _ in found] == [sum(len(piece) for _, piece in found[:at]) for at in range(len(found))]
            assert all(0 < len(piece) <= SIGNS_A_PIECE for _, piece in found) or not text

    def test_one_ends_with_a_line_where_one_ends(self) -> None:
        assert all(piece.endswith("\n") for _, piece in pieces("甲乙丙丁\n" * 9000))


def test_no_document_reaches_a_file_outside_the_folder(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    texts = Texts(tmp_path / "texts")
    assert texts.of("document/../secret", None) is None
    assert texts.of("document/..", None) is None
    (tmp_path / "texts" / "odd.txt").write_bytes(b"\xff\xfe")
    assert texts.of("document/odd", None) is None
