"""Goals behind a dash under one number, with bodies of their own each: the sentence over them is their heading, the number is theirs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.parsing.findings import Item, Reading

__all__ = ["with_goals_apart"]

_GOAL = re.compile(r"[—－]{2}")
_HEAD = re.compile(r"(?P<head>[^—－]{2,60}?[。：:；;]?)\s*(?P<goal>[—－]{2}.+)", re.DOTALL)


def with_goals_apart(reading: Reading) -> Reading:
    """The reading with such goals as tasks side by side; a number whose goals share their bodies stays one task."""
    if not any(_is_further(item) for item in reading.items):
        return reading
    return replace(reading, items=tuple(_apart(reading.items)))


def _is_further(item: Item) -> bool:
    return item.number is None and _GOAL.match(item.text.text) is not None


def _apart(items: Sequence[Item]) -> list[Item]:
    found: list[Item] = []
    over: Item | None = None  # the goal whose number and heading are those of the goals that follow
    for number, item in enumerate(items):
        following = items[number + 1] if number + 1 < len(items) else None
        head = _HEAD.fullmatch(item.text.text)
        if item.number is not None and head and following is not None and _is_further(following) and following.place == item.place:
            place = replace(item.place, heading=item.text.cut(0, head.end("head")))
            goal = item.text.cut(head.start("goal"))
            item = over = replace(item, text=goal, place=place)
        elif over is not None and _is_further(item):
            item = replace(item, number=over.number, place=over.place)
        elif _is_further(item) and item.place.parent_number:
            item = replace(item, number=item.place.parent_number)
        else:
            over = None
        found.append(item)
    return found
