"""A sample of a build's tasks, drawn by lot from each stratum: the family of layouts, and whether a task is in doubt."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.correcting.decisions import Judged, OfDocument, OfTask, Selector
from kg.correcting.places import selector_of
from kg.mapping import document_key
from kg.model.errors import StoreError
from kg.model.jsonl import read_records
from kg.model.records import DocumentRecord, Parsed, Task
from kg.model.wording import told

__all__ = ["FEWEST", "Question", "allotted", "draw"]

FEWEST: Final = 5
"""Tasks of a stratum that are drawn at the least, so that its own share of right ones can be told at all."""
_MOST_SHOWN: Final = 1500  # characters of the notice beside a task
_QUOTED: Final = 200  # characters of a task that a judgement quotes
_Stratum = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Question:
    """One task to be judged: what was read, what the notice says there, and what a judgement of it carries."""

    number: int
    file: str
    line: int
    printed: str
    task: Task
    document: OfDocument
    at: Selector
    hint: OfTask
    judged: Judged


def allotted(strata: Counter[_Stratum], size: int) -> dict[_Stratum, int]:
    """How many tasks of each stratum are drawn: as many as its share, but never fewer than :data:`FEWEST`, or all."""
    every = sum(strata.values())
    return {stratum: min(tasks, max(FEWEST, round(size * tasks / every))) for stratum, tasks in strata.items()}


def draw(folder: Path, size: int, sample: str) -> list[Question]:
    """About ``size`` tasks of the build in ``folder``, in the order of the graph. The sample's id decides which.

    Raises StoreError where the folder holds no records, or no texts.
    """
    strata: Counter[_Stratum] = Counter(stratum for parsed in _documents(folder) for stratum in _strata(parsed))
    if not strata:
        raise StoreError(str(folder), told("the build has no tasks"), "Build documents that share out tasks")
    lot = random.Random(sample)
    chosen = {stratum: set(lot.sample(range(strata[stratum]), count)) for stratum, count in sorted(allotted(strata, size).items())}
    seen: Counter[_Stratum] = Counter()
    questions: list[Question] = []
    for parsed in _documents(folder):
        text: str | None = None
        for task, stratum in zip(parsed.tasks, _strata(parsed), strict=True):
            if seen[stratum] in chosen[stratum]:
                text = _text(folder, parsed.document) if text is None else text
                judged = Judged(sample, stratum[0], strata[stratum], stratum[1])
                questions.append(_question(len(questions) + 1, parsed, task, text, judged))
            seen[stratum] += 1
    return questions


def _documents(folder: Path) -> Iterator[Parsed]:
    path = folder / "records.jsonl"
    try:
        with path.open("rb") as lines:
            yield from read_records(lines, str(path))
    except OSError as error:
        raise StoreError(str(folder), told("no build is there"), "Name the folder of one: kg build SOURCE -o DIR") from error


def _strata(parsed: Parsed) -> Iterator[_Stratum]:
    family = parsed.document.family or "?"
    return ((family, bool(task.doubts)) for task in parsed.tasks)


def _text(folder: Path, record: DocumentRecord) -> str:
    key = document_key(record)
    for local in (key, f"{key}-{record.sha256[:8]}"):
        path = folder / "texts" / f"{local}.txt"
        if path.is_file():
            return path.read_bytes().decode("utf-8", "surrogatepass")
    raise StoreError(
        str(folder), told("the build does not hold the text of {file}", file=record.file), "Build it anew, without --without-text"
    )


def _question(number: int, parsed: Parsed, task: Task, text: str, judged: Judged) -> Question:
    record = parsed.document
    reach = min((other.start for other in parsed.tasks if other.start > task.start), default=len(text))
    return Question(
        number=number,
        file=record.file,
        line=text.count("\n", 0, task.start) + 1,
        printed=text[task.start : min(reach, task.start + _MOST_SHOWN)].strip(),
        task=task,
        document=OfDocument(record.region_code, record.number, record.title, record.sha256),
        at=selector_of(text, task.start, min(task.end, task.start + _QUOTED)),
        hint=OfTask(task.part, task.section, task.number),
        judged=judged,
    )
