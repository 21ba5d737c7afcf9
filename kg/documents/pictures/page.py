"""The picture of a page as what stands on a page: characters with their boxes, ruled lines."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from kg.documents.pages.glyphs import Glyph, PageContent, Ruling
from kg.documents.pages.text_lines import is_wide
from kg.documents.pictures.cleaning import Picture, is_grainy, level, quiet, skew_of, without_stamp
from kg.documents.pictures.engine import Box, Character, boxes_of, characters_of
from kg.documents.pictures.missed import Line, read_what_was_missed
from kg.documents.pictures.ruled import Drawn, meeting, ruled_lines

__all__ = ["content_of", "placed"]

_POINTS: Final = 72.0
_LEAST_CONTRAST: Final = 40  # of 255, between paper and ink: an empty page is not looked at any longer
_MILLIMETRES: Final = 25.4
_ALIKE: Final = 0.17  # of a size: what differs less on one page is set in one size
_OF_BOX: Final = 0.74  # of the height of a line's box is its type, where no two Chinese characters tell
_LEAST_OF_BOX, _MOST_OF_BOX = 0.55, 1.0
_NARROW: Final = 0.5  # of an em: a digit or a letter
_CLOSED: Final = 1.0  # em: a gap below it is the reading's own inexactness, unless a ruling crosses it
_BASELINE: Final = 0.12  # of an em, from the middle of the ink down to where type stands: half an em and a bit less
_CROSSES: Final = 0.6  # of a line's height that a ruling must run along to part it
_LEAST_PART: Final = 0.6  # of a line's height: a narrower rest beside a ruling holds no character
_TWICE: Final = 0.7  # of an em: closer than this no two Chinese characters stand
_NARROWEST: Final = 0.25  # of an em: nor two digits, but in the narrowest faces
_DOUBTFUL: Final = 0.5


def content_of(picture: Picture, number: int, per_inch: float) -> PageContent:
    """The page that is shown by a picture of so many pixels an inch."""
    per_mm = per_inch / _MILLIMETRES
    grey = without_stamp(picture, per_mm)
    height, width = grey.shape[:2]
    scale = _POINTS / per_inch
    if int(grey.max()) - int(grey.min()) < _LEAST_CONTRAST:
        return PageContent(number, width * scale, height * scale, [], [], has_image=True, recognised=True, own=True, covered=True)
    grey = level(grey, skew_of(grey))
    grainy = is_grainy(grey)
    found, cleaned = ruled_lines(grey, per_mm, grainy=grainy)
    drawn = meeting(found, per_mm)
    cleaned = quiet(cleaned) if grainy else cleaned
    lines: list[Line] = [(box, characters_of(cleaned, box)) for whole in boxes_of(cleaned) for box in _parted(whole, drawn)]
    lines = read_what_was_missed(cleaned, lines, characters_of)
    glyphs = placed(lines, drawn, scale, height)
    rulings = [_ruling(line, scale, height) for line in drawn]
    return PageContent(number, width * scale, height * scale, glyphs, rulings, has_image=True, recognised=True, own=True, covered=True)


def _parted(box: Box, drawn: Sequence[Drawn]) -> list[Box]:
    """The parts of a line of characters between the standing rulings that cross it."""
    height = box.y1 - box.y0
    crossing = sorted({(line.x0 + line.x1) / 2 for line in drawn if _stands(line) and _along(line, box) >= _CROSSES * height})
    inside = [x for x in crossing if box.x0 < x < box.x1]
    parts = [Box(left, box.y0, right, box.y1) for left, right in pairwise([box.x0, *inside, box.x1])]
    return [part for part in parts if part.x1 - part.x0 >= _LEAST_PART * height] if inside else [box]


def _stands(line: Drawn) -> bool:
    return line.y1 - line.y0 > line.x1 - line.x0


def _along(line: Drawn, box: Box) -> float:
    return max(0.0, min(line.y1, box.y1) - max(line.y0, box.y0))


def placed(lines: Sequence[Line], drawn: Sequence[Drawn], scale: float, height: int) -> list[Glyph]:
    """The characters as glyphs, on a page of that height in pixels, a pixel being ``scale`` points."""
    held = [(box, characters) for box, characters in lines if characters]
    sizes = _one_size([_size(box, characters) for box, characters in held])
    standing = sorted((line for line in drawn if _stands(line)), key=lambda line: line.x0)
    glyphs: list[Glyph] = []
    for (box, characters), em in zip(held, sizes, strict=True):
        walls = [(line.x0 + line.x1) / 2 for line in standing if _along(line, box) > 0]
        y = (height - (box.y0 + box.y1) / 2) * scale - (0.5 - _BASELINE) * em * scale
        glyphs += _line(characters, box, em, sorted(walls), scale, y)
    return glyphs


def _size(box: Box, characters: Sequence[Character]) -> float:
    """The size of a line's type in pixels: how far apart Chinese characters stand, within what the height of the box allows."""
    height = box.y1 - box.y0
    steps = [after.middle - before.middle for before, after in pairwise(characters) if _ideograph(before) and _ideograph(after)]
    found = median(steps) if len(steps) >= 3 else _OF_BOX * height
    return min(max(found, _LEAST_OF_BOX * height), _MOST_OF_BOX * height)


