"""What the pages find tasks by: for each word the numbers of the tasks that it stands in, a place's beside the next one's.

The words are those of :mod:`kg.searching`: pairs of neighbouring signs, words of letters and digits, and one word for each kind of office
and each indicator, whichever of its names is printed. Which file a word stands in follows from its first sign, so that a page
reads a file for each sign of a question, however many places there are.
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import sub
from typing import Any, Final, Self

from kg.searching.concepts import concept_names, concepts_of
from kg.searching.rows import place_of
from kg.searching.signs import folded, read_signs
from kg.views.facts import Place, Work
from kg.views.pages import json_text
from kg.views.place import PlaceFacts

__all__ = ["GROUPS", "MOST_BYTES", "PlaceWords", "Postings", "words_of_place"]

GROUPS: Final = 64
"""Stretches of the index, by the first sign of a word; a file holds one or more."""
MOST_BYTES: Final = 96_000_000
"""The index of all places. Places that come after are left out, and the page says how many."""
_AND: Final = "\\u0026"
_A_FILE: Final = 300_000
"""Bytes that a file may hold before the next begins: what a browser reads from disk within some hundredths of a second."""


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of a place by group, as JSON without its braces; ``spans`` are [first task, first year, last year]; which concepts."""

    groups: tuple[tuple[int, str], ...]
    spans: tuple[tuple[int, int, int], ...]
    concepts: tuple[str, ...]


def words_of_place(facts: PlaceFacts) -> PlaceWords:
    """What the tasks of a place are found by: their text, the names of who answers for them and of what they count, their headings."""
    labels = {body.id: (body.label, *body.alternatives) for body in facts.bodies} | {person.id: (person.label,) for person in facts.people}
    texts: dict[str, list[int]] = defaultdict(list)
    beside: dict[str, list[int]] = defaultdict(list)
    above: dict[str, list[int]] = defaultdict(list)
    spans: list[tuple[int, int, int]] = []
    named: dict[tuple[tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for number, work in enumerate(facts.works):
        years = work.years or (0, 0)
        if not spans or spans[-1][1:] != years:
            spans.append((number, *years))
        names = tuple(dict.fromkeys(_names(work, labels)))
        known = tuple(goal.indicator for goal in work.goals if goal.indicator)
        if (names, known) not in named:
            named[names, known] = _name_words(names, known)
        own = _words_of(work.text or "")
        for word in own:
            texts[word].append(number)
        seen = set(own)
        for word in named[names, known]:
            if word not in seen:
                beside[word].append(number)
        seen.update(named[names, known])
        for word in _head_words(work.heading, work.sections):
            if word not in seen:
                above[word].append(number)
    groups: dict[int, list[str]] = defaultdict(list)
    for word, numbers in texts.items():
        told = _steps(numbers)
        if word in beside or word in above:
            told = f"{told};{_steps(beside.pop(word, ()))};{_steps(above.pop(word, ()))}".rstrip(";")
        groups[ord(word[0]) % GROUPS].append(_entry(word, told))
    for word, numbers in beside.items():
        groups[ord(word[0]) % GROUPS].append(_entry(word, f";{_steps(numbers)};{_steps(above.pop(word, ()))}".rstrip(";")))
    for word, numbers in above.items():
        groups[ord(word[0]) % GROUPS].append(_entry(word, f";;{_steps(numbers)}"))
    concepts = tuple(sorted(word for word in beside if word[0] == "="))
    return PlaceWords(tuple((group, ",".join(groups[group])) for group in sorted(groups)), tuple(spans), concepts)


def _names(work: Work, labels: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for assigned in work.assigned:
        yield assigned.printed
        yield from labels.get(assigned.party, ())[:1]
    for leader in work.leaders:
        yield from labels.get(leader, ())
    for goal in work.goals:
        if goal.name:
            yield goal.name


def _name_words(names: tuple[str, ...], indicators: tuple[str, ...]) -> list[str]:
    known = (id_.rpartition("/")[2] for id_ in indicators)
    return list(dict.fromkeys((*_words_of("\n".join(names)), *concepts_of(names, known))))


@lru_cache(maxsize=64)
def _head_words(heading: str | None, sections: tuple[str, ...]) -> list[str]:
    return _words_of("\n".join(filter(None, (heading, *sections))))


def _words_of(text: str) -> list[str]:
    """The words that a text is found by, each once."""
    return list(dict.fromkeys(read_signs(text)[0].split()))


def _entry(word: str, told: str) -> str:
    # Letters, digits and what may stand inside a word of them: of these JSON in a script escapes one.
    return f'"{word.replace("&", _AND)}":"{told}"'


def _steps(numbers: Sequence[int]) -> str:
    """Rising numbers, each as the step from the one before."""
    if len(numbers) < 2:
        return str(numbers[0]) if numbers else ""
    return ",".join([str(numbers[0]), *map(str, map(sub, numbers[1:], numbers))])


class Postings:
    """The words of all places, on disk until they are handed out."""

    def __init__(self) -> None:
        """Nothing is taken in yet."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._stretches: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._spans: dict[int, tuple[tuple[int, int, int], ...]] = {}
        self._names: dict[int, list[str]] = {}
        self._concepts: set[str] = set()
        self._left_out: list[int] = []
        self._size = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def take(self, number: int, place: Place, words: PlaceWords) -> None:
        """Take in the words of the place of that number."""
        if not words.groups:
            return
        self._names[number] = _place_names(place)
        self._spans[number] = words.spans
        chunks = [(group, text.encode()) for group, text in words.groups]
        size = sum(len(content) for _, content in chunks)
        if self._size + size > MOST_BYTES:
            self._left_out.append(number)
            return
        self._concepts.update(words.concepts)
        for group, content in chunks:
            self._stretches[group].append((number, self._size, len(content)))
            self._file.write(content)
            self._size += len(content)

    def files(self) -> Iterator[tuple[str, str]]:
        """The files as (name, JSON): ``words-K``, and ``wordfiles``, which says in which of them each group stands."""
        of_group: dict[int, int] = {}
        holding: list[str] = []
        held = number = 0
        for group in sorted(self._stretches):
            text = self._group(group)
            if holding and held + len(text) > _A_FILE:
                yield f"words-{number}", f"{{{','.join(holding)}}}"
                holding, held, number = [], 0, number + 1
            holding.append(text)
            held += len(text)
            of_group[group] = number
        if holding:
            yield f"words-{number}", f"{{{','.join(holding)}}}"
        yield "wordfiles", json_text(self._about(of_group))

    def _group(self, group: int) -> str:
        places = []
        for number, start, length in self._stretches[group]:
            self._file.seek(start)
            places.append(f'"{number}":{{{self._file.read(length).decode()}}}')
        return f'"{group}":{{{",".join(places)}}}'

    def _about(self, of_group: dict[int, int]) -> dict[str, Any]:
        named = {name: kept for name, words in concept_names().items() if (kept := [word for word in words if word in self._concepts])}
        about = {"groups": GROUPS, "files": of_group, "spans": self._spans, "names": self._names}
        return about | {"leftOut": self._left_out, "concepts": named}


def _place_names(place: Place) -> list[str]:
    """The folded names and the code that a place goes by."""
    known = place_of(place.code, place.label) if place.code else None
    names: Iterable[str] = (place.label, *(known.names if known else ()), *((place.code,) if place.code else ()))
    return list(dict.fromkeys(folded("".join(name.split())) for name in names))
