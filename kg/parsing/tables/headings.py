"""What a table is made of (cells, headings, rows), and how its headings are known.

Tables come as text (rows or cells on lines, or drawn with ┌─┬─┐), or as the cells of a format. Whichever it is, a row of headings that
names a text column and a column of units or leaders begins one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import Told
from kg.parsing.marks.lines import Line
from kg.parsing.tables.columns import TEXT_KINDS, WHO_ANSWERS, ColumnKind, column_kind
from kg.parsing.tables.tokens import CELL_SIGN, SPACES, Token, tokens_of
from kg.parsing.tables.two_levels import below_groups, could_part

__all__ = ["Grid", "Row", "TableHeader", "header_at", "heading_row", "joined_headings"]

_BLANK = re.compile(r"\s+")
_MOST_HEADINGS, _FEW_HEADINGS = 24, 10
_MOST_JOINED = 6
_LONGEST_UNKNOWN = 8
_LONGEST_LINE = 80
_ROWS_BELOW = 12  # lines that tell which headings those of a second line part
_LONGEST_PIECE = 3  # of a heading that its cell breaks: 目标 / 任务


@value
class TableHeader:
    """The headings of a table: what each column holds, the headings as printed, and where the rows begin.

    ``joined``: the same with fewer columns, where two lines that are a heading each may as well be one (目标 / 任务). ``closed``: a bar
    stands behind the last heading, on its line.
    """

    kinds: tuple[ColumnKind, ...]
    names: tuple[str, ...]
    passages: tuple[Passage, ...]
    next_line: int
    one_line: bool
    spaced: bool
    joined: TableHeader | None = None
    closed: bool = True


@value
class Row:
    """Cells by column. A column that is not there was not printed; one that is there and empty was printed empty.

    ``moved``: the cells were printed in other columns, which they do not fit.
    """

    cells: dict[int, Passage]
    moved: bool = False


@value
class Grid:
    """A table put back into columns. ``exact``: its cells are known, with the rows that merged ones cover. ``on_lines``: each line of it
    may be a cell.
    """

    header: TableHeader
    rows: tuple[Row, ...]
    form: Told
    exact: bool = False
    on_lines: bool = False


def header_at(lines: Sequence[Line], index: int, needed: frozenset[ColumnKind] = WHO_ANSWERS) -> TableHeader | None:
    """The table's headings that begin on this line, if they do: a text column and one of those ``needed`` among them."""
    first = lines[index].text
    if len(SPACES.sub(" ", first)) > _LONGEST_LINE or not _could_begin(first):
        return None
    signed = bool(CELL_SIGN.search(first))
    cells = tokens_of(lines[index], spaced=True)
    one, _ = _headings(cells, needed)
    if (one is not None or signed) and (parted := _of_two_levels(lines, index, cells, needed)) is not None:
        return parted
    if one is not None and (not signed or one[3] == len(cells)):
        kinds, names, passages, _ = one
        header = TableHeader(kinds, names, passages, index + 1, True, not signed)
        return _gone_on(header, lines) if signed else header
    if signed and (row := heading_row({number: cell.passage for number, cell in enumerate(cells)})) is not None:
        return _gone_on(replace(row, next_line=index + 1), lines)
    for most in (_FEW_HEADINGS, _MOST_HEADINGS):
        tokens: list[Token] = []
        ends: list[int] = []
        for number in range(index, min(len(lines), index + most)):
            held = tokens_of(lines[number], spaced=False)
            tokens += held
            ends += [number] * len(held)
        many, stopped = _headings(tokens, needed)
        if stopped + _MOST_JOINED < len(tokens):
            break  # it ends before the last lines: the further ones say nothing
    if many is None:
        return None
    joined, _ = _headings(tokens, needed, longest=True)
    apart = _on_lines(many, ends)
    apart = replace(apart, closed=bool(CELL_SIGN.search(lines[apart.next_line - 1].text)))
    return replace(apart, joined=_on_lines(joined, ends)) if joined is not None and joined != many else apart


