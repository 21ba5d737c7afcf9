"""The numbers that an OpenDocument text has before its list items (ODF 1.3 part 3, 16.30 and 19.880): none of them stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from xml.etree.ElementTree import Element

from kg.documents.office.docx_numbering import ListLevel, NumberedList, Numbering
from kg.documents.office.package import attribute, local

__all__ = ["ListUse", "Lists", "read_lists"]

_MOST_LEVELS = 10
# What a format is called by its first number, as LibreOffice and others write it, and what OOXML calls it.
_FORMATS = {
    "": "none",
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "壱": "chineseLegalSimplified",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "01": "decimalZero",
}


@dataclass(frozen=True, slots=True)
class ListUse:
    """A list of the text as it is met: by which name it counts, the style of its levels, how deep it is (from 0)."""

    name: str
    style: str
    level: int


@dataclass(slots=True)
class Lists:
    """The list styles of a document, and how far each list has counted."""

    styles: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    _new: Iterator[int] = field(default_factory=count)
    _of_style: dict[str, str] = field(default_factory=dict)  # the last list of a style
    _named: dict[str, str] = field(default_factory=dict)

    def enter(self, element: Element, outer: ListUse | None) -> ListUse:
        """The list that ``text:list`` begins, or goes on with."""
        style = attribute(element, "style-name") or (outer.style if outer is not None else "")
        if outer is not None:
            return ListUse(outer.name, style, min(outer.level + 1, _MOST_LEVELS - 1))
        goes_on = attribute(element, "continue-list")
        name = self._named.get(goes_on or "")
        if name is None and attribute(element, "continue-numbering") == "true":
            name = self._of_style.get(style)
        name = name or f"list {next(self._new)}"
        self._of_style[style] = name
        if own := attribute(element, "id"):
            self._named[own] = name
        return ListUse(name, style, 0)

    def mark(self, use: ListUse, item: Element) -> str:
        """The number of the next item."""
        begin = attribute(item, "start-value")
        starts = {use.level: int(begin)} if begin is not None and begin.isdecimal() and len(begin) < 6 else {}
        name = f"{use.name} {use.style}" + (f" from item {next(self._new)}" if starts else "")
        if name not in self.numbering.lists:
            self.numbering.lists[name] = NumberedList(use.name, self.styles.get(use.style, {}), starts)
        return self.numbering.mark_of(name, use.level)


def read_lists(*holders: Element | None) -> Lists:
    """The list styles among the styles given."""
    found = Lists()
    for holder in holders:
        for style in holder if holder is not None else ():
            if local(style) == "list-style":
                found.styles[attribute(style, "name") or ""] = dict(_levels(style))
    return found


def _levels(style: Element) -> Iterator[tuple[int, ListLevel]]:
    for level in style:
        number = attribute(level, "level") or ""
        if not number.isdecimal() or not 1 <= int(number[:3]) <= _MOST_LEVELS:
            continue
        if local(level) != "list-level-style-number":
            yield int(number) - 1, ListLevel(style="bullet")
            continue
        form = (attribute(level, "num-format") or "").partition(",")[0].strip()
        begin, shown = (attribute(level, name) or "1" for name in ("start-value", "display-levels"))
        above = min(int(shown), int(number)) if shown.isdecimal() and len(shown) < 3 else 1
        pattern = attribute(level, "num-list-format") or ""
        if pattern:  # %1%.%2%、
            pattern = "".join(f"%{part}" if i % 2 and part.isdecimal() else part for i, part in enumerate(pattern.split("%")))
        else:
            numbers = ".".join(f"%{one}" for one in range(int(number) - above + 1, int(number) + 1))
            pattern = f"{attribute(level, 'num-prefix') or ''}{numbers}{attribute(level, 'num-suffix') or ''}"
        start = int(begin) if begin.isdecimal() and len(begin) < 6 else 1
        yield int(number) - 1, ListLevel(start, _FORMATS.get(form, "decimal"), pattern)
