"""Stretches taken out of a document's text before it is read, and the way from the offsets before to those after, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from kg.model.records import Leader, NumberNote, Parsed, Span, Target, Task, Unit
from kg.model.source import Cell, Source, Table
from kg.parsing.findings import Doubt
from kg.parsing.notice.problems import problem_of

__all__ = ["Cuts"]

_P = TypeVar("_P", Task, Leader, Unit, Target, NumberNote, Span)


class Cuts:
    """Stretches of a text, in order and without overlap, that are taken out of it; no line end is among them."""

    def __init__(self, stretches: Sequence[tuple[int, int]]) -> None:
        self.stretches = stretches
        self.starts = [start for start, _ in stretches]
        self.gone = [0, *accumulate(end - start for start, end in stretches)]
        self.after = [start - gone for (start, _), gone in zip(stretches, self.gone, strict=False)]  # where each was, once it is out

    @property
    def characters(self) -> int:
        """How many characters are taken out."""
        return self.gone[-1]

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
            unsure=tuple(replace(one, start=self.new(one.start), end=self.new(one.end)) for one in source.unsure),
        )

    def _table(self, table: Table) -> Table:
        cells: tuple[Cell, ...] = tuple(replace(cell, start=self.new(cell.start), end=self.new(cell.end)) for cell in table.cells)
        return Table(self.new(table.start), self.new(table.end), cells)

    def put_back(self, parsed: Parsed, source: Source, note: Doubt) -> Parsed:
        """The records with the offsets of the whole text, and with ``note``, which says what was taken out."""
        gone = self.characters
        document = parsed.document
        problems = sorted([*document.problems, problem_of(note, source)], key=lambda p: (p.code != "ocr-text", p.line, p.code, p.message))
        return replace(
            parsed,
            document=replace(
                document, characters=len(source.text), accounted=document.accounted + gone, problems=tuple(problems)
            ),
            tasks=tuple(self._task(task) for task in parsed.tasks),
            spans=tuple(self._spans(parsed.spans)),
        )  # fmt: skip

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
