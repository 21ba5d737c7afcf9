"""Two readings: of one notice, or of two; and where two readings of one notice differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.linking.likeness import bigrams, letters, matched
from kg.model.records import Parsed, Task

__all__ = ["Difference", "differences", "shared_tasks"]

_ALIKE: Final = 0.7  # likeness from which two tasks are one, read twice
_SHOWN: Final = 24  # characters of what is quoted
_BEFORE: Final = 6  # characters before the first in which two texts differ


@dataclass(frozen=True, slots=True)
class Difference:
    """Where another reading of the notice says otherwise: the task of the reading that was kept, None where it has none; what each says."""

    task: int | None
    what: str
    here: str
    there: str


def shared_tasks(one: Parsed, other: Parsed) -> float:
    """The share of the shorter reading's tasks that the other has too, 0 to 1; 0 where one has none."""
    fewest = min(len(one.tasks), len(other.tasks))
    return len(_pairs(one, other)) / fewest if fewest else 0.0


def differences(kept: Parsed, other: Parsed) -> Iterator[Difference]:
    """What ``other`` says otherwise than ``kept``: tasks that one lacks, bodies, leaders and numbers of those that both have."""
    pairs = {i: j for i, j, _ in _pairs(kept, other)}
    for i, task in enumerate(kept.tasks):
        if i not in pairs:
            yield Difference(i, "task", _shown(task.text), "–")
            continue
        twin = other.tasks[pairs[i]]
        facts = (
            ("units", _units(task), _units(twin)),
            ("leaders", _leaders(task), _leaders(twin)),
            ("targets", _targets(task), _targets(twin)),
        )
        differing = [Difference(i, what, _only(a, b), _only(b, a)) for what, a, b in facts if set(a) != set(b)]
        yield from differing
        if not differing and (here := letters(task.text)) != (there := letters(twin.text)):
            at = next((i for i, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), min(len(here), len(there)))
            start = max(0, at - _BEFORE)
            yield Difference(i, "text", _shown(here[start:]), _shown(there[start:]))
    found = set(pairs.values())
    for j, task in enumerate(other.tasks):
        if j not in found:
            yield Difference(None, "task", "–", _shown(task.text))


def _pairs(one: Parsed, other: Parsed) -> list[tuple[int, int, float]]:
    return matched([_of(task.text) for task in one.tasks], [_of(task.text) for task in other.tasks], _ALIKE)


@lru_cache(maxsize=2048)
def _of(text: str) -> frozenset[str]:
    return bigrams(letters(text))


def _units(task: Task) -> tuple[str, ...]:
    return tuple(f"{letters(unit.name)} ({unit.role})" for unit in task.units)


def _leaders(task: Task) -> tuple[str, ...]:
    return tuple(letters(leader.name or leader.title or "") for leader in task.leaders)


def _targets(task: Task) -> tuple[str, ...]:
    return tuple(f"{target.value.normalize():f}{target.unit or ''}" for target in task.targets)


def _only(here: tuple[str, ...], there: tuple[str, ...]) -> str:
    """What one side has and the other has not."""
    return _shown("、".join(one for one in dict.fromkeys(here) if one not in there)) or "–"


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
