"""The parts of a binary Word document ([MS-DOC]): its characters by the piece table, and what is said of paragraphs and runs of them.

Positions of characters (cp) count UTF-16 units from the document's beginning; the file's offsets (fc) are where they lie in the stream
``WordDocument``. Properties are lists of changes (sprm): an operation of two bytes and its operand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from struct import unpack_from

from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_TEXT, TOO_LONG
from kg.model.wording import told

__all__ = ["LISTS", "LIST_USES", "STYLES", "Paragraph", "WordFile", "changes"]

_SAVE = told("Open it in Word, WPS or LibreOffice and save it as DOCX")
_WORD = 0xA5EC
_SINCE_97 = 0xC1
_PAGE = 512
_MOST_RUNS = 500_000
# Offsets in the file information block of: an offset and a length in the table stream.
_RUNS, _PARAGRAPHS, _PIECES = 0xFA, 0x102, 0x1A2
LISTS, LIST_USES, STYLES = 0x2E2, 0x2EA, 0xA2
_OPERAND = (1, 1, 2, 4, 2, 2, -1, 3)  # bytes, by the operation's three highest bits; -1: the first byte says how many
_HUGE = 0x6646
_HIDDEN, _DELETED, _SYMBOL = 0x083C, 0x0800, 0x6A09


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of a paragraph: its style, its changes by operation (the last of each), those that come several times apart."""

    style: int = 0
    said: Mapping[int, bytes] = field(default_factory=dict)
    merges: tuple[bytes, ...] = ()

    def flag(self, operation: int) -> bool:
        """Whether an operation with an operand of a byte says yes."""
        return bool(self.said.get(operation, b"\0")[0])

    def number(self, operation: int) -> int | None:
        """The operand as a number, None where nothing is said."""
        operand = self.said.get(operation)
        return int.from_bytes(operand, "little") if operand is not None else None


