"""What the parser says of a document: the records that every room may know.

The records are frozen: what a field promises here is true of every value, so that no later room has to check again.
Field by field they are the public contract of ``kg parse``; :func:`document_json` and :func:`task_json` give that form.

Offsets are character offsets (Unicode code points) into the document's text as read, ``start`` inclusive and ``end``
exclusive. The text between them is what the value came from; markup and line breaks that the conversion put in may stand
inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Literal

from kg.model.doubts import Severity
from kg.model.values import value

__all__ = [
    "Basis",
    "Change",
    "Commitment",
    "Comparator",
    "DocumentRecord",
    "Leader",
    "LeaderBasis",
    "NumberNote",
    "Parsed",
    "Problem",
    "Role",
    "Span",
    "SpanKind",
    "Target",
    "Task",
    "Unit",
    "document_json",
    "task_json",
]

Role = Literal["lead", "support"]
Basis = Literal["marked", "labelled", "declared", "sole", "inferred"]
Change = Literal["increase", "decrease", "level"]
Comparator = Literal["eq", "ge", "le", "approx"]
Commitment = Literal["ensure", "strive", "plain"]
LeaderBasis = Literal["heading", "labelled", "worded", "column"]
LeadRule = Literal["marked", "declared"]
SpanKind = Literal["header", "letter", "heading", "number", "task", "detail", "clause", "layout", "furniture", "aside", "unread"]


@value
class Span:
    """A stretch of the text, and the one thing that claims it. The spans of a document cover its text without overlap."""

    kind: SpanKind
    start: int
    end: int


@value
class Problem:
    """One doubt or fault, said aloud. ``code`` is one of :mod:`kg.model.doubts`.

    It reaches from ``line`` (from 1) to ``to_line``, where that is another; ``facts`` are what the message was filled in with.
    """

    code: str
    line: int
    message: str
    severity: Severity = "doubt"
    to_line: int | None = None
    facts: tuple[tuple[str, str], ...] = ()


@value
class Unit:
    """A body (or, where ``collective``, a set of bodies) that answers for a task; ``name`` as printed, without marks."""

    name: str
    role: Role
    basis: Basis
    collective: bool
    start: int
    end: int


@value
class Leader:
    """A person named in the section heading or on the task; ``title`` is the post printed beside the name, if any.

    Where an office stands in place of a name (牵头领导：常务副市长), ``name`` is None and ``title`` the office. ``basis`` is how the
    document says so: in a ``heading`` above, behind a label (``labelled``), before a word (王某负责: ``worded``), in a table's ``column``.
    """

    name: str | None
    title: str | None
    role: str | None
    start: int
    end: int
    basis: LeaderBasis = "heading"


@value
class Target:
    """A number that a task commits to.

    ``value``, ``upper`` and ``baseline`` are in the printed ``unit`` (20, "亿元"); ``upper`` is the upper end of a range,
    ``baseline`` the number that the change starts from. ``quote`` occurs in the task's text.
    """

    quote: str
    indicator: str | None
    change: Change
    comparator: Comparator
    value: Decimal
    upper: Decimal | None
    baseline: Decimal | None
    unit: str | None
    commitment: Commitment
    deadline: str | None
    start: int
    end: int


@value
class NumberNote:
    """One number of the text and what was made of it: ``target``, a kind of non-target, or ``unexplained``."""

    text: str
    kind: str
    start: int
    end: int


@value
class Task:
    """One numbered item of a task list: its text and who answers for it.

    ``parent`` is the item that a sub-item stands under, ``heading`` an unnumbered title above it; ``details`` are a table's further
    columns (place, investment, note …) as (heading, cell).
    """

    part: int
    part_title: str | None
    section: str | None
    section_title: str | None
    subsection: str | None
    subsection_title: str | None
    number: str | None
    text: str
    horizon: str | None
    leaders: tuple[Leader, ...]
    units: tuple[Unit, ...]
    targets: tuple[Target, ...]
    start: int
    end: int
    deadline: str | None = None
    parent: str | None = None
    heading: str | None = None
    details: tuple[tuple[str, str], ...] = ()
    numbers: tuple[NumberNote, ...] = ()


@value
class DocumentRecord:
    """One published notice. Whatever the notice does not say is None."""

    file: str
    title: str | None
    number: str | None
    issued: str | None
    publisher: str | None
    region: str | None
    region_code: str | None
    region_stated: bool
    year: int | None
    lead_rule: LeadRule | None
    characters: int
    accounted: int
    sha256: str
    problems: tuple[Problem, ...] = ()
    family: str | None = None
    family_reason: str | None = None


@value
class Parsed:
    """A document with its tasks, and the claim on each of its characters."""

    document: DocumentRecord
    tasks: tuple[Task, ...]
    spans: tuple[Span, ...] = ()

    def unread(self) -> Iterator[Span]:
        """The stretches that nothing claimed."""
        return (span for span in self.spans if span.kind == "unread")


def number_json(value: Decimal | None) -> int | float | None:
    """A decimal as the JSON number that prints the same: 8 and not 8.0, 7.5 and not 7.50."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def document_json(record: DocumentRecord) -> dict[str, Any]:
    """The record as ``kg parse`` prints it."""
    return {
        "type": "document",
        "file": record.file,
        "title": record.title,
        "number": record.number,
        "issued": record.issued,
        "publisher": record.publisher,
        "region": record.region,
        "region_code": record.region_code,
        "region_stated": record.region_stated,
        "year": record.year,
        "lead_rule": record.lead_rule,
        "characters": record.characters,
        "accounted": record.accounted,
        "sha256": record.sha256,
        "family": record.family,
        "problems": [problem_json(problem) for problem in record.problems],
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """The problem as ``kg parse`` prints it; ``to_line`` is left out where it is the line itself."""
    reach = {} if problem.to_line is None else {"to_line": problem.to_line}
    return {"code": problem.code, "line": problem.line, **reach, "severity": problem.severity, "message": problem.message}


def task_json(file: str, task: Task) -> dict[str, Any]:
    """The task as ``kg parse`` prints it; ``file`` is the document's own file name."""
    return {
        "type": "task",
        "file": file,
        "part": task.part,
        "part_title": task.part_title,
        "section": task.section,
        "section_title": task.section_title,
        "subsection": task.subsection,
        "subsection_title": task.subsection_title,
        "number": task.number,
        "parent": task.parent,
        "heading": task.heading,
        "details": dict(task.details),
        "text": task.text,
        "horizon": task.horizon,
        "deadline": task.deadline,
        "leaders": [leader_json(leader) for leader in task.leaders],
        "units": [
            {
                "name": u.name,
                "role": u.role,
                "basis": u.basis,
                "collective": u.collective,
                "start": u.start,
                "end": u.end,
            }
            for u in task.units
        ],
        "targets": [target_json(target) for target in task.targets],
        "start": task.start,
        "end": task.end,
    }


def leader_json(leader: Leader) -> dict[str, Any]:
    """The leader as ``kg parse`` prints it inside its task."""
    return {
        "name": leader.name,
        "title": leader.title,
        "role": leader.role,
        "basis": leader.basis,
        "start": leader.start,
        "end": leader.end,
    }


def target_json(target: Target) -> dict[str, Any]:
    """The target as ``kg parse`` prints it inside its task."""
    return {
        "quote": target.quote,
        "indicator": target.indicator,
        "change": target.change,
        "comparator": target.comparator,
        "value": number_json(target.value),
        "upper": number_json(target.upper),
        "baseline": number_json(target.baseline),
        "unit": target.unit,
        "commitment": target.commitment,
        "deadline": target.deadline,
        "start": target.start,
        "end": target.end,
    }
