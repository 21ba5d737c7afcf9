"""What the cells of a table hold, told by all of them or by a cell's own lines: sentences, names on lines, what several rows share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kg.knowledge.measures import measure
from kg.knowledge.words import any_word, compiled, words
from kg.model.passages import Passage
from kg.parsing.clauses.leaders import is_person_with_post
from kg.parsing.clauses.parts import ClausePart, clause_parts, could_be_names
from kg.parsing.findings import Doubt
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.people import people_in
from kg.parsing.names.person_pieces import has_post, is_person_name
from kg.parsing.tables.columns import CONTENT_KINDS, TEXT_KINDS, UNIT_KINDS, ColumnKind
from kg.parsing.tables.headings import Grid, Row
from kg.parsing.tables.signs import BREAK

__all__ = [
    "ends_with_count",
    "group_before",
    "holds_sentences",
    "listed",
    "measure_of",
    "merged_columns",
    "name_over_rows",
    "parts_of_bodies",
    "unparted_bodies",
]

_WITH_PEOPLE: Final = compiled(any_word("people", "heads_of_bodies"))
_SIGNS: Final = " \u3000\n、，,；;/"
_BRACKETED: Final = re.compile(r"[（(](?P<inner>[^（()）]{4,16})[）)]")
_LONGEST_PERSON: Final = 16  # characters of a name with its posts
_LONGEST_CELL: Final = 120
_TOKEN: Final = re.compile(r"[^\s、，,；;：:（）()]+")
_SHORTEST_TASK: Final = 7  # characters
_UNIT_OF_HEADING: Final = re.compile(r"[（(](?:单位[：:])?(?P<unit>[^（()）\d]{1,6})[）)]$")
_BARE_FIGURE: Final = re.compile(r"\d[\d.,]*")
_COUNT_AT_END: Final = re.compile(r"[\u4e00-\u9fff](?<!第)\d[\d.,]*(?P<unit>[\u4e00-\u9fff]{1,3}?)(?:以上|左右)?$")
_LEVEL = compiled("|".join(words("patterns/bodies")["level_prefix"]))


def holds_sentences(grid: Grid) -> bool:
    """Whether most cells that say what a project consists of are whole sentences (改造绿地3处。), not parts of one (3处)."""
    columns = [column for column, kind in enumerate(grid.header.kinds) if kind in CONTENT_KINDS]
    cells = [row.cells[column] for row in grid.rows for column in columns if row.cells.get(column)]
    return sum(cell.text.endswith("。") for cell in cells) * 2 > len(cells)


def ends_with_count(name: str) -> bool:
    """Whether the name promises what it counts (改造农村公路40公里)."""
    found = _COUNT_AT_END.search(name)
    counted = measure(found["unit"]) if found is not None else None
    return counted is not None and not counted.dimension.startswith("time")


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


def parts_of_bodies(passage: Passage, kind: ColumnKind, heading: str, *, of_people: bool = False) -> Iterator[ClausePart]:
    """The parts of a cell of bodies. Those who head the bodies (市民政局 王某) are leaders where the column's heading speaks of them;
    persons with their posts beside the bodies (王某（副市长）市民政局) are, whatever it says. ``of_people``: it is a column of people, and
    the table has none of bodies.
    """
    found = _persons_with_posts(passage.text)
    if of_people and (not found or found == [(0, len(passage))]):
        yield ClausePart("leader", heading, passage, "column")
        return
    if not found and _WITH_PEOPLE.search(heading):
        found = [match.span() for match in _TOKEN.finditer(passage.text) if _is_person(match.group())]
    if found:
        persons = [passage.cut(*span).strip("（()）") if passage.text[span[0]] in "（(" else passage.cut(*span) for span in found]
        yield ClausePart("leader", heading, Passage.joined(persons, "、"), "column")
        borders = [0, *(at for span in found for at in span), len(passage)]
        passage = Passage.joined([passage.cut(start, end) for start, end in zip(borders[::2], borders[1::2], strict=True)]).strip(_SIGNS)
    for part in clause_parts(listed(passage)):
        yield part if part.label else ClausePart(kind, heading, part.names)  # type: ignore[arg-type]


def _persons_with_posts(text: str) -> list[tuple[int, int]]:
    """Where persons with their posts stand at the beginning of the cell, at its end, or in brackets, beside bodies that are whole without
    them.
    """
    if len(text) > _LONGEST_CELL or not has_post(text):
        return []
    bracketed = [match.span() for match in _BRACKETED.finditer(text) if _is_with_post(match["inner"])]
    if bracketed:
        return bracketed if could_be_names(_BRACKETED.sub("", text).strip(_SIGNS)) else []
    found: list[tuple[int, int]] = []
    begin, end = 0, len(text)
    while (stop := _person_ends(text, begin, end)) is not None:
        found.append((begin, stop))
        begin = stop + len(text[stop:]) - len(text[stop:].lstrip(_SIGNS))
    while (start := _person_begins(text, begin, end)) is not None:
        found.append((start, end))
        end = len(text[:start].rstrip(_SIGNS))
    bodies = text[begin:end].strip(_SIGNS)
    return sorted(found) if not bodies or could_be_names(bodies) else []


def _person_ends(text: str, begin: int, end: int) -> int | None:
    """Where the person that begins there ends, with all posts and the bracket that may hold them."""
    stops = range(min(end, begin + _LONGEST_PERSON), begin + 3, -1)
    return next((stop for stop in stops if text[stop - 1] not in _SIGNS and _is_with_post(text[begin:stop])), None)


def _person_begins(text: str, begin: int, end: int) -> int | None:
    """Where the person that ends there begins, behind a sign."""
    starts = range(max(begin + 1, end - _LONGEST_PERSON), end - 3)
    return next((at for at in starts if text[at - 1] in _SIGNS and text[at] not in _SIGNS and _is_with_post(text[at:end])), None)


def _is_with_post(text: str) -> bool:
    """Whether the text is one person of a known surname with a post."""
    return is_person_with_post(text) and any(person.name and is_person_name(person.name) for person in people_in(text)[0])


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


def name_over_rows(grid: Grid, row: Row, following: Row | None, cells: Mapping[int, Passage]) -> int | None:
    """The column of names whose cell is merged over this row and the one above or below it, where each of these says its own task."""
    kinds = grid.header.kinds
    column = kinds.index("name") if "name" in kinds else None
    name = cells.get(column) if column is not None else None
    known = grid.exact or grid.header.one_line  # elsewhere which cells a row lacks is guessed
    if not known or column is None or not name or not _says_task(cells, kinds, column):
        return None
    from_above = column not in row.cells
    below = following is not None and _says_task(following.cells, kinds, column)
    goes_on = below and following is not None and (column not in following.cells or following.cells[column] == name)
    return column if from_above or goes_on else None


def _says_task(cells: Mapping[int, Passage], kinds: Sequence[ColumnKind], name: int) -> bool:
    """Whether a text right of the name is long enough to say a task without it: 新建停车场3处, not 3处."""
    return any(kind in TEXT_KINDS and at > name and len(cells.get(at) or "") >= _SHORTEST_TASK for at, kind in enumerate(kinds))


def _is_counted_in(figure: str, counted: str) -> bool:
    """Whether the figure goes with the unit beside it: a bare one, or one with the unit's head (不低于60元 | 元/月/人)."""
    head, _, per = counted.partition("/")
    return bool(_BARE_FIGURE.fullmatch(figure) and measure(counted) is not None) or bool(per and figure.endswith(head))


def measure_of(grid: Grid, cells: Mapping[int, Passage]) -> str | None:
    """The unit of measure that the heading of a column of figures gives, or a column of its own, where the row's cell is a bare figure."""
    counted = next((cells[at].text.strip() for at, kind in enumerate(grid.header.kinds) if kind == "counted" and cells.get(at)), None)
    for column, kind in enumerate(grid.header.kinds):
        cell = cells.get(column) if kind == "figure" else None
        if cell and counted and _is_counted_in(cell.text.strip(), counted):
            return counted.replace("％", "%")
        bracket = _UNIT_OF_HEADING.search(grid.header.names[column]) if cell and _BARE_FIGURE.fullmatch(cell.text.strip()) else None
        if bracket is not None and (bracket["unit"] in "%％" or measure(bracket["unit"]) is not None):
            return bracket["unit"].replace("％", "%")
    return None
