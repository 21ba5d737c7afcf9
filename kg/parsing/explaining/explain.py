"""A document read once more with everything that its records leave out: what each line was taken for, and why."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from kg.knowledge.scripts import simplified
from kg.model.records import Leader, Parsed, Problem, Span, Target, Unit
from kg.model.source import Source
from kg.parsing.clauses.parts import ClausePart, first_leads
from kg.parsing.explaining.entries import (
    column_entries,
    declaration_entries,
    label_entries,
    mark_entries,
    name_entries,
    part_entries,
    person_entries,
    role_entries,
)
from kg.parsing.explaining.explanation import (
    ClauseReason,
    ColumnReason,
    Explanation,
    LeaderReason,
    LineReason,
    NameReason,
    PartReason,
    Stretch,
    TaskReason,
)
from kg.parsing.explaining.near import near_misses
from kg.parsing.findings import Claim, Item
from kg.parsing.notice.account import paint
from kg.parsing.notice.mirrors import without_mirror_text
from kg.parsing.notice.parse import traced
from kg.parsing.notice.unseen import without_unseen_signs
from kg.parsing.text.items import FORM_OF_RULE
from kg.parsing.trace import Trace

__all__ = ["explain"]

_Reason = TypeVar("_Reason")

_COLUMN = "column "
_HEADINGS = "headings of the columns"
_MOST_PIECES = 4
_SHORTEST_TITLE = 6
_NO_PLACE = frozenset({"set-aside"})  # reaches over half the document: told where it begins


def explain(source: Source) -> Explanation:
    """Read the document, with the reason for each line. Nothing raises for what a text holds."""
    source = without_mirror_text(without_unseen_signs(source))
    parsed, trace = traced(source)
    return _Explained(source, parsed, trace).explanation()


class _Explained:
    """One document whose findings are put back to their lines."""

    def __init__(self, source: Source, parsed: Parsed, trace: Trace) -> None:
        self.source = source
        self.parsed = parsed
        self.trace = trace
        self.starts = [0, *(match.end() for match in re.finditer("\n(?!\\Z)", source.text))]

    def line(self, offset: int) -> int:
        """The number of the line, from 1."""
        return self.source.line(offset)

    def explanation(self) -> Explanation:
        tasks = tuple(
            TaskReason(
                number,
                task,
                self.line(task.start),
                tuple(self.line(unit.start) for unit in task.units),
                tuple(self.line(leader.start) for leader in task.leaders),
            )
            for number, task in enumerate(self.parsed.tasks)
        )
        lines = tuple(self._lines(tasks))
        answered = any(task.units for task in self.parsed.tasks)
        return Explanation(
            self.source.text,
            self.parsed.document,
            self._title_line(lines),
            self.trace.region_evidence,
            self.trace.contests,
            tasks,
            lines,
            () if answered else near_misses(self.source, self.trace.text),
        )

    def _title_line(self, lines: Sequence[LineReason]) -> int | None:
        title = re.sub(r"\s+", "", self.parsed.document.title or "")
        for line in lines:
            closed = re.sub(r"[\s#*|]+", "", self.source.text[line.start : line.end])
            if len(closed) >= _SHORTEST_TITLE and (closed in title or (title and title in closed)):
                return line.number
        return None

    def _lines(self, tasks: Sequence[TaskReason]) -> Iterator[LineReason]:
        stretches = _grouped((self.line(stretch.start), stretch) for stretch in self._stretches())
        columns = _grouped(self._columns())
        clauses = _grouped((self.line(clause.start), clause) for clause in self._clauses())
        names = _grouped((self.line(name.unit.start), name) for name in self._names())
        leaders = _grouped((leader.line, leader) for leader in self._leaders())
        own: dict[int, list[TaskReason]] = defaultdict(list)
        targets: dict[int, list[Target]] = defaultdict(list)
        within: dict[int, int] = {}
        for task in tasks:
            own[task.line].append(task)
            for target in task.task.targets:
                targets[self.line(target.start)].append(target)
            for number in range(task.line, self.line(task.task.end - 1) + 1):
                within.setdefault(number, task.number)
        for task in tasks:  # its clause, where that stands on lines of its own
            for number in task.unit_lines:
                within.setdefault(number, task.number)
        doubts = _doubts_by_line(self.parsed.document.problems)
        for number, start in enumerate(self.starts, 1):
            end = self.starts[number] - 1 if number < len(self.starts) else len(self.source.text)
            yield LineReason(
                number,
                start,
                end,
                tuple(stretches.get(number, ())),
                tuple(columns.get(number, ())),
                tuple(clauses.get(number, ())),
                tuple(names.get(number, ())),
                tuple(leaders.get(number, ())),
                tuple(own.get(number, ())),
                tuple(targets.get(number, ())),
                within.get(number),
                tuple(doubts.get(number, ())),
            )

    def _stretches(self) -> Iterator[Stretch]:
        """The spans of the account, parted where the rule changes and at the ends of lines."""
        owners = array("I", bytes(4 * len(self.source.text)))
        claims: list[Claim | None] = [None]
        for claim, start, end in paint(self.source, self.trace.claims):
            claims.append(claim)
            owners[start:end] = array("I", [len(claims) - 1]) * (end - start)
        for span in self.parsed.spans:
            for start, end in self._cuts(span, owners):
                claim = claims[owners[start]]
                yield Stretch(span.kind, start, end, claim.rule if claim is not None and claim.kind == span.kind else "")

    def _cuts(self, span: Span, owners: array[int]) -> Iterator[tuple[int, int]]:
        start = span.start
        for at in range(span.start + 1, span.end + 1):
            if at == span.end or owners[at] != owners[start] or self.source.text[at - 1] == "\n":
                yield start, at
                start = at

    def _columns(self) -> Iterator[tuple[int, ColumnReason]]:
        """The headings of tables, each with what its column holds."""
        unknown = {claim.rule for claim in self.trace.claims if claim.kind == "aside"}
        passages = [claim.passage for claim in self.trace.claims if claim.rule == _HEADINGS and claim.passage]
        texts = [re.sub(r"\s+", "", passage.text) for passage in passages]
        at = 0
        while at < len(passages):
            letters = next((count for count, text in enumerate(texts[at:]) if len(text) > 1), len(texts) - at)
            for count in (letters,) if letters > 1 else range(1, _MOST_PIECES):  # 工 作 任 务, or a heading that a page broke
                heading = "".join(texts[at : at + count])
                kind, entries = column_entries(heading)
                if kind or (count == 1 and heading in unknown):
                    yield self.line(passages[at].start), ColumnReason(heading, passages[at].start, kind or "note", entries)
                    at += count - 1
                    break
            at += 1

    def _clauses(self) -> Iterator[ClauseReason]:
        parts = {(part.names.start, part.kind, part.label): part for item in self.trace.items for part in item.parts if part.names}
        ordered = sorted(parts.values(), key=lambda part: part.names.start)
        for claim in self.trace.claims:
            column = claim.kind == "clause" and claim.rule.startswith(_COLUMN)
            if claim.rule not in FORM_OF_RULE and not column:
                continue
            start, end = claim.passage.reach()
            first = bisect_left(ordered, start, key=lambda part: part.names.start)
            held = ordered[first : bisect_left(ordered, end, key=lambda part: part.names.start)]
            yield ClauseReason(start, end, FORM_OF_RULE.get(claim.rule), tuple(_part(part, column=column) for part in held))

    def _names(self) -> Iterator[NameReason]:
        tasks: dict[Unit, list[int]] = defaultdict(list)
        labels: dict[Unit, str | None] = {}
        for number, (task, item) in enumerate(zip(self.parsed.tasks, self.trace.items, strict=True)):
            for unit in task.units:
                tasks[unit].append(number)
                labels.setdefault(unit, _label_of(unit, item))
        stated = first_leads(self.trace.text)
        for unit, numbers in tasks.items():
            grounds, office, entries = name_entries(simplified(unit.name))
            said_at = None
            if unit.basis == "marked":
                entries += mark_entries(self.trace.text, unit.start)
            elif unit.basis == "declared" and stated is not None:
                said_at = self.line(stated.start())
                entries += declaration_entries(stated.group())
            yield NameReason(unit, tuple(numbers), labels[unit], said_at, grounds, office, entries)

    def _leaders(self) -> Iterator[LeaderReason]:
        tasks: dict[Leader, list[int]] = defaultdict(list)
        for number, task in enumerate(self.parsed.tasks):
            for leader in task.leaders:
                tasks[leader].append(number)
        for leader, numbers in tasks.items():
            role = simplified(leader.role or "")
            said = column_entries(role)[1] if leader.basis == "column" else role_entries(role, "leader", "after") or label_entries(role)
            person = person_entries(simplified(leader.name or "") or None, simplified(leader.title or "") or None)
            yield LeaderReason(leader, self.line(leader.start), tuple(numbers), (*said, *person))


def _grouped(found: Iterable[tuple[int, _Reason]]) -> dict[int, list[_Reason]]:
    """The reasons by the number of their line."""
    by_line: dict[int, list[_Reason]] = defaultdict(list)
    for line, reason in found:
        by_line[line].append(reason)
    return by_line


def _part(part: ClausePart, *, column: bool) -> PartReason:
    return PartReason(part.kind, part.label, part_entries(part.kind, part.label, column=column), part.names.text, part.names.start)


def _label_of(unit: Unit, item: Item) -> str | None:
    """What said the role of a name: the label, word or heading of the part that it stands in."""
    for part in item.parts:
        if part.names:
            start, end = part.names.reach()
            if start <= unit.start < end:
                return part.label
    return None


def _doubts_by_line(problems: Sequence[Problem]) -> Mapping[int, list[Problem]]:
    found: dict[int, list[Problem]] = defaultdict(list)
    for problem in problems:
        last = problem.line if problem.code in _NO_PLACE else problem.to_line or problem.line
        for number in range(problem.line, last + 1):
            found[number].append(problem)
    return found
