"""Tables whose bars close one cell each, at the end of its line or on a line of their own: what stands between two bars is a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model.passages import Passage
from kg.parsing.marks.lines import Line
from kg.parsing.tables.tokens import Token

__all__ = ["bars_close_cells", "bars_stand_alone", "cells_between_bars"]

_BAR = re.compile(r"[|｜]")
_CLOSES = re.compile(r"[^|｜]*[|｜][\s|｜]*")  # a cell, perhaps empty, its bar, and perhaps bars of empty cells
_SIGNS = "|｜ \u3000"
_FEWEST = 3


def bars_stand_alone(lines: Sequence[Line]) -> bool:
    """Whether most bars stand on lines of their own, between cells that stand on lines too."""
    alone = sum(not line.text.strip(_SIGNS) for line in lines)
    within = sum(bool(_BAR.search(line.text.strip(_SIGNS))) for line in lines)
    return alone >= _FEWEST and alone * 3 >= len(lines) and within * 3 <= alone


def bars_close_cells(lines: Sequence[Line]) -> bool:
    """Whether each line with a bar holds one cell at most, which the bar closes."""
    barred = [line.text for line in lines if _BAR.search(line.text)]
    return len(barred) >= _FEWEST and all(_CLOSES.fullmatch(text) for text in barred)


def cells_between_bars(lines: Sequence[Line], *, open_before: bool) -> list[Token]:
    """The cells in order. Two bars with nothing between them are an empty cell; the lines between two bars are one cell.

    ``open_before``: the first bar closes the last heading.
    """
    tokens: list[Token] = []
    held: list[Passage] = []
    opened = open_before
    for line in lines:
        passage = Passage.of_line(line.text, line.start)
        at = 0
        if held:
            held.append(Passage("\n", held[-1].origin[-1:]))
        for bar in _BAR.finditer(line.text):
            held.append(passage.cut(at, bar.start()))
            at = bar.end()
            if not opened:
                tokens.append(_token(held))
            held, opened = [], False
        if line.text[at:].strip():
            held.append(passage.cut(at))
            opened = False
    if held:
        tokens.append(_token(held))
    return tokens


def _token(held: Sequence[Passage]) -> Token:
    passage = Passage.joined(held).strip()
    return Token(passage, first=True, empty=not passage)
