"""The program as a whole: help, documentation, exit codes, streams."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kg
from kg.cli.program import COMMANDS, program

TOP = Path(__file__).parents[2]
PAGE = (TOP / "docs" / "commands.md").read_text(encoding="utf-8")
FIXTURE = TOP / "tests" / "queries" / "fixture.ttl"


def command(name: str) -> click.Command:
    found = program.get_command(click.Context(program), name)
    assert found is not None
    return found


def start(*arguments: str, folder: Path = TOP, **environment: str) -> subprocess.Popen[bytes]:
    """The real program in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(TOP), **environment},
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_holds_an_example(name: str) -> None:
    told = CliRunner().invoke(program, [name, "--help"])
    assert told.exit_code == 0
    assert re.search(rf"Examples?:\n(.*\n)*? +kg {name}", told.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_documentation(name: str) -> None:
    assert f"## kg {name}\n" in PAGE


def test_every_chapter_of_the_documentation_is_a_command() -> None:
    assert set(re.findall(r"^## kg (\S+)$", PAGE, re.M)) == set(COMMANDS)


def chapter(title: str) -> str:
    return PAGE.partition(f"## {title}\n")[2].partition("\n## ")[0]


def documented(title: str) -> dict[str, str]:
    """The options in the tables of a chapter, each with what is said of it; one that heads a table of its own is not among them."""
    rows = re.findall(r"^\| (`-[^|]*) \|(.*)\|\n(?!\| ---)", chapter(title) + "\n", re.M)
    return {option: said for named, said in rows for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", named)}


SHARED = documented("What all commands share")


def options(name: str) -> list[click.Option]:
    return [parameter for parameter in command(name).params if isinstance(parameter, click.Option)]


def spellings(name: str) -> set[str]:
    return {spelling for option in options(name) for spelling in (*option.opts, *option.secondary_opts)}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_and_is_in_the_documentation(name: str) -> None:
    assert all(option.help for option in options(name))
    assert not spellings(name) - set(documented(f"kg {name}")) - set(SHARED)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_the_documentation_is_one_of_the_command(name: str) -> None:
    assert not set(documented(f"kg {name}")) - spellings(name)


def test_every_shared_option_of_the_documentation_is_one_of_several_commands() -> None:
    for option in set(SHARED) - {"-h", "--help"}:
        assert sum(option in spellings(name) for name in COMMANDS) > 1, option


@pytest.mark.parametrize(
    ("name", "option"),
    [
        pytest.param(name, option, id=f"{name} {option.opts[0]}")
        for name in COMMANDS
        for option in options(name)
        if isinstance(option.type, click.Choice)
    ],
)
def test_the_choices_of_an_option_are_those_of_the_documentation(name: str, option: click.Option) -> None:
    """They stand in the option's row; what several commands share stands in the shared row; `--format` may have a table of its own."""
    assert isinstance(option.type, click.Choice)
    spelling = option.opts[0]
    words = documented(f"kg {name}").get(spelling) or ("" if spelling == "--format" else SHARED.get(spelling, ""))
    if own_table := re.search(rf"^\| `{spelling}` \|.*\n\| ---.*\n((?:\|.*\n)+)", chapter(f"kg {name}"), re.M):
        words += " ".join(re.findall(r"^\| ([^|]*) \|", own_table[1], re.M))
    if "table" in option.type.choices:
        words += SHARED[spelling]
    assert set(re.findall(r"`([a-z0-9]+(?:-[a-z0-9]+)*)`", words)) == set(option.type.choices)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_one_line_in_the_list(name: str) -> None:
    told = CliRunner().invoke(program, ["--help"])
    assert re.search(rf"^  {name} +\S", told.output, re.MULTILINE)


def test_the_version_is_the_package_s() -> None:
    assert CliRunner().invoke(program, ["--version"]).output == f"kg, version {kg.__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["qurey"], ["--nope"], ["query", "--format", "cvs"], ["query", "nosuch"], ["query", "nosuch.rq"], ["parse", "--format", "csv"]],
)
def test_wrong_usage_leaves_with_2(arguments: list[str]) -> None:
    told = CliRunner().invoke(program, arguments)
    assert told.exit_code == 2
    assert told.stdout == ""
    assert "Error: " in told.stderr


def test_a_fault_of_the_program_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise KeyError("deep inside")

    monkeypatch.setattr("kg.cli.query.run", fail)
    told = CliRunner().invoke(program, ["query", "collaboration", "--data", str(FIXTURE)])
    assert told.exit_code == 1
    assert "KG_TRACEBACK" in told.stderr
    assert "deep inside" in told.stderr


def test_results_are_utf8_in_any_locale() -> None:
    arguments = ("query", "cross-agency-leads", "--data", str(FIXTURE), "--format", "csv")
    out, _ = start(*arguments, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0").communicate(timeout=60)
    assert out.decode("utf-8").splitlines()[1] == "发改局,青禾县,2,2031"


def test_nothing_is_said_when_the_reader_goes_away() -> None:
    process = start("query", "--format", "json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 0


def test_an_interrupt_ends_even_a_query_without_end(tmp_path: Path) -> None:
    endless = tmp_path / "endless.rq"
    endless.write_text("SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(5)) + " }")
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "graph.ttl").write_bytes(FIXTURE.read_bytes())
    process = start("query", str(endless), folder=tmp_path)
    assert process.stderr is not None
    assert b"graph.ttl" in process.stderr.readline()  # said before the graph is loaded and the query begins
    time.sleep(1)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode in (130, -signal.SIGINT)
    assert b"Traceback" not in told