def _ideograph(character: Character) -> bool:
    return unicodedata.category(character.text[0]) == "Lo"


def _one_size(sizes: Sequence[float]) -> list[float]:
    """The sizes, those that differ by less than a measure's inexactness made one."""
    made: dict[float, float] = {}
    rest = sorted(sizes)
    while rest:
        # The size that most lines are near to takes them; what is left is told apart in the same way.
        center = max(rest, key=lambda size: (_near(rest, size), -size))
        group = [size for size in rest if abs(size - center) <= _ALIKE * center]
        made |= dict.fromkeys(group, median(group))
        rest = [size for size in rest if abs(size - center) > _ALIKE * center]
    return [made[size] for size in sizes]


def _near(ordered: Sequence[float], size: float) -> int:
    return bisect_right(ordered, (1 + _ALIKE) * size) - bisect_left(ordered, (1 - _ALIKE) * size)


def _line(characters: Sequence[Character], box: Box, em: float, walls: Sequence[float], scale: float, y: float) -> list[Glyph]:
    """One line's glyphs: each around its middle, no gap below an em between two of them that no ruling crosses."""
    spans = []
    characters = _once(characters, em)
    for character in characters:
        half = em / 2 if is_wide(character.text[0]) else em * _NARROW / 2
        spans.append([max(box.x0, character.middle - half), min(box.x1, character.middle + half)])
    for left, right in pairwise(spans):
        gap = right[0] - left[1]
        if gap < _CLOSED * em and not _between(walls, left[1], right[0]):
            left[1] = right[0] = (left[1] + right[0]) / 2
    size = round(em * scale, 2)
    return [
        Glyph(character.text, x0 * scale, max(x0, x1) * scale, y, size, min(1.0, character.score))
        for character, (x0, x1) in zip(characters, spans, strict=True)
    ]


def _once(characters: Sequence[Character], em: float) -> list[Character]:
    """The characters without those that grain made of one: the same twice, closer than two can stand."""
    kept: list[Character] = []
    for character in characters:
        again = bool(kept) and kept[-1].text == character.text
        apart = character.middle - kept[-1].middle if kept else em
        if again and is_wide(character.text[0]) and apart < _TWICE * em:
            kept[-1] = kept[-1]._replace(score=min(kept[-1].score, character.score))
        elif again and character.text.isdigit() and apart < _NARROWEST * em:
            # Digits may be set as narrow: none is taken away, and both are in doubt.
            kept[-1] = kept[-1]._replace(score=min(kept[-1].score, _DOUBTFUL))
            kept.append(character._replace(score=min(character.score, _DOUBTFUL)))
        else:
            kept.append(character)
    return kept


def _between(walls: Sequence[float], left: float, right: float) -> bool:
    at = bisect_left(walls, min(left, right))
    return at < len(walls) and walls[at] <= max(left, right)


def _ruling(line: Drawn, scale: float, height: int) -> Ruling:
    if _stands(line):
        x = (line.x0 + line.x1) / 2 * scale
        return Ruling(x, (height - line.y1) * scale, x, (height - line.y0) * scale)
    y = (height - (line.y0 + line.y1) / 2) * scale
    return Ruling(line.x0 * scale, y, line.x1 * scale, y)
