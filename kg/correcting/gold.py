"""Documents that a person went through, in the form in which the tests of reading hold what is right (``tests/samples``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from kg.model.jsonl import record_json
from kg.model.records import Leader, Parsed, Result, Target, Task, Unit

__all__ = ["gold_json", "gold_of", "unconfirmed"]

_OF_DOCUMENT: Final = ("file", "title", "number", "issued", "publisher", "region", "region_code", "region_stated", "year", "lead_rule")
_OF_TASK: Final = ("part", "part_title", "section", "section_title", "subsection", "subsection_title", "number", "text", "horizon")
_LEFT_OUT: Final = frozenset({"start", "end"})


def unconfirmed(parsed: Parsed) -> int:
    """How many of the document's tasks nobody has said are right: neither each by itself, nor all by a word on the document."""
    if any(not one.keys and not one.wrong for one in parsed.document.corrections):
        return sum("judged-wrong" in task.doubts for task in parsed.tasks)
    return sum(not _is_confirmed(task) for task in parsed.tasks)


def _is_confirmed(task: Task) -> bool:
    """Whether somebody says that it is right as a whole, and nobody says later that something is wrong."""
    last = {"right": -1, "wrong": -1}
    for number, one in enumerate(task.corrections):
        if one.wrong:
            last["wrong"] = number
        elif not one.keys or "task" in one.keys:
            last["right"] = number
    return last["right"] > last["wrong"]


def gold_of(parsed: Parsed) -> dict[str, Any]:
    """The document and its tasks as an object of the tests' own form."""
    document = record_json(parsed.document)
    return {
        "document": {key: document[key] for key in _OF_DOCUMENT},
        "tasks": [_task(task, Path(parsed.document.file).stem, number) for number, task in enumerate(parsed.tasks, 1)],
    }


def gold_json(parsed: Parsed) -> str:
    """The same as the file holds it."""
    return json.dumps(gold_of(parsed), ensure_ascii=False, indent=1) + "\n"


def _task(task: Task, stem: str, number: int) -> dict[str, Any]:
    written = record_json(task)
    place = (stem, task.part, task.section or 0, task.subsection or 0, task.number or f"x{number}")
    made: dict[str, Any] = {"id": "-".join(map(str, place))} | {key: written[key] for key in _OF_TASK}
    made["leaders"] = [_inner(leader, {"basis"}) for leader in task.leaders]
    made["units"] = [_inner(unit) for unit in task.units]
    made["targets"] = [_inner(target) | {"optional": False} for target in task.targets]
    if task.results:
        made["results"] = [_inner(result) for result in task.results]
    return made


def _inner(record: Leader | Unit | Target | Result, without: set[str] | frozenset[str] = frozenset()) -> dict[str, Any]:
    return {key: one for key, one in record_json(record).items() if key not in _LEFT_OUT | without}
