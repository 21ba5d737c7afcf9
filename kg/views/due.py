"""What is due, and when: days as the catalogue's question tells them, so that pages and answers never differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from pyoxigraph import Store

from kg.mapping import vocabulary as v
from kg.queries import Result, find_query, run
from kg.queries.sources import with_keys
from kg.views.facts import Work

__all__ = ["DUE", "LAST_DAY", "all_due", "due_answer", "due_rows", "quarters"]

DUE: Final = "tasks-due"
LAST_DAY: Final = "9999-12-31"


def due_answer(store: Store) -> Result:
    """The answer to :data:`DUE` of all days, with the keys of its rows: each target or task whose deadline names a day or a stretch."""
    query, _, _ = with_keys(find_query(DUE))
    return run(store, query, {"before": LAST_DAY})


def all_due(store: Store, answer: Result, works: Iterable[Work], id_of: Callable[[str], str]) -> dict[str, str]:
    """What has a deadline, by id, with its day; "" where the deadline names no day or stretch. ``id_of`` makes an id of an IRI.

    ``answer`` is that of :func:`due_answer`.

    As in that question, reports of progress promise nothing, and notices that others replace nothing any more.
    """
    target, due = (answer.columns.index(name) for name in ("target", "due"))
    days = {id_of(str(row[target])): str(row[due]) for row in answer.rows}
    reports = (quad.subject for quad in store.quads_for_pattern(None, v.KIND, v.KINDS["progress"], None))
    replaced = (quad.object for quad in store.quads_for_pattern(None, v.REPLACES, None, None))
    left_out = {id_of(document.value) for document in (*reports, *replaced)}  # type: ignore[union-attr]
    promised = [work for work in works if work.document not in left_out]
    of_tasks = (work.id for work in promised if work.deadline)
    of_numbers = (goal.id for work in promised for goal in work.goals if goal.deadline)
    return {id_: days.get(id_, "") for id_ in (*of_tasks, *of_numbers)}


def due_rows(works: Iterable[Work], due: Mapping[str, str]) -> list[list[Any]]:
    """[task, goal or -1, day or "", the deadline as printed] for each number and each task that is ``due``, by their places."""
    rows: list[list[Any]] = []
    for at, work in enumerate(works):
        rows += ([at, number, due[goal.id], goal.deadline] for number, goal in enumerate(work.goals) if goal.id in due)
        if work.id in due:
            rows.append([at, -1, due[work.id], work.deadline])
    return rows


def quarters(rows: Iterable[list[Any]], works: Sequence[Work], spans: Sequence[int]) -> list[list[Any]]:
    """[quarter as 2022-2 or "", the row of the task's years, how many, how many of these without a number] of :func:`due_rows`."""
    counted: Counter[tuple[str, int]] = Counter()
    bare: Counter[tuple[str, int]] = Counter()
    for task, goal, day, _ in rows:
        key = (f"{day[:4]}-{(int(day[5:7]) + 2) // 3}" if day else "", spans[task])
        counted[key] += 1
        bare[key] += goal < 0 and not works[task].goals
    return [[*key, counted[key], bare[key]] for key in sorted(counted)]
