"""Where the task lists of a notice begin and end, and what they are called."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.knowledge.words import words
from kg.model.passages import Passage
from kg.model.values import value
from kg.parsing.clauses.front import body_lines
from kg.parsing.clauses.labels import find_labels
from kg.parsing.clauses.places import find_clauses
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.numbering import LEVELS, marker_at
from kg.parsing.notice.dates import is_signature
from kg.parsing.notice.list_titles import is_annex_line, named_titles, title_above, title_at, with_annex_line
from kg.parsing.notice.private import without_private_text
from kg.parsing.notice.titles import looks_like_list_title
from kg.parsing.tables.headings import header_at
from kg.parsing.text.fields import begins_with_name
from kg.parsing.text.headings import heading_part
from kg.parsing.text.office_headings import stands_over_tasks

__all__ = ["ListRegion", "find_lists", "title_of"]

_BREAK = re.compile(r"\n")
_FRONT, _FURTHER = 30, 4  # lines looked at first, and how many times as many then: most lists begin early
_NUMBER_ABOVE = (
    3  # lines above a bracket of bodies alone that may bear its item's number; behind the paragraphs of a report it names the author
)
_LONGEST_HEADING = 50
_SHORTEST_POINT = 30
_FEW = 6
_LONGEST_BESIDE = 80  # characters of an item whose clause may follow a later one
_OF_ITEMS_ABOVE = tuple(words("clauses")["above"])


@value
class ListRegion:
    """A task list: its title's lines (a line 附件2 above it included), and its body's, as indices into the content lines.

    ``preface`` are lines between the two.
    """

    title: tuple[int, ...]
    preface: tuple[int, ...]
    start: int
    end: int


def find_lists(lines: Sequence[Line], tables: Sequence[int] = ()) -> list[ListRegion]:
    """The lists in order; none where no line shows who answers for anything. ``tables``: where tables with known headings begin."""
    first = _first_showing_units(lines, tables)
    if first is None:
        return []
    start = _headings_above(lines, first) if _begins_table(lines[first], tables) else _body_start(lines, first)
    title, preface = title_above(lines, start)
    title = with_annex_line(lines, title)
    named = named_titles(lines[: title[0] if title else start])
    regions: list[ListRegion] = []
    at = start
    index = start
    while index < len(lines):
        found = title_at(lines, index, named) if index > start else None
        if found is not None:
            regions.append(ListRegion(title, preface, at, index))
            title, at = found
            preface = ()
            index = at
            continue
        index += 1
    regions.append(ListRegion(title, preface, at, len(lines)))
    return regions


def _first_showing_units(lines: Sequence[Line], tables: Sequence[int]) -> int | None:
    """The first line that shows who answers for a task: a clause that names bodies, a heading that does, a table's headings.

    Clauses are asked of the one grammar of clauses, over more and more of the document until one is found; where none names a body, one
    that names a person will do.
    """
    size = _FRONT
    while True:
        seen = lines[:size]
        clause = _first_clause(seen, bodies=True)
        heading = _first_heading(seen, tables, len(seen) if clause is None else clause)
        if heading is not None or clause is not None:
            return clause if heading is None else heading
        if size >= len(lines):
            return _first_clause(lines, bodies=False)
        size *= _FURTHER


def _first_clause(lines: Sequence[Line], *, bodies: bool) -> int | None:
    flow = flow_of(lines)
    starts = [0, *(match.end() for match in _BREAK.finditer(flow.text))]
    stops = [at for at in starts if (marker := marker_at(flow.text, at)) and not marker.doubtful]
    for place in find_clauses(flow.text, sorted([*stops, *body_lines(flow.text)])):
        if not (place.names_bodies if bodies else place.names_who):
            continue
        number = bisect_right(starts, place.inner_start) - 1
        if place.form != "bare" or any(_is_numbered(line) for line in lines[max(0, number - _NUMBER_ABOVE) : number + 1]):
            return number
    return None


def _is_numbered(line: Line) -> bool:
    return marker_at(line.text, 0) is not None or line.text.startswith("一是")


def _first_heading(lines: Sequence[Line], tables: Sequence[int], before: int) -> int | None:
    """The first heading that shows units on a line before that one."""
    return next((i for i in range(before) if _begins_table(lines[i], tables) or _heads_units(lines, i)), None)


def _heads_units(lines: Sequence[Line], index: int) -> bool:
    """Whether the line is a heading that names who answers for what stands below it, or holds a table's headings."""
    text = lines[index].text
    marker = marker_at(text, 0)
    if marker and len(text) < _LONGEST_HEADING and heading_part(Passage.of_line(text, 0).cut(marker.end)):
        return True
    return header_at(lines, index) is not None or stands_over_tasks(lines, index)


def _begins_table(line: Line, tables: Sequence[int]) -> bool:
    at = bisect_left(tables, line.start - 2)
    return at < len(tables) and tables[at] < line.end


def _headings_above(lines: Sequence[Line], first: int) -> int:
    """From a table up over the numbered headings right above it."""
    while first and (marker := marker_at(lines[first - 1].text, 0)) and not marker.doubtful and marker.level in "AB":
        first -= 1
    return first


