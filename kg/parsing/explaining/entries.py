"""Which entries of the word files know a label, a heading of a column, a body's name, a person; asked once all is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import Final

from kg.knowledge.offices import function_of, known_names
from kg.knowledge.words import WordEntry, entries
from kg.parsing.clauses.labels import LabelKind, column_label, label_kind
from kg.parsing.explaining.explanation import Ground
from kg.parsing.names.forms import MARKS, bare_name, is_collective
from kg.parsing.names.run_together import KnownNames
from kg.parsing.tables.columns import ColumnKind, column_kind

__all__ = [
    "column_entries",
    "declaration_entries",
    "label_entries",
    "mark_entries",
    "name_entries",
    "part_entries",
    "person_entries",
    "role_entries",
]

_FULL: Final = str.maketrans("(),:;", "（），：；")
_WHOLE: Final = ("whole_responsible", "whole_leader", "deadline", "note")
_NOUNS: Final = ("unit_nouns", "leader_nouns", "leader_scopes")
_LEFT: Final = 100  # a character that no entry holds, among pieces that cost 1 each
_GLOSS: Final = re.compile(r"[（(][^）)]*[）)]")
_NEAR_NAME: Final = 3


def _closed(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(_FULL)


@cache
def _roles(place: str) -> dict[str, WordEntry]:
    rows = ((entry.text.split(), entry) for entry in entries("roles")["words"])
    return {_closed(word): entry for (word, _, *places), entry in rows if place in places}


@lru_cache(maxsize=1024)
def label_entries(name: str) -> tuple[WordEntry, ...]:
    """What a label is put together of: 牵头单位 is 牵头 of ``roles`` and 单位 of ``labels``; 完成时限 one entry."""
    closed = _closed(name)
    labels = entries("labels")
    whole = [entry for section in _WHOLE for entry in labels[section] if _closed(entry.text) == closed]
    if whole or closed in _roles("alone"):
        return (*whole[:1],) if whole else (_roles("alone")[closed],)
    order = _NOUNS if label_kind(closed) != "leader" else (_NOUNS[1], _NOUNS[2], _NOUNS[0])
    known = dict(_roles("label"))
    for section in order:
        for entry in labels[section]:
            known.setdefault(_closed(entry.text), entry)
    return tuple(_fewest(closed, known))


def _fewest(text: str, known: dict[str, WordEntry]) -> Iterator[WordEntry]:
    """The fewest entries that make up the text; what none of them holds (a bracket, 及) is passed over."""
    best: list[tuple[int, int, WordEntry | None]] = [(0, 0, None)]
    for end in range(1, len(text) + 1):
        cost, start, entry = best[end - 1][0] + _LEFT, end - 1, None
        for begin in range(end):
            if (held := known.get(text[begin:end])) is not None and best[begin][0] + 1 < cost:
                cost, start, entry = best[begin][0] + 1, begin, held
        best.append((cost, start, entry))
    found, end = [], len(text)
    while end:
        _, start, entry = best[end]
        found += [entry] if entry else []
        end = start
    yield from reversed(found)


def role_entries(word: str, *places: str) -> tuple[WordEntry, ...]:
    """The entry of a role word at the first of the places that has it."""
    closed = _closed(word)
    return next(((found,) for place in places if (found := _roles(place).get(closed))), ())


@lru_cache(maxsize=1024)
def column_entries(heading: str) -> tuple[ColumnKind | None, tuple[WordEntry, ...]]:
    """What a column with this heading holds, and the entries that say so; None where no entry knows the heading."""
    kind = column_kind(heading)
    if kind is None:
        return None, ()
    closed = re.sub(r"[\s*]+", "", heading)
    for form in (closed, _GLOSS.sub("", closed)):
        if (plain := _first("columns", kind, lambda text, form=form: text == form)) is not None:  # type: ignore[misc]
            return kind, (plain,)
        if (pattern := _first("patterns/columns", kind, lambda text, form=form: re.fullmatch(text, form) is not None)) is not None:  # type: ignore[misc]
            return kind, (pattern,)
        if form and column_label(form) is not None:
            return kind, label_entries(form)
    return kind, ()


def _first(file: str, section: str, fits: Callable[[str], bool]) -> WordEntry | None:
    return next((entry for entry in entries(file).get(section, ()) if fits(entry.text)), None)


@lru_cache(maxsize=4096)
def name_entries(name: str) -> tuple[tuple[Ground, ...], str | None, tuple[WordEntry, ...]]:
    """On which grounds the characters are a body's name, what its office does, and the entries that say so."""
    grounds: list[Ground] = []
    found: list[WordEntry] = []
    bare = bare_name(name)
    if KnownNames(known_names()).listed(name):
        grounds.append("office")
    if is_collective(name):
        grounds.append("set")
        found += _longest(entries("bodies")["set_names"], lambda text: text in (name, bare))
        found += () if found else _longest(entries("bodies")["set_tails"], bare.endswith)
        found += () if found else _any_of(entries("patterns/bodies")["sets"], bare)
    elif ending := _longest(entries("bodies")["endings"], lambda text: bare.endswith(_closed(text))):
        grounds.append("ending")
        found += ending
    function = function_of(name)
    return tuple(grounds), function.name if function else None, tuple(found)


def _longest(held: Iterable[WordEntry], fits: Callable[[str], bool]) -> list[WordEntry]:
    fitting = [entry for entry in held if fits(entry.text)]
    return [max(fitting, key=lambda entry: len(entry.text))] if fitting else []


def _any_of(held: Iterable[WordEntry], text: str) -> list[WordEntry]:
    return next(([entry] for entry in held if re.search(entry.text, text)), [])


def mark_entries(text: str, start: int) -> tuple[WordEntry, ...]:
    """The sign that marks the name beginning at ``start`` as the one that leads."""
    before = text[max(0, start - _NEAR_NAME) : start]
    sign = next((sign for sign in reversed(before) if sign in MARKS), None)
    return tuple(entry for entry in entries("signs")["lead_marks"] if entry.text == sign)


def declaration_entries(text: str) -> tuple[WordEntry, ...]:
    """The pattern by which a sentence (列第一位的为牵头单位) is known as the document's own rule."""
    return tuple(_any_of(entries("patterns/statements")["first_leads"], text))


@lru_cache(maxsize=1024)
def person_entries(name: str | None, title: str | None) -> tuple[WordEntry, ...]:
    """The surname and the words of a post by which a person is known."""
    people = entries("people")
    surname = _longest((*people["double_surnames"], *people["surnames"]), (name or "").startswith)
    post = _longest(people["posts"], (title or "").__contains__)
    office = _longest(people["offices"], (title or "").__contains__) if not name else []
    return (*surname, *(office or post))


def part_entries(kind: LabelKind, label: str | None, *, column: bool) -> tuple[WordEntry, ...]:
    """The entries behind what says who the names of a part of a clause are."""
    if label is None:
        return ()
    if column:
        return column_entries(label)[1]
    word = role_entries(label, "after", "between", "heading", "leader")
    return word or (label_entries(label) if kind != "unknown" else ())
