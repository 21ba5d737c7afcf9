"""The pages of a build beside the query page: these files and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.publish.serving.assets import page_files, page_of
from kg.publish.serving.place import pages_beside
from kg.views.pages import PAGES, assets


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    (folder / "assets" / "data").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("secret")
    (folder / "assets" / "data" / "link.js").symlink_to(tmp_path / "secret.html")
    for name in ("index.html", "assets/core.js", "assets/vis-network.min.js", "assets/data/r1-t0.js", "other.txt"):
        (folder / name).write_text(name)
    (tmp_path / "manifest.json").write_text("{}")
    return folder


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        ("assets/core.js", "text/javascript; charset=utf-8"),
        ("assets/vis-network.min.js", "text/javascript; charset=utf-8"),
        ("assets/data/r1-t0.js", "text/javascript; charset=utf-8"),
    ],
)
def test_a_page_and_what_it_needs_is_served(pages: Path, path: str, kind: str) -> None:
    found = page_of(f"/pages/{path}", pages)
    assert found is not None
    assert (found.content.decode(), found.media_type) == (path or "index.html", kind)


@pytest.mark.parametrize(
    "path",
    [
        "other.txt",
        "../secret.html",
        "assets/../../secret.html",
        "assets/data/link.js",
        "none.html",
        "//etc/passwd",
        "index.html/",
        "assets",
        "\0.html",
    ],
)
def test_nothing_else_of_the_disk_is_served(pages: Path, path: str) -> None:
    assert page_of(f"/pages/{path}", pages) is None
    assert page_of(f"/static/{path}", pages) is None


def test_every_file_that_a_build_writes_is_served(pages: Path) -> None:
    named = [f"assets/{name}" for name, _ in assets()] + [f"{page}.html" for page in PAGES]
    for name in named:
        (pages / name).write_bytes(b"")
    assert [name for name in named if page_of(f"/pages/{name}", pages) is None] == []


def test_without_pages_the_header_leads_to_none(pages: Path) -> None:
    with_none, with_pages = page_of("/", None), page_of("/", pages)
    assert with_none is not None
    assert with_pages is not None
    assert b'href="/pages/' not in with_none.content
    assert b'href="/pages/network.html"' in with_pages.content
    assert page_of("/pages/index.html", None) is None


def test_only_the_pages_of_the_same_build_are_taken(pages: Path, tmp_path: Path) -> None:
    assert pages_beside(tmp_path) == pages
    assert pages_beside(tmp_path / "graph.ttl") == pages
    (tmp_path / "manifest.json").unlink()
    assert pages_beside(tmp_path) is None


def test_no_script_of_the_page_can_be_ended_by_its_words() -> None:
    assert b"<" not in page_files()["words.js"]