def _body_start(lines: Sequence[Line], first: int) -> int:
    """From the first line that shows units up to its item's number, and on up over the headings above it."""
    start = first
    if header_at(lines, first) is None:
        start = _item_line(lines, first)
    marker = marker_at(lines[start].text, 0)
    level = LEVELS.index(marker.level) if marker else len(LEVELS)
    ordinal = marker.ordinal if marker else 0
    of_all = lines[first].text.lstrip("（( \u3000").startswith(_OF_ITEMS_ABOVE)
    while start:
        above = marker_at(lines[start - 1].text, 0)
        if (
            above is not None
            and LEVELS.index(above.level) == level
            and above.ordinal == ordinal - 1 > 0
            and (of_all or len(lines[start - 1].text) < _LONGEST_BESIDE)
        ):
            ordinal -= 1  # an item whose clause follows a later one
            start -= 1
        elif above is not None and not above.doubtful and LEVELS.index(above.level) < level and not _is_point_of_letter(lines, start - 1):
            level = LEVELS.index(above.level)
            ordinal = 0
            start -= 1
        elif above is None and (lines[start - 1].text.startswith("——") or (start > 1 and _is_outer_heading(lines, start, level))):
            start -= 1
        elif above is None and (over := _heading_over_paragraphs(lines, start, level)) is not None:
            start = over
        else:
            break
    return _tasks_above(lines, _item_before(lines, start))


def _tasks_above(lines: Sequence[Line], start: int) -> int:
    """Up to item 1 of the section before, where the first heading is not the first of its level and items stand right above it.

    A page that goes on with a list (4.… 5.… 四、县科学技术局) has lost the heading over these; above an office's bare name the first of
    them may be lost, too.
    """
    heading = marker_at(lines[start].text, 0)
    bare = heading is None and stands_over_tasks(lines, start)
    below = marker_at(lines[start + 1].text, 0) if bare else None
    if not bare and (heading is None or heading.level not in "AB" or heading.ordinal < 2):
        return start
    level = below.level if below else "C"
    above, due = start, 0
    while above and (item := marker_at(lines[above - 1].text, 0)) and item.level == level and not item.doubtful and item.ordinal:
        if due and item.ordinal != due:
            break
        above, due = above - 1, item.ordinal - 1
        if not due:
            return above
    return above if bare else start


def _item_before(lines: Sequence[Line], start: int) -> int:
    """Up to the item of the number before, where the first item below is not number 1 and that one stands under its own heading."""
    below = next((marker for line in lines[start : start + _FEW] if (marker := marker_at(line.text, 0)) and marker.level == "C"), None)
    if below is None or below.ordinal < 2 or below.doubtful:
        return start
    for index in range(start - 1, max(0, start - _FEW), -1):
        item, heading = marker_at(lines[index].text, 0), marker_at(lines[index - 1].text, 0)
        if is_signature(lines[index]):
            break
        if item is not None and item.level == "C" and not item.doubtful and item.ordinal == below.ordinal - 1 and heading is not None:
            return index - 1 if heading.level in "AB" else start
    return start


def _is_point_of_letter(lines: Sequence[Line], index: int) -> bool:
    """Whether a numbered line is the last of the letter's points: a paragraph, as is the point of the number before right above it."""
    texts = [lines[i].text for i in (index - 1, index) if i >= 0]
    markers = [marker_at(text, 0) for text in texts]
    if len(markers) < 2 or markers[0] is None or markers[1] is None:
        return False
    follows = markers[0].level == markers[1].level == "A" and markers[0].ordinal == markers[1].ordinal - 1
    return follows and all(len(text) >= _SHORTEST_POINT and text.endswith("。") for text in texts)


def _heading_over_paragraphs(lines: Sequence[Line], start: int, level: int) -> int | None:
    """A short heading of a higher level, with a paragraph or two between it and what it stands over."""
    for index in range(start - 2, max(-1, start - 4), -1):
        if is_signature(lines[index + 1]) or looks_like_list_title(lines[index + 1].text) or is_annex_line(lines[index + 1]):
            return None
        above = marker_at(lines[index].text, 0)
        if above is not None:
            short = len(lines[index].text) < _LONGEST_HEADING and not lines[index].text.endswith(("。", "；", ";"))
            return index if short and not above.doubtful and LEVELS.index(above.level) < level else None
    return None


def _is_outer_heading(lines: Sequence[Line], start: int, level: int) -> bool:
    """A short line without a number between a numbered heading and the first item: a heading of the item's own."""
    above = marker_at(lines[start - 2].text, 0)
    line = lines[start - 1].text
    return (
        above is not None
        and LEVELS.index(above.level) < level
        and len(line) < 40
        and not looks_like_list_title(line)
        and not is_signature(lines[start - 1])
    )


def _item_line(lines: Sequence[Line], first: int) -> int:
    text = lines[first].text
    if marker_at(text, 0) or body_lines("\n".join(line.text for line in lines[first : first + _FEW])):
        return first
    for index in range(first - 1, max(-1, first - 40), -1):
        if is_signature(lines[index]) or is_annex_line(lines[index]):
            break
        marker = marker_at(lines[index].text, 0)
        if (marker and not marker.doubtful) or begins_with_name(lines[index].text):
            return index
        if looks_like_list_title(lines[index].text) and index < first - 1:
            break
    while first and any(label.start == 0 for label in find_labels(lines[first].text)):
        first -= 1  # up over the labels to the task
    return first


def title_of(lines: Sequence[Line], region: ListRegion) -> str | None:
    """What is printed over a list, without the number of its annex."""
    joined = re.sub(r"^#+\s*", "", "".join(lines[i].text for i in region.title if not is_annex_line(lines[i]))).strip()
    return without_private_text(re.sub(r"[ \u3000|｜]+", "", joined)) or None
