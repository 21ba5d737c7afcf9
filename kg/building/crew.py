"""Who does the work of a build: this process, processes on this machine, or a Dask cluster. What is done is the same.

Each is a :class:`concurrent.futures.Executor`; scheduling and retrying are theirs. What is added here: results come in the order of
the work, no more of it is under way than memory bears, and a piece of work that ends its worker is tried alone before it is given up.
"""

from __future__ import annotations

import concurrent.futures as cf
import contextlib
import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, Protocol, TypeVar

from kg.garbage import collect_seldom
from kg.lifeline import die_with_parent
from kg.model.errors import ZerenError
from kg.model.wording import told

__all__ = ["Crew", "NoCluster", "crew"]

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

_AHEAD: Final = 3  # batches a worker under way or waiting to be taken in: the fewer, the less memory
_MOST_IN_BATCH: Final = 16
_BATCHES: Final = 8  # a worker should get at least so many, so that none is left with the last one
_LOOK_EVERY: Final = 5.0  # seconds
_BREAKS: Final = 3  # of the pool, before the work that is under way is tried one by one


class NoCluster(ZerenError):
    """A Dask cluster that is not there, or not as it must be."""


class Crew(Protocol):
    """Those who do the work."""

    workers: int

    def run(self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], lost: Callable[[_Job], _Result]) -> Iterator[_Result]:
        """The result of each job, in their order. ``lost`` gives that of one that ended its worker whenever it was tried."""


class _Alone:
    """This process."""

    workers = 1

    def run(self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], lost: Callable[[_Job], _Result]) -> Iterator[_Result]:
        return (function(jobs[at]) for at in range(len(jobs)))


class _Several:
    """Workers behind an executor, which ``renewed`` gives anew where it is broken. ``look`` raises where nobody is there any more."""

    def __init__(
        self,
        workers: int,
        renewed: Callable[[], cf.Executor],
        broken: tuple[type[BaseException], ...],
        look: Callable[[], None] = lambda: None,
    ) -> None:
        self.workers = workers
        self._renewed = renewed
        self._broken = broken
        self._look = look
        self._executor = renewed()

    def run(self, function: Callable[[_Job], _Result], jobs: Sequence[_Job], lost: Callable[[_Job], _Result]) -> Iterator[_Result]:
        size = max(1, min(_MOST_IN_BATCH, len(jobs) // (self.workers * _BATCHES)))
        batches = deque(slice(at, at + size) for at in range(0, len(jobs), size))
        under_way: deque[tuple[slice, cf.Future[list[_Result]]]] = deque()
        breaks = 0
        while batches or under_way:
            try:
                while batches and len(under_way) < self.workers * _AHEAD:
                    under_way.append((batches[0], self._executor.submit(_each, function, jobs[batches[0]])))
                    batches.popleft()
                results = self._done(under_way[0][1])
            except self._broken:
                breaks += 1
                batches.extendleft(batch for batch, _ in reversed(under_way))
                under_way.clear()
                self._executor = self._renewed()
                if breaks >= _BREAKS:  # one of those that were under way, and which one nobody can say
                    breaks = 0
                    for batch in [batches.popleft() for _ in range(min(len(batches), self.workers * _AHEAD))]:
                        for job in jobs[batch]:
                            yield self._alone(function, job, lost)
                continue
            under_way.popleft()
            breaks = 0
            yield from results

    def _done(self, work: cf.Future[list[_Result]]) -> list[_Result]:
        while not work.done():
            self._look()
            cf.wait([work], _LOOK_EVERY)
        return work.result()

    def _alone(self, function: Callable[[_Job], _Result], job: _Job, lost: Callable[[_Job], _Result]) -> _Result:
        for _ in range(2):
            try:
                return self._done(self._executor.submit(_each, function, [job]))[0]
            except self._broken:
                self._executor = self._renewed()
        return lost(job)


def _each(function: Callable[[_Job], _Result], jobs: Sequence[_Job]) -> list[_Result]:
    return [function(job) for job in jobs]


@contextlib.contextmanager
def crew(jobs: int, cluster: str | None = None) -> Iterator[Crew]:
    """So many processes of this machine (1: this one), or the workers of a Dask cluster. However the block ends, their work does.

    Raises NoCluster where the cluster does not answer, or its workers run another program.
    """
    if cluster is not None:
        with _dask(cluster) as several:
            yield several
    elif jobs > 1:
        with _processes(jobs) as several:
            yield several
    else:
        yield _Alone()


@contextlib.contextmanager
def _processes(jobs: int) -> Iterator[Crew]:
    # Not forked from this process, whose threads would leave their locks behind; made by one that has loaded the program already.
    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(kind)
    if kind == "forkserver":
        context.set_forkserver_preload(["kg.building.work"])
    before = set(multiprocessing.active_children())
    pools: list[cf.ProcessPoolExecutor] = []

    def renewed() -> cf.Executor:
        for old in pools:
            old.shutdown(wait=False, cancel_futures=True)
        pools[:] = [cf.ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)]
        return pools[0]

    ended_well = False
    try:
        yield _Several(jobs, renewed, (BrokenProcessPool,))
        ended_well = True
    finally:
        for pool in pools:
            pool.shutdown(wait=ended_well, cancel_futures=True)
        if not ended_well:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()


def _begin() -> None:
    """What a worker does before its work: it dies with the one that asks, and on Ctrl-C without a word."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    collect_seldom()


@contextlib.contextmanager
def _dask(address: str) -> Iterator[Crew]:
    try:
        import distributed
    except ImportError as error:
        raise NoCluster(address, "Dask is not installed here", "Install it with pip install 'zeren[cluster]'") from error
    from kg.fingerprint import fingerprint

    # What it logs, whoever started the command can do nothing about; what they can, is told below.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        # A client that is made for an address that is none waits for long when it is thrown away, and complains.
        library: Any = distributed
        library.comm.get_address_host_port(address)
        client = library.Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        found = told("no Dask scheduler answers there ({error})", error=str(error).splitlines()[0] if str(error) else type(error).__name__)
        raise NoCluster(address, found, "Start one with 'dask scheduler', and workers with 'dask worker ADDRESS'") from error
    try:
        programs = client.run(_program)
        if not programs:
            raise NoCluster(address, "the cluster has no worker", "Start some with 'dask worker ADDRESS'")
        for worker, program in programs.items():
            if program != fingerprint():
                raise NoCluster(
                    told("{address}, worker {worker}", address=address, worker=worker),
                    told("it runs {program}", program=program),
                    "Install the same version of zeren on all machines",
                )

        def look() -> None:
            if client.status == "closed":
                raise NoCluster(address, "the scheduler is gone", "Start the cluster again, then this command: what was read is kept")

        def renewed() -> cf.Executor:
            look()
            executor: cf.Executor = client.get_executor(pure=False)
            return executor

        yield _Several(len(programs), renewed, (distributed.KilledWorker, cf.CancelledError), look)
    finally:
        client.close()


def _program() -> str:
    try:
        from kg.fingerprint import fingerprint
    except ImportError:
        return "no zeren, or one without this part"
    return fingerprint()
