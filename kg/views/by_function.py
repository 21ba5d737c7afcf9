"""All tasks by the kinds of office on them: what the picture of all regions counts anew for each choice of filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from kg.views.facts import Goal, Holding, Work

__all__ = ["firmness", "tasks_by_function"]

_COMMITMENTS: Final = {"ensure": 1, "strive": 2, "plain": 4}
_IN_DOUBT: Final = 8
_ROLES: Final = {"lead": 16, "support": 32}


def firmness(goals: Iterable[Goal]) -> int:
    """Which commitments a task's goals carry, added up: 1 ensure, 2 strive, 4 plain; 0 for no goal."""
    return sum({_COMMITMENTS.get(goal.commitment, 0) for goal in goals})


def tasks_by_function(holding: Holding) -> dict[str, Any]:
    """``functions``, and ``tasks`` as rows, tasks that are alike counted in one.

    A row is [signs, how many, functions that lead, functions that only support], functions by their place in the list. The signs are added
    up: those of :func:`firmness`, 8 in doubt, 16 somebody leads, 32 somebody supports. As in :mod:`kg.network`, unit groups and bodies of
    no known function stay out.
    """
    function_of = {body.id: body.functions[0] for body in holding.bodies if body.functions and not body.group}
    functions = sorted(set(function_of.values()))
    rows = {function: row for row, function in enumerate(functions)}
    counted: Counter[tuple[int, tuple[int, ...], tuple[int, ...]]] = Counter()
    for work in holding.works:
        leads, others = _roles(work)
        signs = firmness(work.goals) | (_IN_DOUBT if work.doubts else 0)
        signs |= (_ROLES["lead"] if leads else 0) | (_ROLES["support"] if others else 0)
        leading, all_ = ({rows[function_of[party]] for party in parties if party in function_of} for parties in (leads, leads | others))
        counted[signs, tuple(sorted(leading)), tuple(sorted(all_ - leading))] += 1
    return {
        "functions": functions,
        "tasks": [[signs, count, list(leads), list(supports)] for (signs, leads, supports), count in sorted(counted.items())],
    }


def _roles(work: Work) -> tuple[set[str], set[str]]:
    """Who leads a task, and who supports it; who leads it does not support it too."""
    leads = {assigned.party for assigned in work.assigned if assigned.role == "lead"}
    return leads, {assigned.party for assigned in work.assigned} - leads
