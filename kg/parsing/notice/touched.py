"""Which tasks a doubt touches, so that each task carries its own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.model.doubts import OF_THE_DOCUMENT, kind_of
from kg.model.records import Task
from kg.parsing.findings import Doubt, Item

__all__ = ["Stretches", "with_doubts"]


class Stretches:
    """Stretches of a text, merged where they overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(stretches):
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them has a character in common with the stretch from ``start`` to ``end``."""
        return bisect_right(self.ends, start) < bisect_left(self.starts, end)

    def hold(self, start: int, end: int) -> bool:
        """Whether the whole stretch from ``start`` to ``end`` lies in one of them."""
        before = bisect_right(self.starts, start)
        return before > 0 and end <= self.ends[before - 1]


def with_doubts(tasks: Sequence[Task], items: Sequence[Item], doubts: Sequence[Doubt]) -> list[Task]:
    """The tasks, each with the codes of the doubts that touch it: from its first character to the next task's, or a heading above it."""
    by_code: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for doubt in doubts:
        if kind_of(doubt.code).severity != "note" and doubt.code not in OF_THE_DOCUMENT:
            by_code[doubt.code].append((doubt.offset, doubt.end))
    touched = {code: Stretches(stretches) for code, stretches in sorted(by_code.items())}
    if not touched:
        return list(tasks)
    starts = sorted({task.start for task in tasks})
    found = []
    for task, item in zip(tasks, items, strict=True):
        following = bisect_right(starts, task.start)
        reaches = [(task.start, starts[following] if following < len(starts) else 1 << 60)]
        reaches += [title.reach() for title in item.place.titles()]
        reaches += [part.names.reach() for part in item.parts if part.names]
        codes = tuple(code for code, stretches in touched.items() if any(stretches.meet(start, end) for start, end in reaches))
        found.append(replace(task, doubts=codes) if codes else task)
    return found
