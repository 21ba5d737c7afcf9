"""``kg serve`` itself: who may ask is told to it, and it tells what it refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from kg.cli.program import program

TOP = Path(__file__).parents[2]
ASK = {"query": "ASK { ?secret ?p ?o }"}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("command") / "graph.ttl"
    path.write_text("<x:a> <x:b> <x:c> .\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def running(graph: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    options = ["--cors", "https://Pages.example:443/", "--cors", "https://other.example", "--name", "kg.example"]
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--workers", "1", "--data", str(graph), *options]
    with subprocess.Popen(command, cwd=TOP, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        said = next((found for line in process.stderr if (found := re.search(r"http://\S+/sparql", line))), None)
        assert said, "it does not say where it listens"
        yield said[0], process
        process.terminate()


def test_the_origins_and_names_given_are_let_in_and_what_is_refused_is_told(running: tuple[str, subprocess.Popen[str]]) -> None:
    url, process = running
    with httpx.Client(trust_env=False, timeout=60) as client:
        for origin in ("https://pages.example", "https://other.example"):
            assert client.get(url, params=ASK, headers={"Origin": origin}).headers["access-control-allow-origin"] == origin
        assert client.get(url, params=ASK, headers={"Host": "kg.example"}).status_code == 200
        assert client.get(url, params=ASK).headers["etag"]
        assert client.get(url, params=ASK, headers={"Origin": "https://evil.example"}).status_code == 403
        assert client.get(url, params=ASK, headers={"Host": "evil.example"}).status_code == 421
    assert process.stderr is not None
    first, second = process.stderr.readline(), process.stderr.readline()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\S+ 127\.0\.0\.1 403 GET /sparql: .*evil\.example.*\n", first)
    assert re.fullmatch(r"\S+ 127\.0\.0\.1 421 GET /sparql: .*evil\.example.*\n", second)
    assert "secret" not in first + second


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/page", "ftp://example.org", ""])
def test_what_is_no_origin_is_wrong_usage(origin: str, graph: Path) -> None:
    done = CliRunner().invoke(program, ["serve", "--cors", origin, "--data", str(graph)])
    assert done.exit_code == 2
    assert "an origin is" in done.output
