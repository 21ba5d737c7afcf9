"""PDF with a text layer: its pages put together to one text.

PDFium is a large program in C++ that reads files from anywhere, and a page of a few bytes can ask for gigabytes; so
each PDF is read in a process of its own (:mod:`kg.documents.pages.worker`) that ends when it takes too much memory or processor
time; on Linux it is a copy of one that has its libraries loaded (:mod:`kg.documents.pages.reader`). How busy the machine is decides
nothing; the clock ends only a reader that stands still.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.documents.pages.reader import Ended, Reader
from kg.documents.writing import Origin
from kg.model.errors import UnreadableSource
from kg.model.limits import MEGABYTE, megabytes
from kg.model.source import Cell, Place, Source, Table
from kg.model.wording import of_plain, told

__all__ = ["read_pdf"]

_SECONDS = 9  # of processor time: a notice of 40 pages takes one
_MINUTES = 30.0  # by the clock, the last resort
_MEMORY = 480 * MEGABYTE
_ROOT = Path(__file__).resolve().parents[3]
_COPIES = sys.platform == "linux"  # elsewhere libraries do not bear that a process is copied, or it cannot be
_READER = Reader()
_PRINT_AGAIN = told("Open it and print it to a new PDF, or save it as DOCX")


def read_pdf(data: bytes, origin: Origin) -> Source:
    """The text of a PDF. Raises :class:`kg.model.errors.UnreadableSource`."""
    answer = _ask_worker(data, origin)
    if "found" in answer:
        raise UnreadableSource(origin.path, *(of_plain(answer["of"][what]) for what in ("found", "remedy")))
    return Source(
        path=origin.path,
        file=origin.file,
        text=answer["text"],
        sha256=origin.digest,
        media_type="application/pdf",
        tables=tuple(Table(start, end, tuple(Cell(*c) for c in cells)) for start, end, cells in answer["tables"]),
        furniture=tuple((start, end) for start, end in answer["furniture"]),
        places=tuple(Place(start, name, recognised) for start, name, recognised in answer["places"]),
        notes=tuple(answer["notes"]),
    )


def _ask_worker(data: bytes, origin: Origin) -> dict[str, Any]:
    try:
        done = (_READER.read if _COPIES else _alone)(data, _MEMORY + len(data), _SECONDS, 60 * _MINUTES)
    except subprocess.TimeoutExpired as error:
        found = told(
            "a PDF whose reader stood still: not done after {minutes:.0f} minutes, with less than {seconds} of processor time",
            minutes=_MINUTES,
            seconds=_SECONDS,
        )
        raise UnreadableSource(origin.path, found, "The machine may be too busy: run it again when less runs beside it") from error
    except OSError as error:
        raise UnreadableSource(
            origin.path, told("a PDF whose reader did not start ({error})", error=error), "Free memory and try again"
        ) from error
    if done.returncode != 0 or not done.stdout:
        raise _stopped(done.returncode, done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200], origin.path)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _alone(data: bytes, memory: int, seconds: int, patience: float) -> Ended:
    """As :meth:`Reader.read`, in an interpreter of its own."""
    start = f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from kg.documents.pages.worker import main; main({memory}, {seconds})"
    done = subprocess.run([sys.executable, "-c", start], input=data, capture_output=True, timeout=patience, check=False)
    return Ended(done.returncode, done.stdout, done.stderr)


def _stopped(code: int, said: str, path: str) -> UnreadableSource:
    """What to tell of a reader that ended before it was done: with which exit code, or on which signal (below 0)."""
    if said == "TimeoutError" or -code == getattr(signal, "SIGXCPU", None):
        return UnreadableSource(
            path, told("a PDF that takes more than {seconds} seconds of processor time to read", seconds=_SECONDS), _PRINT_AGAIN
        )
    if "MemoryError" in said:
        return UnreadableSource(path, told("a PDF that takes more than {size} of memory to read", size=megabytes(_MEMORY)), _PRINT_AGAIN)
    if -code == getattr(signal, "SIGKILL", None):
        return UnreadableSource(
            path, "a PDF whose reader was ended from outside, as a system does that has no memory left", "Free memory and try again"
        )
    ended = told("it ended with {code}", code=code) if code >= 0 else told("it ended on {name}", name=signal.Signals(-code).name)
    found = told("a PDF that its reader could not take apart within {size} of memory ({why})", size=megabytes(_MEMORY), why=said or ended)
    return UnreadableSource(path, found, _PRINT_AGAIN)
