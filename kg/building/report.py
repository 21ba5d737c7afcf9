"""What there is to say of a build: what is in doubt and why, what was read, and what was not. ``report.json`` holds it.

The page ``report.md`` is in :mod:`kg.building.report_page`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any

from kg.building.doubts import DocumentDoubts, InDoubt, Reason, doubts_of, own_tasks
from kg.correcting.estimating import Estimate
from kg.correcting.outcomes import STATES, Outcome, State
from kg.documents import Source
from kg.model.doubts import kind_of
from kg.model.errors import UnreadableSource
from kg.model.excerpts import excerpt
from kg.model.jsonl import record_json
from kg.model.records import Parsed, Problem

__all__ = ["CorrectionsTold", "DocumentReport", "Passage", "SetAside", "Summary", "document_report", "report_json", "write_json"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that somebody should look at: its line (from 1) and how it begins."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What there is to say of one document that was built.

    ``files`` are all that it was read from, where they are several, the one whose reading was ``kept`` first, and why that one.
    """

    file: str
    title: str | None
    number: str | None
    region: str | None
    region_code: str | None
    region_stated: bool
    sha256: str
    family: str | None
    family_reason: str | None
    notes: tuple[str, ...]
    doubts: DocumentDoubts
    problems: tuple[Problem, ...]
    characters: int
    accounted: int
    tasks: int
    units: int
    leads: int
    inferred_leads: int
    leaders: int
    targets: int
    unread: tuple[Passage, ...]
    unexplained_numbers: tuple[Passage, ...]
    files: tuple[str, ...] = ()
    kept: str = ""

    @property
    def coverage(self) -> float:
        """The share of characters that something accounts for, 0 to 1."""
        return self.accounted / self.characters if self.characters else 1.0

    @property
    def set_aside(self) -> tuple[tuple[str, int, int], ...]:
        """What went to no record by rule: its kind, the number of places, their characters."""
        facts = (dict(problem.facts) for problem in self.problems if problem.code == "set-aside")
        return tuple((fact["what"], int(fact["count"]), int(fact["characters"])) for fact in facts)


@dataclass(frozen=True, slots=True)
class SetAside:
    """A kind of text that went to no record by rule, over all documents: the most characters come first."""

    what: str
    documents: int
    places: int
    characters: int


@dataclass(frozen=True, slots=True)
class CorrectionsTold:
    """What became of the corrections of a build, which the ``files`` hold, and what the judgements among them say of all tasks."""

    files: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    estimates: tuple[Estimate, ...] = ()

    def of(self, *states: State) -> list[Outcome]:
        """The outcomes of a kind."""
        return [outcome for outcome in self.outcomes if outcome.state in states]


@dataclass(frozen=True)
class Summary:
    """What there is to say of the build as a whole. ``unknown_indicators`` are names with the number of targets, most frequent first."""

    in_doubt: InDoubt
    documents: int
    tasks: int
    targets: int
    inferred_leads: int
    triples: int
    characters: int
    accounted: int
    set_aside: Sequence[SetAside]
    unreadable: Sequence[UnreadableSource]
    passed_over: Sequence[UnreadableSource]
    without_tasks: Sequence[UnreadableSource]
    duplicates: Sequence[tuple[str, str]]
    unknown_indicators: Sequence[tuple[str, int]]
    corrections: CorrectionsTold | None = None


def document_report(source: Source, parsed: Parsed) -> DocumentReport:
    """The report of one document. Lines are those of its text as read."""
    record, tasks = parsed.document, parsed.tasks
    units = [unit for task in tasks for unit in task.units]
    numbers = sorted({(note.start, note.text) for task in tasks for note in task.numbers if note.kind == "unexplained"})
    return DocumentReport(
        file=record.file,
        title=record.title,
        number=record.number,
        region=record.region,
        region_code=record.region_code,
        region_stated=record.region_stated,
        sha256=record.sha256,
        family=record.family,
        family_reason=record.family_reason,
        notes=source.notes,
        doubts=doubts_of(parsed),
        problems=record.problems,
        characters=record.characters,
        accounted=record.accounted,
        tasks=len(own_tasks(parsed)),
        units=len(units),
        leads=sum(unit.role == "lead" for unit in units),
        inferred_leads=sum(unit.role == "lead" and unit.basis == "inferred" for unit in units),
        leaders=len({(leader.name, leader.title) for task in tasks for leader in task.leaders}),
        targets=sum(len(task.targets) for task in tasks),
        unread=tuple(Passage(source.line(span.start), excerpt(source.text[span.start : span.end])) for span in parsed.unread()),
        unexplained_numbers=tuple(Passage(source.line(start), text) for start, text in numbers),
    )


