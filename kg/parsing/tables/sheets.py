"""Sheets of labels (责任单位：, 年度目标：, 完成情况：), a block a task: a table that stands on its side.

A label may have a number before it (（一）责任单位：), or stand in a cell beside its value. What it says is known by the words for headings
of columns; the line above a block's labels is the task's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import marker_at
from kg.parsing.tables.columns import TEXT_KINDS, WHO_ANSWERS, ColumnKind, column_kind, tells
from kg.parsing.tables.headings import Grid, Row, TableHeader
from kg.parsing.tables.tokens import Token, tokens_of

__all__ = ["Sheet", "sheet_of"]

_COLON: Final = "：:︰∶﹕"
_LABEL: Final = re.compile(rf"(?P<label>[\u4e00-\u9fff][\u4e00-\u9fff、，,（()） \u3000]{{1,17}})[ \u3000]*[{_COLON}]")
_GLUED: Final = re.compile(r"(?P<n>\d{1,2})(?=[\u4e00-\u9fff])(?![年月日个项条件户所])")  # 1优化就业服务
_EARLY: Final = re.compile(rf"[^{_COLON}|｜\t]{{0,26}}[{_COLON}|｜\t]")  # asked first of every line
_BAR: Final = re.compile(r"[|｜\t]")
_DIGITS: Final = re.compile(r"[一二三四五六七八九十百〇零]+|\d+")
_ABOUT: Final = re.compile(r"关于《(?P<name>[^《》]+)》(?:项目)?的?(?:进展|完成|落实|实施)情况[。：:]?")
_FEWEST, _MOST_LINES, _LONGEST_TITLE = 2, 6, 60
_FEW_LABELS: Final = 2  # in a block
_LONGEST_BARE, _LONGEST_UNKNOWN = 10, 10
_ASIDE: Final[frozenset[ColumnKind]] = frozenset({"result", "note", "phase"})
_NAME: Final[frozenset[ColumnKind]] = frozenset({"name"})
_CONTENT: Final[frozenset[ColumnKind]] = frozenset({"content"})
_GOALS: Final[frozenset[ColumnKind]] = frozenset({"figure", "task", "content"})


@value
class Sheet:
    """The blocks as the rows of a table, and the numbers of the lines where the first begins and behind the last.

    ``labels``: each label, and whether it says who answers. ``sure``: each of several blocks says who answers, and a goal or a result.
    """

    grid: Grid
    start: int
    end: int
    labels: tuple[tuple[Passage, bool], ...]
    sure: bool


@value
class _Field:
    """A label with the kind of column that it would head, and what stands behind it."""

    name: str
    kind: ColumnKind
    label: Passage
    values: tuple[Passage, ...]


class _Block:
    """The lines of one task: its name, and its fields in their order."""

    def __init__(self, title: Line | None, at: int) -> None:
        self.title = title
        self.at = at
        self.fields: list[_Field] = []

    def has(self, kinds: frozenset[ColumnKind]) -> bool:
        return any(field.kind in kinds for field in self.fields)


def sheet_of(lines: Sequence[Line]) -> Sheet | None:
    """The sheet that the lines are, or that stands among them; None where too few of its blocks say a goal or a result beside who answers,
    so that labels below a task (牵头单位：, 责任单位：) are left to the reading of texts.
    """
    blocks, end = _blocks(lines)
    while blocks and not blocks[0].fields and not (len(blocks) > 1 and _is_section_of(blocks[0], blocks[1])):
        blocks.pop(0)
    filled = [block for block in blocks if len(block.fields) >= _FEW_LABELS]
    if not filled or len(filled) * 2 < sum(bool(block.fields) for block in blocks):
        return None
    whole = [block for block in filled if block.has(WHO_ANSWERS) and block.has(_GOALS | _ASIDE)]
    named = all(block.title is not None or block.has(TEXT_KINDS) for block in filled)
    alone = len(whole) == 1 and whole[0].has(_GOALS) and (whole[0].title is None or marker_at(whole[0].title.text, 0) is not None)
    fields_of_text = any(block.has(_NAME) and block.has(_CONTENT) for block in filled)  # 项目名称：, 建设内容：
    if fields_of_text or not named or len(whole) * 2 < len(filled) or not (len(whole) >= _FEWEST or alone):
        return None
    labels = [(field.label, field.kind in WHO_ANSWERS) for block in blocks for field in block.fields]
    labels += [(part, False) for block in blocks if block.title is not None for part in _around_name(block.title)]
    in_cells = any(_BAR.search(line.text) for line in lines[blocks[0].at : end])
    sure = len(whole) == len(filled) and (len(filled) >= _FEWEST or in_cells)
    return Sheet(_grid(blocks), blocks[0].at, end, tuple(labels), sure)


def _is_section_of(above: _Block, block: _Block) -> bool:
    """Whether a name without fields is the title of a section that begins with the block."""
    upper = marker_at(above.title.text, 0) if above.title is not None else None
    lower = marker_at(block.title.text, 0) if block.title is not None else None
    return bool(block.fields) and upper is not None and upper.level in "AB" and (lower is None or lower.level > upper.level)


def _blocks(lines: Sequence[Line]) -> tuple[list[_Block], int]:
    """The blocks, and where they end; none where no label says who answers, or none a goal or a result.

    A line that is neither a label's nor a name's goes on with the value above it.
    """
    bare = _bare_labels(lines)
    on_line = [
        tuple(_fields_on(line, bare=number in bare)) if number in bare or _EARLY.match(line.text) else ()
        for number, line in enumerate(lines)
    ]
    kinds = {field.kind for fields in on_line for field in fields}
    if kinds.isdisjoint(WHO_ANSWERS) or kinds.isdisjoint(_GOALS | _ASIDE):
        return [], 0  # no block can be whole: labels of a clause
    first = next((fields[0].name for fields in on_line if fields and _kind(fields[0].name) is not None), None)
    blocks: list[_Block] = []
    going = end = 0
    for number, (line, fields) in enumerate(zip(lines, on_line, strict=True)):
        if fields and not (blocks and blocks[-1].fields) and _kind(fields[0].name) is None:
            fields = ()  # 各位代表：
        below = on_line[number + 1] if number + 1 < len(lines) else ()
        answered = bool(blocks and blocks[-1].fields) and _is_whole(blocks[-1].fields[-1])
        named = (
            bool(below) and below[0].kind not in TEXT_KINDS and (below[0].name == first or answered) and len(line.text) <= _LONGEST_TITLE
        )
        waiting = bool(blocks and blocks[-1].fields) and not blocks[-1].fields[-1].values  # a label whose value stands on the next line
        titled = not fields and not waiting and (_marked(line) or (named and len(line.text) <= _LONGEST_TITLE))
        if titled:
            blocks.append(_Block(line, number))
            going = 0
        elif fields:
            repeated = blocks and blocks[-1].fields and fields[0].name in (first, blocks[-1].fields[0].name)
            if not blocks or (repeated and any(field.name == fields[0].name for field in blocks[-1].fields)):
                blocks.append(_Block(None, number))
            blocks[-1].fields.extend(fields)
            going, end = 0, number + 1
        elif blocks and blocks[-1].fields and going < _MOST_LINES and not answered:
            last = blocks[-1].fields[-1]
            more = Passage.of_line(line.text, line.start).strip(" |｜")
            blocks[-1].fields[-1] = _Field(last.name, last.kind, last.label, (*last.values, more))
            going, end = going + 1, number + 1
        elif blocks and any(block.fields for block in blocks):
            break
        else:
            blocks.clear()
    while blocks and not blocks[-1].fields:
        blocks.pop()
    return blocks, end


def _is_whole(field: _Field) -> bool:
    """Whether the field names bodies or persons, and no list of them that goes on below."""
    return field.kind in WHO_ANSWERS and bool(field.values) and not field.values[-1].text.endswith(("、", "，", ","))


def _marked(line: Line) -> bool:
    marker = marker_at(line.text, 0)
    return len(line.text) <= _LONGEST_TITLE and (_GLUED.match(line.text) is not None or (marker is not None and not marker.doubtful))


def _bare_labels(lines: Sequence[Line]) -> frozenset[int]:
    """The lines that are a label without a colon, its value below it; none where two stand side by side, as headings of a table do."""
    known = [n for n, line in enumerate(lines) if _FEWEST * 2 <= len(line.text) <= _LONGEST_BARE and _kind(line.text) is not None]
    apart = all(second - first > 1 for first, second in pairwise(known))
    repeated = len({lines[n].text for n in known}) * _FEWEST <= len(known)
    return frozenset(known) if apart and repeated and len(known) >= _FEWEST * _FEW_LABELS else frozenset()


def _fields_on(line: Line, *, bare: bool) -> Iterator[_Field]:
    """The labels on a line with what stands behind each: in cells, or behind colons; a number before a label is part of it."""
    if _BAR.search(line.text):
        yield from _fields_in_cells(tokens_of(line, spaced=False))
        return
    whole = Passage.of_line(line.text, line.start)
    if bare:
        kind = _kind(line.text)
        yield from [_Field(_closed(line.text), kind, whole, ())] if kind is not None else []
        return
    marker = marker_at(line.text, 0)
    begin = marker.end if marker is not None else 0
    first = _LABEL.match(line.text, begin)
    if first is None or (_kind(first["label"]) is None and (marker is not None or len(first["label"]) > _LONGEST_UNKNOWN)):
        return
    further = (match for match in _LABEL.finditer(line.text, first.end()) if line.text[match.start() - 1] in " \u3000；;，,。")
    found = [(first, _kind(first["label"]) or "note")]  # 具体情况：: a label that the word lists do not have
    found += [(match, kind) for match in further if (kind := _kind(match["label"])) is not None]
    starts = [0, *(match.start() for match, _ in found[1:]), len(line.text)]
    for (match, kind), (start, end) in zip(found, pairwise(starts), strict=True):
        text = whole.cut(match.end(), end).strip("；;，, \u3000" if kind in WHO_ANSWERS else " \u3000")
        yield _Field(_closed(match["label"]), kind, whole.cut(start, match.end()), (text,) if text else ())


def _fields_in_cells(cells: Sequence[Token]) -> Iterator[_Field]:
    """A label in each first cell of two, its value in the second; none where any of them is no label."""
    filled = [cell.passage for cell in cells if not cell.empty]
    labels, values = filled[::2], filled[1::2]
    kinds = [_kind(label.text.rstrip(_COLON + " \u3000")) for label in labels]
    if not labels or len(filled) > 4 or None in kinds or len(values) < len(labels) - 1:
        return
    closed = all(label.text.rstrip().endswith(tuple(_COLON)) for label in labels)
    if not closed and any(_kind(text.text) not in (None, "phase") for text in values):
        return  # the headings of a table
    for number, (label, kind) in enumerate(zip(labels, kinds, strict=True)):
        if kind is not None:
            yield _Field(_closed(label.text.rstrip(_COLON)), kind, label, tuple(values[number : number + 1]))


@lru_cache(maxsize=4096)
def _kind(label: str) -> ColumnKind | None:
    closed = _closed(label)
    kind = column_kind(closed)
    if kind is None and len(closed) > 4 and tells(closed):
        return "result"
    return None if kind in ("number", "block") else kind


def _closed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _grid(blocks: Sequence[_Block]) -> Grid:
    """The blocks as rows: the number and the name of each, then a column for each label, those that make the text first come first."""
    named = any(block.title is not None for block in blocks)
    kinds: dict[str, ColumnKind] = {"序号": "number", "名称": "name"} if named else {}
    for block in blocks:
        for field in block.fields:
            kinds.setdefault(field.name, "figure" if named and field.kind == "task" else field.kind)
    columns = {name: at for at, name in enumerate(kinds)}
    rows = [Row(cells) for block in blocks if (cells := _cells(block, columns))]
    header = TableHeader(tuple(kinds.values()), tuple(kinds), (), 0, True, False)
    return Grid(header, tuple(rows), told("labels one below the other"))


def _cells(block: _Block, columns: dict[str, int]) -> dict[int, Passage]:
    cells: dict[int, Passage] = {}
    if block.title is not None:
        number, name = _number_and_name(block.title, section=not block.fields)
        if number is not None:
            cells[columns["序号"]] = number
        cells[columns["名称"]] = name
    empty = Passage.joined([])
    for field in block.fields:
        column = columns[field.name]
        values = [held for held in (cells.get(column), *field.values) if held]
        cells[column] = Passage.joined(values, "\n") if values else empty
    return cells if not block.fields else {column: cells.get(column, empty) for column in columns.values()}


def _around_name(title: Line) -> Iterator[Passage]:
    """What stands before and behind the name in a title (关于《…》进展情况)."""
    digits = _DIGITS.match(title.text) or _DIGITS.search(title.text)
    marker = marker_at(title.text, 0)
    if marker is not None and digits is not None and title.text[0] not in "（(" and digits.end() <= marker.end:
        yield Passage.of_line(title.text, title.start).cut(0, digits.start())  # 任务 in 任务一：
    about = _ABOUT.search(title.text)
    if about is not None and about.end() == len(title.text):
        whole = Passage.of_line(title.text, title.start)
        yield whole.cut(about.start(), about.start("name"))
        yield whole.cut(about.end("name"))


def _number_and_name(title: Line, *, section: bool) -> tuple[Passage | None, Passage]:
    whole = Passage.of_line(title.text, title.start)
    marker, glued = marker_at(title.text, 0), _GLUED.match(title.text)
    if section or (marker is None and glued is None):
        return None, whole
    end = marker.end if marker is not None else glued.end() if glued is not None else 0
    name = whole.cut(end).strip(" \u3000：:")
    about = _ABOUT.fullmatch(name.text)
    digits = _DIGITS.search(title.text, 0, end)
    number = whole.cut(*digits.span()) if digits is not None and not title.text.startswith(("（", "(")) else whole.cut(0, end).strip()
    return number, name.cut(*about.span("name")) if about is not None else name
