"""The word files: they are sound, and a clerk's mistake in one is told with its line and what to do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg.knowledge.words as room
from kg.cli.program import program
from kg.knowledge.words import FOLDER, check_words, compiled, role_words, words
from kg.knowledge.words.plan import FILES, PLACES
from kg.model.errors import KnowledgeError

TOP = Path(__file__).parents[2]
PATTERNS = sorted(file for file, plan in FILES.items() if plan.kind == "pattern")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The word files in a folder where they may be spoilt."""
    return Path(shutil.copytree(FOLDER, tmp_path / "words", ignore=shutil.ignore_patterns("*.py", "__pycache__")))


def told(folder: Path) -> list[str]:
    return [str(error).removeprefix(f"{folder}/") for error in check_words(folder)]


def spoil(path: Path, old: str, new: str) -> None:
    """Write ``new`` in the place of the first line ``old``, as an editor would."""
    text = path.read_text(encoding="utf-8")
    assert f"\n{old}\n" in text
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n", 1), encoding="utf-8")


def test_the_files_are_sound() -> None:
    assert told(FOLDER) == []


def test_a_role_word_stands_once() -> None:
    rows = [row.split()[0] for row in words("roles")["words"]]
    assert [word for word, count in Counter(rows).items() if count > 1] == []


def test_a_role_word_goes_to_each_of_its_places() -> None:
    found = {(place, role) for place in PLACES for role, of_role in role_words(place).items() if "牵头" in of_role}
    assert found == {(place, "lead") for place in ("label", "alone", "after", "leader", "above", "above_label")}


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("patterns/")])
def test_a_plain_word_does_not_stand_among_the_patterns(file: str) -> None:
    plain = re.compile(r"[\u4e00-\u9fff]+")
    assert [entry for entries in words(file).values() for entry in entries if plain.fullmatch(entry)] in ([], PLAIN_BESIDE.get(file))


# Where the order of the expressions counts, or a section has only one plain word, it stands among them.
PLAIN_BESIDE = {"patterns/people": ["党组成员", "挂职干部"], "patterns/lists": ["责任单位"]}


