"""Tables about a place that does not exist, and the forms in which copies print them: cells of a format, tabs, bars, lines, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from hypothesis import strategies as st

from kg.model.source import Cell, Source, Table

TITLE: Final = "青溪县2024年重点工作任务分解表"
HEADINGS: Final = MappingProxyType(
    {
        "number": ["序号"],
        "task": ["工作任务", "重点任务"],
        "measure": ["具体措施"],
        "lead": ["牵头单位"],
        "support": ["配合单位"],
        "leader": ["责任领导", "分管县领导"],
        "deadline": ["完成时限"],
        "result": ["完成情况", "1-6月进展情况"],
        "note": ["备注"],
    }
)
BODIES: Final = ["县教育局", "县水利局", "县财政局", "县发改局", "县民政局", "县卫健局", "县农业农村局", "县住建局（人防办）", "县公安局"]
BODIES_IN_BRACKETS: Final = ["各乡镇（街道）", "各有关部门（单位）", "县商务局（招商中心）", "县住建局（人防办）"]
TASKS: Final = [
    *["新建公园3个", "改造农村公路42公里。", "新增学前教育学位900个（其中公办600个）", "建成高标准农田2.6万亩。"],
    *["城镇新增就业4500人", "规上工业增加值增长8%以上。", "开展送戏下乡60场，新建书房4家。", "推进县医院（新院区）建设。"],
]
TASKS_IN_BRACKETS: Final = ["实施青溪大道改造（二期）", "推进老旧小区改造12个（含加装电梯30台）", "落实“双减”政策（全年）"]
MEASURES: Final = ["编制实施方案并组织验收。", "每季度通报一次进度。", "落实用地和资金，按月调度。"]
LEADERS: Final = ["王岚", "李建国", "陈晓明"]
TIMES: Final = ["12月底前", "2024年9月底前", "全年"]
RESULTS: Final = ["已完成。", "正在推进，完成60%。", "已开工2处，完成投资3200万元。"]
NOTES: Final = ["省定项目", "新增任务"]
MAY_BE_EMPTY: Final = ("support", "deadline", "result", "note")


@dataclass(frozen=True)
class Printed:
    """Columns, headings and rows of cells; None is a place that the cell above covers."""

    kinds: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]

    @property
    def has_gaps(self) -> bool:
        """Whether a cell is empty or merged: what flattening may lose."""
        return any(not cell for row in self.rows for cell in row)

    @property
    def has_merged(self) -> bool:
        return any(cell is None for row in self.rows for cell in row)

    @property
    def has_breaks(self) -> bool:
        return any("\n" in (cell or "") for row in (self.headings, *self.rows) for cell in row)


def _cell(draw: st.DrawFn, kind: str, number: int) -> str:
    bodies = st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True)
    drawn: Mapping[str, st.SearchStrategy[str]] = {
        "number": st.just(str(number)),
        "task": st.sampled_from(TASKS),
        "measure": st.sampled_from(MEASURES),
        "lead": st.one_of(st.sampled_from(BODIES), bodies.map("、".join)),
        "support": bodies.map("、".join),
        "leader": st.sampled_from(LEADERS),
        "deadline": st.sampled_from(TIMES),
        "result": st.sampled_from(RESULTS),
        "note": st.sampled_from(NOTES),
    }
    return draw(drawn[kind])


@st.composite
def bracketed_tables(draw: st.DrawFn) -> Printed:
    """A table of two to six columns whose tasks and bodies all end in a bracket, with a column of numbers or without."""
    numbered = draw(st.booleans())
    further = draw(st.lists(st.sampled_from(["support", "leader", "deadline", "note"]), max_size=3, unique=True))
    kinds = tuple(kind for kind in HEADINGS if kind in ("task", "lead", *further) or (numbered and kind == "number"))
    rows: list[tuple[str | None, ...]] = []
    for number in range(1, draw(st.integers(2, 6)) + 1):
        row: list[str] = []
        for kind in kinds:
            if kind == "task":
                row.append(draw(st.sampled_from(TASKS_IN_BRACKETS)))
            elif kind in ("lead", "support"):
                before = draw(st.lists(st.sampled_from(BODIES[:5]), max_size=2, unique=True))
                row.append("、".join([*before, draw(st.sampled_from(BODIES_IN_BRACKETS))]))
            else:
                row.append(_cell(draw, kind, number))
        rows.append(tuple(row))
    return Printed(kinds, tuple(HEADINGS[kind][0] for kind in kinds), tuple(rows))


@st.composite
def tables(draw: st.DrawFn, *, empty: bool = True, merged: bool = True, optional: Sequence[str] = tuple(HEADINGS)) -> Printed:
    """A table with a number, a task and a leading unit at least; with ``empty`` and ``merged`` cells, if it may have them."""
    needed = {"number", "task", "lead"}
    kinds = tuple(kind for kind in HEADINGS if kind in needed or (kind in optional and draw(st.booleans())))
    headings = tuple(draw(st.sampled_from(HEADINGS[kind])) for kind in kinds)
    rows: list[tuple[str | None, ...]] = []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        row: list[str | None] = []
        for kind in kinds:
            if merged and rows and kind == "lead" and draw(st.integers(0, 3)) == 0:
                row.append(None)
            elif empty and kind in MAY_BE_EMPTY and draw(st.integers(0, 3)) == 0:
                row.append("")
            else:
                row.append(_cell(draw, kind, number))
        rows.append(tuple(row))
    return Printed(kinds, headings, tuple(rows))


def as_cells(table: Printed) -> Source:
    """As a reader of a format with cells gives it."""
    text, cells = f"{TITLE}\n", []
    start = len(text)
    every = (table.headings, *table.rows)
    for number, row in enumerate(every):
        for column, content in enumerate(row):
            text += "\t" if column else ""
            if content is not None:
                span = 1
                while number + span < len(every) and every[number + span][column] is None:
                    span += 1
                cells.append(Cell(len(text), len(text) + len(content), number, column, span, 1))
                text += content
        text += "\n"
    return Source("x.html", "x.html", text, "0" * 64, "text/html", (Table(start, len(text), tuple(cells)),))


def _text(lines: Sequence[str]) -> Source:
    text = "\n".join([TITLE, "", *lines]) + "\n"
    return Source("x.txt", "x.txt", text, "0" * 64)


def _rows(table: Printed) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in (table.headings, *table.rows)]


def by_tabs(table: Printed) -> Source:
    return _text(["\t".join(row) for row in _rows(table)])


def by_bars(table: Printed) -> Source:
    return _text([f"| {' | '.join(row)} |" for row in _rows(table)])


def by_open_bars(table: Printed) -> Source:
    return _text([" | ".join(row) + " |" for row in _rows(table)])


def by_bars_on_lines(table: Printed) -> Source:
    """Each cell on a line, each bar on one too."""
    return _text([line for row in _rows(table) for cell in row for line in ([cell, "|"] if cell else ["|"])])


def by_bars_at_line_ends(table: Printed) -> Source:
    return _text([f"{cell} |" if cell else "|" for row in _rows(table) for cell in row])


def by_lines(table: Printed) -> Source:
    """A cell a line; empty ones leave nothing."""
    return _text([cell for row in _rows(table) for cell in row if cell])


def by_blank_lines(table: Printed) -> Source:
    return _text([line for row in _rows(table) for cell in row if cell for line in (cell, "")])


def by_gaps(table: Printed) -> Source:
    """A row a line, several spaces between its cells."""
    return _text(["    ".join(re.sub(r"\s+", "", cell) for cell in row) for row in _rows(table)])


def by_columns(table: Printed) -> Source:
    """A row a line, spaces after each cell up to the column of the next: headings on a line far longer than their words."""
    rows = [[re.sub(r"\s+", "", cell) for cell in row] for row in _rows(table)]
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    return _text(["".join(map(str.ljust, row, widths)).rstrip() for row in rows])


def by_spaces(table: Printed) -> Source:
    """A row a line, spaces between its cells; empty ones leave nothing."""
    return _text([" ".join(re.sub(r"\s+", "", cell) for cell in row if cell) for row in _rows(table)])


Form = Callable[[Printed], Source]
WITH_EMPTY_CELLS: Final[Mapping[str, Form]] = MappingProxyType(
    {
        "制表符": by_tabs,
        "竖线": by_bars,
        "竖线（行首无）": by_open_bars,
        "竖线独占一行": by_bars_on_lines,
        "竖线在行末": by_bars_at_line_ends,
    }
)
FLATTENED: Final[Mapping[str, Form]] = MappingProxyType({"一格一行": by_lines, "一格一行（空行）": by_blank_lines, "空格": by_spaces})
ON_ONE_LINE: Final[Mapping[str, Form]] = MappingProxyType(
    {"制表符": by_tabs, "竖线": by_bars, "竖线（行首无）": by_open_bars, "空格": by_spaces, "多个空格": by_gaps, "空格对齐": by_columns}
)
