"""What somebody typed, as words of the index. Whatever signs stand there, they are data: only letters and digits reach the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kg.searching.concepts import concepts_asked
from kg.searching.signs import folded, runs, tokens

__all__ = ["MOST_SIGNS", "Asked", "Term", "asked"]

MOST_SIGNS: Final = 100
"""Signs of a question that are looked at; the rest is left aside, and said."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the index: ``token`` itself, or any of ``concepts``, of whose names it is a part.

    Where it ``begins``, it stands for all words that begin so.
    """

    token: str
    concepts: tuple[str, ...] = ()
    begins: bool = False

    @property
    def own(self) -> str:
        """The token alone, as FTS5 takes it."""
        return f'"{self.token}"' + (" *" if self.begins else "")

    @property
    def expression(self) -> str:
        """The token or any of the concepts, as FTS5 takes it."""
        any_of = " OR ".join([self.own, *(f'"{word}"' for word in self.concepts)])
        return f"({any_of})" if self.concepts else self.own


@dataclass(frozen=True, slots=True)
class Asked:
    """The terms of a question, the runs of signs that it has, the regions that whole words of it name, and whether it was cut."""

    terms: tuple[Term, ...]
    runs: tuple[str, ...]
    regions: frozenset[str] = frozenset()
    cut: bool = False


def asked(words: str, places: Mapping[str, frozenset[str]]) -> Asked:
    """The question in ``words``; ``places`` are the words of regions by the folded names that they go by."""
    text = folded(words[: MOST_SIGNS * 10])
    found: dict[str, Term] = {}
    kept: list[str] = []
    regions: frozenset[str] = frozenset()
    signs = 0
    cut = len(words) > MOST_SIGNS * 10
    for _, run in runs(text):
        if run in places:
            regions |= places[run]
            continue
        if signs + len(run) > MOST_SIGNS:
            run, cut = run[: MOST_SIGNS - signs], True
        if not run:
            break
        signs += len(run)
        kept.append(run)
        for term in _terms(run):
            found.setdefault(term.token, term)
    if not found and regions:  # nothing but places: then they are the words
        return asked(words, {})
    return Asked(tuple(found.values()), tuple(kept), regions, cut)


def _terms(run: str) -> list[Term]:
    if run.isascii():
        named = next((words for begin, end, words in concepts_asked(run) if (begin, end) == (0, len(run))), ())
        return [Term(run, named)]
    if len(run) == 1:
        return [Term(run, begins=True)]
    pairs = list(tokens(run))[:-1]
    named_at = list(concepts_asked(run))
    return [
        Term(pair, next((words for begin, end, words in named_at if begin <= at and at + 2 <= end), ())) for at, pair in enumerate(pairs)
    ]
