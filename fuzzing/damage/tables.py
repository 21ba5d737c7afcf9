"""Damage to tables: bars and tabs lost, rows merged, columns gone or swapped, cells shifted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from random import Random

from fuzzing.damage.edits import Edit, Place, Stretch
from fuzzing.damage.grids import Grid, Row, grids
from fuzzing.damage.notice import Notice


def bars_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The signs that part the cells of a row (bars, tabs, line ends) are lost; a space is left, or nothing. Everything must be read
    as before. (Where two digits would meet, a space is left.)
    """
    between = dice.choice(("", " "))
    places = []
    for grid in grids(notice.text):
        for row in _all_rows(grid):
            edits = [edit for one, other in pairwise(row) for edit in _parted(notice.text, grid, one, other, between)]
            if grid.sign == "|":
                edits = [Edit(notice.text.rindex("|", 0, row[0][0] + 1), row[0][0]), *edits]
                edits.append(Edit(row[-1][1], notice.text.index("|", row[-1][1]) + 1))
            places.append(tuple(edits))
    return places


def one_bar_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """One of the signs that part the cells of a row is lost, so that two cells became one. Everything must be read as before."""
    places = []
    for grid in grids(notice.text):
        for row in grid.rows:
            one, other = dice.choice(list(pairwise(row)))
            places.append(_parted(notice.text, grid, one, other, " "))
    return places


def rows_joined(notice: Notice, dice: Random) -> Sequence[Place]:
    """The line end between two rows is lost. Everything must be read as before."""
    places = []
    for grid in grids(notice.text):
        for one, other in pairwise(grid.rows):
            end = notice.text.find("\n", one[-1][1], other[0][0])
            if end >= 0:
                places.append((Edit(end, end + 1, (" ",)),))
    return places


def rows_merged(notice: Notice, dice: Random) -> Sequence[Place]:
    """Two rows became one, cell by cell, as where the line between them was not seen. Every word is still printed: a task that is
    not read as before is wrong, although a reader may not be able to part all cells, for a reader would see it and say so.
    """
    places = []
    for grid in grids(notice.text):
        for one, other in pairwise(grid.rows):
            if _between(notice, one, other):
                edits = [Edit(cell[1], cell[1], (" ", below)) for cell, below in zip(one, other, strict=True) if below[0] < below[1]]
                places.append((*edits, Edit(*_row_stretch(notice.text, grid, other))))
    return places


def column_gone(notice: Notice, dice: Random) -> Sequence[Place]:
    """A column is gone, with its heading; never that of the tasks. What stood in it is not expected, and without the column of
    leading units it may differ who leads. Everything else must be read as before.
    """
    places = []
    for grid in grids(notice.text):
        for column in range(len(grid.rows[0])):
            if not _holds_tasks(notice, grid, column):
                places.append(tuple(Edit(*_cell_with_sign(notice.text, grid, row, column)) for row in _all_rows(grid)))
    return places


def columns_swapped(notice: Notice, dice: Random) -> Sequence[Place]:
    """Two columns have changed places, with their headings. Everything must be read as before."""
    places = []
    for grid in grids(notice.text):
        if grid.heading is not None:
            for one, other in combinations(range(len(grid.rows[0])), 2):
                places.append(tuple(edit for row in _all_rows(grid) for edit in _swapped(row[one], row[other])))
    return places


def cells_swapped(notice: Notice, dice: Random) -> Sequence[Place]:
    """Two neighbouring cells of a row have changed places. Everything must be read as before, or it must be said: a reader sees a
    name among bodies, but cannot see that a supporting body stands in the leading one's cell; such pairs are left out.
    """
    places = []
    for grid in grids(notice.text):
        for row in grid.rows:
            pairs = [(a, b) for a, b in pairwise(row) if a[0] < a[1] and b[0] < b[1] and not _both_bodies(notice, a, b)]
            if pairs:
                places.append(_swapped(*dice.choice(pairs)))
    return places


