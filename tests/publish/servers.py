"""Triple stores that tests start: on loopback, on ports of their own, with their files in a folder that goes away."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import httpx
import pytest

from kg.queries.terms import Value, python_value

JAVA_LIBRARIES = Path("/usr/share/java")
# What Jena's commands need beside its own jars. All jars of the folder at once would bring loggers that exclude each other.
JENA_NEEDS = (
    "jena-", "commons-", "thrift", "slf4j-api", "slf4j-nop", "http", "guava", "caffeine", "protobuf", "jakarta", "jsonld", "titanium",
    "jackson", "failureaccess", "xercesImpl", "xml-apis", "gson",
)  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(*names: str) -> str:
    """The path of a program, from the environment's own folder or from the system; skips where it is absent."""
    for name in names:
        beside = Path(sys.executable).with_name(name)
        found = str(beside) if beside.is_file() else shutil.which(name)
        if found:
            return found
    pytest.skip(f"{' or '.join(names)} is not installed")


_PATIENCE = 300.0  # seconds; a server in Java takes a minute to start where much runs beside it


class Server:
    """A server process that can be killed at any moment and started again on the same data."""

    def __init__(self, command: Sequence[str], folder: Path, url: str) -> None:
        self.command, self.folder, self.url = list(command), folder, url
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(self.command, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                pytest.fail((self.folder / "server.log").read_text("utf-8", "replace")[-2000:])
            try:
                if httpx.get(self.query, params={"query": "ASK {}"}, timeout=_PATIENCE, trust_env=False).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail(f"{self.command[0]} does not answer")

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    @property
    def query(self) -> str:
        raise NotImplementedError

    @property
    def load_options(self) -> list[str]:
        raise NotImplementedError

    def rows(self, text: str) -> list[tuple[Value, ...]]:
        answer = httpx.post(
            self.query, data={"query": text}, headers={"Accept": "application/sparql-results+json"}, timeout=_PATIENCE, trust_env=False
        )
        answer.raise_for_status()
        return rows_of(answer.text)


class Oxigraph(Server):
    name = "Oxigraph"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        url = f"127.0.0.1:{free_port()}"
        super().__init__(
            [program("oxigraph"), "serve", "-l", str(folder / "store"), "-b", url, "--union-default-graph"], folder, f"http://{url}"
        )

    @property
    def query(self) -> str:
        return f"{self.url}/query"

    @property
    def load_options(self) -> list[str]:
        return ["--to", f"{self.url}/store"]


class Virtuoso(Server):
    name = "Virtuoso"

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        ports = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        (folder / "virtuoso.ini").write_text(
            f"""[Database]
DatabaseFile = {folder}/v.db
TransactionFile = {folder}/v.trx
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
xa_persistent_file = {folder}/v.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = {ports[0]}
NumberOfBuffers = 10000
[HTTPServer]
ServerPort = {ports[1]}
[SPARQL]
ResultSetMaxRows = 1000000
"""
        )
        super().__init__([program("virtuoso-t"), "-f", "-c", "virtuoso.ini"], folder, f"http://{ports[1]}")

    @property
    def query(self) -> str:
        return f"{self.url}/sparql"

    @property
    def load_options(self) -> list[str]:
        return ["--to", f"{self.url}/sparql-graph-crud-auth", "--user", "dba"]


class Jena:
    """Jena's command line on a TDB2 database."""

    name = "Jena TDB2"

    def __init__(self, folder: Path) -> None:
        core = JAVA_LIBRARIES / "jena-core.jar"
        if not core.exists():
            pytest.skip("libapache-jena-java is not installed")
        self.java, self.database = program("java"), folder / "tdb2"
        # Debian's jar holds Xerces under another name than the one it is looked for by.
        inner = "org/apache/jena/ext/xerces/"
        with zipfile.ZipFile(core) as jar:
            for name in jar.namelist():
                if name.startswith(inner) and not name.endswith("/"):
                    target = folder / "classes" / "xerces" / name.removeprefix(inner)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(jar.read(name))
        jars = sorted(path for path in JAVA_LIBRARIES.glob("*.jar") if path.name.startswith(JENA_NEEDS) and not path.is_symlink())
        self.classes = os.pathsep.join([str(folder / "classes"), *map(str, jars)])

    def run(self, main: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([self.java, "-cp", self.classes, main, *arguments], capture_output=True, text=True, timeout=900, check=True)

    def load(self, path: Path) -> None:
        self.run("tdb2.tdbloader", "--loc", str(self.database), str(path))

    def rows(self, text: str) -> list[tuple[Value, ...]]:
        union = ("--set", "tdb2:unionDefaultGraph=true")
        return rows_of(self.run("tdb2.tdbquery", "--loc", str(self.database), *union, "--results", "json", text).stdout)


def rows_of(text: str) -> list[tuple[Value, ...]]:
    """The rows of a result in SPARQL's JSON, as plain values."""
    answer = json.loads(text)
    columns = answer["head"]["vars"]
    return [tuple(_value(row.get(column)) for column in columns) for row in answer["results"]["bindings"]]


def _value(term: Mapping[str, str] | None) -> Value:
    import pyoxigraph as ox

    if term is None:
        return None
    if term["type"] == "uri":
        return term["value"]
    datatype = term.get("datatype")
    return python_value(ox.Literal(term["value"], datatype=ox.NamedNode(datatype) if datatype else None))


def csv_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def kg_load(options: Sequence[str], data: Path, **environment: str) -> subprocess.Popen[bytes]:
    """``kg load`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "load", *options, "--data", str(data)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "KG_PASSWORD": "dba", **environment},
    )


def comunica() -> list[str]:
    """The command of Comunica's SPARQL engine, as ``.ci/run`` installs it or as the system has it; skips where it is absent."""
    beside = Path(__file__).parents[2] / ".comunica" / "node_modules" / ".bin" / "comunica-sparql"
    found = str(beside) if beside.is_file() else shutil.which("comunica-sparql")
    if not found or not shutil.which("node"):
        pytest.skip("comunica-sparql is not installed")
    return [found]
