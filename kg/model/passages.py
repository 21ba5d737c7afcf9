"""Text that still knows where each of its characters came from."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator

from kg.model.values import value

__all__ = ["Passage"]


@value
class Passage:
    """A piece of a document's text, freed of layout. ``origin[i]`` is the offset in the document of ``text[i]``."""

    text: str
    origin: array[int]

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Passage:
        """The document's characters from ``start`` to ``end``, as they stand."""
        return cls(text[start:end], array("I", range(start, end)))

    @classmethod
    def of_line(cls, text: str, start: int) -> Passage:
        """A stretch already cut out, that begins at ``start`` in the document."""
        return cls(text, array("I", range(start, start + len(text))))

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
            origin.extend(passage.origin)
        return cls("".join(text), origin)

    def reach(self, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Between which offsets of the document the characters stand; a merged cell may stand before what it is joined to."""
        origin = self.origin[start:end]
        return min(origin), max(origin) + 1

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
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self if left == 0 and right == len(self.text) else self.cut(left, max(left, right))

    def without(self, pattern: re.Pattern[str]) -> Passage:
        """The passage less whatever ``pattern`` matches."""
        kept, at = [], 0
        for match in pattern.finditer(self.text):
            kept.append(self.cut(at, match.start()))
            at = match.end()
        return Passage.joined([*kept, self.cut(at)]) if kept else self

    def stretches(self) -> Iterator[tuple[int, int]]:
        """The runs of neighbouring characters of the document that the passage is made of, as (start, end)."""
        origin = self.origin
        size = len(origin)
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
