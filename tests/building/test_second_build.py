"""What is kept of a build saves time and changes nothing: not one byte, whatever changed since, and whatever befell the cache."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kg.building.build import BuildResult, Caches, build
from kg.model.errors import StoreError
from kg.store.cache import Cache
from kg.store.folder import manifest_of
from tests.building.notices import contents, notices

TOP = Path(__file__).parents[2]


def caches(folder: Path, limit: int = 10**9) -> Caches:
    return Caches(Cache(folder / "documents", limit), Cache(folder / "regions", limit), Cache(folder / "layouts", limit))


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    return notices(tmp_path / "in", 30)


def anew(tmp_path: Path, sources: list[Path]) -> dict[str, bytes]:
    """What a build from nothing writes; the folder stands where the other builds' do, for the manifest names sources from there."""
    build(sources, tmp_path / "anew")
    found = contents(tmp_path / "anew")
    shutil.rmtree(tmp_path / "anew")
    return found


def kept(tmp_path: Path, sources: list[Path]) -> BuildResult:
    return build(sources, tmp_path / "out", caches=caches(tmp_path / "cache"))


def test_a_second_build_reads_nothing_again(tmp_path: Path, sources: list[Path]) -> None:
    assert kept(tmp_path, sources).kept == (0, 0)
    first = contents(tmp_path / "out")
    files, regions = kept(tmp_path, sources).kept
    assert (files, regions >= 30) == (30, True)
    assert first == contents(tmp_path / "out") == anew(tmp_path, sources)


def test_a_changed_document_is_read_with_its_region_and_nothing_else(tmp_path: Path, sources: list[Path]) -> None:
    kept(tmp_path, sources)
    (all_regions,) = {kept(tmp_path, sources).kept[1]}
    sources[3].write_text(sources[3].read_text(encoding="utf-8").replace("。", "，按期完成。", 1), encoding="utf-8")
    assert kept(tmp_path, sources).kept == (29, all_regions - 1)
    assert contents(tmp_path / "out") == anew(tmp_path, sources)


def test_a_document_that_is_gone_leaves_nothing(tmp_path: Path, sources: list[Path]) -> None:
    kept(tmp_path, sources)
    kept(tmp_path, sources[1:])
    assert contents(tmp_path / "out") == anew(tmp_path, sources[1:])


def test_a_file_under_another_name_or_in_another_folder_is_told_under_its_own(tmp_path: Path, sources: list[Path]) -> None:
    kept(tmp_path, sources)
    moved = [path.rename(path.with_name(f"another-{path.name}")) for path in sources]
    assert kept(tmp_path, moved).kept[0] == 0
    assert contents(tmp_path / "out") == anew(tmp_path, moved)
    (tmp_path / "in").rename(tmp_path / "elsewhere")
    again = [tmp_path / "elsewhere" / path.name for path in moved]
    assert kept(tmp_path, again).kept[0] == 30
    assert contents(tmp_path / "out") == anew(tmp_path, again)


