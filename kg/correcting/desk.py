"""What a page for reviewing stands on: documents read once, decisions taken one at a time, each on the disk before it is answered.

A :class:`Desk` may be asked by several threads. What another program writes into the same file of corrections is seen at the next call.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kg.correcting.applying import corrected, in_force
from kg.correcting.decisions import Decision, decision_of
from kg.correcting.finding import Place
from kg.correcting.ledger import Ledger
from kg.correcting.outcomes import Outcome
from kg.correcting.places import Text, selector_of
from kg.correcting.settling import SETTLED_BY
from kg.documents import Source, look_through, read
from kg.model.errors import BadRecord, UnreadableSource, fault
from kg.model.records import Parsed
from kg.model.values import changed, value
from kg.model.wording import Told, told
from kg.parsing import parse

__all__ = ["Desk", "Opened", "Waiting"]

_Stamp = tuple[int, int, int]

_WEIGHTS: Final[Mapping[str, int]] = {"text": 6, "units": 5, "leaders": 4, "targets": 3, "section": 2, "section_title": 2, "number": 1}
_OTHERWISE: Final = 2  # of a doubt that is about none of these
_OF_ERRORS: Final = 2  # what was not read at all counts so many times


@dataclass(frozen=True)
class Opened:
    """One document: its text, the records as the program reads them, the same with what people decided, what became of each decision."""

    source: Source
    printed: Parsed
    parsed: Parsed
    outcomes: tuple[Outcome, ...]

    @property
    def key(self) -> str:
        """What it is asked for by: the digest of its file."""
        return self.source.sha256


@value
class Waiting:
    """One place of the queue: a task in doubt (by its index), or a place of the document that is in none (None), with its doubts.

    The greater the ``weight``, the more answers it would change. ``start`` and ``end`` are offsets into the text as read.
    """

    document: str
    file: str
    task: int | None
    codes: tuple[str, ...]
    weight: int
    line: int
    start: int
    end: int


class Desk:
    """The documents of some sources, and one file of corrections."""

    def __init__(self, sources: Sequence[str | Path], ledger: Ledger) -> None:
        """Reads all documents; those that cannot be read stand in ``refused``. Raises as :meth:`kg.correcting.ledger.Ledger.read` does."""
        self.ledger = ledger
        self.refused: list[UnreadableSource] = []
        self._lock = threading.RLock()
        self._read: dict[str, tuple[Source, Parsed, Text]] = {}
        self._places: dict[str, dict[Decision, Place | Told]] = {}
        self._opened: dict[str, Opened] = {}
        self._decisions: tuple[Decision, ...] = ()
        self._stamp: _Stamp | None = None
        for source in _sources(sources, self.refused):
            if source.sha256 in self._read:
                continue
            try:
                parsed = parse(source)
            except UnreadableSource as error:
                self.refused.append(error)
            except Exception as error:  # a fault of the program in one document must not cost the others
                self.refused.append(fault(source.path, error))
            else:
                self._read[source.sha256] = source, parsed, Text(source.text)
                self._places[source.sha256] = {}
        self._refresh()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions of the file, in its order."""
        with self._lock:
            self._refresh()
            return self._decisions

    def documents(self) -> list[Opened]:
        """All documents, by name."""
        with self._lock:
            self._refresh()
            return sorted(map(self._open, self._read), key=lambda opened: (opened.source.file, opened.key))

    def open(self, key: str) -> Opened:
        """One document. Raises KeyError for a key that is none."""
        with self._lock:
            self._refresh()
            return self._open(key)

    def queue(self) -> list[Waiting]:
        """All that is in doubt, what would change answers most first."""
        waiting = (one for opened in self.documents() for one in _waiting(opened))
        return sorted(waiting, key=lambda one: (-one.weight, one.file, one.start, one.task or 0))

    def waiting(self, key: str) -> list[Waiting]:
        """What of the :meth:`queue` is one document's. Raises KeyError for a key that is none."""
        return sorted(_waiting(self.open(key)), key=lambda one: (-one.weight, one.start, one.task or 0))

    def decide(
        self,
        key: str,
        said: Mapping[str, Any],
        *,
        at: tuple[int, int] | None = None,
        task: int | None = None,
        by: str | None = None,
        why: str | None = None,
        when: datetime | None = None,
    ) -> Opened:
        """Take one decision about a document, write it, and give the document as it reads with it.

        ``said`` is the decision's own key and value (``{"set": {...}}``), with ``fields`` if need be; ``at`` are the words that were
        selected, as offsets into the text as read; without them and with a ``task`` (its index in ``Opened.parsed``) the task's own.
        Raises BadRecord where it contradicts the notice, or says nothing that could be; then nothing is written.
        """
        with self._lock:
            before = self.open(key)
            if at is None and task is not None:
                at = before.parsed.tasks[task].start, before.parsed.tasks[task].end
            decision = decision_of(_line(before, said, at, task, by, why, when), "decision")
            for outcome in self._laid(key, (*self._decisions, decision)).outcomes:
                if outcome.decision.id == decision.id and outcome.state in ("lost", "refused"):
                    raise BadRecord(before.source.file, outcome.reason, "Select other words, or correct what is said")
            return self._write(key, decision)

    def take_back(self, key: str, of: str, *, by: str | None = None, when: datetime | None = None) -> Opened:
        """Undo a decision by its id: a line more, which says so. Raises BadRecord where there is none of that id."""
        with self._lock:
            self._refresh()
            if of not in {decision.id for decision in self._decisions}:
                raise BadRecord("decision", told("there is no correction {id}", id=of), "")
            line = {"id": _new_id(), "when": _moment(when), "by": by, "takes_back": of}
            return self._write(key, decision_of({name: one for name, one in line.items() if one is not None}, "decision"))

    def _write(self, key: str, decision: Decision) -> Opened:
        before, size = self._stamp, self._stamp[0] if self._stamp else 0
        self.ledger.append([decision])
        now = self._stamp_now()
        if now is not None and now[0] == size + len(decision.text().encode()) and (before is None or now[2] == before[2]):
            # Nobody else wrote in between: what is in the file is known.
            self._decisions = (*self._decisions, changed(decision, line=self._lines + 1))
            self._stamp = now
            self._opened.clear()
        self._refresh()
        return self._open(key)

    @property
    def _lines(self) -> int:
        return max((decision.line for decision in self._decisions), default=0)

    def _stamp_now(self) -> _Stamp | None:
        try:
            told_of = self.ledger.path.stat()
        except OSError:
            return None
        return told_of.st_size, told_of.st_mtime_ns, told_of.st_ino

    def _refresh(self) -> None:
        """See what is in the file by now, if it is another than the last time."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            self._decisions = self.ledger.read()
            self._stamp = stamp
            self._opened.clear()

    def _open(self, key: str) -> Opened:
        if key not in self._opened:
            self._opened[key] = self._laid(key, self._decisions)
        return self._opened[key]

    def _laid(self, key: str, decisions: Sequence[Decision]) -> Opened:
        source, printed, text = self._read[key]
        found = corrected(printed, text, in_force(decisions)[0], self._places[key])
        return Opened(source, printed, found.parsed, found.outcomes)


def _sources(named: Sequence[str | Path], refused: list[UnreadableSource]) -> Iterator[Source]:
    for one in named:
        try:
            looked = look_through([str(one)])
        except UnreadableSource as error:
            refused.append(error)
            continue
        refused.extend(looked.beside)
        for path in looked.paths:
            for found in read(path):
                if isinstance(found, Source):
                    yield found
                else:
                    refused.append(found)


def _line(
    opened: Opened,
    said: Mapping[str, Any],
    at: tuple[int, int] | None,
    task: int | None,
    by: str | None,
    why: str | None,
    when: datetime | None,
) -> dict[str, Any]:
    """The line of a decision. The document goes by all that the program itself reads of it, so that it is found in every form of it."""
    record = opened.printed.document
    document = {"region_code": record.region_code, "number": record.number, "title": record.title, "sha256": opened.key}
    line: dict[str, Any] = {"id": _new_id(), "when": _moment(when), "by": by or None, "why": why or None}
    line["document"] = {name: one for name, one in document.items() if one is not None}
    if at is not None:
        found = selector_of(opened.source.text, *at)
        line["at"] = {"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix, "start": found.start}
    if task is not None:
        of = opened.parsed.tasks[task]
        hint = {"part": of.part, "section": of.section, "number": of.number}
        line["task"] = {name: one for name, one in hint.items() if one is not None}
    return {name: one for name, one in line.items() if one is not None} | dict(said)


def _new_id() -> str:
    return f"c-{secrets.token_hex(6)}"


def _moment(when: datetime | None) -> str:
    return (when or datetime.now().astimezone()).isoformat(timespec="seconds")


def _waiting(opened: Opened) -> Iterator[Waiting]:
    parsed, text = opened.parsed, opened.source.text
    in_tasks: set[str] = set()
    for number, task in enumerate(parsed.tasks):
        if task.doubts:
            in_tasks.update(task.doubts)
            weight = sum(map(_weight, task.doubts))
            yield Waiting(opened.key, opened.source.file, number, task.doubts, weight, opened.source.line(task.start), task.start, task.end)
    for problem in parsed.document.problems:
        if problem.severity == "note" or problem.code in in_tasks:
            continue
        start, end = _of_lines(text, problem.line, problem.to_line or problem.line)
        many = len(parsed.tasks) if problem.code in SETTLED_BY["region"] else 1
        weight = _weight(problem.code) * many * (_OF_ERRORS if problem.severity == "error" else 1)
        yield Waiting(opened.key, opened.source.file, None, (problem.code,), weight, problem.line, start, end)


def _weight(code: str) -> int:
    return max((_WEIGHTS.get(key, _OTHERWISE) for key, codes in SETTLED_BY.items() if code in codes), default=_OTHERWISE)


def _of_lines(text: str, first: int, last: int) -> tuple[int, int]:
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: first - 1])
    return start, start + sum(len(line) + 1 for line in lines[first - 1 : last]) - 1
