"""Who works for the server: replaced when it dies, and gone, with the store it read, when the server is gone."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest

from kg import lifeline
from kg.publish.serving import temporary
from kg.publish.serving.pool import Limits, Pool
from kg.publish.serving.worker import Question, answer_questions
from kg.store.disk import write_store
from tests.publish.hostile import ENDLESS

TOP = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
PLAIN = Question("ASK {}", "text/csv", "text/turtle")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("life") / "graph.ttl"
    path.write_text("".join(f"<x:s{i}> <x:p{i % 7}> <x:s{i * 7 % 4000}> .\n" for i in range(4000)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(graph: Path) -> Path:
    write_store(graph, graph.with_name("store"))
    return graph.with_name("store")


def until(holds: Callable[[], bool], pause: float = 0.05) -> bool:
    """Whether it holds in the end. The time is for machines that have much else to do: nothing here takes a second."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(pause)
    return False


def gone(killed: set[int]) -> bool:
    """Whether the system knows them no more; the pool may not have heard of it."""
    for pid in killed:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, 0)
            return False
    return True


def replaced(before: set[int]) -> bool:
    return len(workers() - before) == 2 and not workers() & before


def workers() -> set[int]:
    return {process.pid for process in multiprocessing.active_children() if process.name == "kg-query" and process.pid}


def kill_both(pool: Pool) -> set[int]:
    """The two workers of a pool that answers, killed."""
    assert pool.ask(PLAIN).status == "answered"
    assert until(lambda: len(workers()) == 2)
    killed = workers()
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    return killed


class Served:
    """A ``kg serve`` of its own; its processes are known by a word in their environment."""

    def __init__(self, graph: Path, temp: Path, *options: str) -> None:
        self.word = f"KG_TEST_WORD={temp}-{os.urandom(8).hex()}"
        name, _, value = self.word.partition("=")
        command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--data", str(graph), *options]
        environment = {**os.environ, name: value, "TMPDIR": str(temp)}
        self.process = subprocess.Popen(
            command,
            cwd=TOP,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        self.said = self.process.stderr.readline()
        self.url = self.said.split()[2]

    def processes(self) -> list[int]:
        return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal() and self._is_ours(int(entry.name))]

    def _is_ours(self, pid: int) -> bool:
        with contextlib.suppress(OSError):
            return self.word.encode() in Path(f"/proc/{pid}/environ").read_bytes() and self._state(pid) not in "ZX"
        return False

    @staticmethod
    def _state(pid: int) -> str:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def temp() -> Iterator[Path]:
    """A folder with a short path, as the system's own is: a socket's path in it may not be long."""
    with tempfile.TemporaryDirectory(dir="/tmp" if Path("/tmp").is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def served(graph: Path, temp: Path) -> Iterator[Served]:
    made = Served(graph, temp, "--seconds", "300", "--workers", "2")
    yield made
    for pid in {*made.processes(), made.process.pid}:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    made.process.wait()


UNANSWERED = 2.5  # seconds after which nobody listens for an answer that does not come


def begin_endless(served: Served, names: tuple[str, ...]) -> None:
    for name in names:
        # Nobody waits for the answer: the query is at work for as long as it may.
        with contextlib.suppress(httpx.ReadTimeout):
            httpx.post(f"{served.url}sparql", data={"query": ENDLESS[name]}, timeout=UNANSWERED, trust_env=False)


@LINUX
def test_after_the_server_was_killed_no_process_and_no_folder_is_left(served: Served, temp: Path) -> None:
    begin_endless(served, ("cross product of five, counted", "FILTER that never holds"))
    assert len(list(temp.glob("zeren-serve-*"))) == 1
    assert len(served.processes()) > 5
    served.kill()
    assert until(lambda: not served.processes()), served.processes()
    assert until(lambda: not list(temp.iterdir())), list(temp.iterdir())


@LINUX
def test_where_all_were_killed_at_once_the_next_server_removes_the_folder_and_spares_that_of_the_living(
    served: Served, graph: Path, temp: Path
) -> None:
    dead = Served(graph, temp)
    (folder,) = set(temp.glob("zeren-serve-*")) - {living := next(iter_folders(served, temp))}
    for pid in dead.processes():
        with contextlib.suppress(ProcessLookupError):  # ended by the end of another
            os.kill(pid, signal.SIGKILL)
    dead.process.wait()
    assert folder.is_dir()
    another = Served(graph, temp)
    try:
        assert not folder.exists()
        assert living.is_dir()
        assert httpx.get(f"{served.url}sparql", params={"query": "ASK {}"}, trust_env=False, timeout=60).status_code == 200
    finally:
        another.process.send_signal(signal.SIGTERM)
        another.process.wait()
    assert set(temp.glob("zeren-serve-*")) == {living}


def iter_folders(served: Served, temp: Path) -> Iterator[Path]:
    """The folder that the server holds open."""
    links = Path(f"/proc/{served.process.pid}/fd").iterdir()
    return (path for path in (link.resolve() for link in links) if path.parent == temp and path.name.startswith("zeren-serve-"))


@LINUX
def test_at_its_end_the_server_leaves_nothing(served: Served, temp: Path) -> None:
    assert httpx.get(f"{served.url}sparql", params={"query": "ASK {}"}, trust_env=False, timeout=60).status_code == 200
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(60) == 0
    assert until(lambda: not served.processes())
    assert until(lambda: not list(temp.iterdir()))


def test_a_worker_that_died_is_replaced_before_anybody_asks(store: Path) -> None:
    with Pool(store, Limits(workers=2)) as pool:
        for _ in range(3):
            assert until(partial(replaced, kill_both(pool)))
            assert [pool.ask(PLAIN).status for _ in range(4)] == ["answered"] * 4


def test_a_question_that_comes_at_once_after_a_death_does_not_pay_for_it(store: Path) -> None:
    with Pool(store, Limits(workers=2)) as pool:
        for _ in range(3):
            assert until(partial(gone, kill_both(pool)), pause=0.0)
            assert pool.ask(PLAIN).status == "answered"


def test_a_store_that_is_gone_is_said_and_not_waited_for(store: Path, tmp_path: Path) -> None:
    with Pool(tmp_path / "nothing", Limits(workers=1)) as pool:
        assert until(lambda: b"is it still there" in pool.ask(PLAIN).body)
        assert len(workers()) <= 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_a_question_that_nobody_stops_is_stopped_by_its_processor_time(store: Path) -> None:
    """The pool would stop it at its second; here nobody does."""
    ours, theirs = multiprocessing.get_context("forkserver").Pipe()

    process = multiprocessing.get_context("forkserver").Process(
        target=answer_questions, args=(store, theirs, 500, 1 << 29, 1.0), daemon=True
    )
    process.start()
    assert ours.recv() == "ready"
    ours.send(Question(ENDLESS["cross product of five, counted"], "text/csv", None))
    process.join(300)
    assert process.exitcode == -signal.SIGXCPU


def test_only_a_process_that_was_started_by_another_can_die_with_it() -> None:
    with pytest.raises(RuntimeError, match="not a process"):
        lifeline.die_with_parent()


def test_a_folder_is_locked_as_long_as_it_is_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = tmp_path / "zeren-serve-left"
    (left / "store").mkdir(parents=True)
    other = tmp_path / "another-program"
    other.mkdir()
    with temporary.temporary_folder() as first, temporary.temporary_folder() as second:
        assert first.is_dir()
        assert second.is_dir()
        assert not left.exists()
    assert list(tmp_path.iterdir()) == [other]
