"""Ink that no character accounts for: a lone digit that was not seen as a line, a sign at a line's end. It is read once more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

import cv2
import numpy as np

from kg.documents.pages.text_lines import is_wide
from kg.documents.pictures.cleaning import Picture
from kg.documents.pictures.engine import Box, Character

__all__ = ["Line", "em_of", "read_what_was_missed"]

Line = tuple[Box, Sequence[Character]]
"""Where a line of characters stands, and the characters."""

_OF_BOX: Final = 0.74  # of the height of a line's box is its type
_REACH: Final = 0.2  # of an em around a character, and 0.3 above and below it, is its own ink
_LEAST: Final = 0.32  # of an em: what is smaller both ways is dust, or a point
_MOST: Final = (1.35, 3.0)  # em high and wide: what is larger is a picture or a bar
_JOINED: Final = 0.18  # em: what lies closer is of one character
_BESIDE: Final = 1.6  # em: so near to a line it belongs to it
_SURE: Final = 0.55  # the score from which what was read in ink alone is taken for characters
_MOST_FOUND: Final = 60  # on a page; where there is more, it is a picture, or noise
_TRIANGLE: Final = "▲"
_OF_TRIANGLE: Final = 0.9  # its score: sure enough for a sign
_FULL: Final = 0.9  # of its hull a triangle fills, and half of its box, with its weight below the middle
_HALF: Final = (0.4, 0.62)
_LOW: Final = 0.57
_IN_DOUBT: Final = 0.4  # the score of what stands beside ink that was not read


def em_of(lines: Sequence[Line]) -> float:
    """The size of the page's type in pixels, by the boxes of its lines."""
    return _OF_BOX * median([box.y1 - box.y0 for box, _ in lines] or [40.0])


def read_what_was_missed(grey: Picture, lines: Sequence[Line], read: Callable[[Picture, Box], Sequence[Character]]) -> list[Line]:
    """The lines, with what they did not account for read once more. What stands beside ink that is not read even then is unsure."""
    em = em_of(lines)
    left = _unaccounted(grey, lines, em)
    found = list(lines)
    if not 0 < len(left) <= _MOST_FOUND:
        return found
    longer: dict[int, Box] = {}
    alone: list[Box] = []
    for ink in left:
        at = _beside(ink, found, em)
        if at is None:
            alone.append(ink)
        else:
            longer[at] = _around(longer.get(at, found[at][0]), ink)
    for at, box in longer.items():
        again = read(grey, _padded(box, 0.08 * em))
        if len(again) > len(found[at][1]):
            found[at] = (box, again)
    for box in alone:
        own = _padded(box, 0.3 * em)
        characters = read(grey, own)
        if characters and min(character.score for character in characters) >= _SURE and not _within(own, found):
            found.append((own, characters))
    for ink in _unaccounted(grey, found, em) if longer else ():
        at = _beside(ink, found, em)
        if at is not None:
            box, characters = found[at]
            if _is_triangle(grey, ink):
                mark = Character(_TRIANGLE, _OF_TRIANGLE, (ink.x0 + ink.x1) / 2)
                found[at] = (_around(box, ink), sorted([*characters, mark], key=lambda character: character.middle))
            else:
                found[at] = (box, _in_doubt(characters, ink, em))
    return found


def _is_triangle(grey: Picture, box: Box) -> bool:
    """Whether the ink is a filled triangle: the sign before who leads, which grain hides from what reads script."""
    part = grey[int(box.y0) : int(box.y1), int(box.x0) : int(box.x1)]
    _, ink = cv2.threshold(part, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    shapes, _ = cv2.findContours(ink, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not shapes:
        return False
    shape = max(shapes, key=cv2.contourArea)
    _, _, width, height = cv2.boundingRect(shape)
    area, hull = cv2.contourArea(shape), cv2.contourArea(cv2.convexHull(shape))
    moments = cv2.moments(shape)
    if not area or not height or not moments["m00"]:
        return False
    _, top, _, _ = cv2.boundingRect(shape)
    middle = (moments["m01"] / moments["m00"] - top) / height
    return bool(area >= _FULL * hull and _HALF[0] <= area / (width * height) <= _HALF[1] and middle >= _LOW)


def _unaccounted(grey: Picture, lines: Sequence[Line], em: float) -> list[Box]:
    """The boxes of ink, of the size of characters, that stand where no character was read."""
    calm = cv2.medianBlur(grey, 3)
    ink = cv2.adaptiveThreshold(calm, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, round(2 * em) | 1, 20)
    for box, characters in lines:
        for character in characters:
            narrow = character.text.isalnum() and not is_wide(character.text[0])
            half = em * ((0.3 if narrow else 0.5) + _REACH)
            x0, x1 = max(0, int(character.middle - half)), max(0, int(character.middle + half))
            ink[max(0, int(box.y0 - 0.3 * em)) : int(box.y1 + 0.3 * em), x0:x1] = 0
    joined = max(1, round(_JOINED * em))
    near = cv2.dilate(ink, np.ones((joined, joined), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    found = []
    for x, y, width, height, _ in boxes[1:count].tolist():
        wide, high = (width - joined) / em, (height - joined) / em
        if max(wide, high) < _LEAST or high > _MOST[0] or wide > _MOST[1]:
            continue
        if not 0 < x < grey.shape[1] - width or not 0 < y < grey.shape[0] - height:
            continue
        found.append(Box(x, y, x + width, y + height))
    return found


def _beside(ink: Box, lines: Sequence[Line], em: float) -> int | None:
    """The line whose row the ink stands in, at its end or in a gap of it."""
    middle = (ink.y0 + ink.y1) / 2
    near = [
        (max(box.x0 - ink.x1, ink.x0 - box.x1, 0.0), at)
        for at, (box, _) in enumerate(lines)
        if box.y0 + 0.1 * em <= middle <= box.y1 - 0.1 * em
    ]
    gap, at = min(near, default=(float("inf"), -1))
    return at if gap <= _BESIDE * em else None


def _around(one: Box, other: Box) -> Box:
    return Box(min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1))


def _padded(box: Box, by: float) -> Box:
    return Box(max(0.0, box.x0 - by), max(0.0, box.y0 - by), box.x1 + by, box.y1 + by)


def _within(box: Box, lines: Sequence[Line]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
    return any(one.x0 <= x <= one.x1 and one.y0 <= y <= one.y1 for one, _ in lines)


def _in_doubt(characters: Sequence[Character], ink: Box, em: float) -> list[Character]:
    return [
        character._replace(score=min(character.score, _IN_DOUBT)) if ink.x0 - em <= character.middle <= ink.x1 + em else character
        for character in characters
    ]