def _of_two_levels(lines: Sequence[Line], index: int, cells: Sequence[Token], needed: frozenset[ColumnKind]) -> TableHeader | None:
    """The headings of a line and those of the next one, which part some of them; None where the next one holds anything else."""
    if index + 1 == len(lines) or len(lines[index + 1].text) > _LONGEST_LINE:
        return None
    signed = bool(CELL_SIGN.search(lines[index].text))
    below = [cell.passage for cell in tokens_of(lines[index + 1], spaced=not signed) if cell.passage]
    names, further = [_closed(cell.passage.text) for cell in cells if cell.passage], [_closed(cell.text) for cell in below]
    if len(names) < 2 or not could_part(further) or (not signed and None in map(column_kind, (*names, *further))):
        return None
    if sum(column_kind(name) is not None for name in names) * 2 < len(names) or not set(names).isdisjoint(further):
        return None
    rows = [
        [_closed(cell.passage.text) for cell in tokens_of(line, spaced=not signed)] for line in lines[index + 2 : index + 2 + _ROWS_BELOW]
    ]
    shape = below_groups(names, further, rows)
    kinds = tuple(kind or "note" for _, kind in shape)
    if not shape or not needed & set(kinds):
        return None
    passages = (*(cell.passage for cell in cells if cell.passage), *below)
    return TableHeader(kinds, tuple(name for name, _ in shape), passages, index + 2, True, not signed)


def _on_lines(headings: _Headings, ends: Sequence[int]) -> TableHeader:
    kinds, names, passages, used = headings
    return TableHeader(kinds, names, passages, ends[used - 1] + 1, False, False)


def _gone_on(header: TableHeader, lines: Sequence[Line]) -> TableHeader:
    """The headings with those on the lines below: a row of headings that line breaks within its cells have broken up."""
    while header.next_line < len(lines) and (further := _with_line(header, lines)) is not None:
        header = further
    return header


def _with_line(header: TableHeader, lines: Sequence[Line]) -> TableHeader | None:
    """The headings with those of the next line; None where it holds anything else."""
    line = lines[header.next_line]
    closed = lines[header.next_line - 1].text.endswith(("|", "｜"))
    cells = [cell.passage for cell in tokens_of(line, spaced=False) if cell.passage]
    if not cells or len(line.text) > _LONGEST_LINE or (closed and not CELL_SIGN.search(line.text)):
        return None
    kinds, names, passages = list(header.kinds), list(header.names), cells
    joined = column_kind(names[-1] + _closed(cells[0].text)) if not closed else None
    if joined is not None:
        kinds[-1], names[-1], cells = joined, names[-1] + _closed(cells[0].text), cells[1:]
    for cell in cells:
        name = _closed(cell.text)
        kind = column_kind(name)
        if kind is None or kind == "number" or name in names:
            return None
        kinds.append(kind)
        names.append(name)
    return replace(
        header,
        kinds=tuple(kinds),
        names=tuple(names),
        passages=(*header.passages, *passages),
        next_line=header.next_line + 1,
    )


@lru_cache(maxsize=4096)
def _could_begin(text: str) -> bool:
    head = CELL_SIGN.split(text.strip("|｜ \t"))[0]
    closed = SPACES.sub("", head)
    if column_kind(closed) not in (None, "phase") or closed in ("市政府", "县政府", "区政府", "分管", "牵头", "责任", "主要"):
        return True
    return column_kind(SPACES.split(head)[0]) not in (None, "phase")


_Headings = tuple[tuple[ColumnKind, ...], tuple[str, ...], tuple[Passage, ...], int]
"""What each column holds, the headings as printed, where they stand, and how many tokens they are."""


