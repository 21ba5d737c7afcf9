"""What a network shows is what the tasks that pass the filters add up to: counted again here from the graph, for each choice of filters."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from kg.store.graph import load_store
from kg.views.facts import Holding, Work
from kg.views.graph_facts import read_holding
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE, five

pytestmark = pytest.mark.usefixtures("quiet")
ROLES = ("", "lead", "support")
COMMITMENTS = ("", "ensure", "strive", "plain", "none")
DOUBTS = ("", "only")


def passes(work: Work, role: str, commitment: str, doubt: str) -> bool:
    kinds = {goal.commitment for goal in work.goals}
    on = roles(work)
    return (
        (not commitment or (not kinds if commitment == "none" else commitment in kinds))
        and (not doubt or bool(work.doubts))
        and (not role or role in on.values())
    )


def roles(work: Work) -> dict[str, str]:
    """Each body on a task with its role; who leads it does not support it too."""
    found: dict[str, str] = {}
    for assigned in work.assigned:
        found[assigned.party] = "lead" if assigned.role == "lead" else found.get(assigned.party, "support")
    return found


class Counted:
    """The nodes and lines that a network has under some filters."""

    def __init__(self, holding: Holding, place: str | None, role: str, commitment: str, doubt: str) -> None:
        bodies = {body.id: body for body in holding.bodies if not body.group and (place or body.functions)}
        works = [work for work in holding.works if place in (None, work.place)]
        passing = [work for work in works if passes(work, role, commitment, doubt)]
        self.of, self.passing = len(works), len(passing)
        self.roles: Counter[tuple[str, str]] = Counter()
        self.leaders: Counter[str] = Counter()
        self.lines: Counter[frozenset[str]] = Counter()
        for work in passing:
            on: dict[str, str] = {}
            for party, own in roles(work).items():
                if party in bodies:
                    node = party if place else bodies[party].functions[0]
                    on[node] = "lead" if own == "lead" else on.get(node, "support")
            on = {node: own for node, own in on.items() if not role or own == role}
            self.roles.update(on.items())
            self.lines.update(map(frozenset, combinations(on, 2)))
            if place:
                self.leaders.update(work.leaders)
                self.lines.update(frozenset((leader, node)) for leader in work.leaders for node in on)


SHOWN = """
Zeren.set({...arguments[0], kind: Zeren.regionKey() ? "both" : null, most: 999, from: 1, node: null});
await Zeren.redraw();
return {nodes: zerenGraph.shown(), lines: zerenGraph.lines(), told: document.querySelector(".passing").innerText,
  table: document.querySelector("section table")?.rows.length ?? 0, nothing: document.querySelector(".graph .nothing")?.innerText ?? ""};
