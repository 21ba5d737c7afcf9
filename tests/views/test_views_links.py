"""A link that was saved means the same in the pages of the next build, or says that what it means is not there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from kg.building.build import build
from tests.views.browser import Browser

pytestmark = pytest.mark.usefixtures("quiet")
HEAD = (
    "{place}人民政府办公室关于印发2031年政府工作报告重点工作责任分解的通知\n{mark}政办发〔2031〕{number}号\n\n"
    "一、林一川同志牵头的重点工作\n"
)
TASKS = "".join(
    f"{n}.{text}（农业农村局牵头，财政局配合）\n"
    for n, text in enumerate(("粮食产量达到{0}万吨。", "确保新增耕地{0}00亩以上。", "新建水库{0}座。", "改造管网{0}0公里。"), 1)
)
# What is read, by the name of its file; the second stands before the first in its region, the third's region before that of both.
NOTICES = {
    "kept": HEAD.format(place="青岭县", mark="青", number=5) + TASKS.format(5),
    "before": HEAD.format(place="青岭县", mark="青", number=2) + TASKS.format(2),
    "elsewhere": HEAD.format(place="安河县", mark="安", number=7) + TASKS.format(7),
}
SENTENCE = "确保新增耕地500亩以上。"


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Pages of one notice; of that and two that shift all positions; and of those two alone, and of the last alone."""
    texts = tmp_path_factory.mktemp("notices")
    for name, text in NOTICES.items():
        (texts / f"{name}.txt").write_text(text, encoding="utf-8")
    wanted = {"one": ["kept"], "more": ["kept", "before", "elsewhere"], "without": ["before", "elsewhere"], "other": ["elsewhere"]}
    made = {}
    for name, files in wanted.items():
        folder = tmp_path_factory.mktemp(name)
        build([texts / f"{file}.txt" for file in files], folder, with_pages=True)
        made[name] = folder / "html"
    return made


def at(browser: Browser, site: Path, address: str) -> None:
    """Open the address of one build's page on another build."""
    parts = urlsplit(address)
    browser.driver.get("about:blank")
    browser.driver.get((site / parts.path.rpartition("/")[2]).as_uri() + f"#{parts.fragment}")
    browser.ready()


@pytest.fixture(scope="module")
def task_link(browser: Browser, builds: dict[str, Path]) -> str:
    """The link under the second task's sentence."""
    browser.open(builds["one"], "document", view="list")
    return str(
        browser.js(
            "const found = [...document.querySelectorAll('article.task')].find((task) => task.innerText.includes(arguments[0]));"
            "return found.querySelector('.standing a').href",
            SENTENCE,
        )
    )


def lit(browser: Browser) -> str:
    """The words that are lit in the document's text."""
    return str(browser.js("return [...document.querySelectorAll('.notice .lit.on')].map((mark) => mark.textContent).join('')"))


def test_the_next_build_lights_up_the_same_task(browser: Browser, builds: dict[str, Path], task_link: str) -> None:
    for name in ("one", "more"):
        at(browser, builds[name], task_link)
        assert lit(browser).endswith(SENTENCE), name
        assert "青政办发〔2031〕5号" in browser.text(".facts")
    assert parse_qs(urlsplit(task_link).fragment)["region"] == ["青岭县"]


@pytest.mark.parametrize(("language", "words"), [("zh", "这份图谱中没有"), ("en", "not in this graph")])
def test_a_task_that_is_gone_is_said_to_be_and_no_other_is_lit(
    browser: Browser, builds: dict[str, Path], task_link: str, language: str, words: str
) -> None:
    name = parse_qs(urlsplit(task_link).fragment)["task"][0]
    for build_ in ("without", "other"):
        at(browser, builds[build_], f"{task_link}&lang={language}")
        told = browser.text(".gone") + browser.text(".gone ~ .gone")
        assert words in told
        assert name in browser.text("main")
        assert not browser.all("article.task, .notice")
    at(browser, builds["without"], task_link.replace("&doc=", "&was="))
    assert name in browser.text(".gone")
    assert not browser.all("article.task")
    assert len(browser.all("#content li a")) == 1


