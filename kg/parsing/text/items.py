"""Lists written as text: headings and numbered items in lines, each item with its responsible-unit clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from kg.knowledge.words import words
from kg.model.passages import Passage
from kg.model.records import SpanKind
from kg.parsing.clauses.labels import label_kind
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.clauses.parts import ClausePart, clause_parts
from kg.parsing.clauses.places import FORMS, ClausePlace, Form, find_clauses
from kg.parsing.findings import Claim, Doubt, Item, Place, Reading
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.numbering import Marker, marker_at
from kg.parsing.text.blocks import LONGEST_HEADLINE, TERMINAL, Block, accepted_markers, blocks_of, first_items, groups_of, is_deeper
from kg.parsing.text.headings import answered_by_heading, heading_part, is_led_heading

__all__ = ["FORM_OF_RULE", "NUMBER_OF_HEADING", "read_outline"]

NUMBER_OF_HEADING: Final = "number of a heading"
"""The rule of the claim on it: the number of a heading stands in the records with its title."""

_BREAK = re.compile(r"\n")
_AFTER_CLAUSE = re.compile(r"[。；;，,、.]+")
_ORGANISERS = frozenset(words("lists")["organisers"])
_NO_END = " \u3000\n，,、"
_DASHES = re.compile(r"[—－-]{2,}[ \u3000]*")
_DASHED_LINE = re.compile(r"\n[ \u3000]*[—－-]{2}")
_LONGEST_TITLE = 60
FORM_OF_RULE: Final[dict[str, Form]] = {f"clause: {said}": form for form, (said, _) in FORMS.items()}
"""The form of a clause by the rule of the claim on it."""


def read_outline(lines: Sequence[Line]) -> Reading:
    """The items of a list written as text. Blocks from marker to marker; a block with a clause is an item, one without a heading."""
    flow = flow_of(lines)
    text = flow.text
    starts = [0, *(m.end() for m in _BREAK.finditer(text))]
    candidates = [marker for at in starts if (marker := marker_at(text, at))]
    candidates = sorted([*candidates, *first_items(text, candidates)], key=lambda marker: marker.start)
    clauses = find_clauses(text, [marker.start for marker in candidates if not marker.doubtful])
    markers = accepted_markers(text, candidates, clauses)
    blocks = blocks_of(text, markers, clauses)
    if not any(block.clauses for block in blocks):
        return Reading("text", "no clause found")
    counts = ((sum(place.form == form for place in clauses), said) for form, (said, _) in FORMS.items())
    said = ", ".join(f"{count} × {said}" for count, said in counts if count)
    return _Outline(flow, blocks).read(f"{said}; {len(markers)} numbered headings and items")


class _Outline:
    """Walks the blocks once, with the headings that stand above."""

    def __init__(self, flow: Passage, blocks: Sequence[Block]) -> None:
        self.flow = flow
        self.blocks = blocks
        self.place = Place()
        self.items: list[Item] = []
        self.claims: list[Claim] = []
        self.doubts: list[Doubt] = []
        plain = ((block, following) for block, following in pairwise(blocks) if block.marker and not block.clauses)
        self.heading_levels = {block.marker.level for block, following in plain if block.marker and is_deeper(following, block)} & set("AB")
        self.task_levels = {block.marker.level for block in blocks if block.marker and block.clauses}

    def read(self, reason: str) -> Reading:
        for number, block in enumerate(self.blocks):
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            if is_led_heading(self.flow, block, following):
                self._read_led_heading(block)
            elif block.clauses:
                self._read_items(block, following is None)
            elif block.marker is None:
                self._read_front(block)
            elif self._is_heading(block, following):
                self._read_heading(block)
            else:
                self._read_item_without_clause(block)
        return Reading("text", reason, tuple(map(answered_by_heading, self.items)), tuple(self.claims), tuple(self.doubts))

    def _read_front(self, block: Block) -> None:
        """What stands before the first number: the list's opening words, and a heading set off by a dash."""
        for line in re.finditer(r"[^\n]+", self.flow.text[block.start : block.end]):
            left, right = block.start + line.start(), block.start + line.end()
            dashes = _DASHES.match(self.flow.text, left)
            if dashes and right - left <= _LONGEST_TITLE:
                self.place = replace(self.place, heading=self._claim("heading", dashes.end(), right, "line set off by a dash"))
            else:
                self._claim("letter", left, right, "before the first number")

    def _is_heading(self, block: Block, following: Block | None) -> bool:
        assert block.marker is not None
        if heading_part(self._first_line(block)):
            return True
        if block.marker.level not in self.task_levels:
            return block.marker.level in "AB" or (following is not None and is_deeper(following, block))
        return following is not None and is_deeper(following, block)

    def _first_line(self, block: Block) -> Passage:
        assert block.marker is not None
        end = self.flow.text.find("\n", block.marker.end, block.end)
        return self.flow.cut(block.marker.end, block.end if end < 0 else end).strip()

    def _read_led_heading(self, block: Block) -> None:
        assert block.marker is not None
        self._claim("heading", block.start, block.marker.end, NUMBER_OF_HEADING)
        whole = self.flow.cut(block.marker.end, block.end).strip()
        title = Passage(_BREAK.sub(" ", whole.text), whole.origin)
        self.claims.append(Claim("heading", title, "heading that names its leader"))
        self._enter(block.marker, title)

    def _claim(self, kind: SpanKind, start: int, end: int, rule: str) -> Passage:
        passage = self.flow.cut(start, end).without(_BREAK).strip()
        if passage:
            self.claims.append(Claim(kind, passage, rule))
        return passage

    def _read_heading(self, block: Block) -> None:
        marker = block.marker
        assert marker is not None
        text = self.flow.text
        end = text.find("\n", marker.end, block.end)
        end = block.end if end < 0 else end
        follows = text[end : block.end].strip()
        first = self._first_line(block)
        answered = heading_part(first) is not None
        whole = answered or text[end - 1] in TERMINAL or bool(read_heading_leaders(first).leaders)
        if follows and not whole and len(follows) < 30 and "\n" not in follows:
            end = block.end
            follows = ""
        self._claim("heading", marker.start, marker.end, NUMBER_OF_HEADING)
        title = self._claim("heading", marker.end, end, "numbered heading")
        if follows and not answered:
            self._claim("letter", end, block.end, "below a heading, before its first item")
        self._enter(marker, title)
        if follows and answered:
            text_below = self._claim("task", end, block.end, "text below a heading that says who answers")
            self.items.append(Item(None, None, text_below, (), self.place, text_below.start))

    def _enter(self, marker: Marker, title: Passage) -> None:
        if marker.level == "A":
            self.place = Place(marker.printed, title)
        elif marker.level == "B":
            self.place = Place(self.place.section, self.place.section_title, marker.printed, title)
        else:
            parent = f"{marker.printed}.{title.text}"
            self.place = replace(self.place, parent=parent, parent_number=marker.printed, parent_title=title, heading=None)

    def _read_items(self, block: Block, last: bool) -> None:
        """The items of a block: text, then its clauses; more text with clauses of its own is an item without a number."""
        groups = groups_of(self.flow.text, block.clauses)
        at = block.marker.end if block.marker else block.start
        number = self._number(block.marker)
        headline = self._headline_end(block, groups)
        if headline:
            self._read_heading(replace(block, end=headline))
            at, number = headline, (None, None)
        elif block.marker:
            self._claim("number", block.marker.start, block.marker.end, "number of an item")
            if block.marker.level not in "DE":
                self.place = replace(self.place, parent=None, parent_number=None, parent_title=None)
        for count, group in enumerate(groups):
            start = at
            text_end = group[0].start
            if block.marker is None or count or headline:
                start = self._skip_to_item(start, text_end, count == 0)
            text = self._text(start, text_end, group[-1].end, bracketed=group[0].form not in ("sentence", "above"))
            parts = self._read_clauses(group)
            at = self._past_stop(group[-1].end, text, block.end)
            printed, ordinal = number if count == 0 else (None, None)
            above = group[0].form == "above"
            if text and text.text.strip("。：: ") in _ORGANISERS:
                continue
            if text:
                self.items.append(Item(printed, ordinal, text, () if above else parts, self.place, text.start))
            if above:
                self._answer_for_items_above(group[0].items, parts)
            elif not text:
                self.doubts.append(Doubt.at("clause-without-task", self.flow.origin[group[0].start]))
        self._read_between(at, block.end, last)

    def _headline_end(self, block: Block, groups: Sequence[Sequence[ClausePlace]]) -> int:
        """Where the block's first line ends, if it is a heading of what follows and no task itself; 0 if it is not.

        It is one where blocks of its level are headings elsewhere (一、…目标 before 二、… with items of its own), or where several
        tasks without numbers follow it.
        """
        if block.marker is None:
            return 0
        end = self.flow.text.find("\n", block.marker.end, groups[0][0].start)
        if end < 0 and len(groups) > 1 and block.marker.level in "AB":
            # Its first sentence, where several tasks follow in its own line: （一）增强创新能力。推进…（…）。建设…（…）。
            end = self.flow.text.find("。", block.marker.end, min(block.marker.end + LONGEST_HEADLINE, groups[0][0].start)) + 1 or -1
        if end < 0 or not self.flow.text[end : groups[0][0].start].strip() or end - block.marker.end > LONGEST_HEADLINE:
            return 0
        dashed = len(_DASHED_LINE.findall(self.flow.text, end, block.end)) == len(groups) and self.flow.text[end - 1] not in TERMINAL
        heads = block.marker.level in self.heading_levels or len(groups) > 1 or dashed or heading_part(self._first_line(block))
        return end if heads else 0

    def _read_clauses(self, group: Sequence[ClausePlace]) -> tuple[ClausePart, ...]:
        parts: list[ClausePart] = []
        for place in group:
            self._claim("clause", place.start, place.end, f"clause: {FORMS[place.form][0]}")
            content = self.flow.cut(place.inner_start, place.inner_end)
            if place.label:
                parts.append(ClausePart(label_kind(place.label), place.label, content.without(_BREAK)))
            else:
                parts.extend(clause_parts(content))
            if not place.closed:
                self.doubts.append(Doubt.at("clause-unclosed", self.flow.origin[place.start]))
        return tuple(parts)

    def _past_stop(self, at: int, text: Passage, end: int) -> int:
        """Past the signs behind a clause; the stop that closes the task's sentence is the sentence's own."""
        if text and text.end > self.flow.origin[at - 1]:
            return at + 1
        sign = _AFTER_CLAUSE.match(self.flow.text, at)
        if sign and sign.end() <= end:
            self._claim("clause", sign.start(), sign.end(), "signs behind a clause")
            return sign.end()
        return at

    def _answer_for_items_above(self, count: int, parts: tuple[ClausePart, ...]) -> None:
        """Give the clause to the items before it that have none, back to the last heading: ``count`` of them, 0 for all."""
        place = self.place
        for back in range(1, (count or len(self.items)) + 1):
            if back > len(self.items) or self.items[-back].parts or (self.items[-back].place != place and not count):
                break
            self.items[-back] = replace(self.items[-back], parts=parts)

    def _text(self, start: int, end: int, behind: int, *, bracketed: bool) -> Passage:
        """The task's sentence. A stop that stands behind the clause and not before it (…40亿元（市发改委）。) is the sentence's."""
        while end > start and self.flow.text[end - 1] in _NO_END:
            end -= 1  # …增长6%，责任单位为市发改委
        text = self._claim("task", start, end, "text before its clause")
        if not bracketed:
            return text
        stop = self.flow.cut(behind, behind + 1)
        if text and text.text[-1] not in TERMINAL and stop.text in ("。", "；", "！"):
            self.claims.append(Claim("task", stop, "stop behind the clause"))
            return Passage.joined([text, stop])
        return text

    def _skip_to_item(self, start: int, end: int, before_first: bool) -> int:
        """Unnumbered text before a clause: what is the item's own, and what stands before it (a heading, the letter)."""
        if not before_first:
            return start
        last = self.flow.text.rfind("\n", start, len(self.flow.text[:end].rstrip()))
        if last > start:
            self._claim("letter", start, last, "before an item without a number")
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
                self._claim("letter", left, right, "closing words of the list")
            elif right - left <= _LONGEST_TITLE:
                dashes = _DASHES.match(self.flow.text, left)
                title = self._claim("heading", dashes.end() if dashes else left, right, "short line between two items")
                self.place = replace(self.place, heading=title)
            else:
                self._explain(self._claim("task", left, right, "explanation below an item"))

    def _explain(self, text: Passage) -> None:
        item = self.items[-1]
        self.items[-1] = replace(item, text=Passage.joined([item.text, text]))

    def _read_item_without_clause(self, block: Block) -> None:
        assert block.marker is not None
        number, ordinal = self._number(block.marker)
        self._claim("number", block.marker.start, block.marker.end, "number of an item")
        text = self._claim("task", block.marker.end, block.end, "numbered item without a clause")
        if text:
            self.items.append(Item(number, ordinal, text, (), self.place, text.start))
