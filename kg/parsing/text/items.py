"""Lists written as text: headings and numbered items in lines, each item with its responsible-unit clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.knowledge.words import any_word, words
from kg.model.passages import Passage
from kg.model.values import changed
from kg.model.wording import Told, joined, told
from kg.parsing.clauses.front import body_lines
from kg.parsing.clauses.leaders import read_heading_leaders
from kg.parsing.clauses.parts import ClausePart
from kg.parsing.clauses.places import FORMS, ClausePlace, Form, find_clauses
from kg.parsing.findings import Claim, Doubt, Item, Place, Reading
from kg.parsing.marks.lines import Line, flow_of
from kg.parsing.marks.numbering import Marker, marker_at
from kg.parsing.text.block_reader import BREAK, DASHES, LONGEST_TITLE, BlockReader
from kg.parsing.text.blocks import (
    LONGEST_HEADLINE,
    TERMINAL,
    Block,
    accepted_markers,
    blocks_of,
    first_items,
    first_line,
    groups_of,
    is_deeper,
    levels_of_tasks,
)
from kg.parsing.text.fields import fields_of
from kg.parsing.text.headings import answered_by_heading, heading_part, is_led_heading, names_who
from kg.parsing.text.office_headings import office_title

__all__ = ["FORM_OF_RULE", "NUMBER_OF_HEADING", "read_outline"]

NUMBER_OF_HEADING: Final = "number of a heading"
"""The rule of the claim on it: the number of a heading stands in the records with its title."""

_FEWEST_SIDE_BY_SIDE = 2  # paragraphs above one clause, each a task
_ORGANISERS = frozenset(words("lists")["organisers"])
_DASHED_LINE = re.compile(r"\n[ \u3000]*[—－-]{2}")
_PARAGRAPH = 60  # characters; a title over less than that is hardly a section's
_PROJECT = re.compile(rf"(?:{any_word('lists', 'projects')})$")
_OFFICE = "an office's name over its tasks"
FORM_OF_RULE: Final[dict[str, Form]] = {f"clause: {said}": form for form, said in FORMS.items()}
"""The form of a clause by the rule of the claim on it."""


def read_outline(lines: Sequence[Line], *, by_title: bool = False) -> Reading:
    """The items of a list written as text. Blocks from marker to marker; a block with a clause is an item, one without a heading.

    ``by_title``: the list's title says that its numbers are tasks; none has to name who answers.
    """
    flow = flow_of(lines)
    text = flow.text
    starts = [0, *(m.end() for m in BREAK.finditer(text))]
    candidates = [marker for at in starts if (marker := marker_at(text, at))]
    candidates = sorted([*candidates, *first_items(text, candidates)], key=lambda marker: marker.start)
    led = [] if any(marker.level == "C" for marker in candidates) else body_lines(text)
    candidates = sorted([*candidates, *(Marker("C", i, "", at, at) for i, at in enumerate(led, 1))], key=lambda marker: marker.start)
    clauses = find_clauses(text, [marker.start for marker in candidates if not marker.doubtful])
    markers = accepted_markers(text, candidates, clauses)
    blocks = blocks_of(text, markers, clauses)
    by_heading = not any(block.clauses for block in blocks)
    if by_heading and not by_title and not any(names_who(flow, block, below) for block, below in pairwise([*blocks, None]) if block):
        return Reading("text", told("no clause found"))
    counts = ((sum(place.form == form for place in clauses), said) for form, said in FORMS.items())
    forms = [joined("{} × {}", count, said) for count, said in counts if count]
    numbered = told("{count} numbered headings and items", count=len(markers))
    said = joined(", ".join("{}" for _ in forms), *forms)
    return _Outline(flow, blocks).read(joined("{}; {}", said, numbered) if forms else numbered)


def _is_point(block: Block) -> bool:
    return block.marker is not None and block.marker.level in "DE"


class _Outline(BlockReader):
    """Walks the blocks once, with the headings that stand above."""

    def __init__(self, flow: Passage, blocks: Sequence[Block]) -> None:
        super().__init__(flow)
        self.blocks = blocks
        self.answers: dict[int, tuple[ClausePart, ...]] = {}  # of headings, by where their titles begin
        plain = ((block, following) for block, following in pairwise(blocks) if block.marker and not block.clauses)
        self.heading_levels = {block.marker.level for block, following in plain if block.marker and is_deeper(following, block)} & set("AB")
        self.task_levels = {block.marker.level for block in blocks if block.marker and block.clauses} or levels_of_tasks(blocks)

    def read(self, reason: Told) -> Reading:
        for number, block in enumerate(self.blocks):
            following = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
            if is_led_heading(self.flow, block, following):
                self._read_led_heading(block)
            elif self._answers_for_items(block, following):
                self._read_answering_heading(block)
            elif block.clauses and block.clauses[0].form == "front":
                self._read_fronted(block)
            elif block.clauses:
                self._read_items(block, following is None)
            elif block.marker is None:
                self._read_front(block)
            elif self._is_heading(block, following):
                self._read_heading(block)
            else:
                self._read_item_without_clause(block)
        items = (answered_by_heading(self._answered(item)) for item in self.items)
        return Reading("text", reason, tuple(items), tuple(self.claims), tuple(self.doubts))

    def _answers_for_items(self, block: Block, following: Block | None) -> bool:
        """Whether the block is a heading with label lines right below it, and items of a lower level that have none follow."""
        if block.marker is None or block.marker.level not in "AB" or following is None or not is_deeper(following, block):
            return False
        if not block.clauses or any(place.form != "line" for place in block.clauses) or following.clauses or _is_point(following):
            return False
        end = self.flow.text.find("\n", block.marker.end, block.end)
        title = self.flow.text[block.marker.end : end].strip()
        whole = not self.flow.text[end : block.clauses[0].start].strip()
        return 0 < end < block.clauses[0].start + 1 and 0 < len(title) <= LONGEST_HEADLINE and title[-1] not in "。；;" and whole

    def _read_answering_heading(self, block: Block) -> None:
        """A heading whose label lines say who answers for the items below it."""
        self._read_heading(changed(block, end=block.clauses[0].start))
        titles = self.place.titles()
        self.answers[titles[0].start] = self._read_clauses(block.clauses)
        self._claim("letter", block.clauses[-1].end, block.end, "below the labels of a heading")

    def _answered(self, item: Item) -> Item:
        parts = next((self.answers[title.start] for title in item.place.titles() if title.start in self.answers), ())
        return item if item.parts or not parts else changed(item, parts=parts)

    def _read_front(self, block: Block) -> None:
        """What stands before the first number: the list's opening words, and a heading set off by a dash."""
        for line in re.finditer(r"[^\n]+", self.flow.text[block.start : block.end]):
            left, right = block.start + line.start(), block.start + line.end()
            dashes = DASHES.match(self.flow.text, left)
            if dashes and right - left <= LONGEST_TITLE:
                self.place = changed(self.place, heading=self._claim("heading", dashes.end(), right, "line set off by a dash"))
            elif office_title(line.group()):
                self.place = changed(self.place, heading=self._claim("heading", left, right, _OFFICE))
            else:
                self._claim("letter", left, right, "before the first number")

    def _is_heading(self, block: Block, following: Block | None) -> bool:
        assert block.marker is not None
        if heading_part(first_line(self.flow, block)):
            return True
        if block.marker.level not in self.task_levels:
            return block.marker.level in "AB" or (following is not None and is_deeper(following, block))
        return following is not None and is_deeper(following, block)

    def _read_led_heading(self, block: Block) -> None:
        assert block.marker is not None
        self._claim("heading", block.start, block.marker.end, NUMBER_OF_HEADING)
        whole = self.flow.cut(block.marker.end, block.end).strip()
        title = Passage(BREAK.sub(" ", whole.text), whole.origin)
        self.claims.append(Claim("heading", title, "heading that names its leader"))
        self._enter(block.marker, title)

    def _read_heading(self, block: Block) -> None:
        marker = block.marker
        assert marker is not None
        text = self.flow.text
        end = text.find("\n", marker.end, block.end)
        end = block.end if end < 0 else end
        follows = text[end : block.end].strip()
        first = first_line(self.flow, block)
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
            self.place = changed(self.place, parent=parent, parent_number=marker.printed, parent_title=title, heading=None)

    def _read_items(self, block: Block, last: bool) -> None:
        """The items of a block: text, then its clauses; more text with clauses of its own is an item without a number."""
        groups = groups_of(self.flow.text, block.clauses)
        at = block.marker.end if block.marker else block.start
        number = self._number(block.marker)
        headline = self._headline_end(block, groups)
        if headline:
            self._read_heading(changed(block, end=headline))
            at, number = headline, (None, None)
        elif block.marker:
            self._claim("number", block.marker.start, block.marker.end, "number of an item")
            if block.marker.level not in "DE":
                self.place = changed(self.place, parent=None, parent_number=None, parent_title=None)
        for count, group in enumerate(groups):
            start = at
            text_end = group[0].start
            fields = fields_of(self.flow.text, start, text_end)
            above = group[0].form == "above"
            first = block if count == 0 and not headline and block.marker else None
            lines = self._paragraphs(start, text_end, first is not None) if above and fields is None else []
            if lines:
                self._read_paragraphs(first, lines)
                text = Passage.joined([])
            elif fields is not None:
                text = self._fields_text(fields, start)
            else:
                if block.marker is None or count or headline:
                    start = self._skip_to_item(start, text_end, count == 0)
                text = self._text(start, text_end, group[-1].end, bracketed=group[0].form not in ("sentence", "above"))
            parts = self._read_clauses(group)
            at = self._past_stop(group[-1].end, text, block.end)
            printed, ordinal = number if count == 0 else (None, None)
            if printed is None and fields is not None and fields.number:
                printed = self.flow.text[slice(*fields.number)]
                ordinal = int(printed)
            if text and text.text.strip("。：: ") in _ORGANISERS:
                continue
            if text:
                self.items.append(Item(printed, ordinal, text, () if above else parts, self.place, text.start))
            if above:
                self._answer_for_items_above(group[0].items, parts)
            elif not text:
                self.doubts.append(Doubt.at("clause-without-task", self.flow.origin[group[0].start]))
        self._read_between(at, block.end, last)

    def _paragraphs(self, start: int, end: int, numbered: bool) -> list[tuple[int, int]]:
        """The lines of the text where each of several is a sentence: tasks side by side, of which 上述项目由… is said. Else none.

        The first of them may have the block's own number; two more must follow it.
        """
        lines = [(start + line.start(), start + line.end()) for line in re.finditer(r"[^\n]+", self.flow.text[start:end])]
        whole = all(self.flow.text[a:b].rstrip().endswith("。") and marker_at(self.flow.text, a) is None for a, b in lines)
        return lines if whole and len(lines) >= _FEWEST_SIDE_BY_SIDE + numbered else []

    def _read_paragraphs(self, numbered: Block | None, lines: Sequence[tuple[int, int]]) -> None:
        """Each line as a task; the line of the block's own number is their heading."""
        if numbered is not None and numbered.marker is not None:
            self._enter(numbered.marker, self._claim("heading", *lines[0], "line over the tasks that it sums up"))
            lines = lines[1:]
        for start, end in lines:
            text = self._claim("task", start, end, "one of several tasks above their clause")
            self.items.append(Item(None, None, text, (), self.place, text.start))

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
        heads = block.marker.level in self.heading_levels or len(groups) > 1 or dashed or heading_part(first_line(self.flow, block))
        return end if heads or self._is_lone_heading(block, end) else 0

    def _is_lone_heading(self, block: Block, end: int) -> bool:
        """The only number of a list (of a page cut out of it) over a paragraph: a section's, unless the line names a project."""
        assert block.marker is not None
        if block.marker.level != "A" or sum(other.marker is not None for other in self.blocks) > 1 or self.flow.text[end - 1] in TERMINAL:
            return False
        below = self.flow.text.find("\n", end + 1, block.end)
        return not _PROJECT.search(self.flow.text, block.marker.end, end) and (block.end if below < 0 else below) - end > _PARAGRAPH

    def _read_item_without_clause(self, block: Block) -> None:
        assert block.marker is not None
        number, ordinal = self._number(block.marker)
        self._claim("number", block.marker.start, block.marker.end, "number of an item")
        below = self.flow.text.rfind("\n", block.marker.end, len(self.flow.text[: block.end].rstrip()))
        end = below if below > 0 and office_title(self.flow.text[below + 1 : block.end].strip()) else block.end
        text = self._claim("task", block.marker.end, end, "numbered item without a clause")
        if text:
            self.items.append(Item(number, ordinal, text, (), self.place, text.start))
        if end < block.end:
            self.place = changed(self.place, heading=self._claim("heading", end, block.end, _OFFICE))
