"""Damage as edits of a text, so that for each character of the notice it is known where it went, or that it is gone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

__all__ = ["Damaged", "Edit", "Place", "Stretch", "damage"]

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from ``start`` to ``end`` give way to ``new``: words, and stretches of the notice that are printed here
    instead.
    """

    start: int
    end: int
    new: tuple[str | Stretch, ...] = ()


Place = tuple[Edit, ...]
"""What goes wrong together at one place of a notice."""


@dataclass(frozen=True)
class Damaged:
    """A damaged text. ``where`` holds for each character of the notice its place in this text, or -1 where it is gone."""

    text: str
    where: Sequence[int]
    edits: tuple[Edit, ...]

    @cached_property
    def _nearest(self) -> list[int]:
        nearest, last = [], 0
        for at in self.where:
            last = at if at >= 0 else last
            nearest.append(last)
        return [*nearest, len(self.text)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at + 1 for at, sign in enumerate(self.text) if sign == "\n")]

    def at(self, offset: int) -> int:
        """Where a character of the notice stands now; for one that is gone, where the one before it stands."""
        return self._nearest[offset]

    def begin(self, offset: int) -> int:
        """Where what stood at a character of the notice begins now: for one that is gone, behind the one before it."""
        return self.where[offset] if self.where[offset] >= 0 else min(self.at(offset) + bool(offset), len(self.text))

    def line(self, at: int) -> int:
        """The line (from 1) of a place in the damaged text."""
        return bisect_right(self._line_starts, at)

    def lines(self) -> int:
        """How many lines the damaged text has."""
        return len(self._line_starts)

    def survivors(self, start: int, end: int) -> int:
        """How many characters of a stretch of the notice are still printed."""
        return sum(at >= 0 for at in self.where[start:end])

    def printed(self, start: int, end: int) -> str:
        """What stands now where a stretch of the notice stood."""
        first = self.begin(start)
        after = next((at for at in self.where[end:] if at >= first), len(self.text))
        return self.text[first : self.where[end - 1] + 1 if self.where[end - 1] >= 0 else after]

    def moved(self, start: int, end: int) -> bool:
        """Whether a stretch of the notice was taken from its place and is printed elsewhere."""
        return any(edit.start <= start and end <= edit.end for edit in self.edits) and self.where[start] >= 0

    def touches(self, start: int, end: int) -> bool:
        """Whether some of the damage was done to a stretch of the notice, its ends included."""
        return any(edit.start <= end and start <= edit.end for edit in self.edits)


def damage(text: str, places: Iterable[Place]) -> Damaged:
    """The text with the damage of all the places done; a place that overlaps one before it is left as it was."""
    taken: list[Edit] = []
    for place in places:
        if not any(_overlap(one, other) for one in place for other in taken):
            taken += place
    taken.sort(key=lambda edit: (edit.start, edit.end))
    pieces: list[str] = []
    where = [-1] * len(text)
    size = at = 0

    def put(piece: str | Stretch) -> None:
        nonlocal size
        if not isinstance(piece, str):
            start, end = piece
            for offset in range(start, end):
                if where[offset] < 0:
                    where[offset] = size + offset - start
            piece = text[start:end]
        pieces.append(piece)
        size += len(piece)

    for edit in taken:
        put((at, edit.start))
        for piece in edit.new:
            put(piece)
        at = edit.end
    put((at, len(text)))
    return Damaged("".join(pieces), where, tuple(taken))


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start == other.start == one.end == other.end or other.start < one.start < other.end or one.start < other.start < one.end
    return one.start < other.end and other.start < one.end
