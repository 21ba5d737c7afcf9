"""Where the tables of a text are, whatever parts their cells: bars, tabs, spaces, or line ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from fuzzing.damage.edits import Stretch

__all__ = ["Grid", "Row", "grids"]

Row = tuple[Stretch, ...]
Sign = Literal["|", "\t", " ", "\n"]
_ITEM = re.compile(r"\s*\d{1,3}\s*\|?\s*\Z")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its heading and its rows as stretches of the text, each as long as the heading. An empty cell is an empty stretch."""

    sign: Sign
    heading: Row | None
    rows: tuple[Row, ...]


def grids(text: str) -> list[Grid]:
    """The tables of a text; rows that do not have as many cells as most, such as the title of a section, are left out."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]
    found = []
    signs: tuple[Sign, ...] = ("|", "\t")
    for sign in signs:
        rows = [_cells(text, line, sign) for line in lines if text[slice(*line)].count(sign) >= 2]
        rows = [row for row in rows if not re.fullmatch(r"[-:|\s]*", text[row[0][0] : row[-1][1]])]
        if (grid := _grid(sign, rows)) and len(grid.rows) > 4:
            return [grid]
    spaced = [line for line in lines if re.match(r"\d{1,3} \S+ \S+\s*\Z", text[slice(*line)])]
    if len(spaced) > 4:
        above = [line for line in lines if line[1] < spaced[0][0]][-1]
        heading = _cells(text, above, " ")
        rows = [_cells(text, line, " ") for line in spaced]
        found.append(Grid(" ", (heading[0], (heading[1][0], heading[-2][1]), heading[-1]), tuple(rows)))
    elif one_a_line := _one_a_line(text, lines):
        found.append(one_a_line)
    return found


def _cells(text: str, line: Stretch, sign: str) -> Row:
    start, end = line
    if sign == "|":
        start, end = text.index("|", start) + 1, text.rindex("|", start, end)
    cells, at = [], start
    for piece in text[start:end].split(sign):
        inner = piece.strip()
        begin = at + len(piece) - len(piece.lstrip()) if inner else at + len(piece) // 2
        cells.append((begin, begin + len(inner)))
        at += len(piece) + 1
    return tuple(cells)


def _grid(sign: Sign, rows: list[Row]) -> Grid | None:
    if not rows:
        return None
    width = len(rows[0])
    return Grid(sign, rows[0], tuple(row for row in rows[1:] if len(row) == width))


def _one_a_line(text: str, lines: list[Stretch]) -> Grid | None:
    """A table whose cells stand on lines of their own; a row begins with its number."""
    begins = [number for number, line in enumerate(lines) if _ITEM.match(text[slice(*line)])]
    rows: list[Row] = []
    for number, after in zip(begins, [*begins[1:], begins[-1] + 9] if begins else [], strict=True):
        cells = []
        for start, end in lines[number:after]:
            inner = text[start:end].strip(" |\u3000")
            if inner:
                begin = text.index(inner, start)
                cells.append((begin, begin + len(inner)))
        rows.append(tuple(cells))
    if len(rows) < 5:
        return None
    widths = [len(row) for row in rows]
    width = max(set(widths), key=widths.count)
    same = tuple(row for row in rows if len(row) == width)
    return Grid("\n", None, same) if width > 1 and len(same) > 4 else None
