"""A text about persons cut into names, posts, offices that stand in place of a person, words and signs: the cheapest cut of all.

What belongs to none of these is left over. Names may be padded to one width (李明华 王　健).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, Literal

from kg.knowledge.regions import regions
from kg.knowledge.words import any_word, words
from kg.model.values import value
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.words import alternatives

__all__ = ["PersonPiece", "has_post", "is_nobodys_post", "is_person_name", "pieces_of", "without_spaces"]

PieceKind = Literal["name", "post", "office", "word", "sign", "space", "left"]

_PEOPLE = words("people")
_POST_END = re.compile(rf"(?:常务|第一|挂职)?副?(?:{alternatives(_PEOPLE['posts'])})")
_BEFORE_POST = re.compile(rf"(?:{alternatives(_PEOPLE['before_posts'])}|兼)*")
_HOLDER_OFFICE = re.compile(rf"(?:{alternatives(_PEOPLE['offices'])})(?:{any_word('people', 'courtesy')})?")
_OF_NOBODY = re.compile(rf"^(?:{alternatives(_PEOPLE['of_no_person'])})")
_WORD = re.compile(alternatives(_PEOPLE["between"]))
_SPACE = re.compile(r"[ \u3000\t\n\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_SIGNS: Final = "、，,；;/／|｜：:。．.·（()）[]【】〔〕"
_GLOSS = re.compile(r"（[^（）]{1,8}）|\([^()]{1,8}\)")
_BEGINS_POST: Final = frozenset("副常")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_QUOTED = re.compile(r"《[^》]{1,40}》")  # 按《…》分工
_FOREIGN = re.compile(r"[\u3400-\u9fff]{1,7}(?:[·•][\u3400-\u9fff]{1,7})+")
_LONGEST_POST, _LONGEST_OFFICE, _LONGEST_PLACE, _LONGEST_TEXT = 20, 20, 8, 400

# What each piece costs, in tenths. A name of three characters is likelier than one of two; two names with nothing between them are
# unlikely, but likelier than characters that are nothing. A post behind a body of its own (县政协主席) is as good as a bare one.
_NAME_COSTS: Final = {2: 12, 3: 10, 4: 11}
# A body that begins like a person's name, and not with a known place, is rather that person and the body (王岚县政协|主席).
_PADDED, _RUN_TOGETHER, _ENDS_LIKE_POST = 11, 15, 20
_UNKNOWN_NAMES: Final = {2: 62, 3: 63, 4: 80}  # four characters are rather a short name and its post (佴丽县长)
_POST, _BODY_OF_POST, _BODY_OF_NAMED, _OFFICE, _WORD_COST, _LEFT = 10, 2, 16, 8, 1, 40


@value
class PersonPiece:
    """A stretch of the text and what it is."""

    kind: PieceKind
    start: int
    end: int


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    people = words("people")
    return frozenset(people["surnames"]), frozenset(people["double_surnames"])


def is_person_name(name: str) -> bool:
    """Whether it could be a Chinese person's name: a known surname and one or two characters, or a foreign name with a dot in it."""
    single, double = _surnames()
    if _FOREIGN.fullmatch(name):
        return not looks_like_unit(name)
    return (2 <= len(name) <= 3 and name[0] in single) or (3 <= len(name) <= 4 and name[:2] in double)


def has_post(text: str) -> bool:
    """Whether the words of a post stand in the text."""
    return _POST_END.search(text) is not None


def is_nobodys_post(post: str) -> bool:
    """Whether the post is nobody's in particular: 分管副市长, 各区区长."""
    return _OF_NOBODY.match(post) is not None


@lru_cache(maxsize=4096)
def pieces_of(text: str) -> tuple[PersonPiece, ...]:
    """The cheapest cut of the text into pieces; together they cover it."""
    if len(text) > _LONGEST_TEXT:
        return (PersonPiece("left", 0, len(text)),)
    size = len(text)
    posts = _post_ends(text)
    best: list[tuple[int, int, PieceKind]] = [(1 << 30, 0, "left")] * (size + 1)
    best[0] = (0, 0, "sign")
    for at in range(size):
        reached, _, before = best[at]
        for kind, end, cost in _candidates(text, at, posts):
            total = reached + cost + (_RUN_TOGETHER if kind == before == "name" else 0)
            if total < best[end][0]:
                best[end] = (total, at, kind)
    found: list[PersonPiece] = []
    end = size
    while end:
        _, start, kind = best[end]
        found.append(PersonPiece(kind, start, end))
        end = start
    return tuple(_checked(text, found[::-1]))


def _post_ends(text: str) -> dict[int, list[int]]:
    """Where posts end, by where their own words begin (副市长 of 常务副市长 too)."""
    found: dict[int, list[int]] = {}
    for at in range(len(text)):
        match = _POST_END.match(text, at)
        if match:
            found[at] = [match.end()]
            gloss = _GLOSS.match(text, match.end())
            if gloss and not _POST_END.search(gloss.group()) and not is_person_name(gloss.group()[1:-1]):
                found[at].append(gloss.end())
    return found


