"""RTF: a paragraph is a line, with the number that the writer put before it; a table is rows and cells (specification 1.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from kg.documents.apart.answers import answer
from kg.documents.apart.asking import read_apart
from kg.documents.list_numbers import with_mark
from kg.documents.office.bordered import BorderedRow, bordered_cells
from kg.documents.office.rtf_words import CHARSETS, KNOWN, LEFT_OUT, SIGNS, decoded
from kg.documents.writing import Origin, TextWriter
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_TEXT
from kg.model.signs import without_unseen
from kg.model.source import Source
from kg.model.wording import told

__all__ = ["answered", "read_rtf"]

_MEDIA_TYPE = "application/rtf"
_WHAT = told("a document in Rich Text Format (RTF)")
_SAVE = told("Open it in Word, WPS or LibreOffice and save it as DOCX")
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\'?", re.DOTALL
)
_MOST_NESTED = 300
_MOST_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds in a group: whether its text is left out, how many bytes stand in for a character of Unicode, font, place."""

    skipped: bool = False
    instead: int = 1
    font: int | None = None
    hidden: bool = False
    in_table: bool = False
    into: str = ""  # what its text is when it ends: footnote, number


@dataclass
class _Reader:
    writer: TextWriter
    code_page: int = 1252
    group: _Group = field(default_factory=_Group)
    groups: list[_Group] = field(default_factory=list)
    fonts: dict[int, int] = field(default_factory=dict)  # the code page of each
    font: int = 0  # the one that holds where none is named
    listed_font: int = 0
    in_fonts: int = 0  # the depth at which the table of fonts stands, 0 outside of it
    held: bytearray = field(default_factory=bytearray)
    skip: int = 0  # what stands in for a Unicode character that was read
    high: int = 0
    text: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)  # its cells so far
    rows: list[BorderedRow] = field(default_factory=list)
    ends: list[tuple[int, str]] = field(default_factory=list)
    merge: str = ""
    left: int = 0
    number: str = ""  # before the paragraph
    kept: list[list[str]] = field(default_factory=list)  # what the text was before a footnote or a number began
    notes: list[str] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0

    def read(self, data: bytes) -> None:
        """Read all of it."""
        star = False
        at = 0
        while at < len(data) and (match := _TOKEN.match(data, at)) is not None:
            at = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if brace is not None:
                self.flush()
                self.open() if brace == b"{" else self.close()
                star = False
            elif word is not None:
                name = word.decode("ascii")
                if star or name in LEFT_OUT:
                    self.flush()
                    self.special(name, star=star)
                value = int(number) if number is not None else None
                if name == "bin":
                    at += max(0, value or 0)
                self.word(name, value)
                star = False
            elif code is not None:
                self.put(bytes.fromhex(code.decode("ascii")))
            elif sign is not None:
                star = sign == b"*"
                self.sign(sign)
            elif plain is not None:
                self.put(plain)
        self.flush()
        self.end_paragraph(last=True)

    def open(self) -> None:
        if len(self.groups) > _MOST_NESTED:
            found = told("a document in Rich Text Format (RTF) with groups nested more than {most} deep", most=_MOST_NESTED)
            raise UnreadableSource(self.writer.origin.path, found, _SAVE)
        self.groups.append(self.group)
        self.group = replace(self.group, into="")
        self.skip = 0

    def close(self) -> None:
        if self.group.into:
            text = "".join(self.text).strip()
            self.text = self.kept.pop()
            if self.group.into == "footnote":
                self.notes.append(text)
            elif any(sign.isalnum() for sign in text):
                self.number = text
        if len(self.groups) == self.in_fonts:
            self.in_fonts = 0
        if self.groups:
            self.group = self.groups.pop()
        self.skip = 0

    def special(self, name: str, *, star: bool) -> None:
        """A destination begins, whose text is none of the document's."""
        if name in LEFT_OUT or (star and name not in KNOWN):
            self.group = replace(self.group, skipped=True)
        if name == "fonttbl":
            self.in_fonts = len(self.groups)

    def put(self, data: bytes) -> None:
        """Bytes of text, those apart that stand in for a character that was read already."""
        if self.skip:
            gone = min(self.skip, len(data))
            self.skip -= gone
            data = data[gone:]
        if data and not self.group.skipped and not self.group.hidden:
            self.held += data

    def sign(self, sign: bytes) -> None:
        if sign in b"\r\n":
            self.flush()
            self.end_paragraph()
        elif shown := {b"~": "\u00a0", b"_": "-", b"-": ""}.get(sign):
            self.flush()
            self.add(shown)
        elif sign in b"\\{}":
            self.put(sign)

    def word(self, name: str, number: int | None) -> None:
        if name == "u":
            self.unicode(number or 0)
            return
        self.flush()
        self.skip = 0
        match name:
            case "ansicpg":
                self.code_page = number or 1252
            case "deff":
                self.font = number or 0
            case "uc":
                self.group = replace(self.group, instead=min(number or 0, 9))
            case "f":
                self.listed_font = number or 0
                self.group = replace(self.group, font=number)
            case "fcharset" if self.in_fonts:
                self.fonts[self.listed_font] = CHARSETS.get(number or 0, 0)
            case "v" | "deleted":
                self.group = replace(self.group, hidden=number != 0)
            case "plain":
                self.group = replace(self.group, hidden=False, font=None)
            case "footnote" | "listtext" | "pntext" if not self.group.skipped and not self.group.into:
                self.kept.append(self.text)
                self.text = []
                self.group = replace(self.group, into="footnote" if name == "footnote" else "number")
            case _ if self.group.skipped:
                return
            case "par" | "sect":
                self.end_paragraph()
            case "pard" | "intbl":
                self.group = replace(self.group, in_table=name == "intbl")
            case "cell" | "nestcell" | "row" | "nestrow" | "trowd" | "cellx" | "clvmrg" | "clmrg" | "clmgf" | "clvmgf" | "trleft":
                self.table_word(name, number or 0)
            case _ if name in SIGNS:
                self.add(SIGNS[name])
            case _:
                return

    def table_word(self, name: str, number: int) -> None:
        """Cells end, rows begin and end."""
        match name:
            case "trowd":
                self.ends, self.merge, self.left = [], "", 0
            case "trleft":
                self.left = number
            case "clvmrg" | "clmrg":
                self.merge += "v" if name == "clvmrg" else "h"
            case "cellx":
                if len(self.ends) < _MOST_COLUMNS:
                    self.ends.append((number, self.merge))
                self.merge = ""
            case "cell":
                self.cell.append(self.taken())
                self.end_cell()
            case "nestcell":
                self.text.append(" ")
            case "nestrow":
                self.cell.append(self.taken())
            case "row":
                borders = (self.left, *(end for end, _ in self.ends))
                continues, joined = (frozenset(i for i, (_, merge) in enumerate(self.ends) if kind in merge) for kind in "vh")
                self.rows.append(BorderedRow(self.row, borders, continues, joined))
                self.row, self.cell = [], []

    def end_cell(self) -> None:
        self.row.append("\n".join(part for part in self.cell if part.strip()))
        self.cell = []

    def unicode(self, number: int) -> None:
        """A character of Unicode, of two halves where it is beyond the basic plane."""
        self.flush()
        self.skip = self.group.instead
        code = number & 0xFFFF
        if 0xD800 <= code < 0xDC00:
            self.high = code
        elif 0xDC00 <= code < 0xE000:
            self.add(chr(0x10000 + ((self.high - 0xD800) << 10) + code - 0xDC00) if self.high else "\ufffd")
            self.high = 0
        else:
            self.add(chr(code))

    def add(self, text: str) -> None:
        if not self.group.skipped and not self.group.hidden:
            self.text.append(text)
            if len(self.text) > 4 * MAX_TEXT:
                raise MemoryError

    def flush(self) -> None:
        """The bytes so far, as text."""
        if self.held:
            held = bytes(self.held)
            self.held.clear()
            page = self.fonts.get(self.group.font if self.group.font is not None else self.font) or self.code_page
            text = decoded(held, page, self.code_page)
            self.add(text)

    def taken(self) -> str:
        text = with_mark(self.number, without_unseen("".join(self.text), self.writer.unseen))
        self.text, self.number = [], ""
        return text

    def end_paragraph(self, *, last: bool = False) -> None:
        """A paragraph ends: one of the text, of a cell, or of a footnote."""
        if self.kept:
            self.text.append("\n")
            return
        if self.group.in_table and not last:
            self.cell.append(self.taken())
            return
        if last and (self.cell or self.row):
            self.cell.append(self.taken())
            self.end_cell()
        text = self.taken()
        self.end_table()
        if not last or text.strip():
            self.paragraphs += 1
            self.writer.line(text, f"paragraph {self.paragraphs}")

    def end_table(self) -> None:
        """Write the table before the paragraph; one with a single column is a frame around paragraphs and no table."""
        if self.row:
            self.rows.append(BorderedRow(self.row))
        rows, self.rows, self.row = self.rows, [], []
        if all(len(row.cells) <= 1 for row in rows):
            for text in (line for row in rows for cell in row.cells for line in cell.split("\n")):
                self.paragraphs += 1
                self.writer.line(text, f"paragraph {self.paragraphs}")
            return
        self.tables += 1
        self.writer.table(bordered_cells(rows, f"table {self.tables}"))


def read_rtf(data: bytes, origin: Origin) -> Source:
    """The text of an RTF document. Raises :class:`kg.model.errors.UnreadableSource`."""
    return read_apart(f"{__name__}:answered", _WHAT, _SAVE, data, origin)


def answered(data: bytes) -> dict[str, Any]:
    """What the process answers that reads it."""
    return answer(_read, data)


def _read(data: bytes, origin: Origin) -> Source:
    reader = _Reader(TextWriter(origin))
    reader.read(data)
    for number, note in enumerate(filter(None, reader.notes), 1):
        reader.writer.line(note, f"footnote {number}")
    return reader.writer.source(_MEDIA_TYPE)
