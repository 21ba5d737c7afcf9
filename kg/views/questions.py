"""The catalogue's questions as the pages have them: those of ``questions.toml`` with rows, put to a graph as a whole or in parts.

A row of one part is the row of all, but where it tells of something that other parts tell of, too: a body that another region's notice
names, an initiative. Such rows come together by what they tell of: their numbers are counts of tasks, which stand in one part each, and
are added up.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Final, TypeAlias

from pyoxigraph import Store

from kg.mapping import vocabulary as v
from kg.model.jsonl import number_json
from kg.queries import Query, Result, Value, find_query, leaves_out, run_all
from kg.queries.sources import NAMED_BY, with_keys
from kg.views.graph_facts import short_id

__all__ = ["MOST_ROWS", "Answers", "Part", "listed", "parts_of"]

MOST_ROWS: Final = 600
"""Rows that the pages hold of a question, of all regions together."""
_IN_MEMORY: Final = 4 * MOST_ROWS
"""Rows of parts that wait to be put in order; then those that stand behind the first :data:`MOST_ROWS` are let go."""

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


_NOTHING: Final = Part((), (), {})


def parts_of(store: Store, shared: Collection[str] = (), known: Mapping[str, Result] | None = None) -> tuple[Part, ...]:
    """What a graph that is a part of another answers to each question. ``shared`` are the IRIs of what other parts tell of, too.

    ``known`` are answers, by the question's name, that need not be asked for again.
    """
    # Every question begins with lists; a part that other parts' notices alone name has none.
    some = next(store.quads_for_pattern(None, v.TYPE, v.TASK_LIST_CLASS), None) is not None
    begun, ended = ({(q.subject, q.object) for q in store.quads_for_pattern(None, of, None)} for of in (v.START_YEAR, v.END_YEAR))
    years = {year for _, year in begun | ended}

    def has_answer(question: dict[str, Any]) -> bool:
        needs = [v.term(name) for name in question.get("needs", ())]
        told = not needs or any(next(store.quads_for_pattern(None, need, None), None) is not None for need in needs)
        return some and told and len(years) >= question.get("years", 0) and (begun != ended or not question.get("several"))

    known = known or {}
    having = [question for question in _questions() if has_answer(question)]
    asked = [question for question in having if question["name"] not in known]
    results = run_all(store, [(_asked(question["name"]).query, question.get("parameters")) for question in asked])
    found = {question["name"]: result for question, result in zip(asked, results, strict=True)} | dict(known)
    answered = {question["name"]: _part(question, found[question["name"]], shared) for question in having}
    return tuple(answered.get(question["name"], _NOTHING) for question in _questions())


class Answers:
    """The answers of all parts together. Of rows that stand in one part memory holds no more than the pages will."""

    def __init__(self) -> None:
        """Nothing is answered yet."""
        self._own: list[list[_Row]] = [[] for _ in _questions()]
        self._shared: list[dict[_Row, list[_Row]]] = [{} for _ in _questions()]
        self._counted: list[Counter[Value]] = [Counter() for _ in _questions()]

    def take(self, parts: Sequence[Part]) -> None:
        """Take in what one part answers to each question."""
        for at, (question, part) in enumerate(zip(_questions(), parts, strict=True)):
            asked = _asked(question["name"])
            self._counted[at].update(part.counted)
            keys = [asked.names.index(name) for name in asked.query.row]
            for row in part.shared:
                self._shared[at].setdefault(tuple(row[key] for key in keys), []).append(row)
            self._own[at] += part.others
            if len(self._own[at]) > _IN_MEMORY:
                self._own[at] = _ordered(self._own[at], asked.names, asked.order)[:MOST_ROWS]

    def all(self) -> list[dict[str, Any]]:
        """Each question with title, columns and rows; ``of`` and ``ofRegion`` say how many rows the whole answer has, and of each region.

        Rows that the question puts in no order stand in the order of the IRIs of what they tell of. ``ids`` are, by column, the ids of
        what the cells name.
        """
        return [self._answer(at, question) for at, question in enumerate(_questions())]

    def _answer(self, at: int, question: dict[str, Any]) -> dict[str, Any]:
        asked = _asked(question["name"])
        query, columns = asked.query, asked.columns
        region = _region(columns)
        together = [_together(same, columns) for same in self._shared[at].values()]
        counted = Counter(self._counted[at])
        counted.update(row[region] if region is not None else None for row in together)
        kept, _ = _first(_ordered([*self._own[at], *together], asked.names, asked.order), region, question["rows"])
        kept = kept[:MOST_ROWS]
        links = {column: asked.names.index(name) for column in columns if (name := NAMED_BY.get(column)) in asked.names}
        return {
            "name": query.name,
            "zh": query.title_zh,
            "en": query.title,
            "noteZh": query.description_zh,
            "noteEn": query.description,
            "with": question.get("parameters", {}),
            "columns": list(columns),
            "rows": [[number_json(value) if isinstance(value, Decimal) else value for value in row[: len(columns)]] for row in kept],
            "of": counted.total(),
            "ofRegion": {str(place): counted[place] for place in sorted((place for place in counted if place), key=str)},
            "ids": {column: [short_id(str(row[key])) if row[key] else None for row in kept] for column, key in links.items()},
            "names": question.get("names", []),
            "bar": question.get("bar"),
            "goals": question.get("goals", False),
            "stack": question.get("stack", []),
            "until": question.get("until"),
            "overview": question.get("overview", False),
            "leavesOut": leaves_out(query) and "year" not in question.get("parameters", {}),
            "text": find_query(query.name).text,
        }


def listed(answers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every question of the catalogue for the page that lists them: what it is, how many rows are at hand, or where and why else."""
    rows = {answer["name"]: (len(answer["rows"]), answer["of"]) for answer in answers}
    return [_listed(question, rows.get(question["name"])) for question in _every()]


def _listed(question: dict[str, Any], rows: tuple[int, int] | None) -> dict[str, Any]:
    query = find_query(question["name"])
    told = {"name": query.name, "zh": query.title_zh, "en": query.title, "noteZh": query.description_zh, "noteEn": query.description}
    told |= {"theme": question["theme"]} | ({"rows": rows[0], "of": rows[1]} if rows else {"why": question["why"]})
    if "page" in question:
        told |= {"page": question["page"], "with": question["with"]}
    return told


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with the keys of its rows: its own columns, the names of all, and its order."""

    query: Query
    columns: tuple[str, ...]
    names: tuple[str, ...]
    order: str


@cache
def _asked(name: str) -> _Asked:
    query, columns, order = with_keys(find_query(name))
    return _Asked(query, columns, _names(columns, query.row, order), order)


@cache
def _every() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(resources.files("kg.views").joinpath("questions.toml").read_text(encoding="utf-8"))["question"])


@cache
def _questions() -> tuple[dict[str, Any], ...]:
    """Those that are computed when the pages are written."""
    return tuple(question for question in _every() if "rows" in question)


def _part(question: dict[str, Any], result: Result, shared: Collection[str]) -> Part:
    asked = _asked(question["name"])
    if not result.rows:
        return _NOTHING
    keys = [asked.names.index(name) for name in asked.query.row]
    to_join: list[_Row] = []
    own: list[_Row] = []
    for row in result.rows:
        (to_join if any(row[key] in shared for key in keys) else own).append(row)
    kept, counted = _first(_ordered(own, asked.names, asked.order), _region(asked.columns), question["rows"])
    return Part(tuple(to_join), tuple(kept[:MOST_ROWS]), dict(counted))


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
