"""Joins to triples: which task of a plan an item of a progress report tells of, how sure that is, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, Literal

from kg.mapping import written as w
from kg.mapping.iris import Names
from kg.mapping.literals import decimal_literal
from kg.mapping.statements import Statement, Term, text
from kg.model.records import Result, Task
from kg.model.values import value

__all__ = ["ItemTold", "PlanTask", "TaskJoin", "join_triples"]

_DIGITS: Final = Decimal("0.01")


@value
class PlanTask:
    """A task of a plan, by the local name that the graph knows it by."""

    local: str
    task: Task


@value
class TaskJoin:
    """That an item tells of the task, or may do so; ``likeness`` of their words, 0 to 1, None where it rests on something else."""

    plan: PlanTask
    state: Literal["joined", "perhaps"]
    basis: Literal["same", "alike", "figure", "part", "indicator"]
    likeness: float | None


@value
class ItemTold:
    """What an item of a report tells of plans.

    ``results`` are those of the item, in their order, each with the task of a plan that it is a result of, or None where it stays with
    the item. An item that ``stays`` is a task of its own.
    """

    joins: tuple[TaskJoin, ...]
    results: tuple[tuple[Result, PlanTask | None], ...]
    stays: bool


def join_triples(node: Term, join: TaskJoin, item: Task, own: Term | None, names: Names, *, with_text: bool) -> Iterator[Statement]:
    """What is said of one join, but for where the item stands. ``own`` is the item's own task, where it stays one."""
    yield (node, w.TYPE, w.JOIN_CLASS)
    yield (node, w.OF_TASK, names.term("task", join.plan.local))
    if own is not None:
        yield (node, w.ITEM_TASK, own)
    if item.number is not None:
        yield (node, w.ITEM_NUMBER, text(item.number))
    if with_text:
        yield (node, w.ITEM_TEXT, text(item.text))
    yield (node, w.JOIN_STATE, w.JOIN_STATES[join.state])
    yield (node, w.JOIN_BASIS, w.JOIN_BASES[join.basis])
    if join.likeness is not None:
        yield (node, w.LIKENESS, decimal_literal(Decimal(join.likeness).quantize(_DIGITS)))
