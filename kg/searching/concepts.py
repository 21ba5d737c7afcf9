"""What goes by many names: kinds of office and indicators, each one word of the index, whichever of its names is printed or asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from kg.knowledge.functions import functions
from kg.knowledge.indicators import indicators
from kg.knowledge.offices import function_of
from kg.searching.signs import folded

__all__ = ["concept_names", "concepts_asked", "concepts_of"]

_SHORTEST: Final = 2
_LONGEST: Final = 30
"""Signs of a name that is looked for inside what is asked."""
_NO_LETTER: Final = re.compile(r"\W")


def _word(kind: str, name: str) -> str:
    """The word of a concept in the index: no text gives it, for texts have no ``=``."""
    return f"={kind}{_NO_LETTER.sub('', name)}"


@lru_cache(maxsize=65536)
def _offices(printed: str) -> tuple[str, ...]:
    function = function_of(printed)
    return () if function is None else tuple(_word("f", name) for name in dict.fromkeys((function.name, *function.also)))


def concepts_of(bodies: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    """The words of the kinds of office that bodies have by their printed names, and of indicators by their local names."""
    for body in bodies:
        yield from _offices(body)
    for local in known:
        yield _word("i", local)


@cache
def concept_names() -> Mapping[str, tuple[str, ...]]:
    """The words of concepts by each folded name that they go by."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, naming in functions().names.items():
        found[folded(name)][_word("f", naming.function.name)] = None
    for indicator in indicators().values():
        for name in indicator.names:
            found[folded(name)][_word("i", indicator.local)] = None
    return {name: tuple(words) for name, words in found.items() if len(name) >= _SHORTEST}


def concepts_asked(run: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The names of concepts in a folded run of signs: begin, end and words of each; the longest names first, none across another."""
    whole = _offices(run) if len(run) <= _LONGEST else ()
    if whole:
        yield 0, len(run), whole
        return
    at = 0
    while at < len(run):
        for end in range(min(len(run), at + _LONGEST), at + _SHORTEST - 1, -1):
            words = concept_names().get(run[at:end])
            if words:
                yield at, end, words
                at = end
                break
        else:
            at += 1
