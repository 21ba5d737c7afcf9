"""What copies of pages put into a notice: readings of characters (汉字(hàn zì)), signs between characters, lines of advertising.

It is taken out before anything is read, and is furniture in the account of the text's characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.knowledge.words import any_word, compiled, words
from kg.model.excerpts import excerpt
from kg.model.records import Leader, NumberNote, Parsed, Problem, Span, Target, Task, Unit
from kg.model.source import Cell, Source, Table
from kg.parsing.findings import Doubt
from kg.parsing.notice.problems import problem_of

__all__ = ["read_without_mirror_text", "without_mirror_text"]

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_TONE = re.compile(f"[{_TONES}]")
_SYLLABLE = f"[a-zü]{{0,5}}[{_TONES}][a-z]{{0,5}}"
_READING = re.compile(rf"(?<=[\u4e00-\u9fff])[(（]{_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,9}}[)）]")
_INVISIBLE = re.compile(r"(?<=\S)[\u00ad\u200b-\u200f\u2060\ufeff]+(?=\S)")  # soft hyphens, spaces of no width
_INVISIBLE_ALONE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_FEWEST_READINGS = 3  # one or two are the notice's own help with a rare name
_PUT_IN = compiled("|".join(words("patterns/pages")["put_in"]))
_ADVERTISING = re.compile(any_word("pages", "advertising"))
_FEWEST_WORDS = 2  # one may stand in a notice: 查处网上赌场


_P = TypeVar("_P", Task, Leader, Unit, Target, NumberNote, Span)


def read_without_mirror_text(source: Source, read: Callable[[Source], Parsed]) -> Parsed:
    """What ``read`` makes of the document without such text; every offset of the result is one of the document's own."""
    stretches = _stretches(source.text)
    if not stretches:
        return read(source)
    cuts = _Cuts(stretches)
    return cuts.put_back(read(cuts.shortened(source)), source)


def without_mirror_text(source: Source) -> Source:
    """The document without such text; its lines are the same."""
    stretches = _stretches(source.text)
    return _Cuts(stretches).shortened(source) if stretches else source


def _stretches(text: str) -> list[tuple[int, int]]:
    """What is to be taken out, in order, without overlap; no line end is among it."""
    readings = [match.span() for match in _READING.finditer(text)] if _TONE.search(text) else []
    if len(readings) < _FEWEST_READINGS:
        readings = []
    signs = (match.span() for pattern in (_PUT_IN, _INVISIBLE) for match in pattern.finditer(text))
    found = sorted([*readings, *signs, *_adverts(text)])
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _adverts(text: str) -> Iterator[tuple[int, int]]:
    by_line: dict[tuple[int, int], set[str]] = {}
    for match in _ADVERTISING.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        by_line.setdefault((start, len(text) if end < 0 else end), set()).add(match.group())
    return (line for line, held in by_line.items() if len(held) >= _FEWEST_WORDS)


class _Cuts:
    """Stretches taken out of a text, and the way from the offsets before to those after, and back."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self.stretches = stretches
        self.starts = [start for start, _ in stretches]
        self.gone = [0, *accumulate(end - start for start, end in stretches)]
        self.after = [start - gone for (start, _), gone in zip(stretches, self.gone, strict=False)]  # where each was, once it is out

    def new(self, offset: int) -> int:
        """The offset in the shortened text; of what was taken out: where it stood."""
        index = bisect_left(self.starts, offset)
        inside = index and offset < self.stretches[index - 1][1]
        return self.after[index - 1] if inside else offset - self.gone[index]

    def old(self, offset: int) -> int:
        """The offset in the whole text of a character of the shortened one."""
        return offset + self.gone[bisect_right(self.after, offset)]

    def shortened(self, source: Source) -> Source:
        """The document without the stretches."""
        kept, at = [], 0
        for start, end in self.stretches:
            kept.append(source.text[at:start])
            at = end
        return replace(
            source,
            text="".join([*kept, source.text[at:]]),
            tables=tuple(self._table(table) for table in source.tables),
            furniture=tuple((self.new(start), self.new(end)) for start, end in source.furniture),
            places=tuple(replace(place, start=self.new(place.start)) for place in source.places),
        )

    def _table(self, table: Table) -> Table:
        cells: tuple[Cell, ...] = tuple(replace(cell, start=self.new(cell.start), end=self.new(cell.end)) for cell in table.cells)
        return Table(self.new(table.start), self.new(table.end), cells)

    def put_back(self, parsed: Parsed, source: Source) -> Parsed:
        """The records with the offsets of the whole text, and with the note that says what was taken out."""
        gone = self.gone[-1]
        document = parsed.document
        problems = sorted([*document.problems, self._note(source)], key=lambda p: (p.line, p.code, p.message))
        return replace(
            parsed,
            document=replace(
                document, characters=len(source.text), accounted=document.accounted + gone, problems=tuple(problems)
            ),
            tasks=tuple(self._task(task) for task in parsed.tasks),
            spans=tuple(self._spans(parsed.spans)) if parsed.spans else (),
        )  # fmt: skip

    def _note(self, source: Source) -> Problem:
        (first, end), (last, _) = self.stretches[0], self.stretches[-1]
        text = _INVISIBLE_ALONE.sub(lambda match: f"U+{ord(match[0]):04X} ", excerpt(source.text[first:end])).strip()
        counts = {"count": str(len(self.stretches)), "characters": str(self.gone[-1])}
        return problem_of(Doubt.at("mirror-text", first, last + 1, text=text, **counts), source)

    def _moved(self, placed: _P) -> _P:
        end = self.old(placed.end - 1) + 1 if placed.end > placed.start else self.old(placed.start)
        return replace(placed, start=self.old(placed.start), end=end)

    def _task(self, task: Task) -> Task:
        return replace(
            self._moved(task),
            leaders=tuple(map(self._moved, task.leaders)),
            units=tuple(map(self._moved, task.units)),
            targets=tuple(map(self._moved, task.targets)),
            numbers=tuple(map(self._moved, task.numbers)),
        )

    def _spans(self, spans: Sequence[Span]) -> Iterator[Span]:
        """The spans, each cut where something was taken out of it, and what was taken out as furniture."""
        pieces = [Span("furniture", start, end) for start, end in self.stretches]
        for span in spans:
            inner = self.after[bisect_right(self.after, span.start) : bisect_left(self.after, span.end)]
            for start, end in zip([span.start, *inner], [*inner, span.end], strict=True):
                pieces.append(self._moved(Span(span.kind, start, end)))
        at: Span | None = None
        for piece in sorted(pieces, key=lambda piece: piece.start):
            if at is not None and at.kind == piece.kind:
                at = Span(at.kind, at.start, piece.end)
                continue
            if at is not None:
                yield at
            at = piece
        if at is not None:
            yield at
