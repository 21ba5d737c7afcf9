"""A year at a glance and promises with their results over the years: what is told, by the latest, and what is not reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.building.build import build
from kg.views.facts import Document, Goal, Reached, Told, Work
from kg.views.reported import NOT_COUNTED, promise_signs, reported_years, sign_of, task_sign
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
TOP = Path(__file__).resolve().parents[2]
PLAIN = "青岭县2024年重点工作责任分解\n1.新建水库3座。（责任单位：县水利局）\n".replace("青岭县", "安河县")
END = "青岭县-青岭县2024年政府工作报告重点工作全年完成情况"
LIT = "return [...document.querySelectorAll('.notice .on')].map((one) => one.textContent).join('')"
MIDDLE = "青岭县-青岭县2024年上半年政府工作报告重点工作进展情况"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two years of the samples, and a place without a report."""
    folder = tmp_path_factory.mktemp("glance")
    (folder / "plain.txt").write_text(PLAIN, encoding="utf-8")
    build([*sorted((TOP / "samples" / "two-years").glob("*.txt")), folder / "plain.txt"], folder / "out", with_pages=True)
    return folder / "out" / "html"


def rows(browser: Browser, at: int) -> list[list[str]]:
    cells = "[...row.children].map((cell) => cell.innerText.trim())"
    found: list[list[str]] = browser.js(
        f"return [...document.querySelectorAll('#glance table')[arguments[0]].querySelectorAll('tr')].map((row) => {cells})", at
    )
    return found


def goal(id_: str) -> Goal:
    return Goal(id_, None, None, "level", "eq", "9", None, None, "个", None, None, "plain", None, None, None, None)


def reached(target: str | None, status: str, as_of: str | None) -> Reached:
    return Reached("r", "report", target, None, None, None, None, None, None, None, status, "printed", as_of, False, None, None, None, None)


def work(*results: Reached, told: tuple[Told, ...] = (), document: str = "plan", years: tuple[int, int] = (2031, 2031)) -> Work:
    goals = (goal("a"), goal("b"))
    return Work("t", "p", document, years, None, (), "1", None, None, None, (), (), goals, (), None, None, results=results, told=told)


PLAN = Document("plan", "p", None, None, None, None)
REPORT = Document("report", "p", None, None, None, None, progress=True, years=((2032, 2032),))
DOCUMENTS = {"plan": PLAN, "report": REPORT}
SURE, PERHAPS = (Told("report", sure, None, None, None, None) for sure in (True, False))


class TestSigns:
    def test_the_latest_that_is_told_of_each_promise_counts(self) -> None:
        one = work(reached("a", "behind", "2031-06-30"), reached("a", "exceeded", "2031-12-31"), reached("b", "on-track", "2031-06-30"))
        assert (promise_signs(one), task_sign(one, DOCUMENTS)) == ("eo", "o")

    def test_what_tells_no_day_counts_beside_the_latest(self) -> None:
        one = work(reached("a", "done", None), reached("a", "missed", "2031-12-31"))
        assert (promise_signs(one), task_sign(one, DOCUMENTS)) == ("mn", "m")

    def test_what_is_told_of_the_whole_task_gives_way_to_what_is_told_later(self) -> None:
        early, late = reached(None, "behind", "2031-06-30"), reached("a", "done", "2031-12-31")
        assert task_sign(work(early, late), DOCUMENTS) == "d"
        assert task_sign(work(early), DOCUMENTS) == "b"

    def test_a_missing_report_is_never_a_state(self) -> None:
        assert task_sign(work(), DOCUMENTS) == task_sign(work(told=(PERHAPS,)), DOCUMENTS) == "n"
        assert task_sign(work(told=(SURE,)), DOCUMENTS) == sign_of(["changed"]) == sign_of([""]) == "t"

    def test_items_of_reports_and_of_notices_that_are_replaced_are_no_promises(self) -> None:
        old = Document("plan", "p", None, None, None, None, replaced=("new",))
        assert task_sign(work(document="report"), DOCUMENTS) == task_sign(work(), {"plan": old}) == NOT_COUNTED

    def test_a_year_has_a_report_where_one_is_of_it_or_a_task_is_told_of(self) -> None:
        spans = ((2030, 2030), (2031, 2031), (2032, 2032))
        assert reported_years([work()], [PLAN], spans) == []
        assert reported_years([work(told=(PERHAPS,))], [PLAN, REPORT], spans) == [2]
        assert reported_years([work(reached(None, "", None))], [PLAN, REPORT], spans) == [1, 2]


