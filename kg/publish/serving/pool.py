"""Processes that answer queries, as many at a time as the machine can bear; one that takes too long is ended and replaced.

A query that is long at its work steps out of the line: another process takes its place there, and short ones pass by. Beside the line
there is room for as many again; a long query that finds none is stopped, waits for room, and begins anew.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess, SpawnContext, SpawnProcess
from pathlib import Path
from typing import Final, Self

from kg.model.wording import told
from kg.publish.serving.line import Line
from kg.publish.serving.worker import Answer, Asked, answer_questions, unanswered

__all__ = ["Busy", "Limits", "Pool", "TookTooLong"]

_START_TIME: Final = 60.0
_FIRST_PAUSE: Final = 0.05
_LONGEST_PAUSE: Final = 5.0


class TookTooLong(Exception):
    """The query was stopped at the time limit."""


class Busy(Exception):
    """No process became free in time."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take. ``wait`` is how long it stands in line at most, ``workers`` how many processes stand in line.

    After ``patience`` seconds a query steps out of the line; so at most twice ``workers`` run at a time, each with its ``memory``.
    """

    seconds: float = 30.0
    patience: float = 1.0
    rows: int = 100_000
    memory: int = 2 << 30
    wait: float = 60.0
    workers: int = 4


class _Worker:
    """One process and the pipe to it. ``well`` is False when it is known to have died."""

    def __init__(self, context: SpawnContext | ForkServerContext, store: Path, limits: Limits, index: Path | None) -> None:
        self._pipe: Connection
        self._pipe, other = context.Pipe()
        self._process: SpawnProcess | ForkServerProcess = context.Process(
            target=answer_questions,
            args=(store, other, limits.rows, limits.memory, limits.seconds, index),
            daemon=True,
            name="kg-query",
        )
        self._process.start()
        other.close()
        self.well = True

    @property
    def sentinel(self) -> int:
        """What becomes ready when the process has ended."""
        return self._process.sentinel

    def wait_until_ready(self) -> bool:
        """Return when it has opened the store; False where it died before."""
        with contextlib.suppress(EOFError, OSError):
            if self._pipe.poll(_START_TIME):
                self._pipe.recv()
                return True
        return False

    def waits(self) -> bool:
        """Whether it is there to be asked: of one that waits, only its end is ever heard."""
        with contextlib.suppress(OSError):
            return self.well and not self._pipe.poll()
        return False

    def put(self, question: Asked) -> None:
        """Begin with a question; the next is begun when this one is answered."""
        # A process that died is noticed where its answer is waited for.
        with contextlib.suppress(ConnectionError):
            self._pipe.send(question)

    def answer(self, seconds: float) -> Answer | None:
        """The answer, None while there is none. Of a process that died, an answer that says so; it is not ``well`` any more."""
        try:
            if not self._pipe.poll(seconds):
                return None
            answer: Answer = self._pipe.recv()
        except (EOFError, OSError):
            # The pipe knows before the process does: for a moment it still counts as alive.
            self.well = False
            return unanswered("failed", told("the query needs more memory than it may have, or is nested too deep"))
        return answer

    def end(self) -> None:
        self._process.kill()
        self._pipe.close()
        self._process.join()


class Pool:
    """Answers questions on one store, from any number of threads. Use it as a context.

    A process that dies while it waits is replaced then, and not when somebody asks it.
    """

    def __init__(self, store: Path, limits: Limits, index: Path | None = None) -> None:
        """No process runs before the context is entered. ``index`` is the folder or file that a search asks."""
        self._index = index
        self.limits = limits
        self._store = store
        self._context = _context()
        self._line: Line[_Worker] = Line(self._replace)
        self._failing = False
        self._all: set[_Worker] = set()
        self._beside = threading.Semaphore(limits.workers)
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        """Start the processes."""
        self._line.watch()
        for _ in range(self.limits.workers):
            self._hire()
        return self

    def __exit__(self, *_: object) -> None:
        """End them, whatever they do."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.end()
            self._all.clear()
        self._line.close()

    def ask(self, question: Asked) -> Answer:
        """The answer. Raises TookTooLong after the time limit, Busy where no process became free."""
        limits, until = self.limits, time.monotonic() + self.limits.wait
        worker = self._line.take(limits.wait, lambda: self._failing)
        if worker is None and self._failing:
            return unanswered("failed", told("no process can open the store: is it still there?"))
        if worker is None:
            raise Busy
        worker.put(question)
        answer = worker.answer(min(limits.patience, limits.seconds))
        if answer is None and limits.patience < limits.seconds:
            return self._beside_the_line(worker, question, until)
        if answer is None or not worker.well:
            self._replace(worker)
        else:
            self._line.join(worker)
        if answer is None:
            raise TookTooLong
        return answer

    def _beside_the_line(self, worker: _Worker, question: Asked, until: float) -> Answer:
        """The answer of a worker that has been at the question for some time, or, where there is no room, of one that begins anew."""
        left = self.limits.seconds - self.limits.patience
        room = self._beside.acquire(blocking=False)
        if not room:
            self._end(worker)
        self._hire()
        if not room:
            if not self._beside.acquire(timeout=max(0.0, until - time.monotonic())):
                raise Busy
            worker, left = self._begun(question), self.limits.seconds
        try:
            answer = worker.answer(left)
        finally:
            self._end(worker)
            self._beside.release()
        if answer is None:
            raise TookTooLong
        return answer

    def _begun(self, question: Asked) -> _Worker:
        worker = self._started()
        if worker is None:
            self._beside.release()
            raise Busy
        worker.wait_until_ready()
        worker.put(question)
        return worker

    def _hire(self) -> None:
        """Put one more worker in line, as soon as it is ready: nobody waits for it while another is free."""
        worker = self._started()
        if worker is not None:
            threading.Thread(target=self._welcome, args=(worker,), daemon=True).start()

    def _welcome(self, worker: _Worker) -> None:
        pause = _FIRST_PAUSE
        while not worker.wait_until_ready():
            self._end(worker)
            # One that cannot begin may have been killed; five one after the other have a reason that lasts.
            self._failing = pause > 8 * _FIRST_PAUSE
            self._line.wake()
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
            another = self._started()
            if another is None:
                return
            worker = another
        self._failing = False
        self._line.join(worker)

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        self._hire()

    def _started(self) -> _Worker | None:
        """A new worker; None where the pool is closed."""
        with self._lock:
            if self._closed:
                return None
            worker = _Worker(self._context, self._store, self.limits, self._index)
            self._all.add(worker)
            return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._all:
                self._all.remove(worker)
                worker.end()


def _context() -> SpawnContext | ForkServerContext:
    """Where it can be, a process that has read the modules already makes the others: the next one is there in milliseconds."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([answer_questions.__module__])
    return context
