"""The manifest of a folder: it fits what was written, and says which file does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.model.errors import StoreError
from kg.store.manifest import MANIFEST, Entry, check, entry, read, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "graph.ttl").write_bytes(b"a b c .\n")
    (tmp_path / "texts" / "云岫市.txt").write_bytes(b"one")
    write(tmp_path, ["texts/云岫市.txt", "graph.ttl"])
    return tmp_path


def found(folder: Path, *, digests: bool = False) -> list[str]:
    return [str(fault) for fault in check(folder, digests=digests)]


def test_what_was_written_fits_and_is_read_back(folder: Path) -> None:
    manifest = read(folder)
    assert manifest is not None
    assert list(manifest.files) == ["graph.ttl", "texts/云岫市.txt"]
    assert manifest.files["graph.ttl"] == entry(folder / "graph.ttl") == Entry(manifest.files["graph.ttl"].sha256, 8)
    assert found(folder, digests=True) == []


def test_the_same_files_give_the_same_bytes(folder: Path) -> None:
    before = (folder / MANIFEST).read_bytes()
    assert write(folder, ["graph.ttl", "texts/云岫市.txt", "graph.ttl"]).read_bytes() == before


def test_the_length_is_seen_at_once_and_the_content_on_demand(folder: Path) -> None:
    (folder / "graph.ttl").write_bytes(b"a b d .\n")
    assert found(folder) == []
    assert found(folder, digests=True) == ["graph.ttl has another content (SHA-256)"]
    (folder / "graph.ttl").write_bytes(b"a b cc .\n")
    assert found(folder) == ["graph.ttl has 9 bytes and not 8"]


def test_what_is_gone_is_said_and_what_is_not_named_is_not(folder: Path) -> None:
    (folder / "texts" / "云岫市.txt").unlink()
    (folder / "README.md").write_text("mine", encoding="utf-8")
    assert found(folder) == ["texts/云岫市.txt is gone"]
    (folder / "graph.ttl").unlink()
    (folder / "graph.ttl").mkdir()
    assert found(folder)[0] == "graph.ttl is no file"


def test_a_folder_without_a_manifest_has_nothing_that_does_not_fit(tmp_path: Path) -> None:
    assert read(tmp_path) is None
    assert read(tmp_path / "no such") is None
    assert check(tmp_path) == []


GOOD = {"sha256": "0" * 64, "bytes": 3}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "[" * 100_000,
        json.dumps({"program": "1"}),
        json.dumps({"program": "1", "files": {"a": {"sha256": "0", "bytes": 3}}}),
        json.dumps({"program": "1", "files": {"a": {"sha256": "0" * 64, "bytes": -1}}}),
        json.dumps({"program": "1", "files": {"a": {"sha256": "0" * 64, "bytes": True}}}),
        json.dumps({"program": "1", "files": {"../a": GOOD}}),
        json.dumps({"program": "1", "files": {"/a": GOOD}}),
        json.dumps({"program": "1", "files": {"": GOOD}}),
    ],
)
def test_a_manifest_that_is_none_is_a_fault_itself(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="not a manifest"):
        read(tmp_path)
    assert [fault.path for fault in check(tmp_path)] == [MANIFEST]


def test_no_path_leads_out_of_the_folder(folder: Path) -> None:
    with pytest.raises(ValueError, match="Unexpected path"):
        write(folder, ["../other"])


def test_a_file_that_is_not_there_cannot_be_named(folder: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        write(folder, ["no such"])


def test_what_the_caller_has_counted_is_not_read_again(folder: Path) -> None:
    counted = Entry("1" * 64, 8)
    write(folder, ["graph.ttl"], {"graph.ttl": counted})
    manifest = read(folder)
    assert manifest is not None
    assert manifest.files == {"graph.ttl": counted}
