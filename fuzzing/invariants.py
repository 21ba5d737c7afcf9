"""What must hold of every document that is read and of every record that is made of it, whatever the bytes were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.model.records import Leader, NumberNote, Parsed, Target, Task, Unit
from kg.model.source import Source

__all__ = ["Broken", "check_parsed", "check_source"]


class Broken(AssertionError):
    """Something does not hold that must always hold."""


def _holds(true: bool, said: str) -> None:
    if not true:
        raise Broken(said)


def check_source(source: Source) -> None:
    """Tables, furniture and places of a document stand in its text, in order and without overlap."""
    text = source.text
    text.encode("utf-8")
    at = 0
    for table in source.tables:
        _holds(at <= table.start <= table.end <= len(text), "a table overlaps the one before it, or leaves the text")
        _holds(bool(table.cells), "a table has no cells")
        at = table.start
        for cell in table.cells:
            _holds(at <= cell.start <= cell.end <= table.end, "a cell overlaps the one before it, or leaves its table")
            _holds(not set(text[cell.start : cell.end]) & set("\n\t"), "a cell holds a line break or a tab")
            _holds(min(cell.row, cell.column) >= 0 < min(cell.row_span, cell.column_span), "a cell stands nowhere")
            at = cell.end
        at = table.end
    _holds(_in_order(source.furniture, len(text)), "furniture overlaps, or leaves the text")
    starts = [place.start for place in source.places]
    _holds(starts == sorted(set(starts)), "places are not in order")
    _holds(bool(source.locate(0) and source.locate(len(text))), "a character has no place")


def check_parsed(source: Source, parsed: Parsed) -> None:
    """Every character is claimed once, and every record stands in the text where it says."""
    text, document = source.text, parsed.document
    at = 0
    for span in parsed.spans:
        _holds(span.start == at < span.end, f"the spans leave a gap or overlap at {at}")
        at = span.end
    _holds(at == len(text) == document.characters, "the spans do not cover the text")
    unread = sum(span.end - span.start for span in parsed.unread())
    _holds(document.accounted == len(text) - unread, "the account of characters is wrong")
    lines = text.count("\n") + 1
    _holds(all(1 <= problem.line <= lines for problem in document.problems), "a problem is at no line of the text")
    for task in parsed.tasks:
        _check_task(text, task)


def _check_task(text: str, task: Task) -> None:
    _holds(0 <= task.start < task.end <= len(text), "a task leaves the text")
    # Not in order: a cell that is merged over rows stands in the first of them, and belongs to each.
    signs, there = Counter("".join(task.text.split())), Counter("".join(text[task.start : task.end].split()))
    _holds(signs <= there, "a task does not stand where it says")
    names = [unit.name for unit in task.units]
    _holds(len(set(names)) == len(names) and all(names), "a unit is named twice, or has no name")
    _holds(all(target.quote and target.quote in task.text for target in task.targets), "a quote does not occur in its task")
    found: tuple[Unit | Leader | Target | NumberNote, ...] = (*task.units, *task.leaders, *task.targets, *task.numbers)
    places = [(record.start, record.end) for record in found]
    _holds(all(0 <= start < end <= len(text) for start, end in places), "a name or a number leaves the text")


def _in_order(stretches: Sequence[tuple[int, int]], size: int) -> bool:
    bounds = [bound for stretch in stretches for bound in stretch]
    return bounds == sorted(bounds) and all(0 <= bound <= size for bound in bounds)