def cell_shifted(notice: Notice, dice: Random) -> Sequence[Place]:
    """An empty cell was lost or added, and the cells behind it stand one column off. Wrong is whatever is not read as before: the
    row does not fit its heading, which a reader sees.
    """
    places = []
    for grid in grids(notice.text):
        if grid.sign not in ("|", "\t"):
            continue
        for row in grid.rows:
            column = dice.randrange(1, len(row))
            empty = [number for number, cell in enumerate(row) if cell[0] == cell[1] and number < len(row) - 1]
            if empty and dice.random() < 0.5:
                places.append((Edit(*_cell_with_sign(notice.text, grid, row, empty[0])),))
            else:
                places.append((Edit(row[column][0], row[column][0], (grid.sign,)),))
    return places


def cells_wrapped(notice: Notice, dice: Random) -> Sequence[Place]:
    """A long cell goes on in the row below, whose other cells are empty, as lines of print become rows. Everything must be read as
    before.
    """
    places = []
    for grid in grids(notice.text):
        if grid.sign not in ("|", "\t"):
            continue
        for row in grid.rows:
            column = max(range(len(row)), key=lambda number: row[number][1] - row[number][0])
            start, end = row[column]
            middle = (start + end) // 2
            line_end = notice.text.find("\n", end)
            below = [(middle, end) if number == column else "" for number in range(len(row))]
            new: list[str | Stretch] = ["\n", "| "] if grid.sign == "|" else ["\n"]
            for number, cell in enumerate(below):
                new += [*([f" {grid.sign} " if grid.sign == "|" else grid.sign] if number else []), cell]
            new += [" |"] if grid.sign == "|" else []
            places.append((Edit(middle, end), Edit(line_end, line_end, tuple(new))))
    return places


def repeated_cells_emptied(notice: Notice, dice: Random) -> Sequence[Place]:
    """A cell that says the same as the one above is empty, as a merged cell is copied. What stood in it may be read, or not;
    everything else must.
    """
    places = []
    for grid in grids(notice.text):
        for above, row in pairwise(grid.rows):
            for one, other in zip(above, row, strict=True):
                words = notice.text[slice(*other)]
                if words and grid.sign in ("|", "\t") and words == notice.text[slice(*one)] and _between(notice, above, row):
                    places.append((Edit(*other),))
    return places


def heading_row_lost(notice: Notice, dice: Random) -> Sequence[Place]:
    """The row that says what the columns are for is lost. Bodies, persons and tasks can be told apart without it, so they must be
    read; who leads may differ.
    """
    return [(Edit(*_row_stretch(notice.text, grid, grid.heading)),) for grid in grids(notice.text) if grid.heading is not None]


def _all_rows(grid: Grid) -> list[Row]:
    return [*([grid.heading] if grid.heading is not None else []), *grid.rows]


def _parted(text: str, grid: Grid, one: Stretch, other: Stretch, between: str) -> Place:
    """What is between two cells lost; nothing where that is but the space that keeps two numbers apart."""
    meet = one[0] < one[1] and other[0] < other[1] and text[one[1] - 1].isdigit() and text[other[0]].isdigit()
    new = " " if meet else "" if grid.sign == " " else between
    return (Edit(one[1], other[0], (new,)),) if text[one[1] : other[0]] != new else ()


def _between(notice: Notice, one: Row, other: Row) -> bool:
    """Whether nothing but layout stands between two rows: they are of one section."""
    return not notice.text[one[-1][1] : other[0][0]].strip(" |\n\t\u3000")


def _row_stretch(text: str, grid: Grid, row: Row) -> Stretch:
    start, end = row[0][0], row[-1][1]
    if grid.sign == "\n":
        return start, end
    after = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after + 1


def _cell_with_sign(text: str, grid: Grid, row: Row, column: int) -> Stretch:
    """A cell with the sign before it, or, for the first one, behind it."""
    if column:
        return row[column - 1][1], row[column][1]
    return row[0][0], row[1][0]


def _holds_tasks(notice: Notice, grid: Grid, column: int) -> bool:
    cells = [row[column] for row in grid.rows]
    return any(start <= task.at[0] < end for start, end in cells for task in notice.tasks)


def _both_bodies(notice: Notice, one: Stretch, other: Stretch) -> bool:
    places = [unit.at for task in notice.tasks for unit in task.units]
    return all(any(start <= at[0] < end for at in places) for start, end in (one, other))


def _swapped(one: Stretch, other: Stretch) -> Place:
    return Edit(*one, (other,)), Edit(*other, (one,))
