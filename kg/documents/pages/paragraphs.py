"""From lines to paragraphs: a line that ends for want of room goes on in the next, on the next page too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.documents.pages.text_lines import TextLine, is_wide, unit_width

__all__ = ["Layout", "begins_item", "goes_on", "join", "layout_of"]

_SLACK = 0.35  # of a character: how inexact a margin is
_INDENT = 1.2
_NEW_ITEM = re.compile(
    r"(?:\d{1,3}[.．、﹒](?!\d)|[（(]\d{1,3}[）)]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[①-⑳]|第[一二三四五六七八九十]{1,3}[章节部条]"
    r"|[\u4e00-\u9fff]{0,4}(?:责任|牵头|配合|协办|主办|负责|协同)(?:单位|部门|领导|人)?\s*[:：])"
)
_INNER_ITEM = re.compile(rf"(?<=\s)(?:{_NEW_ITEM.pattern})")
_SENTENCE_END = tuple("。！？；：;:")
_GAP = 1.25  # of the distance of lines: what is more stands between paragraphs


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set: its margins, the size of its type, the distance of its lines (all in points)."""

    left: float
    right: float
    size: float
    leading: float
    one_liners: bool = False  # most paragraphs have one line, and none is indented
    indented: bool = False  # a paragraph's first line is
    run_on: bool = False  # a text that lost its breaks: items begin inside the lines


def layout_of(lines: Sequence[TextLine]) -> Layout:
    """The layout that most lines have."""
    if not lines:
        return Layout(0, 0, 10, 15)
    weights: Counter[float] = Counter()
    for line in lines:
        weights[round(line.size, 1)] += len(line.text)
    size = weights.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) < 0.15 * size] or list(lines)
    gaps: Counter[float] = Counter()
    for above, below in pairwise(body):
        if above.page == below.page and 0.9 * size < above.y - below.y < 4 * size:
            gaps[round((above.y - below.y) * 2) / 2] += 1
    leading = _least_common_gap(gaps, 1.5 * size)
    lefts = Counter(round(line.x0) for line in body if len(line.text) > 8)
    least = max(2, 0.02 * len(body))
    left = min((place for place, count in lefts.items() if count >= least), default=min(line.x0 for line in body))
    rights = sorted(line.x1 for line in body)
    # The margin is where full lines end; hanging punctuation reaches beyond it on a few, by one character.
    right = rights[int(0.97 * (len(rights) - 1))] if len(rights) > 40 else rights[-1]
    right = right if right > rights[-1] - 1.2 * size else rights[-1]
    short = sum(line.x1 < right - 2 * size for line in body)
    indented = sum(_INDENT * size < line.x0 - left < 3 * size for line in body)
    inside = sum(len(_INNER_ITEM.findall(line.text)) for line in body)
    run_on = inside >= 5 and inside > 3 * sum(map(begins_item, body))
    return Layout(left, right, size, leading, short > 0.5 * len(body) > 5 * indented, indented > 0.1 * len(body), run_on)


def _least_common_gap(gaps: Counter[float], otherwise: float) -> float:
    """The smallest distance that is common: that of lines within a paragraph, where paragraphs stand further apart."""
    total = sum(gaps.values())
    common = [gap for gap, count in gaps.items() if count >= max(2, 0.02 * total)]
    return min(common) if common else otherwise


def goes_on(above: TextLine, below: TextLine, layout: Layout) -> bool:
    """Whether the paragraph of ``above`` goes on in ``below``, the next line of the document."""
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return False
    same_page = above.page == below.page
    gap = above.y - below.y
    if same_page and (gap > _GAP * max(layout.leading, 1.2 * above.size) or gap <= 0):
        return False
    if _is_title(above, layout) and _is_title(below, layout):
        return same_page
    if above.x1 + unit_width(below) + _SLACK * below.size <= layout.right:
        return False
    if layout.one_liners and not same_page and above.text.endswith(("。", "！", "？")):
        return False
    if below.x0 > layout.left + _INDENT * below.size:
        if layout.indented:
            return False
        # An indented line begins a paragraph, unless the whole paragraph is indented as deep.
        return abs(below.x0 - above.x0) < 0.5 * below.size and not _begins_anew(above, below)
    return layout.run_on or not _begins_anew(above, below)


def _begins_anew(above: TextLine, below: TextLine) -> bool:
    """Where the line above is full to the margin by chance: a sentence ends on it, and a numbered item or a label
    begins below.
    """
    return above.text.endswith((*_SENTENCE_END, "）", ")")) and _NEW_ITEM.match(below.text) is not None


def begins_item(line: TextLine) -> bool:
    """Whether the line begins as a numbered item or a label does."""
    return _NEW_ITEM.match(line.text) is not None


def _is_title(line: TextLine, layout: Layout) -> bool:
    """A line set larger than the text and in the middle."""
    middle = (layout.left + layout.right) / 2
    return line.size > 1.2 * layout.size and abs((line.x0 + line.x1) / 2 - middle) < 1.5 * line.size


def join(text: str, following: str) -> str:
    """Two lines of one paragraph: nothing between them where Chinese meets, a space between words of Latin letters."""
    if not text or not following:
        return text + following
    if is_wide(text[-1]) or is_wide(following[0]) or not (text[-1].isalnum() and following[0].isalpha()):
        return text + following
    return f"{text} {following}"
