"""A folder with every kind of bad file in it: each is named with what was found and what to do, and the good ones are built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.resources import SAMPLES
from tests.documents.bad_files import NO_NOTICE, UNREADABLE, bad_files, random_files

TOP = Path(__file__).parents[2]
GOOD = ("01-leader-sections.txt", "09-bare-brackets.txt")
LONGEST = 300  # seconds that the whole folder may take on a machine with other work


@dataclass(frozen=True)
class Ran:
    """What a command said and left behind."""

    code: int
    output: str
    errors: str
    folder: Path

    def message(self, name: str) -> str:
        """What is said of the file, line by line; there must be something."""
        lines = [line for line in self.errors.splitlines() if f"{os.sep}{name}" in line]
        assert lines, self.errors
        return "\n".join(lines)


def run(folder: Path, *arguments: str) -> Ran:
    command = [sys.executable, "-m", "kg", *arguments]
    told = subprocess.run(command, cwd=TOP, capture_output=True, timeout=LONGEST, check=False)
    return Ran(told.returncode, told.stdout.decode(), told.stderr.decode(), folder)


@pytest.fixture(scope="module")
def bad_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, data in [*bad_files(), *random_files(20260101)]:
        (folder / name).write_bytes(data)
    shutil.copy(Path(str(SAMPLES)) / GOOD[0], folder)
    text = (Path(str(SAMPLES)) / GOOD[1]).read_text(encoding="utf-8")
    (folder / GOOD[1]).write_bytes(text.encode("gb18030"))
    return folder


@pytest.fixture(scope="module")
def built(bad_folder: Path) -> Ran:
    out = bad_folder.with_name(f"{bad_folder.name}-out")
    return run(out, "build", str(bad_folder), str(bad_folder / "missing.txt"), "-o", str(out))


@pytest.mark.parametrize(("name", "word"), [*UNREADABLE.items(), ("missing.txt", "no such file")])
def test_what_cannot_be_read_is_named_with_its_reason(built: Ran, name: str, word: str) -> None:
    assert word in built.message(name)


@pytest.mark.parametrize("name", NO_NOTICE)
def test_a_document_of_another_kind_is_told_from_a_notice(built: Ran, name: str) -> None:
    assert "no list of tasks" in built.message(name)


@pytest.mark.parametrize("name", [name for name, _ in random_files(0)])
def test_random_bytes_are_refused_under_every_name(built: Ran, name: str) -> None:
    assert built.message(name).startswith("Error: ")


def test_each_message_says_what_to_do(built: Ran) -> None:
    errors = [line for line in built.errors.splitlines() if line.startswith("Error: ")]
    assert all(line.rpartition(". ")[2] for line in errors)
    assert "Traceback" not in built.errors


def test_the_good_documents_are_built_and_the_rest_shown_in_the_exit_code(built: Ran) -> None:
    assert built.code == 1
    report = json.loads((built.folder / "report.json").read_text(encoding="utf-8"))
    assert sorted(document["file"] for document in report["documents"]) == sorted(GOOD)
    assert all(document["tasks"] == 17 for document in report["documents"])


def test_the_report_names_every_file_that_was_not_read(built: Ran) -> None:
    report = (built.folder / "report.md").read_text(encoding="utf-8").replace("\\", "")
    assert all(f"/{name}" in report for name in [*UNREADABLE, *NO_NOTICE, "missing.txt"])


def test_parsing_prints_the_good_documents_and_names_the_rest(bad_folder: Path) -> None:
    told = run(bad_folder, "parse", str(bad_folder / "empty.txt"), str(bad_folder / GOOD[1]), str(bad_folder / "speech.txt"))
    documents = [record for line in told.output.splitlines() if (record := json.loads(line))["type"] == "document"]
    assert told.code == 1
    assert "empty" in told.message("empty.txt")
    assert GOOD[1] in {document["file"] for document in documents}


def test_nothing_but_bad_files_builds_nothing_and_leaves_nothing(bad_folder: Path, tmp_path: Path) -> None:
    told = run(tmp_path, "build", str(bad_folder / "empty.txt"), str(bad_folder / "novel.txt"), "-o", str(tmp_path / "out"))
    assert told.code == 1
    assert "nothing was written" in told.errors
    assert not (tmp_path / "out" / "graph.ttl").exists()


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    told = run(tmp_path, "build", str(tmp_path), "-o", str(tmp_path / "out"))
    assert told.code == 1
    assert "a folder without documents" in told.errors


@pytest.mark.parametrize("command", ["diff", "compare"])
def test_both_commands_that_take_two_builds_say_which_is_not_as_it_was_built(command: str, tmp_path: Path) -> None:
    assert run(tmp_path, "build", str(SAMPLES / GOOD[0]), "-o", str(tmp_path / "old"), "--without-pages", "-q").code == 0
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    with (tmp_path / "new" / "graph.ttl").open("a", encoding="utf-8") as graph:
        graph.write("# one line more\n")
    ran = run(tmp_path, command, str(tmp_path / "old"), str(tmp_path / "new"))
    assert "graph.ttl has" in ran.message("new")
    assert f"{os.sep}old is not" not in ran.errors