class TestGlance:
    def test_it_counts_what_was_promised_and_what_is_told_of_it(self, browser: Browser, site: Path) -> None:
        browser.open(site, "region", region="青岭县", lang="en")
        head, tasks, targets = rows(browser, 0)
        assert head[1:] == ["promised", "told of", "exceeded", "kept", "mixed", "behind or missed", "nothing reported"]
        assert tasks == ["tasks", "10", "9", "2", "3", "1", "3", "1"]
        assert targets == ["targets", "16", "10", "3", "3", "0", "4", "6"]
        assert ["县教育局", "", "1", "0", "0", "0", "0", "0", "1"] in rows(browser, 1)
        assert ["沈若溪", "", "4", "3", "1", "1", "0", "1", "1"] in rows(browser, 2)
        assert browser.text("#glance .unreported") == "2025 · 9 tasks promised · nothing reported"
        assert "not kept" not in browser.text("#glance").replace("which is not the same as not kept", "")

    def test_a_count_opens_its_tasks_and_each_leads_to_both_sentences(self, browser: Browser, site: Path) -> None:
        browser.open(site, "region", region="青岭县")
        browser.one("[data-glance='2024/unit/青岭县-县-发展改革/behind']").click()
        browser.wait(lambda: browser.all("#glance article.task"))
        pressed = "return [...document.querySelectorAll('#glance [aria-pressed=true]')].map((one) => one.dataset.glance)"
        assert browser.js(pressed) == ["2024/unit/青岭县-县-发展改革/behind"]
        assert "地区生产总值增长6%以上" in browser.text("#glance .sentence")
        ways = browser.js("return [...document.querySelectorAll('#glance .results a, #glance .standing a')].map((one) => one.href)")
        lit = []
        for way in ways:
            browser.driver.get("about:blank")
            browser.driver.get(way)
            browser.ready()
            lit.append(browser.wait(lambda: browser.js(LIT)))
        assert lit == ["已新增规模以上工业企业7家", "5.4%", "地区生产总值增长6%以上，新增规模以上工业企业20家。"]

    def test_what_no_report_tells_of_is_said_at_the_task(self, browser: Browser, site: Path) -> None:
        browser.open(site, "region", region="青岭县", glance="2024/all/tasks/nothing")
        browser.wait(lambda: browser.all("#glance article.task"))
        assert browser.text("#glance .results") == "未见报告"

    def test_without_a_report_it_is_one_line(self, browser: Browser, site: Path) -> None:
        browser.open(site, "region", region="安河县")
        assert browser.text("#glance").split() == ["年度一览", "未见报告"]
        browser.open(site, "document", region="安河县", view="list")
        assert "未见报告" not in browser.text()

    def test_the_filters_narrow_it(self, browser: Browser, site: Path) -> None:
        browser.open(site, "region", region="青岭县", commitment="none")
        assert rows(browser, 0)[1][:3] == ["任务", "1", "1"]


class TestOverTheYears:
    def test_targets_are_marks_and_results_dots_that_lead_to_their_words(self, browser: Browser, site: Path) -> None:
        browser.open(site, "thing", id="indicator/一般公共预算收入")
        assert len(browser.all(".reached .promise-mark")) == len(browser.all(".reached .result-dot")) == 2
        said = browser.js("return [...document.querySelectorAll('.reached a[aria-label]')].map((one) => one.getAttribute('aria-label'))")
        assert "结果 · 33.1 亿元 · 超额完成 · 截至 2024-12-31" in said
        table = browser.js("return [...document.querySelectorAll('.reached tbody tr')].map((row) => row.children[2].textContent)")
        assert table == ["17.6 亿元", "33.1 亿元", "未见报告"]
        browser.js("location.href = document.querySelectorAll('.reached a[aria-label*=\"33.1\"]')[0].href.baseVal")
        browser.wait(lambda: browser.text("h1").startswith("青岭县2024年政府工作报告重点工作全年"))
        browser.wait(lambda: "33.1亿元" in browser.js("return document.querySelector('.notice .on')?.textContent ?? ''"))


class TestReport:
    def test_a_report_says_which_tasks_it_tells_of(self, browser: Browser, site: Path) -> None:
        browser.open(site, "document", region="青岭县", doc=END, lang="en")
        assert "tells of 9 tasks of other notices" in browser.text(".facts")
        assert "0 tasks" not in browser.text()
        assert len(browser.all(".facts-panel [data-task-number]")) == len(browser.all(".notice .handle")) == 9

    def test_an_item_without_a_number_opens_the_task_of_the_plan(self, browser: Browser, site: Path) -> None:
        browser.open(site, "document", region="青岭县", doc=MIDDLE)
        browser.js("document.querySelectorAll('.notice .handle')[7].click()")
        browser.wait(lambda: "项目有序推进" in browser.text(".facts-panel [aria-pressed=true]"))
        assert browser.text(".facts-panel h2").startswith("任务 10")
