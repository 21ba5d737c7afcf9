"""What a table's columns hold, known by their headings (序号, 主要工作, 牵头单位, 完成时限 …) and by what stands in them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, get_args

from kg.knowledge.words import compiled, words_and_patterns
from kg.parsing.clauses.labels import column_label
from kg.parsing.clauses.leaders import is_person_name
from kg.parsing.clauses.roles import could_be_names

__all__ = ["TEXT_KINDS", "UNIT_KINDS", "ColumnKind", "column_kind", "misfit"]

ColumnKind = Literal[
    "number", "block", "name", "content", "task", "figure", "measure", "place", "period", "money", "kind",
    "lead", "support", "responsible", "leader", "deadline", "note",
]  # fmt: skip
UNIT_KINDS = frozenset({"lead", "support", "responsible"})
TEXT_KINDS = frozenset({"task", "content", "name", "figure", "measure"})
_FROM_HEADINGS = ("number", "block", "name", "content", "figure", "task", "note", "measure", "place", "period", "money", "kind")
_GLOSS = re.compile(r"[（(][^）)]*[）)]")
_NUMBER = re.compile(r"[（(]?(?:\d{1,4}|[一二三四五六七八九十百]{1,4})[*＊★▲]?[.．、）)]*")
_DATE = re.compile(r"\d{4}年|\d{1,2}月|季度|年底|年内|年末|全年|长期|持续|上半年|下半年|底前|^\d{4}(?:[-—.]\d+)*$|按.*(?:要求|序时|时限)")
_DIGITS = re.compile(r"[\d.,，/—-]+(?:万元|亿元|元)?")


@cache
def _patterns() -> tuple[tuple[ColumnKind, re.Pattern[str]], ...]:
    return tuple((kind, compiled(words_and_patterns("columns", kind))) for kind in _FROM_HEADINGS)  # type: ignore[misc]


@lru_cache(maxsize=4096)
def column_kind(heading: str) -> ColumnKind | None:
    """What a column with this heading holds; None where the heading is not known. Spaces and a gloss in brackets do not matter."""
    closed = re.sub(r"[\s*]+", "", heading)
    for form in (closed, _GLOSS.sub("", closed)):
        if not form or len(form) > 16:
            continue
        for kind, pattern in _patterns()[:1]:
            if pattern.fullmatch(form):
                return kind
        label = column_label(form)
        if label is not None and len(form) > 1:
            return label
        for kind, pattern in _patterns()[1:]:
            if pattern.fullmatch(form):
                return kind
    return None


@lru_cache(maxsize=8192)
def misfit(text: str, kind: ColumnKind) -> float:
    """How badly a cell's text fits a column of the kind: 0 fits, 6 does not. Used to tell which cells of a flattened table are missing."""
    closed = re.sub(r"\s+", "", text)
    numeral = bool(_NUMBER.fullmatch(closed))
    if kind == "number":
        return 0.0 if numeral else 6.0
    if kind in UNIT_KINDS:
        if could_be_names(text) or closed[:1] in "▲★*":
            return 0.0
        return 0.9 if any(could_be_names(piece) for piece in re.split(r"[、，,；;]", text)) else 4.0
    if kind == "leader":
        if numeral:
            return 5.0
        return 0.0 if is_person_name(closed) or _two_persons(text) else 1.5 if len(closed) <= 8 and not could_be_names(text) else 4.0
    if kind in ("deadline", "period"):
        return 0.0 if _DATE.search(closed) and len(closed) <= 24 else 3.0
    if kind == "money":
        return 0.0 if _DIGITS.fullmatch(closed) else 2.0
    if kind in TEXT_KINDS:
        if numeral:
            return 4.0
        return 0.0 if len(closed) > 14 or not could_be_names(text) else 2.0
    if kind in get_args(ColumnKind):
        return 2.0 if numeral and kind != "kind" else 1.0
    raise ValueError(f"unknown kind of column: {kind!r}")


def _two_persons(text: str) -> bool:
    names = [name for name in re.split(r"[、，,\s]+", text) if name]
    return len(names) > 1 and (all(is_person_name(name) for name in names) or all(len(name) <= 3 for name in names))
