"""The file of corrections: read whole, and only ever added to, a line at a time and each line whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Final

from kg.correcting.decisions import Decision, decision_of
from kg.documents.finding import CORRECTIONS
from kg.model.errors import BadRecord, StoreError, full_disk
from kg.model.limits import MAX_FILE, megabytes
from kg.model.wording import reason_of, told

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["NAME", "Ledger", "decisions_in"]

NAME: Final = CORRECTIONS
"""What the file is called beside its documents."""
_OURS: Final = b'{"id": "'  # how a line begins that this program writes


@dataclass(frozen=True, slots=True)
class Ledger:
    """A file of corrections; it need not be there yet."""

    path: Path

    def read(self) -> tuple[Decision, ...]:
        """All decisions, in the order of the file. A last line that was cut off while it was written is none.

        Raises BadRecord, with the line, for one that is no correction, and StoreError where the file cannot be read.
        """
        try:
            with self.path.open("rb") as file, _held(file, shared=True):
                data = file.read(MAX_FILE + 1)
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise StoreError(
                str(self.path), told("cannot be read ({reason})", reason=reason_of(error)), "Check the file and its permissions"
            ) from error
        if len(data) > MAX_FILE:
            raise StoreError(
                str(self.path), told("more than {most}, the most that is read", most=megabytes(MAX_FILE)), "Share it out over folders"
            )
        return decisions_in(data, str(self.path))

    def append(self, decisions: Sequence[Decision]) -> None:
        """Write decisions behind those that are there; they are on the disk when this returns, or none of them is in the file.

        Several programs may do so at once: each waits for the other. Raises StoreError where the file cannot be written.
        """
        lines = "".join(decision.text() for decision in decisions).encode("utf-8")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("ab+", buffering=0) as file, _held(file, shared=False):
                end = _whole(file)
                try:
                    written = file.write(lines)
                    while written < len(lines):
                        written += file.write(lines[written:])
                    os.fsync(file.fileno())
                except OSError:
                    with contextlib.suppress(OSError):
                        file.truncate(end)
                    raise
        except OSError as error:
            full = full_disk(str(self.path), error)
            cannot = told("cannot be written ({reason})", reason=reason_of(error))
            raise (full or StoreError(str(self.path), cannot, "Check the folder, its permissions and its free space")) from error


def decisions_in(data: bytes, where: str) -> tuple[Decision, ...]:
    """The decisions of a file's bytes. Raises BadRecord, with the line."""
    lines = data.split(b"\n")
    found: list[Decision] = []
    taken: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        at = f"{where}:{number}"
        if not line.strip():
            continue
        try:
            content = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"), parse_float=Decimal)
        except (ValueError, ArithmeticError, RecursionError) as error:
            if number == len(lines) and line.startswith(_OURS):
                break
            raise BadRecord(at, told("this is not JSON ({error})", error=error), "Correct the line; a correction is one line") from error
        decision = decision_of(content, at, number)
        if decision.id in taken:
            twice = told("the id {id} stands in line {line} already", id=decision.id, line=taken[decision.id])
            raise BadRecord(at, twice, "Give each correction an id of its own")
        taken[decision.id] = number
        found.append(decision)
    return tuple(found)


def _whole(file: BinaryIO) -> int:
    """Where the next line begins: behind the last whole one. What a killed program left of a line goes; the end of a line is put there."""
    size = file.seek(0, os.SEEK_END)
    if not size:
        return 0
    start, tail = size, b""
    while start and b"\n" not in tail:
        step = min(start, 1 << 16)
        start -= step
        file.seek(start)
        tail = file.read(step) + tail
    last = tail[tail.rfind(b"\n") + 1 :]
    if not last:
        return size
    try:
        json.loads(last)
    except ValueError:
        if last.startswith(_OURS):
            file.truncate(size - len(last))
            return size - len(last)
    file.write(b"\n")
    return size + 1


@contextlib.contextmanager
def _held(file: BinaryIO, *, shared: bool) -> Iterator[None]:
    """The file, while nobody else writes to it. Where a system has no such locks (Windows) a line is still one write."""
    if fcntl is None:
        yield
        return
    fcntl.flock(file.fileno(), fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
