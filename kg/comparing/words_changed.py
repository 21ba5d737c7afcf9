"""Which words of a sentence changed: its pieces that are the same, and those that one text has and the other has not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final, NamedTuple

from kg.comparing.facts import Years
from kg.linking.continuing import without_years
from kg.linking.likeness import letters

__all__ = ["Piece", "marked", "pieces"]

# Numbers and words of other scripts are one piece each; a Chinese sentence is compared sign by sign.
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[A-Za-zＡ-Ｚａ-ｚ]+|\s+|.", re.S)
# Comparing costs time as the product of the lengths: beyond this only what two texts begin and end with is told apart.
_MOST: Final = 1_000_000
# Letters that stay between two changes and are too few to be what stayed: 全面 → 全力 is one change, not one sign of two.
_FEWEST: Final = 2


class Piece(NamedTuple):
    """A run of both texts. Where ``old`` and ``new`` differ it changed; signs and the lists' own years are no change."""

    old: str
    new: str
    changed: bool


def pieces(old: str, new: str, old_years: Years | None = None, new_years: Years | None = None) -> list[Piece]:
    """The pieces of two texts, in their order: together they are the whole of both."""
    found: list[Piece] = []
    for piece in _joined(list(_raw(_TOKEN.findall(old), _TOKEN.findall(new)))):
        same = letters(without_years(piece.old, old_years)) == letters(without_years(piece.new, new_years))
        if found and found[-1].changed == (not same):
            found[-1] = Piece(found[-1].old + piece.old, found[-1].new + piece.new, not same)
        else:
            found.append(Piece(piece.old, piece.new, not same))
    return found


def _raw(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if len(old) * len(new) > _MOST:
        yield from _ends(old, new)
        return
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield Piece("".join(old[a:b]), "".join(new[c:d]), how != "equal")


def _ends(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    shortest = min(len(old), len(new))
    first = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    last = next((i for i in range(shortest - first) if old[-1 - i] != new[-1 - i]), shortest - first)
    cuts = [(0, 0), (first, first), (len(old) - last, len(new) - last), (len(old), len(new))]
    for (a, c), (b, d) in pairwise(cuts):
        one, other = "".join(old[a:b]), "".join(new[c:d])
        if one or other:
            yield Piece(one, other, one != other)


def _joined(raw: Sequence[Piece]) -> Iterator[Piece]:
    """What is the same between two changes and too short to be told as such belongs to the change."""
    held: Piece | None = None
    for number, piece in enumerate(raw):
        between = held is not None and number + 1 < len(raw)
        short = not piece.changed and len(piece.old) < _FEWEST and bool(letters(piece.old))
        if held is None:
            held = piece
        elif held.changed and (piece.changed or (between and short and raw[number + 1].changed)):
            held = Piece(held.old + piece.old, held.new + piece.new, True)
        else:
            yield held
            held = piece
    if held is not None:
        yield held


def marked(found: Sequence[Piece]) -> str:
    """The pieces as one line: what went in ``[-…-]``, what came in ``{+…+}``.

    >>> marked(pieces("新建工厂3家。", "新建厂房5家。"))
    '新建[-工厂3-]{+厂房5+}家。'
    """
    said: list[str] = []
    for piece in found:
        if not piece.changed:
            said.append(piece.new)
            continue
        said += [f"[-{piece.old}-]"] if piece.old else []
        said += [f"{{+{piece.new}+}}"] if piece.new else []
    return "".join(said)
