"""A comparison of two years as one page that needs nothing beside it and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

import jinja2

from kg.comparing import Comparison, Row, Wording, rows
from kg.model.signs import harmless

__all__ = ["comparison_page"]

_ROOM: Final = resources.files("kg.views")
# The columns of each kind of change, beside what changed how; a reworded text takes the place of both.
_COLUMNS: Final = {
    "task": ("task", "old", "new"),
    "target": ("task", "what", "old", "new", "difference"),
    "party": ("task", "what", "old", "new"),
    "bureau": ("what", "old", "new"),
    "leader": ("what", "old", "new"),
}


class _Section(NamedTuple):
    """One kind of change in one place."""

    kind: str
    columns: Sequence[str]
    rows: Sequence[Row]


class _Place(NamedTuple):
    """One place: its name, its years, how many changes of which kind, and these."""

    anchor: str
    name: str
    years: str
    counts: Sequence[tuple[str, Sequence[tuple[str, int]]]]
    sections: Sequence[_Section]


@cache
def _frame() -> jinja2.Template:
    frame = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return frame.from_string(_ROOM.joinpath("comparison.html").read_text(encoding="utf-8"))


def comparison_page(found: Comparison, wording: Wording, *, everything: bool = False) -> str:
    """The page. It has no script, and its policy lets it load nothing."""
    style = _ROOM.joinpath("comparison.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    listed = list(rows(found, wording, everything=everything))
    places = []
    for number, region in enumerate(found.regions, 1):
        mine = [row for row in listed if row.key == region.key]
        sections = [_section(kind, of) for kind in _COLUMNS if (of := [row for row in mine if row.kind == kind])]
        counts = [(kind, sorted(counted.items())) for kind, counted in region.counts().items() if counted]
        places.append(_Place(f"p{number}", region.name, f"{region.old} → {region.new}", counts, sections))
    page = _frame().render(
        language="zh-CN" if wording.language == "zh" else "en",
        word=wording.word,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        style=style,
        title=wording.word("page", "title", old=found.old, new=found.new),
        notes=[wording.word("note", note.code, **note.facts) for note in found.notes],
        places=places,
        cell=_cell,
    )
    return harmless(page)


def _section(kind: str, of_kind: Sequence[Row]) -> _Section:
    """The rows of one kind, in the columns in which any of them has something."""
    return _Section(kind, [name for name in _COLUMNS[kind] if any(_cell(row, name) for row in of_kind)], of_kind)


def _cell(row: Row, column: str) -> str:
    """What stands in a column; a difference with its sign and unit."""
    if column == "difference":
        return "" if row.difference is None else f"{row.difference.normalize():+f}{row.unit or ''}"
    value = getattr(row, column)
    return "" if value is None else str(value)
