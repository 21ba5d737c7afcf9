"""The first page and the tutorial can be followed from top to bottom, by a stranger, on a fresh clone.

Their commands run in their order as they are printed. Only what makes an environment and fetches packages is left out: the environment of
the tests stands in its place. In the tutorial a block of text below a block of commands is what these say.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.publish.servers import Oxigraph
from tests.test_house import TOP

pytestmark = pytest.mark.skipif(shutil.which("git") is None or not (TOP / ".git").exists(), reason="no git checkout to clone")

BLOCK = re.compile(r"^```(sh|text|python)\n(.*?)^```$", re.M | re.S)
SET_UP = ("python3 -m venv ", ".venv/bin/pip install ")
# What the README says that a command gives, as words of what it prints; behind the file or folder that it writes.
CLAIMS = {
    "kg build docs/tutorial": "2 documents, 8 tasks",
    "kg build": "documents, 274 tasks",
    "kg query": "cross-agency-leads",
    "kg query cross-agency-leads": "枫崦省",
    "kg query indicator-comparison": "地区生产总值突破3000亿元",
    "kg query unit-workload": "义乌市",
    "kg query kept-promises": "exceeded",
    "kg search": "【加装电梯】",
    "kg query doubts": "duty-left",
    "kg parse --explain": "责任专班",
    "kg parse": '"type": "task"',
    "kg review": "duty-left",
    "kg audit": "sample.xlsx",
    "kg validate": "sound",
    "kg stats": "betweenness",
    "kg compare": "青岭县",
    "kg export": "lists",
}
TASKS_OF_FIVE_NOTICES = 638
UNTIL_CTRL_C = "kg serve"
OF_A_CLIENT = "kg mcp"
NEEDS_A_STORE = "kg load"


class Block(NamedTuple):
    """A block of a page: its language, and its lines without remarks."""

    language: str
    lines: tuple[str, ...]


def blocks(page: Path) -> list[Block]:
    """The blocks of commands, of Python and of what commands say, in their order."""
    found = BLOCK.findall(page.read_text(encoding="utf-8"))
    return [
        Block(language, tuple(_without_remark(line) if language == "sh" else line for line in text.splitlines()))
        for language, text in found
    ]


def _without_remark(line: str) -> str:
    return re.sub(r"\s+# .*$", "", line)


def steps(line: str) -> list[str]:
    """The commands of a line but those that set an environment up."""
    return [step for step in line.split(" && ") if not step.startswith(SET_UP)]


class Clone:
    """A clone in which ``.venv`` is the environment of the tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "zeren"
        subprocess.run(["git", "clone", "-q", TOP, self.folder], check=True, capture_output=True)
        programs = self.folder / ".venv" / "bin"
        programs.mkdir(parents=True)
        python = f"exec {shlex.quote(sys.executable)}"
        for name, command in (("python", f'{python} "$@"'), ("kg", f'{python} -m kg "$@"')):
            (programs / name).write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "ZEREN_CACHE": str(folder / "cache"),
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
        }

    def run(self, command: str) -> str:
        """What a command prints, on both ways. It must succeed."""
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}"
        return done.stdout

    def serve(self, command: str) -> str:
        """The first page of a server, which is ended by Ctrl-C then."""
        with subprocess.Popen(
            ["/bin/sh", "-c", f"exec {command}"], cwd=self.folder, env=self.environment, stderr=subprocess.PIPE, text=True
        ) as server:
            try:
                assert server.stderr is not None
                said = ""
                while not (address := re.search(r"http://[\d.:]+/", said)):
                    line = server.stderr.readline()
                    assert line, said
                    said += line
                with urllib.request.urlopen(address[0]) as answer:
                    page: str = answer.read().decode()
            finally:
                server.send_signal(signal.SIGINT)
            try:
                assert server.wait(timeout=600) in (0, 130)
            finally:
                server.kill()
        return page


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Clone]:
    yield Clone(tmp_path)
    shutil.rmtree(tmp_path, ignore_errors=True)


def claim(command: str) -> str:
    """What the README says of a command: that of the longest beginning."""
    shown = command.removeprefix(".venv/bin/")
    return CLAIMS[max((begin for begin in CLAIMS if shown.startswith(begin)), key=len)]


def test_the_readme_can_be_followed_from_top_to_bottom(clone: Clone) -> None:
    for language, lines in blocks(clone.folder / "README.md"):
        if language == "python":
            program = "\n".join(line for line in lines)
            clone.run(f".venv/bin/python -c {shlex.quote(program)}")
            continue
        for command in (step for line in lines for step in steps(line)):
            shown = command.removeprefix(".venv/bin/")
            if command.endswith("-m pytest"):
                assert "test_first_page" in clone.run(f"{command} --collect-only -q tests/test_first_page.py")
            elif shown.startswith(UNTIL_CTRL_C):
                assert "SPARQL" in clone.serve(f"{command} --port 0")
            elif shown.startswith(OF_A_CLIENT):
                clone.run(command)
            elif not shown.startswith(NEEDS_A_STORE):
                assert claim(command) in clone.run(command), command
    assert (clone.folder / "exports" / "html" / "index.html").is_file()
    assert "存疑" in (clone.folder / "exports" / "report.md").read_text(encoding="utf-8")
    assert list((clone.folder / "lists").glob("*.xlsx"))


def test_the_readme_loads_a_store(clone: Clone, tmp_path: Path) -> None:
    """The command as it is printed, but for the address, which is that of a store of this test."""
    server = Oxigraph(tmp_path / "store")
    (command,) = (
        line for block in blocks(clone.folder / "README.md") for line in block.lines if line.startswith(f".venv/bin/{NEEDS_A_STORE}")
    )
    server.start()
    try:
        clone.run(shlex.join([*shlex.split(command.partition(" --to ")[0]), *server.load_options]))
        ((tasks,),) = server.rows("SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a <https://w3id.org/zeren/ontology#Task> }")
        assert tasks == TASKS_OF_FIVE_NOTICES
    finally:
        server.kill()


def test_the_tutorial_can_be_followed_from_top_to_bottom(clone: Clone) -> None:
    said = ""
    for language, lines in blocks(clone.folder / "docs" / "tutorial.md"):
        if language == "sh":
            said = " ".join("\n".join(clone.run(step) for line in lines for step in steps(line)).split())
        else:
            for line in lines:
                assert " ".join(line.split()) in said, f"{line}\nis not said:\n{said}"


@pytest.mark.parametrize(("english", "chinese"), [("README.md", "README.zh-CN.md"), ("docs/tutorial.md", "docs/zh/tutorial.md")])
def test_both_languages_show_the_same_blocks(english: str, chinese: str) -> None:
    assert blocks(TOP / english) == blocks(TOP / chinese)


def test_the_readme_says_how_long_the_tests_take() -> None:
    assert re.search(r"\d+ minutes", (TOP / "README.md").read_text(encoding="utf-8").partition("Run the tests")[2].partition("```")[0])
    assert re.search(r"\d+ ?分钟", (TOP / "README.zh-CN.md").read_text(encoding="utf-8").partition("运行测试")[2].partition("```")[0])
