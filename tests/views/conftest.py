"""One browser, and the pages of one build, for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.building.build import build
from kg.store.graph import load_store
from kg.views.writing import write_pages
from tests.views.browser import SCREEN, Browser, browsing

TOP = Path(__file__).resolve().parents[2]
CORPUS = TOP.parent / "shared" / "corpus"
FIXTURE = TOP / "tests" / "queries" / "fixture.ttl"
five = pytest.mark.skipif(not list(CORPUS.glob("*.txt")), reason="the corpus of five notices is absent")


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("downloads")) as opened:
        yield opened


@pytest.fixture
def quiet(browser: Browser) -> Iterator[None]:
    """On a screen, and without a complaint at the end."""
    browser.size(*SCREEN)
    yield
    assert browser.complaints() == []


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the small graph of two places."""
    folder = tmp_path_factory.mktemp("small")
    write_pages(load_store(FIXTURE), folder)
    return folder


@pytest.fixture(scope="session")
def sources() -> list[str | Path]:
    """The five notices; where they are absent, the samples."""
    notices: list[str | Path] = [*sorted(CORPUS.glob("*.txt"))]
    return notices or [*sorted((TOP / "samples").glob("*.txt"))]


@pytest.fixture(scope="session")
def site(sources: list[str | Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    build(sources, folder, with_pages=True)
    return folder / "html"
