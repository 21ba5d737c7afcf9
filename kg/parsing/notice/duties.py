"""Where a text says who answers: asked of what was taken for something else, a task, a letter, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.knowledge.offices import known_names
from kg.knowledge.words import any_word, words
from kg.parsing.clauses.labels import find_labels
from kg.parsing.clauses.parts import could_be_names
from kg.parsing.marks.brackets import bracket_ends
from kg.parsing.names.forms import looks_like_unit
from kg.parsing.names.person_pieces import is_person_name

__all__ = ["LONGEST_BODY", "OF_DIVISION", "brackets_of_bodies", "duties", "duty_words", "labels_without_colon", "leads", "rows_of_bodies"]

OF_DIVISION: Final = re.compile(rf"(?:{any_word('bodies', 'of_division')}|各|有关|相关)")
"""How the names of bodies of a division begin (市财政局, 各镇)."""
LONGEST_BODY: Final = 12
"""Characters of a body's name in running text; what is longer is a sentence that ends like one."""
_BARE_BODIES: Final = frozenset(words("checks")["bare_bodies"])
_PIECES: Final = re.compile(r"[、，,；;。：:（(）)\s]+")
_BRACKET: Final = re.compile(r"[（(]([^（()）\n]{2,80})(?:[）)]|$)", re.MULTILINE)
_DUTY: Final = re.compile(any_word("checks", "duties"))
_LABEL: Final = re.compile(
    rf"(?:{any_word('checks', 'duties', 'label_begins')})(?:{any_word('checks', 'body_nouns', 'person_nouns')})[:：]?[▲★*]?"
)
_SURE: Final = words("checks")["sure_duties"]
_LEADING: Final = words("checks")["leading"]
_LED: Final = re.compile(rf"(?:{any_word('checks', 'posts')})(?:{any_word('checks', 'leading')})")
_NO_OBJECT: Final = re.compile(rf"[。；;，,、）)\s]|$|{any_word('checks', 'behind_duties')}")
_ARRANGEMENT: Final = re.compile(rf"[^，,。；;：:]{{0,60}}的[^，,。；;：:]{{0,8}}(?:{any_word('checks', 'arrangements')})")
_LONGEST_LIST: Final = 600  # characters of a bracket that lists bodies; what is longer is looked at piece by piece
_FEWEST_BODIES: Final = 2  # bodies side by side in a text, for a list of them


def duties(text: str) -> Iterator[tuple[int, int]]:
    """A label with its colon or without, a body with a word of duty, a bracket or a row of bodies."""
    for label in find_labels(text):
        if label.kind in ("lead", "support", "responsible", "leader"):
            yield label.start, label.end
    yield from labels_without_colon(text)
    yield from duty_words(text)
    for start, end in bracket_ends(text).items():
        if end - start <= _LONGEST_LIST:
            content = text[start + 1 : end - 1]
            if _of_division(_PIECES.split(content)) and could_be_names(content):
                yield start, end
    yield from rows_of_bodies(text)


def labels_without_colon(text: str) -> Iterator[tuple[int, int]]:
    """A label that has lost its colon, before a name: 责任单位市财政局、市水利局."""
    for label in _LABEL.finditer(text):
        name = _PIECES.split(text[label.end() : label.end() + 2 * LONGEST_BODY].lstrip(), maxsplit=1)[0]
        named = looks_like_unit(name) and (OF_DIVISION.match(name) or name in known_names())
        if 2 <= len(name) <= LONGEST_BODY and (named or is_person_name(name)):
            yield label.span()


def duty_words(text: str) -> Iterator[tuple[int, int]]:
    """A body with a word of duty behind it: 市发改委牵头, 由市财政局负责."""
    for word in _DUTY.finditer(text):
        if word.group() not in _SURE and not _NO_OBJECT.match(text, word.end()):
            continue  # 市园林局负责全市绿化
        if _ARRANGEMENT.match(text, word.end()):
            continue  # 组织部门牵头抓总、职能部门各司其职的工作格局
        piece = _PIECES.split(text[max(0, word.start() - 2 * LONGEST_BODY) : word.start()])[-1]
        name = piece.rsplit("由", maxsplit=1)[-1].removesuffix("等")
        if 2 <= len(name) <= LONGEST_BODY and looks_like_unit(name) and (OF_DIVISION.match(name) or name in known_names()):
            yield word.start() - len(name), word.end()


def leads(text: str) -> Iterator[tuple[int, int]]:
    """A person's post with a word of leading behind it (副县长牵头): of a section's heading."""
    if any(word in text for word in _LEADING):
        yield from (match.span() for match in _LED.finditer(text))


def _of_division(pieces: Sequence[str]) -> bool:
    return sum(bool(OF_DIVISION.match(piece)) for piece in pieces) >= _FEWEST_BODIES


def brackets_of_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Brackets, closed or not, that hold names of bodies alone (市发改委)."""
    for bracket in _BRACKET.finditer(text):
        pieces = [piece for piece in _PIECES.split(bracket[1]) if piece]
        if pieces and _is_body(pieces[0]) and all(looks_like_unit(piece) for piece in pieces):
            yield bracket.span()


def _is_body(piece: str) -> bool:
    return (OF_DIVISION.match(piece) is not None or piece in known_names()) and looks_like_unit(piece)


def _is_in_row(piece: str) -> bool:
    return 3 <= len(piece) <= LONGEST_BODY and _is_body(piece) and piece not in _BARE_BODIES  # 各区（县级市）


def rows_of_bodies(text: str) -> Iterator[tuple[int, int]]:
    """Bodies of the division side by side (市财政局、市水利局): a list of them, and no part of a sentence."""
    likely = [piece for piece in _PIECES.split(text) if 3 <= len(piece) <= LONGEST_BODY]
    if len(likely) < _FEWEST_BODIES or sum(map(_is_in_row, likely)) < _FEWEST_BODIES:
        return
    at, row = 0, list[tuple[int, int]]()
    for sign in [*_PIECES.finditer(text), None]:
        end = sign.start() if sign else len(text)
        piece = text[at:end]
        body = _is_in_row(piece)
        if body:
            row.append((at, end))
        if not (body and sign):
            if len(row) >= _FEWEST_BODIES:
                yield row[0][0], row[-1][1]
            row = []
        at = sign.end() if sign else end
