"""Processes that answer queries, as many at a time as the machine can bear; one that takes too long is ended and replaced.

A query that is long at its work steps out of the line: another process takes its place there, and short ones pass by. Beside the line
there is room for as many again; a long query that finds none is stopped, waits for room, and begins anew.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Final, Self

from kg.publish.serving.worker import Answer, Question, answer_questions

__all__ = ["Busy", "Limits", "Pool", "TookTooLong"]

_START_TIME: Final = 60.0


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
    """One process and the pipe to it."""

    def __init__(self, context: ForkServerContext, store: Path, limits: Limits) -> None:
        self._pipe: Connection
        self._pipe, other = context.Pipe()
        self._process: ForkServerProcess = context.Process(
            target=answer_questions, args=(store, other, limits.rows, limits.memory), daemon=True, name="kg-query"
        )
        self._process.start()
        other.close()
        self.well = True

    def wait_until_ready(self) -> None:
        """Return when it has opened the store; also when it never will, which the first question to it then shows."""
        with contextlib.suppress(EOFError, OSError):
            if self._pipe.poll(_START_TIME):
                self._pipe.recv()

    def put(self, question: Question) -> None:
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
            return Answer("failed", b"the query needs more memory than it may have, or is nested too deep.\n")
        return answer

    def end(self) -> None:
        self._process.kill()
        self._pipe.close()
        self._process.join()


class Pool:
    """Answers questions on one store, from any number of threads. Use it as a context."""

    def __init__(self, store: Path, limits: Limits) -> None:
        """No process runs before the context is entered."""
        self.limits = limits
        self._store = store
        # A process that has read the modules already makes the others: the next one is there in milliseconds.
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([answer_questions.__module__])
        self._free: queue.Queue[_Worker] = queue.Queue()
        self._all: set[_Worker] = set()
        self._beside = threading.Semaphore(limits.workers)
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        """Start the processes."""
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

    def ask(self, question: Question) -> Answer:
        """The answer. Raises TookTooLong after the time limit, Busy where no process became free."""
        limits, until = self.limits, time.monotonic() + self.limits.wait
        try:
            worker = self._free.get(timeout=limits.wait)
        except queue.Empty:
            raise Busy from None
        worker.put(question)
        answer = worker.answer(min(limits.patience, limits.seconds))
        if answer is None and limits.patience < limits.seconds:
            return self._beside_the_line(worker, question, until)
        if answer is None or not worker.well:
            self._end(worker)
            self._hire()
        else:
            self._free.put(worker)
        if answer is None:
            raise TookTooLong
        return answer

    def _beside_the_line(self, worker: _Worker, question: Question, until: float) -> Answer:
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

    def _begun(self, question: Question) -> _Worker:
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
        worker.wait_until_ready()
        self._free.put(worker)

    def _started(self) -> _Worker | None:
        """A new worker; None where the pool is closed."""
        with self._lock:
            if self._closed:
                return None
            worker = _Worker(self._context, self._store, self.limits)
            self._all.add(worker)
            return worker

    def _end(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._all:
                self._all.remove(worker)
                worker.end()
