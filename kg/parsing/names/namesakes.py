"""Two people of one name in one notice: their posts tell them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["posts_apart"]

_BETWEEN: Final = re.compile(r"[、，,；;/／|｜\s]+")


def posts_apart(titles: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The posts printed beside one name, those together that one person may hold: each shares an office with another of its group.

    An office that ends as another does is the same, more fully printed.

    >>> posts_apart(["副市长", "市委常委、副市长", "公安局局长"])
    (('公安局局长',), ('副市长', '市委常委、副市长'))
    """
    groups: list[list[str]] = []
    for title in sorted(set(titles)):
        meeting = [group for group in groups if any(_share(title, other) for other in group)]
        groups = [group for group in groups if group not in meeting]
        groups.append(sorted([title, *(other for group in meeting for other in group)]))
    return tuple(tuple(group) for group in sorted(groups))


def _share(one: str, other: str) -> bool:
    return any(a.endswith(b) or b.endswith(a) for a in _BETWEEN.split(one) if a for b in _BETWEEN.split(other) if b)
