"""Telephone numbers, mail addresses and identity numbers: they stay in the text as read, and go to no record and no message."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from kg.model.passages import Passage
from kg.parsing.findings import Claim, Item, Reading

__all__ = ["without_private", "without_private_text"]

_KINDS: Final = {
    "mail address": r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}",
    "identity number": r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])",
    "telephone number": r"(?<![\d.])(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}[-—－ ]\d{7,8}|[（(]0\d{2,3}[）)] ?\d{7,8})(?![\d.])",
}
_ANY: Final = re.compile("|".join(f"({pattern})" for pattern in _KINDS.values()))
# It begins with a set, by which the search passes over all other characters quickly.
_QUICK: Final = re.compile(r"[@\d](?:(?<=@)|\d{5}|\d{3}[ -]\d{4})")
_NAMES: Final = tuple(_KINDS)


def without_private_text(text: str) -> str:
    """The text with each number and address written …, for messages and details."""
    return _ANY.sub("…", text) if _QUICK.search(text) else text


def without_private(reading: Reading) -> Reading:
    """The reading with such numbers and addresses taken out of what goes to records, each claimed as set aside by its kind."""
    cleaner = _Cleaner()
    items = tuple(map(cleaner.item, reading.items))
    return replace(reading, items=items, claims=(*reading.claims, *cleaner.aside))


class _Cleaner:
    """Takes private text out of items; what several of them share, a heading, a cell over rows, is claimed once."""

    def __init__(self) -> None:
        self.aside: list[Claim] = []
        self.cleaned: dict[tuple[int, int], Passage] = {}

    def item(self, item: Item) -> Item:
        """The item without such text."""
        place = item.place
        texts = (item.text, *place.titles(), *(part.names for part in item.parts))
        printed = (*(text.text for text in texts), place.parent or "", *(cell for _, cell in item.details))
        if not _QUICK.search("\n".join(printed)):  # no match reaches over a break
            return item
        return replace(
            item,
            text=self._passage(item.text),
            place=replace(
                place,
                section_title=self._title(place.section_title),
                subsection_title=self._title(place.subsection_title),
                parent_title=self._title(place.parent_title),
                parent=without_private_text(place.parent) if place.parent else place.parent,
                heading=self._title(place.heading),
            ),
            parts=tuple(replace(part, names=self._passage(part.names)) for part in item.parts),
            details=tuple((name, without_private_text(cell)) for name, cell in item.details),
        )

    def _title(self, title: Passage | None) -> Passage | None:
        return self._passage(title) if title is not None else None

    def _passage(self, passage: Passage) -> Passage:
        matches = list(_ANY.finditer(passage.text)) if _QUICK.search(passage.text) else []
        if not matches:
            return passage
        key = passage.start, passage.end
        if key not in self.cleaned:
            self.cleaned[key] = passage.without(_ANY)
            for match in matches:
                assert match.lastindex is not None  # the pattern is nothing but groups
                self.aside.append(Claim("aside", passage.cut(match.start(), match.end()), _NAMES[match.lastindex - 1]))
        return self.cleaned[key]
