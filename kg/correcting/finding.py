"""Which document and which task a decision is about, in the reading that there is now."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Hashable, Iterable

from kg.correcting.decisions import PLACE, TASK_KEYS, Decision, OfTask
from kg.correcting.places import Text
from kg.model.records import DocumentRecord, Parsed, Task
from kg.model.values import value
from kg.model.wording import Told, told

__all__ = ["Place", "concerns", "place_of", "reach_of"]

_NO_LETTER = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"[\W\d_一二三四五六七八九十百第条项]+")


@value
class Place:
    """Where a decision stands: the index of its task, None for the document as a whole; the characters that it names.

    ``reach`` is from the task's first character to the next task's.
    """

    task: int | None
    start: int
    end: int
    reach: tuple[int, int]
    thing: Hashable = None

    def keys(self, decision: Decision) -> tuple[str, ...]:
        """What of the thing is decided: keys of its record, or ``task`` for all of it."""
        said = decision.content
        match decision.action:
            case "set":
                return tuple(sorted(said))
            case "drop":
                return ("task",) if said == "task" else (f"drop {said} {self.start}",)
            case "add":
                (kind,) = said
                return (f"add {kind} {self.start} {decision.said}",)
            case _ if decision.fields == (PLACE,):
                return (f"{PLACE} {self.start}",)
            case _:
                return decision.fields or ("confirm",)


def concerns(decision: Decision, record: DocumentRecord) -> bool:
    """Whether the document is the one that is meant: by a file's digest, else by its number, else by its title.

    A region that the document itself names, and another than the decision's, makes it another document.
    """
    meant = decision.document
    if meant.sha256 and meant.sha256 in (record.sha256, *(file.sha256 for file in record.files)):
        return True
    if meant.region_code and record.region_stated and record.region_code not in (None, meant.region_code):
        return False
    if meant.number and record.number:
        return _letters(meant.number) == _letters(record.number)
    return bool(meant.title and record.title) and _letters(meant.title or "") == _letters(record.title or "")


def place_of(decision: Decision, parsed: Parsed, text: Text) -> Place | Told:
    """Where the decision stands, or why that is not found."""
    tasks = parsed.tasks
    starts = [task.start for task in tasks]
    if decision.at is None:
        if decision.task is None:
            return Place(None, 0, 0, (0, len(text.text)), "document")
        found = [number for number, task in enumerate(tasks) if _fits(task, decision.task)]
        if len(found) != 1:
            return told("{count} tasks have the number that it names, and no words say which", count=len(found))
        task = tasks[found[0]]
        return Place(found[0], task.start, task.end, reach_of(starts, found[0], len(text.text)), found[0])
    meant = decision.document.sha256
    same = meant is not None and meant == parsed.document.sha256
    spans = text.places(decision.at, same_file=same)
    if not spans:
        return told("“{words}” does not stand there any more", words=_shown(decision.at.exact))
    of = {span: _task_at(span, tasks, starts, decision.task, text.text) for span in spans}
    if len(set(of.values())) > 1 and decision.task is not None:
        of = {span: number for span, number in of.items() if number is not None and _fits(tasks[number], decision.task)} or of
    if len(set(of.values())) > 1 or (len(of) > 1 and _is_exact(decision)):
        return told("“{words}” stands in {count} places, and nothing tells which is meant", words=_shown(decision.at.exact), count=len(of))
    (start, end), number = next(iter(of.items()))
    if number is None or _is_of_document(decision, number):
        return Place(None, start, end, (0, len(text.text)), "document")
    return Place(number, start, end, reach_of(starts, number, len(text.text)), number)


def reach_of(starts: list[int], number: int, length: int) -> tuple[int, int]:
    """From a task's first character to the next task's; ``starts`` are those of all, in the order of the document."""
    later = [start for start in starts if start > starts[number]]
    return starts[number], min(later, default=length)


def _task_at(span: tuple[int, int], tasks: tuple[Task, ...], starts: list[int], hint: OfTask | None, text: str) -> int | None:
    """The task that a place belongs to: one within whose own characters it lies, else the last that begins before it."""
    holding = [number for number, task in enumerate(tasks) if task.start <= span[0] < task.end]
    if len(holding) > 1 and hint is not None:
        holding = [number for number in holding if _fits(tasks[number], hint)] or holding
    if holding:
        return min(holding, key=lambda number: (tasks[number].end - tasks[number].start, number))
    order = sorted(range(len(tasks)), key=lambda number: (starts[number], number))
    at = bisect_right([starts[number] for number in order], span[0])
    # A quotation that begins with the number before a task, which is none of its characters, or is no more than that number.
    if at < len(order):
        between = text[span[1] : starts[order[at]]]
        if span[1] > starts[order[at]] or (_NUMBER.fullmatch(text, *span) and not _NO_LETTER.sub("", between)):
            return order[at]
    return order[at - 1] if at else None


def _is_of_document(decision: Decision, number: int | None) -> bool:
    """Whether what it sets is of documents alone, though its words stand behind the first task: a signature below."""
    return decision.action == "set" and not set(decision.content) & TASK_KEYS and number is not None


def _is_exact(decision: Decision) -> bool:
    """Whether it must be known which of the places in one task is meant."""
    return (decision.action == "drop" and decision.content != "task") or (decision.action == "add" and "task" in decision.content)


def _fits(task: Task, hint: OfTask) -> bool:
    pairs: Iterable[tuple[object, object]] = ((hint.part, task.part), (hint.section, task.section), (hint.number, task.number))
    return all(wanted in (None, found) for wanted, found in pairs)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", unicodedata.normalize("NFKC", text))


def _shown(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 24 else f"{plain[:24]}…"
