"""What the page is told: the queue, a document with its reading, and what people decided about it, as JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from kg.correcting.desk import Desk, Opened, Waiting
from kg.correcting.gold import unconfirmed
from kg.correcting.outcomes import Outcome
from kg.model.doubts import OF_THE_DOCUMENT, message
from kg.model.jsonl import record_json
from kg.model.records import Amendment, Problem, Task
from kg.model.wording import said
from kg.publish.reviewing.judging import Asked, left_of

__all__ = ["document_told", "queue_told", "sample_told", "task_told"]

_AROUND: Final = 36
_BLANK: Final = re.compile(r"\s+")
_NOT_SHOWN: Final = ("numbers", "details", "entry")
_LOOKED_AFTER: Final = ("lost", "refused")


def queue_told(desk: Desk) -> dict[str, Any]:
    """All documents, and the rows of the queue, what would change answers most first."""
    opened = {one.key: one for one in desk.documents()}
    return {
        "documents": [_document_row(one) for one in opened.values()],
        "rows": [_row(one, opened[one.document].source.text) for one in desk.queue()],
        "refused": [{"where": one.where, "why": [str(one.found), said(one.found, "zh")]} for one in desk.refused],
        "decided": len(desk.decisions),
    }


def sample_told(asked: Sequence[Asked], desk: Desk) -> list[list[Any]]:
    """The rows of the sample that are left to judge, in its order, as rows of the queue; the last of each is its number."""
    left = left_of(asked, desk)
    rows = []
    for place, number in enumerate(left):
        one = asked[number]
        opened = desk.open(one.key)
        index = next((n for n, task in enumerate(opened.parsed.tasks) if task.start == one.start), None)
        if index is not None:
            task, text = opened.parsed.tasks[index], opened.source.text
            at = opened.source.line(task.start), task.start, task.end
            rows.append([*_row(Waiting(one.key, opened.source.file, index, ("audit",), len(left) - place, *at), text), number])
    return rows


def document_told(desk: Desk, opened: Opened, *, with_text: bool) -> dict[str, Any]:
    """One document as it reads now, with its rows of the queue; its text does not change, and is told once."""
    parsed = opened.parsed
    told = {
        **_document_row(opened),
        "record": {name: one for name, one in record_json(parsed.document).items() if isinstance(one, (str, int, bool))},
        "tasks": [task_told(task) for task in parsed.tasks],
        "problems": [_problem(one) for one in parsed.document.problems if one.severity != "note"],
        "unread": [[span.start, span.end] for span in parsed.unread()],
        "unexplained": [[note.start, note.end] for task in parsed.tasks for note in task.numbers if note.kind == "unexplained"],
        "outcomes": [_outcome(one) for one in opened.outcomes if one.state in _LOOKED_AFTER],
        "corrections": [_amendment(one) for one in parsed.document.corrections],
        "rows": [_row(one, opened.source.text) for one in desk.waiting(opened.key)],
        "decided": len(desk.decisions),
    }
    return told | {"text": opened.source.text} if with_text else told


def task_told(task: Task) -> dict[str, Any]:
    """A task with all that the page shows of it."""
    told = {name: one for name, one in record_json(task).items() if name not in _NOT_SHOWN}
    return told | {"corrections": [_amendment(one) for one in task.corrections]}


def _document_row(opened: Opened) -> dict[str, Any]:
    record = opened.parsed.document
    return {
        "key": opened.key,
        "file": record.file,
        "title": record.title,
        "number": record.number,
        "region": record.region,
        "count": len(opened.parsed.tasks),
        "left": unconfirmed(opened.parsed),
    }


def _row(one: Waiting, text: str) -> list[Any]:
    words = text[one.start : min(one.end, one.start + 2 * _AROUND)]
    words = _BLANK.sub(" ", words if words.strip() else text[one.start : one.start + 2 * _AROUND]).strip()[:_AROUND]
    return [one.document, one.task, list(one.codes), one.weight, one.line, one.start, one.end, words]


def _problem(one: Problem) -> dict[str, Any]:
    told = [message(one.code, dict(one.facts), "zh"), one.message]
    whole = one.code in OF_THE_DOCUMENT
    return {"whole": whole, "code": one.code, "line": one.line, "to": one.to_line or one.line, "severity": one.severity, "told": told}


def _amendment(one: Amendment) -> dict[str, Any]:
    return {"id": one.id, "when": one.when, "by": one.by, "why": one.why, "keys": one.keys, "wrong": one.wrong, "printed": one.printed}


def _outcome(one: Outcome) -> dict[str, Any]:
    decision = one.decision
    why = [said(one.reason, "zh"), str(one.reason)]
    return {"id": decision.id, "by": decision.by, "when": decision.when, "why": decision.why, "state": one.state, "told": why}
