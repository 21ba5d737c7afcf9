"""Who does the work leaves no trace: one process, several, a cluster; and one that dies costs time and nothing else."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.building.build import build
from kg.building.crew import NoCluster, crew
from tests.building.notices import contents, notices

TOP = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals end processes otherwise there")


def doubled(number: int) -> int:
    return 2 * number


def dies_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def dies_once(job: tuple[str, int]) -> int:
    """Ends its process the first time that it comes to 7."""
    folder, number = job
    once = Path(folder) / "died"
    if number == 7 and not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_results_come_in_the_order_of_the_work() -> None:
    with crew(2) as workers:
        assert list(workers.run(doubled, range(100), doubled)) == [2 * number for number in range(100)]


def test_a_worker_that_dies_costs_nothing(tmp_path: Path) -> None:
    with crew(2) as workers:
        jobs = [(str(tmp_path), number) for number in range(40)]
        assert list(workers.run(dies_once, jobs, lambda job: -1)) == [2 * number for number in range(40)]
    assert (tmp_path / "died").exists()


def test_work_that_ends_every_worker_is_given_up_alone() -> None:
    with crew(2) as workers:
        found = list(workers.run(dies_at_seven, range(40), lambda number: -number))
    assert found == [-7 if number == 7 else 2 * number for number in range(40)]


def test_however_it_ends_no_process_is_left() -> None:
    before = set(multiprocessing.active_children())
    with pytest.raises(KeyboardInterrupt), crew(2) as workers:
        for _ in workers.run(doubled, range(100), doubled):
            raise KeyboardInterrupt
    for process in set(multiprocessing.active_children()) - before:
        process.join(20)
    assert set(multiprocessing.active_children()) <= before


def test_several_processes_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.building.build._FEW", 0)
    sources = notices(tmp_path / "in", 24)
    build(sources, tmp_path / "alone")
    build(reversed_(sources), tmp_path / "several", jobs=2)
    assert contents(tmp_path / "alone") == contents(tmp_path / "several")


def reversed_(sources: list[Path]) -> list[Path]:
    return sources[::-1]


@pytest.fixture
def cluster() -> Iterator[str]:
    """A scheduler with two workers, as a user would start them."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made.scheduler_address


def test_a_cluster_writes_the_same_bytes(tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the workers run in another folder, and the command names its sources from its own."""
    notices(tmp_path / "in", 24)
    monkeypatch.chdir(tmp_path)
    sources = [Path("in")]
    build(sources, tmp_path / "alone")
    build(sources, tmp_path / "cluster", cluster=cluster)
    assert contents(tmp_path / "alone") == contents(tmp_path / "cluster")


def test_a_worker_of_a_cluster_that_is_killed_costs_nothing(tmp_path: Path, cluster: str) -> None:
    with crew(1, cluster) as workers:
        jobs = [(str(tmp_path), number) for number in range(40)]
        assert list(workers.run(dies_once, jobs, lambda job: -1)) == [2 * number for number in range(40)]
    assert (tmp_path / "died").exists()


def test_a_cluster_that_does_not_answer_is_told() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed")
    with pytest.raises(NoCluster, match="no Dask scheduler answers there"), crew(1, "tcp://127.0.0.1:9"):
        pass


def test_a_scheduler_that_goes_away_in_the_midst_is_told(tmp_path: Path) -> None:
    """It waits ten seconds for it to come back."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    file, quiet = tmp_path / "scheduler.json", {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": TOP}
    module = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(file), "--no-dashboard", "--port", "0"]
    scheduler = subprocess.Popen(module, **quiet)  # type: ignore[call-overload]
    while not file.exists():
        time.sleep(0.1)
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-dashboard"]
    working = subprocess.Popen([*worker, "--nworkers", "1"], **quiet)  # type: ignore[call-overload]
    try:
        with pytest.raises(NoCluster, match="the scheduler is gone"), crew(1, connected(file)) as workers:
            for _ in workers.run(time.sleep, [0.2] * 100, lambda _: None):
                scheduler.kill()
    finally:
        for process in (scheduler, working):
            process.kill()
            process.wait()


def connected(file: Path) -> str:
    """The address of a scheduler that has a worker."""
    import distributed

    address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
    client: Any = distributed.Client  # type: ignore[attr-defined,unused-ignore]
    with client(address, set_as_default=False) as asked:
        asked.wait_for_workers(1, timeout=60)
    return address


def test_an_address_without_a_port_leaves_no_client_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr(distributed, "Client", lambda *_, **__: pytest.fail("a client was made"))
    with pytest.raises(NoCluster, match="missing port number"), crew(1, "nowhere"):
        pass


def test_a_build_that_is_killed_takes_its_workers_with_it(tmp_path: Path) -> None:
    notices(tmp_path / "in", 200)
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "-j", "2", "--no-cache"]
    started = subprocess.Popen(command, cwd=Path(__file__).parents[2], stderr=subprocess.DEVNULL, start_new_session=True)
    workers: set[int] = set()
    while len(workers) < 2 and started.poll() is None:
        time.sleep(0.05)
        workers = of_session(started.pid) - {started.pid}
    assert len(workers) >= 2
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    until = time.monotonic() + 60
    while of_session(started.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not of_session(started.pid)
    assert not (tmp_path / "out" / "graph.ttl").exists()


def of_session(session: int) -> set[int]:
    """The processes of a session that are alive."""
    told = subprocess.run(["ps", "-o", "pid=,stat=", "-s", str(session)], capture_output=True, text=True, check=False).stdout
    return {int(line.split()[0]) for line in told.splitlines() if not line.split()[1].startswith("Z")}
