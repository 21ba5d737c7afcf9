"""Rows of the data that the pages load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.views.facts import Document, Goal, Reached, Told, Work
from kg.views.years import year_label

__all__ = ["dense", "document_row", "goal_row", "reached_row", "result_row", "told_row", "told_where"]


def dense(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown or empty."""
    return {key: value for key, value in values.items() if value is not None and value != [] and value != ""}


def goal_row(goal: Goal, task_start: int | None) -> dict[str, Any]:
    """``at``: about where in the task's text the quote stands."""
    at = goal.start - task_start if goal.start is not None and task_start is not None else None
    return dense(
        {
            "id": goal.id,
            "ind": goal.indicator,
            "name": goal.name,
            "change": goal.change,
            "cmp": goal.comparator,
            "value": goal.value,
            "upper": goal.upper,
            "baseline": goal.baseline,
            "unit": goal.unit,
            "base": goal.base_value,
            "baseUnit": goal.base_unit,
            "commitment": goal.commitment,
            "deadline": goal.deadline,
            "quote": goal.quote,
            "at": at,
            "start": goal.start,
            "end": goal.end,
        }
    )


def result_row(result: Reached, goals: Sequence[Goal], document: str, documents: Mapping[str, int]) -> dict[str, Any]:
    """``goal``: the place of its target among the task's; ``doc``: the row of the document that says so, where it is not the task's own."""
    goal = next((at for at, one in enumerate(goals) if one.id == result.target), None)
    return dense(
        {
            "id": result.id,
            "goal": goal,
            "ind": result.indicator,
            "name": result.name,
            "value": result.value,
            "unit": result.unit,
            "share": result.share,
            "status": result.status,
            "basis": result.basis,
            "asOf": result.as_of,
            "estimate": result.estimate or None,
            "promised": result.promised,
            "quote": result.quote,
            "doc": documents.get(result.document) if result.document != document else None,
            "start": result.start,
            "end": result.end,
        }
    )


def reached_row(result: Reached) -> dict[str, Any]:
    """A result beside its goal among those of all places; ``doc`` is the id of the document that says so."""
    told = {"value": result.value, "unit": result.unit, "base": result.base_value, "baseUnit": result.base_unit}
    told |= {"share": result.share, "status": result.status, "basis": result.basis}
    said = {"quote": result.quote, "doc": result.document, "start": result.start, "end": result.end}
    return dense(told | {"asOf": result.as_of, "estimate": result.estimate or None} | said)


def told_row(told: Told, documents: Mapping[str, int]) -> dict[str, Any]:
    """An item of a report that tells of a task; ``perhaps`` where that is not sure."""
    of = {"doc": documents.get(told.document), "n": told.number, "text": told.text, "start": told.start, "end": told.end}
    return dense(of | {"perhaps": None if told.sure else True})


def told_where(works: Sequence[Work], documents: Mapping[str, int]) -> list[list[int]]:
    """[document, task] for each task of which a document says what was reached, where it is not the task's own."""
    told = {(one.document, at, work.document) for at, work in enumerate(works) for one in _says(work)}
    return sorted([documents[says], at] for says, at, own in told if says != own and says in documents)


def _says(work: Work) -> list[Reached | Told]:
    return [*work.results, *(item for item in work.told if item.sure)]


def document_row(document: Document) -> dict[str, Any]:
    """A document; ``progress`` where it tells what was reached, with the years of its lists."""
    return {
        "id": document.id,
        "title": document.title,
        "number": document.number,
        "issued": document.issued,
        "publisher": document.publisher,
        "replaced": list(document.replaced),
        "progress": document.progress or None,
        "readBy": document.read_by,
        "spans": [year_label(span) for span in document.years] if document.progress else [],
    }
