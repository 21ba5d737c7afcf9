"""Tasks beside their neighbours: two cells, two rows or two clauses that became one, and one that became two, unlike all around."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kg.model.excerpts import excerpt
from kg.parsing.findings import Doubt, Item

__all__ = ["doubts_of_neighbours"]

_SPACE: Final = re.compile(r"[ \u3000]")
# A pattern that begins with a set of signs is found quickest: what must stand before it is asked behind it.
_PARTED: Final = re.compile(r"[ \u3000](?<=[\u4e00-\u9fff。；%％].)[ \u3000]*(?=[\u4e00-\u9fff“])(?![以左上下的])")
_PARTED_BODIES: Final = re.compile(r"(?<=[\u4e00-\u9fff）)])[ \u3000]+(?=[*▲\u4e00-\u9fff])")
# What hardly any text of a list has: a space between two words; an end in the midst of a sentence; a bracket that is open, or closes only.
_ODD_IN_FEW: Final = (
    _PARTED,
    re.compile(r"[、，,（(《“][ \u3000]*\Z"),
    re.compile(r"\d(?:(?<=[\u4e00-\u9fff。；;）)].)\d{0,2}|万)[。；;]?[ \u3000]*\Z"),
    re.compile(r"(?:\A[^（()）]*[）)]|[（(][^（()）]*\Z)"),
)
_OF_PEOPLE: Final = re.compile(r"人[口数][\d.]{1,9}万[。；;]?$")  # which need no word behind 万
_GLUED_NUMBER: Final = re.compile(r"(\d{1,3})(?=[\u4e00-\u9fff“])")
_FEWEST_TASKS: Final = 5  # tasks of a list that have neighbours to differ from
_FEW: Final = 0.1  # of a list's tasks: what more of them have is how the list is printed
_FEWEST_SIGNS: Final = 2  # signs in a row of cells
_MOST: Final = 0.7  # of a table's rows


def doubts_of_neighbours(items: Sequence[Item], source: str) -> Iterator[Doubt]:
    """What is odd about the items of one list beside each other; ``source`` is the document's text."""
    yield from _odd_in_few(items)
    yield from _merged(items)
    yield from _twice(items)
    yield from _two_clauses(items, source)
    yield from _numbered(items)
    yield from _given_to_next(items, source)
    yield from _uneven_rows(items, source)


def _odd_in_few(items: Sequence[Item]) -> Iterator[Doubt]:
    """Two cells, or two rows, may have become one; or one two."""
    if len(items) < _FEWEST_TASKS:
        return
    for pattern in _ODD_IN_FEW:
        found = [
            (item, match)
            for item in items
            if (match := pattern.search(item.text.text))
            and not _is_quoted(item.text.text, match.start())
            and not _says_again(item.text.text)
            and not _OF_PEOPLE.search(item.text.text, 0, match.end())
        ]
        if len(found) <= max(1, _FEW * len(items)):
            for item, match in found:
                yield Doubt.at("row-doubtful", *item.text.reach(), text=excerpt(item.text.text[max(0, match.start() - 20) :]))


def _is_quoted(text: str, at: int) -> bool:
    return text.rfind("“", 0, at) > text.rfind("”", 0, at) and text.find("”", at) >= 0


def _says_again(text: str) -> bool:
    """Whether the last word is a figure that the text says before: a column of figures beside the column of tasks."""
    before, _, last = text.rstrip("。；; \u3000").rpartition(" ")
    return bool(before) and last[:1].isdigit() and last in before


def _merged(items: Sequence[Item]) -> Iterator[Doubt]:
    """Two rows in one: a space between two sentences and one between two bodies, or a number that is two (12 for 1 and 2)."""
    for at, item in enumerate(items):
        names = [part.names.text for part in item.parts if part.names]
        parted = any(_SPACE.search(name) and _PARTED_BODIES.search(name) for name in names) and _PARTED.search(item.text.text)
        if parted or _is_two_numbers(items, at):
            yield Doubt.at("row-doubtful", *item.text.reach(), text=excerpt(item.text.text))


def _is_two_numbers(items: Sequence[Item], at: int) -> bool:
    """Whether an item's number, which its neighbours do not count on from or up to, is one number and the next."""
    number, ordinal = items[at].number or "", items[at].ordinal
    if len(number) < 2 or not number.isdecimal() or ordinal is None:
        return False
    if (at and items[at - 1].ordinal == ordinal - 1) or (at + 1 < len(items) and items[at + 1].ordinal == ordinal + 1):
        return False
    return any(int(number[:k]) + 1 == int(number[k:]) for k in range(1, len(number)) if number[k] != "0")


