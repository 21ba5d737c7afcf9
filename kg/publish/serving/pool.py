"""Processes that answer queries, as many at a time as the machine can bear; one that takes too long is ended and replaced."""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import threading
import time
from collections.abc import Iterator
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
    """What one query may take. ``wait`` is how long it stands in line at most, ``workers`` how many run at a time."""

    seconds: float = 30.0
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

    def ask(self, question: Question, seconds: float) -> Answer:
        """The answer. Raises TookTooLong. A process that dies gives an answer that says so. Either way it is not ``well`` any more."""
        try:
            self._pipe.send(question)
            if not self._pipe.poll(seconds):
                self.well = False
                raise TookTooLong
            answer: Answer = self._pipe.recv()
        except (EOFError, ConnectionError):
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
        with self._worker() as worker:
            return worker.ask(question, self.limits.seconds)

    @contextlib.contextmanager
    def _worker(self) -> Iterator[_Worker]:
        deadline = time.monotonic() + self.limits.wait
        try:
            worker = self._free.get(timeout=max(0.0, deadline - time.monotonic()))
        except queue.Empty:
            raise Busy from None
        try:
            yield worker
        except BaseException:
            worker.well = False
            raise
        finally:
            if worker.well:
                self._free.put(worker)
            else:
                self._dismiss(worker)

    def _hire(self) -> None:
        with self._lock:
            if not self._closed:
                worker = _Worker(self._context, self._store, self.limits)
                self._all.add(worker)
                # Nobody waits for a process that is starting while another is free.
                threading.Thread(target=self._welcome, args=(worker,), daemon=True).start()

    def _welcome(self, worker: _Worker) -> None:
        worker.wait_until_ready()
        self._free.put(worker)

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._all:
                self._all.remove(worker)
                worker.end()
        self._hire()
