"""What reads characters: the only room that talks to RapidOCR, whose models come with it and run on this machine alone."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
from rapidocr import RapidOCR

from kg.documents.pictures.cleaning import Picture

__all__ = ["Box", "Character", "boxes_of", "characters_of"]

_SETTINGS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_MOST_BOXES: Final = 600  # lines of a page; a page of a notice has 40, one of a table 150
_MARGIN: Final = 2  # pixels around a line


class Box(NamedTuple):
    """Where a line of characters stands, in pixels."""

    x0: float
    y0: float
    x1: float
    y1: float


class Character(NamedTuple):
    """A character, how sure the reading of it is (0 to 1), and where its middle is, in pixels from the left."""

    text: str
    score: float
    middle: float


@cache
def _engine() -> Any:
    return RapidOCR(params=dict(_SETTINGS))


def boxes_of(grey: Picture) -> list[Box]:
    """Where a level page has lines of characters, from top to bottom."""
    found = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False)
    boxes: Sequence[Any] = () if getattr(found, "boxes", None) is None else found.boxes
    made = [Box(*(float(value) for value in (*np.min(quad, axis=0), *np.max(quad, axis=0)))) for quad in boxes[:_MOST_BOXES]]
    return [box for box in made if box.x1 - box.x0 >= 3 and box.y1 - box.y0 >= 3]


def characters_of(grey: Picture, box: Box) -> list[Character]:
    """The characters of one line, from left to right."""
    top, left = max(0, math.floor(box.y0)), max(0, math.floor(box.x0) - _MARGIN)
    part = grey[top : math.ceil(box.y1), left : math.ceil(box.x1) + _MARGIN]
    if min(part.shape[:2]) < 3:
        return []
    read = _engine()(cv2.cvtColor(part, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True, return_word_box=True)
    results = getattr(read, "word_results", None)
    if not results or results[0] is None or not results[0].line_txt_len:
        return []
    line = results[0]
    column = part.shape[1] / line.line_txt_len
    return list(_placed(read.txts[0], line, left, column))


def _placed(text: str, line: Any, left: float, column: float) -> Iterator[Character]:
    """The characters with their middles: the column of the network's output that each was told in. Blanks have a score and no column."""
    texts = [char for word in line.words for char in word]
    columns = [place for places in line.word_cols for place in places]
    scores = [float(score) for char, score in zip(text, line.confs, strict=False) if not char.isspace()]
    if len(scores) != len(texts):
        scores = [min(scores, default=0.0)] * len(texts)
    for char, place, score in zip(texts, columns, scores, strict=False):
        yield Character(char, score, left + (place + 0.5) * column)
