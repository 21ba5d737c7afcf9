"""Tasks of two years: the same, reworded, new, dropped; and who came to those that stay, or left them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.comparing.facts import Task
from kg.comparing.numbers import NumberChange
from kg.comparing.words_changed import Piece, pieces
from kg.linking.continuing import continued, gist_of, plain_words
from kg.linking.likeness import letters

__all__ = ["PartyChange", "TaskChange", "belonging", "party_changes", "task_changes"]

_FIGURE: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class TaskChange:
    """``how``: same, reworded, new, dropped. A reworded task that became several comes once for each, and several that became one."""

    how: str
    old: Task | None
    new: Task | None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyChange:
    """``how``: joined, left, role, replaced. A body that both years have came to a task, left it, has another role in it or another's.

    ``old_body`` and ``new_body`` are the keys of who was and is there.
    """

    how: str
    old: Task
    new: Task
    old_body: str | None
    new_body: str | None
    old_role: str | None
    new_role: str | None


def belonging(old: Sequence[Task], new: Sequence[Task]) -> list[tuple[Task, Task]]:
    """The tasks that belong together, by their texts."""
    before = [task for task in old if task.text]
    after = [task for task in new if task.text]
    found = continued([gist_of(task.text or "", task.years) for task in before], [gist_of(task.text or "", task.years) for task in after])
    return [(before[pair.old], after[pair.new]) for pair in found]


def task_changes(
    old: Sequence[Task], new: Sequence[Task], pairs: Sequence[tuple[Task, Task]], numbers: Sequence[NumberChange]
) -> Iterator[TaskChange]:
    """The tasks in the order of the new list, then those that were dropped. What is told of a number is not told again of the words."""
    of_new: dict[str, list[Task]] = {}
    for before, after in pairs:
        of_new.setdefault(after.iri, []).append(before)
    several = Counter(before.iri for before, _ in pairs)
    told = _told(numbers)
    for task in new:
        if not task.text:
            continue
        for before in of_new.get(task.iri, ()):
            alone = len(of_new[task.iri]) == several[before.iri] == 1
            yield _pair(before, task, told.get((before.iri, task.iri), []), alone=alone)
        if task.iri not in of_new:
            yield TaskChange("new", None, task)
    yield from (TaskChange("dropped", task, None) for task in old if task.text and task.iri not in several)


def _told(numbers: Sequence[NumberChange]) -> Mapping[tuple[str, str], list[NumberChange]]:
    """The numbers that are told to differ, by the two tasks that they stand in."""
    found: dict[tuple[str, str], list[NumberChange]] = {}
    for change in numbers:
        if change.how != "same" and change.old and change.new:
            found.setdefault((change.old[0].iri, change.new[0].iri), []).append(change)
    return found


def _pair(old: Task, new: Task, told: Sequence[NumberChange], *, alone: bool) -> TaskChange:
    found = pieces(old.text or "", new.text or "", old.years, new.years)
    changed = [piece for piece in found if piece.changed]
    same = letters(old.text or "") == letters(new.text or "") or not changed
    if alone and (same or all(_is_told(piece, told) for piece in changed)):
        return TaskChange("same", old, new, tuple(found))
    return TaskChange("reworded", old, new, tuple(found))


def _is_told(piece: Piece, told: Sequence[NumberChange]) -> bool:
    """Whether all that changed here are figures and comparators of numbers that are told to differ."""
    if plain_words(piece.old) != plain_words(piece.new):
        return False
    old = {figure for change in told if change.old for figure in change.old[1].printed}
    new = {figure for change in told if change.new for figure in change.new[1].printed}
    return bool(told) and _figures(piece.old) <= old and _figures(piece.new) <= new


def _figures(text: str) -> set[Decimal]:
    return {Decimal(figure) for figure in _FIGURE.findall(unicodedata.normalize("NFKC", text).replace(",", ""))}


def party_changes(pairs: Sequence[tuple[Task, Task]], in_both: set[str]) -> Iterator[PartyChange]:
    """Who came, left, or changed the role in tasks that stay; of a task that became several, what holds for all of them together.

    A body that only one of the years has is told as gained or lost, and not here.
    """
    olds = Counter(old.iri for old, _ in pairs)
    news = Counter(new.iri for _, new in pairs)
    for old, new in pairs:
        if olds[old.iri] > 1 or news[new.iri] > 1:
            continue
        joined: dict[str, list[str]] = {"lead": [], "support": []}
        left: dict[str, list[str]] = {"lead": [], "support": []}
        for body in sorted((old.roles.keys() | new.roles.keys()) & in_both):
            before, after = old.roles.get(body), new.roles.get(body)
            if before is None and after is not None:
                joined[after].append(body)
            elif before is not None and after is None:
                left[before].append(body)
            elif before != after:
                yield PartyChange("role", old, new, body, body, before, after)
        for role in joined:
            if len(left[role]) == len(joined[role]) == 1:
                yield PartyChange("replaced", old, new, left[role][0], joined[role][0], role, role)
                continue
            yield from (PartyChange("left", old, new, body, None, role, None) for body in left[role])
            yield from (PartyChange("joined", old, new, None, body, None, role) for body in joined[role])
