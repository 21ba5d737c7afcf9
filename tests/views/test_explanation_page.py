"""The page of an explanation: the text whole, a reason at every stretch, nothing that runs, and both languages."""

from __future__ import annotations

import ast
import base64
import hashlib
import re
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import get_args

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

import kg.parsing
from kg.documents import Source, read
from kg.model.doubts import Language
from kg.model.records import Basis, SpanKind
from kg.parsing.explaining import Explanation, explain
from kg.parsing.explaining.explanation import NearMissKind
from kg.parsing.tables.columns import Destination
from kg.parsing.text.items import FORM_OF_RULE
from kg.resources import SAMPLES
from kg.views.explanation_page import explanation_page
from kg.views.telling import Teller
from tests.views.browser import Browser

LAYOUTS = Path(__file__).parents[1] / "parsing" / "layouts"
NOTICES = sorted([*SAMPLES.glob("*.txt"), *LAYOUTS.glob("*.txt")])
RUNS = "</span></style></script><script>window.hacked=1</script><img src=x onerror=window.hacked=2>\"' onclick=window.hacked=3"
TURNS = "\u202eabc\u2066\x1b[31m"
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\x1b"
HOSTILE = f"""2031年政府工作报告重点工作责任分解{RUNS}
一、林一川{TURNS}牵头重点工作
1.新建学校3所{RUNS}{TURNS}。
责任单位：教育局、{RUNS}局
完成时限：{RUNS}
"""
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def source_of(text: str, file: str = "notice.txt") -> Source:
    return Source(path=file, file=file, text=text, sha256="0" * 64)


@cache
def explained(path: Path) -> Explanation:
    (source,) = read(path)
    assert isinstance(source, Source)
    return explain(source)


def page_of(told: Explanation, language: Language = "en", asked: int | None = None) -> str:
    return explanation_page(told, Teller(told, language), asked)


def text_of(line: LexborNode) -> str:
    """The text of a line as it is shown, without the reasons."""
    held = line.css_first(".t")
    assert held is not None
    for why in held.css(".why"):
        why.decompose()
    return str(held.text())


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_the_page_shows_the_whole_text_line_by_line(path: Path) -> None:
    told = explained(path)
    lines = LexborHTMLParser(page_of(told)).css(".line")
    assert [text_of(line) for line in lines] == [
        told.text[line.start : line.end].replace("\t", "    ").replace("\u2028", " ⏎ ") for line in told.lines
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_every_stretch_can_be_reached_and_has_its_reason_in_the_language(path: Path, language: Language) -> None:
    page = LexborHTMLParser(page_of(explained(path), language))
    stretches = page.css("main .s")
    assert stretches
    for stretch in stretches:
        assert stretch.attributes["tabindex"] == "0"
        why = page.css_first(f"#{stretch.attributes['aria-describedby']}")
        assert why is not None
        assert why.text().strip()
    first = [said.text() for said in page.css(".why .block:nth-of-type(2) .first")]
    han = [said for said in first if re.search("[\u4e00-\u9fff]", re.sub("“.*?”|column .*|: in no task", "", said))]
    assert han if language == "zh" else not [said for said in han if "set aside" not in said]


def test_a_page_needs_nothing_beside_it_and_runs_nothing() -> None:
    page = page_of(explained(SAMPLES / "10-pipe-table.txt"))
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f'content="default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;' in page
    assert not re.search(r"<script|<link|<img|src=|url\(|@import| style=", page)
    assert set(re.findall(r'href="(.)', page)) == {"#"}


def test_the_line_that_was_asked_for_is_pointed_out() -> None:
    page = LexborHTMLParser(page_of(explained(SAMPLES / "10-pipe-table.txt"), asked=8))
    assert [line.attributes["id"] for line in page.css(".asked")] == ["L8"]


def test_a_refused_document_leads_to_what_came_near() -> None:
    page = LexborHTMLParser(page_of(explain(source_of("新建公园三个。\n完成时限：2031年6月底\n"))))
    assert [link.attributes["href"] for link in page.css("aside ol a")] == ["#L2"]


@pytest.mark.parametrize("kind", ["notice", "refused"])
def test_hostile_words_stand_as_text(kind: str) -> None:
    text = HOSTILE if kind == "notice" else f"责任单位：{RUNS}\n（市园林局、市财政局、{RUNS}）\n"
    page = page_of(explain(source_of(text, file=f"{RUNS}{TURNS}.txt")))
    tree = LexborHTMLParser(page)
    assert not tree.css("script, img, [onclick], [onerror]")
    assert len(tree.css("style")) == 1
    assert not set(page) & set(BIDI)
    assert "window.hacked=1" in tree.body.text() if tree.body else False


def test_hostile_words_are_inert_in_a_browser_and_hover_and_focus_show_the_reason(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page_of(explain(source_of(HOSTILE, file=RUNS))), encoding="utf-8")
    browser.complaints()
    browser.size(1440, 900)
    browser.driver.get((tmp_path / "page.html").as_uri())
    assert browser.js("return window.hacked ?? null") is None
    assert browser.js("return document.querySelectorAll('script, img, [onclick], [onerror]').length") == 0
    shown = "return [...document.querySelectorAll('.why')].filter((why) => why.checkVisibility()).length"
    assert browser.js(shown) == 0
    browser.js("document.querySelector('main .s.clause').focus()")
    assert browser.js(shown) == 1
    assert "责任单位" in browser.text("main .s.clause .why")
    assert browser.complaints() == []


def words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files("kg.views").joinpath("explaining.toml").read_text(encoding="utf-8"))


