"""The pages find tasks by their words, and names however they are typed, from disk and with no network."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.searching import search
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")

YUNXIU = """云岫市人民政府办公室关于印发2023年政府工作报告重点工作责任分解的通知
云政办发〔2023〕7号
2023年政府工作报告重点工作责任分解
一、陆知远常务副市长牵头重点工作
1.地区生产总值增长6%以上。（责任单位：市发改局）
2.为老旧小区住宅加装电梯30部。（责任单位：市住建局）
3.新建5G基站120座。（责任单位：市经信局）
4.在电梯里张贴安全须知。（责任单位：市市场监管局）
"""
MANY = """青岭县人民政府办公室关于印发2024年政府工作报告重点工作责任分解的通知
青政办发〔2024〕3号
2024年政府工作报告重点工作责任分解
一、闻望舒副县长牵头重点工作
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.building.build import build

    folder = tmp_path_factory.mktemp("finding")
    # A place that is in the list of regions has a code, and other names.
    (folder / "notice.txt").write_text(YUNXIU.replace("云岫市", "义乌市").replace("云政", "义政"), encoding="utf-8")
    lines = [f"{number}.修建第{number}座<b>步行桥</b>。（责任单位：县交通局）" for number in range(1, 46)]
    (folder / "other.txt").write_text(MANY + "\n".join(lines) + "\n46.加装电梯2部。（责任单位：县住建局）\n", encoding="utf-8")
    build([folder / "notice.txt", folder / "other.txt"], folder / "out", with_pages=True)
    return folder / "out"


@pytest.fixture(scope="module")
def pages(out: Path) -> Path:
    return out / "html"


def hits(browser: Browser) -> list[str]:
    return [str(text) for text in browser.js("return [...document.querySelectorAll('#find-answer .hit')].map((hit) => hit.innerText)")]


def said(browser: Browser) -> str:
    return browser.text("main .passing")


@pytest.mark.parametrize(
    ("words", "first", "count"),
    [
        ("电梯加装", "加装电梯", 3),
        ("５Ｇ基站", "5G基站", 1),
        ("GDP", "地区生产总值", 1),
        ("发展和改革局", "地区生产总值", 1),
        ("义乌发改局", "地区生产总值", 1),
        ("义乌市", "地区生产总值", 4),
        ("330782", "地区生产总值", 4),
        ("电梯 市场监管局", "张贴", 1),
        ('"电梯', "电梯", 3),
        ("安", "安全须知", 1),
    ],
)
def test_tasks_are_found_by_words_and_names_in_any_order(browser: Browser, pages: Path, words: str, first: str, count: int) -> None:
    browser.open(pages, "search", q=words)
    assert len(hits(browser)) == count, said(browser)
    assert first in hits(browser)[0]


@pytest.mark.parametrize("words", ["电梯加装", "电梯", "步行桥 修建", "市场监管局 电梯", "5G基站"])
def test_what_stands_first_is_what_kg_search_has_first(browser: Browser, pages: Path, out: Path, words: str) -> None:
    browser.open(pages, "search", q=words)
    found = [task.text for task in search(out, words)]
    best = [text for text, task in zip(found, search(out, words), strict=True) if task.score == search(out, words)[0].score]
    assert any(text in hits(browser)[0] for text in best)


def test_all_that_is_found_can_be_paged_through_and_back_goes_back(browser: Browser, pages: Path) -> None:
    browser.open(pages, "search", q="步行桥")
    assert "45" in said(browser)
    seen = hits(browser)
    for page in (2, 3):
        browser.js("document.querySelector('#find-answer .tools .turn:last-child').click()")
        wanted = (20, 5)[page - 2]
        while f"page={page}" not in browser.driver.current_url or len(hits(browser)) != wanted or hits(browser)[0] in seen:
            browser.wait(lambda: hits(browser))
        seen += hits(browser)
    assert len({*seen}) == 45
    assert browser.js("return document.activeElement.closest('#find-answer') !== null")
    browser.driver.back()
    browser.wait(lambda: "page=2" in browser.driver.current_url and len(hits(browser)) == 20)


