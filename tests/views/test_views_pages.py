"""The pages as files: one frame, words in two languages, data that cannot break out, the same bytes for the same graph."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store.graph import load_store
from kg.views.pages import PAGES, assets, data_script, page_html, words
from kg.views.writing import write_pages
from tests.views.conftest import FIXTURE

TOP = Path(__file__).resolve().parents[2]
SITE = TOP / "kg" / "views" / "site"
SCRIPTS = sorted(SITE.glob("*.js"))
LARGEST = 3_000_000


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "]]>", "a&amp;b", "\u2028\u2029", "'\"\\", "\u202e"])
def test_no_text_can_end_a_data_script(text: str) -> None:
    script = data_script("x", {text: text})
    assert not re.search("[<>&\u2028\u2029]", script)
    assert json.loads(script.removeprefix('Zeren.put("x",').removesuffix(");\n")) == {text: text}


def test_a_lone_surrogate_does_not_stop_the_writing() -> None:
    assert data_script("x", "\ud800").encode()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_for_its_own_files_alone(page: str) -> None:
    html = page_html(page)
    assert "default-src 'none'" in html.replace("&#39;", "'")
    asked = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert asked
    assert all(re.fullmatch(r"assets/[\w./-]+|\w+\.html|#content|data:,", target) for target in asked)
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|\sstyle=", html)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_text_never_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://(?!www\.w3\.org/2000/svg)", text
    )
    assert len(text.splitlines()) <= 300


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_word_of_a_script_is_in_the_word_list(path: Path) -> None:
    used = set(re.findall(r'(?<![\w.])t\("([\w-]+)"', path.read_text(encoding="utf-8")))
    assert used <= set(words())


@pytest.mark.parametrize("key", sorted(words()))
def test_every_word_has_both_languages(key: str) -> None:
    chinese, english = words()[key]
    assert chinese
    assert english
    assert re.findall(r"\{\d\}", chinese) == re.findall(r"\{\d\}", english) or sorted(re.findall(r"\{\d\}", chinese)) == sorted(
        re.findall(r"\{\d\}", english)
    )


def test_vis_network_comes_from_pyvis() -> None:
    assert b"vis-network" in dict(assets())["vis-network.min.js"][:200]


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_graph_gives_the_same_pages(tmp_path: Path) -> None:
    store = ox.Store()
    for quad in sorted(load_store(FIXTURE), key=str, reverse=True):
        store.add(quad)
    write_pages(store, tmp_path / "a")
    write_pages(load_store(FIXTURE), tmp_path / "b")
    assert written(tmp_path / "a") == written(tmp_path / "b")
    assert {f"{page}.html" for page in PAGES} <= set(written(tmp_path / "a"))


def test_data_of_an_older_graph_goes(tmp_path: Path) -> None:
    old = tmp_path / "assets" / "data" / "r99.js"
    old.parent.mkdir(parents=True)
    old.write_text("old", encoding="utf-8")
    write_pages(load_store(FIXTURE), tmp_path)
    assert not old.exists()


def test_pages_of_an_empty_graph_are_written(tmp_path: Path) -> None:
    assert write_pages(ox.Store(), tmp_path).index.is_file()


def test_no_file_is_too_large_to_open(tmp_path: Path) -> None:
    write_pages(load_store(FIXTURE), tmp_path)
    assert max(path.stat().st_size for path in tmp_path.rglob("*.*")) < LARGEST
