"""Tables for a terminal, or for a pipe; where a terminal is too narrow for one, each row as a block."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

__all__ = ["table_of"]

_PIPED_WIDTH: Final = 100_000
_NARROWEST: Final = 20
"""Columns of a terminal below which a column of a table is not to be folded: ten Chinese signs can be read, five are a puzzle."""
_BORDER: Final = 3

_Rows = Sequence[Sequence[str]]


def table_of(names: Sequence[str], rows: _Rows, numeric: Sequence[bool], *, terminal: bool) -> str:
    """The rows below their names; ``numeric`` says of each column whether it is set to the right."""
    if terminal and rows and _least_width(names, rows) > Console().width:
        return _blocks(names, rows)
    table = Table(box=None if not terminal else Table().box, header_style="bold" if terminal else "", pad_edge=terminal)
    for name, right in zip(names, numeric, strict=True):
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    text = io.StringIO()
    console = Console(file=text, force_terminal=terminal, width=None if terminal else _PIPED_WIDTH)
    console.print(table)
    return _bare(text)


def _least_width(names: Sequence[str], rows: _Rows) -> int:
    """Columns of a terminal below which the table cannot be read."""
    widths = (max(map(cell_len, (name, *(row[place] for row in rows)))) for place, name in enumerate(names))
    return sum(min(width, _NARROWEST) + _BORDER for width in widths) + 1


def _blocks(names: Sequence[str], rows: _Rows) -> str:
    """Each row as a block of lines, a column a line; what is not known has none."""
    text = io.StringIO()
    console = Console(file=text, force_terminal=True)
    for number, row in enumerate(rows, start=1):
        console.print(Rule(str(number), align="left"))
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(names, row, strict=True):
            if value:
                block.add_row(Text(name), Text(value))
        console.print(block)
    return _bare(text)


def _bare(text: io.StringIO) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())