LED = "牵头抓                  lead         leader"
MISTAKES = [
    # file, a line, what a clerk makes of it, what is told
    ("bodies", "管委会", "管委会\n管委会", "“管委会” stands on line {line} already. Take one of the two away."),
    ("bodies", "管委会", "管委会 ", "a space before or behind “管委会”. Take it away."),
    ("bodies", "管委会", "　管委会", "a space before or behind “管委会”. Take it away."),
    ("bodies", "管委会", "管委会 # 开发区", "a space inside “管委会 # 开发区”. One word a line"),
    ("bodies", "管委会", "管委会、工委", "“管委会、工委” holds a 、. Write one word a line"),
    ("bodies", "管委会", '"管委会",', "“\"管委会\",” holds a \". Write one word a line"),
    ("bodies", "管委会", "管委会|工委", "“管委会|工委” holds a |, as only patterns do. Write plain words"),
    ("bodies", "管委会", "管委会（", "“管委会（” has a bracket without its partner. Add it"),
    ("bodies", "管委会", "管委\u200b会", "a sign that cannot be seen in “管委会”. Type the line anew."),
    ("bodies", "[endings]", "[ending]", "no section is called [ending]. Is [endings] meant?"),
    ("bodies", "[parting]", "[endings]", "the section [endings] begins on line {line} already. Move its entries there."),
    ("bodies", "[not_before_deng]\n高", "[not_before_deng]", "the section [not_before_deng] is empty. It needs one entry at least"),
    ("bodies", "[not_before_deng]\n高", "", "the section [not_before_deng] is missing. Put a line [not_before_deng] and its entries back."),
    ("bodies", "[endings]", "", "stands before the first section. Move it under one of [endings], "),
    ("bodies", "镇（街道）", "镇(街道)", "“镇(街道)” holds a half-width (. Write it full-width: （."),
    ("quotes", "条例", "条例\n条例", "“条例” stands on line {line} already. Take one of the two away."),
    ("initiatives", "两会", "“两会”", "““两会”” holds a “. Write one word a line, without quotation marks"),
    ("indicators", "同比", "同比 ", "a space before or behind “同比”. Take it away."),
    ("spellings", "的 -", "的", "“的” has 1 of two columns. What is printed, a space, how it is compared (or -)."),
    ("targets/verbs", "[kept]", "[keep]", "no section is called [keep]. Is [kept] meant?"),
    ("targets/time", "一、二季度", "一季度、二季度", "“一季度、二季度” holds a 、. Write one word a line"),
    ("html", "nav", "nav footer", "a space inside “nav footer”. One word a line"),
    ("people", "王", "欧阳", "“欧阳” is of 2 characters. Those of [surnames] are of 1."),
    ("people", "欧阳", "欧阳修", "“欧阳修” is of 3 characters. Those of [double_surnames] are of 2."),
    ("signs", "★", "★★", "“★★” is of 2 characters. Those of [lead_marks] are of 1."),
    ("roles", LED, "牵头抓", "“牵头抓” has 1 of three columns. A word needs its role"),
    ("roles", LED, "牵头抓 lead", "“牵头抓 lead” has 2 of three columns. A word needs its role"),
    ("roles", LED, "牵头抓 leads leader", "“牵头抓” has the role leads, which there is not. The roles are lead"),
    ("roles", LED, "牵头抓 lead back", "“牵头抓” has the place back, which there is not. The places are label"),
    ("roles", LED, "牵头抓 lead leader leader", "“牵头抓” has a place twice. Take one"),
    ("roles", LED, "牵头 lead leader", "“牵头” stands on line {line} already. Take one of the two away."),
    ("roles", "会同            support      label between", "会同 support label", "no word has the place between. Put one back."),
    ("patterns/people", "副?局长", "副?(?P<name>局)长", "“副?(?P<name>局)长” names a group. Write (?: instead"),
    ("patterns/people", "副?局长", "副?局长)", "“副?局长)” has a ) too many. Take it away, or add its partner before it."),
    ("patterns/people", "副?局长", "(?:副?局长", "“(?:副?局长” has a ( too many. Take it away, or add its partner behind it."),
    ("patterns/people", "副?局长", "[正副局长", "“[正副局长” has a [ that nothing closes. Add a ], or take the [ away."),
    ("patterns/people", "副?局长", "*局长", "“*局长” is no regular expression"),
    ("patterns/people", "副?局长", "(?i)局长", "“(?i)局长” is no regular expression"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "line", "written", "said"), MISTAKES, ids=[f"{m[0]}: {m[2]!r}" for m in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_what_to_do(copy: Path, file: str, line: str, written: str, said: str) -> None:
    spoil(copy / f"{file}.txt", line, written)
    messages = told(copy)
    whole = re.escape(said).replace(re.escape("{line}"), r"\d+")
    assert any(re.match(rf"{file}\.txt(?::\d+)?: .*{whole}", message) for message in messages), messages


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_there(copy: Path, file: str) -> None:
    (copy / f"{file}.txt").unlink()
    assert told(copy) == [f"{file}.txt: cannot be read (No such file or directory). Put the file back."]


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_empty(copy: Path, file: str) -> None:
    (copy / f"{file}.txt").write_bytes(b"")
    missing = [f"the section [{section}] is missing" for section in FILES[file].sections]
    assert all(any(fault in message for message in told(copy)) for fault in missing)


@pytest.mark.parametrize("file", FILES)
def test_a_file_in_another_encoding(copy: Path, file: str) -> None:
    path = copy / f"{file}.txt"
    path.write_bytes((path.read_text(encoding="utf-8") + "# 词\n").encode("gb18030"))
    (message,) = told(copy)
    assert re.fullmatch(rf"{file}\.txt:\d+: not UTF-8\. Save the file again in the encoding UTF-8\.", message)


@pytest.mark.parametrize("file", FILES)
def test_an_entry_twice_in_any_section(copy: Path, file: str) -> None:
    for section, entries in words(file).items():
        path = copy / f"{file}.txt"
        whole = path.read_bytes()
        spoil(path, entries[0], f"{entries[0]}\n{entries[0]}")
        assert any("already. Take one of the two away." in message for message in told(copy)), section
        path.write_bytes(whole)


@pytest.mark.parametrize("file", PATTERNS)
def test_a_bracket_too_many_in_any_expression(copy: Path, file: str) -> None:
    for entries in words(file).values():
        path = copy / f"{file}.txt"
        whole = path.read_bytes()
        spoil(path, entries[-1], f"{entries[-1]})")
        assert any(message.endswith("has a ) too many. Take it away, or add its partner before it.") for message in told(copy))
        path.write_bytes(whole)


def test_a_file_of_another_name(copy: Path) -> None:
    (copy / "surnames.txt").write_text("王\n", encoding="utf-8")
    assert told(copy) == ["surnames.txt: no word file has this name. Move its words into one that has, and take it away."]


def test_a_windows_editor_does_no_harm(copy: Path) -> None:
    for file in FILES:
        path = copy / f"{file}.txt"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert told(copy) == []


@pytest.fixture
def spoilt(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program with word files of its own, which a test may spoil."""

    def forget() -> None:
        words.cache_clear()
        room.entries.cache_clear()

    monkeypatch.setattr(room, "FOLDER", copy)
    forget()
    yield copy
    forget()


def test_whoever_asks_for_words_gets_the_message(spoilt: Path) -> None:
    spoil(spoilt / "bodies.txt", "管委会", "管委会 ")
    with pytest.raises(KnowledgeError, match=r"bodies\.txt:\d+: a space before or behind “管委会”.*kg words --check"):
        words("bodies")


def test_whoever_compiles_an_expression_gets_the_message(spoilt: Path) -> None:
    spoil(spoilt / "patterns" / "people.txt", "副?局长", "*局长")
    with pytest.raises(KnowledgeError, match=r"people\.txt:\d+: “\*局长” is no regular expression"):
        compiled("|".join(words("patterns/people")["titles"]))


def test_the_check_leaves_with_1_where_there_is_a_fault(spoilt: Path) -> None:
    assert CliRunner().invoke(program, ["words", "--check"]).exit_code == 0
    spoil(spoilt / "bodies.txt", "管委会", "管委会 ")
    answer = CliRunner().invoke(program, ["words", "--check"])
    assert answer.exit_code == 1
    assert re.search(r"bodies\.txt:\d+: a space before or behind “管委会”\. Take it away\.\n1 fault in ", answer.stderr)


def test_the_list_counts_the_entries_of_each_section() -> None:
    answer = CliRunner().invoke(program, ["words"])
    assert re.search(rf"^people\.txt +surnames +{len(words('people')['surnames'])}$", answer.output, re.MULTILINE)


@pytest.fixture(scope="module")
def program_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole program in a folder of its own, with a fault in a word file and one in a file of patterns."""
    home = tmp_path_factory.mktemp("program")
    shutil.copytree(TOP / "kg", home / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("ontology", "queries", "samples", "exports"):
        (home / name).symlink_to(TOP / name)
    return home


@pytest.mark.parametrize(
    ("file", "line", "written", "said"),
    [
        ("bodies", "管委会", "管委会 ", "a space before or behind “管委会”. Take it away."),
        ("patterns/people", "副?局长", "副?局长)", "“副?局长)” has a ) too many. Take it away, or add its partner before it."),
        ("patterns/times", "第?[一二三四]季度", "*季度", "“*季度” is no regular expression"),
    ],
    ids=["a word", "a bracket", "an expression"],
)
@pytest.mark.parametrize("command", [("parse", "samples"), ("build", "samples", "-o", "graph")], ids=lambda command: command[0])
def test_every_command_that_needs_the_words_gives_the_message(
    program_copy: Path, command: tuple[str, ...], file: str, line: str, written: str, said: str
) -> None:
    path = program_copy / "kg" / "knowledge" / "words" / f"{file}.txt"
    whole = path.read_bytes()
    spoil(path, line, written)
    try:
        environment = {**os.environ, "PYTHONPATH": str(program_copy), "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            [sys.executable, "-m", "kg", *command], cwd=program_copy, env=environment, capture_output=True, encoding="utf-8", check=False
        )
    finally:
        path.write_bytes(whole)
    assert done.returncode == 1
    assert re.match(rf"Error: {re.escape(str(path))}:\d+: {re.escape(said)}", done.stderr)
    assert "kg words --check" in done.stderr
    assert "Traceback" not in done.stderr
