"""The ruled lines of a page's picture: runs of ink longer than any stroke of a character."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import cv2
import numpy as np

from kg.documents.pictures.cleaning import Picture

__all__ = ["Drawn", "meeting", "ruled_lines"]

_LYING: Final = 16.0  # millimetres: a dash of two characters is 12
_STANDING: Final = 8.5  # millimetres: a row of a table is 7 high, and its sides go through
_BREAK: Final = 0.8  # millimetres that noise takes out of a line
_AVERAGED: Final = 0.7  # millimetres
_MEET: Final = 3.0  # millimetres
_COVERED: Final = 0.85  # of a line's length has ink
_BESIDE: Final = 0.6  # millimetres
_PAPER: Final = 0.3  # of a line's length has ink beside it: standing rulings, and type that is set close
_THICKEST: Final = 1.6  # millimetres; what is thicker is a bar or a picture
_MOST: Final = 2_000


class Drawn(NamedTuple):
    """A line by its box in pixels; it lies where it is wider than high."""

    x0: int
    y0: int
    x1: int
    y1: int


def ruled_lines(grey: Picture, per_mm: float, *, grainy: bool = False) -> tuple[list[Drawn], Picture]:
    """The lines of a level page, and the page without them (what reads characters takes a border for one)."""
    block = max(15, round(6 * per_mm)) | 1
    found: list[Drawn] = []
    cleaned = grey.copy()
    for lying in (True, False):
        # A standing line is a lying one of the page turned over its diagonal.
        turned, bare = (grey, cleaned) if lying else (np.ascontiguousarray(grey.T), cleaned.T)
        # Grain fades where a stretch of the line's direction is averaged, a hair line does not.
        smooth = cv2.blur(turned, (max(3, round(_AVERAGED * per_mm)), 1)) if grainy else turned
        ink = cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, 18)
        for line, mask in _runs(ink, round((_LYING if lying else _STANDING) * per_mm), per_mm):
            found.append(line if lying else Drawn(line.y0, line.x0, line.y1, line.x1))
            bare[line.y0 : line.y1, line.x0 : line.x1][mask == 1] = 255
    return found, cleaned


def meeting(drawn: Sequence[Drawn], per_mm: float) -> list[Drawn]:
    """The lines, each ending at the line that it nearly ends at: grain makes some longer, a worn corner shorter, and a table has no column
    of a millimetre beside it.
    """
    near = _MEET * per_mm
    lying = [line for line in drawn if line.x1 - line.x0 >= line.y1 - line.y0]
    standing = [line for line in drawn if line.x1 - line.x0 < line.y1 - line.y0]
    walls = [((line.x0 + line.x1) // 2, line.y0, line.y1) for line in standing]
    floors = [((line.y0 + line.y1) // 2, line.x0, line.x1) for line in lying]
    made = []
    for line in lying:
        x0, x1 = (_end(end, (line.y0 + line.y1) / 2, walls, near) for end in (line.x0, line.x1))
        made.append(line._replace(x0=x0, x1=x1) if x1 > x0 else line)
    for line in standing:
        y0, y1 = (_end(end, (line.x0 + line.x1) / 2, floors, near) for end in (line.y0, line.y1))
        made.append(line._replace(y0=y0, y1=y1) if y1 > y0 else line)
    return made


def _end(end: int, across: float, others: Sequence[tuple[int, int, int]], near: float) -> int:
    """Where the nearest of the lines across stands that reach there; ``end`` itself where none is near."""
    at = [place for place, first, last in others if abs(place - end) <= near and first - near <= across <= last + near]
    return min(at, key=lambda place: abs(place - end), default=end)


def _runs(ink: Picture, long: int, per_mm: float) -> Iterator[tuple[Drawn, Picture]]:
    """The lying lines in a picture of ink, each with the pixels of its box that are its own."""
    gap = max(2, round(_BREAK * per_mm))
    # A line that is not quite level leaves a row of pixels for the next: a pixel more makes it whole again.
    whole = cv2.morphologyEx(cv2.dilate(ink, np.ones((2, 1), np.uint8)), cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    lines = cv2.morphologyEx(whole, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    for label in range(1, min(count, _MOST)):
        x, y, width, height, area = (int(value) for value in boxes[label])
        if area / width > _THICKEST * per_mm or height > max(_THICKEST * per_mm, 0.02 * width):
            continue
        if not _is_ruled(ink, x, y, width, height, round(_BESIDE * per_mm)):
            continue
        mask = cv2.dilate((labels[y : y + height, x : x + width] == label).astype(np.uint8), np.ones((3, 3), np.uint8))
        yield Drawn(x, y, x + width, y + height), mask


def _is_ruled(ink: Picture, x: int, y: int, width: int, height: int, beside: int) -> bool:
    """Whether there is ink all along the line and paper on both sides of it: a run through the strokes of a row of text has ink there."""

    def covered(first: int, last: int) -> float:
        rows = ink[max(0, first) : max(0, last), x : x + width]
        return float(rows.any(axis=0).mean()) if rows.size else 0.0

    above, below = covered(y - beside, y - 1), covered(y + height + 1, y + height + beside)
    return covered(y, y + height) >= _COVERED and max(above, below) <= _PAPER
