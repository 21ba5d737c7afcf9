"""The picture of a page before it is read: grey, without its red stamp, and with its lines level."""

from __future__ import annotations

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["Picture", "is_grainy", "level", "quiet", "skew_of", "without_stamp"]

Picture = NDArray[np.uint8]
"""Rows of pixels: three bytes each (red, green, blue), or one where it is grey."""

_RED: Final = 45  # by so much red outshines green and blue in a stamp's ink, JPEG's smearing of colour included
_HEAD: Final = 0.4  # of the page's height: red type above it is the office's name
_STAMP: Final = (25.0, 65.0)  # millimetres across: 38 to 45 are the rule
_ROUND: Final = (0.75, 1.33)
_JOINED: Final = 2.5  # millimetres: what lies closer in red belongs to one stamp
_PALE: Final = 1.35  # what a stamp leaves in the red channel is pale: it is made paper by so much
_STEEPEST: Final = 6.0  # degrees: a page that was laid askew on a scanner
_LEVEL: Final = 0.04  # degrees: a third of a pixel in a hundred characters
_GRAIN: Final = 6.0  # of 255: clean pages have 1 to 3.5, those with grain 12
_SMALL: Final = 900  # pixels across, on which the skew is looked for


def without_stamp(picture: Picture, per_mm: float) -> Picture:
    """The picture in grey, with red ink taken out by its channel; a red line of type at the head of the page stays."""
    if picture.ndim == 2:
        return picture
    red, green, blue = cv2.split(picture)
    grey: Picture = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    ink = (red.astype(np.int16) - np.maximum(green, blue).astype(np.int16) > _RED).astype(np.uint8)
    if not ink.any():
        return grey
    reach = max(1, round(_JOINED * per_mm))
    near = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
    stamps = [box for box in boxes[1:] if _is_stamp(int(box[2]), int(box[3]), per_mm)]
    taken = np.zeros(count, np.uint8)
    for label in range(1, count):
        left, top, width, height, _ = (int(side) for side in boxes[label])
        x, y = left + width / 2, top + height / 2
        # A stamp's star and its letters may stand apart from its ring.
        inside = any(sx <= x <= sx + wide and sy <= y <= sy + high for sx, sy, wide, high, _ in stamps)
        taken[label] = inside or top > _HEAD * picture.shape[0]
    # The smeared edge of the ink goes with it.
    masked = cv2.dilate((ink & taken[labels]).astype(np.uint8), np.ones((5, 5), np.uint8))
    pale = np.minimum(255.0, red.astype(np.float32) * _PALE).astype(np.uint8)
    cleaned: Picture = np.where(masked == 1, np.maximum(pale, red), grey)
    return cleaned


def _is_stamp(width: int, height: int, per_mm: float) -> bool:
    least, most = min(width, height) / per_mm, max(width, height) / per_mm
    return _ROUND[0] <= width / height <= _ROUND[1] and _STAMP[0] <= least and most <= _STAMP[1]


def skew_of(grey: Picture) -> float:
    """By how many degrees the lines of a page fall to the right: the turn under which rows of ink and rows of paper differ most."""
    scale = min(1.0, _SMALL / grey.shape[1])
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, ink = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    best, step = 0.0, 0.5
    around = np.arange(-_STEEPEST, _STEEPEST + 0.01, step)
    while True:
        best = max((float(angle) for angle in around), key=lambda angle: (_contrast(ink, angle), -abs(angle)))
        if step <= _LEVEL:
            return best
        around = np.arange(best - step, best + step + 0.001, step / 4)
        step /= 4


def _contrast(ink: Picture, angle: float) -> float:
    rows = _turned(ink, angle, 0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def is_grainy(grey: Picture) -> bool:
    """Whether the picture has grain, as of a bad lamp or a telephone."""
    return float(np.mean(cv2.absdiff(grey, quiet(grey)))) > _GRAIN


def quiet(grey: Picture) -> Picture:
    """The picture without its grain: what reads characters sees some twice in it."""
    smooth: Picture = cv2.medianBlur(grey, 3)
    return smooth


def level(grey: Picture, angle: float) -> Picture:
    """The picture turned so that lines that fell by ``angle`` degrees are level."""
    return grey if abs(angle) <= _LEVEL else _turned(grey, angle, 255)


def _turned(picture: Picture, angle: float, paper: int) -> Picture:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned: Picture = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=paper)
    return turned
