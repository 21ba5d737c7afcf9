"""Lists written as text: headings and numbered items in lines, each item with its responsible-unit clause."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.parsing.clause_places import ClausePlace, find_clauses
from kg.parsing.clauses import ClausePart, clause_parts
from kg.parsing.labels import label_kind
from kg.parsing.lines import Line, flow_of
from kg.parsing.numbering import LEVELS, Marker, marker_at
from kg.parsing.passages import Passage
from kg.parsing.reading import Claim, Doubt, Item, Place, Reading

__all__ = ["read_outline"]

_TERMINAL = '。；;！!？?）)】〕]”"」：:'
_BREAK = re.compile(r"\n")
_INLINE = re.compile(r"[。；;）)\]〕】][ \u3000]*(?=[（(\d一二三四五六七八九十①-⑳])")
_AFTER_CLAUSE = re.compile(r"[。；;，,、.]+")
_BEFORE_FIRST = re.compile(r"[。：:][ \u3000]*(?=[（(1一①⒈])")
_LONGEST_ITEM = 2000
_DASHES = re.compile(r"[—－-]{2,}[ \u3000]*")
_LONGEST_TITLE = 60
_LONGEST_HEADLINE = 45
_FORMS = {
    "line": "labels on lines of their own",
    "bracket": "labels in brackets",
    "worded": "words behind the names",
    "bare": "names in bare brackets",
    "sentence": "a sentence that says who",
    "above": "a sentence about the items before it",
}


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands between one marker and the next."""

    marker: Marker | None
    start: int
    end: int
    clauses: tuple[ClausePlace, ...]


def read_outline(lines: Sequence[Line]) -> Reading:
    """The items of a list written as text. Blocks from marker to marker; a block with a clause is an item, one without a heading."""
    flow = flow_of(lines)
    text = flow.text
    starts = [0, *(m.end() for m in _BREAK.finditer(text))]
    candidates = [marker for at in starts if (marker := marker_at(text, at))]
    clauses = find_clauses(text, [marker.start for marker in candidates if not marker.doubtful])
    markers = _accepted(text, candidates, clauses)
    blocks = _merge_sub_items(_blocks(text, markers, clauses))
    if not any(block.clauses for block in blocks):
        return Reading("text", "no clause found")
    forms = {form: sum(place.form == form for place in clauses) for form in _FORMS}
    said = ", ".join(f"{count} × {_FORMS[form]}" for form, count in forms.items() if count)
    return _Outline(flow, blocks).read(f"{said}; {len(markers)} numbered headings and items")


def _accepted(text: str, candidates: Sequence[Marker], clauses: Sequence[ClausePlace]) -> list[Marker]:
    """The markers that are markers: in sequence, or behind a finished sentence; and those inside a line, behind a clause, that are due."""
    spans = [(place.start, place.end) for place in clauses]
    ends = {place.end for place in clauses}
    found = {marker.start: marker for marker in candidates}
    for match in _INLINE.finditer(text):
        if (match.start() + 1 in ends or match.end() in ends) and match.end() not in found:
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
    return not before or before[-1] in _TERMINAL or at in clause_ends or at - 1 in clause_ends or text[at - 2 : at] == "\n\n"


def _within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    index = bisect_right(spans, (at, 1 << 60)) - 1
    return index >= 0 and spans[index][0] < at < spans[index][1]


def _blocks(text: str, markers: Sequence[Marker], clauses: Sequence[ClausePlace]) -> list[_Block]:
    bounds = [0, *(marker.start for marker in markers), len(text)]
    starts = [place.start for place in clauses]
    blocks = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        held = clauses[bisect_left(starts, start) : bisect_left(starts, end)]
        if number or text[start:end].strip():
            blocks.append(_Block(markers[number - 1] if number else None, start, end, tuple(held)))
    return blocks


def _merge_sub_items(blocks: Sequence[_Block]) -> list[_Block]:
    """(1) (2) (3) without clauses of their own, but for one behind the last, are part of the item's text and no items."""
    merged: list[_Block] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        run = at + 1
        while run < len(blocks) and _is_sub(blocks[run]):
            run += 1
        if run > at + 1 and block.marker is not None and not _is_sub(block):
            subs = blocks[at + 1 : run]
            if block.clauses or not any(sub.clauses for sub in subs[:-1]):
                clauses = (*block.clauses, *(place for sub in subs for place in sub.clauses))
                merged.append(_Block(block.marker, block.start, subs[-1].end, clauses))
                at = run
                continue
        merged.append(block)
        at += 1
    return merged


def _is_sub(block: _Block) -> bool:
    return block.marker is not None and block.marker.level in "DE"


