"""What stands on a page of an OFD document: characters with their boxes, and the lines that rule tables.

Lengths are millimetres, y downwards from the page's upper left corner; an object's own coordinates begin in the upper left corner of its
boundary (GB/T 33190-2016, 7.1 and 8.5). What comes of it is points, y upwards, as PDF has them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from math import hypot, isfinite
from typing import NamedTuple
from xml.etree.ElementTree import Element

from kg.documents.office.package import attribute, local
from kg.documents.pages.glyphs import Glyph, PageContent, Ruling, rulings_of_outline

__all__ = ["Box", "box_of", "page_content"]

_POINT = 72 / 25.4  # points of a millimetre
_MOST_GLYPHS = 60_000  # on one page; a page of a notice has 1,500
_MOST_RULINGS = 20_000
_MOST_NUMBERS = 200_000  # in one list
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")
_STEP = re.compile(rf"([MSLQBAC])|({_NUMBER.pattern})")
_TAKES = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_CURVES = "QBA"
_LATIN = 0.5  # of a character's size: the width of a digit, where a font does not say it
_LATIN_MOST = 0.75

Point = tuple[float, float]


class Box(NamedTuple):
    """Left, top, width, height, in millimetres."""

    x: float
    y: float
    width: float
    height: float


class _Frame(NamedTuple):
    """How coordinates become points on the page."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    left: float
    top: float
    height: float  # of the page

    def point(self, x: float, y: float) -> Point:
        across = self.left + self.a * x + self.c * y + self.e
        down = self.top + self.b * x + self.d * y + self.f
        return across * _POINT, (self.height - down) * _POINT


def box_of(text: str) -> Box | None:
    """The box that four numbers give, None where they are none."""
    numbers = _numbers(text)
    return Box(*numbers) if len(numbers) == 4 and numbers[2] > 0 < numbers[3] and max(numbers) < 1e5 else None


def page_content(roots: Sequence[Element], number: int, page: Box) -> PageContent:
    """The page that the XML of its templates and its own draw."""
    glyphs: list[Glyph] = []
    rulings: list[Ruling] = []
    has_image = False
    for element in (element for root in roots for element in root.iter()):
        kind = local(element)
        if kind == "ImageObject":
            has_image = True
        if kind not in ("TextObject", "PathObject") or attribute(element, "Visible") == "false":
            continue
        frame = _frame(element, page)
        if kind == "TextObject" and len(glyphs) < _MOST_GLYPHS:
            glyphs.extend(_glyphs(element, frame))
        elif kind == "PathObject" and len(rulings) < _MOST_RULINGS:
            rulings.extend(_rulings(element, frame))
    return PageContent(number, page.width * _POINT, page.height * _POINT, glyphs[:_MOST_GLYPHS], rulings[:_MOST_RULINGS], has_image)


def _frame(element: Element, page: Box) -> _Frame:
    boundary = _numbers(attribute(element, "Boundary"))
    left, top = boundary[:2] if len(boundary) >= 2 else (0.0, 0.0)
    matrix = _numbers(attribute(element, "CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return _Frame(a, b, c, d, e, f, left - page.x, top - page.y, page.height)


def _glyphs(element: Element, frame: _Frame) -> Iterator[Glyph]:
    """The characters of a text: each stands where the one before it does, moved by its step (11.3)."""
    given = [*_numbers(attribute(element, "Size"))[:1], *_numbers(attribute(element, "HScale"))[:1]]
    size = given[0] if given else 0.0
    wide = size * (given[1] if len(given) > 1 else 1.0)
    high = size * hypot(frame.c, frame.d) * _POINT
    across = hypot(frame.a, frame.b) * _POINT
    if not 0 < high < 500 or not across > 0:
        return
    x = y = 0.0
    for code in (inner for inner in element if local(inner) == "TextCode"):
        x, y = (next(iter(_numbers(attribute(code, name))), before) for name, before in (("X", x), ("Y", y)))
        right, down = _steps(attribute(code, "DeltaX")), _steps(attribute(code, "DeltaY"))
        at, line = x, y
        text = (code.text or "").strip("\r\n")
        for index, char in enumerate(text):
            full = unicodedata.east_asian_width(char) in ("W", "F") or char in "“”‘’—…·"
            step = right[index] if index < len(right) else None
            width = wide if full else _LATIN * wide
            if not full and step is not None and 0 < step <= _LATIN_MOST * wide:
                width = step
            x0, baseline = frame.point(at, line)
            if isfinite(x0) and isfinite(baseline) and abs(x0) < 1e5 and abs(baseline) < 1e5 and char >= " ":
                yield Glyph(char, x0, x0 + width * across, baseline, high)
            at += step if step is not None else 0.0 if down else width
            line += down[index] if index < len(down) else 0.0


def _steps(text: str | None) -> list[float]:
    """A list of steps, in which ``g 3 4.2`` stands for three of 4.2 (11.3)."""
    found: list[float] = []
    parts = iter((text or "").split())
    for part in parts:
        if part == "g":
            times, value = next(parts, ""), _numbers(next(parts, ""))
            if times.isdecimal() and len(times) < 7 and value:
                found += value[:1] * min(int(times), _MOST_NUMBERS - len(found))
        else:
            found += _numbers(part)[:1]
        if len(found) >= _MOST_NUMBERS:
            break
    return found


def _numbers(text: str | None) -> list[float]:
    return [number for found in _NUMBER.findall((text or "")[:400]) if isfinite(number := float(found))]


def _rulings(element: Element, frame: _Frame) -> Iterator[Ruling]:
    """The straight lines of a path: its sides if it is stroked, its middle if it is filled and thin."""
    if attribute(element, "Stroke") == "false" and attribute(element, "Fill") != "true":
        return
    data = next((inner.text or "" for inner in element if local(inner) == "AbbreviatedData"), "")
    for outline in _outlines(data, frame):
        yield from rulings_of_outline(outline, stroked=attribute(element, "Stroke") != "false")


def _outlines(data: str, frame: _Frame) -> Iterator[list[Point]]:
    """The points of each part of a path (9.1, table 35), on the page; a part with curves is left out."""
    outline: list[Point] = []
    curved = False
    name = ""
    held: list[float] = []
    for index, match in enumerate(_STEP.finditer(data)):
        if index > _MOST_NUMBERS:
            return
        if match[1]:
            name, held = match[1], []
        else:
            held.append(float(match[2]))
        if len(held) != _TAKES.get(name, -1):
            continue
        if name in "MS":
            if len(outline) > 1 and not curved:
                yield outline
            outline, curved = [], False
        curved = curved or name in _CURVES
        if name == "C":
            outline += outline[:1]
        else:
            outline.append(frame.point(held[-2], held[-1]))
        name, held = "", []
    if len(outline) > 1 and not curved:
        yield outline