def _headings(tokens: Sequence[Token], needed: frozenset[ColumnKind], *, longest: bool = False) -> tuple[_Headings | None, int]:
    """Read tokens as headings, joining those that a page broke (市政府 / 分管领导, 工 作 任 务), as far as they go, and how far that is.

    ``longest``: join short lines that may be one (目标 / 任务), although each may be a heading.
    """
    kinds: list[ColumnKind] = []
    names: list[str] = []
    passages: list[Passage] = []
    at = unknown = 0
    while at < len(tokens) and len(kinds) < _MOST_HEADINGS:
        if not tokens[at].passage:
            at += 1
            continue
        most = _MOST_JOINED if len(tokens[at].passage) == 1 else 3
        counts = [count for count in range(1, most + 1) if _joined_kind(tokens[at : at + count], count) is not None]
        if not counts:
            if not _is_unknown_heading(tokens, at, unknown):
                break
            unknown += 1
            kinds.append("note")
            names.append(_joined_name(tokens[at : at + 1]))
            passages.append(tokens[at].passage)
            at += 1
            continue
        count = next((c for c in counts if at + c >= len(tokens) or _joined_kind(tokens[at + c : at + c + 1], 1)), counts[-1])
        if longest:
            count = max([count, *(c for c in counts if all(len(t.passage) <= _LONGEST_PIECE for t in tokens[at : at + c]))])
        kind = _joined_kind(tokens[at : at + count], count)
        assert kind is not None
        if kind == "task" in kinds and "目标" in _joined_name(tokens[at : at + count]):
            kind = "figure"  # 主要任务, 全年目标任务
        if kind in kinds and kind in ("number", "task"):
            break
        kinds.append(kind)
        names.append(_joined_name(tokens[at : at + count]))
        passages.extend(token.passage for token in tokens[at : at + count])
        at += count
    if unknown and not TEXT_KINDS & set(kinds):
        kinds[1] = "task"  # the only column that can hold it, whatever its heading
    if len(kinds) < 2 or not TEXT_KINDS & set(kinds) or not needed & set(kinds):
        return None, at
    return (tuple(kinds), tuple(names), tuple(passages), at), at


def _is_unknown_heading(tokens: Sequence[Token], at: int, unknown: int) -> bool:
    """A short cell between two known headings, the first of them a number's: a heading that the word lists do not have."""
    return (
        at == 1
        and not unknown
        and at + 1 < len(tokens)
        and len(tokens[at].passage) <= _LONGEST_UNKNOWN
        and _joined_kind(tokens[:1], 1) == "number"
        and _joined_kind(tokens[at + 1 : at + 2], 1) is not None
    )


def _joined_name(tokens: Sequence[Token]) -> str:
    return _closed("".join([token.passage.text for token in tokens]))


@lru_cache(maxsize=4096)
def _closed(text: str) -> str:
    return _BLANK.sub("", text)


def _joined_kind(tokens: Sequence[Token], count: int) -> ColumnKind | None:
    """What the tokens are as one heading, if they are one; more than three are joined only where each is a single character."""
    if count == 1 == len(tokens):
        return column_kind(_closed(tokens[0].passage.text)) if tokens[0].passage else None
    if len(tokens) < count or any(not t.passage for t in tokens) or (count > 3 and any(len(t.passage) > 1 for t in tokens)):
        return None
    return column_kind(_joined_name(tokens))


def heading_row(cells: dict[int, Passage]) -> TableHeader | None:
    """The headings that stand in the cells of one row, by column; None where most are unknown, or none speaks of units."""
    names = {column: _BLANK.sub("", passage.text) for column, passage in cells.items()}
    kinds = {column: column_kind(name) for column, name in names.items()}
    known = {kind for kind in kinds.values() if kind}
    if len(known) < 2 or not TEXT_KINDS & known or not WHO_ANSWERS & known:
        return None
    if sum(kind is not None for kind in kinds.values()) * 2 < sum(bool(name) for name in names.values()):
        return None
    width = max(cells) + 1
    return TableHeader(
        tuple(kinds.get(c) or "note" for c in range(width)),
        tuple(names.get(c, "") for c in range(width)),
        tuple(passage for passage in cells.values() if passage),
        0,
        True,
        False,
    )


def joined_headings(header: TableHeader | None, found: TableHeader, *, below: bool) -> TableHeader:
    """The headings with a further row of them.

    One right below the first parts its columns (责任分工: 牵头单位, 配合单位); a later one repeats it.
    """
    if header is None:
        return found
    kept = found if below and len(found.kinds) >= len(header.kinds) else header
    return replace(kept, passages=(*header.passages, *found.passages))
