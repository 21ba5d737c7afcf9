"""Asking for a document to be read in a process of its own, and what is told where that ends without an answer.

The libraries that take a format apart read files from anywhere, and a file of a few bytes can ask for gigabytes; so each document is read
in a process (:mod:`kg.documents.apart.worker`) that ends when it takes too much memory or processor time; on Linux it is a copy of one that
has its libraries loaded (:mod:`kg.documents.apart.reader`). How busy the machine is decides nothing; the clock ends only a reader that
stands still.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.documents.apart.answers import source_of
from kg.documents.apart.reader import Ended, Reader
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.limits import MEGABYTE, megabytes
from kg.model.source import Source
from kg.model.wording import Told, told

__all__ = ["Bounds", "ask", "read_apart"]

_SECONDS = 9  # of processor time: a notice of 40 pages takes one
_MINUTES = 30.0  # by the clock, the last resort
_MEMORY = 480 * MEGABYTE
_ROOT = Path(__file__).resolve().parents[3]
_COPIES = sys.platform == "linux"  # elsewhere libraries do not bear that a process is copied, or it cannot be
_READER = Reader()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a reading may take, and which process it is done in: processor seconds, bytes of memory."""

    seconds: int
    memory: int
    reader: Reader


def read_apart(by: str, what: Told, remedy: Told, data: bytes, origin: Origin) -> Source:
    """The document, read by the reader that ``by`` names (``module:function``).

    ``what`` is the kind of document, as messages call it; ``remedy`` what to do about one that takes too much. Raises
    :class:`kg.model.errors.UnreadableSource`.
    """
    return source_of(ask(by, what, remedy, data, origin), origin)


def ask(by: str, what: Told, remedy: Told, data: bytes, origin: Origin, bounds: Bounds | None = None) -> dict[str, Any]:
    """What that reader answers: as :func:`read_apart`, before a source is made of it; within other ``bounds`` where they are given."""
    bounds = bounds or Bounds(_SECONDS, _MEMORY, _READER)
    try:
        done = (bounds.reader.read if _COPIES else _alone)(by, data, bounds.memory + len(data), bounds.seconds, 60 * _MINUTES)
    except subprocess.TimeoutExpired as error:
        found = told(
            "{what} whose reader stood still: not done after {minutes:.0f} minutes, with less than {seconds} of processor time",
            what=what,
            minutes=_MINUTES,
            seconds=bounds.seconds,
        )
        raise UnreadableSource(origin.path, found, "The machine may be too busy: run it again when less runs beside it") from error
    except OSError as error:
        raise UnreadableSource(
            origin.path, told("{what} whose reader did not start ({error})", what=what, error=error), "Free memory and try again"
        ) from error
    if done.returncode != 0 or not done.stdout:
        why = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        raise UnreadableSource(origin.path, *_stopped(done.returncode, why, what, remedy, bounds))
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _alone(by: str, data: bytes, memory: int, seconds: int, patience: float) -> Ended:
    """As :meth:`Reader.read`, in an interpreter of its own."""
    start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from kg.documents.apart.worker import main; main({by!r}, {memory}, {seconds})"
    done = subprocess.run([sys.executable, "-c", start], input=data, capture_output=True, timeout=patience, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


def _stopped(code: int, said: str, what: Told, remedy: Told, bounds: Bounds) -> tuple[Told, Told]:
    """What to tell of a reader that ended before it was done, with which exit code, or on which signal (below 0); and what to do."""
    if said == "TimeoutError" or -code == getattr(signal, "SIGXCPU", None):
        return told("{what} that takes more than {seconds} seconds of processor time to read", what=what, seconds=bounds.seconds), remedy
    if "MemoryError" in said:
        return told("{what} that takes more than {size} of memory to read", what=what, size=megabytes(bounds.memory)), remedy
    if -code == getattr(signal, "SIGKILL", None):
        found = told("{what} whose reader was ended from outside, as a system does that has no memory left", what=what)
        return found, told("Free memory and try again")
    ended = told("it ended with {code}", code=code) if code >= 0 else told("it ended on {name}", name=signal.Signals(-code).name)
    size, why = megabytes(bounds.memory), said or ended
    return told("{what} that its reader could not take apart within {size} of memory ({why})", what=what, size=size, why=why), remedy
