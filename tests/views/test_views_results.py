"""What was reached: lit in the words that say so, and told at the task, in its own notice or in a later one."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.mapping import vocabulary as v
from kg.store.graph import load_store
from kg.views.writing import write_pages
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
REPORT = """青岭县2031年1-9月重点民生实事完成情况表

序号 | 项目名称 | 责任单位 | 目标任务 | 1-9月实际完成情况 | 完成率 | 备注 |
1 | 新增城镇就业 | 县人社局 | 2000人 | 1600人 | 80% | |
2 | 新建驿站 | 县民政局 | 20个 | 22个 | 110% | 超额完成 |
"""
PLAN = "青岭县2030年重点工作责任分解\n1.新建水库3座。（责任单位：县水利局）\n2.改造道路20公里。（责任单位：县交通局）\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report, and a plan one of whose tasks the report tells a result of, too."""
    folder = tmp_path_factory.mktemp("results")
    for name, text in (("a.txt", REPORT), ("b.txt", PLAN)):
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / "a.txt", folder / "b.txt"], folder / "out")
    store = load_store(folder / "out")
    (other,) = (q.subject for q in store.quads_for_pattern(None, v.TEXT, None) if "水库" in str(q.object))
    second = max((q.subject for q in store.quads_for_pattern(None, v.TYPE, v.RESULT_CLASS)), key=str)
    (old,) = store.quads_for_pattern(second, v.OF_TASK, None)
    store.remove(old)
    for target in list(store.quads_for_pattern(second, v.OF_TARGET, None)):
        store.remove(target)
    store.add(ox.Quad(second, v.OF_TASK, other, old.graph_name))
    documents = {str(q.subject): q.subject for q in store.quads_for_pattern(None, v.TYPE, v.DOCUMENT_CLASS)}
    (report,) = (node for name, node in documents.items() if "2031" in name)
    (plan,) = (node for name, node in documents.items() if "2030" in name)
    store.add(ox.Quad(report, v.REPLACES, plan, old.graph_name))
    write_pages(store, folder / "html", texts=folder / "out" / "texts")
    return folder / "html"


def test_a_result_is_lit_and_told_with_number_state_and_day(browser: Browser, site: Path) -> None:
    browser.open(site, "document", region="青岭县")
    report = browser.js(
        "return [...document.querySelectorAll('select[name=doc] option')].find((one) => one.text.includes('完成情况')).value"
    )
    browser.open(site, "document", region="青岭县", doc=report)
    browser.one(".notice .handle").click()
    said = browser.wait(lambda: browser.text(".facts-panel [data-fact$=':result-0']"))
    assert all(word in said for word in ("新增城镇就业", "1600 人", "80%", "达序时进度", "推得", "2031-09-30"))
    browser.one(".facts-panel [data-fact$=':result-0']").click()
    browser.wait(lambda: browser.js("return document.querySelector('.notice .lit.on.k-result')?.textContent") == "1600人")
    assert browser.js("return document.querySelectorAll('.lights .k-result').length") == 1


def test_a_result_that_another_notice_tells_leads_there_and_back(browser: Browser, site: Path) -> None:
    browser.open(site, "document", region="青岭县")
    plan = browser.js("return [...document.querySelectorAll('select[name=doc] option')].find((one) => one.text.includes('2030')).value")
    browser.open(site, "document", region="青岭县", doc=plan, view="list", lang="en")
    card = browser.wait(lambda: browser.text(".results"))
    assert "exceeded" in card
    browser.one(".results a").click()
    browser.wait(lambda: "22个" in browser.js("return document.querySelector('.notice .lit.on.k-result')?.textContent ?? ''"))
    browser.js("document.querySelector('.notice .lit.on.k-result').click()")
    browser.wait(lambda: browser.all(".facts-panel [aria-pressed=true]"))
    assert browser.js("return new URLSearchParams(location.hash.slice(1)).get('task')") is None
    browser.one(".facts-panel .note a").click()
    lit = "return [...document.querySelectorAll('.notice .lit.on')].map((one) => one.textContent).join('')"
    browser.wait(lambda: browser.js(lit).startswith("新建水库3座"))


@pytest.mark.parametrize(("question", "told"), [("unit-workload", True), ("documents", False)])
def test_an_answer_says_which_notices_it_leaves_out(browser: Browser, site: Path, question: str, told: bool) -> None:
    browser.open(site, "questions", q=question)
    browser.one(".answer")
    if told:
        browser.wait(lambda: "2030年重点工作" in browser.text(".left-out"))
        assert "完成情况表" in browser.text(".left-out")
    else:
        assert not browser.all(".left-out")


def test_a_notice_says_what_replaces_it(browser: Browser, site: Path) -> None:
    browser.open(site, "region", region="青岭县")
    rows = browser.js("return [...document.querySelectorAll('#documents tbody tr')].map((row) => row.innerText)")
    assert sum("完成情况表" in row and "2030" in row for row in rows) == 1
