"""A list written as text, cut into blocks: from each number that is one to the next."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from kg.model.passages import Passage
from kg.model.values import value
from kg.parsing.clauses.places import ClausePlace
from kg.parsing.marks.numbering import LEVELS, Marker, marker_at

__all__ = [
    "LONGEST_HEADLINE",
    "TERMINAL",
    "Block",
    "accepted_markers",
    "blocks_of",
    "first_items",
    "first_line",
    "groups_of",
    "is_deeper",
    "levels_of_tasks",
]

TERMINAL = '。；;！!？?）)】〕]”"」：:'
_INLINE = re.compile(r"[。；;）)\]〕】][ \u3000]*(?=[（(\d一二三四五六七八九十①-⑳])")
_BEFORE_FIRST = re.compile(r"[。：:][ \u3000]*(?=[（(1一①⒈])")
_LONGEST_ITEM = 2000
_SPACES = re.compile(r"[ \u3000]+")
LONGEST_HEADLINE: Final = 45
"""Characters of a line that is a heading and no task."""


@value
class Block:
    """What stands between one marker and the next."""

    marker: Marker | None
    start: int
    end: int
    clauses: tuple[ClausePlace, ...]


def accepted_markers(text: str, candidates: Sequence[Marker], clauses: Sequence[ClausePlace]) -> list[Marker]:
    """The markers that are markers: in sequence, or behind a finished sentence; and those inside a line, behind a clause, that are due."""
    spans = [(place.start, place.end) for place in clauses]
    ends = {place.end for place in clauses}
    found = {marker.start: marker for marker in candidates}
    for match in _INLINE.finditer(text):
        if not ends.isdisjoint((match.start(), match.start() + 1, match.end())) and match.end() not in found:
            marker = marker_at(text, match.end())
            if marker:
                found[match.end()] = marker
                if marker.ordinal == 2 and (before := _first_of_line(text, match.end(), marker)):
                    found.setdefault(before.start, before)
    following = _next_ordinals(found)
    accepted: list[Marker] = []
    last: dict[str, int] = {}
    running = 0  # arabic numbers may run on through all sections
    for at in sorted(found):
        marker = found[at]
        if _within(spans, at):
            continue
        due = marker.ordinal == last.get(marker.level, 0) + 1 or (marker.level == "C" and marker.ordinal == running + 1)
        first = marker.ordinal == 1 or (not marker.doubtful and following.get(at) == marker.ordinal + 1)
        if marker.doubtful and not (due or (first and _finished(text, at, ends))):
            continue
        if not (due or first or _finished(text, at, ends)):
            continue
        accepted.append(marker)
        last[marker.level] = marker.ordinal
        running = marker.ordinal if marker.level == "C" else running
        for deeper in LEVELS[LEVELS.index(marker.level) + 1 :]:
            if deeper != "C" or marker.level == "A":
                last.pop(deeper, None)
        if marker.level != "C":
            last.setdefault("C", 0)
    return accepted


def first_items(text: str, heads: Sequence[Marker]) -> Iterator[Marker]:
    """First items that stand on the line of their heading: 一、推进法治建设 1.制定计划。…."""
    for head in heads:
        if head.level in "AB":
            for space in _SPACES.finditer(text, head.end, head.end + LONGEST_HEADLINE):
                marker = marker_at(text, space.end())
                title = text[head.end : space.start()]
                if "\n" in title:
                    break
                if marker is not None and marker.ordinal == 1 and marker.level > head.level and title[-1:] not in TERMINAL:
                    yield marker
                    break


def _next_ordinals(found: Mapping[int, Marker]) -> dict[int, int]:
    """For each marker, the ordinal of the next one of its level: a list may begin at 101."""
    later: dict[str, int] = {}
    ordinals: dict[int, int] = {}
    for at in sorted(found, reverse=True):
        level = found[at].level
        if level in later:
            ordinals[at] = later[level]
        later[level] = found[at].ordinal
    return ordinals


def _first_of_line(text: str, at: int, second: Marker) -> Marker | None:
    """The item 1 that stands in the middle of a line, before the item 2 behind its clause (…提出以下意见。1.…责任单位：…。2.…)."""
    start = max(text.rfind("\n", 0, at) + 1, at - _LONGEST_ITEM)
    for match in _BEFORE_FIRST.finditer(text, start, at):
        marker = marker_at(text, match.end())
        if marker and marker.level == second.level and marker.ordinal == 1 and not marker.doubtful:
            return marker
    return None


def _finished(text: str, at: int, clause_ends: set[int]) -> bool:
    before = text[:at].rstrip() if at < 400 else text[at - 400 : at].rstrip()
    return not before or before[-1] in TERMINAL or at in clause_ends or at - 1 in clause_ends or text[at - 2 : at] == "\n\n"


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, 1 << 60)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]


def blocks_of(text: str, markers: Sequence[Marker], clauses: Sequence[ClausePlace]) -> list[Block]:
    """The blocks of the list; sub-items without clauses of their own belong to their item's block."""
    return _merge_sub_items(_cut_at(text, markers, clauses))


def _cut_at(text: str, markers: Sequence[Marker], clauses: Sequence[ClausePlace]) -> list[Block]:
    bounds = [0, *(marker.start for marker in markers), len(text)]
    starts = [place.start for place in clauses]
    blocks = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        held = clauses[bisect_left(starts, start) : bisect_left(starts, end)]
        if number or text[start:end].strip():
            blocks.append(Block(markers[number - 1] if number else None, start, end, tuple(held)))
    return blocks


def _merge_sub_items(blocks: Sequence[Block]) -> list[Block]:
    """(1) (2) (3) without clauses of their own, but for one behind the last, are part of the item's text and no items."""
    merged: list[Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        run = at + 1
        if block.marker is not None and not _is_sub(block):  # asked first: a run is looked through once, not from each of its sub-items
            while run < len(blocks) and _is_sub(blocks[run]):
                run += 1
        if run > at + 1:
            subs = blocks[at + 1 : run]
            if block.clauses or not any(sub.clauses for sub in subs[:-1]):
                clauses = (*block.clauses, *(place for sub in subs for place in sub.clauses))
                merged.append(Block(block.marker, block.start, subs[-1].end, clauses))
                at = run
                continue
        merged.append(block)
        at += 1
    return merged


def _is_sub(block: Block) -> bool:
    return block.marker is not None and block.marker.level in "DE"


def is_deeper(following: Block, block: Block) -> bool:
    """Whether the number of the following block stands a level or more below that of the block."""
    if following.marker is None or block.marker is None:
        return False
    return LEVELS.index(following.marker.level) > LEVELS.index(block.marker.level)


def first_line(flow: Passage, block: Block) -> Passage:
    """The line of the block's number, without it."""
    begin = block.marker.end if block.marker else block.start
    end = flow.text.find("\n", begin, block.end)
    return flow.cut(begin, block.end if end < 0 else end).strip()


def levels_of_tasks(blocks: Sequence[Block]) -> set[str]:
    """In a list without clauses: the levels of the blocks that have none below them."""
    following = [*blocks[1:], None]
    pairs = zip(blocks, following, strict=True)
    return {block.marker.level for block, below in pairs if block.marker and not (below and is_deeper(below, block))}


def groups_of(text: str, clauses: Sequence[ClausePlace]) -> list[list[ClausePlace]]:
    """Clauses with nothing but signs between them belong to one item."""
    groups: list[list[ClausePlace]] = []
    for place in clauses:
        if groups and not text[groups[-1][-1].end : place.start].strip(" \u3000\n。；;，,、."):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
