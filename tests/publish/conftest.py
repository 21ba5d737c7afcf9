from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.building.build import build
from tests.publish.servers import Oxigraph, Server, Virtuoso

TOP = Path(__file__).parents[2]
CORPUS = TOP.parent / "shared" / "corpus"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build: of the five real notices where they are at hand, else of the samples."""
    folder = tmp_path_factory.mktemp("built")
    notices = sorted(CORPUS.glob("*.txt")) or sorted((TOP / "samples").glob("*.txt"))
    build(notices, folder)
    return folder


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small build: the first three samples."""
    folder = tmp_path_factory.mktemp("few")
    build(sorted((TOP / "samples").glob("*.txt"))[:3], folder)
    return folder


@pytest.fixture(scope="session", params=[Oxigraph, Virtuoso], ids=lambda made: made.name)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = request.param(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.kill()
