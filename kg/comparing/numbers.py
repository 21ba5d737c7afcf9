"""Targets of two years: raised, lowered, the same, said otherwise.

Only numbers of one indicator, measure, change (growth, fall, level) and comparator are compared. Those that differ in one of these are
told as said differently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from kg.comparing.facts import Number, Task
from kg.linking.likeness import letters

__all__ = ["NumberChange", "number_changes"]

# Letters of a printed name of no known indicator that is taken for the same all over the list: shorter ones (项目) are many things.
_LONG_ENOUGH: Final = 5


@dataclass(frozen=True, slots=True)
class NumberChange:
    """``how``: same, raised, lowered, different, new, dropped. What is new or dropped with its whole task is told with that."""

    how: str
    old: tuple[Task, Number] | None
    new: tuple[Task, Number] | None

    @property
    def difference(self) -> Decimal | None:
        """How much more the new number is, in the base unit; None where they are not compared."""
        if self.old is None or self.new is None or self.how == "different":
            return None
        return self.new[1].base - self.old[1].base


@dataclass(frozen=True, slots=True)
class _Placed:
    """A number, its task, and the tasks of the two years that it may be looked for in: those that belong together share a group."""

    task: Task
    number: Number
    group: int

    @property
    def name(self) -> Hashable:
        return ("known", self.number.indicator) if self.number.indicator else ("named", letters(self.number.name or ""))

    @property
    def kind(self) -> Hashable:
        number = self.number
        return self.name, number.measure, number.change, number.comparator, number.upper is None

    @property
    def fact(self) -> Hashable:
        return self.kind, self.number.base, self.number.upper

    @property
    def wide(self) -> bool:
        """Whether its name means the same wherever in the list it stands."""
        return self.number.indicator is not None or len(letters(self.number.name or "")) >= _LONG_ENOUGH


def number_changes(old: Sequence[Task], new: Sequence[Task], pairs: Iterable[tuple[Task, Task]]) -> list[NumberChange]:
    """How the numbers of two years differ; ``pairs`` are tasks that belong together."""
    groups = _groups(pairs)
    left_old = [_Placed(task, number, groups.get((0, task.iri), -1)) for task in old for number in task.numbers]
    left_new = [_Placed(task, number, groups.get((1, task.iri), -2)) for task in new for number in task.numbers]
    found: list[NumberChange] = []
    settled: set[int] = set()

    def take(key: Callable[[_Placed], Hashable], *, alone: bool, which: Callable[[_Placed], bool] = lambda one: True) -> None:
        """Put together what has one key: one with one in their order or, where ``alone``, only where each side has a single one."""
        waiting: dict[Hashable, list[_Placed]] = defaultdict(list)
        coming: dict[Hashable, list[_Placed]] = defaultdict(list)
        for left, keyed in ((left_old, waiting), (left_new, coming)):
            for one in left:
                if id(one) not in settled and which(one):
                    keyed[key(one)].append(one)
        for same, olds in waiting.items():
            news = coming.get(same, [])
            if not alone or len(olds) == len(news) == 1:
                for before, after in zip(olds, news, strict=False):
                    settled.update((id(before), id(after)))
                    found.append(NumberChange(_how(before, after), (before.task, before.number), (after.task, after.number)))

    # First within tasks that belong together, then in the whole list; first what is equal, then what differs in the number alone.
    take(lambda one: (one.group, one.fact), alone=False)
    take(lambda one: (one.group, one.kind), alone=False)
    take(lambda one: one.fact, alone=True, which=lambda one: one.wide)
    take(lambda one: one.kind, alone=True, which=lambda one: one.wide)
    take(lambda one: (one.group, one.name), alone=False)
    take(lambda one: one.name, alone=True, which=lambda one: one.number.indicator is not None)
    found += [NumberChange("dropped", (one.task, one.number), None) for one in left_old if one.group >= 0 and id(one) not in settled]
    found += [NumberChange("new", None, (one.task, one.number)) for one in left_new if one.group >= 0 and id(one) not in settled]
    return found


def _groups(pairs: Iterable[tuple[Task, Task]]) -> dict[tuple[int, str], int]:
    """A number for each set of tasks that belong together, directly or by another; a task by its side (0 old, 1 new) and IRI."""
    number: dict[tuple[int, str], int] = {}
    members: dict[int, list[tuple[int, str]]] = {}
    for count, pair in enumerate(pairs):
        both = [(side, task.iri) for side, task in enumerate(pair)]
        known = sorted({number[one] for one in both if one in number})
        group = known[0] if known else count
        merged = [*both, *(one for other in known for one in members.pop(other))]
        members[group] = list(dict.fromkeys(merged))
        number |= dict.fromkeys(merged, group)
    return number


def _how(old: _Placed, new: _Placed) -> str:
    if old.kind != new.kind:
        return "different"
    before, after = (old.number.base, old.number.upper or 0), (new.number.base, new.number.upper or 0)
    return "same" if before == after else "raised" if after > before else "lowered"
