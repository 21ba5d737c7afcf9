"""The cells on a line of a table: what signs or spaces part."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from kg.model.passages import Passage
from kg.model.values import value
from kg.parsing.marks.lines import Line

__all__ = ["CELL_SIGN", "SPACES", "Token", "tokens_of"]

CELL_SIGN: Final = re.compile(r"[|｜\t]")
"""What parts cells for sure."""
SPACES: Final = re.compile(r"[ \u3000]+")
"""What parts them where nothing else does."""
_MOST_KEPT: Final = 48  # lines that look like headings are looked at again from each line before them


@value
class Token:
    """One cell of a flattened table; ``first`` begins its line, ``edge`` stands behind the edge of a row."""

    passage: Passage
    first: bool
    edge: bool = False
    empty: bool = False
    close: bool = False  # no blank line before it, where blank lines part the cells
    gap: bool = False  # more than one space before it, where spaces part the cells


def tokens_of(line: Line, *, spaced: bool) -> list[Token]:
    """The cells on a line: between | or tabs, or between spaces where the table has its rows on lines."""
    return list(_tokens_of(line.text, line.start, spaced))


@lru_cache(maxsize=_MOST_KEPT)
def _tokens_of(text: str, start: int, spaced: bool) -> tuple[Token, ...]:
    passage = Passage.of_line(text, start)
    sign = CELL_SIGN if CELL_SIGN.search(text) else SPACES if spaced else None
    if sign is None:
        return (Token(passage, True),)
    bounds = [0]
    for match in sign.finditer(text):
        bounds += [match.start(), match.end()]
    bounds.append(len(text))
    cells = [passage.cut(a, b).strip() for a, b in zip(bounds[::2], bounds[1::2], strict=True)]
    if cells and not cells[-1]:
        cells.pop()
    if cells and not cells[0]:
        cells.pop(0)
    gaps = [sign is SPACES and len(match.group()) > 1 for match in sign.finditer(text)] if len(cells) == len(bounds) // 2 else []
    return tuple(
        Token(cell, number == 0, empty=not cell, gap=bool(number and gaps and gaps[number - 1])) for number, cell in enumerate(cells)
    )