def changes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The operations of a list of changes, each with its operand; what is cut off is left out."""
    at = 0
    while at + 2 <= len(data):
        (operation,) = unpack_from("<H", data, at)
        at += 2
        size = _OPERAND[operation >> 13]
        if size < 0:
            if operation == 0xD608:  # a row's definition: two bytes say how many follow, one of them counted in
                size = int.from_bytes(data[at : at + 2], "little") - 1
                at += 2
            else:
                size = data[at] if at < len(data) else 0
                at += 1
        if size < 0 or at + size > len(data):
            return
        yield operation, data[at : at + size]
        at += size


class WordFile:
    """A document's characters and properties. Raises :class:`kg.model.errors.UnreadableSource`, struct.error and IndexError."""

    def __init__(self, streams: Mapping[str, bytes], path: str) -> None:
        """``streams`` by name: WordDocument, 0Table, 1Table, Data."""
        self.main = streams["WordDocument"]
        self._data = streams.get("Data", b"")
        if len(self.main) < 0x200 or self._word(0) != _WORD:
            raise UnreadableSource(path, "a damaged document in the old binary format of Word or WPS (.doc, .wps)", _SAVE)
        if self._word(2) < _SINCE_97:
            raise UnreadableSource(path, "a document of a Word before Word 97 (.doc)", _SAVE)
        flags = self._word(0x0A)
        if flags & 0x100:
            raise UnreadableSource(path, "a document with a password (.doc, .wps)", "Open it with the password and save it without one")
        self.table = streams.get("1Table" if flags & 0x200 else "0Table", b"")
        self.units = ""
        self._starts: list[int] = []
        self._pieces: list[tuple[int, int]] = []  # where a piece lies in the stream, bytes of a character
        self._take_pieces(path)
        text, notes, heads, _, comments, ends, boxes = unpack_from("<7i", self.main, 0x4C)
        if min(text, notes, heads, comments, ends, boxes) < 0 or text > len(self.units):
            raise UnreadableSource(path, "a damaged document in the old binary format of Word or WPS (.doc, .wps)", _SAVE)
        before_boxes = text + notes + heads + comments + ends
        self.body, self.footnotes, self.boxes = (0, text), (text, text + notes), (before_boxes, before_boxes + boxes)
        self._paragraphs = self._properties(_PARAGRAPHS, of_runs=False)
        self._runs = self._properties(_RUNS, of_runs=True)

    def _word(self, at: int) -> int:
        return int.from_bytes(self.main[at : at + 2], "little")

    def part(self, at: int) -> tuple[int, int]:
        """Offset and length in the table stream that the file information block gives at ``at``; nothing where it is too short."""
        if at + 8 > len(self.main):
            return 0, 0
        start, size = unpack_from("<II", self.main, at)
        return (start, size) if start <= len(self.table) else (0, 0)

    def _take_pieces(self, path: str) -> None:
        start, size = self.part(_PIECES)
        listed = self.table[start : start + size]
        at = 0
        while at + 3 <= len(listed) and listed[at] == 1:
            at += 3 + int.from_bytes(listed[at + 1 : at + 3], "little")
        if at + 5 > len(listed) or listed[at] != 2:
            raise UnreadableSource(path, "a damaged document in the old binary format of Word or WPS (.doc, .wps)", _SAVE)
        table = listed[at + 5 : at + 5 + int.from_bytes(listed[at + 1 : at + 5], "little")]
        count = (len(table) - 4) // 12
        ends = unpack_from(f"<{count + 1}I", table, 0)
        if ends[-1] > 4 * MAX_TEXT:
            raise UnreadableSource(path, told("a document of more than {most:,} characters", most=MAX_TEXT), TOO_LONG)
        parts = []
        total = 0
        for index in range(count):
            length = ends[index + 1] - ends[index]
            (packed,) = unpack_from("<I", table, 4 * (count + 1) + 8 * index + 2)
            wide = not packed & 0x4000_0000
            fc = packed & 0x3FFF_FFFF if wide else (packed & 0x3FFF_FFFF) // 2
            if length < 0 or fc + length * (1 + wide) > len(self.main):
                raise UnreadableSource(path, "a damaged document in the old binary format of Word or WPS (.doc, .wps)", _SAVE)
            self._starts.append(total)
            self._pieces.append((fc, 1 + wide))
            held = self.main[fc : fc + length * (1 + wide)]
            parts.append("".join(map(chr, unpack_from(f"<{length}H", held))) if wide else held.decode("cp1252", "replace"))
            total += length
        self.units = "".join(parts)

    def text(self, start: int, end: int) -> str:
        """The characters between two positions, those of two units put together."""
        units = self.units[start:end]
        return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if re.search("[\ud800-\udfff]", units) else units

    def _offset(self, position: int) -> int:
        piece = bisect_right(self._starts, position) - 1
        fc, width = self._pieces[piece]
        return fc + (position - self._starts[piece]) * width

    def paragraph(self, mark: int) -> Paragraph:
        """What is said of the paragraph whose mark stands at the position."""
        starts, held = self._paragraphs
        index = bisect_right(starts, self._offset(mark)) - 1
        if index < 0 or not held[index]:
            return Paragraph()
        packed = held[index]
        said: dict[int, bytes] = {}
        merges = []
        for operation, operand in self._unfolded(packed[2:]):
            if operation == 0xD62B:
                merges.append(operand)
            said[operation] = operand
        return Paragraph(int.from_bytes(packed[:2], "little"), said, tuple(merges))

    def _unfolded(self, packed: bytes) -> Iterator[tuple[int, bytes]]:
        """The changes, those that are kept in the stream ``Data`` for their size among them."""
        for operation, operand in changes(packed):
            if operation == _HUGE:
                at = int.from_bytes(operand, "little")
                size = int.from_bytes(self._data[at : at + 2], "little")
                yield from changes(self._data[at + 2 : at + 2 + size])
            else:
                yield operation, operand

    def unshown(self, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Stretches between two positions that are not shown as they stand, each with what is shown: nothing, or a symbol."""
        starts, held = self._runs
        at = start
        while at < end:
            offset = self._offset(at)
            piece = bisect_right(self._starts, at) - 1
            width = self._pieces[piece][1]
            index = bisect_right(starts, offset) - 1
            until = starts[index + 1] if index + 1 < len(starts) else len(self.main)
            length = len(self.units) if piece + 1 == len(self._starts) else self._starts[piece + 1]
            stop = max(at + 1, min(end, length, at + -(-(until - offset) // width)))
            if index >= 0 and held[index]:
                said = dict(changes(held[index]))
                if any(said.get(operation, b"\0")[0] & 1 for operation in (_HIDDEN, _DELETED)):
                    yield at, stop, ""
                elif _SYMBOL in said:
                    yield at, stop, chr(int.from_bytes(said[_SYMBOL][2:4], "little"))
            at = stop

    def _properties(self, at: int, *, of_runs: bool) -> tuple[list[int], list[bytes]]:
        """Where runs of characters begin in the stream, in order, and what is said of each."""
        start, size = self.part(at)
        listed = self.table[start : start + size]
        count = (len(listed) - 4) // 8
        found: list[tuple[int, bytes]] = []
        for index in range(count):
            (page,) = unpack_from("<I", listed, 4 * (count + 1) + 4 * index)
            data = self.main[page * _PAGE : (page + 1) * _PAGE]
            if len(data) == _PAGE:
                found += _of_runs(data) if of_runs else _of_paragraphs(data)
            if len(found) > _MOST_RUNS:
                break
        found.sort(key=lambda run: run[0])
        return [fc for fc, _ in found], [packed for _, packed in found]


def _of_paragraphs(page: bytes) -> Iterator[tuple[int, bytes]]:
    """The runs of a page of paragraphs' properties ([MS-DOC] 2.9.182): style and changes."""
    count = page[_PAGE - 1]
    for index in range(count):
        place = 4 * (count + 1) + 13 * index
        if place >= _PAGE:
            return
        (fc,) = unpack_from("<I", page, 4 * index)
        at = 2 * page[place]
        if at == 0:
            yield fc, b""
        elif page[at]:
            yield fc, page[at + 1 : at + 2 * page[at]]
        else:
            yield fc, page[at + 2 : at + 2 + 2 * page[at + 1]]


def _of_runs(page: bytes) -> Iterator[tuple[int, bytes]]:
    """The runs of a page of characters' properties ([MS-DOC] 2.9.33): changes."""
    count = page[_PAGE - 1]
    for index in range(count):
        place = 4 * (count + 1) + index
        if place >= _PAGE:
            return
        (fc,) = unpack_from("<I", page, 4 * index)
        at = 2 * page[place]
        yield fc, page[at + 1 : at + 1 + page[at]] if at else b""
