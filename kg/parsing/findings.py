"""What a reading of a task list gives, whichever layout it was read by."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Final

from kg.model.passages import Passage
from kg.model.records import SpanKind
from kg.model.values import value
from kg.model.wording import InBoth, Told, joined, told
from kg.parsing.clauses.parts import ClausePart

__all__ = ["FAMILIES", "Claim", "Doubt", "Item", "Place", "Reached", "Reading", "last_of_place", "of_lists"]


_NAMES_NOBODY = frozenset({"deadline", "note"})
_CELL_SIGN = re.compile(r"[|｜\t]")


@value
class Claim:
    """A passage of the document and the one thing that it is, by the rule that says so.

    A claim of the kind ``unread`` or ``aside`` gives back what another one took; its rule names what was set aside.
    """

    kind: SpanKind
    passage: Passage
    rule: str = ""


@value
class Doubt:
    """Something to say aloud about the characters from ``offset`` to ``end``; ``facts`` fill in the message of its kind."""

    code: str
    offset: int
    facts: Mapping[str, str]
    end: int

    @classmethod
    def at(cls, code: str, offset: int, end: int | None = None, **facts: str) -> Doubt:
        """A doubt of a kind that :mod:`kg.model.doubts` knows."""
        return cls(code, offset, facts, offset + 1 if end is None else end)


@value
class Place:
    """The headings that an item stands under; titles are passages, so that leaders found in them keep their place."""

    section: str | None = None
    section_title: Passage | None = None
    subsection: str | None = None
    subsection_title: Passage | None = None
    parent: str | None = None
    parent_number: str | None = None
    parent_title: Passage | None = None
    heading: Passage | None = None

    def titles(self) -> tuple[Passage, ...]:
        """The titles above the item, the nearest first."""
        return tuple(title for title in (self.heading, self.parent_title, self.subsection_title, self.section_title) if title)


@value
class Reached:
    """A passage that tells what was reached, and what stands over or before it. A ``remark`` beside results tells so in part."""

    label: str
    passage: Passage
    remark: bool = False


@value
class Item:
    """A task as the layout shows it: its number and text, and the parts of its clause, not yet read as names.

    ``measure``: the unit that the heading of its bare figure gives (任务数（个）).
    """

    number: str | None
    ordinal: int | None
    text: Passage
    parts: tuple[ClausePart, ...]
    place: Place
    offset: int
    details: tuple[tuple[str, str], ...] = ()
    reached: tuple[Reached, ...] = ()
    measure: str | None = None


FAMILIES: Final[Mapping[str, Told]] = MappingProxyType(
    {
        "text": InBoth("text", "文本"),
        "table": InBoth("table", "表格"),
        "titled": InBoth("titled", "由标题看出的清单"),
        "points": InBoth("points without a title", "无标题的要点"),
        "reported": InBoth("reported", "进展报告"),
    }
)
"""What each family of layouts is called, in English and in Chinese."""


@value
class Reading:
    """The items that one family of layouts finds in a list, what it claims of the text, and why it was tried."""

    family: str
    reason: Told
    items: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    def said(self) -> Told:
        """What it is, and why."""
        return told("{family} ({reason})", family=FAMILIES[self.family], reason=self.reason)

    def weight(self) -> int:
        """How much of the text the reading accounts for by items that name who answers: the measure by which readings compete.

        What stands behind a sign between cells is no more of a task's sentence.
        """
        answered = (item for item in self.items if any(part.kind not in _NAMES_NOBODY for part in item.parts))
        return sum(_sentence(item.text.text) + sum(len(part.names) for part in item.parts) for item in answered)

    def counts(self) -> bool:
        """Whether its items, two at least, count 1, 2, 3 … and each names who answers: hardly by chance."""
        ordinals = [item.ordinal for item in self.items]
        return len(ordinals) > 1 and ordinals == list(range(1, len(ordinals) + 1)) and all(item.parts for item in self.items)


def of_lists(readings: Sequence[Reading]) -> Told | None:
    """By which layout each list of a document was read, and why; None for one without lists."""
    each = [told("list {number}: {reading}", number=number, reading=reading.said()) for number, reading in enumerate(readings, 1)]
    return joined("; ".join("{}" for _ in each), *each) if each else None


def last_of_place(items: Sequence[Item], at: int) -> int:
    """The last item that stands below the same headings: all of them may belong below one that was not seen."""
    while at + 1 < len(items) and items[at + 1].place == items[at].place:
        at += 1
    return at


def _sentence(text: str) -> int:
    cell = _CELL_SIGN.search(text)
    return cell.start() if cell else len(text)
