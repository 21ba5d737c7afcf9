"""An index that is asked: rows in which all words stand, then those in which most of what tells does, the best first.

FTS5 orders what it finds (BM25 with a weight a column) and of that gives the first some hundred; these are ordered anew by how much of
the question they hold, wherever it stands, so that a short task and a long one weigh alike.
"""

from __future__ import annotations

import difflib
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.searching.asking import Asked, Term, asked
from kg.searching.concepts import concepts_of
from kg.searching.index import VERSION
from kg.searching.marking import marks, snippet
from kg.searching.ranking import score, terms_of
from kg.searching.signs import folded

__all__ = ["Answer", "Found", "Index"]

_CANDIDATES: Final = 120
"""Rows, at least, that are ordered anew."""
_FREQUENT: Final = 0.02
"""A word in more than this share of the tasks finds none by itself where there are rarer ones; it helps to order what they find."""
_FEW: Final = 1000
"""A word in no more tasks than this is never frequent: to look at as many costs nothing."""
_MOST: Final = 1000
"""Rows of an answer."""
_NAMED: Final = 20_000
_NAMES: Final = 2_000
_LONGEST_NAME: Final = 20
"""Tasks whose names are looked through for those that are like what was asked, so many names, and signs of the question."""
_NEAR: Final = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """A task that was found. ``start`` and ``end`` are offsets into the document's text; ``marks`` into ``text``, where the words stand.

    ``score`` is the share of the question that it holds, which may be a little over 1. ``year`` is the first of its list, ``years``
    both where they are two (2022-2026); ``document`` and ``iri`` are IRIs.
    """

    text: str
    snippet: str
    region: str | None
    year: int | None
    years: str | None
    headings: tuple[str, ...]
    bodies: tuple[str, ...]
    leaders: tuple[str, ...]
    indicators: tuple[str, ...]
    item: str | None
    title: str | None
    number: str | None
    iri: str
    document: str
    file: str | None
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, best first; how many hold all of the question, or any of what tells in it; what to tell beside.

    ``more`` says that there are more rows than ``found`` shows. ``cut`` that only the beginning of the question was looked at;
    ``missing`` are words of it that stand nowhere; ``near`` names that are like it, where nothing was found; ``elsewhere`` how many
    tasks there would be without region and year, as far as they are counted.
    """

    found: tuple[Found, ...]
    more: bool = False
    cut: bool = False
    missing: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    elsewhere: int = 0
    no_region: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A task as the index keeps it; lists are lines."""

    iri: str
    first: int | None
    last: int | None
    item: str | None
    text: str
    headings: str
    bodies: str
    leaders: str
    indicators: str
    known: str
    start: int
    end: int
    document: str
    title: str | None
    number: str | None
    file: str | None
    region: str | None
    region_names: str

    @property
    def columns(self) -> Mapping[str, str]:
        """The texts of the columns of words."""
        return {
            "text": self.text,
            "headings": self.headings,
            "bodies": self.bodies,
            "leaders": self.leaders,
            "indicators": self.indicators,
            "concepts": " ".join(concepts_of(_listed(self.bodies), _listed(self.known))),
            "place": self.region_names,
        }


_TASK: Final = """SELECT s.iris || t.iri, s.first, s.last, t.item, t.text, s.headings, t.bodies, s.leaders, t.indicators, t.known,
  t.starts, t.ends, d.iri, d.title, d.number, d.file, r.name, COALESCE(r.names, '')
FROM tasks t JOIN sections s ON s.id = t.section JOIN documents d ON d.id = s.document LEFT JOIN regions r ON r.id = d.region
WHERE t.id = ?"""


