"""An index that is asked: tasks of blocks in which all words stand, then of those in which most of what tells does, the best first.

Blocks are opened until none can hold a better task than those found, or until it takes too long, which the answer tells.
Tasks are ordered by how much of the question they hold, wherever it stands, and of two that hold the same the shorter comes first.
"""

from __future__ import annotations

import difflib
import heapq
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.searching.asking import Asked, Term, asked
from kg.searching.blocks import Kept, Opened, opened_block, year_word
from kg.searching.choosing import candidates, spread
from kg.searching.index import VERSION
from kg.searching.marking import marks, snippet
from kg.searching.ranking import Scores, terms_of
from kg.searching.signs import folded

__all__ = ["Answer", "Found", "Index"]

_OPENED: Final = 100
"""Blocks, at least, that are opened where so many may hold some of the question: of tasks that hold the same the shortest is wanted."""
_MOST_OPENED: Final = 500
"""Blocks that are opened where a better task than those found may still stand in one. It takes the most of the time of an answer."""
_MOST: Final = 1000
"""Rows of an answer."""
_NAMED: Final = 300
_NAMES: Final = 2_000
_LONGEST_NAME: Final = 20
"""Blocks whose names are looked through for those that are like what was asked, so many names, and signs of the question."""
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
    tasks there would be without region and year, as far as they are counted. ``passed_over`` are stretches of notices, of up to 16 tasks,
    that may hold a better task than the last that was found and were not looked through, for time; they stand all over the index.
    """

    found: tuple[Found, ...]
    more: bool = False
    cut: bool = False
    missing: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    elsewhere: int = 0
    no_region: bool = False
    passed_over: int = 0


_Ranked = tuple[float, Opened, Kept]
"""How much a task holds of the question, the block that it stands in, and the task."""


class Index:
    """An index that is open."""

    def __init__(self, database: sqlite3.Connection, where: str = "the index") -> None:
        """Raises StoreError where the database is no index of this version."""
        self._database = database
        again = "Build again: 'kg build' writes it"
        try:
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if version != VERSION:
                raise StoreError(where, told("is a search index of version {version}, not {own}", version=version, own=VERSION), again)
            self.tasks: int = database.execute("SELECT tasks FROM counted").fetchone()[0]
            self._blocks: int = database.execute("SELECT COALESCE(MAX(id), 0) FROM blocks").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise StoreError(where, told("is no search index ({error})", error=error), again) from error

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    @cached_property
    def _places(self) -> Mapping[str, frozenset[str]]:
        """The words of regions by the folded names that they go by."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, region in self._database.execute("SELECT name, region FROM names"):
            found[name].add(region)
        return {name: frozenset(words) for name, words in found.items()}

    @cached_property
    def _regions(self) -> Mapping[str, tuple[str, str]]:
        """The name of each region by its word, and all its names, folded."""
        return {word: (name, folded(names)) for word, name, names in self._database.execute("SELECT word, name, names FROM regions")}

    def find(self, words: str, region: str | None = None, year: int | None = None, limit: int = 20) -> Answer:
        """The tasks that the words find: any words, whatever signs stand in them. ``region`` is a name or a code, its own lists alone."""
        limit = max(1, min(limit, _MOST))
        question = asked(words, self._places)
        wanted = self._places.get(folded("".join(region.split()))) if region else frozenset[str]()
        if wanted is None:
            return Answer((), near=self._near(region or "", [name for name in self._places if not name.isdigit()]), no_region=True)
        weights = self._weights(question.terms)
        missing = tuple(run for run in question.runs if not any(weights[term.token] for term in terms_of(run, question.terms)))
        scope = _scope(wanted, year)
        ranked, passed_over = self._ranked(question, weights, scope, wanted, limit)
        found = tuple(self._told(*entry, question) for entry in ranked[:limit])
        if found:
            return Answer(found, len(ranked) > limit, question.cut, missing, passed_over=passed_over)
        elsewhere = len(self.find(words, limit=limit).found) if scope else 0
        near = () if elsewhere else self._near(words, self._named())
        return Answer((), False, question.cut, missing, near, elsewhere, passed_over=passed_over)

    def _weights(self, terms: Iterable[Term]) -> dict[str, float]:
        """How much each term tells: the rarer the more, 0 where it stands nowhere."""
        return {term.token: math.log(1 + self._blocks / count) if (count := self._count(term)) else 0.0 for term in terms}

    def _count(self, term: Term) -> int:
        """In how many blocks a term stands; of what begins with it, each block as often as it has another such word."""
        query = "SELECT SUM(doc) FROM vocabulary WHERE term = ?"
        counts = [self._database.execute(query, (word,)).fetchone()[0] or 0 for word in (term.token, *term.concepts)]
        if term.begins:
            query = "SELECT SUM(doc) FROM vocabulary WHERE term >= ? AND term < ?"
            counts[0] = self._database.execute(query, (term.token, term.token + "\U0010ffff")).fetchone()[0] or 0
        return min(sum(counts), self._blocks)

    def _ranked(
        self, question: Asked, weights: Mapping[str, float], scope: str, wanted: frozenset[str], most: int
    ) -> tuple[list[_Ranked], int]:
        """The tasks, best first, in the regions that the question itself names, where any is there; how many blocks were passed over."""
        present = sorted((term for term in question.terms if weights[term.token]), key=lambda term: -weights[term.token])
        if not present:
            return [], 0
        scopes = [scope]
        if question.regions and not wanted:
            scopes.insert(0, " AND ".join(filter(None, (_scope(question.regions, None), scope))))
        scored: list[_Ranked] = []
        passed_over = 0
        for within in scopes:
            groups = candidates(self._database, present, weights, within)
            scored, passed_over = self._looked_through(groups, Scores(question, weights), most)
            if scored:
                break
        # Of those that are alike, in the order in which they were opened: some of everywhere.
        return sorted(scored, key=lambda entry: (-entry[0], len(entry[2].text))), passed_over

    def _looked_through(self, groups: Iterable[tuple[float, list[int]]], scores: Scores, most: int) -> tuple[list[_Ranked], int]:
        """The tasks of blocks that are opened until no other can hold a better one than the ``most`` best, or until there are too many."""
        found: list[_Ranked] = []
        best: list[float] = []
        opened = 0
        for held, numbers in groups:
            ceiling = scores.ceiling(held)
            if not ceiling:
                break
            for at, number in enumerate(numbers):
                if opened >= _OPENED and len(best) > most and best[0] >= ceiling:
                    return found, 0
                if opened >= max(_MOST_OPENED, most):
                    return found, len(numbers) - at
                opened += 1
                for entry in self._scored(number, scores):
                    found.append(entry)
                    heapq.heappush(best, entry[0])
                    if len(best) > most + 1:
                        heapq.heappop(best)
        return found, 0

    def _scored(self, number: int, scores: Scores) -> Iterator[_Ranked]:
        block = self._opened(number)
        place = self._regions[block.region][1] if block.region else ""
        for task, columns in zip(block.tasks, block.columns(), strict=True):
            share = scores.of(task, columns, place)
            if share:
                yield share, block, task

    def _opened(self, number: int) -> Opened:
        ((content,),) = self._database.execute("SELECT content FROM blocks WHERE id = ?", (number,))
        return opened_block(content)

    def _told(self, share: float, block: Opened, task: Kept, question: Asked) -> Found:
        stretches = marks(task.text, (term.token for term in question.terms))
        first, last = block.years or (None, None)
        return Found(
            text=task.text,
            snippet=snippet(task.text, stretches) if task.text else " / ".join(task.headings[-1:]),
            region=self._regions[block.region][0] if block.region else None,
            year=first,
            years=None if first is None else str(first) if first == last else f"{first}-{last}",
            headings=tuple(task.headings),
            bodies=tuple(task.bodies),
            leaders=tuple(task.leaders),
            indicators=tuple(task.indicators),
            item=task.item,
            title=block.title,
            number=block.number,
            iri=block.begin + task.ending,
            document=block.document,
            file=block.file,
            start=task.start,
            end=task.end,
            marks=stretches,
            score=round(share, 4),
        )

    def _named(self) -> list[str]:
        """The names that the index knows: of regions, and bodies, leaders and indicators of tasks from all over it."""
        found = dict.fromkeys(name for name in self._places if not name.isdigit())
        for block in islice(spread(range(1, self._blocks + 1)), _NAMED):
            for task in self._opened(block).tasks:
                found.update(dict.fromkeys((*task.bodies, *task.leaders, *task.indicators)))
            if len(found) > _NAMES:
                break
        return list(found)

    def _near(self, words: str, names: list[str]) -> tuple[str, ...]:
        return tuple(difflib.get_close_matches(folded(words[:_LONGEST_NAME]), names, n=5, cutoff=_NEAR))


def _scope(regions: frozenset[str], year: int | None) -> str:
    """The words that every block must have, empty where any will do."""
    alternatives = " OR ".join(f'"{word}"' for word in sorted(regions))
    return " AND ".join(filter(None, (f"({alternatives})" if alternatives else "", "" if year is None else f'"{year_word(year)}"')))
