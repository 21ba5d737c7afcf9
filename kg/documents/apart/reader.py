"""One process that reads many documents: it has its libraries loaded, and for each document makes a copy of itself that has limits of
its own.

Whatever a document does to the copy that reads it ends with that copy. The next one begins as the first did, and holds nothing of it.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final

from kg.documents.apart.exchange import REPLY, REQUEST

__all__ = ["Ended", "Reader"]

_ROOT: Final = Path(__file__).resolve().parents[3]
_START: Final = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from kg.documents.apart.worker import serve; serve()"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a reading ended: the exit code (below 0: the signal), what it wrote, what it said on standard error."""

    returncode: int
    stdout: bytes
    stderr: bytes


class Reader:
    """The process, which starts when the first document comes and again where it is gone. Threads take turns."""

    def __init__(self, environment: Mapping[str, str] = MappingProxyType({})) -> None:
        """Nothing is started yet. ``environment`` is what its variables have besides those of this process."""
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._turn = threading.Lock()

    def read(self, by: str, data: bytes, memory: int, seconds: int, patience: float) -> Ended:
        """Have one document read by the reader named ``by`` within ``memory`` bytes and ``seconds`` of processor time.

        Raises OSError where the process does not start, and subprocess.TimeoutExpired after ``patience`` seconds by the clock.
        """
        name = by.encode("ascii")
        with self._turn:
            process = self._running()
            overdue = threading.Event()

            def give_up() -> None:
                overdue.set()
                _kill(process)

            watch = threading.Timer(patience, give_up)
            watch.daemon = True
            watch.start()
            try:
                ended = _exchange(process, REQUEST.pack(memory, seconds, len(name), len(data)) + name, data)
            except BaseException:
                self._gone(process)
                raise
            finally:
                watch.cancel()
            if ended is None:
                code = self._gone(process)
                if overdue.is_set():
                    raise subprocess.TimeoutExpired(process.args, patience)
                return Ended(code, b"", b"")
            return ended

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None and self._owner == os.getpid():
            self._gone(self._process)

    def abandon(self) -> None:
        """End what is being read, from whichever thread: who waits for it is told that the process is gone."""
        if self._process is not None and self._owner == os.getpid():
            _kill(self._process)

    def _running(self) -> subprocess.Popen[bytes]:
        # A process that was copied from this one must not speak to its reader.
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            pipe = subprocess.PIPE
            # In a session of its own it can be ended together with the copy that it waits for.
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START],
                stdin=pipe,
                stdout=pipe,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                env={**os.environ, **self._environment},
            )
            self._owner = os.getpid()
            atexit.register(self.end)
        return self._process

    def _gone(self, process: subprocess.Popen[bytes]) -> int:
        atexit.unregister(self.end)
        self._process = None
        _kill(process)
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe is not None:
                    pipe.close()
            except OSError:  # what was not sent yet cannot be sent any more
                pass
        return process.wait()


def _exchange(process: subprocess.Popen[bytes], head: bytes, data: bytes) -> Ended | None:
    """Send a document and take the answer; None where the process ends before it answers."""
    assert process.stdin is not None and process.stdout is not None
    try:
        process.stdin.write(head)
        process.stdin.write(data)
        process.stdin.flush()
    except BrokenPipeError:
        return None
    answer = _taken(process.stdout, REPLY.size)
    if answer is None:
        return None
    code, out, said = REPLY.unpack(answer)
    written, told = _taken(process.stdout, out), _taken(process.stdout, said)
    return None if written is None or told is None else Ended(code, written, told)


def _taken(stream: IO[bytes], length: int) -> bytes | None:
    taken = stream.read(length)
    return taken if len(taken) == length else None


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            process.kill()
