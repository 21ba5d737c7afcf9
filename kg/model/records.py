"""What the parser says of a document: the records that every room may know.

The records are frozen: what a field promises here is true of every value, so that no later room has to check again.
Field by field they are the public contract of ``kg parse``; :mod:`kg.model.jsonl` writes and reads that form.

Offsets are character offsets (Unicode code points) into the document's text as read, ``start`` inclusive and ``end``
exclusive. The text between them is what the value came from; markup and line breaks that the conversion put in may stand
inside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from kg.model.doubts import Severity
from kg.model.values import value

__all__ = [
    "Amendment",
    "Basis",
    "Change",
    "Commitment",
    "Comparator",
    "DocumentKind",
    "DocumentRecord",
    "Entry",
    "Leader",
    "LeaderBasis",
    "NumberNote",
    "Parsed",
    "Problem",
    "ReadBy",
    "Result",
    "ResultStatus",
    "Role",
    "SourceFile",
    "Span",
    "SpanKind",
    "StatusBasis",
    "Target",
    "Task",
    "Unit",
]

Role = Literal["lead", "support"]
Basis = Literal["marked", "labelled", "declared", "sole", "inferred", "corrected"]
Change = Literal["increase", "decrease", "level"]
Comparator = Literal["eq", "ge", "le", "approx"]
Commitment = Literal["ensure", "strive", "plain"]
LeaderBasis = Literal["heading", "labelled", "worded", "column", "corrected"]
ReadBy = Literal["ocr", "ocr-layer"]
LeadRule = Literal["marked", "declared"]
DocumentKind = Literal["plan", "progress"]
ResultStatus = Literal["done", "exceeded", "on-track", "behind", "missed", "changed", "not-started"]
StatusBasis = Literal["printed", "derived"]
SpanKind = Literal["header", "letter", "heading", "number", "task", "detail", "clause", "layout", "furniture", "result", "aside", "unread"]


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
class Result:
    """What a document says was reached: ``value`` in the printed ``unit``, ``share`` in per cent of the target, or a status alone.

    ``target`` is the index into the task's targets. ``status_basis`` says whether the document prints the status or value, share and
    date give it. ``as_of`` is the last day of the period told of (2022-09-30). ``derived_target`` is the promise that follows from the
    printed distance to it (增长6.1%，低于目标0.9个百分点: 7), in the same unit.
    """

    quote: str
    indicator: str | None
    value: Decimal | None
    unit: str | None
    target: int | None
    share: Decimal | None
    status: ResultStatus | None
    status_basis: StatusBasis | None
    as_of: str | None
    start: int
    end: int
    estimate: bool = False
    derived_target: Decimal | None = None


@value
class Entry:
    """A row of a list that a body filled in, as typed; ``place`` is its sheet and row.

    ``task`` and ``party`` are the IRIs of the task and the body that the row was handed out for, empty in a row that somebody added;
    ``bureau`` is the body's name, ``digest`` says which words the task had (:func:`kg.linking.handed_out.digest_of`).
    """

    task: str
    party: str
    bureau: str
    digest: str
    place: str
    told: str | None
    value: str | None
    status: str | None
    as_of: str | None
    evidence: str | None


@value
class NumberNote:
    """One number of the text and what was made of it: ``target``, a kind of non-target, or ``unexplained``."""

    text: str
    kind: str
    start: int
    end: int


@value
class Amendment:
    """What a person decided about a task or document, as the record carries it: the correction's own id, when, by whom, why.

    ``keys`` are those of the record that it gave another value (``task``: the whole of it was added), none where it says that the reading
    is right or, where ``wrong``, is not. ``printed`` is what the program read there, as JSON; None where it read nothing.
    """

    id: str
    when: str | None
    by: str | None
    why: str | None
    keys: tuple[str, ...] = ()
    printed: str | None = None
    wrong: bool = False


@value
class Task:
    """One numbered item of a task list: its text and who answers for it.

    ``part_label`` is what the notice prints above its list besides a title, where it has a number (附件2).
    ``parent`` is the item that a sub-item stands under, ``heading`` an unnumbered title above it; ``details`` are a table's further
    columns (place, investment, note …) as (heading, cell). ``doubts`` are the codes of the problems that touch the task. ``entry`` is what
    was typed of it, in a list that was filled in. ``read_by`` says what read it from a picture: this program (``ocr``), or another one,
    which put its text over the picture (``ocr-layer``).
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
    part_label: str | None = None
    numbers: tuple[NumberNote, ...] = ()
    results: tuple[Result, ...] = ()
    doubts: tuple[str, ...] = ()
    entry: Entry | None = None
    corrections: tuple[Amendment, ...] = ()
    read_by: ReadBy | None = None


@value
class SourceFile:
    """One file that a document was read from: its own name, the SHA-256 digest of its bytes in hexadecimal, its media type."""

    name: str
    sha256: str
    media_type: str


@value
class DocumentRecord:
    """One published notice. Whatever it does not say is None. ``kind``: a ``plan`` shares work out, ``progress`` reports on it.

    ``replaces`` and ``amends`` are what it calls the earlier notices that it ends or changes in part: number, else title.
    ``file``, ``sha256`` and the offsets are those of the reading that was kept, the first of all ``files``. ``read_by`` as of a task.
    """

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
    kind: DocumentKind = "plan"
    files: tuple[SourceFile, ...] = ()
    replaces: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    corrections: tuple[Amendment, ...] = ()
    read_by: ReadBy | None = None

    @property
    def doubts(self) -> tuple[str, ...]:
        """The codes of its problems, those aside that leave the reading as it is, in their order."""
        return tuple(sorted({problem.code for problem in self.problems if problem.severity != "note"}))


@value
class Parsed:
    """A document with its tasks, and the claim on each of its characters."""

    document: DocumentRecord
    tasks: tuple[Task, ...]
    spans: tuple[Span, ...] = ()

    def unread(self) -> Iterator[Span]:
        """The stretches that nothing claimed."""
        return (span for span in self.spans if span.kind == "unread")
