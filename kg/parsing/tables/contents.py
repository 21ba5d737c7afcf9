"""What the cells of a table hold, told by all of them or by a cell's own lines: sentences, names on lines, what several rows share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.words import any_word, compiled, words
from kg.model.passages import Passage
from kg.parsing.clauses.parts import ClausePart, clause_parts, could_be_names
from kg.parsing.findings import Doubt
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.person_pieces import is_person_name
from kg.parsing.tables.columns import CONTENT_KINDS, TEXT_KINDS, UNIT_KINDS, ColumnKind
from kg.parsing.tables.headings import Grid, Row
from kg.parsing.tables.signs import BREAK

__all__ = ["group_before", "holds_sentences", "listed", "merged_columns", "parts_of_bodies", "unparted_bodies"]

_WITH_PEOPLE: Final = compiled(any_word("people", "heads_of_bodies"))
_TOKEN: Final = re.compile(r"[^\s、，,；;：:（）()]+")
_LEVEL = compiled("|".join(words("patterns/bodies")["level_prefix"]))


def holds_sentences(grid: Grid) -> bool:
    """Whether most cells that say what a project consists of are whole sentences (改造绿地3处。), not parts of one (3处)."""
    columns = [column for column, kind in enumerate(grid.header.kinds) if kind in CONTENT_KINDS]
    cells = [row.cells[column] for row in grid.rows for column in columns if row.cells.get(column)]
    return sum(cell.text.endswith("。") for cell in cells) * 2 > len(cells)


def merged_columns(grid: Grid) -> frozenset[int]:
    """The columns of texts of which some cell stands beside the texts of several rows."""
    texts = [column for column, kind in enumerate(grid.header.kinds) if kind in TEXT_KINDS]
    merged: set[int] = set()
    before: dict[int, Passage] = {}
    for row in grid.rows:
        for at, column in enumerate(texts[:-1]):
            beside = any(row.cells.get(other) for other in texts[at + 1 :])
            if beside and before.get(column) and (column not in row.cells or row.cells[column] == before[column]):
                merged.add(column)
        before.update(row.cells)
    return frozenset(merged)


def listed(passage: Passage) -> Passage:
    """Units on lines of their own in a cell: a break parts names where both sides are whole, and is nothing inside a name."""
    lines = [line.strip() for line in BREAK.split(passage.text) if line.strip()]
    if len(lines) > 1 and all(map(could_be_names, lines)):
        return Passage(BREAK.sub("、", passage.text), passage.origin)
    level = _common_level(lines)
    if level is None:
        return passage.without(BREAK)
    text = list(passage.text)
    for match in BREAK.finditer(passage.text):
        following = BREAK.split(passage.text[match.end() :], maxsplit=1)[0].strip()
        if following.startswith(level) and (could_be_names(following) or all(line.startswith(level) for line in lines)):
            text[match.start()] = "、"
    return Passage("".join(text), passage.origin).without(BREAK)


def _common_level(lines: Sequence[str]) -> str | None:
    """The level (省, 市) that most lines begin with, two at least: each begins a name, whatever the others have lost."""
    begins = [line[0] for line in lines if _LEVEL.match(line)]
    level = max(begins, key=begins.count, default="")
    return level if begins.count(level) > 1 and begins.count(level) * 3 >= len(lines) * 2 else None


def parts_of_bodies(passage: Passage, kind: ColumnKind, heading: str) -> Iterator[ClausePart]:
    """The parts of a cell of bodies. Those who head the bodies (市民政局 王某) are leaders where the column's heading speaks of them."""
    people = [] if not _WITH_PEOPLE.search(heading) else [m for m in _TOKEN.finditer(passage.text) if _is_person(m.group())]
    if people:
        yield ClausePart("leader", heading, Passage.joined([passage.cut(*match.span()) for match in people], "、"), "column")
        borders = [0, *(at for match in people for at in match.span()), len(passage)]
        passage = Passage.joined([passage.cut(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]).strip()
    for part in clause_parts(listed(passage)):
        yield part if part.label else ClausePart(kind, heading, part.names)  # type: ignore[arg-type]


def _is_person(text: str) -> bool:
    return is_person_name(text) and not looks_like_unit(text)


def unparted_bodies(grid: Grid) -> Iterator[Doubt]:
    """Says where bodies stand one a line in two columns side by side, whose border the form has lost."""
    kinds = grid.header.kinds
    for column in range(len(kinds) - 1) if grid.on_lines else ():
        if kinds[column] == "lead" and kinds[column + 1] in UNIT_KINDS:
            beside = [(row.cells.get(column), row.cells.get(column + 1)) for row in grid.rows]
            unsure = [(first, second) for first, second in beside if first and second and "\n" in first.text + second.text]
            if unsure:
                first, second = grid.header.names[column : column + 2]
                yield Doubt.at("bodies-unparted", unsure[0][0].start, unsure[-1][1].end, first=first, second=second)


def group_before(grid: Grid, row: Row, following: Row | None) -> tuple[int, int] | None:
    """Where the name of a group ends that stands before the first of its tasks, with a space between them: the column, and the place in
    its cell. Tables whose spaces part the cells have it where rows without a number follow.
    """
    kinds = grid.header.kinds
    texts = [column for column, kind in enumerate(kinds) if kind in TEXT_KINDS]
    if not grid.header.spaced or following is None or "number" not in kinds:
        return None
    number = kinds.index("number")
    cell = row.cells.get(texts[0])
    if not cell or not row.cells.get(number) or following.cells.get(number) or not following.cells.get(texts[0]):
        return None
    at = cell.text.rfind(" ")
    return (texts[0], at) if at > 0 else None
