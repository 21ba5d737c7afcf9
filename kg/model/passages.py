"""Text that still knows where each of its characters came from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from kg.model.values import value

__all__ = ["Passage", "consecutive"]

_MOST_COUNTED = 1_000_000
_counted = array("I")


def consecutive(start: int, end: int) -> array[int] | range:
    """The offsets from ``start`` to ``end``, to be put into an array: copied from one that is kept, where they are not too large."""
    if end > _MOST_COUNTED:
        return range(start, end)
    if end > len(_counted):
        _counted.extend(range(len(_counted), min(2 * end, _MOST_COUNTED)))
    return _counted[start:end]


def _is_one_run(origin: array[int] | range) -> bool:
    """Whether the offsets count on by one: of most passages, those of one line."""
    if isinstance(origin, range):
        return True
    first, last = origin[0], origin[-1]
    return last - first == len(origin) - 1 and origin == consecutive(first, last + 1)


@value
class Passage:
    """A piece of a document's text, freed of layout. ``origin[i]`` is the offset in the document of ``text[i]``.

    The offsets of a stretch that was cut out whole are a ``range``: nothing is stored for each character.
    """

    text: str
    origin: array[int] | range

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """The document's characters from ``start`` to ``end``, as they stand."""
        return cls(text[start:end], range(start, end))

    @classmethod
    def of_line(cls, text: str, start: int) -> Passage:
        """A stretch already cut out, that begins at ``start`` in the document."""
        return cls(text, range(start, start + len(text)))

    @classmethod
    def joined(cls, passages: Iterable[Passage], separator: str = "") -> Passage:
        """The passages one after the other. A separator that the document does not hold gets the offset of what stands before it."""
        text: list[str] = []
        origin = array("I")
        for passage in passages:
            if not passage.text:
                continue
            if text and separator:
                text.append(separator)
                origin.extend([origin[-1]] * len(separator))
            text.append(passage.text)
            own = passage.origin
            origin.extend(consecutive(own.start, own.stop) if isinstance(own, range) else own)
        return cls("".join(text), origin)

    def reach(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Between which offsets of the document the characters stand; a merged cell may stand before what it is joined to."""
        origin = self.origin[start:end]
        return (origin[0], origin[-1] + 1) if _is_one_run(origin) else (min(origin), max(origin) + 1)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def start(self) -> int:
        """Offset in the document of the first character."""
        return self.origin[0]

    @property
    def end(self) -> int:
        """Offset in the document behind the last character."""
        return self.origin[-1] + 1

    def cut(self, start: int, end: int | None = None) -> Passage:
        """The passage from ``start`` to ``end``."""
        return Passage(self.text[start:end], self.origin[start:end])

    def strip(self, characters: str | None = None) -> Passage:
        """The passage without white space (or ``characters``) at its ends."""
        text = self.text
        stripped = text.strip(characters)
        if len(stripped) == len(text):
            return self
        left = len(text) - len(text.lstrip(characters))
        return self.cut(left, left + len(stripped))

    def without(self, pattern: re.Pattern[str]) -> Passage:
        """The passage less whatever ``pattern`` matches."""
        if not pattern.search(self.text):
            return self
        kept, at = [], 0
        for match in pattern.finditer(self.text):
            kept.append(self.cut(at, match.start()))
            at = match.end()
        return Passage.joined([*kept, self.cut(at)]) if kept else self

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The runs of neighbouring characters of the document that the passage is made of, as (start, end)."""
        origin = self.origin
        size = len(origin)
        if not size:
            return
        if _is_one_run(origin):
            yield origin[0], origin[-1] + 1
            return
        at = 0
        while at < size:
            # Runs are long and few: find the end of each by doubling steps, then halving.
            step, last = 1, at
            while last + step < size and origin[last + step] == origin[last] + step:
                last += step
                step *= 2
            while step:
                if last + step < size and origin[last + step] == origin[last] + step:
                    last += step
                step //= 2
            yield origin[at], origin[last] + 1
            at = last + 1
