"""The overview's answers: the most asked questions of the catalogue, put to a graph as a whole or in parts.

A row of one part is the row of all, but where it tells of something that other parts tell of, too: a body that another region's notice
names, an initiative. Such rows come together by what they tell of: their numbers are counts of tasks, which stand in one part each, and
are added up.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final, TypeAlias

from pyoxigraph import Store

from kg.model.jsonl import number_json
from kg.queries import Value, find_query, run
from kg.queries.sources import with_keys

__all__ = ["Part", "joined", "parts_of"]

MOST_ROWS: Final = 600

_ORDER: Final = re.compile(r"(DESC\()?(?:COALESCE\(STR\()?\?(\w+)")
# A row's columns, and behind them what else tells it from others.
_Row: TypeAlias = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the graph answers to one question: ``shared`` rows, which are to be joined with those of other parts, and others.

    Of the others only those that the page may show; ``counted`` says how many there are of each region.
    """

    shared: tuple[_Row, ...]
    others: tuple[_Row, ...]
    counted: dict[Value, int]


def parts_of(store: Store, shared: Collection[str] = ()) -> tuple[Part, ...]:
    """What a graph that is a part of another answers to each question. ``shared`` are the IRIs of what other parts tell of, too."""
    return tuple(_part(store, question, shared) for question in _questions())


def joined(parts: Sequence[Sequence[Part]]) -> list[dict[str, Any]]:
    """Each question with title, columns and rows; ``of`` and ``ofRegion`` say how many rows the whole answer has, and of each region.

    Rows that the question puts in no order stand in the order of the IRIs of what they tell of.
    """
    return [_answer(question, [part[at] for part in parts]) for at, question in enumerate(_questions())]


@cache
def _questions() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(resources.files("kg.views").joinpath("questions.toml").read_text(encoding="utf-8"))["question"])


def _part(store: Store, question: dict[str, Any], shared: Collection[str]) -> Part:
    query, columns, order = with_keys(find_query(question["name"]))
    result = run(store, query, question.get("parameters"))
    keys = [result.columns.index(name) for name in query.row]
    region = _region(columns)
    to_join: list[_Row] = []
    own: list[_Row] = []
    for row in result.rows:
        (to_join if any(row[key] in shared for key in keys) else own).append(row)
    kept, counted = _first(_ordered(own, result.columns, order), region, question["rows"])
    return Part(tuple(to_join), tuple(kept), dict(counted))


def _answer(question: dict[str, Any], parts: Iterable[Part]) -> dict[str, Any]:
    query, columns, order = with_keys(find_query(question["name"]))
    names = _names(columns, query.row, order)
    region = _region(columns)
    rows: list[_Row] = []
    by_key: dict[_Row, list[_Row]] = {}
    counted: Counter[Value] = Counter()
    keys = [names.index(name) for name in query.row]
    for part in parts:
        rows += part.others
        counted.update(part.counted)
        for row in part.shared:
            by_key.setdefault(tuple(row[key] for key in keys), []).append(row)
    together = [_together(same, columns) for same in by_key.values()]
    counted.update(row[region] if region is not None else None for row in together)
    ordered = _ordered([*rows, *together], names, order)
    kept, _ = _first(ordered, region, question["rows"])
    places = dict.fromkeys(row[region] for row in ordered) if region is not None else {}
    return {
        "name": query.name,
        "zh": query.title_zh,
        "en": query.title,
        "noteZh": query.description_zh,
        "noteEn": query.description,
        "with": question.get("parameters", {}),
        "columns": list(columns),
        "rows": [
            [number_json(value) if isinstance(value, Decimal) else value for value in row[: len(columns)]] for row in kept[:MOST_ROWS]
        ],
        "of": counted.total(),
        "ofRegion": {str(place): counted[place] for place in places if place is not None},
        "names": question["names"],
        "bar": question["bar"],
        "goals": question.get("goals", False),
    }


def _names(columns: Sequence[str], row: Sequence[str], order: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*columns, *row, *(name for _, name in _ORDER.findall(order)))))


def _region(columns: Sequence[str]) -> int | None:
    return columns.index("region") if "region" in columns else None


def _first(rows: Iterable[_Row], region: int | None, most: int) -> tuple[list[_Row], Counter[Value]]:
    """The first rows of each region, and how many there are of each."""
    counted: Counter[Value] = Counter()
    kept = []
    for row in rows:
        place = row[region] if region is not None else None
        counted[place] += 1
        if counted[place] <= most:
            kept.append(row)
    return kept, counted


def _ordered(rows: Iterable[_Row], names: Sequence[str], order: str) -> list[_Row]:
    """The rows as the question orders them, then by all that they hold."""
    ordered = sorted(rows, key=lambda row: [_comparable(value) for value in reversed(row)])
    for descending, name in reversed(_ORDER.findall(order)):
        at = names.index(name)
        ordered.sort(key=lambda row, at=at: _comparable(row[at]), reverse=bool(descending))  # type: ignore[misc]
    return ordered


def _comparable(value: Value) -> tuple[int, Any]:
    """What is unknown stands first, as in SPARQL."""
    if value is None or value == "":
        return 0, 0
    return (1, value) if isinstance(value, (int, Decimal, float)) else (2, str(value))


def _together(rows: Sequence[_Row], columns: Sequence[str]) -> _Row:
    """One row for those of several parts: numbers added up, years put together."""
    if len(rows) == 1:
        return rows[0]
    return tuple(_of_all(name, values) for name, values in zip((*columns, *([""] * len(rows[0]))), zip(*rows, strict=True), strict=False))


def _of_all(name: str, values: Sequence[Value]) -> Value:
    if name == "years":
        return ", ".join(sorted({year for value in values if value for year in str(value).split(", ")}))
    known = [value for value in values if value is not None]
    if name and known and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in known):
        return sum(known)  # type: ignore[arg-type]
    return known[0] if known else None
