"""How many documents and tasks are in doubt, and why: what every report and every command begins or ends with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from kg.model.doubts import KINDS
from kg.model.records import Parsed, Task
from kg.model.wording import InBoth, Told, joined, told

__all__ = ["UNPLACED", "DocumentDoubts", "InDoubt", "Reason", "Tally", "doubts_of", "own_tasks"]

# So many reasons fit on a line of a terminal; the report has all.
_TOLD: Final = 5
UNPLACED: Final = "entry-unplaced"
"""The doubt of what was filled in and belongs to no task that was handed out."""


@dataclass(frozen=True, slots=True)
class DocumentDoubts:
    """The doubts of one document: the kinds that stand in it, its tasks, those of them in doubt, and how many each kind touches."""

    codes: tuple[str, ...]
    tasks: int
    tasks_in_doubt: int
    tasks_by_code: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of doubt, with the number of documents that it stands in, and of tasks that it touches."""

    code: str
    documents: int
    tasks: int


@dataclass(frozen=True, slots=True)
class InDoubt:
    """What is in doubt of so many documents and tasks, and why, the most frequent reason first."""

    documents: int
    of_documents: int
    tasks: int
    of_tasks: int
    why: tuple[Reason, ...]

    def told(self) -> Told:
        """The sentence for a terminal, without a full stop. A reason that touches no task counts documents."""
        counts = told(
            "{documents:,} of {of_documents:,} documents and {tasks:,} of {of_tasks:,} tasks are in doubt",
            documents=self.documents,
            of_documents=self.of_documents,
            tasks=self.tasks,
            of_tasks=self.of_tasks,
        )
        reasons = [joined("{} {}", _called(r.code), f"{r.tasks:,}") if r.tasks else _of_documents(r) for r in self.why[:_TOLD]]
        if len(self.why) > _TOLD:
            reasons.append(Told("…"))
        return told("{counts}: {reasons}", counts=counts, reasons=joined(", ".join("{}" for _ in reasons), *reasons)) if reasons else counts


def _of_documents(reason: Reason) -> Told:
    called = _called(reason.code)
    if reason.documents == 1:
        return told("{doubt} in 1 document", doubt=called)
    return told("{doubt} in {count:,} documents", doubt=called, count=reason.documents)


def _called(code: str) -> Told:
    """The doubt's code; in Chinese with its title before it."""
    return InBoth(code, f"{KINDS[code].title_zh} {code}") if code in KINDS else Told(code)


def own_tasks(parsed: Parsed) -> list[Task]:
    """The tasks that are the document's own: what was filled in of a task of another document is none."""
    return [task for task in parsed.tasks if task.entry is None or UNPLACED in task.doubts]


def doubts_of(parsed: Parsed) -> DocumentDoubts:
    """The doubts of a document: its problems that are no mere notes, and the tasks that one of them touches.

    A row that was filled in is none of them, unless it belongs to no task that was handed out.
    """
    tasks = own_tasks(parsed)
    touched = Counter(code for task in tasks for code in task.doubts)
    return DocumentDoubts(
        codes=parsed.document.doubts,
        tasks=len(tasks),
        tasks_in_doubt=sum(bool(task.doubts) for task in tasks),
        tasks_by_code=tuple(sorted(touched.items())),
    )


class Tally:
    """Adds up the doubts of documents, one after the other."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._counts = [0, 0, 0, 0]
        self._documents: Counter[str] = Counter()
        self._tasks: Counter[str] = Counter()

    def add(self, doubts: DocumentDoubts) -> None:
        """Count one more document."""
        for i, count in enumerate((bool(doubts.codes), 1, doubts.tasks_in_doubt, doubts.tasks)):
            self._counts[i] += count
        self._documents.update(doubts.codes)
        self._tasks.update(dict(doubts.tasks_by_code))

    def counted(self) -> InDoubt:
        """What all of them come to."""
        reasons = (Reason(code, self._documents[code], self._tasks[code]) for code in self._documents | self._tasks)
        documents, of_documents, tasks, of_tasks = self._counts
        return InDoubt(documents, of_documents, tasks, of_tasks, tuple(sorted(reasons, key=lambda r: (-r.tasks, -r.documents, r.code))))
