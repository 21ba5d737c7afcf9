"""The kinds of doubt of tables: cells, rows and columns; as in :mod:`kg.model.doubt_kinds`."""

from __future__ import annotations

from typing import Final

from kg.model.doubt_kinds import DoubtKind

__all__ = ["KINDS_OF_TABLES"]

# fmt: off
KINDS_OF_TABLES: Final = (
    DoubtKind(
        "cell-unread", "doubt", "A cell not read", "单元格未读出",
        "a cell of the column {column} went to no record: {text}", "“{column}”一栏的单元格没有进入任何记录：{text}",
        "Hold the row against the notice", "对照原文核对这一行",
    ),
    DoubtKind(
        "bodies-unparted", "doubt", "Bodies not parted", "单位未能分栏",
        "bodies stand in a row, and nothing shows where {first} ends and {second} begins: the first of each row was taken for {first}",
        "单位连续排列，看不出“{first}”与“{second}”的分界：每项第一个单位按“{first}”读取",
        "See in the notice which bodies stand in which column", "对照原文核对各单位属于哪一栏",
    ),
    DoubtKind(
        "cell-missing", "doubt", "A cell is missing", "缺单元格",
        "the row prints nothing for {column}, as the rows above do: the cell may be merged with the one above",
        "该行“{column}”一栏为空，而上面的行有内容：可能与上一行合并",
        "See in the notice whether the cell is empty or merged", "核对该单元格是空白还是与上一行合并",
    ),
    DoubtKind(
        "fields-differ", "doubt", "Fields and headings differ", "栏数与表头不符",
        "has {count} fields where the headings are {columns}, so that a cell may have been read as another column's: {text}",
        "有 {count} 栏，表头有 {columns} 栏，单元格可能被读入别的栏：{text}",
        "Hold the rows against the notice; give kg the table in Word or HTML, where it has its cells",
        "对照原文核对这些行；如有 Word 或网页版本，请用保留单元格的版本",
    ),
    DoubtKind(
        "row-without-task", "doubt", "A row without a task", "表格行没有任务",
        "a row of the table names no task", "表格中有一行没有任务",
        "See what the row holds", "查看该行内容",
    ),
    DoubtKind(
        "cell-shared", "note", "A cell of several rows", "多行共用单元格",
        "the table prints the cell of {column} once for several rows: these have that of the row above",
        "表格中“{column}”一栏多行共用一格：这些行沿用上一行",
        "Nothing", "无需处理",
    ),
    DoubtKind(
        "cell-carried-down", "doubt", "A cell carried down", "沿用上一行",
        "the row prints no cell for {column}: that of the row above was taken", "该行“{column}”一栏没有内容，沿用上一行",
        "See whether the cell is merged with the one above", "核对该单元格是否与上一行合并",
    ),
    DoubtKind(
        "row-doubtful", "doubt", "Parts run together", "内容可能相连",
        "two cells, or two rows, may have become one here, unlike in the tasks around: {text}",
        "与前后任务不同，这里可能有两个单元格或两行连在了一起：{text}",
        "See in the notice where the one ends", "在原文中核对前一部分到哪里为止",
    ),
)
# fmt: on
