"""What is said of cells that a row does not print: those taken from the row above, and empty ones that may be merged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model.passages import Passage
from kg.parsing.findings import Doubt
from kg.parsing.tables.columns import UNIT_KINDS
from kg.parsing.tables.headings import Grid

__all__ = ["MissingCells"]

_FEWEST_SHARED = 2  # rows that have all but the one cell; a single one may as well have lost it
_SHARED = 3  # one row in so many, for a form that prints merged cells once


class MissingCells:
    """Gathers the rows that lack a cell, one doubt for those that lack the same."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.names = grid.header.names
        self.led: int | None = None  # where the last row stands that says who leads
        self.said: dict[tuple[str, int, int], tuple[int, int]] = {}  # where the rows begin and end that lack the cell of a row above
        self.last: dict[tuple[str, int], int] = {}
        self.rows: dict[int, int] = {}  # how many rows lack the cell of the column
        self.shown: set[tuple[int, int]] = set()  # which cells rows lack whose empty ones at the end show it
        self.broken: set[tuple[int, int]] = set()  # of which cells some row lacks another cell, too

    def carried_down(self, column: int, cells: Mapping[int, Passage], above: Mapping[int, Passage], *, shown: bool) -> None:
        """The cell of the column was taken from the row above; ``cells`` holds it. ``shown``: the row's form shows that it is merged."""
        own = {other: passage for other, passage in cells.items() if passage and passage is not above.get(other)}
        self.rows[column] = self.rows.get(column, 0) + 1
        if shown:
            self.shown.add((column, cells[column].start))
        elif len(own) + 1 < len(self.names) or self.grid.header.kinds[column] not in UNIT_KINDS:
            self.broken.add((column, cells[column].start))
        self._say("cell-carried-down", column, cells[column].start, list(own.values()))

    def read(self, cells: Mapping[int, Passage]) -> None:
        """Look for an empty cell of who leads, in a form that cannot show that it is merged with the one above."""
        filled = [passage for passage in cells.values() if passage]
        for column, kind in enumerate(self.grid.header.kinds) if not self.grid.exact else ():
            if kind != "lead":
                continue
            if cells.get(column):
                self.led = filled[0].start
            elif (
                self.led is not None
                and column in cells
                and any(cells.get(c) for c, k in enumerate(self.grid.header.kinds) if k in UNIT_KINDS)
            ):
                self._say("cell-missing", column, self.led, filled)

    def _say(self, code: str, column: int, above: int, own: Sequence[Passage]) -> None:
        start, end = min(passage.start for passage in own), max(passage.end for passage in own)
        if self.last.get((code, column)) == above:
            start = self.said[code, column, above][0]
        self.last[code, column] = above
        self.said[code, column, above] = start, end

    def doubts(self) -> list[Doubt]:
        """One for the rows that share a cell; only a note where the table shows that it prints merged cells once: several rows, a third
        or more of all, have every other cell.
        """
        found = []
        for (code, column, above), (start, end) in self.said.items():
            shared = code == "cell-carried-down" and (column, above) not in self.broken
            often = self.rows.get(column, 0) >= max(_FEWEST_SHARED, len(self.grid.rows) / _SHARED) or (column, above) in self.shown
            found.append(Doubt.at("cell-shared" if shared and often else code, start, end, column=self.names[column]))
        return found
