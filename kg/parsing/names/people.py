"""Persons and their posts in a text: a heading's leaders, what stands behind a leader's label, a cell of a leader's column.

Posts may stand before or behind the names. What belongs to nobody is given back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kg.knowledge.words import any_word
from kg.model.values import value
from kg.parsing.names.person_pieces import PersonPiece, is_nobodys_post, pieces_of, without_spaces

__all__ = ["Person", "people_in"]

_COURTESY: Final = re.compile(any_word("people", "courtesy"))
_COURTESY_BEHIND: Final = re.compile(rf"(?:{_COURTESY.pattern})$")
_PARTING: Final = frozenset("、，,；;/／|｜。")


@value
class Person:
    """One who is named, or an office in place of a name: ``text[start:end]`` holds both. ``sure`` is False where names run together."""

    name: str | None
    title: str | None
    start: int
    end: int
    sure: bool = True


@lru_cache(maxsize=4096)
def people_in(text: str) -> tuple[tuple[Person, ...], tuple[tuple[int, int], ...]]:
    """The persons in order of print, and the stretches that belong to nobody.

    A post that stands alone belongs to the person before it (王某常委、副市长 has one post), or to the one after it where nobody
    stands before it (区委常委、副区长王某).
    """
    pieces = pieces_of(text)
    left = tuple((piece.start, piece.end) for piece in pieces if piece.kind == "left")
    people: list[Person] = []
    waiting: Person | None = None
    for part in _parts(text, pieces):
        own = _people_of_part(text, part)
        if not own:
            continue
        only_posts = all(person.name is None for person in own)
        if only_posts and len(own) == 1 and not _is_office(text, part) and not people and waiting is None:
            waiting = own[0]
            continue
        if only_posts and len(own) == 1 and not _is_office(text, part) and people and people[-1].name and people[-1].title:
            last = people[-1]
            people[-1] = Person(last.name, f"{last.title}、{own[0].title}", last.start, own[0].end, last.sure)
            continue
        if waiting is not None:
            first = own[0]
            if first.name is not None and first.title and text[first.start : first.end].startswith(first.title[:1]):
                own = (Person(first.name, f"{waiting.title}、{first.title}", waiting.start, first.end, first.sure), *own[1:])
            else:
                people.append(waiting)
            waiting = None
        people.extend(own)
    if waiting is not None:
        people.append(waiting)
    return tuple(people), left


def _is_office(text: str, part: Sequence[PersonPiece]) -> bool:
    return any(piece.kind == "office" or (piece.kind == "post" and is_nobodys_post(text[piece.start : piece.end])) for piece in part)


def _parts(text: str, pieces: Sequence[PersonPiece]) -> Iterator[list[PersonPiece]]:
    """The pieces between signs that part persons; a line break parts them where both sides name somebody."""
    part: list[PersonPiece] = []
    for piece in pieces:
        if (piece.kind == "sign" and text[piece.start] in _PARTING) or (piece.kind == "word" and text[piece.start : piece.end] in "和及与"):
            yield part
            part = []
        else:
            part.append(piece)
    yield part


def _people_of_part(text: str, part: Sequence[PersonPiece]) -> tuple[Person, ...]:
    telling = [piece for piece in part if piece.kind in ("name", "post", "office")]
    if not telling:
        return ()
    groups: list[list[PersonPiece]] = []
    before = telling[0].kind != "name"  # posts stand before their names
    for piece in telling:
        last = groups[-1] if groups else None
        if last is None or piece.kind == "office" or last[0].kind == "office":
            groups.append([piece])
        elif before:
            opens = piece.kind != "name" and any(other.kind == "name" for other in last)
            second = piece.kind == "name" and any(other.kind == "name" for other in last)
            (groups.append([piece]) if opens or second else last.append(piece))
        else:
            (groups.append([piece]) if piece.kind == "name" else last.append(piece))
    ends = {piece.end: behind.end() for piece in telling if (behind := _COURTESY.match(text, piece.end))}
    adjacent = {(a.end, b.start) for a, b in pairwise(part) if a.kind == b.kind == "name"}
    return tuple(_person(text, group, ends, adjacent) for group in groups)


def _person(text: str, group: Sequence[PersonPiece], ends: dict[int, int], adjacent: set[tuple[int, int]]) -> Person:
    name = next((piece for piece in group if piece.kind == "name"), None)
    posts = [piece for piece in group if piece.kind != "name"]
    around = name is not None and bool(posts) and posts[0].start < name.start < posts[-1].start
    runs = [text[piece.start : piece.end] for piece in posts] if around else [text[posts[0].start : posts[-1].end]] if posts else []
    title = "、".join(_COURTESY_BEHIND.sub("", without_spaces(run)) for run in runs) or None
    start, end = min(piece.start for piece in group), max(piece.end for piece in group)
    sure = name is None or not any(name.start == b or name.end == a for a, b in adjacent)
    return Person(without_spaces(text[name.start : name.end]) if name else None, title, start, ends.get(end, end), sure)
