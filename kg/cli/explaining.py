"""An explanation as lines of text: the document's own head, then line by line what each was taken for."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.signs import shown
from kg.parsing.explaining import Explanation
from kg.parsing.explaining.explanation import LineReason
from kg.views.telling import Teller, short

__all__ = ["explanation_text"]

_INDENT = " " * 9


def explanation_text(told: Explanation, teller: Teller, asked: int | None) -> str:
    """The explanation of the whole document, or of the line that was ``asked`` for."""
    lines = told.lines if asked is None else told.lines[asked - 1 : asked]
    parts = [*_head(told, teller), *(part for line in lines for part in _line(told, line, teller, alone=asked is not None))]
    return "".join(f"{shown(part)}\n" for part in parts)


def _head(told: Explanation, teller: Teller) -> Iterator[str]:
    yield told.document.file
    for term, said in teller.head():
        yield f"  {term}: {said}"
    if not any(task.task.units for task in told.tasks):
        yield f"  {teller.word('head', 'nothing' if told.near else 'nothing-near')}"
    for miss in told.near:
        yield f"    {teller.word('head', 'line', line=miss.line)}: {teller.near(miss)}"
    yield ""


def _line(told: Explanation, line: LineReason, teller: Teller, *, alone: bool) -> Iterator[str]:
    text = told.text[line.start : line.end]
    if not text.strip() and not alone:
        return
    yield f"{line.number:>6}  {text.rstrip()}"
    for stretch in line.stretches:
        printed = told.text[stretch.start : stretch.end].strip()
        if stretch.kind != "layout":
            yield f"{_INDENT}{teller.stretch(stretch)}  “{short(printed)}”"
    for column in line.columns:
        yield f"{_INDENT}  {teller.column(column)}"
    for clause in line.clauses:
        head, *parts = teller.clause(clause)
        yield f"{_INDENT}  {head}"
        yield from (f"{_INDENT}    {part}" for part in parts)
    for name in line.names:
        yield f"{_INDENT}  {teller.name(name)}"
    for leader in line.leaders:
        yield f"{_INDENT}  {teller.leader(leader)}"
    tasks = line.tasks or (told.tasks[line.within : line.within + 1] if alone and line.within is not None else ())
    for task in tasks:
        head, *parts = teller.task(task)
        yield f"{_INDENT}  {head}" + ("" if line.tasks else f", {teller.word('task', 'begins', line=task.line)}")
        yield from (f"{_INDENT}    {part}" for part in parts)
    for doubt in line.doubts:
        yield f"{_INDENT}  {teller.doubt(doubt)}"
