"""One browser, and the pages of one build, for all tests of pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.building.build import build
from tests.views.browser import Browser, browsing

TOP = Path(__file__).resolve().parents[2]
CORPUS = TOP.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browsing(tmp_path_factory.mktemp("downloads")) as opened:
        yield opened


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
