"""Rows of the data that the pages load."""

from __future__ import annotations

from typing import Any

from kg.views.facts import Goal

__all__ = ["dense", "goal_row"]


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
