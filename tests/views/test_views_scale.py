"""A province of twenty counties and three years: what grows must stay readable, and every cut is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kg.building.build import build
from tests.views.browser import Browser

TOP = Path(__file__).resolve().parents[2]
COUNTIES, YEARS, TASKS = 20, 3, 12
TALLEST = 9000
OVERLAPS = """
const nodes = zerenGraph.shown(); let lying = 0;
nodes.forEach((a, i) => nodes.slice(i + 1).forEach((b) => { if (Math.hypot(a.x - b.x, a.y - b.y) < a.size + b.size - 0.5) lying += 1; }));
return [nodes.length, lying];
"""

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sys.path.insert(0, str(TOP / "benchmarks"))
    try:
        from generate import generate
    finally:
        sys.path.pop(0)
    notices = generate(100 * YEARS, tmp_path_factory.mktemp("province"), tasks=TASKS)
    folder = tmp_path_factory.mktemp("province-pages")
    build([path for number, path in enumerate(notices) if number % 100 < COUNTIES], folder, with_pages=True)
    return folder / "html"


def test_no_disc_lies_on_another(browser: Browser, province: Path) -> None:
    browser.open(province, "network")
    count, lying = browser.js(OVERLAPS)
    assert count > 10
    assert lying == 0


def test_the_largest_disc_is_bounded_and_area_stays_by_number(browser: Browser, province: Path) -> None:
    browser.open(province, "network")
    sizes = browser.js("return zerenGraph.shown().map((node) => [node.leads, node.size]).sort((a, b) => a[0] - b[0])")
    assert max(size for _, size in sizes) <= 38.5
    assert [size for _, size in sizes] == sorted(size for _, size in sizes)


def test_a_picture_of_many_goals_says_of_how_many(browser: Browser, province: Path) -> None:
    browser.open(province, "index")
    indicator = browser.js("return Zeren.index().things.filter((t) => t[0] === 'indicator').sort((a, b) => b[6] - a[6])[0]")
    browser.open(province, "compare", by="indicator", id=indicator[1])
    rows = browser.js(f"return Zeren.goalsOf({indicator[1]!r}).then((rows) => rows.length)")
    assert rows > 40
    tiles = browser.all(".tile")
    assert 1 < len(tiles) <= COUNTIES
    assert browser.js("return document.documentElement.scrollHeight") < TALLEST


def test_the_own_place_is_lit(browser: Browser, province: Path) -> None:
    browser.open(province, "index")
    indicator = browser.js("return Zeren.index().things.filter((t) => t[0] === 'indicator').sort((a, b) => b[6] - a[6])[0][1]")
    browser.open(province, "compare", by="indicator", id=indicator)
    place = browser.js(
        "const of = document.querySelector('.tile title').textContent;"
        "return Zeren.reporting().find((place) => of.startsWith(`${place.label} `)).key"
    )
    browser.choose("mine", place)
    browser.wait(lambda: len(browser.all(".tile[data-own]")) == 1)
    assert "★" in browser.js("return document.querySelector('.tile[data-own]').textContent")


def test_the_matrix_and_the_flows_hold_what_their_tables_hold(browser: Browser, province: Path) -> None:
    browser.open(province, "network")
    assert browser.js("return document.querySelectorAll('.matrix .chart rect').length") > 50
    browser.open(province, "tree")
    drawn = browser.js("return [...document.querySelectorAll('.flows .chart title')].map((t) => t.textContent)")
    assert any("→" in text for text in drawn)
    assert browser.all(".flows table")
