"""Forms that report a project each and name nobody: 项目名称, 进展情况, 存在困难 on lines of their own, broken and spaced as their cells
were, and what they say on the lines below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.tables.columns import ColumnKind, column_kind
from kg.parsing.tables.headings import Grid, Row, TableHeader

__all__ = ["Forms", "forms_of"]

_FEWEST: Final = 2  # forms
_LONGEST_LABEL, _LONGEST_PIECE, _MOST_PIECES = 10, 4, 3
_LONGEST_TITLE: Final = 40
_TITLE: Final = re.compile(r"[表单](?:[（(][^（()）]{1,10}[）)])?")
_SPACES: Final = re.compile(r"\s+")


@value
class Forms:
    """The forms as the rows of a table; where the first begins and behind the last, as numbers of lines; the titles between them."""

    grid: Grid
    start: int
    end: int
    titles: tuple[Passage, ...]


@value
class _Label:
    name: str
    kind: ColumnKind
    start: int
    end: int


def forms_of(lines: Sequence[Line]) -> Forms | None:
    """The forms among the lines: two at least, each of which names a project and says how far it has come."""
    labels = list(_labels(lines))
    begins = [n for n, label in enumerate(labels) if label.kind == "name"]
    if len(begins) < _FEWEST or begins[0] or any(label.name != labels[0].name for label in (labels[n] for n in begins)):
        return None
    blocks = [labels[begin:end] for begin, end in zip(begins, [*begins[1:], len(labels)], strict=True)]
    if not all(any(label.kind == "result" for label in block) for block in blocks):
        return None
    kinds = {label.name: label.kind for label in labels}
    columns = {name: at for at, name in enumerate(kinds)}
    rows: list[Row] = []
    titles: list[Passage] = []
    end = 0
    for at, label in enumerate(labels):
        stop = labels[at + 1].start if at + 1 < len(labels) else len(lines)
        held = list(lines[label.end : stop])
        while len(held) > (label.kind != "name") and _is_title(held[-1]):
            titles.append(flow_of([held.pop()]))
        if at + 1 == len(labels):
            held = held[:1]  # what stands below the last form is the page's
        if label.kind == "name":
            rows.append(Row({}))
        if held:
            rows[-1].cells[columns[label.name]] = flow_of(held).strip()
        end = label.end + len(held)
    if not all(row.cells.get(0) for row in rows):
        return None  # headings of a table that stand again on each page
    passages = tuple(flow_of(lines[label.start : label.end]) for label in labels)
    header = TableHeader(tuple(kinds.values()), tuple(kinds), passages, 0, True, False)
    return Forms(Grid(header, tuple(rows), told("labels one below the other"), exact=True), labels[0].start, end, tuple(titles))


def _labels(lines: Sequence[Line]) -> Iterator[_Label]:
    at = 0
    while at < len(lines):
        found = _label_at(lines, at) if len(lines[at].text) <= 2 * _LONGEST_LABEL else None
        if found is not None:
            yield found
        at = at + 1 if found is None else found.end


def _label_at(lines: Sequence[Line], at: int) -> _Label | None:
    """The label that begins on the line, with the further lines that its cell broke it over."""
    for count in range(_MOST_PIECES, 0, -1):
        pieces = [_SPACES.sub("", line.text) for line in lines[at : at + count]]
        name = "".join(pieces)
        if len(name) > _LONGEST_LABEL or (count > 1 and any(len(piece) > _LONGEST_PIECE for piece in pieces)):
            continue
        kind = column_kind(name)
        if kind is not None and kind not in ("number", "block"):
            return _Label(name, kind, at, at + len(pieces))
    return None


def _is_title(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TITLE and _TITLE.search(line.text[-12:]) is not None
