"""The binary documents of Word and WPS (.doc, .wps): a paragraph is a line, with the number that Word prints before it; a table is rows and
cells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.documents.list_numbers import with_mark
from kg.documents.office.bordered import BorderedRow, bordered_cells
from kg.documents.office.doc_file import Paragraph, WordFile
from kg.documents.office.doc_lists import Numbers, read_numbers
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.signs import without_unseen
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["read_doc"]

_MEDIA_TYPE = "application/msword"
_SAVE = told("Open it in Word, WPS or LibreOffice and save it as DOCX")
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END, _DEPTH, _ROW = 0x2416, 0x2417, 0x244B, 0x244C, 0x6649, 0xD608
_ENDS = "\r\x07\x0c"
_SIGNS = {"\x0b": "\n", "\x1e": "-", "\t": "\t"}
_MOST_COLUMNS = 63  # of Word


@dataclass(slots=True)
class _Row:
    """A row of a table: the paragraphs of each cell, each with its place, and what the row's end says of it."""

    cells: list[list[tuple[str, str]]] = field(default_factory=list)
    row: BorderedRow = field(default_factory=BorderedRow)


@dataclass
class _Reader:
    file: WordFile
    writer: TextWriter
    numbers: Numbers
    paragraphs: int = 0
    tables: int = 0
    numbered: int = 0
    fields: list[bool] = field(default_factory=list)  # fields that are open, each with whether its result has begun

    def blocks(self, start: int, end: int) -> None:
        """Write the paragraphs and tables between two positions."""
        rows: list[_Row] = []
        row, inner = _Row(), ""
        cell: list[tuple[str, str]] = []
        for text, sign, said in self._paragraphs(start, end):
            self.paragraphs += 1
            place = f"paragraph {self.paragraphs}"
            if not said.flag(_IN_TABLE):
                if cell:
                    row.cells.append(cell)
                self._table([*rows, row] if row.cells else rows)
                rows, row, cell = [], _Row(), []
                self.writer.line(text, place)
            elif (said.number(_DEPTH) or 1) > 1 and sign == "\r":
                if said.flag(_INNER_ROW_END):
                    cell.append((inner.strip(), place))
                    inner = ""
                else:
                    inner += text + (" " if said.flag(_INNER_CELL) else "\n")
            elif sign == "\x07" and said.flag(_ROW_END):
                rows.append(_with_end(row, said))
                row, cell = _Row(), []
            else:
                cell.append((text, place))
                if sign == "\x07":
                    row.cells.append(cell)
                    cell = []
        if cell:
            row.cells.append(cell)
        self._table([*rows, row] if row.cells else rows)

    def _paragraphs(self, start: int, end: int) -> Iterator[tuple[str, str, Paragraph]]:
        """Each paragraph with its number, the sign that ends it, and what is said of it."""
        at = start
        units = self.file.units
        while at < end:
            stop = at
            while stop < end and units[stop] not in _ENDS:
                stop += 1
            said = self.file.paragraph(min(stop, end - 1))
            text = without_unseen(self._shown(at, stop), self.writer.unseen)
            sign = units[stop] if stop < end else "\r"
            mark = "" if sign == "\x07" and said.flag(_ROW_END) else self.numbers.mark(said)
            self.numbered += bool(mark)
            yield with_mark(mark, text), sign, said
            at = stop + 1

    def _shown(self, start: int, end: int) -> str:
        """The text between two positions as it stands on paper: results of fields in, their instructions and hidden text out."""
        parts, at = [], start
        for begin, stop, instead in self.file.unshown(start, end):
            parts += [self.file.text(at, begin), instead]
            at = stop
        shown = []
        for sign in "".join([*parts, self.file.text(at, end)]):
            if sign == "\x13":
                self.fields.append(False)
            elif sign == "\x14" and self.fields:
                self.fields[-1] = True
            elif sign == "\x15" and self.fields:
                self.fields.pop()
            elif all(self.fields):
                shown.append(sign if sign >= " " else _SIGNS.get(sign, ""))
        return "".join(shown)

    def _table(self, rows: Sequence[_Row]) -> None:
        """Write a table; one with a single column is a frame around paragraphs and no table."""
        if all(len(row.cells) <= 1 for row in rows):
            for row in rows:
                for text, place in (paragraph for cell in row.cells for paragraph in cell):
                    self.writer.line(text, place)
            return
        self.tables += 1
        table = (replace(row.row, cells=["\n".join(text for text, _ in cell if text.strip()) for cell in row.cells]) for row in rows)
        self.writer.table(bordered_cells(list(table), f"table {self.tables}"))


def _with_end(row: _Row, said: Paragraph) -> _Row:
    """The row with what its end says of it ([MS-DOC] 2.9.321): where its cells begin and end, which of them are merged."""
    packed = said.said.get(_ROW, b"\0")
    count = min(packed[0], _MOST_COLUMNS)
    if len(packed) >= 1 + 2 * (count + 1):
        row.row.borders = struct.unpack_from(f"<{count + 1}h", packed, 1)
    flags = {index: int.from_bytes(packed[at : at + 2], "little") for index in range(count) if (at := 1 + 2 * (count + 1) + 20 * index)}
    merged = {index: flag >> 5 & 3 for index, flag in flags.items()} | {merge[0]: merge[1] & 3 for merge in said.merges if len(merge) > 1}
    row.row.continues = frozenset(index for index, merge in merged.items() if merge == 1)
    row.row.joined = frozenset(index for index, flag in flags.items() if flag & 3 == 2)
    return row


def read_doc(streams: Mapping[str, bytes], origin: Origin) -> Source:
    """The text of a binary Word document, given as the streams of its file. Raises :class:`kg.model.errors.UnreadableSource`."""
    try:
        file = WordFile(streams, origin.path)
        reader = _Reader(file, TextWriter(origin), read_numbers(file))
        reader.blocks(*file.body)
        reader.fields.clear()
        for number, (text, *_) in enumerate(filter(lambda found: found[0].strip(), reader._paragraphs(*file.footnotes)), 1):
            reader.writer.line(text.strip(), f"footnote {number}")
        for text, *_ in reader._paragraphs(*file.boxes):
            reader.writer.line(text, "text box")
    except (struct.error, IndexError) as error:
        found = told("a damaged document in the old binary format of Word or WPS ({error})", error=error)
        raise UnreadableSource(origin.path, found, _SAVE) from error
    notes = [f"{reader.numbered} numbers that Word makes restored"] if reader.numbered else []
    return reader.writer.source(_MEDIA_TYPE, notes)
