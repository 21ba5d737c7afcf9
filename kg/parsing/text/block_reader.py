"""What the reading of a block is made of: claims, the task's sentence, its clauses, the lines behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.model.passages import Passage
from kg.model.records import SpanKind
from kg.model.values import changed
from kg.parsing.clauses.labels import label_kind
from kg.parsing.clauses.parts import ClausePart, clause_parts
from kg.parsing.clauses.places import FORMS, ClausePlace
from kg.parsing.findings import Claim, Doubt, Item, Place
from kg.parsing.marks.numbering import Marker
from kg.parsing.text.blocks import TERMINAL, Block
from kg.parsing.text.fields import Fields

__all__ = ["BREAK", "DASHES", "LONGEST_TITLE", "BlockReader"]

BREAK: Final = re.compile(r"\n")
DASHES: Final = re.compile(r"[—－-]{2,}[ \u3000]*")
LONGEST_TITLE: Final = 60
"""Characters of a short line that is the title of what follows it."""

_AFTER_CLAUSE = re.compile(r"[。；;，,、.]+")
_NO_END = " \u3000\n，,、"


class BlockReader:
    """The items found so far, what is claimed of the text for them, and the headings that stand above."""

    def __init__(self, flow: Passage) -> None:
        self.flow = flow
        self.place = Place()
        self.items: list[Item] = []
        self.claims: list[Claim] = []
        self.doubts: list[Doubt] = []

    def _claim(self, kind: SpanKind, start: int, end: int, rule: str) -> Passage:
        passage = self.flow.cut(start, end).without(BREAK).strip()
        if passage:
            self.claims.append(Claim(kind, passage, rule))
        return passage

    def _read_clauses(self, group: Sequence[ClausePlace]) -> tuple[ClausePart, ...]:
        parts: list[ClausePart] = []
        for place in group:
            self._claim("clause", place.start, place.end, f"clause: {FORMS[place.form]}")
            content = self.flow.cut(place.inner_start, place.inner_end)
            if place.label:
                parts.append(ClausePart(label_kind(place.label), place.label, content.without(BREAK)))
            else:
                parts.extend(clause_parts(content))
            if not place.closed:
                self.doubts.append(Doubt.at("clause-unclosed", self.flow.origin[place.start]))
        return tuple(parts)

    def _read_fronted(self, block: Block) -> None:
        """An item that begins with who answers for it, behind its title where it has one; what follows is its text."""
        assert block.marker is not None
        self._claim("number", block.marker.start, block.marker.end, "number of an item")
        number, ordinal = self._number(block.marker)
        texts, at = [], block.marker.end
        for place in (*block.clauses, None):
            text = self._claim("task", at, place.start if place else block.end, "text of a task that says first who answers")
            texts.extend([text] if text else [])
            at = place.end if place else at
        parts = self._read_clauses(block.clauses)
        text = Passage.joined(texts, " ")
        self.items.append(Item(number, ordinal, text, parts, self.place, text.start))

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
            self.items[-back] = changed(self.items[-back], parts=parts)

    def _text(self, start: int, end: int, behind: int, *, bracketed: bool) -> Passage:
        """The task's sentence. A stop that stands behind the clause and not before it (…40亿元（市发改委）。) is the sentence's."""
        while end > start and self.flow.text[end - 1] in _NO_END:
            end -= 1  # …增长6%，责任单位为市发改委
        text = self._claim("task", start, end, "text before its clause")
        if not bracketed:
            return text
        stop = self.flow.cut(behind, behind + 1)
        last = text.text.rstrip("”’)）】〕") if self.flow.text[behind + 1 : behind + 2] in ("", "\n") else text.text
        if last and last[-1] not in TERMINAL and stop.text in ("。", "；", "！"):
            self.claims.append(Claim("task", stop, "stop behind the clause"))
            return Passage.joined([text, stop])
        return text

    def _fields_text(self, fields: Fields, at: int) -> Passage:
        """The name and the content of a project; what stands before its first label belongs to the project above."""
        if self.items:
            self._claim("aside", at, fields.start, "below the fields of a project")
        else:
            self._claim("letter", at, fields.start, "before the fields of a project")
        if fields.number:
            self._claim("number", *fields.number, "number of an item")
        for start, end in fields.labels:
            self._claim("detail", start, end, "label of a field")
        texts = [self._claim("task", start, end, "field of a project") for start, end in fields.contents]
        return Passage.joined([text for text in texts if text], " ")

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
        if marker is None or not marker.printed:
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
            elif right - left <= LONGEST_TITLE:
                dashes = DASHES.match(self.flow.text, left)
                title = self._claim("heading", dashes.end() if dashes else left, right, "short line between two items")
                self.place = changed(self.place, heading=title)
            else:
                self._explain(self._claim("task", left, right, "explanation below an item"))

    def _explain(self, text: Passage) -> None:
        item = self.items[-1]
        self.items[-1] = changed(item, text=Passage.joined([item.text, text]))
