"""Loading holds when things go wrong: refusals are said plainly, faltering stores are tried again, a broken load does no harm."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.building.build import build
from kg.model.errors import StoreError
from kg.publish.loading import Loaded, load
from kg.publish.named_graphs import set_aside
from kg.publish.stores import endpoint_at
from kg.publish.transfer import Transfer
from tests.publish.servers import Oxigraph, Server, Virtuoso, kg_load

TOP = Path(__file__).parents[2]
GRAPH = (
    '<x:s> <x:p> "1" <https://example.org/g1> .\n<x:s> <x:p> "2" <https://example.org/g2> .\n<x:s> <x:p> "1" <https://example.org/g1> .\n'
)


@dataclass
class Script:
    """What a store that is played says to each request in turn; then it behaves."""

    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    graphs: dict[str, bytes] = field(default_factory=dict)
    count: Callable[[bytes], int] = lambda body: body.count(b"\n")


class _Played(BaseHTTPRequestHandler):
    script: Script
    protocol_version = "HTTP/1.1"
    server_version = "Oxigraph/0"

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.script.seen.append((self.command, self.path, dict(self.headers), body))
        headers: dict[str, str] = {}
        status, said = 200, b'{"head": {}, "boolean": true}'
        if self.script.answers:
            status, headers = self.script.answers.pop(0)
            said = b"<html>because <b>so</b></html>"
        elif self.command == "PUT":
            self.script.graphs[self.path] = body
        elif b"COUNT" in body and b"GROUP" not in body:
            held = next((text for path, text in self.script.graphs.items() if path.rpartition("%2F")[2].encode() in body), b"")
            said = b'{"results": {"bindings": [{"n": {"type": "literal", "value": "%d"}}]}}' % self.script.count(held)
        elif self.command == "POST":
            said = b'{"results": {"bindings": []}}'
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(said))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    do_PUT = do_POST = do_DELETE = do_GET

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def played() -> Iterator[tuple[str, Script]]:
    script = Script()
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Played", (_Played,), {"script": script})) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/store", script
        server.shutdown()


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    path.write_text(GRAPH, encoding="utf-8")
    return path


def loaded(quads: Path, url: str, pauses: list[float] | None = None, **options: object) -> Loaded:
    pauses = [] if pauses is None else pauses
    return load(quads, url, transfer=lambda credentials: Transfer(credentials, pauses.append), **options)  # type: ignore[arg-type]


def test_each_named_graph_is_put_whole_with_its_length(played: tuple[str, Script], quads: Path) -> None:
    url, script = played
    assert loaded(quads, url).triples == 2
    puts = [(path, headers) for method, path, headers, _ in script.seen if method == "PUT"]
    assert [path.rpartition("%2F")[2] for path, _ in puts] == ["g1", "g2"]
    assert all("Content-Length" in headers and "Transfer-Encoding" not in headers for _, headers in puts)


def test_many_small_graphs_are_replaced_by_one_update(played: tuple[str, Script], tmp_path: Path) -> None:
    """But not those with what SPARQL and N-Triples might read differently."""
    url, script = played
    for text, puts in (("1", 0), (r"a\\u0041", 5)):
        script.seen.clear()
        path = tmp_path / "many.nq"
        path.write_text("".join(f'<x:s> <x:p> "{text}" <https://example.org/g{n}> .\n' for n in range(5)), encoding="utf-8")
        # The store that is played counts nothing.
        with pytest.raises(StoreError, match="the store holds 0 triples of 1 sent"):
            loaded(path, url)
        updates = [body.decode() for _, path, _, body in script.seen if path == "/update"]
        assert len([1 for method, *_ in script.seen if method == "PUT"]) == puts
        assert len(updates) == (not puts)
        for update in updates:
            assert update.count("DROP SILENT GRAPH <") == update.count("\nGRAPH <") == 5


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "KG_PASSWORD"), (403, "forbids"), (404, "nothing answers"), (405, "does not take graphs"), (413, "larger"), (418, "because so")],
)
def test_a_refusal_is_said_plainly_and_not_repeated(played: tuple[str, Script], quads: Path, status: int, words: str) -> None:
    url, script = played
    script.answers = [(200, {}), (status, {})]
    with pytest.raises(StoreError, match=words):
        loaded(quads, url)
    assert [method for method, *_ in script.seen] == ["GET", "PUT"]


def test_a_faltering_store_is_tried_again_with_growing_pauses(played: tuple[str, Script], quads: Path) -> None:
    url, script = played
    script.answers = [(200, {}), (503, {}), (502, {}), (500, {})]
    pauses: list[float] = []
    loaded(quads, url, pauses)
    assert len(pauses) == 3
    assert pauses == sorted(pauses)


def test_a_store_may_say_how_long_to_wait(played: tuple[str, Script], quads: Path) -> None:
    url, script = played
    script.answers = [(200, {}), (503, {"Retry-After": "7"})]
    pauses: list[float] = []
    loaded(quads, url, pauses)
    assert pauses == [7.0]


def test_a_store_that_keeps_less_than_it_says_is_found_out(played: tuple[str, Script], quads: Path) -> None:
    url, script = played
    script.count = lambda body: 0
    with pytest.raises(StoreError, match="holds 0 triples of 1 sent"):
        loaded(quads, url)


def test_the_password_goes_nowhere_but_where_the_user_said(played: tuple[str, Script], quads: Path) -> None:
    url, script = played
    script.answers = [(200, {}), (307, {"Location": "http://127.0.0.1:9/else"})]
    with pytest.raises(StoreError, match="sends elsewhere"):
        loaded(quads, url, credentials=lambda: ("name", "secret"))
    assert not any("Authorization" in headers for *_, headers, _ in script.seen)


@pytest.mark.parametrize(
    ("asked", "scheme"),
    [("Basic realm=x", "Basic "), ('Digest realm="x", nonce="n", qop="auth", algorithm=MD5', "Digest ")],
)
def test_the_scheme_is_the_one_that_the_store_asks_for(played: tuple[str, Script], quads: Path, asked: str, scheme: str) -> None:
    url, script = played
    script.answers = [(401, {"WWW-Authenticate": asked})] * (2 if scheme == "Digest " else 1)
    loaded(quads, url, credentials=lambda: ("name", "secret"))
    sent = [headers.get("Authorization", "") for method, _, headers, _ in script.seen if method == "PUT"]
    assert all(header.startswith(scheme) and "secret" not in header for header in sent)


def test_nobody_at_the_door_is_said_at_once(quads: Path) -> None:
    with pytest.raises(StoreError, match="no store answers there"):
        loaded(quads, "http://127.0.0.1:1/store")


@pytest.mark.parametrize("url", ["ftp://127.0.0.1/", "nothing", "http://user:secret@127.0.0.1/store", "file:///etc/passwd"])
def test_a_url_that_cannot_or_may_not_be_is_refused(quads: Path, url: str) -> None:
    with pytest.raises(StoreError) as refused:
        loaded(quads, url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("graph", ["g", "x:> } ; DROP ALL ; INSERT DATA { <x:a", "https://example.org/a b"])
def test_what_is_no_iri_names_no_graph(quads: Path, graph: str) -> None:
    with pytest.raises(StoreError, match="not an absolute IRI"):
        loaded(quads, "http://127.0.0.1:1/store", graph=graph)


@pytest.mark.parametrize(
    ("url", "server", "kind", "query"),
    [
        ("http://h:7878/store", "Oxigraph/0.5", "Oxigraph", "http://h:7878/query"),
        ("http://h:7878", "Oxigraph/0.5", "Oxigraph", "http://h:7878/query"),
        ("http://h:8890/sparql-graph-crud-auth", "Virtuoso/07.20", "Virtuoso", "http://h:8890/sparql"),
        ("http://h:3030/ds/data", "", "Fuseki", "http://h:3030/ds/query"),
        ("http://h:7200/repositories/r/rdf-graphs/service", "", "GraphDB or RDF4J", "http://h:7200/repositories/r"),
        ("http://h:9999/blazegraph/namespace/kb/sparql", "", "Blazegraph", "http://h:9999/blazegraph/namespace/kb/sparql"),
    ],
)
def test_the_store_is_known_by_its_name_or_its_path(url: str, server: str, kind: str, query: str) -> None:
    found = endpoint_at(url, server)
    assert (found.kind.name, found.query) == (kind, query)


def test_graphs_are_set_aside_without_what_is_said_twice(quads: Path, tmp_path: Path) -> None:
    assert [(file.iri, file.triples) for file in set_aside(quads, tmp_path)] == [
        ("https://example.org/g1", 1),
        ("https://example.org/g2", 1),
    ]


def test_the_password_is_on_no_command_line(quads: Path, tmp_path: Path) -> None:
    told = subprocess.run([sys.executable, "-m", "kg", "load", "--help"], cwd=TOP, capture_output=True, text=True, check=True)
    assert "--password" not in told.stdout


def held(server: Server) -> Counter[str]:
    """How many triples each graph of ours has in the store."""
    rows = server.rows("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    return Counter({str(row[0]): int(str(row[1])) for row in rows if "/zeren/id/" in str(row[0])})


def expected(folder: Path) -> Counter[str]:
    return Counter(quad.graph_name.value for quad in set(ox.parse(path=folder / "graph.nq")))


@pytest.fixture(scope="module")
def older(few: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same documents a year before: each graph with a third of its triples."""
    folder = tmp_path_factory.mktemp("older")
    lines = (few / "graph.nq").read_text("utf-8").splitlines(keepends=True)
    (folder / "graph.nq").write_text("".join(line for line in lines if len(line) % 3 == 0), encoding="utf-8")
    return folder


