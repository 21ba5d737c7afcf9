"""The page of a comparison: what changed is marked, nothing runs, nothing is loaded, in both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Literal

import pytest
from selectolax.lexbor import LexborHTMLParser

from kg.comparing import Comparison, Wording
from kg.views.comparison_page import comparison_page
from tests.comparing.years import NOTICE, compared, next_year
from tests.views.browser import Browser

RUNS = "</td><script>window.hacked=1</script><img src=x onerror=window.hacked=2>\u202e"
EDITS = (("快速路", "大道及沿线隧道"), ("增长8%", "增长7%"), ("陈立", "林岚"), ("市财政局、市交通局", "市财政局、市水利局、市交通局"))


@pytest.fixture
def found(tmp_path: Path) -> Comparison:
    return compared(tmp_path, next_year(NOTICE, *EDITS))


def text_of(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text() for node in tree.css(selector)]


def test_a_reworded_text_has_its_words_marked(found: Comparison) -> None:
    tree = LexborHTMLParser(comparison_page(found, Wording("zh")))
    assert text_of(tree, "table.task td.old") == ["2022年底前开通云栖快速路。"]
    assert text_of(tree, "table.task td.new") == ["2023年底前开通云栖大道及沿线隧道。"]
    assert (text_of(tree, "del"), text_of(tree, "ins")) == (["快速路"], ["大道及沿线隧道"])
    assert text_of(tree, "table.target td.difference") == ["-1%"]
    assert text_of(tree, "table.leader td.new") == ["林岚"]


@pytest.mark.parametrize(
    ("language", "heads"), [("zh", ["任务", "量化目标", "责任单位", "领导"]), ("en", ["Tasks", "Targets", "Bureaus", "Leaders"])]
)
def test_both_languages(found: Comparison, language: Literal["zh", "en"], heads: list[str]) -> None:
    tree = LexborHTMLParser(comparison_page(found, Wording(language)))
    assert text_of(tree, "caption") == heads
    html = tree.css_first("html")
    assert html is not None
    assert html.attributes["lang"] == ("zh-CN" if language == "zh" else "en")


def test_all_shows_what_stayed(found: Comparison) -> None:
    page = comparison_page(found, Wording("en"), everything=True)
    assert "开展送戏下乡活动" in page
    assert "开展送戏下乡活动" not in comparison_page(found, Wording("en"))


def test_its_policy_lets_it_load_and_run_nothing(found: Comparison) -> None:
    page = comparison_page(found, Wording("en"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert policy is not None
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert (
        policy[1] == f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"
    )
    assert not re.findall(r"https?://|url\(|<script|<img|style=", page)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    page = comparison_page(compared(tmp_path, next_year(NOTICE, ("快速路", RUNS))), Wording("zh"))
    tree = LexborHTMLParser(page)
    assert not tree.css("script, img")
    assert "\u202e" not in page


def test_in_a_browser_it_complains_of_nothing_and_fits_a_narrow_screen(browser: Browser, found: Comparison, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(comparison_page(found, Wording("zh")), encoding="utf-8")
    browser.complaints()
    for width in (1280, 390):
        browser.size(width, 800)
        browser.driver.get((tmp_path / "page.html").as_uri())
        assert browser.js("return document.documentElement.scrollWidth <= window.innerWidth")
        assert browser.js("return getComputedStyle(document.querySelector('del')).textDecorationLine") == "line-through"
    assert browser.complaints() == []
