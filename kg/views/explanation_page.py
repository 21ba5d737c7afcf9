"""An explanation as one page that needs nothing beside it and runs nothing: the text on the left, the reason on the right."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import jinja2

from kg.model.signs import harmless, shown
from kg.parsing.explaining.explanation import Explanation, LineReason, Stretch
from kg.views.telling import Teller

__all__ = ["explanation_page"]

_ROOM: Final = resources.files("kg.views")
_KINDS: Final = ("header", "letter", "heading", "number", "task", "detail", "clause", "result", "aside", "furniture", "unread")
_GRAVE: Final = ("error", "doubt", "note")


class _Piece(NamedTuple):
    """A run of characters within a stretch; ``mark`` says whom it names: lead, support, leader or target."""

    text: str
    mark: str = ""


class _Shown(NamedTuple):
    """A stretch as the page shows it."""

    kind: str
    pieces: Sequence[_Piece]
    reasons: Sequence[Sequence[str]]


class _Row(NamedTuple):
    """A line as the page shows it; ``severity`` is that of its gravest doubt."""

    number: int
    asked: bool
    severity: str
    stretches: Sequence[_Shown]


@cache
def _frame() -> jinja2.Template:
    frame = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return frame.from_string(_ROOM.joinpath("explanation.html").read_text(encoding="utf-8"))


def explanation_page(told: Explanation, teller: Teller, asked: int | None = None) -> str:
    """The page; ``asked`` is a line to point out. It has no script, and its policy lets it load nothing."""
    style = _ROOM.joinpath("explanation.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _frame().render(
        language="zh-CN" if teller.language == "zh" else "en",
        word=teller.word,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=style,
        file=told.document.file,
        head=teller.head(),
        refused=not any(task.task.units for task in told.tasks),
        near=[(miss.line, teller.near(miss)) for miss in told.near],
        doubts=[(doubt.line, doubt.severity, teller.doubt(doubt)) for doubt in told.document.problems],
        kinds=[kind for kind in _KINDS if any(stretch.kind == kind for line in told.lines for stretch in line.stretches)],
        rows=[_row(told, line, teller, asked) for line in told.lines],
    )
    return harmless(page)


def _row(told: Explanation, line: LineReason, teller: Teller, asked: int | None) -> _Row:
    severities = {doubt.severity for doubt in line.doubts}
    gravest = next((severity for severity in _GRAVE if severity in severities), "")
    stretches = [
        _Shown(
            stretch.kind,
            list(_pieces(told.text, line, stretch)),
            teller.reasons(line, stretch) if stretch.kind != "layout" else (),
        )
        for stretch in line.stretches
    ]
    return _Row(line.number, line.number == asked, gravest, stretches)


def _pieces(text: str, line: LineReason, stretch: Stretch) -> Iterator[_Piece]:
    """The stretch cut at the names, persons and numbers in it; of two that overlap, the first."""
    marks: list[tuple[int, int, str]] = [(name.unit.start, name.unit.end, name.unit.role) for name in line.names]
    marks += [(leader.leader.start, leader.leader.end, "leader") for leader in line.leaders]
    marks += [(target.start, target.end, "target") for target in line.targets]
    at, end = stretch.start, min(stretch.end, line.end)
    for start, stop, mark in sorted(marks):
        if at <= start < stop <= end:
            if start > at:
                yield _Piece(shown(text[at:start]))
            yield _Piece(shown(text[start:stop]), mark)
            at = stop
    if at < end:
        yield _Piece(shown(text[at:end]))
