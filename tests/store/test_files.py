"""Files appear whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kg.model.errors import StoreError
from kg.store.files import whole_file


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.ttl"
    with whole_file(target) as beside:
        beside.write_text("whole")
        assert not target.exists()
    assert target.read_text() == "whole"
    assert [path.name for path in target.parent.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError, SystemExit])
def test_what_breaks_off_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, stop: type[BaseException]) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    with pytest.raises(stop), whole_file(target) as beside:
        beside.write_text("half")
        raise stop
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"), whole_file(tmp_path / "taken" / "graph.ttl"):
        pytest.fail("there is nothing to write to")


def test_a_file_that_became_a_folder_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    target = tmp_path / "graph.ttl"
    with pytest.raises(StoreError, match="cannot be written"), whole_file(target) as beside:
        beside.write_text("whole")
        target.mkdir()
        (target / "inside").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.parametrize(("number", "word"), [(errno.ENOSPC, "disk is full"), (errno.EDQUOT, "used up"), (errno.EFBIG, "ulimit")])
def test_a_disk_that_takes_no_more_is_told_as_that(tmp_path: Path, number: int, word: str) -> None:
    target = tmp_path / "graph.ttl"
    target.write_text("old")
    with pytest.raises(StoreError, match=rf"graph\.ttl: .*{word}"), whole_file(target) as beside:
        beside.write_text("half")
        raise OSError(number, "made for the test")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["graph.ttl"]
