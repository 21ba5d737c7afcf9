"""``report.md``: how much is in doubt and why, every doubt by document and line, then the notes, then how much was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import IO, Final, Protocol

from kg.building.doubts import InDoubt
from kg.building.report import DocumentReport, Passage, Summary
from kg.building.report_corrections import corrections_chapter
from kg.model.doubts import Severity, kind_of, message
from kg.model.errors import UnreadableSource
from kg.model.excerpts import safe
from kg.model.records import Problem
from kg.model.shares import percent
from kg.model.wording import in_both, said

__all__ = ["Chapters", "chapters_of", "write_markdown"]

_SHOWN: Final = 30
_SEVERITIES: Final[dict[Severity, str]] = {"error": "error 未读", "doubt": "doubt 存疑", "note": "note 提示"}


@dataclass(frozen=True, slots=True)
class Chapters:
    """What each chapter of the page says of one document; nothing, where there is nothing to say."""

    doubts: str
    notes: str
    read: str


class HasChapters(Protocol):
    """A document's share of the page."""

    @property
    def chapters(self) -> Chapters:
        """What each chapter says."""


def chapters_of(document: DocumentReport) -> Chapters:
    """The share of a document in each chapter."""
    return Chapters(_listed(document, _doubt_lines(document)), _listed(document, _note_lines(document)), _read(document))


def write_markdown(out: IO[str], summary: Summary, documents: Iterable[HasChapters]) -> None:
    """The report as Markdown. ``documents`` is gone through once a chapter, and each is written as it comes."""
    out.write("# Report of the build 构建报告\n")
    _in_doubt(out, summary.in_doubt)
    if summary.corrections is not None:
        out.write(corrections_chapter(summary.corrections))
    _list(out, f"Not read 未能读取: {len(summary.unreadable)}", [_refused_line(error) for error in summary.unreadable])
    _list(
        out,
        f"Beside the documents, and not read 文件之外，未读取: {len(summary.passed_over)}",
        list(map(_refused_line, summary.passed_over)),
    )
    _list(
        out,
        f"Read, but without a list of tasks 无任务清单: {len(summary.without_tasks)}",
        [_refused_line(error) for error in summary.without_tasks],
    )
    _by_document(out, "Doubts by document and line 各文件存疑之处", (told.chapters.doubts for told in documents))
    _by_document(out, "Notes: the reading stands 提示：不影响读取", (told.chapters.notes for told in documents))
    _coverage(out, summary, (told.chapters.read for told in documents))
    _list(
        out,
        f"Same file twice 重复文件: {len(summary.duplicates)}",
        [f"{safe(file)}: the same as 相同于 {safe(other)}" for file, other in summary.duplicates],
    )
    unknown = [f"{safe(name)}: {count}" for name, count in summary.unknown_indicators[:_SHOWN]]
    _list(out, "Most frequent indicators that are not known 常见的未知指标", unknown)


def _in_doubt(out: IO[str], found: InDoubt) -> None:
    out.write("\n## In doubt 存疑\n\n")
    out.write(f"{found.documents} of {found.of_documents} documents and {found.tasks} of {found.of_tasks} tasks are in doubt.\n")
    out.write(f"{found.of_documents} 份文件中有 {found.documents} 份存疑，{found.of_tasks} 项任务中有 {found.tasks} 项存疑。\n")
    if found.why:
        out.write("\n| why 原因 | documents 文件 | tasks 任务 | what to do 处理 |\n| --- | ---: | ---: | --- |\n")
    for reason in found.why:
        kind = kind_of(reason.code)
        why, do = f"`{kind.code}` {kind.title_en} {kind.title_zh}", f"{kind.remedy_en}.<br>{kind.remedy_zh}。"
        out.write(f"| {why} | {reason.documents} | {reason.tasks} | {do} |\n")
    if found.tasks:
        out.write("\nWhich tasks 哪些任务: `kg query doubts`\n")


def _by_document(out: IO[str], title: str, documents: Iterable[str]) -> None:
    """A chapter of what there is to say of each document, if there is anything."""
    begun = False
    for document in documents:
        if document:
            out.write(document if begun else f"\n## {title}\n{document}")
            begun = True


def _listed(document: DocumentReport, lines: Iterable[str]) -> str:
    said = "".join(f"- {line}\n" for line in lines)
    return f"\n### {safe(document.file)}\n\n{said}" if said else ""


