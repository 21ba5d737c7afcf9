"""All that the parser says of a document, as lines that can be read: every field with where it stands in the text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model.records import Parsed, Result, Target, Task
from kg.model.source import Source
from kg.parsing import parse

__all__ = ["records"]


def records(paths: Iterable[Path]) -> str:
    """The records of the files, one below the other."""
    return "".join(f"{line}\n" for path in paths for line in _document(path))


def _document(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    parsed = parse(Source(path.name, path.name, text, hashlib.sha256(text.encode()).hexdigest()))
    record = parsed.document
    yield f"=== {path.name}"
    yield f"title {record.title} | number {record.number} | issued {record.issued} | publisher {record.publisher}"
    yield f"region {record.region} {record.region_code} stated {record.region_stated} | year {record.year} | lead rule {record.lead_rule}"
    yield f"accounted {record.accounted} of {record.characters} | {record.family_reason}"
    yield from (f"line {problem.line} {problem.severity} {problem.code}: {problem.message}" for problem in record.problems)
    for task in parsed.tasks:
        yield from _task(task)
    yield f"spans {_spans(parsed)}"
    yield ""


def _task(task: Task) -> Iterator[str]:
    place = (task.part_title, task.section, task.section_title, task.subsection, task.subsection_title, task.heading, task.parent)
    yield f"[{task.part}] {task.number} {task.start}-{task.end} {task.text}"
    yield f"    in {' / '.join(str(part) for part in place)} | {task.horizon} | {task.deadline}"
    for leader in task.leaders:
        yield f"    leader {leader.name} {leader.title} {leader.role} {leader.start}-{leader.end}"
    for unit in task.units:
        yield f"    {unit.role} {unit.name} {unit.basis}{' several' if unit.collective else ''} {unit.start}-{unit.end}"
    yield from (f"    {name}: {cell}" for name, cell in task.details)
    yield from (f"    target {_target(target)}" for target in task.targets)
    yield from (f"    result {_result(result)}" for result in task.results)
    if task.numbers:
        yield "    numbers " + ", ".join(f"{note.text} {note.kind} {note.start}-{note.end}" for note in task.numbers)


def _result(result: Result) -> str:
    figures = f"{result.value} {result.unit} share {result.share} of {result.target}"
    state = f"{result.status} {result.status_basis} as of {result.as_of} estimate {result.estimate} derived {result.derived_target}"
    return f"{result.indicator}: {figures} {state} {result.start}-{result.end} “{result.quote}”"


def _target(target: Target) -> str:
    figures = f"{target.value} upper {target.upper} from {target.baseline} {target.unit}"
    said = f"{target.change} {target.comparator} {figures} {target.commitment} until {target.deadline}"
    return f"{target.indicator}: {said} {target.start}-{target.end} “{target.quote}”"


def _spans(parsed: Parsed) -> str:
    return " ".join(f"{span.kind}:{span.start}-{span.end}" for span in parsed.spans)
