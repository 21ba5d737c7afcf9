"""What a table's columns hold, known by their headings (序号, 主要工作, 牵头单位, 完成时限 …) and by what stands in them.

Each kind of column stands in one table: where its cells go, what fits it, and what it costs to pass over it. A kind that goes nowhere
cannot be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, Literal

from kg.knowledge.measures import measure
from kg.knowledge.words import compiled, words, words_and_patterns
from kg.model.records import SpanKind
from kg.model.values import value
from kg.parsing.clauses.labels import column_label
from kg.parsing.clauses.parts import could_be_names, names_with_words
from kg.parsing.names.person_pieces import is_person_name
from kg.parsing.names.splitting import pieces_of_list
from kg.parsing.tables.signs import NUMERAL

__all__ = [
    "CLAIMED",
    "COLUMNS",
    "CONTENT_KINDS",
    "TEXT_KINDS",
    "UNIT_KINDS",
    "WHO_ANSWERS",
    "Column",
    "ColumnKind",
    "Destination",
    "column_kind",
    "misfit",
    "says_no_bodies",
    "says_no_time",
    "tells",
]

ColumnKind = Literal[
    "number", "block", "name", "content", "task", "figure", "measure", "phase", "place", "period", "money", "kind", "counted",
    "lead", "support", "responsible", "leader", "deadline", "result", "note",
]  # fmt: skip
Destination = Literal["number", "section", "text", "bodies", "leader", "deadline", "details", "aside"]
"""Where a cell goes: the item's number, the section's title, the task's text, its units, leaders, deadline, its further details, or
nowhere but the list of what was set aside (with the details that records carry).
"""

_GLOSS = re.compile(r"[（(][^）)]*[）)]")
_DATE = re.compile(r"\d{4}年|\d{1,2}月|季度|年底|年内|年末|全年|长期|持续|上半年|下半年|底前|^\d{4}(?:[-—.]\d+)*$|按.*(?:要求|序时|时限)")
_STATUS = compiled(words_and_patterns("columns", "status"))
_COUNT = re.compile(r"\d[^\d、，,）)]{0,3}$")  # a text that ends in a count is no body: 送戏下乡20场
_LONGEST_GOAL = 30
_LONGEST_MEASURE = 8
_LONGEST_TIME = 24
_REACHED = re.compile(r"\d+(?:\.\d+)?[%％]")
_LEVEL = compiled("|".join(words("patterns/bodies")["level_prefix"]))
_SHORT_WORD = re.compile(r"[\u4e00-\u9fff]{2,6}")
_TELLS = compiled("|".join(words("patterns/progress")["columns"]))
_DIGITS = re.compile(r"[\d.,，/—-]+(?:万元|亿元|元)?")


@value
class Column:
    """A kind of column. Costs are in tenths of what a cell costs that fits only just: little for columns that are often empty or merged.

    ``starts``: to begin a row behind this column; ``skips``: to pass over it within a row; ``ends``: to end a row before it.
    ``misfit``: how badly a cell fits, 0 (well) to 6 (not at all), from its text and its text without white space.
    """

    goes_to: Destination
    misfit: Callable[[str, str], float]
    starts: int = 8
    skips: int = 13
    ends: int = 9


def _is_numeral(closed: str) -> bool:
    return bool(NUMERAL.fullmatch(closed))


def _no_number(text: str, closed: str) -> float:
    return 0.0 if _is_numeral(closed) else 6.0


def _no_bodies(text: str, closed: str) -> float:
    if closed.isdigit():
        return 6.0
    if _COUNT.search(closed):
        return 3.0
    if could_be_names(text) or closed[:1] in "▲★*":
        return 0.0
    pieces = pieces_of_list(text)
    if _mostly_names(text):
        return 0.2
    if any(could_be_names(piece) for piece in pieces):
        return 0.9
    names = names_with_words(text)
    if names is not None and could_be_names(names):
        return 0.1  # 办公室牵头，各科室配合
    bodies, _, person = text.strip().rpartition(" ")
    if could_be_names(bodies) and is_person_name(person):
        return 0.5  # a body and who heads it
    return 1.2 if _SHORT_WORD.fullmatch(closed) else 4.0  # a name that has lost its ending


def _mostly_names(text: str) -> bool:
    """Whether all pieces of a list but one are names of bodies: one that is cut off, or holds a name that has lost something."""
    pieces = [piece for piece in pieces_of_list(text) if piece]
    return len(pieces) > 2 and "。" not in text and sum(could_be_names(piece) for piece in pieces) >= len(pieces) - 1


def _no_person(text: str, closed: str) -> float:
    if _is_numeral(closed):
        return 5.0
    return 0.0 if is_person_name(closed) or _two_persons(text) else 1.5 if len(closed) <= 8 and not could_be_names(text) else 4.0


def _no_time(text: str, closed: str) -> float:
    return 0.0 if _DATE.search(closed) and len(closed) <= 24 else 3.0


def _no_money(text: str, closed: str) -> float:
    return 0.0 if _DIGITS.fullmatch(closed) else 2.0


def _no_task(text: str, closed: str) -> float:
    if _is_numeral(closed):
        return 4.0
    if _STATUS.match(closed) or closed[:1] in "▲★":
        return 2.0
    if _SHORT_WORD.fullmatch(closed) and _LEVEL.match(closed):
        return 1.0  # rather the name of a body that has lost its ending
    if _mostly_names(text):
        return 1.5
    return 0.0 if len(closed) > 14 or not could_be_names(text) else 2.0


def _no_goal(text: str, closed: str) -> float:
    if _STATUS.match(closed) or closed[:1] in "▲★":
        return 3.0
    if re.search(r"\d", closed):
        return 0.0 if len(closed) <= _LONGEST_GOAL else 1.0
    return 2.0 if could_be_names(text) else 0.5


def _no_phase(text: str, closed: str) -> float:
    if could_be_names(text) and len(closed) > 2:
        return 2.5
    return 0.5 if _is_numeral(closed) else 0.2


def _no_title(text: str, closed: str) -> float:
    if _is_numeral(closed):
        return 2.0
    return 4.0 if closed.startswith("—") or closed.endswith("。") else 1.0


def _no_result(text: str, closed: str) -> float:
    if _STATUS.match(closed) or _REACHED.fullmatch(closed):
        return 0.0
    return 0.5 if _DIGITS.fullmatch(closed) else 2.0 if _is_numeral(closed) else 1.0


def _anything(text: str, closed: str) -> float:
    return 2.0 if _is_numeral(closed) else 1.0


def _no_measure(text: str, closed: str) -> float:
    if re.search(r"\d", closed) or len(closed) > _LONGEST_MEASURE:
        return 4.0
    return 0.0 if measure(closed) is not None or "/" in closed or "／" in closed else 1.5


def _any_word(text: str, closed: str) -> float:
    return 1.0


COLUMNS: Final[Mapping[ColumnKind, Column]] = MappingProxyType(
    {
        "number": Column("number", _no_number, starts=16),
        "block": Column("section", _no_title, starts=4, skips=3),
        "name": Column("text", _no_task),
        "content": Column("text", _no_task),
        "task": Column("text", _no_task),
        "figure": Column("text", _no_goal),
        "measure": Column("text", _no_task),
        "phase": Column("details", _no_phase, starts=4, skips=6, ends=4),
        "place": Column("details", _anything, starts=4, skips=3),
        "period": Column("details", _no_time),
        "money": Column("details", _no_money),
        "kind": Column("details", _any_word, starts=4, skips=3, ends=2),
        "counted": Column("text", _no_measure, starts=4, skips=6, ends=4),
        "lead": Column("bodies", _no_bodies),
        "support": Column("bodies", _no_bodies),
        "responsible": Column("bodies", _no_bodies),
        "leader": Column("leader", _no_person),
        "deadline": Column("deadline", _no_time),
        "result": Column("aside", _no_result, starts=4, skips=3, ends=2),
        "note": Column("aside", _anything, starts=4, skips=3, ends=2),
    }
)
CLAIMED: Final[Mapping[str, SpanKind]] = MappingProxyType(
    {
        "number": "number",
        "section": "heading",
        "text": "task",
        "details": "detail",
        "bodies": "clause",
        "leader": "clause",
        "deadline": "clause",
    }
)
"""What the characters of a cell are, by where it goes."""
UNIT_KINDS = frozenset(kind for kind, column in COLUMNS.items() if column.goes_to == "bodies")
WHO_ANSWERS: Final[frozenset[ColumnKind]] = UNIT_KINDS | {"leader"}
"""The columns that say who answers: a table of tasks has one of them."""
TEXT_KINDS = frozenset(kind for kind, column in COLUMNS.items() if column.goes_to == "text" and kind != "counted")
CONTENT_KINDS: Final = frozenset({"content", "task"})  # what says a whole task
# The order in which headings are asked for their kind, after labels (牵头单位) and behind the number's, which comes first.
_FROM_HEADINGS: Final[tuple[ColumnKind, ...]] = (
    "block", "name", "content", "figure", "task", "result", "note", "measure", "phase", "place", "period", "money", "kind",
    "counted",
)  # fmt: skip


@cache
def _pattern(kind: ColumnKind) -> re.Pattern[str]:
    return compiled(words_and_patterns("columns", kind))


@lru_cache(maxsize=4096)
def column_kind(heading: str) -> ColumnKind | None:
    """What a column with this heading holds; None where the heading is not known. Spaces and a gloss in brackets do not matter."""
    closed = re.sub(r"[\s*]+", "", heading)
    for form in (closed, _GLOSS.sub("", closed)):
        if not form or len(form) > 16:
            continue
        if _pattern("number").fullmatch(form):
            return "number"
        label = column_label(form)
        if label == "note":
            return "result" if _pattern("result").fullmatch(form) else "note"
        if label is not None and label != "unknown" and len(form) > 1:
            return label
        for kind in _FROM_HEADINGS:
            if _pattern(kind).fullmatch(form):
                return kind
    return None


@lru_cache(maxsize=8192)
def misfit(text: str, kind: ColumnKind) -> float:
    """How badly a cell's text fits a column of the kind: 0 fits, 6 does not. Used to tell which cells of a flattened table are missing."""
    return COLUMNS[kind].misfit(text, re.sub(r"\s+", "", text))


def says_no_bodies(text: str) -> bool:
    """Whether a cell tells how far the work has come, or is a bare figure: none that a column of bodies can hold."""
    closed = re.sub(r"\s+", "", text)
    return bool(_STATUS.match(closed) or _REACHED.fullmatch(closed) or _DIGITS.fullmatch(closed)) and not could_be_names(text)


def says_no_time(text: str) -> bool:
    """Whether a cell of a column of times says no time, but what is to be done, or a number: it stands in the wrong column."""
    return _DATE.search(text) is None and (text.rstrip().endswith("。") or len(text) > _LONGEST_TIME or text.strip().isdecimal())


def tells(heading: str) -> bool:
    """Whether a heading says that its column tells of what was reached, whatever else it is taken for (年度完成情况)."""
    return bool(_TELLS.search(heading))


def _two_persons(text: str) -> bool:
    names = [name for name in re.split(r"[、，,\s]+", text) if name]
    return len(names) > 1 and (all(is_person_name(name) for name in names) or all(len(name) <= 3 for name in names))
