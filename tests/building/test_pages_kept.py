"""The pages of a build: the same however many draw them, and drawn anew only where something changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from kg.building.build import Caches, build
from kg.resources import SAMPLES
from kg.store.cache import Cache
from kg.store.graph import load_store
from kg.views.writing import write_pages


def _caches(folder: Path) -> Caches:
    return Caches(*(Cache(folder / name, 10**9) for name in ("documents", "regions", "layouts")))


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "in")
    return tmp_path / "in"


def test_the_pages_are_the_same_whoever_draws_them(sources: Path, tmp_path: Path) -> None:
    build([sources], tmp_path / "one", with_pages=True)
    build([sources], tmp_path / "two", with_pages=True, jobs=2, caches=_caches(tmp_path / "cache"))
    build([sources], tmp_path / "kept", with_pages=True, caches=_caches(tmp_path / "cache"))
    write_pages(load_store(tmp_path / "one" / "graph.ttl"), tmp_path / "viewed", texts=tmp_path / "one" / "texts")
    pages = _digests(tmp_path / "one" / "html")
    assert pages
    assert _digests(tmp_path / "two" / "html") == _digests(tmp_path / "kept" / "html") == _digests(tmp_path / "viewed") == pages


def test_a_changed_document_redraws_its_place_alone(sources: Path, tmp_path: Path) -> None:
    caches = _caches(tmp_path / "cache")
    build([sources], tmp_path / "before", with_pages=True, caches=caches)
    drawn = caches.layouts.size().entries
    assert drawn > 1
    changed = next(path for path in sorted(sources.rglob("*.txt")) if "推进" in path.read_text(encoding="utf-8"))
    changed.write_text(changed.read_text(encoding="utf-8").replace("推进", "推动", 1), encoding="utf-8")
    build([sources], tmp_path / "after", with_pages=True, caches=caches)
    assert caches.layouts.size().entries == drawn + 1
    build([sources], tmp_path / "anew", with_pages=True)
    assert _digests(tmp_path / "after" / "html") == _digests(tmp_path / "anew" / "html")