KILLS = int(os.environ.get("KG_KILLS", "1"))


@pytest.mark.parametrize("made", [Oxigraph, Virtuoso], ids=lambda made: made.name)
@pytest.mark.parametrize("victim", ["program", "store"])
def test_a_load_that_is_killed_leaves_old_or_new_and_a_rerun_the_new(
    made: type[Oxigraph | Virtuoso], victim: str, few: Path, older: Path, tmp_path: Path
) -> None:
    server = made(tmp_path / "server")
    server.start()
    try:
        old, new = expected(older), expected(few)
        dice = random.Random(victim)
        took = timed(server, few)
        for _ in range(KILLS):
            timed(server, older)
            process = kg_load(server.load_options, few)
            time.sleep(dice.uniform(0.3, 1.0) * took)
            if victim == "store":
                server.kill()
                process.kill()
                server.start()
            process.kill()
            process.communicate()
            time.sleep(0.2)
            for graph, count in held(server).items():
                assert graph.endswith("#zeren-loading") or count in (old[graph], new[graph]), graph
            timed(server, few)
            assert held(server) == new
    finally:
        server.kill()


def timed(server: Server, data: Path) -> float:
    begun = time.monotonic()
    process = kg_load(server.load_options, data)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()
    return time.monotonic() - begun


