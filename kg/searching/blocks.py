"""Tasks that stand one behind the other in a notice, as the index holds them: found together, packed together, told one by one.

What neighbours share (headings, bodies, their place, words) is then looked up and kept once. A block is made of its rows alone, so that
whoever makes the rows makes the blocks too, and what writes the index has only to put them in.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice, starmap
from typing import Final, NamedTuple

from kg.model.values import value
from kg.searching.concepts import concepts_of
from kg.searching.rows import Place, Row
from kg.searching.signs import folded, read_signs

__all__ = ["Block", "Columns", "Kept", "Opened", "blocks_of", "opened_block", "region_word", "year_word"]

_TASKS: Final = 16
"""Of one document and the same years, at most. The more, the smaller the index, and the more an answer must look through."""
_MOST_YEARS: Final = 20
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_LISTED: Final = "\n"
_APART: Final = "\x1e"


@value
class Block:
    """``words`` is what it is found by; ``content`` is for :func:`opened_block`; ``tasks`` says how many there are."""

    words: str
    content: bytes
    tasks: int
    place: Place | None


class Kept(NamedTuple):
    """A task as the index keeps it. ``ending`` is the end of its IRI, lists are names as printed, ``known`` of indicators."""

    ending: str
    item: str | None
    text: str
    headings: list[str]
    bodies: list[str]
    leaders: list[str]
    indicators: list[str]
    known: list[str]
    start: int
    end: int


class Columns(NamedTuple):
    """The texts of a task by which it is found."""

    text: str
    headings: str
    bodies: str
    leaders: str
    indicators: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A block that was opened. ``region`` is the word of its region; ``begin`` is how its tasks' IRIs begin."""

    document: str
    title: str | None
    number: str | None
    file: str | None
    region: str | None
    years: list[int] | None
    begin: str
    changed: Mapping[str, str]
    tasks: list[Kept]

    def columns(self) -> Iterator[Columns]:
        """Of each task its texts as they are compared, but for signs that stand in no word. All are folded in one step."""
        texts = [_LISTED.join(names) for task in self.tasks for names in ((task.text,), *task[3:7])]
        folded_texts = self._folded(_APART.join(texts)).split(_APART)
        if len(folded_texts) != len(texts):  # the sign stands in one of them
            folded_texts = list(map(self._folded, texts))
        return starmap(Columns, zip(*[iter(folded_texts)] * 5, strict=True))

    def _folded(self, text: str) -> str:
        for sign, form in self.changed.items():
            text = text.replace(sign, form)
        return text


def region_word(place: Place) -> str:
    """The word of a region; ``=`` keeps it apart from words of texts."""
    return f"=r{place.code or ''.join(filter(str.isalnum, folded(place.name)))}"


def year_word(year: int) -> str:
    """The word of a year that a list covers."""
    return f"=y{year}"


def blocks_of(rows: Iterable[Row]) -> Iterator[Block]:
    """The blocks of tasks that come document by document."""
    for _, several in groupby(rows, lambda row: (row.document.iri, row.years)):
        while block := list(islice(several, _TASKS)):
            yield _block(block)


def _block(rows: list[Row]) -> Block:
    document, years = rows[0].document, rows[0].years
    named = (name for row in rows for names in (row.headings, row.bodies, row.leaders, row.indicators) for name in names)
    texts = dict.fromkeys((*(row.text for row in rows), *named))
    said = _LISTED.join(texts)
    place = document.place
    found_by, changed = read_signs(said)
    words = [found_by, *(read_signs(_LISTED.join(place.names))[0] if place else ())]
    words += dict.fromkeys(word for row in rows for word in concepts_of(row.bodies, row.known))
    if place is not None:
        words.append(region_word(place))
    if years is not None:
        words += map(year_word, range(years[0], min(years[1], years[0] + _MOST_YEARS) + 1))
    begin = _common([row.iri for row in rows])
    head = (document.iri, document.title, document.number, document.file, place and region_word(place), years, begin)
    tasks = [
        (row.iri[len(begin) :], row.item, row.text, row.headings, row.bodies, row.leaders, row.indicators, row.known, row.start, row.end)
        for row in rows
    ]
    content = _JSON.encode((head, changed, tasks))
    # A lone surrogate has no UTF-8.
    return Block(" ".join(words), zlib.compress(content.encode("utf-8", "replace")), len(rows), place)


def _common(names: list[str]) -> str:
    """What all of them begin with."""
    first, last = min(names), max(names)
    return first[: next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))]


def opened_block(content: bytes) -> Opened:
    """What a block's ``content`` tells."""
    (document, title, number, file, region, years, begin), changed, tasks = json.loads(zlib.decompress(content))
    return Opened(document, title, number, file, region, years, begin, changed, [Kept(*task) for task in tasks])
