"""OFD documents made by hand, after GB/T 33190-2016: pages of A4, type of 16 points, tables with ruled cells of 12 points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from tests.documents.conversions import Block, Field
from tests.documents.office_files import pack

__all__ = ["ofd", "ofd_of", "path_object", "text_object"]

_NAMES = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE, _SMALL = 5.64, 4.23  # millimetres: 16 and 12 points
_LEFT, _TOP, _WIDTH, _BOTTOM = 28.0, 37.0, 156.0, 262.0
_LEADING, _PADDING = 1.75, 1.2


def _width(char: str, size: float) -> float:
    return size if unicodedata.east_asian_width(char) in "WF" or char in "“”‘’—…·" else size / 2


def text_object(x: float, y: float, text: str, size: float, more: str = "") -> str:
    """A text from the place on, each character a step of its own width behind the one before it."""
    steps = " ".join(f"{_width(char, size):.4g}" for char in text[:-1])
    boundary = f"{x:.4g} {y - size:.4g} {sum(_width(char, size) for char in text):.5g} {size * 1.3:.4g}"
    code = f'<ofd:TextCode X="0" Y="{size:.4g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{boundary}" Font="3" Size="{size}" {more}>{code}</ofd:TextObject>'


def path_object(x: float, y: float, width: float, height: float, data: str, more: str = "") -> str:
    """A path within its boundary."""
    held = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="2" Boundary="{x:.5g} {y:.5g} {width:.5g} {height:.5g}" LineWidth="0.3" {more}>{held}</ofd:PathObject>'


def ofd(*pages: str, more: Mapping[str, str] | None = None, head: str = "", template: str = "") -> bytes:
    """A document of these pages, each what its layer holds; ``template`` is drawn on each besides."""
    listed = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    common += '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    parts = {
        "OFD.xml": f'<ofd:OFD {_NAMES} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo>'
        f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{head}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMES}><ofd:CommonData>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    used = '<ofd:Template TemplateID="5" ZOrder="Background"/>' if template else ""
    for number, layer in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(layer, used)
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template, "")
    return pack({**parts, **(more or {})})


def _page(layer: str, used: str) -> str:
    content = f'<ofd:Content><ofd:Layer Type="Body" ID="9">{layer}</ofd:Layer></ofd:Content>'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:Page {_NAMES}>{used}{content}</ofd:Page>'


@dataclass
class _Setter:
    pages: list[list[str]] = field(default_factory=lambda: [[]])
    y: float = _TOP

    def room(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.pages.append([])
            self.y = _TOP

    def paragraph(self, text: str) -> None:
        for number, line in enumerate(_lines("\u3000\u3000" + text, _WIDTH, _SIZE)):
            self.room(_SIZE * _LEADING)
            shown = line.lstrip("\u3000") if number == 0 else line
            indent = _SIZE * (len(line) - len(shown))
            self.pages[-1].append(text_object(_LEFT + indent, self.y + _SIZE, shown, _SIZE))
            self.y += _SIZE * _LEADING

    def grid(self, rows: Sequence[Sequence[Field]]) -> None:
        columns = max(sum(cell.columns for cell in row) for row in rows)
        longest = [max((len(row[c].text) for row in rows if len(row) == columns), default=1) for c in range(columns)]
        shares = [max(8, min(40, length)) for length in longest]
        widths = [_WIDTH * share / sum(shares) for share in shares]
        open_cells: dict[int, tuple[int, int]] = {}  # column of a cell that goes on: the columns and rows of it that are left
        for row in rows:
            column, placed, going_on = 0, [], []
            waiting = list(row)
            while waiting or column in open_cells:
                if column in open_cells:
                    wide, left_over = open_cells.pop(column)
                    going_on.append((column, wide, left_over - 1))
                    column += wide
                else:
                    cell = waiting.pop(0)
                    placed.append((column, cell))
                    column += cell.columns
            lines = [_lines(cell.text, sum(widths[c : c + cell.columns]) - 2 * _PADDING, _SMALL) for c, cell in placed]
            height = max([1, *map(len, lines)]) * _SMALL * 1.3 + 2 * _PADDING
            self.room(height)
            for (c, cell), held in zip(placed, lines, strict=True):
                self.frame(widths, c, cell.columns, height, first=True, last=cell.rows == 1)
                for number, line in enumerate(held):
                    baseline = self.y + _PADDING + _SMALL * (1 + 1.3 * number)
                    self.pages[-1].append(text_object(_LEFT + sum(widths[:c]) + _PADDING, baseline, line, _SMALL))
                if cell.rows > 1:
                    open_cells[c] = (cell.columns, cell.rows - 1)
            for c, wide, left_over in going_on:
                self.frame(widths, c, wide, height, first=False, last=left_over == 0)
                if left_over:
                    open_cells[c] = (wide, left_over)
            self.y += height

    def frame(self, widths: Sequence[float], column: int, columns: int, height: float, *, first: bool, last: bool) -> None:
        """The borders of a cell in one row: its sides, its upper one in the first of its rows, its lower one in the last."""
        left, width = _LEFT + sum(widths[:column]), sum(widths[column : column + columns])
        lines = f"M 0 0 L 0 {height:.5g} M {width:.5g} 0 L {width:.5g} {height:.5g} "
        lines += f"M 0 0 L {width:.5g} 0 " if first else ""
        lines += f"M 0 {height:.5g} L {width:.5g} {height:.5g}" if last else ""
        self.pages[-1].append(path_object(left, self.y, width, height, lines))

    def made(self) -> bytes:
        foot = [text_object(100, 280, f"— {number} —", _SMALL) for number in range(1, len(self.pages) + 1)]
        return ofd(*("".join([*page, foot[number]]) for number, page in enumerate(self.pages)))


def _lines(text: str, width: float, size: float) -> list[str]:
    """The lines of a text. Numbers and words are not parted; a closing sign takes what is before it along to its line."""
    pieces: list[str] = []
    for piece in re.findall(r"[A-Za-z0-9.%/+-]+|.", text):
        if pieces and piece in "，。、；：）”》】,;:)":
            pieces[-1] += piece
        else:
            pieces.append(piece)
    lines, at = [""], 0.0
    for piece in pieces:
        wide = sum(_width(char, size) for char in piece)
        if at + wide > width + 0.01:
            lines.append("")
            at = 0.0
        lines[-1] += piece
        at += wide
    return [line for line in lines if line.strip()]


def ofd_of(blocks: Iterable[Block]) -> bytes:
    """The blocks as an OFD document: paragraphs over lines and pages, grids as ruled tables, a number on each page."""
    setter = _Setter()
    for block in blocks:
        if isinstance(block, str):
            setter.paragraph(block)
        else:
            setter.grid(block)
            setter.y += _SMALL
    return setter.made()
