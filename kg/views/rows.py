"""Rows of the data that the pages load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.views.facts import Goal, Reached

__all__ = ["dense", "goal_row", "result_row"]


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