# Documents that come one after the other


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Builds of the two notices of the guard's tests, of a prefecture and of a county in it: together, and each alone."""
    notices = TOP / "tests" / "store" / "notices"
    made: dict[str, Path] = {}
    for name, sources in {"both": [notices], "prefecture": [notices / "prefecture.txt"], "county": [notices / "county.txt"]}.items():
        made[name] = tmp_path_factory.mktemp(name)
        build(sources, made[name])
    return made


@pytest.mark.parametrize("made", [Oxigraph, Virtuoso], ids=lambda made: made.name)
def test_documents_loaded_one_by_one_are_as_those_loaded_at_once(
    made: type[Oxigraph | Virtuoso], parts: dict[str, Path], tmp_path: Path
) -> None:
    """Nothing that another document uses goes, nothing comes twice, and what nothing uses any more does not stay."""
    server = made(tmp_path / "server")
    server.start()
    try:
        for name in ("prefecture", "county", "county"):
            timed(server, parts[name])
        assert held(server) == expected(parts["both"])
        without_use = "https://w3id.org/zeren/id/unit/330500-nobody"
        stale = parts["prefecture"] / "graph.nq"
        text = stale.read_text("utf-8")
        graph = "<https://w3id.org/zeren/id/graph/330500>"
        stale.write_text(f'{text}<{without_use}> <http://www.w3.org/2004/02/skos/core#prefLabel> "无"@zh {graph} .\n', "utf-8")
        timed(server, parts["prefecture"])
        assert server.rows(f"SELECT ?o {{ <{without_use}> ?p ?o }}") == [("无",)]
        stale.write_text(text, "utf-8")
        timed(server, parts["prefecture"])
        assert held(server) == expected(parts["both"])
        process = kg_load([*server.load_options, "--prune"], parts["county"])
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
        assert held(server) == expected(parts["county"])
    finally:
        server.kill()
