"""Tables of a web page: which hold data and which only place things on the page; where the cells of the former stand
in the grid.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from kg.documents.writing import GridCell
from kg.model.source import CELL_BREAK

__all__ = ["Cells", "TableFrame"]

Cells = tuple[GridCell, ...]

_MOST_COLUMNS = 1_000
_MOST_ROWS = 65_534  # what HTML5 allows a rowspan to be
_LONG_CELL = 2_000  # characters; a cell of a responsibility table holds a task, not a document
_MANY_LINES = 5


class HasText(Protocol):
    """A block with text."""

    @property
    def text(self) -> str:
        """What the block says."""
        ...


Block = TypeVar("Block", bound=HasText)


@dataclass(slots=True)
class _OpenCell(Generic[Block]):
    row: int
    column: int
    row_span: int
    column_span: int
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class TableFrame(Generic[Block]):
    """A table while it is being read: its cells as they come, each with the blocks in it."""

    _cells: list[_OpenCell[Block]] = field(default_factory=list)
    _outside: list[Block] = field(default_factory=list)  # captions, and what a broken page has between rows
    _row: int = -1
    _column: int = 0
    _covered: dict[int, int] = field(default_factory=dict)  # column -> last row that a cell from above covers
    _open: _OpenCell[Block] | None = None

    def begin_row(self) -> None:
        """A new row begins."""
        self._row += 1
        self._column = 0
        self._open = None

    def begin_cell(self, row_span: str | None, column_span: str | None) -> None:
        """A new cell begins in the next free column of the row."""
        if self._row < 0:
            self.begin_row()
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        rows, columns = _span(row_span, _MOST_ROWS), max(_span(column_span, _MOST_COLUMNS), 1)
        rows = rows or _MOST_ROWS  # rowspan=0: to the end of the table
        columns = min(columns, max(_MOST_COLUMNS - self._column, 1))
        self._open = _OpenCell(self._row, self._column, rows, columns)
        self._cells.append(self._open)
        for column in range(self._column, self._column + columns):
            self._covered[column] = self._row + rows - 1
        self._column += columns

    def end_cell(self) -> None:
        """The open cell ends."""
        self._open = None

    def blocks(self) -> list[Block]:
        """Where blocks go now: into the open cell, or beside the cells."""
        return self._open.blocks if self._open is not None else self._outside

    def all_blocks(self) -> list[Block]:
        """The blocks of all cells in reading order, what stands outside of them first."""
        return self._outside + [block for cell in self._cells for block in cell.blocks]

    def is_data(self) -> bool:
        """Whether the table holds data: at least two rows and two columns, and none of what only a layout has.

        A layout has another table of data in it, or a cell as long as a document of its own.
        """
        if len({cell.row for cell in self._cells}) < 2 or len({cell.column for cell in self._cells if cell.blocks}) < 2:
            return False
        if self._outside and any(hasattr(block, "cells") for block in self._outside):
            return False
        total = sum(len(block.text) for block in self.all_blocks())
        for cell in self._cells:
            size = sum(len(block.text) for block in cell.blocks)
            if len(cell.blocks) >= _MANY_LINES and size > _LONG_CELL and size > 0.7 * total:
                return False
            if any(hasattr(block, "cells") for block in cell.blocks) and size > 0.3 * total:
                return False
        return True

    def cells(self) -> Cells:
        """The cells in the grid. A span ends where the table does."""
        rows = self._row + 1
        found = []
        for cell in self._cells:
            text = CELL_BREAK.join(block.text for block in cell.blocks)
            found.append(GridCell(text, cell.row, cell.column, min(cell.row_span, rows - cell.row), cell.column_span))
        if self._outside:  # a caption stands in a row of its own, above
            caption = CELL_BREAK.join(block.text for block in self._outside)
            width = max(cell.column + cell.column_span for cell in found)
            found = [GridCell(caption, 0, 0, 1, width)] + [GridCell(c.text, c.row + 1, c.column, c.row_span, c.column_span) for c in found]
        return tuple(found)


def _span(value: str | None, most: int) -> int:
    """A span as HTML5 reads it: a whole number within bounds, 1 where it is none."""
    match = re.match(r"\s*(\d{1,9})", value or "")
    return min(int(match[1]), most) if match else 1
