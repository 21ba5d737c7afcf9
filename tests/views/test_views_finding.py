"""The overview finds tasks by their words, from disk and with no network."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from kg.building.build import build

    folder = tmp_path_factory.mktemp("finding")
    (folder / "notice.txt").write_text(YUNXIU, encoding="utf-8")
    (folder / "other.txt").write_text(YUNXIU.replace("云岫市", "青岭县").replace("云政", "青政").replace("2023", "2024"), encoding="utf-8")
    build([folder / "notice.txt", folder / "other.txt"], folder / "out", with_pages=True)
    return folder / "out" / "html"


def find(browser: Browser, words: str) -> None:
    browser.js(
        "const f = document.getElementById('find-words'); f.value = arguments[0]; f.form.requestSubmit();",
        words,
    )
    browser.wait(lambda: "…" not in browser.text("#finder .note"))


def rows(browser: Browser) -> list[str]:
    return [str(text) for text in browser.js("return [...document.querySelectorAll('#find-answer tbody tr')].map((row) => row.innerText)")]


@pytest.mark.parametrize(
    ("words", "first", "count"),
    [
        ("电梯加装", "加装电梯", 4),
        ("5g基站", "5G基站", 2),
        ("发改局", "地区生产总值", 2),
        ("电梯 市场监管局", "张贴", 2),
        ('"电梯', "电梯", 4),
    ],
)
def test_tasks_are_found_by_words_in_any_order(browser: Browser, pages: Path, words: str, first: str, count: int) -> None:
    browser.open(pages, "index")
    find(browser, words)
    browser.wait(lambda: len(rows(browser)) == count)
    assert first in rows(browser)[0]
    assert browser.all("#find-answer mark") or words == "发改局"


def test_region_and_year_narrow_it_and_the_address_holds_it(browser: Browser, pages: Path) -> None:
    browser.open(pages, "index", find="电梯", **{"find-year": "2024"})
    browser.wait(lambda: len(rows(browser)) == 2)
    assert all("青岭" in row for row in rows(browser))
    browser.choose("find-region", browser.js("return document.querySelector(\"select[name='find-region']\").options[1].value"))
    find(browser, "加装")
    browser.wait(lambda: len(rows(browser)) < 2)
    assert "find-region=" in browser.driver.current_url


def test_nothing_found_is_said_and_markup_stays_text(browser: Browser, pages: Path) -> None:
    browser.open(pages, "index")
    find(browser, "<img src=x onerror=alert(1)>龘龘")
    browser.wait(lambda: "没有找到" in browser.text("#finder .note"))
    assert rows(browser) == []