def test_region_and_year_narrow_it_and_the_address_holds_it(browser: Browser, pages: Path) -> None:
    browser.open(pages, "search", q="电梯", year="2024")
    assert [("青岭" in hit) for hit in hits(browser)] == [True]
    browser.open(pages, "search", q="电梯")
    browser.js(
        "const f = document.querySelector('[name=region]'); f.focus(); f.value = '义乌';"
        "f.dispatchEvent(new Event('change', {bubbles: true}))"
    )
    browser.wait(lambda: len(hits(browser)) == 2)
    assert "region=330782" in browser.driver.current_url
    assert browser.js("return [document.activeElement.name, document.activeElement.value]") == ["region", "义乌市"]


def test_a_result_leads_to_its_place_in_the_document_with_its_words_marked(browser: Browser, pages: Path) -> None:
    browser.open(pages, "search", q="加装电梯")
    assert browser.js("return [...document.querySelectorAll('#find-answer mark')].map((mark) => mark.textContent)")[0] == "加装电梯"
    browser.one("#find-answer .sentence a").click()
    browser.wait(lambda: browser.all(".lit.on"))
    assert "加装电梯" in "".join(mark.text for mark in browser.all(".lit.on"))


def test_nothing_found_is_said_and_markup_stays_text(browser: Browser, pages: Path) -> None:
    browser.open(pages, "search", q="<img src=x onerror=alert()>龘龘")
    assert "没有任务" in said(browser)
    assert "龘龘" in browser.text()
    browser.open(pages, "search", q="步行桥")
    assert "<b>步行桥</b>" in hits(browser)[0]
    assert not browser.all("#find-answer b")


def test_escape_clears_the_words(browser: Browser, pages: Path) -> None:
    browser.open(pages, "search", q="电梯")
    browser.one("#find-words").send_keys("\ue00c")
    browser.wait(lambda: not hits(browser))
    assert "q=" not in browser.driver.current_url
    assert browser.js("return document.activeElement.id") == "find-words"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("义乌发改局", "发改局"),
        ("330782", "义乌市"),
        ("ＧＤＰ", "地区生产总值"),
        ("gdp", "地区生产总值"),
        ("义乌 住建局", "住建局"),
        ("yiwu", None),
    ],
)
def test_the_finder_takes_a_region_and_a_name_whatever_the_case_and_width(
    browser: Browser, pages: Path, typed: str, first: str | None
) -> None:
    browser.open(pages, "index")
    browser.one("#search").send_keys(typed)
    browser.wait(lambda: browser.all("#found li"))
    rows = browser.js("return [...document.querySelectorAll('#found li')].map((row) => row.innerText)")
    assert first is None or rows[0].startswith(first) or first in rows[0]
    assert typed in rows[-1]


def test_the_last_of_the_finder_looks_for_the_words_in_the_tasks(browser: Browser, pages: Path) -> None:
    browser.open(pages, "compare")
    browser.one("#search").send_keys("步行桥\ue007")
    browser.wait(lambda: "search.html" in browser.driver.current_url and hits(browser))


def test_the_index_is_small_beside_the_tasks(pages: Path) -> None:
    data = pages / "assets" / "data"
    words = sum(file.stat().st_size for file in data.glob("words-*.js"))
    tasks = sum(file.stat().st_size for file in data.glob("r*-t*.js"))
    assert 0 < words < tasks
    assert json.loads((data / "wordfiles.js").read_text("utf-8").partition(",")[2].removesuffix(");\n"))["leftOut"] == []


def test_places_beyond_the_bound_are_left_out_and_said(browser: Browser, pages: Path, out: Path, tmp_path: Path) -> None:
    from kg.store.graph import load_store
    from kg.views import word_index
    from kg.views.writing import write_pages

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(word_index, "MOST_BYTES", 10)
        write_pages(load_store(out), tmp_path)
    browser.open(tmp_path, "search", q="电梯")
    assert hits(browser) == []
    assert "kg search" in browser.text()
