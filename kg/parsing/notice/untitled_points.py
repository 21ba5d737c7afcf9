"""A page cut out of a list that names nobody: points (一是… 二是…, （五）… （六）…) without a title, most of which promise a number.

Looked for last of all; that the points are tasks stays in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from kg.knowledge.words import any_word
from kg.model.passages import Passage
from kg.model.values import value
from kg.model.wording import told
from kg.parsing.findings import Claim, Item, Place, Reading
from kg.parsing.marks.lines import Line
from kg.parsing.marks.numbering import chinese_ordinal, marker_at
from kg.parsing.notice.lists import ListRegion
from kg.parsing.notice.titled import is_no_task
from kg.parsing.targets import read_targets

__all__ = ["find_untitled_points", "read_untitled_points"]

_FEWEST: Final = 4  # points
_PROMISING: Final = 0.6  # of the points that must promise a number, or name a project
_OTHERS: Final = 2  # lines of a page's own above the first point
_ENUMERATED: Final = re.compile(r"[ \u3000]*(?P<number>[一二三四五六七八九十]{1,3})是")
_NAMES_PROJECT: Final = re.compile(rf"[^。；;，,：:]{{2,20}}(?:{any_word('lists', 'projects')})[。：:]")


@value
class _Point:
    """A line that is a point: its number as printed, its place in the count, and where its text begins."""

    number: str
    ordinal: int
    start: int
    level: str


def find_untitled_points(lines: Sequence[Line]) -> list[ListRegion]:
    """The list, if the lines are hardly more than its points: from 一是 on, or from a later number, where a page goes on with a list."""
    first = next((index for index, line in enumerate(lines[: _OTHERS + 1]) if _point(line) is not None), None)
    if first is None:
        return []
    points = _run(lines[first:])
    if len(points) < _FEWEST or (points[0].level != "是" and (first or points[0].ordinal < 2)):
        return []
    run = lines[first : first + len(points)]
    if any(is_no_task(line) for line in run):
        return []
    promising = sum(_promises(line.text[point.start :]) for line, point in zip(run, points, strict=True))
    return [ListRegion((), (), first, len(lines))] if promising >= _PROMISING * len(points) else []


def read_untitled_points(lines: Sequence[Line]) -> Reading:
    """Each point as a task; what follows them is none of the list."""
    points = _run(lines)
    items: list[Item] = []
    claims: list[Claim] = []
    for line, point in zip(lines, points, strict=False):
        whole = Passage.of_line(line.text, line.start)
        text = whole.cut(point.start).strip()
        claims += [Claim("number", whole.cut(0, point.start), "number of an item"), Claim("task", text, "one of a page's points")]
        items.append(Item(point.number, point.ordinal, text, (), Place(), text.start))
    claims += [Claim("letter", Passage.of_line(line.text, line.start), "behind a page's points") for line in lines[len(points) :]]
    return Reading("points", told("{count} points that promise numbers", count=len(items)), tuple(items), tuple(claims))


def _run(lines: Sequence[Line]) -> list[_Point]:
    """The points of the lines from the first on, as far as they count."""
    found: list[_Point] = []
    for point in takewhile(lambda point: point is not None, map(_point, lines)):
        if point is None or (found and (point.level != found[0].level or point.ordinal != found[-1].ordinal + 1)):
            break
        found.append(point)
    return found if found and (found[0].level != "是" or found[0].ordinal == 1) else []


def _point(line: Line) -> _Point | None:
    said = _ENUMERATED.match(line.text)
    if said is not None:
        return _Point(said["number"], chinese_ordinal(said["number"]), said.end(), "是")
    marker = marker_at(line.text, 0)
    if marker is None or marker.doubtful or marker.level not in "BC":
        return None
    return _Point(marker.printed, marker.ordinal, marker.end, marker.level)


def _promises(text: str) -> bool:
    """Whether a point promises a number and tells of none that was reached, or names a project."""
    reading = read_targets(text)
    reports = any(note.kind == "result" for note in reading.numbers)
    return not reports and (bool(reading.targets) or _NAMES_PROJECT.match(text) is not None)
