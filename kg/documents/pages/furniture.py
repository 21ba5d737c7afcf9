"""Running heads, feet and page numbers: what stands at the edge of page after page, the same but for a number that
counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from kg.documents.pages.text_lines import TextLine

__all__ = ["page_furniture"]

_AT_EDGE = 3  # lines from the top or the bottom of a page
_SAME_PLACE = 6.0  # points
_BROWSER = re.compile(  # what a browser prints above and below a page: when, and from where
    r"\d{1,4}[/年.-]\d{1,2}[/月.-]\d{1,4}日?\s*,?\s*(?:上午|下午)?\d{1,2}:\d{2}|(?:https?|file)://\S*.{0,80}\d+/\d+$"
)
_DASHED_NUMBER = re.compile(r"[-—–－·\s]+\d{1,4}[-—–－·\s]+$|第\s*\d{1,4}\s*页.{0,12}$|\d{1,4}\s*/\s*\d{1,4}$")
_NUMBER = re.compile(r"\d+")
_EDGE_SHARE = 0.12  # of the page's height


def page_furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> set[TextLine]:
    """The lines that belong to the page and not to the document. ``pages`` are the lines of each page from top to
    bottom.
    """
    found: set[int] = set()
    kept: dict[int, TextLine] = {}
    groups: dict[tuple[bool, str], list[tuple[int, TextLine]]] = defaultdict(list)
    for index, lines in enumerate(pages):
        for position, line in enumerate(lines):
            from_end = len(lines) - 1 - position
            if min(position, from_end) >= _AT_EDGE:
                continue
            kept[id(line)] = line
            near_edge = line.y < _EDGE_SHARE * heights[index] or line.y > (1 - _EDGE_SHARE) * heights[index]
            outermost = line.y < 0.04 * heights[index] or line.y > 0.96 * heights[index]
            if (near_edge and _DASHED_NUMBER.match(line.text)) or (outermost and _BROWSER.match(line.text)):
                found.add(id(line))
            groups[position <= from_end, _NUMBER.sub("#", re.sub(r"\s", "", line.text))].append((index, line))
    for (_, pattern), members in groups.items():
        found.update(id(line) for line in _running(members, pattern, len(pages)))
    return {kept[key] for key in found}


def _running(members: list[tuple[int, TextLine]], pattern: str, pages: int) -> list[TextLine]:
    """Those of like lines that stand at one height on most pages; a number in them must count the pages, or stay."""
    if pages < 2:
        return []
    heights = sorted(line.y for _, line in members)
    middle = heights[len(heights) // 2]
    placed = [(index, line) for index, line in members if abs(line.y - middle) <= _SAME_PLACE]
    # A book's pages have their numbers on the outside, left and right by turns; a number alone must be on more than
    # half the pages.
    if len(placed) < max(2, 0.45 * pages):
        return []
    if "#" not in pattern:
        return [line for _, line in placed]
    offsets: dict[int, int] = defaultdict(int)
    for index, line in placed:
        for number in {int(text) for text in _NUMBER.findall(line.text) if len(text) < 6}:
            offsets[number - index] += 1
    counting = max(offsets.values(), default=0) >= 0.8 * len(placed)
    same = len({line.text for _, line in placed}) == 1
    return [line for _, line in placed] if counting or same else []
