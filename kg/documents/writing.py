"""Writing a document down as one text, with its tables, furniture and places: what the readers of all formats share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_TEXT, TOO_LONG
from kg.model.source import CELL_BREAK, Cell, Place, Source, Table
from kg.model.wording import told

__all__ = ["GridCell", "Origin", "TextWriter", "cell_text"]

_BREAKS = re.compile(r"[ \t\u00a0]*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+[ \t\u00a0]*")


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose text it is: ``path`` for messages, ``file`` the file's own name, ``digest`` of its bytes."""

    path: str
    file: str
    digest: str

    @classmethod
    def of(cls, path: str, file: str, data: bytes) -> Origin:
        """The origin of a file that holds ``data``."""
        return cls(path, file, sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has a place in the text: what it says, where in the grid it begins, how much of it it covers."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    place: str | None = None


def cell_text(text: str) -> str:
    """A cell's text as it stands in a row's line: its line breaks as CELL_BREAK, its tabs as spaces, nothing around
    it.
    """
    return _BREAKS.sub(CELL_BREAK, text.strip()).replace("\t", " ")


@dataclass
class TextWriter:
    """The text so far. A reader adds lines and tables in reading order and takes the :class:`Source` at the end.

    ``unseen`` are the signs that cannot be seen which it took out, before it looked for blanks and breaks.
    """

    origin: Origin
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _tables: list[Table] = field(default_factory=list)
    _furniture: list[tuple[int, int]] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)
    unseen: Counter[str] = field(default_factory=Counter)

    @property
    def length(self) -> int:
        """Where the next line will begin."""
        return self._length

    def place(self, name: str, offset: int | None = None) -> None:
        """From ``offset`` on (from here on, if not given), the text comes from ``name``."""
        start = self._length if offset is None else offset
        if self._places and self._places[-1].start == start:
            self._places.pop()
        if not self._places or self._places[-1].name != name:
            self._places.append(Place(start, name))

    def line(self, text: str, place: str | None = None, *, furniture: bool = False) -> None:
        """Add one line. A line break within ``text`` makes lines of it."""
        if place is not None:
            self.place(place)
        start = self._length
        self._add(text + "\n")
        if furniture:
            self._furniture.append((start, start + len(text)))

    def table(self, cells: Iterable[GridCell], *, furniture: bool = False) -> None:
        """Add a table: one line a row that a cell begins in, the n-th field being the n-th column."""
        rows: dict[int, list[GridCell]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell)
        start, written = self._length, []
        for row in sorted(rows):
            written += self._row(sorted(rows[row], key=lambda cell: cell.column))
        if not written:
            return
        end = self._length - 1
        if furniture:
            self._furniture.append((start, end))
        self._tables.append(Table(start, end, tuple(written)))

    def _row(self, cells: Sequence[GridCell]) -> list[Cell]:
        written, column = [], 0
        for cell in cells:
            self._add("\t" * (cell.column - column))
            column = cell.column
            if cell.place is not None:
                self.place(cell.place)
            start, text = self._length, cell_text(cell.text)
            self._add(text)
            written.append(Cell(start, start + len(text), cell.row, cell.column, cell.row_span, cell.column_span))
        self._add("\n")
        return written

    def _add(self, text: str) -> None:
        self._length += len(text)
        if self._length > MAX_TEXT:
            raise UnreadableSource(self.origin.path, told("a document of more than {most:,} characters", most=MAX_TEXT), TOO_LONG)
        self._parts.append(text)

    def source(self, media_type: str, notes: Iterable[str] = ()) -> Source:
        """The document as written."""
        return Source(
            path=self.origin.path,
            file=self.origin.file,
            text="".join(self._parts),
            sha256=self.origin.digest,
            media_type=media_type,
            tables=tuple(self._tables),
            furniture=tuple(self._furniture),
            places=tuple(self._places),
            notes=tuple(notes),
            unseen=tuple(sorted((+self.unseen).items())),
        )
