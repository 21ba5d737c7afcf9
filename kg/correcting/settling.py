"""Which doubts a decision settles: what a person looked at is in doubt no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg.model.doubts import kind_of, message
from kg.model.records import Amendment, Parsed, Problem, Task
from kg.model.values import changed

__all__ = ["SETTLED_BY", "settled"]

SETTLED_BY: Final[Mapping[str, frozenset[str]]] = {
    "units": frozenset(
        {"clause-unread", "clause-unclosed", "clause-doubtful", "task-without-units", "names-cut", "name-doubtful", "bodies-unparted"}
        | {"cell-carried-down", "duty-left"}
    ),
    "leaders": frozenset({"leader-unread", "namesakes"}),
    "targets": frozenset({"number-unexplained"}),
    "text": frozenset({"task-odd", "page-left", "duty-left", "task-repeated", "row-doubtful", "number-unexplained", "unread"}),
    "number": frozenset({"number-repeated", "number-lost", "number-back"}),
    "section": frozenset({"section-doubtful"}),
    "section_title": frozenset({"section-doubtful"}),
    "region": frozenset({"region-unknown", "region-inferred"}),
    "region_code": frozenset({"region-unknown", "region-inferred"}),
}
"""The doubts that are about what stands under a key of a record: who sets that, has settled them. A confirmation settles all."""
_JUDGED: Final = "judged-wrong"


def settled(parsed: Parsed, before: Parsed, text: str, looked_at: Iterable[tuple[int, int]] = ()) -> Parsed:
    """The document without the doubts that its corrections settle, and with one for what a person says is wrong.

    A problem that no task has any more, and some task had before, is a note from then on: the reading stands. So is one of no task whose
    lines somebody ``looked_at``: the words of each such place, as offsets.
    """
    every = any(not amendment.keys and not amendment.wrong for amendment in parsed.document.corrections)
    tasks = tuple(_task(task, every) for task in parsed.tasks)
    left = {code for task in tasks for code in task.doubts}
    own = {code for amendment in parsed.document.corrections for code in _codes(amendment)}
    had = {code for task in before.tasks for code in task.doubts}
    clear = _cleared(before, tasks, text)
    seen = {line for start, end in looked_at for line in range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)}
    problems = [
        changed(problem, severity="note")
        if problem.severity != "note"
        and (
            problem.code in own
            or every
            or (problem.code in had and problem.code not in left)
            or (problem.code, problem.line) in clear
            or (problem.line in seen and problem.code not in left)
        )
        else problem
        for problem in parsed.document.problems
    ]
    problems += [_wrong(task, text) for task in tasks if _JUDGED in task.doubts]
    problems.sort(key=lambda p: (p.line, p.code, p.message))
    return changed(parsed, document=changed(parsed.document, problems=tuple(problems)), tasks=tasks)


def _task(task: Task, every: bool) -> Task:
    """The task with the doubts that are left; ``every``: somebody says that all of the document is right."""
    if not task.corrections and not every:
        return task
    doubts = set() if every else set(task.doubts)
    for amendment in task.corrections:
        if amendment.wrong:
            doubts.add(_JUDGED)
        elif not amendment.printed and "task" not in amendment.keys:
            doubts -= {code for key in amendment.keys for code in _of_key(key)} if amendment.keys else doubts
        else:
            doubts -= _codes(amendment) | {_JUDGED}
    return changed(task, doubts=tuple(sorted(doubts)))


def _codes(amendment: Amendment) -> set[str]:
    return {code for key in amendment.keys for code in _of_key(key)}


def _of_key(key: str) -> frozenset[str]:
    return SETTLED_BY.get(key, frozenset())


def _cleared(before: Parsed, tasks: tuple[Task, ...], text: str) -> set[tuple[str, int]]:
    """The problems (code and line) that stand within one task which no longer has them."""
    now = {task.start: set(task.doubts) for task in tasks}
    starts = sorted({task.start for task in before.tasks} | {len(text)})
    found = set()
    for task in before.tasks:
        gone = set(task.doubts) - now.get(task.start, set())
        if gone:
            first = text.count("\n", 0, task.start) + 1
            last = text.count("\n", 0, max(task.start, starts[starts.index(task.start) + 1] - 1)) + 1 if len(starts) > 1 else first
            found |= {(code, line) for code in gone for line in range(first, last + 1)}
    return found


def _wrong(task: Task, text: str) -> Problem:
    fields = sorted({key for amendment in task.corrections if amendment.wrong for key in amendment.keys})
    facts = {"what": ", ".join(fields) or "task"}
    line = text.count("\n", 0, task.start) + 1
    return Problem(_JUDGED, line, message(_JUDGED, facts), kind_of(_JUDGED).severity, facts=tuple(facts.items()))
