"""The fuzzer can rely on its parts: seeds are sound, a changed document is a document still, checks find what is wrong."""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from fuzzing.changes import change_file, change_text
from fuzzing.invariants import Broken, check_parsed, check_source
from fuzzing.seeds import SUFFIXES, files, texts
from kg.documents import Source, read_bytes
from kg.model.errors import UnreadableSource
from kg.model.records import Parsed, Span
from kg.parsing import parse


@cache
def of_every_suffix() -> dict[str, bytes]:
    return {SUFFIXES[data[0]]: data[1:] for data in files()}


def blindly(data: bytes, most: int) -> bytes:
    return data[:most][::-1]


def sound() -> tuple[Source, Parsed]:
    text = next(texts())
    source = Source("notice.txt", "notice.txt", text, "0" * 64)
    return source, parse(source)


def test_there_is_a_seed_of_every_suffix_that_is_read_as_such() -> None:
    assert set(of_every_suffix()) == set(SUFFIXES) - {".htm", ".tsv"}


PICTURES = {".png", ".tif"}  # bars, which say nothing; whether they are looked at depends on what is installed


@pytest.mark.parametrize("suffix", sorted(PICTURES))
def test_the_seed_of_a_picture_is_one_and_says_next_to_nothing(suffix: str) -> None:
    (found,) = read_bytes(of_every_suffix()[suffix], f"notice{suffix}", f"notice{suffix}")
    if isinstance(found, UnreadableSource):
        assert "a picture" in found.found or "without text" in found.found
    else:
        assert found.media_type.startswith("image/") and len(found.text) < 5  # 三, perhaps


@pytest.mark.parametrize("suffix", sorted(set(SUFFIXES) - {".htm", ".tsv"} - PICTURES))
def test_a_seed_is_read_and_holds_what_must_hold(suffix: str) -> None:
    for found in read_bytes(of_every_suffix()[suffix], f"notice{suffix}", f"notice{suffix}"):
        assert isinstance(found, Source), found
        check_source(found)
        check_parsed(found, parse(found))


def test_the_same_dice_give_the_same_change() -> None:
    text = next(texts())
    assert change_text(text, random.Random(5)) == change_text(text, random.Random(5)) != text


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".zip"])
def test_a_changed_archive_is_an_archive_still(suffix: str) -> None:
    data = bytes([SUFFIXES.index(suffix)]) + of_every_suffix()[suffix]
    for seed in range(20):
        changed = change_file(data, random.Random(seed), blindly)
        if not changed.endswith(data[:0:-1]):
            assert zipfile.ZipFile(io.BytesIO(changed[1:])).testzip() is None


def test_archives_get_members_of_one_name_and_of_names_that_are_nearly_one() -> None:
    with zipfile.ZipFile(packed := io.BytesIO(), "w") as archive:
        archive.writestr("folder/Ü.txt", "一")
    data = bytes([SUFFIXES.index(".zip")]) + packed.getvalue()
    made = set()
    for seed in range(3_000):
        try:
            with zipfile.ZipFile(io.BytesIO(change_file(data, random.Random(seed), blindly)[1:])) as archive:
                made |= {tuple(archive.namelist())}
        except zipfile.BadZipFile:
            continue
    again = {names[1] for names in made if len(names) == 2}
    assert {"folder/Ü.txt", "FOLDER/ü.TXT", "../folder/Ü.txt", "./folder/Ü.txt", "folder\\Ü.txt", "folder/U\u0308.txt"} <= again


def test_a_gap_between_spans_is_found() -> None:
    source, parsed = sound()
    check_parsed(source, parsed)
    with pytest.raises(Broken, match="gap"):
        check_parsed(source, replace(parsed, spans=parsed.spans[1:]))
    with pytest.raises(Broken, match="gap"):
        check_parsed(source, replace(parsed, spans=(*parsed.spans, Span("unread", 0, 1))))


def test_a_quote_of_another_task_is_found() -> None:
    source, parsed = sound()
    tasks = [replace(task, targets=tuple(replace(target, quote="无") for target in task.targets)) for task in parsed.tasks]
    with pytest.raises(Broken, match="quote"):
        check_parsed(source, replace(parsed, tasks=tuple(tasks)))