def _doubt_lines(document: DocumentReport) -> Iterator[str]:
    grave = sorted((p for p in document.problems if p.severity != "note"), key=lambda p: (p.line, p.code))
    said = [(p.line, p.to_line or p.line) for p in grave]
    yield from map(_problem_line, grave)
    for passage in document.unread:
        if not any(line <= passage.line <= to_line for line, to_line in said):
            yield _passage_line(passage, "not read 未读")


def _note_lines(document: DocumentReport) -> Iterator[str]:
    yield from (f"{_SEVERITIES['note']}: {safe(in_both(note))}" for note in document.notes)
    yield from map(_problem_line, sorted((p for p in document.problems if p.severity == "note"), key=lambda p: (p.line, p.code)))
    yield from (_passage_line(number, "number not explained 未解释的数字") for number in document.unexplained_numbers)


def _problem_line(problem: Problem) -> str:
    """Where, how grave, what, in both languages."""
    place = f"line {problem.line}" + (f"–{problem.to_line}" if problem.to_line else "") + " 行"
    chinese = message(problem.code, dict(problem.facts), "zh")
    return f"{place}: {_SEVERITIES[problem.severity]}: {safe(f'{problem.message} · {chinese}')} [{problem.code}]"


def _passage_line(passage: Passage, what: str) -> str:
    return f"line {passage.line} 行: {what}: {safe(passage.text)}"


def _coverage(out: IO[str], summary: Summary, documents: Iterable[str]) -> None:
    out.write("\n## What was read 读取情况\n\n")
    out.write("| documents 文件 | tasks 任务 | targets 目标 | inferred leads 推断牵头 | triples 三元组 | text accounted for 文本覆盖 |\n")
    out.write("| ---: | ---: | ---: | ---: | ---: | ---: |\n")
    covered = percent(summary.accounted, summary.characters)
    counts = (summary.documents, summary.tasks, summary.targets, summary.inferred_leads, summary.triples, covered)
    out.write(f"| {' | '.join(map(str, counts))} |\n")
    if summary.set_aside:
        out.write("\n| set aside 已搁置 | documents 文件 | places 处 | characters 字 |\n| --- | ---: | ---: | ---: |\n")
    for kind in summary.set_aside:
        out.write(f"| {safe(kind.what)} | {kind.documents} | {kind.places} | {kind.characters} |\n")
    out.writelines(documents)


def _read(document: DocumentReport) -> str:
    out = StringIO()
    out.write(f"\n### {safe(document.file)}\n\n")
    identity = [part for part in (document.title, document.number) if part]
    region = document.region or "region not found 未知行政区"
    stated = "" if document.region_stated or document.region is None else " (inferred 推断)"
    out.write(f"{safe(' · '.join([*identity, region]))}{stated}\n\n")
    if document.files:
        kept = f" (kept 采用: {safe(document.files[0])}{_because(document.kept)})" if document.kept else ""
        out.write(f"Files 来源文件: {safe(', '.join(document.files))}{kept}\n\n")
    if document.family is not None:
        out.write(f"Layout 版式: {safe(document.family)}{_because(document.family_reason and in_both(document.family_reason))}\n\n")
    out.write(
        f"{document.tasks} tasks 任务, {document.units} unit entries 责任单位, of them {document.leads} leads 牵头"
        f" ({document.inferred_leads} inferred 推断), {document.leaders} leaders 领导, {document.targets} targets 目标. "
        f"Text accounted for 文本覆盖: {document.accounted} of {document.characters} characters"
        f" ({percent(document.accounted, document.characters)}).\n"
    )
    if document.set_aside:
        kinds = [f"{what} ({places} places 处, {characters} characters 字)" for what, places, characters in document.set_aside]
        out.write(f"\nSet aside 已搁置: {safe(', '.join(kinds))}.\n")
    return out.getvalue()


def _because(reason: str | None) -> str:
    return f" ({safe(reason)})" if reason else ""


def _refused_line(error: UnreadableSource) -> str:
    """What and why, and what to do, in English and then in Chinese."""
    english = f"{error.found}. {error.remedy}"
    chinese = f"{said(error.found, 'zh')}。{said(error.remedy, 'zh')}"
    return safe(f"{error.where}: {english} · {chinese}")


def _list(out: IO[str], title: str, lines: Sequence[str]) -> None:
    if lines:
        out.write(f"\n## {title}\n\n" + "".join(f"- {line}\n" for line in lines))