class Index:
    """An index that is open."""

    def __init__(self, database: sqlite3.Connection, where: str = "the index") -> None:
        """Raises StoreError where the database is no index of this version."""
        self._database = database
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            self.tasks: int = database.execute("SELECT COUNT(*) FROM tasks").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise StoreError(where, told("is no search index ({error})", error=error), "Build again: 'kg build' writes it") from error
        if version != VERSION:
            raise StoreError(
                where,
                told("is a search index of version {version}, not {own}", version=version, own=VERSION),
                "Build again: 'kg build' writes it",
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @cached_property
    def _places(self) -> Mapping[str, frozenset[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for name, region in self._database.execute("SELECT name, region FROM names"):
            found[name].add(region)
        return {name: frozenset(numbers) for name, numbers in found.items()}

    def find(self, words: str, region: str | None = None, year: int | None = None, limit: int = 20) -> Answer:
        """The tasks that the words find: any words, whatever signs stand in them. ``region`` is a name or a code, its own lists alone."""
        limit = max(1, min(limit, _MOST))
        question = asked(words, self._places)
        wanted = self._places.get(folded("".join(region.split()))) if region else frozenset[int]()
        if wanted is None:
            return Answer((), near=self._near(region or "", [name for name in self._places if not name.isdigit()]), no_region=True)
        weights = self._weights(question.terms)
        missing = tuple(run for run in question.runs if not any(weights[term.token] for term in terms_of(run, question.terms)))
        scope = _scope(wanted, year)
        candidates = self._candidates(question, weights, scope, wanted, max(_CANDIDATES, limit * 2))
        scored = [(score(row.columns, question, weights), row) for row in candidates]
        ranked = sorted((entry for entry in scored if entry[0]), key=lambda entry: -entry[0])
        found = tuple(self._told(row, share, question) for share, row in ranked[:limit])
        if found:
            return Answer(found, len(ranked) > limit, question.cut, missing)
        elsewhere = len(self.find(words, limit=limit).found) if scope else 0
        return Answer((), False, question.cut, missing, () if elsewhere else self._near(words, self._named()), elsewhere)

    def _weights(self, terms: Iterable[Term]) -> dict[str, float]:
        """How much each term tells: the rarer the more, 0 where it stands nowhere."""
        return {term.token: math.log(1 + self.tasks / count) if (count := self._count(term)) else 0.0 for term in terms}

    def _count(self, term: Term) -> int:
        """In how many tasks a term stands; of what begins with it, each task as often as it has another such word."""
        query = "SELECT SUM(doc) FROM vocabulary WHERE term = ?"
        counts = [self._database.execute(query, (word,)).fetchone()[0] or 0 for word in (term.token, *term.concepts)]
        if term.begins:
            query = "SELECT SUM(doc) FROM vocabulary WHERE term >= ? AND term < ?"
            counts[0] = self._database.execute(query, (term.token, term.token + "\U0010ffff")).fetchone()[0] or 0
        return min(sum(counts), self.tasks)

    def _candidates(self, question: Asked, weights: Mapping[str, float], scope: str, wanted: frozenset[int], most: int) -> list[_Row]:
        """The rows to be ordered: in the regions that the question itself names, where any is there."""
        present = [term for term in question.terms if weights[term.token]]
        if not present:
            return []
        rows: dict[str, _Row] = {}
        scopes = [scope]
        if question.regions and not wanted:
            scopes.insert(0, " AND ".join(filter(None, (_scope(question.regions, None), scope))))
        for within in scopes:
            for expression in self._expressions(present, weights):
                whole = f"{within} AND ({expression})" if within else expression
                for row in self._rows(whole, most):
                    rows.setdefault(row.iri, row)
                if len(rows) >= most:
                    break
            if rows:
                break
        return list(rows.values())

    def _expressions(self, present: Sequence[Term], weights: Mapping[str, float]) -> list[str]:
        """All words; then any of those that are rare, with the frequent ones where these stand too."""
        everything = " AND ".join(term.expression for term in present)
        floor = math.log(1 + self.tasks / max(_FEW, _FREQUENT * self.tasks))
        rare = [term for term in present if weights[term.token] >= floor] or present
        if len(present) == 1:
            return [everything]
        if len(rare) == len(present):
            return [everything, " OR ".join(term.expression for term in present)]
        some = " OR ".join(term.expression for term in rare)
        rest = " OR ".join(term.expression for term in present if term not in rare)
        return [everything, f"({some}) OR (({some}) AND ({rest}))"]

    def _rows(self, expression: str, most: int) -> list[_Row]:
        numbers = self._database.execute("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (expression, most)).fetchall()
        return [_Row(*self._database.execute(_TASK, number).fetchone()) for number in numbers]

    def _told(self, row: _Row, share: float, question: Asked) -> Found:
        stretches = marks(row.text, (term.token for term in question.terms))
        one = row.first is None or row.first == row.last
        return Found(
            text=row.text,
            snippet=snippet(row.text, stretches) if row.text else " / ".join(_listed(row.headings)[-1:]),
            region=row.region,
            year=row.first,
            years=None if row.first is None else str(row.first) if one else f"{row.first}-{row.last}",
            headings=_listed(row.headings),
            bodies=_listed(row.bodies),
            leaders=_listed(row.leaders),
            indicators=_listed(row.indicators),
            item=row.item,
            title=row.title,
            number=row.number,
            iri=row.iri,
            document=row.document,
            file=row.file,
            start=row.start,
            end=row.end,
            marks=stretches,
            score=round(share, 4),
        )

    def _named(self) -> list[str]:
        """The names that the index knows: of regions, bodies, leaders and indicators of its first tasks."""
        found = dict.fromkeys(name for name in self._places if not name.isdigit())
        query = "SELECT bodies, leaders, indicators FROM tasks JOIN sections ON sections.id = section LIMIT ?"
        for names in self._database.execute(query, (_NAMED,)):
            found.update(dict.fromkeys(name for column in names for name in _listed(column)))
            if len(found) > _NAMES:
                break
        return list(found)

    def _near(self, words: str, names: list[str]) -> tuple[str, ...]:
        return tuple(difflib.get_close_matches(folded(words[:_LONGEST_NAME]), names, n=5, cutoff=_NEAR))


def _scope(regions: frozenset[int], year: int | None) -> str:
    """The words that every row must have, empty where any row will do."""
    alternatives = " OR ".join(f'"=r{number}"' for number in sorted(regions))
    return " AND ".join(filter(None, (f"({alternatives})" if alternatives else "", "" if year is None else f'"=y{year}"')))


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split("\n")) if names else ()