def _candidates(text: str, at: int, posts: dict[int, list[int]]) -> Iterator[tuple[PieceKind, int, int]]:
    sign = text[at]
    if space := _SPACE.match(text, at):
        yield "space", space.end(), 0
        return
    if quoted := _QUOTED.match(text, at):
        yield "word", quoted.end(), _WORD_COST
        return
    if sign in _SIGNS:
        yield "sign", at + 1, 0
        return
    yield "left", at + 1, _LEFT
    if word := _WORD.match(text, at):
        yield "word", word.end(), _WORD_COST
    han = _HAN.match(text, at)
    if han is None:
        return
    yield from _names(text, at, han.end())
    for begin in range(at, min(han.end(), at + _LONGEST_POST)):
        prefix = _prefix_cost(text[at:begin]) if begin in posts else None
        if prefix is not None:
            yield from (("post", end, _POST + prefix) for end in posts[begin] if end - at <= _LONGEST_POST)
    stretch = text[at : min(han.end(), at + _LONGEST_OFFICE)]
    for match in _HOLDER_OFFICE.finditer(stretch):
        yield "office", at + match.end(), _OFFICE + match.start()


def _names(text: str, at: int, han: int) -> Iterator[tuple[PieceKind, int, int]]:
    single, double = _surnames()
    foreign = _FOREIGN.match(text, at)
    if foreign:
        yield "name", foreign.end(), _NAME_COSTS[3]
    for size, cost in _NAME_COSTS.items():
        if at + size <= han:
            printed = text[at : at + size]
            strange = 0 if printed[-1] not in _BEGINS_POST else _ENDS_LIKE_POST  # 王岚副 is no name where 副市长 follows
            yield "name", at + size, strange + (cost if is_person_name(printed) else _UNKNOWN_NAMES[size])
    if (text[at] in single and at + 1 == han) or (text[at : at + 2] in double and at + 2 == han):
        space = _SPACE.match(text, han)
        given = _HAN.match(text, space.end()) if space and "\n" not in space.group() else None
        if given is not None:
            yield "name", given.start() + 1, _PADDED
        if given is not None and len(given.group()) > 1:
            yield "name", given.start() + 2, _PADDED
        if given is not None and len(given.group()) == 1 and text[at] in single:
            yield from _spaced_name(text, given.end())


def _spaced_name(text: str, at: int) -> Iterator[tuple[PieceKind, int, int]]:
    """A third character behind a second gap (喻 新 贵)."""
    space = _SPACE.match(text, at)
    third = _HAN.match(text, space.end()) if space and "\n" not in space.group() else None
    if third is not None:
        yield "name", third.start() + 1, _PADDED + (_ENDS_LIKE_POST if third.group()[0] in _BEGINS_POST else 0)


@lru_cache(maxsize=4096)
def _prefix_cost(prefix: str) -> int | None:
    """What it costs that a post begins with these characters: little for words of posts or a body; None where they are neither."""
    if not prefix:
        return 0
    words = _BEFORE_POST.match(prefix)
    rest = prefix[words.end() :] if words else prefix
    if not rest:
        return 1
    if words and words.end() and looks_like_unit(rest):
        return _BODY_OF_POST
    if not looks_like_unit(prefix):
        return None
    named = any(is_person_name(prefix[:size]) for size in (2, 3, 4)) and not _begins_with_place(prefix)
    return _BODY_OF_NAMED if named else _BODY_OF_POST


def _begins_with_place(text: str) -> bool:
    known = regions()
    return any(known.named(text[:size]) for size in range(2, min(len(text), _LONGEST_PLACE) + 1))


def _checked(text: str, pieces: Sequence[PersonPiece]) -> Iterator[PersonPiece]:
    """A name without a known surname stands only beside a post, or before 同志; pieces of nothing that touch are one."""
    waiting: PersonPiece | None = None
    for number, piece in enumerate(pieces):
        if piece.kind == "name" and _is_doubtful(text, pieces, number):
            piece = PersonPiece("left", piece.start, piece.end)
        if piece.kind == "left" and waiting is not None and waiting.end == piece.start:
            waiting = PersonPiece("left", waiting.start, piece.end)
        elif piece.kind == "left":
            if waiting is not None:
                yield waiting
            waiting = piece
        else:
            if waiting is not None:
                yield waiting
                waiting = None
            yield piece
    if waiting is not None:
        yield waiting


def _is_doubtful(text: str, pieces: Sequence[PersonPiece], number: int) -> bool:
    """Whether a name is cut out of what is nothing, or has no known surname and no post beside it."""
    piece = pieces[number]
    near = [other for other in pieces[max(0, number - 2) : number + 3] if other.kind not in ("space", "sign") and other != piece]
    if any(other.kind == "left" and (other.end == piece.start or other.start == piece.end) for other in near):
        return True
    known = is_person_name(without_spaces(text[piece.start : piece.end]))
    return not known and not any(other.kind == "post" or text[other.start : other.end] in _PEOPLE["courtesy"] for other in near)


def without_spaces(text: str) -> str:
    """The text as records carry a name or a post."""
    return _SPACE.sub("", text)