"""


def same(browser: Browser, counted: Counted, chosen: dict[str, str]) -> None:
    shown: dict[str, Any] = browser.js(f"return (async (...arguments) => {{{SHOWN}}})(arguments[0])", chosen)
    nodes = {node["id"]: node for node in shown["nodes"]}
    assert nodes.keys() == {node for node, _ in counted.roles} | set(counted.leaders), chosen
    for id_, node in nodes.items():
        if node["kind"] == "leader":
            assert node["tasks"] == counted.leaders[id_], (chosen, id_)
            size = node["tasks"]
        else:
            leads, supports = counted.roles[id_, "lead"], counted.roles[id_, "support"]
            assert (node["leads"], node["supports"]) == (leads, supports), (chosen, id_)
            size = supports if chosen["role"] == "support" else leads
        assert node["size"] == pytest.approx(5 + 3.4 * math.sqrt(size))
    lines = {frozenset((line["from"], line["to"])): line for line in shown["lines"]}
    assert {pair: line["tasks"] for pair, line in lines.items()} == counted.lines, chosen
    assert all(line["width"] == pytest.approx(min(12, 0.8 + 0.75 * (line["tasks"] - 1))) for line in lines.values())
    assert str(counted.of) in shown["told"]
    assert not any(chosen.values()) or str(counted.passing) in shown["told"]
    assert bool(shown["nothing"]) == (not nodes)


def test_all_filters_count_what_passes_in_the_small_graph(browser: Browser, small: Path) -> None:
    holding = read_holding(load_store(FIXTURE))
    for place in (None, *holding.places):
        browser.open(small, "network", **({"region": place.id.split("/")[1]} if place else {}))
        for role, commitment, doubt in product(ROLES, COMMITMENTS, DOUBTS):
            counted = Counted(holding, place.id if place else None, role, commitment, doubt)
            same(browser, counted, {"role": role, "commitment": commitment, "doubt": doubt})


@five
def test_all_filters_count_what_passes_in_the_five_notices(browser: Browser, site: Path) -> None:
    holding = read_holding(load_store(site.parent / "graph.ttl"))
    for place in (None, holding.places[-1]):
        browser.open(site, "network", **({"region": place.code or ""} if place else {}))
        for role, commitment in product(ROLES, COMMITMENTS):
            same(
                browser,
                Counted(holding, place.id if place else None, role, commitment, ""),
                {"role": role, "commitment": commitment, "doubt": ""},
            )


@five
class TestOfTheFiveNotices:
    def test_few_tasks_have_few_lines_and_a_threshold_of_their_own(self, browser: Browser, site: Path) -> None:
        browser.open(site, "network")
        before = browser.js("return document.querySelector('[name=from]').value")
        browser.choose("commitment", "ensure")
        assert browser.text(".passing") == "638 项任务中有 21 项符合筛选"
        assert "由两个或更多部门共同承担的 7 项" in browser.text("main")
        most = browser.js("return Math.max(...zerenGraph.lines().map((line) => line.tasks))")
        assert int(browser.js("return document.querySelector('[name=from]').value")) <= most <= 7 < 638
        assert int(before) > int(browser.js("return document.querySelector('[name=from]').value"))

    def test_a_threshold_out_of_an_old_address_is_no_more_than_there_is(self, browser: Browser, site: Path) -> None:
        browser.open(site, "network", commitment="ensure", **{"from": "31"})
        assert browser.js("return zerenGraph.lines().length") > 0
        assert browser.js("return document.querySelector('[name=from]').value") == browser.js(
            "return document.querySelector('[name=from]').max"
        )

    @pytest.mark.parametrize(("language", "words"), [("zh", "没有符合筛选条件的任务"), ("en", "No task passes the filters")])
    def test_where_nothing_passes_words_say_so_and_a_click_clears_the_filters(
        self, browser: Browser, site: Path, language: str, words: str
    ) -> None:
        browser.open(site, "network", region="330782", commitment="ensure", lang=language)
        assert words in browser.text(".graph .nothing")
        assert not browser.js("return document.querySelector('.stage .png')?.offsetParent ?? null")
        browser.js("document.querySelector('.nothing button').click()")
        browser.wait(lambda: browser.js("return zerenGraph.shown().length"))
        assert not browser.all(".graph .nothing")


def test_panel_and_table_follow_the_filters(browser: Browser, small: Path) -> None:
    browser.open(small, "network", region="qinghe", node="x/QFG")
    assert "牵头 2 项，配合 1 项" in browser.text(".panel")
    browser.choose("role", "lead")
    browser.wait(lambda: "牵头 2 项，配合 0 项" in browser.text(".panel"))
    browser.choose("role", "support")
    browser.wait(lambda: "牵头 0 项，配合 1 项" in browser.text(".panel"))
    browser.wait(lambda: len(browser.all(".panel article.task")) == 1)
    assert "牵头" not in browser.text(".legend")
    row = browser.js("return [...document.querySelectorAll('section tbody tr')].find((r) => r.innerText.includes('发改局')).innerText")
    assert row.split()[2:5] == ["1", "0", "1"]
    browser.choose("commitment", "ensure")
    browser.wait(lambda: "没有符合筛选条件的任务" in browser.text(".panel") and "发改局" in browser.text(".panel h2"))


@pytest.mark.parametrize(("page", "all_", "few"), [("document", 5, 1), ("thing", 3, 1), ("network", 3, 1), ("tree", 0, 1)])
def test_tasks_in_doubt_can_be_seen_alone(browser: Browser, small: Path, page: str, all_: int, few: int) -> None:
    browser.open(small, page, **({"id": "x/QFG"} if page == "thing" else {"region": "qinghe", "node": "x/QFG"}))
    cards = "article.task"
    assert browser.wait(lambda: len(browser.all(cards)) == all_)
    browser.choose("doubt", "only")
    if page == "tree":
        browser.js("document.querySelector('.outline button').click()")
    browser.wait(lambda: len(browser.all(cards)) == few)
    assert len(browser.all(f"{cards}:has(.doubt)")) == few
    assert "有 1 项符合筛选" in browser.text(".passing")
    assert browser.text("select[name=doubt] option:checked") == "只看存疑"
    browser.js("Zeren.set({lang: 'en'}); return Zeren.redraw()")
    assert browser.text("select[name=doubt] option:checked") == "in doubt only"
