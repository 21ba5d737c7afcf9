"""A body of one place that notices of another name: on their tasks, and nowhere a place that has nothing to show."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.mapping import vocabulary as v
from kg.network import bureau_network
from kg.store.graph import load_store
from kg.views.graph_facts import read_holding
from kg.views.writing import write_pages
from tests.views.browser import Browser
from tests.views.conftest import FIXTURE
from tests.views.looking import data_files

pytestmark = pytest.mark.usefixtures("quiet")
X = "https://w3id.org/zeren/id/x/"
SILENT = "远山县"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{X}{name}")


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The small graph, its county's office of finance being one of a county without notices, which a task of the city names, too."""
    store = load_store(FIXTURE)
    office, far = node("QCZ"), node("far")
    for quad in list(store.quads_for_pattern(office, v.REGION, None)):
        store.remove(quad)
    triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (far, v.TYPE, v.REGION_CLASS),
        (far, v.PREF_LABEL, ox.Literal(SILENT, language="zh")),
        (far, v.NOTATION, ox.Literal("990300")),
        (office, v.REGION, far),
        (node("B1"), v.ASSIGNMENT, node("extra")),
        (node("B1"), v.term("zr:supportUnit"), office),
        (node("extra"), v.TYPE, v.term("zr:Assignment")),
        (node("extra"), v.PARTY, office),
        (node("extra"), v.ROLE, v.ROLES["support"]),
    ]
    for triple in triples:
        store.add(ox.Quad(*triple))
    return store


@pytest.fixture(scope="module")
def pages(store: ox.Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    write_pages(store, folder)
    return folder


def test_every_task_keeps_all_bodies_that_its_notice_names(store: ox.Store) -> None:
    holding = read_holding(store)
    files = data_files(holding)
    kept = [
        [files[f"r{number}"]["bodies"][row]["id"] for row, *_ in task.get("parties", [])]
        for number in (1, 2, 3)
        for task in files.get(f"r{number}-t0", [])
    ]
    assert kept == [[assigned.party for assigned in work.assigned] for work in holding.works]
    assert sum("x/QCZ" in bodies for bodies in kept) > 1


def test_units_are_counted_as_networks_count_them(store: ox.Store) -> None:
    for place in data_files(read_holding(store))["index"]["places"]:
        region = next(r.subject.value for r in store.quads_for_pattern(None, v.NOTATION, ox.Literal(place["code"])))  # type: ignore[union-attr]
        assert place["units"] == len(bureau_network(store, region)), place["label"]


@pytest.mark.parametrize("page", ["index", "network", "tree", "document", "thing", "compare"])
def test_no_menu_offers_a_place_without_notices(browser: Browser, pages: Path, page: str) -> None:
    browser.open(pages, page)
    assert SILENT not in browser.text("select[name=region]")
    browser.open(pages, page, region="far")
    assert browser.text(".gone") == f"{SILENT}在这份图谱中没有文件，只在别处的文件中被提到"
    assert browser.text("select[name=region] option:checked") == f"{SILENT}（没有文件）"


def test_a_comparison_has_no_column_for_a_place_without_notices(browser: Browser, pages: Path) -> None:
    browser.open(pages, "compare", by="function")
    assert browser.all("th")
    assert SILENT not in browser.text("thead")


def test_the_body_has_a_page_with_its_tasks_in_the_notices_of_each_place(browser: Browser, pages: Path) -> None:
    browser.open(pages, "thing", id="x/QCZ")
    assert SILENT in browser.text(".facts")
    told = {}
    for _ in range(2):
        place = browser.text("select[name=region] option:checked")
        assert f"见于{place}的文件" in browser.text(".facts")
        told[place] = len(browser.all("article"))
        other = browser.js("return [...document.querySelectorAll('select[name=region] option')].find((one) => !one.selected).value")
        browser.choose("region", other)
        browser.wait(lambda last=place: f"见于{last}的文件" not in browser.text(".facts") and browser.all("article"))  # type: ignore[misc]
    assert set(told) == {"青禾县", "白石市"}
    assert told["白石市"] == 1


def test_a_body_that_no_task_names_has_none_for_no_filters_sake(browser: Browser, store: ox.Store, tmp_path: Path) -> None:
    idle = ox.Store()
    idle.extend(store)
    for triple in ((node("idle"), v.TYPE, v.UNIT_CLASS), (node("idle"), v.REGION, node("far"))):
        idle.add(ox.Quad(*triple))
    write_pages(idle, tmp_path)
    browser.open(tmp_path, "thing", id="x/idle")
    assert "没有符合筛选条件的任务" not in browser.text()
    browser.open(tmp_path, "thing", id="x/idle", role="lead")
    assert "没有符合筛选条件的任务" in browser.text()


def test_a_measure_is_not_called_a_bureau(browser: Browser, pages: Path) -> None:
    browser.open(pages, "index")
    heads = browser.js("return [...document.querySelectorAll('#answer-indicator-comparison th')].map((one) => one.textContent)")
    assert "计量单位" in heads
    assert "部门/单位" not in heads
