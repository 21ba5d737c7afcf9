"""``kg serve`` itself: who may ask is told to it, and it tells what it refused."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from kg.cli.program import program
from kg.cli.serve import command as serve

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


class _Nobody(contextlib.nullcontext[Any]):
    """Stands for a server that listens somewhere and is ended at once."""

    def __init__(self, host: str, *_: object) -> None:
        super().__init__(self)
        self.server_address, self.url = (host, 1), f"http://{host}:1/"

    def serve_forever(self) -> None:
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("host", "said"),
    [("127.0.0.1", None), ("::1", None), ("0.0.0.0", ", every address."), ("10.0.0.1", "It answers to 10.0.0.1, kg.example.")],
)
def test_who_listens_at_more_than_this_machine_is_warned(host: str, said: str | None, graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = sys.modules[serve.callback.__module__]
    monkeypatch.setattr(module, "Endpoint", _Nobody)
    monkeypatch.setattr(module, "Pool", lambda *_: contextlib.nullcontext())
    monkeypatch.setattr(module.signal, "signal", lambda *_: None)
    done = CliRunner().invoke(program, ["serve", "--host", host, "--name", "kg.example", "--data", str(graph)])
    assert done.exit_code == 0, done.output
    assert ("without a password" in done.output) == (said is not None)
    assert (said or "") in done.output


@pytest.mark.parametrize("origin", ["example.org", "https://example.org/page", "ftp://example.org", ""])
def test_what_is_no_origin_is_wrong_usage(origin: str, graph: Path) -> None:
    done = CliRunner().invoke(program, ["serve", "--cors", origin, "--data", str(graph)])
    assert done.exit_code == 2
    assert "an origin is" in done.output
