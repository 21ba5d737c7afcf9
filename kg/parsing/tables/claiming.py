"""What becomes of the cells of a table: each is claimed for what its column holds, set aside, kept as a detail or left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.records import SpanKind
from kg.parsing.findings import Claim, Doubt, Reached
from kg.parsing.tables.columns import CLAIMED, COLUMNS, CONTENT_KINDS, ColumnKind, tells
from kg.parsing.tables.contents import ends_with_count, holds_sentences
from kg.parsing.tables.headings import Grid
from kg.parsing.tables.sections import plain

__all__ = ["CellClaims"]


class CellClaims:
    """The claims on a table's cells, each cell claimed once, and the doubts about those that go nowhere."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.kinds = grid.header.kinds
        self.names = grid.header.names
        self.sentences = holds_sentences(grid)
        self.claims = [Claim("heading", passage, "headings of the columns") for passage in grid.header.passages]
        self.doubts: list[Doubt] = []
        self.claimed: set[int] = set()
        self.left: set[int] = set()

    def columns(self, kinds: frozenset[ColumnKind] | frozenset[str]) -> Iterator[int]:
        """The columns of these kinds, in their order."""
        return (column for column, kind in enumerate(self.kinds) if kind in kinds)

    def _claim(self, kind: SpanKind, passage: Passage, rule: str) -> None:
        if passage.start not in self.claimed:
            self.claimed.add(passage.start)
            self.claims.append(Claim(kind, passage, rule))

    def _leave(self, passage: Passage, column: int) -> None:
        """Say that the cell went to no record."""
        if passage.start not in self.left:
            self.left.add(passage.start)
            self.claims.append(Claim("unread", passage, "cell-unread"))
            self.doubts.append(Doubt.at("cell-unread", passage.start, passage.end, column=self.names[column], text=excerpt(passage.text)))

    def _claim_cells(self, filled: dict[int, Passage], number: str | None) -> None:
        for column, passage in filled.items():
            goes_to = COLUMNS[self.kinds[column]].goes_to
            if goes_to == "number" and number is None and re.search(r"\w", passage.text):
                self._leave(passage, column)
            elif self._is_named_apart(column, filled):
                self._claim("detail", passage, f"column {self.names[column]}")
            elif goes_to == "aside":
                self._claim("aside", passage, self.names[column] or "without a heading")
            else:
                self._claim(CLAIMED[goes_to], passage, f"column {self.names[column]}")

    def _is_named_apart(self, column: int, cells: Mapping[int, Passage]) -> bool:
        """Whether the column holds names beside sentences that say the whole task: then the name is a detail, unless it counts."""
        if not self.sentences or self.kinds[column] != "name" or not any(cells.get(c) for c in self.columns(CONTENT_KINDS)):
            return False
        name = cells.get(column)
        return not name or not ends_with_count(name.text)

    def _details(self, cells: dict[int, Passage]) -> tuple[tuple[str, str], ...]:
        kept = []
        for column, kind in enumerate(self.kinds):
            passage = cells.get(column)
            if passage and (COLUMNS[kind].goes_to in ("details", "aside") or self._is_named_apart(column, cells)):
                kept.append((self.names[column], plain(passage).text))
        return tuple(kept)

    def _reached(self, cells: dict[int, Passage]) -> tuple[Reached, ...]:
        """The cells that tell what was reached, and the remarks beside them."""
        told = [kind == "result" or (kind == "note" and tells(name)) for kind, name in zip(self.kinds, self.names, strict=True)]
        if not any(told):
            return ()
        columns = (column for column, kind in enumerate(self.kinds) if (told[column] or kind == "note") and cells.get(column))
        return tuple(Reached(self.names[column], plain(cells[column]), not told[column]) for column in columns)
