"""The workers that wait for a question, watched: one that dies while it waits is seen at once."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Final, Generic, Protocol, TypeVar

__all__ = ["Line"]

_STOP: Final = b"stop"


class Watched(Protocol):
    """A process that waits for questions."""

    @property
    def sentinel(self) -> int:
        """What becomes ready when it has ended."""

    def waits(self) -> bool:
        """Whether it is there to be asked."""


W = TypeVar("W", bound=Watched)


class Line(Generic[W]):
    """Who waits, first come first served. ``lost`` is called, in a thread of the line's own, for each that died in it."""

    def __init__(self, lost: Callable[[W], None]) -> None:
        """Nobody stands in it, and nobody watches until :meth:`watch`."""
        self._lost = lost
        self._waiting: deque[W] = deque()
        self._watched: frozenset[W] = frozenset()
        self._changed = threading.Condition()
        self._ear, self._bell = multiprocessing.Pipe(duplex=False)

    def watch(self) -> None:
        """Begin to look after those that wait, until :meth:`close`."""
        threading.Thread(target=self._watch, name="line", daemon=True).start()

    def close(self) -> None:
        """Stop looking after them."""
        self._bell.send_bytes(_STOP)

    def join(self, worker: W) -> None:
        """Stand at the end of the line."""
        with self._changed:
            self._waiting.append(worker)
            self._changed.notify()
            known = worker in self._watched
        if not known:
            self._bell.send_bytes(b"")

    def wake(self) -> None:
        """Let those that wait in :meth:`take` look whether they are still to wait."""
        with self._changed:
            self._changed.notify_all()

    def take(self, seconds: float, in_vain: Callable[[], bool]) -> W | None:
        """The first that is well; None where there is none in that time, or where to wait for one is in vain."""
        until = time.monotonic() + seconds
        with self._changed:
            while True:
                # One that died in this very moment is left to the watch.
                found = next((worker for worker in self._waiting if worker.waits()), None)
                if found is not None:
                    self._waiting.remove(found)
                    return found
                left = until - time.monotonic()
                if left <= 0 or in_vain():
                    return None
                self._changed.wait(left)

    def _watch(self) -> None:
        while True:
            with self._changed:
                watched = {worker.sentinel: worker for worker in self._waiting}
                # Who is taken and comes back is still watched: no bell has to ring for it.
                self._watched = frozenset(watched.values())
            ready = wait([self._ear, *watched])
            if self._ear in ready and self._ear.recv_bytes() == _STOP:
                return
            for sentinel in ready:
                if isinstance(sentinel, int) and self._left(watched[sentinel]):
                    self._lost(watched[sentinel])

    def _left(self, worker: W) -> bool:
        """Take a worker that died out of the line; False where it does not stand there any more."""
        with self._changed:
            if worker not in self._waiting:
                return False
            self._waiting.remove(worker)
            return True