def report_json(document: DocumentReport) -> str:
    """What ``report.json`` says of a document, on one line."""
    entry = asdict(document) | {
        "doubts": dict(document.doubts.tasks_by_code),
        "problems": [record_json(problem) for problem in document.problems],
        "tasks_in_doubt": document.doubts.tasks_in_doubt,
        "coverage": round(document.coverage, 6),
    }
    return json.dumps(entry, ensure_ascii=False)


def write_json(out: IO[str], summary: Summary, documents: Iterable[str]) -> None:
    """The report as JSON, what is in doubt first; ``documents`` are those of :func:`report_json`, written as they come."""
    head: dict[str, Any] = {
        "summary": {
            "documents_in_doubt": summary.in_doubt.documents,
            "tasks_in_doubt": summary.in_doubt.tasks,
            "why": [_reason(reason) for reason in summary.in_doubt.why],
            "documents": summary.documents,
            "tasks": summary.tasks,
            "targets": summary.targets,
            "inferred_leads": summary.inferred_leads,
            "triples": summary.triples,
            "characters": summary.characters,
            "accounted": summary.accounted,
            "set_aside": [asdict(kind) for kind in summary.set_aside],
        },
        "unreadable": [_refusal(error) for error in summary.unreadable],
        "passed_over": [_refusal(error) for error in summary.passed_over],
        "without_tasks": [_refusal(error) for error in summary.without_tasks],
        "duplicates": [{"file": file, "same_as": other} for file, other in summary.duplicates],
        "unknown_indicators": [{"name": name, "targets": count} for name, count in summary.unknown_indicators],
    }
    if summary.corrections is not None:
        head["corrections"] = _corrections(summary.corrections)
    out.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "documents": [')
    separator = "\n"
    for document in documents:
        out.write(f"{separator}  {document}")
        separator = ",\n"
    out.write("\n ]\n}\n")


def _corrections(told: CorrectionsTold) -> dict[str, Any]:
    """Those that are lost or refused come first: somebody has to look."""
    order: tuple[State, ...] = ("lost", "refused", *(state for state in STATES if state not in ("lost", "refused")))
    made: dict[str, Any] = {"files": list(told.files), "counts": {state: len(told.of(state)) for state in order}}
    made |= {state: [outcome_json(outcome) for outcome in told.of(state)] for state in order}
    made["contradicting"] = [{"id": one.decision.id, "earlier": list(one.against)} for one in told.outcomes if one.against]
    return made | {"estimates": [asdict(one) | {"told": one.told()} for one in told.estimates]}


def outcome_json(outcome: Outcome) -> dict[str, Any]:
    """What became of one correction."""
    one = outcome.decision
    return {
        "id": one.id, "action": one.action, "by": one.by, "when": one.when, "why": one.why, "document": outcome.file,
        "line": outcome.line, "exact": one.at.exact if one.at else None, "reason": str(outcome.reason) or None,
    }  # fmt: skip


def _reason(reason: Reason) -> dict[str, Any]:
    kind = kind_of(reason.code)
    meaning = {"title_en": kind.title_en, "title_zh": kind.title_zh, "remedy_en": kind.remedy_en, "remedy_zh": kind.remedy_zh}
    return {"code": reason.code, "severity": kind.severity, "documents": reason.documents, "tasks": reason.tasks, **meaning}


def _refusal(error: UnreadableSource) -> dict[str, str]:
    return {"source": error.where, "found": error.found, "remedy": error.remedy}
