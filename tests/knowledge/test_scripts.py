"""The files of characters: they are sound, and a mistake in one is told with what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.documents.text.encodings import FREQUENT, faults_of_characters
from kg.knowledge.scripts import TRADITIONAL, faults_of_pairs, simplified
from kg.model.errors import KnowledgeError


def test_the_files_are_sound() -> None:
    assert [*faults_of_pairs(TRADITIONAL), *faults_of_characters(FREQUENT)] == []


def test_a_text_keeps_its_length() -> None:
    assert simplified("舊小區改造3個") == "旧小区改造3个"


Check = Callable[[Path], Iterator[KnowledgeError]]
MISTAKES: list[tuple[Path, Check, str, str, str]] = [
    (TRADITIONAL, faults_of_pairs, "pairs = [", "pairs = ", "this is not TOML"),
    (TRADITIONAL, faults_of_pairs, "pairs = [", "pair = [", "there is no list called pairs. Put it back"),
    (TRADITIONAL, faults_of_pairs, '["於", "于"]', '["於", "于于"]', "1 traditional characters have 2 simplified forms. Give each"),
    (TRADITIONAL, faults_of_pairs, '["於", "于"]', '["於"]', "['於'] is no pair of lines. Write"),
    (TRADITIONAL, faults_of_pairs, '["於", "于"]', '["於於", "于于"]', "於 stands there twice (于, 于). Take one out"),
    (TRADITIONAL, faults_of_pairs, '["於", "于"]', '["于", "于"]', "于 is its own simplified form. Take it out"),
    (FREQUENT, faults_of_characters, "simplified = ", "simple = ", "there are no characters called simplified. Put them back"),
    (FREQUENT, faults_of_characters, "的一是", "的a一是", "“a” is no Chinese character. Take it out"),
]


@pytest.mark.parametrize(("file", "check", "line", "written", "said"), MISTAKES, ids=[mistake[4] for mistake in MISTAKES])
def test_a_mistake_is_told(tmp_path: Path, file: Path, check: Check, line: str, written: str, said: str) -> None:
    copy = Path(shutil.copy(file, tmp_path))
    text = copy.read_text(encoding="utf-8")
    assert line in text
    copy.write_text(text.replace(line, written, 1), encoding="utf-8")
    (fault,) = check(copy)
    assert said in str(fault)
    assert str(fault).startswith(str(copy))


@pytest.mark.parametrize(("file", "check"), [(TRADITIONAL, faults_of_pairs), (FREQUENT, faults_of_characters)], ids=["pairs", "characters"])
def test_a_file_that_cannot_be_read(tmp_path: Path, file: Path, check: Check) -> None:
    copy = tmp_path / file.name
    assert [fault.found for fault in check(copy)] == ["cannot be read (No such file or directory)"]
    copy.write_bytes(file.read_text(encoding="utf-8").encode("gb18030"))
    assert [fault.found for fault in check(copy)] == ["not UTF-8"]
