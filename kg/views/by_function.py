"""All tasks by the kinds of office on them: what the picture of all regions counts anew for each choice of filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from kg.views.facts import Body, Goal, Work
from kg.views.years import year_label

__all__ = ["Alike", "alike", "firmness", "function_of", "tasks_by_function"]

Alike: TypeAlias = Counter[tuple[int, str, tuple[str, ...], tuple[str, ...]]]
"""How many tasks have the same signs, years (:func:`kg.views.years.year_label`), functions that lead and functions that only support."""

_COMMITMENTS: Final = {"ensure": 1, "strive": 2, "plain": 4}
_IN_DOUBT: Final = 8
_ROLES: Final = {"lead": 16, "support": 32}


def firmness(goals: Iterable[Goal]) -> int:
    """Which commitments a task's goals carry, added up: 1 ensure, 2 strive, 4 plain; 0 for no goal."""
    return sum({_COMMITMENTS.get(goal.commitment, 0) for goal in goals})


def function_of(body: Body) -> str | None:
    """What a body does; as in :mod:`kg.network`, unit groups and bodies of no known function stay out."""
    return body.functions[0] if body.functions and not body.group else None


def alike(works: Iterable[Work], bodies: Iterable[Body]) -> Alike:
    """Tasks that are alike, counted. The signs are added up: those of :func:`firmness`, 8 in doubt, 16 somebody leads, 32 supports."""
    functions = {body.id: function for body in bodies if (function := function_of(body)) is not None}
    counted: Alike = Counter()
    for work in works:
        leads, others = _roles(work)
        signs = firmness(work.goals) | (_IN_DOUBT if work.doubts else 0)
        signs |= (_ROLES["lead"] if leads else 0) | (_ROLES["support"] if others else 0)
        leading, all_ = ({functions[party] for party in parties if party in functions} for parties in (leads, leads | others))
        years = year_label(work.years) if work.years is not None else ""
        counted[signs, years, tuple(sorted(leading)), tuple(sorted(all_ - leading))] += 1
    return counted


def tasks_by_function(functions: Iterable[str], counted: Alike) -> dict[str, Any]:
    """``functions``, and ``tasks`` as rows, tasks that are alike counted in one.

    A row is [signs, how many, functions that lead, functions that only support, years], functions by their place in the list.
    """
    ordered = sorted(functions)
    rows = {function: row for row, function in enumerate(ordered)}
    numbered = sorted(
        (signs, [rows[name] for name in leads], [rows[name] for name in supports], years, count)
        for (signs, years, leads, supports), count in counted.items()
    )
    return {"functions": ordered, "tasks": [[signs, count, leads, supports, years] for signs, leads, supports, years, count in numbered]}


def _roles(work: Work) -> tuple[set[str], set[str]]:
    """Who leads a task, and who supports it; who leads it does not support it too."""
    leads = {assigned.party for assigned in work.assigned if assigned.role == "lead"}
    return leads, {assigned.party for assigned in work.assigned} - leads
