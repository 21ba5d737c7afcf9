"""What an explanation is made of. Offsets are those of the records, lines count from 1; nothing here is made for a medium or a language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Literal

from kg.knowledge.words import WordEntry
from kg.model.records import DocumentRecord, Leader, Problem, SpanKind, Target, Task, Unit
from kg.model.values import value
from kg.parsing.clauses.labels import LabelKind
from kg.parsing.clauses.places import Form
from kg.parsing.tables.columns import ColumnKind
from kg.parsing.trace import Contest

__all__ = [
    "ClauseReason",
    "ColumnReason",
    "Explanation",
    "Ground",
    "LeaderReason",
    "LineReason",
    "NameReason",
    "NearMiss",
    "NearMissKind",
    "PartReason",
    "Stretch",
    "TaskReason",
]

Ground = Literal["office", "set", "ending"]
"""Why characters are taken for a body's name: a known office, a phrase for a set of bodies, an ending that bodies have."""
NearMissKind = Literal[
    "clause-without-task", "bracket-without-number", "columns-unknown", "columns-without-bodies", "columns-without-tasks", "label-unknown",
    "label-in-sentence", "bodies-at-end", "heading-without-number", "bracket-with-others", "bracket-in-sentence",
    "clause-without-bodies", "words-of-duty",
]  # fmt: skip


@value
class Stretch:
    """Characters of one line that are one thing, by one rule; ``rule`` is empty where none claims them."""

    kind: SpanKind
    start: int
    end: int
    rule: str


@value
class ColumnReason:
    """The heading of a column: what the column holds, and the entries that know the heading (none: it is a remark's)."""

    heading: str
    start: int
    kind: ColumnKind
    entries: tuple[WordEntry, ...]


@value
class PartReason:
    """Names under one label, word or heading of a column: what it is, as printed, the entries that know it, and the names' text.

    ``start`` is where the names stand.
    """

    kind: LabelKind
    label: str | None
    entries: tuple[WordEntry, ...]
    names: str
    start: int


@value
class ClauseReason:
    """A clause, or the cells of one column that say who answers. ``form`` is None for a cell."""

    start: int
    end: int
    form: Form | None
    parts: tuple[PartReason, ...]


@value
class NameReason:
    """A body at its place: role and basis (in ``unit``), what said the role, on which grounds it is a name, and whose task.

    ``said_at`` is the line of the document's own rule, for a role that is declared.
    """

    unit: Unit
    tasks: tuple[int, ...]
    label: str | None
    said_at: int | None
    grounds: tuple[Ground, ...]
    office: str | None
    entries: tuple[WordEntry, ...]


@value
class LeaderReason:
    """A leader at the place of print, the entries by which role, name and post are known, and the tasks that are answered for."""

    leader: Leader
    line: int
    tasks: tuple[int, ...]
    entries: tuple[WordEntry, ...]


@value
class TaskReason:
    """A task, as number in the order of the records (from 0), with the lines that its parts come from."""

    number: int
    task: Task
    line: int
    unit_lines: tuple[int, ...]
    leader_lines: tuple[int, ...]


@value
class LineReason:
    """One line of the text and what is known of it. ``tasks`` are those that begin here, ``within`` the number of the one it belongs to."""

    number: int
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    columns: tuple[ColumnReason, ...]
    clauses: tuple[ClauseReason, ...]
    names: tuple[NameReason, ...]
    leaders: tuple[LeaderReason, ...]
    tasks: tuple[TaskReason, ...]
    targets: tuple[Target, ...]
    within: int | None
    doubts: tuple[Problem, ...]


@value
class NearMiss:
    """What comes near to a clause or to a table's headings, at which line, and what is lacking; ``facts`` fill in what is said of it."""

    kind: NearMissKind
    line: int
    start: int
    end: int
    facts: Mapping[str, str]


@value
class Explanation:
    """A document, line by line. ``near`` is empty where a list of tasks was found; ``title_line`` None where no line is the title."""

    text: str
    document: DocumentRecord
    title_line: int | None
    region_evidence: str | None
    contests: tuple[Contest, ...]
    tasks: tuple[TaskReason, ...]
    lines: tuple[LineReason, ...]
    near: tuple[NearMiss, ...]

    def line_of(self, offset: int) -> int:
        """The line that a character stands in."""
        return bisect_right(self.lines, offset, key=lambda line: line.start)