class _Outline:
    """Walks the blocks once, with the headings that stand above."""

    def __init__(self, flow: Passage, blocks: Sequence[_Block]) -> None:
        self.flow = flow
        self.blocks = blocks
        self.place = Place()
        self.items: list[Item] = []
        self.claims: list[Claim] = []
        self.doubts: list[Doubt] = []
        self.heading_levels = {
            block.marker.level for block, following in pairwise(blocks) if block.marker and not block.clauses and _deeper(following, block)
        } & set("AB")
        self.task_levels = {block.marker.level for block in blocks if block.marker and block.clauses}

    def read(self, reason: str) -> Reading:
        for number, block in enumerate(self.blocks):
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            if block.clauses:
                self._read_items(block, following is None)
            elif block.marker is None:
                self._read_front(block)
            elif self._is_heading(block, following):
                self._read_heading(block)
            else:
                self._read_item_without_clause(block)
        return Reading("text", reason, tuple(self.items), tuple(self.claims), tuple(self.doubts))

    def _read_front(self, block: _Block) -> None:
        """What stands before the first number: the list's opening words, and a heading set off by a dash."""
        for line in re.finditer(r"[^\n]+", self.flow.text[block.start : block.end]):
            left, right = block.start + line.start(), block.start + line.end()
            dashes = _DASHES.match(self.flow.text, left)
            if dashes and right - left <= _LONGEST_TITLE:
                self.place = replace(self.place, heading=self._claim("heading", dashes.end(), right))
            else:
                self._claim("letter", left, right)

    def _is_heading(self, block: _Block, following: _Block | None) -> bool:
        assert block.marker is not None
        if block.marker.level not in self.task_levels:
            return block.marker.level in "AB" or (following is not None and _deeper(following, block))
        return following is not None and _deeper(following, block)

    def _claim(self, kind, start: int, end: int) -> Passage:  # type: ignore[no-untyped-def]
        passage = self.flow.cut(start, end).without(_BREAK).strip()
        if passage:
            self.claims.append(Claim(kind, passage))
        return passage

    def _read_heading(self, block: _Block) -> None:
        marker = block.marker
        assert marker is not None
        text = self.flow.text
        end = text.find("\n", marker.end, block.end)
        end = block.end if end < 0 else end
        follows = text[end : block.end].strip()
        if follows and text[end - 1] not in _TERMINAL and len(follows) < 30 and "\n" not in follows:
            end = block.end
            follows = ""
        self._claim("heading", marker.start, marker.end)
        title = self._claim("heading", marker.end, end)
        if follows:
            self._claim("letter", end, block.end)
        if marker.level == "A":
            self.place = Place(marker.printed, title)
        elif marker.level == "B":
            self.place = Place(self.place.section, self.place.section_title, marker.printed, title)
        else:
            self.place = replace(self.place, parent=f"{marker.printed}.{title.text}", parent_number=marker.printed, heading=None)

    def _read_items(self, block: _Block, last: bool) -> None:
        """The items of a block: text, then its clauses; more text with clauses of its own is an item without a number."""
        groups = _groups(self.flow.text, block.clauses)
        at = block.marker.end if block.marker else block.start
        number = self._number(block.marker)
        headline = self._headline_end(block, groups)
        if headline:
            self._read_heading(replace(block, end=headline))
            at, number = headline, (None, None)
        elif block.marker:
            self._claim("number", block.marker.start, block.marker.end)
            if block.marker.level not in "DE":
                self.place = replace(self.place, parent=None, parent_number=None)
        for count, group in enumerate(groups):
            start = at
            text_end = group[0].start
            if block.marker is None or count or headline:
                start = self._skip_to_item(start, text_end, count == 0)
            text = self._text(start, text_end, group[-1].end)
            parts = self._read_clauses(group)
            at = self._past_stop(group[-1].end, text, block.end)
            printed, ordinal = number if count == 0 else (None, None)
            above = group[0].form == "above"
            if text:
                self.items.append(Item(printed, ordinal, text, () if above else parts, self.place, text.start))
            if above:
                self._answer_for_items_above(group[0].items, parts)
            elif not text:
                self.doubts.append(
                    Doubt(
                        "clause-without-task",
                        self.flow.origin[group[0].start],
                        "a clause names units, but no task stands before it",
                        "error",
                    )
                )
        self._read_between(at, block.end, last)

    def _headline_end(self, block: _Block, groups: Sequence[Sequence[ClausePlace]]) -> int:
        """Where the block's first line ends, if it is a heading of what follows and no task itself; 0 if it is not.

        It is one where blocks of its level are headings elsewhere (一、…目标 before 二、… with items of its own), or where several
        tasks without numbers follow it.
        """
        if block.marker is None:
            return 0
        end = self.flow.text.find("\n", block.marker.end, groups[0][0].start)
        if end < 0 or not self.flow.text[end : groups[0][0].start].strip() or end - block.marker.end > _LONGEST_HEADLINE:
            return 0
        return end if block.marker.level in self.heading_levels or len(groups) > 1 else 0

    def _read_clauses(self, group: Sequence[ClausePlace]) -> tuple[ClausePart, ...]:
        parts: list[ClausePart] = []
        for place in group:
            self._claim("clause", place.start, place.end)
            content = self.flow.cut(place.inner_start, place.inner_end)
            if place.label:
                parts.append(ClausePart(label_kind(place.label), place.label, content.without(_BREAK)))
            else:
                parts.extend(clause_parts(content))
            if not place.closed:
                self.doubts.append(Doubt("clause-unclosed", self.flow.origin[place.start], "the bracket of the clause is not closed"))
        return tuple(parts)

    def _past_stop(self, at: int, text: Passage, end: int) -> int:
        """Past the signs behind a clause; the stop that closes the task's sentence is the sentence's own."""
        if text and text.end > self.flow.origin[at - 1]:
            return at + 1
        sign = _AFTER_CLAUSE.match(self.flow.text, at)
        if sign and sign.end() <= end:
            self._claim("clause", sign.start(), sign.end())
            return sign.end()
        return at

    def _answer_for_items_above(self, count: int, parts: tuple[ClausePart, ...]) -> None:
        """Give the clause to the items before it that have none, back to the last heading: ``count`` of them, 0 for all."""
        place = self.place
        for back in range(1, (count or len(self.items)) + 1):
            if back > len(self.items) or self.items[-back].parts or (self.items[-back].place != place and not count):
                break
            self.items[-back] = replace(self.items[-back], parts=parts)

    def _text(self, start: int, end: int, behind: int) -> Passage:
        """The task's sentence. A stop that stands behind the clause and not before it (…40亿元（市发改委）。) is the sentence's."""
        text = self._claim("task", start, end)
        stop = self.flow.cut(behind, behind + 1)
        if text and text.text[-1] not in _TERMINAL and stop.text in ("。", "；", "！"):
            self.claims.append(Claim("task", stop))
            return Passage.joined([text, stop])
        return text

    def _skip_to_item(self, start: int, end: int, before_first: bool) -> int:
        """Unnumbered text before a clause: what is the item's own, and what stands before it (a heading, the letter)."""
        if not before_first:
            return start
        last = self.flow.text.rfind("\n", start, len(self.flow.text[:end].rstrip()))
        if last > start:
            self._claim("letter", start, last)
            return last + 1
        return start

    def _number(self, marker: Marker | None) -> tuple[str | None, int | None]:
        if marker is None:
            return None, None
        if marker.level == "D" and self.place.parent_number:
            return f"{self.place.parent_number}({marker.ordinal})", None
        return marker.printed, marker.ordinal

    def _read_between(self, start: int, end: int, last: bool) -> None:
        """Unnumbered lines behind an item's clause: headings of what follows where they are short, else the item's explanation.

        Behind the last item of a list they are the notice's closing words.
        """
        for line in re.finditer(r"[^\n]+", self.flow.text[start:end]):
            left, right = start + line.start(), start + line.end()
            if not self.flow.text[left:right].strip():
                continue
            if last or not self.items:
                self._claim("letter", left, right)
            elif right - left <= _LONGEST_TITLE:
                dashes = _DASHES.match(self.flow.text, left)
                title = self._claim("heading", dashes.end() if dashes else left, right)
                self.place = replace(self.place, heading=title)
            else:
                self._explain(self._claim("task", left, right))

    def _explain(self, text: Passage) -> None:
        item = self.items[-1]
        self.items[-1] = replace(item, text=Passage.joined([item.text, text]))

    def _read_item_without_clause(self, block: _Block) -> None:
        assert block.marker is not None
        number, ordinal = self._number(block.marker)
        self._claim("number", block.marker.start, block.marker.end)
        text = self._claim("task", block.marker.end, block.end)
        if text:
            self.items.append(Item(number, ordinal, text, (), self.place, text.start))


def _deeper(following: _Block, block: _Block) -> bool:
    if following.marker is None or block.marker is None:
        return False
    return LEVELS.index(following.marker.level) > LEVELS.index(block.marker.level)


def _groups(text: str, clauses: Sequence[ClausePlace]) -> list[list[ClausePlace]]:
    """Clauses with nothing but signs between them belong to one item."""
    groups: list[list[ClausePlace]] = []
    for place in clauses:
        if groups and not text[groups[-1][-1].end : place.start].strip(" \u3000\n。；;，,、."):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups
