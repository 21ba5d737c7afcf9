"""What people type that no manual shows: a dash, a query as it is, an address, a slip of the finger, a narrow window."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.output import render
from kg.cli.program import program
from kg.queries import Result

TOP = Path(__file__).resolve().parents[2]
SAMPLE = TOP / "samples" / "01-leader-sections.txt"
FIXTURE = TOP / "tests" / "queries" / "fixture.ttl"
COUNT = "SELECT (COUNT(*) AS ?n) { ?task a <https://w3id.org/zeren/ontology#Task> }"


def kg(*arguments: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "kg", *map(str, arguments)], input=given, capture_output=True, check=False, cwd=TOP)


def test_records_of_standard_input_are_those_of_the_file() -> None:
    piped, named = kg("parse", "-q", "-", given=SAMPLE.read_bytes()), kg("parse", "-q", SAMPLE)
    assert piped.returncode == 0
    assert piped.stdout.replace(b'"standard input"', b'"01-leader-sections.txt"') == named.stdout


def test_standard_input_may_stand_among_files(tmp_path: Path) -> None:
    other = TOP / "samples" / "09-bare-brackets.txt"
    told = kg("build", "-", other, "-o", tmp_path, "--without-pages", given=SAMPLE.read_bytes())
    assert told.returncode == 0
    records = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {record["file"] for record in records} == {"standard input", other.name}


@pytest.mark.parametrize(("command", "given"), [("parse", b""), ("build", b""), ("parse", b"\x00\x01\x02" * 99)])
def test_standard_input_that_is_no_document_is_said(command: str, given: bytes, tmp_path: Path) -> None:
    told = kg(command, "-", "-o", tmp_path / "out", given=given)
    assert told.returncode == 1
    assert b"standard input: " in told.stderr
    assert b"Traceback" not in told.stderr


def test_a_query_is_asked_of_a_file_of_standard_input_and_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    forms = ([tmp_path / "count.rq"], ["-"], [COUNT], [f"# how many\n{COUNT}"], [COUNT.replace("SELECT", "  select")])
    answers = [kg("query", *form, "--data", FIXTURE, "-q", "--format", "csv", given=COUNT.encode()).stdout for form in forms]
    assert int(answers[0].split()[1]) > 5
    assert answers == [answers[0]] * len(forms)


@pytest.mark.parametrize(
    ("question", "given", "said"),
    [
        ("SELECT ?n { oh", b"", b"the query, line 1"),
        ("-", b"SELECT ?n {", b"standard input, line 1"),
        ("-", b"\xff\xfe", b"standard input: not UTF-8 at byte 0"),
        ("select-tasks", b"", b"no such query in the catalogue"),
        ("ASK" * 3_000, b"", b"no such query in the catalogue"),
    ],
)
def test_a_query_that_is_none_is_said(question: str, given: bytes, said: bytes) -> None:
    told = kg("query", question, "--data", FIXTURE, given=given)
    assert told.returncode == 2
    assert said in told.stderr


@pytest.mark.parametrize("command", ["parse", "build"])
@pytest.mark.parametrize("address", ["https://example.org/a?b=[1]", "HTTP://example.org/notice.html", "ftp://example.org/x"])
def test_an_address_is_told_to_be_saved_first(command: str, address: str, tmp_path: Path) -> None:
    told = CliRunner().invoke(program, [command, address, "-o", str(tmp_path / "out")])
    assert told.exit_code == 1
    assert f"{address}: an address" in told.stderr
    assert "Save the page in your browser" in told.stderr


@pytest.mark.parametrize(("typed", "meant"), [("quary", "query"), ("biuld", "build"), ("serach", "search"), ("validat", "validate")])
def test_a_slip_in_a_command_is_guessed(typed: str, meant: str) -> None:
    told = CliRunner().invoke(program, [typed])
    assert told.exit_code == 2
    assert f"Did you mean '{meant}'?" in told.stderr


def test_what_is_like_no_command_is_not_guessed() -> None:
    assert "Did you mean" not in CliRunner().invoke(program, ["zzz"]).stderr


def test_slips_in_options_and_names_of_queries_are_guessed() -> None:
    assert "Did you mean '--format'?" in CliRunner().invoke(program, ["query", "--formt", "csv"]).stderr
    assert "Did you mean cross-agency-leads" in CliRunner().invoke(program, ["query", "cross-agency-lead", "--data", str(FIXTURE)]).stderr


WIDE = Result(("document", "region", "tasks", "years", "note"), (("云岫市关于印发重点工作责任分解的通知", "云岫市", 6, "2031", None),) * 2)


@pytest.mark.parametrize(("columns", "blocks"), [(50, True), (200, False)])
def test_a_wide_answer_is_a_block_a_row_on_a_narrow_terminal(columns: int, blocks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    shown = render(WIDE, "table", terminal=True)
    lines = shown.splitlines()
    assert ("┃" not in shown) == blocks
    assert sum("region" in line for line in lines) == (2 if blocks else 1)
    assert any("note" in line for line in lines) != blocks


def test_in_a_pipe_a_wide_answer_stays_a_row_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert len(render(WIDE, "table", terminal=False).splitlines()) == 3
