"""Tables whose rows say where their cells begin and end, as binary Word documents and RTF have them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.documents.writing import GridCell

__all__ = ["BorderedRow", "bordered_cells"]

_SAME_BORDER = 40  # twentieths of a point


@dataclass(slots=True)
class BorderedRow:
    """A row: the texts of its cells, their borders from left to right in twentieths of a point (one more than cells, else unknown).

    ``continues`` are cells of a vertical merge that begins above, ``joined`` those that are merged into the one on their left.
    """

    cells: list[str] = field(default_factory=list)
    borders: tuple[int, ...] = ()
    continues: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        """Whether there is a border on either side of each cell."""
        return len(self.borders) == len(self.cells) + 1


def bordered_cells(rows: Sequence[BorderedRow], name: str) -> Iterator[GridCell]:
    """The cells of a table, which the borders of all rows part into columns."""
    columns = _columns(rows)
    placed: list[GridCell] = []
    open_above: dict[int, int] = {}  # column: the place of the cell above it
    for number, row in enumerate(rows):
        for index, text in enumerate(row.cells):
            left = bisect_left(columns, row.borders[index] - _SAME_BORDER) if row.known else index
            right = bisect_left(columns, row.borders[index + 1] - _SAME_BORDER) if row.known else index + 1
            width = max(1, right - left)
            above = open_above.get(left)
            if index in row.joined and placed and placed[-1].row == number:
                before = placed[-1]
                placed[-1] = replace(before, text=_below(before.text, text), column_span=max(1, right - before.column))
            elif index in row.continues and above is not None and placed[above].column_span == width:
                before = placed[above]
                placed[above] = replace(before, text=_below(before.text, text), row_span=number - before.row + 1)
            else:
                for column in range(left, right):
                    open_above.pop(column, None)
                open_above[left] = len(placed)
                placed.append(GridCell(text, number, left, 1, width, f"{name}, row {number + 1}, column {left + 1}"))
    yield from placed


def _below(above: str, text: str) -> str:
    return "\n".join(filter(None, (above, text)))


def _columns(rows: Sequence[BorderedRow]) -> list[int]:
    """Where columns begin, borders that nearly agree taken for one."""
    found: list[int] = []
    for border in sorted({border for row in rows if row.known for border in row.borders}):
        if not found or border - found[-1] > _SAME_BORDER:
            found.append(border)
    return found
