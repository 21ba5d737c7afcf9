"""Tables whose bars stand on lines of their own, one behind each cell: what stands between two bars is a whole cell."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model.passages import Passage
from kg.parsing.marks.lines import Line
from kg.parsing.tables.headings import Token

__all__ = ["bars_stand_alone", "cells_between_bars"]

_BARS = ("|", "｜")
_FEWEST = 3


def bars_stand_alone(lines: Sequence[Line]) -> bool:
    """Whether most bars stand on lines of their own, between cells that stand on lines too."""
    alone = sum(line.text in _BARS for line in lines)
    within = sum(any(bar in line.text for bar in _BARS) for line in lines) - alone
    return alone >= _FEWEST and alone * 3 >= len(lines) and within * 3 <= alone


def cells_between_bars(lines: Sequence[Line]) -> list[Token]:
    """The cells in order. Two bars with nothing between them are an empty cell; the lines between two bars are one cell."""
    tokens: list[Token] = []
    held: list[Passage] = []
    begun = False  # the first bar closes the last heading
    for line in lines:
        if line.text not in _BARS:
            if held:
                held.append(Passage("\n", held[-1].origin[-1:]))
            held.append(Passage.of_line(line.text, line.start))
        elif held or begun:
            tokens.append(_token(held))
            held = []
        begun = True
    if held:
        tokens.append(_token(held))
    return tokens


def _token(held: Sequence[Passage]) -> Token:
    passage = Passage.joined(held)
    return Token(passage, first=True, empty=not passage)
