"""What a thread that is confined cannot do, and what it still can."""

from __future__ import annotations

import ast
import platform
import socket
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.store import confined as room
from kg.store.confined import confinable, confine, confined, is_no_network

KG = Path(room.__file__).parents[1]
WORKING = pytest.mark.skipif(not confinable(), reason="this system does not let a thread give up the network")


@WORKING
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_UNIX])
@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_socket_is_opened(family: int, kind: int) -> None:
    with pytest.raises(OSError, match="not on the network") as caught:
        confined(lambda: socket.socket(family, kind))
    assert is_no_network(caught.value)


@WORKING
def test_no_name_is_asked_for() -> None:
    with pytest.raises(socket.gaierror):
        confined(lambda: socket.getaddrinfo("example.org", 80))


@WORKING
def test_the_threads_it_starts_are_held_too_and_the_others_are_not() -> None:
    seen: list[str] = []

    def inner() -> None:
        try:
            socket.socket().close()
        except OSError:
            seen.append("refused")

    def outer() -> None:
        thread = threading.Thread(target=inner)
        thread.start()
        thread.join()

    confined(outer)
    assert seen == ["refused"]
    socket.socket().close()


@WORKING
def test_a_store_of_many_files_is_answered_from_all_of_them(tmp_path: Path) -> None:
    """Oxigraph opens most of them only when it is asked."""
    folder = tmp_path / "store"
    made = ox.Store(str(folder))
    for number in range(60):
        made.bulk_extend(
            [ox.Quad(ox.NamedNode(f"x:s{number}"), ox.NamedNode("x:p"), ox.Literal(f"a text too long to stand in a key {number}"))]
        )
    del made
    assert len(list(folder.glob("*.sst"))) > 60

    def count() -> list[str]:
        assert confine()
        answer = ox.Store.read_only(str(folder)).query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(STRLEN(?o) > 9) }")
        assert isinstance(answer, ox.QuerySolutions)
        return [str(solution["n"].value) for solution in answer]

    assert confined(count) == ["60"]


def test_what_the_work_returns_and_raises_comes_through() -> None:
    assert confined(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        confined(lambda: 1 // 0)


@pytest.mark.filterwarnings("error")
def test_rows_half_read_are_dropped_where_they_were_read() -> None:
    def half() -> None:
        answer = ox.Store().query("SELECT * { VALUES ?x { 1 2 } }")
        assert isinstance(answer, ox.QuerySolutions)
        next(answer)
        raise LookupError

    with pytest.raises(LookupError):
        confined(half)


@pytest.mark.parametrize("machine", ["i686", "sparc64", ""])
def test_a_machine_whose_calls_are_not_known_holds_nothing_and_says_so(monkeypatch: pytest.MonkeyPatch, machine: str) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert confine() is False


def test_who_asks_a_store_does_it_in_here() -> None:
    """A call of ``query`` or ``update`` in a module that knows nothing of this room would be a way out."""
    asking = set()
    for path in KG.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "query" and node.args:
                asking.add(path.relative_to(KG).as_posix())
                assert "kg.store.confined" in text, f"{path} asks a store"
    questions = {"queries/evaluation.py", "queries/names.py", "queries/replaced.py"}
    assert asking == questions | {"publish/exporting/networked_tables.py", "publish/serving/worker.py", "store/validate.py"}