def test_a_campaign_that_a_new_document_makes_common_reaches_the_documents_of_before(tmp_path: Path) -> None:
    paths = notices(tmp_path / "in", 6)
    for path in paths[:2]:
        path.write_text(path.read_text(encoding="utf-8").replace("。", "，推进“云帆远航”行动。"), encoding="utf-8")
    kept(tmp_path, [paths[0], *paths[2:]])
    kept(tmp_path, paths)
    assert contents(tmp_path / "out") == anew(tmp_path, paths)
    assert "云帆远航" in (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8").partition("/initiative/")[2]


def test_damaged_entries_are_made_again(tmp_path: Path, sources: list[Path]) -> None:
    kept(tmp_path, sources)
    whole = contents(tmp_path / "out")
    dice = random.Random(5)
    entries = sorted((tmp_path / "cache").rglob("*.kept"))
    for number, path in enumerate(entries):
        content = bytearray(path.read_bytes())
        if number % 4 == 0:
            content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        elif number % 4 == 1:
            del content[dice.randrange(len(content)) :]
        elif number % 4 == 2:
            content += b"more"
        path.write_bytes(content)
    again = kept(tmp_path, sources).kept
    assert sum(again) == len(entries[3::4])
    assert contents(tmp_path / "out") == whole
    assert kept(tmp_path, sources).kept[0] == 30


def test_an_entry_that_holds_something_else_is_none_of_ours(tmp_path: Path, sources: list[Path]) -> None:
    kept(tmp_path, sources)
    for kind in ("documents", "regions"):
        cache = Cache(tmp_path / "cache" / kind, 10**9)
        for path in (tmp_path / "cache" / kind).rglob("*.kept"):
            cache.keep(path.parent.name + path.stem, [b"cposix\nsystem\n(S'touch hacked'\ntR."])
    assert kept(tmp_path, sources).kept == (0, 0)
    assert not Path("hacked").exists()
    assert contents(tmp_path / "out") == anew(tmp_path, sources)


def test_the_cache_is_bounded_and_what_was_asked_for_last_stays(tmp_path: Path) -> None:
    cache = Cache(tmp_path, 2_500)
    for number in range(5):
        cache.keep(f"{number:064d}", [b"x" * 1_000])
        os.utime(next(path for path in tmp_path.rglob("*.kept") if path.stem.endswith(str(number))), (number, number))
    assert cache.find(f"{0:064d}") is not None
    cache.trim()
    assert [number for number in range(5) if cache.has(f"{number:064d}")] == [0, 4]
    cache.clear()
    assert cache.size().entries == 0


def test_two_builds_use_one_cache_at_once(tmp_path: Path, sources: list[Path]) -> None:
    commands = [[*kg("build"), str(tmp_path / "in"), "-o", str(tmp_path / name), "--cache", str(tmp_path / "cache"), "-q"] for name in "ab"]
    with ThreadPoolExecutor(2) as both:
        for done in both.map(lambda command: subprocess.run(command, cwd=TOP, capture_output=True, check=False), commands):
            assert (done.returncode, done.stderr) == (0, b"")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize(
    "changed", ["kg/parsing/parse_marker.py", "kg/knowledge/words/offices.txt", "ontology/indicators.ttl", "queries/results-by-bureau.rq"]
)
def test_another_program_or_another_word_list_finds_nothing_of_this_one(tmp_path: Path, changed: str) -> None:
    """One line of code, of a word list, of the ontology or of a question, in a copy of the program."""
    for copied in ("kg", "ontology", "queries"):
        shutil.copytree(TOP / copied, tmp_path / "copy" / copied, ignore=shutil.ignore_patterns("__pycache__"))
    for shipped in ("samples", "exports"):
        (tmp_path / "copy" / shipped).symlink_to(TOP / shipped)
    said = "import sys; from kg.fingerprint import fingerprint; print(fingerprint())"

    def fingerprint() -> str:
        done = subprocess.run([sys.executable, "-c", said], cwd=tmp_path / "copy", capture_output=True, text=True, check=True)
        return done.stdout

    before = fingerprint()
    assert before == fingerprint()
    path = tmp_path / "copy" / changed
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}# one line more\n", encoding="utf-8")
    assert fingerprint() != before


def test_a_notice_is_added_without_naming_the_others(tmp_path: Path, sources: list[Path]) -> None:
    build(sources[:-1], tmp_path / "out", caches=caches(tmp_path / "cache"), with_text=False)
    result = build(sources[-1:], tmp_path / "out", caches=caches(tmp_path / "cache"), add=True)
    assert (result.documents, result.kept[0]) == (30, 29)
    build(sources, tmp_path / "anew", with_text=False)
    assert contents(tmp_path / "out") == contents(tmp_path / "anew")


def test_nothing_is_added_where_a_source_of_before_is_gone_or_no_build_is(tmp_path: Path, sources: list[Path]) -> None:
    with pytest.raises(StoreError, match="no build to add to"):
        build(sources[:1], tmp_path / "out", add=True)
    build(sources[:-1], tmp_path / "out")
    before = contents(tmp_path / "out")
    sources[0].unlink()
    with pytest.raises(StoreError, match=r"1 of the 29 files .* are gone"):
        build(sources[-1:], tmp_path / "out", add=True)
    assert contents(tmp_path / "out") == before


def test_what_was_piped_in_is_not_named_and_nothing_is_added_to_it(tmp_path: Path, sources: list[Path]) -> None:
    command = [*kg("build"), "-", "-o", str(tmp_path / "out"), "--without-pages", "--no-cache", "-q"]
    done = subprocess.run(command, cwd=TOP, input=sources[0].read_bytes(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert manifest_of(tmp_path / "out")["sources"] is None
    with pytest.raises(StoreError, match=r"was made of standard input.*Save what was piped in"):
        build(sources[1:2], tmp_path / "out", add=True)


def test_options_of_the_build_are_not_given_again_when_something_is_added(tmp_path: Path, sources: list[Path]) -> None:
    command = [*kg("build"), str(sources[0]), "--add", "-o", str(tmp_path / "out"), "--without-text", "--base", "https://example.org/"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "leave out --base, --without-text" in done.stderr
    assert not (tmp_path / "out").exists()


def kg(command: str) -> list[str]:
    return [sys.executable, "-m", "kg", command]


def test_a_build_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    notices(tmp_path / "in", 120)
    command = [
        *kg("build"),
        str(tmp_path / "in"),
        "-o",
        str(tmp_path / "out"),
        "--cache",
        str(tmp_path / "cache"),
        "-j",
        "2",
        "--without-pages",
    ]
    started = subprocess.Popen(command, cwd=TOP, stderr=subprocess.DEVNULL)
    readings = Cache(tmp_path / "cache" / "documents", 10**9)
    while readings.size().entries < 20 and started.poll() is None:
        time.sleep(0.02)
    started.kill()
    started.wait()
    before = readings.size().entries
    assert not (tmp_path / "out" / "manifest.json").exists()
    assert build([tmp_path / "in"], tmp_path / "out", caches=caches(tmp_path / "cache")).kept[0] >= before >= 20
