"""``kg parse --explain``: a file, one line of it, standard input; what it says, and what it says where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.program import program
from kg.resources import SAMPLES

SAMPLE = SAMPLES / "01-leader-sections.txt"


def kg(*arguments: str | Path, given: bytes | None = None, locale: str = "C") -> Result:
    environment = {"LC_ALL": locale, "LC_MESSAGES": "", "LANG": ""}
    return CliRunner().invoke(program, [str(argument) for argument in arguments], input=given, env=environment)


def test_a_document_is_told_line_by_line_under_its_head() -> None:
    told = kg("parse", "--explain", SAMPLE).stdout
    assert told.startswith("01-leader-sections.txt\n  title: ")
    assert "\n     8  责任单位：发改局\n" in told
    assert "“责任单位” (responsible): 发改局; by roles.txt:" in told
    assert "leader 陆知远 (from the heading on line 5, “牵头（联系）”)" in told
    assert "accounted for: 100.00 %" in told


def test_one_line_is_told_with_its_task() -> None:
    told = kg("parse", "--explain", f"{SAMPLE}:8").stdout
    assert "     8  责任单位：发改局" in told
    assert "     7  " not in told
    assert "task 1, it begins on line 7" in told


def test_standard_input_is_read() -> None:
    assert kg("parse", "--explain", "-", given=SAMPLE.read_bytes()).stdout.startswith("standard input\n  title: ")
    assert "     8  责任单位：发改局" in kg("parse", "--explain", "--", "-:8", given=SAMPLE.read_bytes()).stdout


def test_the_weights_of_both_readings_are_told() -> None:
    assert "weights table 641 : text 0" in kg("parse", "--explain", SAMPLES / "04-flattened-table.txt").stdout


def test_the_language_is_that_of_the_locale_or_the_one_named() -> None:
    assert "  标题: " in kg("parse", "--explain", SAMPLE, locale="zh_CN.UTF-8").stdout
    assert "  title: " in kg("parse", "--explain", SAMPLE, "--lang", "en", locale="zh_CN.UTF-8").stdout


@pytest.mark.parametrize("name", ["notice:12", "a:b.txt", "C:x.txt"])
def test_a_name_that_holds_a_colon_is_a_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    assert kg("parse", "--explain", tmp_path / name).stdout.startswith(f"{name}\n")
    assert "     8  责任单位" in kg("parse", "--explain", f"{tmp_path / name}:8").stdout


@pytest.mark.parametrize("line", ["0", "59", "99999999"])
def test_a_line_that_there_is_not_is_said(line: str) -> None:
    told = kg("parse", "--explain", f"{SAMPLE}:{line}")
    assert told.exit_code == 2
    assert f"has no line {line}: its text as read has the lines 1 to " in told.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (["--explain"], 2, "takes one FILE"),
        (["--explain", SAMPLE, SAMPLE], 2, "takes one FILE"),
        (["--explain", "--numbers", SAMPLE], 2, "takes one FILE"),
        (["--html", "page.html", SAMPLE], 2, "--html is for --explain"),
        (["--explain", "absent.txt:3"], 1, "absent.txt: no such file"),
        (["--explain", SAMPLES], 1, "Name one file with one document"),
    ],
    ids=["nothing", "two", "numbers", "page", "absent", "folder"],
)
def test_what_cannot_be_done_is_said(arguments: list[str | Path], code: int, found: str) -> None:
    told = kg("parse", *arguments)
    assert told.exit_code == code
    assert found in told.stderr


@pytest.mark.parametrize(
    ("given", "arguments", "told"),
    [
        (b"", ["--explain", "-"], "Error: standard input: an empty file."),
        (b"\x00\x01\x02\x03" * 50, ["--explain", "-"], "Error: standard input: "),
        ("园林\n".encode(), ["--explain", "--", "-:9"], "Error: standard input has no line 9"),
        (b"", ["-"], "Error: standard input: an empty file."),
    ],
    ids=["empty", "binary", "no such line", "without --explain"],
)
def test_standard_input_is_called_so(given: bytes, arguments: list[str], told: str) -> None:
    assert told in kg("parse", *arguments, given=given).stderr


def test_a_refused_document_tells_what_came_near() -> None:
    told = kg("parse", "--explain", "-", given="新建公园三个。\n数据提供单位：市园林局、市统计局\n".encode()).stdout
    assert "No list of tasks was found. What came nearest:" in told
    assert "line 2: built like a label, and no word list has “数据提供单位”: 市园林局、市统计局" in told


def test_a_page_is_written_to_its_file(tmp_path: Path) -> None:
    told = kg("parse", "--explain", f"{SAMPLE}:8", "--html", tmp_path / "page.html")
    assert told.stdout == ""
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert 'id="L8" class="line asked"' in page


def test_signs_that_steer_a_terminal_do_not_reach_it() -> None:
    told = kg("parse", "--explain", "-", given="一、园林\n1.新建\x1b[31m公园\u202e三个。\n责任单位：市园林局\n".encode()).stdout
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "新建[31m公园三个" in told
