"""Tables whose bars stand on lines of their own, one behind each cell: what stands between two bars is a whole cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model.passages import Passage
from kg.parsing.marks.lines import Line
from kg.parsing.tables.headings import Token

__all__ = ["bars_stand_alone", "cells_between_bars"]

_SIGNS = "|｜ \u3000"
_BAR = re.compile(r"[|｜]")
_FEWEST = 3


def bars_stand_alone(lines: Sequence[Line]) -> bool:
    """Whether most bars stand on lines of their own, between cells that stand on lines too."""
    alone = sum(not line.text.strip(_SIGNS) for line in lines)
    within = sum(bool(_BAR.search(line.text.strip(_SIGNS))) for line in lines)
    return alone >= _FEWEST and alone * 3 >= len(lines) and within * 3 <= alone


def cells_between_bars(lines: Sequence[Line]) -> list[Token]:
    """The cells in order. Two bars with nothing between them are an empty cell; the lines between two bars are one cell.

    Bars of empty cells may stand together, and before a cell that is not: |||3.
    """
    tokens: list[Token] = []
    held: list[Passage] = []
    begun = False  # the first bar closes the last heading
    for line in lines:
        whole = Passage.of_line(line.text, line.start)
        at = 0
        for bar in [*_BAR.finditer(line.text), None]:
            piece = whole.cut(at, bar.start() if bar else None).strip()
            if piece:
                if held:
                    held.append(Passage("\n", held[-1].origin[-1:]))
                held.append(piece)
            if bar is not None:
                if held or begun:
                    tokens.append(_token(held))
                    held = []
                begun = True
                at = bar.end()
        begun = True
    if held:
        tokens.append(_token(held))
    return tokens


def _token(held: Sequence[Passage]) -> Token:
    passage = Passage.joined(held)
    return Token(passage, first=True, empty=not passage)
