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
from multiprocessing.context import SpawnProcess
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

    def __init__(self, store: Path, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe: Connection
        self._pipe, other = context.Pipe()
        self._process: SpawnProcess = context.Process(
            target=answer_questions, args=(store, other, limits.rows, limits.memory), daemon=True, name="kg-query"
        )
        self._process.start()
        other.close()
        self._ready = False

    def ask(self, question: Question, seconds: float) -> Answer:
        """The answer. Raises TookTooLong; the worker is then of no more use. A process that dies gives an answer that says so."""
        if not self._ready and not self._pipe.poll(_START_TIME):
            raise TookTooLong
        try:
            if not self._ready:
                self._pipe.recv()
                self._ready = True
            self._pipe.send(question)
            if not self._pipe.poll(seconds):
                raise TookTooLong
            answer: Answer = self._pipe.recv()
        except (EOFError, ConnectionError):
            return Answer("failed", b"the query needs more memory than it may have.\n")
        return answer

    @property
    def alive(self) -> bool:
        return self._process.is_alive()

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
        well = False
        try:
            yield worker
            well = worker.alive
        finally:
            if well:
                self._free.put(worker)
            else:
                self._dismiss(worker)

    def _hire(self) -> None:
        with self._lock:
            if not self._closed:
                worker = _Worker(self._store, self.limits)
                self._all.add(worker)
                self._free.put(worker)

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            if worker in self._all:
                self._all.remove(worker)
                worker.end()
        self._hire()
