"""The divisions that a text names: where, and which of several that bear the name is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.knowledge.regions import COUNTRY, Region, regions, usual_name
from kg.knowledge.words import words
from kg.model.values import value

__all__ = ["Mention", "context_of", "fitting", "is_name", "mentions_in"]

_LONGEST_NAME = 15  # of an autonomous county of several peoples
_LONGEST_PLAIN = 6
_LONG_KINDS = frozenset({"自治", "行政"})
_KINDS = re.compile("[省市县区州盟旗]")
_PLAIN_WORDS = frozenset(words("regions")["plain_words"])  # words before they are names


@value
class Mention:
    """A name with its kind (义乌市), where it stands, and the divisions that bear it."""

    name: str
    start: int
    end: int
    regions: tuple[Region, ...]


@cache
def _named() -> dict[str, tuple[Region, ...]]:
    """The divisions by their names, autonomous ones also by what they are usually called."""
    usual: dict[str, tuple[Region, ...]] = {}
    for name, bearers in regions().by_name.items():
        usual[usual_name(name)] = (*usual.get(usual_name(name), ()), *bearers)
    return {**usual, **regions().by_name}


@cache
def _endings() -> frozenset[str]:
    """The last two characters of all names: most of what ends like a division (全市, 社区) is none, and is passed over by these."""
    return frozenset(name[-2:] for name in _named())


def mentions_in(text: str) -> Iterator[Mention]:
    """The divisions that the text names with their kind, the longest name at each place; ambiguous names with all their bearers."""
    named, endings = _named(), _endings()
    end = 0
    for kind in _KINDS.finditer(text):
        stop = kind.end()
        if text[stop - 2 : stop] not in endings:
            continue
        longest = _LONGEST_NAME if text[stop - 3 : stop - 1] in _LONG_KINDS else _LONGEST_PLAIN
        for start in range(max(end, stop - longest), stop - 1):
            bearers = named.get(text[start:stop])
            if bearers:
                yield Mention(text[start:stop], start, stop, bearers)
                end = stop
                break


def is_name(text: str, mention: Mention) -> bool:
    """Whether a division is meant: 城区 may be any town, and a short name may be the end of a word (示范县)."""
    alone = mention.start == 0 or not "\u4e00" <= text[mention.start - 1] <= "\u9fff"
    return mention.name not in _PLAIN_WORDS and (alone or len(mention.name) > 2)


def context_of(mentions: Iterable[Mention]) -> set[str]:
    """What the mentions name beyond doubt, and what these lie in."""
    sure = {mention.regions[0] for mention in mentions if len(mention.regions) == 1}
    return {region.code for region in sure} | {region.parent for region in sure if region.parent and region.parent != COUNTRY}


def fitting(bearers: tuple[Region, ...], context: set[str]) -> tuple[Region, ...]:
    """Of the bearers of one name those whose prefecture or province is also named; all, where none is."""
    if len(bearers) == 1:
        return bearers
    near = tuple(region for region in bearers if region.parent in context)
    if near:
        return near
    index = regions()
    return tuple(r for r in bearers if (above := index.parent(r)) is not None and above.parent in context) or bearers
