"""``report.json`` and ``report.md``: what was read, what was not and why, and every doubt by document and line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import IO, Any, Final

from kg.documents import Source
from kg.model.errors import UnreadableSource
from kg.model.jsonl import record_json
from kg.model.records import Parsed, Problem

__all__ = ["DocumentReport", "Passage", "Summary", "document_report", "write_json", "write_markdown"]

_EXCERPT: Final = 40
_SHOWN: Final = 30


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document that somebody should look at: its line (from 1) and how it begins."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What there is to say of one document that was built."""

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
    characters: int
    accounted: int
    tasks: int
    units: int
    leads: int
    inferred_leads: int
    leaders: int
    targets: int
    problems: tuple[Problem, ...]
    unread: tuple[Passage, ...]
    unexplained_numbers: tuple[Passage, ...]

    @property
    def coverage(self) -> float:
        """The share of characters that something accounts for, 0 to 1."""
        return self.accounted / self.characters if self.characters else 1.0


@dataclass(frozen=True)
class Summary:
    """What there is to say of the build as a whole. ``unknown_indicators`` are names with the number of targets, most frequent first."""

    documents: int
    tasks: int
    targets: int
    inferred_leads: int
    triples: int
    characters: int
    accounted: int
    unreadable: Sequence[UnreadableSource]
    without_tasks: Sequence[UnreadableSource]
    duplicates: Sequence[tuple[str, str]]
    unknown_indicators: Sequence[tuple[str, int]]


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
        characters=record.characters,
        accounted=record.accounted,
        tasks=len(tasks),
        units=len(units),
        leads=sum(unit.role == "lead" for unit in units),
        inferred_leads=sum(unit.role == "lead" and unit.basis == "inferred" for unit in units),
        leaders=len({(leader.name, leader.title) for task in tasks for leader in task.leaders}),
        targets=sum(len(task.targets) for task in tasks),
        problems=record.problems,
        unread=tuple(Passage(source.line(span.start), _excerpt(source.text[span.start : span.end])) for span in parsed.unread()),
        unexplained_numbers=tuple(Passage(source.line(start), text) for start, text in numbers),
    )


def _excerpt(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _EXCERPT else f"{flat[:_EXCERPT]}…"


def write_json(out: IO[str], summary: Summary, documents: Iterable[DocumentReport]) -> None:
    """The report as JSON; the documents are written as they come."""
    head: dict[str, Any] = {
        "summary": {
            "documents": summary.documents,
            "tasks": summary.tasks,
            "targets": summary.targets,
            "inferred_leads": summary.inferred_leads,
            "triples": summary.triples,
            "characters": summary.characters,
            "accounted": summary.accounted,
        },
        "unreadable": [_refusal(error) for error in summary.unreadable],
        "without_tasks": [_refusal(error) for error in summary.without_tasks],
        "duplicates": [{"file": file, "same_as": other} for file, other in summary.duplicates],
        "unknown_indicators": [{"name": name, "targets": count} for name, count in summary.unknown_indicators],
    }
    out.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}") + ',\n "documents": [')
    separator = "\n"
    for document in documents:
        problems = [record_json(problem) for problem in document.problems]
        entry = asdict(document) | {"problems": problems, "coverage": round(document.coverage, 6)}
        out.write(f"{separator}  {json.dumps(entry, ensure_ascii=False)}")
        separator = ",\n"
    out.write("\n ]\n}\n")


def _refusal(error: UnreadableSource) -> dict[str, str]:
    return {"source": error.where, "found": error.found, "remedy": error.remedy}


def write_markdown(out: IO[str], summary: Summary, documents: Iterable[DocumentReport]) -> None:
    """The report as Markdown; the documents are written as they come."""
    out.write("# Report of the build 构建报告\n\n")
    out.write("| documents 文件 | tasks 任务 | targets 目标 | inferred leads 推断牵头 | triples 三元组 | text accounted for 文本覆盖 |\n")
    out.write("| ---: | ---: | ---: | ---: | ---: | ---: |\n")
    covered = _percent(summary.accounted, summary.characters)
    counts = (summary.documents, summary.tasks, summary.targets, summary.inferred_leads, summary.triples, covered)
    out.write(f"| {' | '.join(map(str, counts))} |\n")
    _list(out, f"Not read 未能读取: {len(summary.unreadable)}", [_refused_line(error) for error in summary.unreadable])
    _list(
        out,
        f"Read, but without a list of tasks 无任务清单: {len(summary.without_tasks)}",
        [_refused_line(error) for error in summary.without_tasks],
    )
    _list(
        out,
        f"Same file twice 重复文件: {len(summary.duplicates)}",
        [f"{_safe(file)}: the same as {_safe(other)}" for file, other in summary.duplicates],
    )
    unknown = [f"{_safe(name)}: {count}" for name, count in summary.unknown_indicators[:_SHOWN]]
    _list(out, "Most frequent indicators that are not known 常见的未知指标", unknown)
    out.write("\n## Documents 各文件\n")
    for document in documents:
        _document(out, document)


def _document(out: IO[str], document: DocumentReport) -> None:
    out.write(f"\n### {_safe(document.file)}\n\n")
    identity = [part for part in (document.title, document.number) if part]
    region = document.region or "region not found 未知行政区"
    stated = "" if document.region_stated or document.region is None else " (inferred 推断)"
    out.write(f"{_safe(' · '.join([*identity, region]))}{stated}\n\n")
    if document.family is not None:
        out.write(f"Layout 版式: {_safe(document.family)}{_because(document.family_reason)}\n\n")
    out.write(
        f"{document.tasks} tasks 任务, {document.units} unit entries 责任单位, of them {document.leads} leads 牵头"
        f" ({document.inferred_leads} inferred 推断), {document.leaders} leaders 领导, {document.targets} targets 目标. "
        f"Text accounted for 文本覆盖: {document.accounted} of {document.characters} characters"
        f" ({_percent(document.accounted, document.characters)}).\n"
    )
    lines = [f"note: {_safe(note)}" for note in document.notes]
    lines += [f"line {p.line}: {p.severity}: {_safe(p.message)} [{p.code}]" for p in document.problems]
    lines += [f"line {passage.line}: not read 未读: {_safe(passage.text)}" for passage in document.unread]
    lines += [f"line {p.line}: number not explained 未解释的数字: {_safe(p.text)}" for p in document.unexplained_numbers]
    if lines:
        out.write("\n" + "".join(f"- {line}\n" for line in lines))


def _because(reason: str | None) -> str:
    return f" ({_safe(reason)})" if reason else ""


def _refused_line(error: UnreadableSource) -> str:
    return _safe(f"{error.where}: {error.found}. {error.remedy}")


def _list(out: IO[str], title: str, lines: Sequence[str]) -> None:
    if lines:
        out.write(f"\n## {title}\n\n" + "".join(f"- {line}\n" for line in lines))


def _percent(part: int, whole: int) -> str:
    """Rounded down, so that 100 % means all."""
    return f"{(part * 10_000 // whole if whole else 10_000) / 100:.2f} %"


def _safe(text: str) -> str:
    """Text of a document as text in Markdown: on one line, and no sign of it read as markup."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~" else char for char in " ".join(text.split()))
