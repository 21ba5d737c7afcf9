"""Rows and cells of a table that hold the title of a section, and where what stands below them is then placed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model.passages import Passage
from kg.parsing.findings import Place
from kg.parsing.marks.numbering import marker_at
from kg.parsing.tables.columns import TEXT_KINDS, UNIT_KINDS, ColumnKind
from kg.parsing.tables.signs import BREAK, NUMERAL

__all__ = ["is_section", "place_below", "plain", "title_with_number", "titles_of", "titles_on_cells"]

_LONGEST_TITLE = 60
_PROMISED = re.compile(r"\d[^\d、，,。（()）件项条年]{1,3}[。；;]?$")  # 新增学位810个 is a task, 民生实事10件 a title
_NO_SECTION = UNIT_KINDS | {"leader", "deadline"}


def plain(passage: Passage) -> Passage:
    """The text of a cell on one line."""
    return passage.without(BREAK).strip()


def titles_on_cells(filled: Mapping[int, Passage], kinds: Sequence[ColumnKind]) -> list[tuple[int, Passage, Passage]]:
    """The columns whose cell begins with the title of a section on a line of its own, the title, and the item below it: 一、… / 1.…."""
    found = []
    for column, passage in filled.items():
        line_end = BREAK.search(passage.text)
        if line_end is None or kinds[column] not in TEXT_KINDS:
            continue
        title, rest = passage.cut(0, line_end.start()).strip(), passage.cut(line_end.end()).strip()
        above, below = marker_at(title.text, 0), marker_at(rest.text, 0)
        headed = above is not None and above.level in "AB" and below is not None and below.level in "CD"
        if headed and len(title) <= _LONGEST_TITLE:
            found.append((column, title, rest))
    return found


def is_section(filled: Mapping[int, Passage], cells: Mapping[int, Passage], kinds: Sequence[ColumnKind]) -> bool:
    """Nothing but a title (and its number): no units, no leader, and not an arabic number of an item."""
    if len({(passage.start, passage.end) for passage in filled.values()}) == 1 and len(kinds) > 1 and len(filled) > 1:
        return True  # one cell over all columns
    held = {column: kinds[column] for column in filled}
    if _NO_SECTION & set(held.values()):
        return False
    number = next((filled[column] for column, kind in sorted(held.items()) if kind == "number"), None)
    if number is not None and re.search(r"\d", number.text) and marker_at(number.text, 0) is None:
        return False
    texts = [filled[column] for column, kind in sorted(held.items()) if kind in TEXT_KINDS]
    if len(texts) > 1 or {"figure", "money", "result"} & set(held.values()):
        return False
    if number is not None and texts:
        return True
    alone = (texts or list(filled.values()))[0]
    if (marker := marker_at(alone.text, 0)) is not None and marker.level in "AB":
        return True
    units_printed = any(kinds[column] in UNIT_KINDS for column in cells)
    return "number" in kinds and len(alone) <= _LONGEST_TITLE and not units_printed and not _PROMISED.search(alone.text)


def title_with_number(filled: Mapping[int, Passage], kinds: Sequence[ColumnKind]) -> tuple[str, Passage]:
    """The number of a section's row, as printed, and its title."""
    unique = {passage.start: passage for passage in filled.values()}
    number = next((filled[column] for column in sorted(filled) if kinds[column] == "number"), None)
    if number is None or len(unique) == 1:
        return _cut_number(plain(Passage.joined([unique[start] for start in sorted(unique)], " ")))
    title = plain(Passage.joined([passage for passage in unique.values() if passage.start != number.start], " "))
    return re.sub(r"\s+", "", number.text), title


def titles_of(cell: Passage) -> list[tuple[str, Passage]]:
    """The titles that a cell beside a task holds, one a line, each with its number (一、…, （一）…); none where it holds anything else."""
    found: list[tuple[str, Passage]] = []
    at = 0
    for match in (*BREAK.finditer(cell.text), None):
        line = cell.cut(at, match.start() if match else None).strip()
        at = match.end() if match else at
        marker = marker_at(line.text, 0)
        if marker is not None and marker.level in "AB":
            found.append(_cut_number(line))
        elif line and not found:
            return []
        elif line:
            printed, title = found[-1]
            found[-1] = printed, Passage.joined([title, line])
    return found


def _cut_number(title: Passage) -> tuple[str, Passage]:
    marker = marker_at(title.text, 0)
    return (title.text[: marker.end], title.cut(marker.end)) if marker else ("", title)


def place_below(place: Place, printed: str, title: Passage) -> Place:
    """Where a task stands below one more title: 一 begins a section, （一） and 1 one within it."""
    match = NUMERAL.match(printed)
    if match and printed.startswith(("（", "(")):
        return Place(place.section, place.section_title, f"（{match['digits']}）", title)
    if match and not match["digits"].isdigit():
        return Place(match["digits"], title)
    if match:
        return Place(place.section, place.section_title, match["digits"], title)
    return Place(None, title)
