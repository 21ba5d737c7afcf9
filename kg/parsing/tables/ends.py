"""Where a table in text ends: below its last row stand instructions, the signature, particulars of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.parsing.marks.lines import Line, is_header
from kg.parsing.tables.headings import TableHeader

__all__ = ["end_of_table"]

_BARS: Final = ("|", "｜")


def end_of_table(lines: Sequence[Line], header: TableHeader) -> int:
    """The number of the first line below the table; all are its own where nothing shows an end.

    Particulars of the page (索引号：, 成文日期：) are no rows; nor, where bars close the rows, is a line behind the last of them.
    """
    end = len(lines)
    while end > header.next_line and is_header(lines[end - 1]):
        end -= 1
    if header.spaced or not header.one_line:
        return end
    last = next((n for n in range(end - 1, header.next_line - 1, -1) if any(bar in lines[n].text for bar in _BARS)), None)
    closing = sum(line.text.endswith(_BARS) for line in lines[header.next_line - 1 : end])  # the headings among them
    return end if last is None or not lines[last].text.endswith(_BARS) or closing < 2 else last + 1