def test_a_task_is_found_by_its_iri_too(browser: Browser, builds: dict[str, Path], task_link: str) -> None:
    name = parse_qs(urlsplit(task_link).fragment)["task"][0]
    region = "https://w3id.org/zeren/id/region/青岭县"
    for task in (name, f"task/{name}", f"https://w3id.org/zeren/id/task/{name}"):
        browser.open(builds["more"], "document", region=region, task=task)
        assert lit(browser).endswith(SENTENCE)
        assert "region=青岭县" in unquote(browser.driver.current_url)


@pytest.mark.parametrize("page", ["network", "tree", "document", "thing", "compare", "index", "region", "due"])
def test_no_page_takes_a_region_that_is_gone_for_another(browser: Browser, builds: dict[str, Path], page: str) -> None:
    browser.open(builds["other"], page, region="青岭县")
    assert "这份图谱中没有地区：青岭县" in browser.text(".gone")
    assert browser.text("select[name=region] option:checked") == "青岭县（不在这份图谱中）"
    if page in ("network", "tree", "document"):
        assert not browser.all("canvas")
        assert not browser.all("article")
    browser.choose("region", "安河县")
    browser.wait(lambda: browser.text("select[name=region] option:checked") == "安河县")
    if page in ("network", "tree", "document"):
        browser.wait(lambda: not browser.all(".gone"))


def test_a_view_of_leader_bureau_and_task_is_the_same_in_the_next_build(browser: Browser, builds: dict[str, Path]) -> None:
    browser.open(builds["one"], "tree", region="青岭县")
    for kind, label in (("leader", None), ("bureau", "农业农村局"), ("task", SENTENCE)):
        browser.click_node(label or str(browser.js("return zerenGraph.shown()[0].label")))
        chosen = f"{kind}="
        browser.wait(partial(browser.js, "return location.hash.includes(arguments[0])", chosen))
    address = browser.driver.current_url
    at(browser, builds["more"], address)
    assert browser.text(".panel .sentence").endswith(SENTENCE)
    assert [browser.text(".panel h2"), len(browser.all(".panel article"))] == ["农业农村局", 1]
    at(browser, builds["without"], address)
    assert "这份图谱中没有任务" in browser.text(".gone")
    assert len(browser.all(".panel article")) > 1


@pytest.mark.parametrize(
    ("page", "parameters"),
    [
        ("tree", {"leader": "leader/x"}),
        ("tree", {"bureau": "unit/x"}),
        ("network", {"node": "unit/x"}),
        ("document", {"doc": "x"}),
        ("thing", {"id": "unit/x"}),
        ("compare", {"by": "indicator", "id": "indicator/x"}),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_whatever_is_gone_is_said_to_be(browser: Browser, builds: dict[str, Path], page: str, parameters: dict[str, str]) -> None:
    browser.open(builds["more"], page, region="青岭县", **parameters)
    assert browser.wait(lambda: browser.text(".gone")).endswith("x")


def test_no_address_on_any_page_holds_a_position(browser: Browser, builds: dict[str, Path]) -> None:
    for page in ("index", "network", "tree", "thing", "compare", "document"):
        browser.open(builds["more"], page, **({"region": "青岭县"} if page in ("tree", "network") else {}))
        hrefs = browser.js("return [...document.querySelectorAll('a')].map((a) => a.getAttribute('href') ?? a.href.baseVal)")
        values = {
            (key, value) for href in hrefs for key, many in parse_qs(urlsplit(str(href)).fragment).items() for value in many if key != "by"
        }
        assert not [pair for pair in values if pair[1].isdigit() or pair[1] in ("r1", "r2")], page
    browser.open(builds["more"], "document", region="青岭县")
    assert browser.js("return [...document.querySelectorAll('select[name=doc] option')].every((o) => isNaN(o.value))")
