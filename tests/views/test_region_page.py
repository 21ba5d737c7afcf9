"""A region's page, what falls due, and the years of its lists: none added up in silence, each to be had alone."""

from __future__ import annotations

import csv
import io
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.store.graph import load_store
from kg.views.due import due_answer, due_rows, quarters
from kg.views.years import year_label, years_in
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
ANNUAL = """青岭县人民政府办公室关于印发{year}年政府工作报告重点工作责任分解的通知
青政办发〔{year}〕5号
各乡镇人民政府，县政府各部门：
现印发给你们，请认真贯彻执行。
青岭县人民政府办公室
{year}年3月1日
{year}年政府工作报告重点工作责任分解
一、林一川县长牵头的重点工作
1.地区生产总值增长{rate}%以上。
牵头单位：发改局
责任单位：财政局
2.建成公园3个。
牵头单位：住建局
责任单位：财政局
完成时限：6月底前
3.完善招商办法。
牵头单位：商务局
完成时限：3月底前
4.力争新增耕地{rate}00亩。
责任单位：农业农村局、财政局
"""
FIVE = """青岭县人民政府办公室关于印发政府工作报告今后五年重点工作责任分解的通知
青政办发〔2031〕9号
各乡镇人民政府，县政府各部门：
现印发给你们，请认真贯彻执行。
青岭县人民政府办公室
2031年3月1日
今后五年（2031-2035年）重点工作责任分解
一、林一川县长牵头的重点工作
1.地区生产总值增长7%以上。（责任单位：▲发改局、财政局）
2.建成高铁站1座。（责任单位：▲交通局、发改局）
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("years")
    texts = {"a": ANNUAL.format(year=2031, rate=6), "b": ANNUAL.format(year=2032, rate=5), "c": FIVE}
    texts["d"] = ANNUAL.format(year=2032, rate=8).replace("青岭县", "安河县").replace("青政", "安政")
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    build([folder / f"{name}.txt" for name in texts], folder / "out", with_pages=True)
    return folder / "out"


def rows(browser: Browser, selector: str) -> list[list[str]]:
    cells = "[...row.children].map((cell) => cell.innerText.trim())"
    found: list[list[str]] = browser.js(
        f"return [...document.querySelectorAll(arguments[0] + ' tbody tr')].map((row) => {cells})", selector
    )
    return found


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


class TestRegion:
    def test_it_tells_what_the_region_has(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "region", region="青岭县")
        browser.wait(lambda: rows(browser, "#two-years"))
        assert browser.text("h1") == "青岭县"
        assert sorted(row[-3:-1] for row in rows(browser, "#documents")) == [["2031", "4"], ["2031–2035", "2"], ["2032", "4"]]
        assert rows(browser, "#leaders")[0][:3] == ["林一川", "县长", "10"]
        assert rows(browser, "#bureaus")[0][:3] == ["发改局", "3", "1"]
        assert "2031、2031–2035、2032 年的清单合在一起计" in browser.text()
        assert "牵头单位是推断的任务 2 项任务" in browser.text("#doubtful")

    def test_a_bureaus_whole_list_is_one_click(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "region", region="青岭县", year="2032")
        saved = table(browser.saved("[aria-label='CSV：“发改局”的全部任务（1 项）']", ".csv"))
        assert [(row["年份"], row["牵头"]) for row in saved] == [("2032", "发改局")]
        browser.choose("year", "")
        browser.wait(lambda: rows(browser, "#bureaus")[0][1] == "3")
        assert len(table(browser.saved("#bureaus tbody tr:first-child .csv-one", ".csv"))) == 4

    def test_inferred_leads_are_shown_with_a_sign(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "region", region="青岭县")
        script = "return [...document.querySelectorAll('#doubtful button.plain')].find((one) => one.innerText === '牵头单位是推断的任务')"
        browser.wait(lambda: browser.js(script)).click()
        browser.wait(lambda: len(browser.all("#doubtful article.task")) == 2)
        assert browser.text("#doubtful").count("推断") >= 3

    def test_two_years_stand_side_by_side(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "region", region="青岭县")
        counts = browser.wait(lambda: rows(browser, "#two-years .table"))
        assert counts[0] == ["任务", "4", "4"]
        assert ["地区生产总值", "≥ +6 %", "≥ +5 %"] in counts
        browser.choose("year-a", "2031-2035")
        browser.wait(lambda: ["地区生产总值", "≥ +7 %", "≥ +5 %"] in rows(browser, "#two-years .table"))
        assert rows(browser, "#two-years .table")[0] == ["任务", "2", "4"]
        assert "year-a=2031-2035" in browser.driver.current_url

    def test_its_name_is_a_link_wherever_it_stands(self, browser: Browser, built: Path) -> None:
        for page, more in (("index", {}), ("document", {"region": "青岭县"}), ("thing", {}), ("due", {}), ("region", {})):
            browser.open(built / "html", page, **more)
            found = browser.js("return [...document.querySelectorAll('main a')].filter((a) => a.innerText === '青岭县').map((a) => a.href)")
            assert found, page
            assert all("region.html#region=" in href for href in found), page

    def test_the_language_is_switched_and_the_place_on_the_page_reached_by_key(self, browser: Browser, built: Path) -> None:
        from selenium.webdriver.common.keys import Keys

        browser.open(built / "html", "region", region="青岭县", lang="en")
        browser.wait(lambda: "Promises by field" in browser.text())
        browser.js(
            "return [...document.querySelectorAll('.within button')].find((one) => one.textContent === 'Promises by field')"
        ).send_keys(Keys.ENTER)
        assert browser.js("return document.activeElement.id") == "fields"

    @pytest.mark.parametrize("width", [1024, 390])
    def test_it_is_no_wider_than_the_screen(self, browser: Browser, built: Path, width: int) -> None:
        browser.size(width, 844)
        for page in ("region", "due", "document"):
            browser.open(built / "html", page, region="青岭县")
            assert browser.js("return document.documentElement.scrollWidth <= innerWidth"), page


class TestDue:
    def test_it_stands_by_quarter_and_bureau_with_what_has_no_number(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "due", region="青岭县", year="2032")
        assert browser.text(".passing") == "写明时限的 2 件，其中没有数字的 1 件"
        assert rows(browser, ".strip") == [["住建局", "", "1", "1"], ["商务局", "1", "", "1"]]
        assert browser.js("return [...document.querySelectorAll('.strip .due')].map((one) => one.querySelector('i').className)") == [
            "solid",
            "hollow",
        ]
        saved = table(browser.saved("#content > section:last-of-type .csv", ".csv"))
        assert [(row["到期日"], row["牵头"]) for row in saved] == [("2032-03-31", "商务局"), ("2032-06-30", "住建局")]

    def test_a_bar_chooses_and_keeps_the_focus(self, browser: Browser, built: Path) -> None:
        from selenium.webdriver.common.keys import Keys

        browser.open(built / "html", "due", region="青岭县", year="2032")
        bar = browser.one(".strip tbody tr:last-child .due")
        bar.send_keys(Keys.ENTER)
        browser.wait(lambda: browser.text("#content > section:last-of-type h2").startswith("商务局 · 2032 年第 1 季度 (1)"))
        assert browser.js("return document.activeElement === arguments[0]", bar)
        assert bar.get_attribute("aria-pressed") == "true"
        href = browser.js("return document.querySelector('#content > section:last-of-type td a[href*=\"at=\"]').href")
        browser.driver.get(href)
        browser.ready()
        browser.wait(
            lambda: "完善招商办法" in browser.js("return [...document.querySelectorAll('.lit.on')].map((m) => m.textContent).join('')")
        )

    def test_all_regions_stand_in_one_strip(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "due")
        assert [(row[0], row[-1]) for row in rows(browser, ".strip")] == [("青岭县", "4"), ("安河县", "2")]
        browser.choose("year", "2031")
        browser.wait(lambda: [(row[0], row[-1]) for row in rows(browser, ".strip")] == [("青岭县", "2")])

    def test_days_are_those_of_the_catalogues_question(self, built: Path) -> None:
        answer = due_answer(load_store(built))
        due = answer.columns.index("due")
        assert sorted(str(row[due]) for row in answer.rows)[:2] == ["2031-03-31", "2031-06-30"]


class TestYears:
    def test_every_page_filters_by_the_lists_years(self, browser: Browser, built: Path) -> None:
        pages = (("network", {"region": "青岭县"}), ("tree", {"region": "青岭县"}), ("document", {"region": "青岭县"}))
        for page, more in pages[:2]:
            browser.open(built / "html", page, **more, year="2031-2035")
            assert browser.text(".passing") == "10 项任务中有 2 项符合筛选", page
        browser.open(built / "html", "network", year="2032")
        assert browser.text(".passing") == "14 项任务中有 8 项符合筛选"
        assert browser.js("return document.querySelector('select[name=year]').value") == "2032"

    def test_a_thing_and_the_list_of_names(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "thing", kind="unit", q="发改局")
        both = browser.wait(lambda: rows(browser, "#content .table"))
        browser.choose("year", "2031-2035")
        browser.wait(lambda: rows(browser, "#content .table") != both)
        (own,) = rows(browser, "#content .table")
        assert own[2:3] + own[4:6] == ["青岭县", "2", "1"]
        browser.js("document.querySelector('#content tbody a').click()")
        browser.wait(partial(browser.js, "return document.querySelector('.passing')?.innerText === '共 4 项任务'"))
        assert "2031、2031–2035、2032 年的清单合在一起计" in browser.text()
        browser.choose("year", "2032")
        browser.wait(lambda: browser.text(".passing") == "4 项任务中有 1 项符合筛选")

    def test_same_work_in_different_places(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "compare", by="function")
        before = browser.wait(lambda: [row for row in rows(browser, "#content .table") if row[0] == "发展改革"])
        assert sorted(before[0][1:]) == ["1", "3"]
        browser.choose("year", "2031")
        browser.wait(lambda: sorted(next(row for row in rows(browser, "#content .table") if row[0] == "发展改革")[1:]) == ["", "1"])

    def test_goals_say_their_years_and_are_filtered_by_them(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "compare", by="indicator")
        browser.js("[...document.querySelectorAll('#content tbody a')].find((a) => a.innerText === '地区生产总值').click()")
        browser.wait(lambda: {row[1] for row in rows(browser, "#content .table:not(details .table)")} == {"2031", "2032", "2031–2035"})
        browser.choose("year", "2031-2035")
        browser.wait(lambda: [row[1] for row in rows(browser, "#content .table:not(details .table)")] == ["2031–2035"])

    def test_a_year_that_no_list_has_shows_nothing_in_its_place(self, browser: Browser, built: Path) -> None:
        browser.open(built / "html", "region", region="青岭县", year="1999")
        assert browser.text(".passing") == "10 项任务中有 0 项符合筛选"


def test_labels_of_years() -> None:
    assert [year_label(span) for span in ((2031, 2031), (2031, 2035))] == ["2031", "2031-2035"]
    assert years_in([]) == ()


def test_quarters_count_what_has_no_number(built: Path) -> None:
    from kg.views.graph_facts import read_holding

    holding = read_holding(load_store(built))
    works = [work for work in holding.works if work.years == (2031, 2031)]
    found = due_rows(works, holding.due)
    assert [[day, goal >= 0] for _, goal, day, _ in found if day]
    counted = quarters(found, works, [0] * len(works))
    assert sum(bare for *_, bare in counted) == 1
    assert {quarter for quarter, *_ in counted} == {"2031-1", "2031-2"}


def test_a_report_of_progress_and_a_replaced_notice_promise_nothing(built: Path) -> None:
    from kg.mapping import vocabulary as v
    from kg.views.graph_facts import read_holding, short_id

    whole = read_holding(load_store(built))
    (document, other) = sorted({work.document for work in whole.works if work.id in whole.due})[:2]
    iri = {short_id(each): each for each in (f"{whole.base}{document}", f"{whole.base}{other}")}
    store = load_store(built)
    store.add(ox.Quad(ox.NamedNode(iri[document]), v.KIND, v.KINDS["progress"]))
    store.add(ox.Quad(ox.NamedNode(f"{whole.base}document/later"), v.REPLACES, ox.NamedNode(iri[other])))
    left = read_holding(store)
    assert whole.due
    assert {work.document for work in left.works if work.id in left.due or any(goal.id in left.due for goal in work.goals)}.isdisjoint(
        {document, other}
    )
