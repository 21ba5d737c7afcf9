"""From characters with places to lines of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.documents.pages.glyphs import Glyph

__all__ = ["SetSpace", "TextLine", "is_wide", "lines_of", "set_space", "unit_width"]

_SAME_LINE = 0.5  # of the character's size: what lies closer in height is on one line
_WORD_GAP = 0.15  # of a character's size, beyond what the line's setting gives to every gap
_EXACT = 0.02  # of a character: how far gaps that are set alike differ
_ITEM_NUMBER = re.compile(r"(?<!\d)\d{1,3}[.．、﹒](?![\d.])")  # inside a line it begins an item: a space before it was typed
_QUOTES = "“”‘’"
_NOT_FIRST = "、，。；：！？）〕】》〉」』％.,;:!?)]}%·…—～"
_NOT_LAST = "（〔【《〈「『([{"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line on a page: its text and box, its characters from left to right."""

    text: str
    page: int
    x0: float
    x1: float
    y: float
    size: float
    glyphs: tuple[Glyph, ...]
    number: int = 0  # on its page, from 1
    open_end: bool = False  # a space stands behind its last character


def is_wide(char: str) -> bool:
    """Whether a character is written without spaces around it, as Chinese ones are."""
    return unicodedata.east_asian_width(char) in ("W", "F") or char in "“”‘’·—…"


@dataclass(frozen=True, slots=True)
class SetSpace:
    """The space, in parts of a character, that a program puts between Chinese and Latin characters by itself, and how
    much more a gap there must have for a space to have been typed.
    """

    width: float = 0.0
    more: float = _WORD_GAP


def set_space(glyphs: Iterable[Glyph]) -> SetSpace:
    """What the program which set the text put between Chinese and Latin characters.

    Word and WPS put a quarter there, as wide as a space that was typed; where nearly all such places have it, nobody
    typed it. LibreOffice puts a fifth, everywhere the same: there a typed space is told by its own width.
    """
    gaps = []
    for before, after in pairwise(glyphs):
        if abs(before.y - after.y) < _SAME_LINE * after.size and is_wide(before.text) != is_wide(after.text):
            gaps += [(after.x0 - before.x1) / after.size] if (before.text + after.text).isalnum() else []
    spaced = sorted(gap for gap in gaps if 0.1 < gap < 0.6)
    if len(spaced) <= 0.8 * len(gaps):
        return SetSpace()
    width = spaced[len(spaced) // 2]
    exact = sum(abs(gap - width) < _EXACT for gap in spaced) > 0.9 * len(spaced) and len(spaced) >= 20
    return SetSpace(width, 2 * _EXACT) if exact else SetSpace(width)


def lines_of(glyphs: Iterable[Glyph], page: int, between_scripts: SetSpace = SetSpace()) -> list[TextLine]:
    """The lines of a page or a cell, from top to bottom. ``between_scripts`` is what :func:`set_space` gives for the
    document.
    """
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (-glyph.y, glyph.x0)):
        if rows and abs(rows[-1][0].y - glyph.y) < _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines: list[TextLine] = []
    for row in rows:
        row = _without_doubles(sorted(row, key=lambda glyph: glyph.x0))
        inked = [glyph for glyph in row if not glyph.text.isspace()]
        if inked:
            text = _spaced(row, between_scripts).strip()
            size = sorted(glyph.size for glyph in inked)[len(inked) // 2]
            lines.append(
                TextLine(text, page, inked[0].x0, inked[-1].x1, inked[0].y, size, tuple(inked), len(lines) + 1, row[-1].text.isspace())
            )
    return lines


def _without_doubles(row: Sequence[Glyph]) -> list[Glyph]:
    """Bold type made by printing a character twice, a hair apart, counts once."""
    kept: list[Glyph] = []
    for glyph in row:
        if any(other.text == glyph.text and abs(other.x0 - glyph.x0) < 0.2 * glyph.size for other in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def _spaced(row: Sequence[Glyph], between_scripts: SetSpace) -> str:
    """The text of a line. A space that was typed is often not in the file but a gap: wider than the line's other gaps."""
    gaps = [(after.x0 - before.x1) / after.size for before, after in pairwise(row)]
    stretch = _stretch(row, gaps)
    parts = [row[0].text]
    numbers = {match.start() for match in _ITEM_NUMBER.finditer("".join(glyph.text[:1] or " " for glyph in row))}
    for place, ((before, after), gap) in enumerate(zip(pairwise(row), gaps, strict=True), 1):
        if not after.text.isspace() and not before.text.isspace():
            mixed = is_wide(before.text) != is_wide(after.text) and (before.text + after.text).isalnum() and place not in numbers
            if gap - stretch > (between_scripts.width + between_scripts.more if mixed else _WORD_GAP):
                parts.append(" ")
        parts.append(after.text)
    return "".join(parts)


def _stretch(row: Sequence[Glyph], gaps: Sequence[float]) -> float:
    """What the setting of the line puts between any two characters. Between Chinese ones it is the common small gap: with
    spaces between single characters (工 作 任 务) most gaps are wider.
    """
    chinese = sorted(gap for (before, after), gap in zip(pairwise(row), gaps, strict=True) if _both_letters(before, after))
    if len(chinese) >= 4:
        return max(0.0, min(0.3, chinese[len(chinese) // 4]))
    return max(0.0, min(0.3, sorted(gaps)[len(gaps) // 2])) if len(gaps) > 4 else 0.0


def _both_letters(before: Glyph, after: Glyph) -> bool:
    return before.text.isalpha() and after.text.isalpha() and is_wide(before.text) and is_wide(after.text)


def unit_width(line: TextLine) -> float:
    """How much room the first characters of a line need, those that no line break may part: a character, a word, a
    number.
    """
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and end < 40:
        last, following = glyphs[end - 1].text, glyphs[end].text
        gap = glyphs[end].x0 - glyphs[end - 1].x1
        together = not is_wide(last) and not is_wide(following) and gap < _WORD_GAP * line.size
        quoted = last in _QUOTES or following in _QUOTES  # browsers break a line on neither side of these
        if not together and not quoted and following not in _NOT_FIRST and last not in _NOT_LAST:
            break
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0
