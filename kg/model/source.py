"""A document as text: what every reader of a file format returns, and what parsing starts from.

Whatever the format, a document becomes one string. A table of the format stands in it as lines, one a row, the cells
parted by a tab; where the cells are is kept beside it, so that parsing need not guess them back. :meth:`Source.locate`
leads from a character to the place in the file that it came from.

The n-th field of a row's line is the n-th column: a place that a merged cell covers is an empty field (the cell itself
stands once, where it begins). A line break inside a cell is the one character :data:`CELL_BREAK`, so that a row stays
a line; a tab inside a cell is a space.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["CELL_BREAK", "Cell", "FilledRow", "Place", "Source", "Table", "Unsure"]

CELL_BREAK = "\u2028"
"""LINE SEPARATOR: what stands in ``Source.text`` for a line or paragraph break inside a table's cell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: where its text stands, the row and column it begins in (from 0), and how many it covers."""

    start: int
    end: int
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the format. Cells are in reading order; a cell that spans rows or columns stands once."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """From the character ``start`` on, text comes from ``name``: "page 3", "Sheet1!B4", "paragraph 17".

    ``recognised``: an OCR read it from a picture, and may have misread it; ``own``: it was this program's.
    """

    start: int
    name: str
    recognised: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Unsure:
    """Characters that the program's own OCR was not sure of: where they stand in the text, and its score, from 0 to 1, of the least
    sure.
    """

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row that somebody filled in, of a list that the program handed out: ``place`` is its sheet and row.

    ``keys`` are what the hidden columns hold, ``cells`` where what was typed stands in the text, with its own place; ``text`` where the
    task's words do. Names are those of :mod:`kg.knowledge.workbook`.
    """

    place: str
    start: int
    end: int
    keys: dict[str, str]
    text: tuple[int, int]
    cells: dict[str, tuple[int, int, str]]


@dataclass(frozen=True)
class Source:
    """One document, read. ``path`` is what messages name; ``file`` is the file's own name (``archive.zip/inner.docx``
    in an archive).

    ``furniture`` are stretches that the format's reader knows to be no part of the document: menus, running heads,
    page numbers. ``notes`` are what the reader has to say (encoding guessed, numbering restored) for the report.
    ``unseen`` are the signs that cannot be seen which the format's reader took out, each with how often it stood there;
    those of a plain text stand in ``text``, whose offsets are the file's. ``filled_in`` are the rows of a list that was handed out and
    came back filled in; any other document has none. ``unsure`` are the characters that may be misread, of what the program read from
    pictures itself.
    """

    path: str
    file: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    tables: tuple[Table, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    unseen: tuple[tuple[str, int], ...] = ()
    filled_in: tuple[FilledRow, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    @cached_property
    def _line_starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line(self, offset: int) -> int:
        """The line (from 1) of the text as read that the character at ``offset`` stands in."""
        return bisect_right(self._line_starts, offset)

    def locate(self, offset: int) -> str:
        """Where in the file the character at ``offset`` came from: the format's own place where it has one, else the
        line.
        """
        if not self.places:
            return f"line {self.line(offset)}"
        index = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[index - 1].name if index else self.places[0].name
