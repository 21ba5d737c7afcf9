"""The rows of a table as items: section rows, cells merged over rows, units that group rows, columns that are kept as they are."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from kg.model.excerpts import excerpt
from kg.model.passages import Passage
from kg.model.wording import told
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.findings import Claim, Doubt, Item, Place, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import Marker, are_two_numbers, marker_at
from kg.parsing.tables.claiming import CellClaims
from kg.parsing.tables.columns import CONTENT_KINDS, TEXT_KINDS, UNIT_KINDS, says_no_bodies, says_no_time
from kg.parsing.tables.contents import group_before, measure_of, merged_columns, name_over_rows, parts_of_bodies, unparted_bodies
from kg.parsing.tables.headings import Grid, Row
from kg.parsing.tables.missing_cells import MissingCells
from kg.parsing.tables.sections import is_section, place_below, plain, title_with_number, titles_of, titles_on_cells
from kg.parsing.tables.signs import NUMERAL, number_in

__all__ = ["read_table"]

_ENDS = "。；;！？：:，,、"


def read_table(grid: Grid, outside: Sequence[Line] = ()) -> Reading:
    """The items of a table. A row whose unit cells are all missing repeats those above; one with nothing but a title is a section.

    ``outside`` are the list's lines before and between its tables: their numbered headings hold for the rows below them.
    """
    reader = _Rows(grid)
    waiting = deque(outside)
    for number, row in enumerate(grid.rows):
        while waiting and any(waiting[0].start < passage.start for passage in row.cells.values() if passage.text):
            reader.read_heading_above(waiting.popleft())
        reader.at = number
        reader.read(row, grid.rows[number + 1] if number + 1 < len(grid.rows) else None)
    reader.doubts.extend((*reader.missing.doubts(), *unparted_bodies(grid)))
    names = "、".join(grid.header.names)
    return Reading(
        "table",
        told("{form}; columns {names}", form=grid.form, names=names),
        tuple(reader.items),
        tuple(reader.claims),
        tuple(reader.doubts),
    )


class _Rows(CellClaims):
    """Walks the rows once, with the section and the cells that stand above."""

    def __init__(self, grid: Grid) -> None:
        super().__init__(grid)
        self.merged = merged_columns(grid)
        self.items: list[Item] = []
        self.place = Place()
        self.at = 0
        self.group: Passage | None = None
        self.name = Passage.joined([])  # the last one that is merged over several tasks
        self.above: dict[int, Passage] = {}
        self.before: dict[int, int] = {}
        self.missing = MissingCells(grid)

    def read_heading_above(self, line: Line) -> None:
        """A numbered line over the table is the section of its rows; others are left to the account."""
        marker = marker_at(line.text, 0)
        if marker is not None and marker.level in "AB":
            whole = Passage.of_line(line.text, line.start)
            title = whole.cut(marker.end)
            self.claims.append(Claim("heading", whole, "numbered heading over a table"))
            outer = (self.place.section, self.place.section_title)
            self.place = Place(marker.printed, title) if marker.level == "A" else Place(*outer, marker.printed, title)

    def read(self, row: Row, following: Row | None) -> None:
        cells = {column: passage for column, passage in row.cells.items() if column < len(self.kinds)}
        filled = {column: passage for column, passage in cells.items() if passage}
        if not filled:
            return
        for column, title, rest in titles_on_cells(filled, self.kinds):
            self._read_section({column: title})
            cells[column] = filled[column] = rest
        if is_section(filled, cells, self.kinds) and following is not None:
            self._read_section(filled)
            return
        self._read_titles(cells)
        self._read_group(row, following, cells)
        self._carry_down(cells, following is None, row.moved)
        shared = {column for column, passage in filled.items() if self.before.get(column) == passage.start}
        below = following.cells if following is not None else {}
        over_rows = shared | {column for column, passage in filled.items() if column in below and below[column] == passage}
        number, ordinal = self._number(cells, over_rows)
        named = name_over_rows(self.grid, row, self._next_with_text(), cells)
        if not self._counts(row, shared) or (named is not None and named not in row.cells):
            ordinal = None  # that of the row above
        block = next((cells[c] for c in self.columns(frozenset({"block"})) if cells.get(c)), None)
        if block is not None and not self.place.section:
            self.place = Place(section_title=plain(block))
        elif block is not None and row.cells.get(self._column_of(block, cells)) is block:
            self._leave(block, self._column_of(block, cells))
        over = None if named is None else self._name_apart(cells.pop(named), number)
        text = self._text(cells, number)
        if named is not None and named in row.cells:
            filled.pop(named)
        self._claim_cells({column: cells.get(column, passage) for column, passage in filled.items()}, number)
        if not text:
            if row.moved and self.items and any(filled.get(column) for column in self.columns(UNIT_KINDS)):
                self._read_more(filled, set())  # further bodies of the task above, whose cell is merged over this row
            else:
                self._say_without_task(filled, last=following is None)
            return
        self.before = {column: passage.start for column, passage in filled.items()}
        whole = all(column in shared for column in self.columns(TEXT_KINDS) if column in filled)
        if whole and self.items and text.start == self.items[-1].text.start:
            self._read_more(cells, shared)
            return
        self.missing.read(cells)
        heading = over if over is not None else self.group
        place = self.place if heading is None else replace(self.place, heading=heading)
        kept = self._details(cells), self._reached(cells), measure_of(self.grid, cells)
        self.items.append(Item(number, ordinal, text, tuple(self._parts(cells)), place, text.start, *kept))
        self.above = {column: passage for column, passage in cells.items() if passage}
        if named is not None:
            self.above[named] = self.name

    def _say_without_task(self, filled: dict[int, Passage], *, last: bool) -> None:
        """A row without a text; the number alone of a row that the document breaks off before is no more than that."""
        first = next(iter(filled.values()))
        if last and all(NUMERAL.fullmatch(passage.text.strip()) for passage in filled.values()):
            self.doubts.append(Doubt.at("cut-off", first.start, first.end, text=excerpt(first.text)))
        else:
            self.doubts.append(Doubt.at("row-without-task", first.start))

    def _counts(self, row: Row, shared: set[int]) -> bool:
        """Whether the row has a number of its own: one with its own bodies may share that of the row above, any where nobody is named."""
        numbers = list(self.columns(frozenset({"number"})))
        bodies = list(self.columns(UNIT_KINDS))
        own = not bodies or any(row.cells.get(column) and column not in shared for column in bodies)
        others = set(range(len(self.kinds))) - {*numbers, *bodies}
        own = own or (not row.moved and len(others) > 1 and all(row.cells.get(column) for column in others))  # its bodies are merged, too
        return not numbers or not own or any(row.cells.get(column) and column not in shared for column in numbers)

    def _read_group(self, row: Row, following: Row | None, cells: dict[int, Passage]) -> None:
        """The name of a group before the first of its tasks, in one cell with it: what these and the rows without a number are of."""
        if any(row.cells.get(column) for column in self.columns(frozenset({"number"}))):
            self.group = None
        found = group_before(self.grid, row, following)
        if found is not None:
            column, at = found
            self.group = plain(cells[column].cut(0, at))
            self._claim("heading", self.group, "name of several tasks")
            cells[column] = cells[column].cut(at + 1)

    def _next_with_text(self) -> Row | None:
        """The next row that says something to do; between it and this may stand rows with nothing but further bodies."""
        following = islice(self.grid.rows, self.at + 1, None)
        return next((below for below in following if any(below.cells.get(column) for column in self.columns(TEXT_KINDS))), None)

    def _name_apart(self, name: Passage, number: str | None) -> Passage:
        """The name that is merged over several tasks, without the number that these share: their heading."""
        self.name = name
        heading = plain(name)
        marker = marker_at(heading.text, 0)
        if marker is not None and marker.printed == number:
            heading = heading.cut(marker.end)
        self._claim("heading", plain(name), "name of several tasks")
        return heading

    def _read_more(self, cells: dict[int, Passage], shared: set[int]) -> None:
        """A row whose task is merged with that of the row above: what its other cells say belongs to that task."""
        item = self.items[-1]
        fresh = {column: passage for column, passage in cells.items() if column not in shared}
        details, reached = (*item.details, *self._details(fresh)), (*item.reached, *self._reached(fresh))
        self.items[-1] = replace(item, parts=(*item.parts, *self._parts(fresh)), details=details, reached=reached)

    @staticmethod
    def _column_of(passage: Passage, cells: dict[int, Passage]) -> int:
        return next(column for column, cell in cells.items() if cell is passage)

    def _read_section(self, filled: dict[int, Passage]) -> None:
        for passage in {passage.start: passage for passage in filled.values()}.values():
            self._claim("heading", passage, "row that holds a title alone")
        self.place = place_below(self.place, *title_with_number(filled, self.kinds))
        self.above = {}

    def _read_titles(self, cells: dict[int, Passage]) -> None:
        """Cells left of the task's that hold numbered titles: the sections that it stands in, merged over their rows."""
        columns = [column for column in self.columns(TEXT_KINDS) if cells.get(column)]
        for column in columns[:-1]:
            titles = titles_of(cells[column]) if column in self.merged else []
            if not titles:
                break
            for printed, title in titles:
                self.place = place_below(self.place, printed, title)
            self._claim("heading", cells.pop(column), f"column {self.names[column]}")

    def _carry_down(self, cells: dict[int, Passage], last: bool, moved: bool) -> None:
        """Cells that are missing (not empty) and stood above: merged cells that the flattening printed once.

        A last row that has a number but neither units nor anything right of them may as well be cut off: nothing is carried down to it.
        """
        units = list(self.columns(UNIT_KINDS))
        numbers = list(self.columns(frozenset({"number"})))
        none_here = not any(cells.get(column) for column in units)
        new_number = any(cells.get(column) for column in numbers)
        cut_off = last and new_number and none_here and not any(cells[column] for column in cells if units and column > units[0])
        # The last row without bodies may be the rest of a result at the end of the row above.
        may_go_on = last and self.grid.on_lines and not numbers and self.kinds[-1] == "result"
        for column in () if cut_off else (*units, *self.columns(frozenset({"leader"}))):
            grouping = self.kinds[column] == "lead" and not numbers
            if column not in cells and column in self.above and (none_here or grouping):
                cells[column] = self.above[column]
                if (new_number or may_go_on) and self.kinds[column] in UNIT_KINDS:
                    self.missing.carried_down(column, cells, self.above, shown=moved)
        texts = list(self.columns(TEXT_KINDS))
        for at, column in enumerate(texts):
            if column not in cells and column in self.above and any(cells.get(other) for other in texts[at + 1 :]):
                cells[column] = self.above[column]
                self.missing.carried_down(column, cells, self.above, shown=moved)
        for column in (*numbers, *self.columns(frozenset({"block"}))):
            if column not in cells and column in self.above:
                cells[column] = self.above[column]

    def _number(self, cells: dict[int, Passage], over_rows: set[int]) -> tuple[str | None, int | None]:
        """The number in its column; one merged over several rows gives way to the number that the task itself begins with."""
        for column in self.columns(frozenset({"number"})):
            passage = cells.get(column)
            if passage and are_two_numbers(passage.text):
                return passage.text, None
            number = number_in(passage.text) if passage else None
            if number is not None:
                own = self._own_marker(cells) if column in over_rows else None
                return (own.printed, own.ordinal) if own is not None else number
        own = self._own_marker(cells)
        return (own.printed, own.ordinal) if own is not None else (None, None)

    def _own_marker(self, cells: dict[int, Passage]) -> Marker | None:
        text = next((cells[column] for column in self.columns(TEXT_KINDS) if cells.get(column)), None)
        marker = marker_at(text.text, 0) if text is not None else None
        if marker is None or marker.level not in "CD":
            return None
        due = bool(self.items) and self.items[-1].ordinal == marker.ordinal - 1
        return marker if due or not marker.doubtful else None

    def _text(self, cells: dict[int, Passage], number: str | None) -> Passage:
        """The task's sentence: name, task, content, figure and measures, one behind the other, a space behind a name."""
        kinds = {self.kinds[column] for column in self.columns(TEXT_KINDS) if cells.get(column)}
        pieces: list[Passage] = []
        counted = frozenset({"counted"}) if kinds else frozenset()
        for column in self.columns(TEXT_KINDS | counted):
            passage = cells.get(column)
            if passage and not self._is_named_apart(column, cells) and not any(piece.start == passage.start for piece in pieces):
                pieces.append(plain(passage))
        if not pieces:
            return Passage.joined([])
        marker = marker_at(pieces[0].text, 0)
        if marker and marker.printed == number and marker.level in "CD" and not pieces[0].text[marker.end :][:1].isdigit():
            pieces[0] = pieces[0].cut(marker.end)
        apart = kinds & {"measure", "name"} or kinds >= CONTENT_KINDS or "counted" in self.kinds
        if len(pieces) > 1 and apart and pieces[0].text[-1:] not in _ENDS:
            return Passage.joined(pieces, " ")
        return Passage.joined(pieces)

    def _parts(self, cells: dict[int, Passage]) -> Iterator[ClausePart]:
        for column, kind in enumerate(self.kinds):
            passage = cells.get(column)
            if not passage:
                continue
            if kind == "leader" and not UNIT_KINDS & set(self.kinds):
                yield from parts_of_bodies(passage, "responsible", self.names[column], of_people=True)
            elif kind == "deadline" and says_no_time(passage.text):
                self._leave(passage, column)
            elif kind in ("leader", "deadline"):
                yield ClausePart(kind, self.names[column], passage, "column")
            elif kind in UNIT_KINDS and says_no_bodies(passage.text):
                self._leave(passage, column)
            elif kind in UNIT_KINDS:
                yield from parts_of_bodies(passage, kind, self.names[column])