def _twice(items: Sequence[Item]) -> Iterator[Doubt]:
    """One task twice, one behind the other, where no numbers tell them apart."""
    for before, item in pairwise(items):
        if before.ordinal is None and item.ordinal is None and before.text.text == item.text.text:
            yield Doubt.at("task-repeated", before.offset, item.text.end, text=excerpt(item.text.text))


def _two_clauses(items: Sequence[Item], source: str) -> Iterator[Doubt]:
    """The same label printed twice in one clause: that of another task stands with it."""
    twice = []
    for item in items:
        labelled = [part for part in item.parts if part.label and part.names]
        if len({part.label for part in labelled}) == len(labelled):
            continue
        labels = Counter(part.label for part in labelled)
        again = [part for part in labelled if labels[part.label] > 1]
        if sum(_stands_before(source, str(part.label), part.names.start) for part in again) > 1:
            twice.append(item)
    if len(twice) <= max(1, _FEW * len(items)):
        for item in twice:
            end = max(part.names.end for part in item.parts if part.names)
            yield Doubt.at("clause-doubtful", item.offset, max(end, item.text.end), text=excerpt(item.text.text))


def _stands_before(source: str, label: str, at: int) -> bool:
    """Whether a label with its colon is printed right before a place."""
    return re.search(rf"{re.escape(label)}\s*[：:]\s*\Z", source[max(0, at - len(label) - 4) : at]) is not None


def _numbered(items: Sequence[Item]) -> Iterator[Doubt]:
    """A text that begins with the number that is due (14养老机构)."""
    due = 1
    for at, item in enumerate(items):
        behind = items[at + 1].ordinal if at + 1 < len(items) else None
        found = _GLUED_NUMBER.match(item.text.text)
        if found and int(found[1]) in (due, (behind or 0) - 1):
            yield Doubt.at("row-doubtful", *item.text.reach(), text=excerpt(item.text.text))
        due = (int(found[1]) if found and item.ordinal is None else item.ordinal or due) + 1


def _given_to_next(items: Sequence[Item], source: str) -> Iterator[Doubt]:
    """Bodies behind one task, on its line, that were given to the task behind it: one doubt from the first of them to the last."""
    found = []
    for before, item in pairwise(items):
        carried = {part.names.start for part in before.parts if part.names}
        starts = [part.names.start for part in item.parts if part.names and part.names.start not in carried]
        at = next((start for start in starts if before.text.end <= start < item.text.start), None)
        if at is not None and source.find("\n", before.text.end, at) < 0:
            found.append((at, item.text))
    if found:
        yield Doubt.at("row-doubtful", found[0][0], found[-1][1].end, text=excerpt(found[0][1].text))


def _uneven_rows(items: Sequence[Item], source: str) -> Iterator[Doubt]:
    """Rows with fewer or more signs between cells than nearly all others have: a cell is lost, or two became one."""
    for sign in "|\t":
        if len(items) < _FEWEST_TASKS or source.count(sign) < _FEWEST_SIGNS * len(items):
            continue
        starts = [0, *(match.end() for match in re.finditer("\n", source)), len(source) + 1]
        first: dict[int, int] = {}  # where the first task of each line begins
        for item in items:
            first.setdefault(bisect_right(starts, item.text.start), item.text.start)
        signs = {line: source.count(sign, starts[line - 1], starts[line]) for line in first}
        usual, often = Counter(signs.values()).most_common(1)[0]
        if usual >= _FEWEST_SIGNS and len(first) >= _FEWEST_TASKS and often >= _MOST * len(first):
            for (line, begin), behind in zip(first.items(), [*[*first][1:], len(starts)], strict=True):
                end = starts[line] - 1
                whole = line + 1
                while whole < behind and not source.startswith(sign, starts[whole - 1]):
                    whole += 1
                if usual in (signs[line], *(source.count(sign, starts[line - 1], starts[at - 1]) for at in (whole, behind))):
                    continue  # a cell may go on in the next line
                if sign == "\t" and signs[line] > usual:
                    continue  # a sheet writes no empty cells at a row's end: this one has its last, a remark
                if not (end >= len(source) or source[end:].isspace()):  # the last row may be cut off
                    yield Doubt.at("row-doubtful", begin, max(end, begin + 1), text=excerpt(source[starts[line - 1] : end]))
