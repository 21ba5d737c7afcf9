"""Goals of many places: strips, two years side by side, pictures as tables; and what is taken along or printed says what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.building.build import build
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
PLACES = ("青岭县", "安河县", "白石县", "云溪县", "东川县", "南坪县", "西岭县")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven places and three years, with two goals of one indicator in each list."""
    folder = tmp_path_factory.mktemp("strips")
    for number, place in enumerate(PLACES):
        for year in (2031, 2032, 2033):
            text = (
                f"{place}人民政府关于{year}年重点工作责任分解的通知\n"
                f"1.新增停车位{100 + 20 * number + year - 2031}个。（责任单位：县城管局）\n"
                f"2.确保新增停车位{300 + 10 * number}个以上。（责任单位：县建设局）\n"
            )
            (folder / f"{place}{year}.txt").write_text(text, encoding="utf-8")
    build(sorted(folder.glob("*.txt")), folder / "out", with_pages=True)
    return folder / "out" / "html"


@pytest.fixture(scope="module")
def indicator(browser: Browser, site: Path) -> str:
    browser.open(site, "index")
    return str(browser.js("return Zeren.index().things.filter((t) => t[0] === 'indicator').sort((a, b) => b[6] - a[6])[0][1]"))


def test_each_goal_is_a_dot_on_the_strip_of_its_year(browser: Browser, site: Path, indicator: str) -> None:
    browser.open(site, "compare", by="indicator", id=indicator, mine="青岭县")
    dots = "return [...document.querySelectorAll('.strip-of')].map((one) => [one.dataset.year, one.querySelectorAll('circle').length])"
    assert browser.js(dots) == [["2033", 14], ["2032", 14], ["2031", 14]]
    assert browser.js("return document.querySelectorAll('.strip-of text').length") == 6  # a year and the own place
    inside = browser.js(
        "const box = document.querySelector('.strip-of').closest('svg').getBoundingClientRect();"
        "return [...document.querySelectorAll('.strip-of circle')].every((dot) => { const one = dot.getBoundingClientRect();"
        "return one.left >= box.left && one.right <= box.right && one.top >= box.top && one.bottom <= box.bottom; })"
    )
    assert inside


def test_places_stand_in_two_years_side_by_side(browser: Browser, site: Path, indicator: str) -> None:
    browser.open(site, "compare", by="indicator", id=indicator, **{"year-a": "2031", "year-b": "2033"})
    rows = browser.js(
        "return [...[...document.querySelectorAll('caption')].find((one) => one.textContent.includes('两年对照'))"
        ".closest('table').querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText))"
    )
    assert sorted(row[0] for row in rows) == sorted(PLACES)
    assert {row[3] for row in rows} <= {"0", "2"}


def test_small_pictures_and_squares_are_tables_too(browser: Browser, site: Path, indicator: str) -> None:
    browser.open(site, "compare")
    assert browser.js("return document.querySelectorAll('.multiples details table tbody tr').length") > 0
    browser.open(site, "compare", by="indicator", id=indicator)
    tables = browser.js("return [...document.querySelectorAll('details caption')].map((one) => one.textContent)")
    assert any("各地一格" in caption for caption in tables)


def test_every_picture_taken_along_says_what_it_is(browser: Browser, site: Path, indicator: str) -> None:
    browser.open(site, "compare", by="indicator", id=indicator, commitment="ensure")
    count = browser.js("return document.querySelectorAll('button.svg').length")
    assert count > 1
    browser.js("window.kept = []; URL.createObjectURL = (blob) => { window.kept.push(blob); return 'data:,'; }")
    browser.js("document.querySelectorAll('button.svg').forEach((one) => one.click())")
    drawings = browser.driver.execute_async_script("Promise.all(window.kept.map((blob) => blob.text())).then(arguments[0])")
    assert len(drawings) == count
    for drawing in drawings:
        said = re.sub(r"<[^>]*>", "", drawing)
        assert all(word in said for word in ("停车位", "个", "承诺 确保", "来源：")), said
        assert re.search(r"\d{4}-\d{2}-\d{2}", said)


def test_paper_says_the_region_and_what_was_chosen(browser: Browser, site: Path) -> None:
    browser.open(site, "network", region="青岭县", commitment="ensure")
    browser.js("dispatchEvent(new Event('beforeprint'))")
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert "青岭县" in browser.text("h1")
        assert browser.text(".chosen") == "承诺 确保"
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
