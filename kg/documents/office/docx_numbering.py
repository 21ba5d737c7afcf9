"""The numbers that Word puts before paragraphs by itself: 一、 （一） 1. (1) ①. They stand nowhere in the text of the
file.

ECMA-376 part 1, 17.9: a paragraph (or its style) names a list and a level in it; the level says how its number is
written and in what words it stands (``lvlText``, ``（%1）``); counters run on through the document and start again
below a higher level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from kg.documents.list_numbers import SILENT_FORMATS, number_text
from kg.documents.office.package import attribute, child, local

__all__ = ["ListLevel", "NumberedList", "Numbering", "read_numbering"]

_PLACEHOLDER = re.compile(r"%([1-9])")
_MOST_LINKS = 20  # of styles based on styles


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How a level of a list writes its numbers; ``text`` has %1 to %9 for those of the levels."""

    start: int = 1
    style: str = "decimal"
    text: str = "%1."
    restart: int | None = None
    legal: bool = False
    of_style: str | None = None  # the paragraph style that stands for this level


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list as a paragraph names it: which counters it shares, its levels, and the levels that it starts anew."""

    counters: str
    levels: dict[int, ListLevel]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted. Ask once for each paragraph, in order."""

    lists: dict[str, NumberedList] = field(default_factory=dict)
    _styles: dict[str, tuple[str | None, str | None, int | None]] = field(default_factory=dict)  # style: (based on, list, level)
    _default_style: str = ""
    _counted: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def mark(self, properties: Element | None) -> str:
        """The number before the paragraph with these properties (``w:pPr``), empty where it has none."""
        number, level = self._asked_for(properties)
        return self.mark_of(number, level)

    def mark_of(self, number: str | None, level: int) -> str:
        """The next number of a list at that level, empty where there is no such list."""
        listed = self.lists.get(number or "")
        if listed is None or level not in listed.levels:
            return ""
        form = listed.levels[level]
        counted = self._count(number or "", listed, level)
        if form.style in SILENT_FORMATS:
            return ""

        def shown(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            of = listed.levels.get(index, ListLevel())
            return number_text(counted.get(index, of.start), "decimal" if form.legal else of.style)

        return _PLACEHOLDER.sub(shown, form.text).strip()

    def _count(self, number: str, listed: NumberedList, level: int) -> dict[int, int]:
        counted = self._counted.setdefault(listed.counters, {})
        if number not in self._begun:
            self._begun.add(number)
            for index in listed.starts:
                counted.pop(index, None)
        start = listed.starts.get(level, listed.levels[level].start)
        counted[level] = counted[level] + 1 if level in counted else start
        for deeper in [index for index in counted if index > level]:
            restart = listed.levels.get(deeper, ListLevel()).restart
            if restart is None or (restart > 0 and level < restart):
                del counted[deeper]
        return counted

    def _asked_for(self, properties: Element | None) -> tuple[str | None, int]:
        """List and level: the paragraph's own before those of its style."""
        own = child(properties, "numPr")
        number = attribute(child(own, "numId"), "val")
        level = _whole(attribute(child(own, "ilvl"), "val"))
        style = attribute(child(properties, "pStyle"), "val") or self._default_style
        for _ in range(_MOST_LINKS):
            if style not in self._styles or (number is not None and level is not None):
                break
            above, of_style, level_of_style = self._styles[style]
            if number is None and of_style is not None:
                number = of_style
                if level is None:
                    level = level_of_style if level_of_style is not None else self._level_for(of_style, style)
            style = above or ""
        return number, level or 0

    def _level_for(self, number: str, style: str) -> int | None:
        levels = self.lists[number].levels if number in self.lists else {}
        return next((index for index, level in levels.items() if level.of_style == style), None)


def read_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists and styles of a document; either part may be missing."""
    found = Numbering()
    for style in styles if styles is not None else ():
        if local(style) != "style" or attribute(style, "type") not in (None, "paragraph", "numbering"):
            continue
        name = attribute(style, "styleId") or ""
        asked = child(style, "pPr", "numPr")
        found._styles[name] = (
            attribute(child(style, "basedOn"), "val"),
            attribute(child(asked, "numId"), "val"),
            _whole(attribute(child(asked, "ilvl"), "val")),
        )
        if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph":
            found._default_style = name
    _read_lists(numbering, found)
    return found


def _read_lists(numbering: Element | None, found: Numbering) -> None:
    listed = list(numbering) if numbering is not None else []
    abstract = {attribute(e, "abstractNumId") or "": e for e in listed if local(e) == "abstractNum"}
    shared = {attribute(e, "numId") or "": attribute(child(e, "abstractNumId"), "val") or "" for e in listed}
    for element in listed:
        if local(element) != "num":
            continue
        counters = attribute(child(element, "abstractNumId"), "val") or ""
        link = attribute(child(abstract.get(counters), "numStyleLink"), "val")
        if link in found._styles:  # the levels stand in the list that the style names
            counters = shared.get(found._styles[link][1] or "", counters)
        levels = _levels(abstract.get(counters))
        starts: dict[int, int] = {}
        for override in element:
            if local(override) != "lvlOverride":
                continue
            index = _whole(attribute(override, "ilvl")) or 0
            if (own := child(override, "lvl")) is not None:
                levels[index] = _level(own)
            start = _whole(attribute(child(override, "startOverride"), "val"))
            if start is not None:
                starts[index] = start
        found.lists[attribute(element, "numId") or ""] = NumberedList(counters, levels, starts)


def _levels(abstract: Element | None) -> dict[int, ListLevel]:
    return {
        _whole(attribute(level, "ilvl")) or 0: _level(level)
        for level in (abstract if abstract is not None else ())
        if local(level) == "lvl"
    }


def _level(level: Element) -> ListLevel:
    style = child(level, "numFmt")
    if style is None:  # a format of its own stands in a choice for programs that know it
        style = child(level, "AlternateContent", "Choice", "numFmt")
    named = attribute(style, "val") or "decimal"
    if named == "custom":
        named = "decimalEnclosedCircle" if "①" in (attribute(style, "format") or "") else "decimal"
    start = _whole(attribute(child(level, "start"), "val"))
    return ListLevel(
        start=start if start is not None else 1,
        style=named,
        text=attribute(child(level, "lvlText"), "val") or "",
        restart=_whole(attribute(child(level, "lvlRestart"), "val")),
        legal=child(level, "isLgl") is not None,
        of_style=attribute(child(level, "pStyle"), "val"),
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,6}", text) else None