def test_everything_has_words_in_both_languages() -> None:
    told = words()
    assert all(len(pair) == 2 and all(pair) for table in told.values() for pair in table.values())
    holes = {key: [set(re.findall(r"\{(\w+)\}", said)) for said in pair] for table in told.values() for key, pair in table.items()}
    assert not {key: found for key, found in holes.items() if found[0] != found[1]}


@pytest.mark.parametrize(
    ("table", "kinds"),
    [("kind", SpanKind), ("near", NearMissKind), ("column", Destination), ("basis", Basis)],
    ids=lambda value: str(value)[:8],
)
def test_every_kind_has_its_words(table: str, kinds: object) -> None:
    assert set(get_args(kinds)) <= set(words()[table])


def rules_of_claims() -> set[str]:
    """The rules that stand in the program beside what a claim is, but for those of what is unread: these are codes of doubts."""
    found: set[str] = set()
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(Path(kg.parsing.__path__[0]).rglob("*.py"))]
    constants = {
        target.id: node.value
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and node.value is not None
    }
    for tree in trees:
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and call.args and getattr(call.func, "id", getattr(call.func, "attr", "")) in ("Claim", "_claim"):
                kind, rule = call.args[0], call.args[-1]
                for part in ast.walk(constants.get(rule.id, rule) if isinstance(rule, ast.Name) and rule.id in constants else rule):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str) and ast.unparse(kind) != "'unread'":
                        found.add(part.value)
    return found


def test_the_words_of_rules_are_those_of_the_program() -> None:
    """No rule without words, and none that the program no longer has."""
    own = {rule for rule in rules_of_claims() if rule not in ("column ", "clause: ", "section-without-task", "unread")}
    templates = {"column", "aside", "doubt", "blank", "reader", "nothing", "announced, and not as many"}
    assert own == set(words()["rule"]) - templates


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_every_rule_has_its_words(path: Path) -> None:
    rules = {part.rule for line in explained(path).lines for part in line.stretches if part.rule and part.kind not in ("aside", "unread")}
    assert not {rule for rule in rules if not rule.startswith("column ")} - {*words()["rule"], *FORM_OF_RULE}
