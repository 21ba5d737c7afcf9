"""How well a task answers a question: how much of what tells in the question it holds, and in which of its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from kg.searching.asking import Asked, Term
from kg.searching.blocks import Columns, Kept
from kg.searching.concepts import concepts_of
from kg.searching.signs import has_word

__all__ = ["CONCEPT", "Scores", "terms_of"]

_TEXT: Final = 1.0
_NAMED: Final = 0.9
_BODIES: Final = 0.7
CONCEPT: Final = 0.6
_PLACE: Final = 0.5
_HEADINGS: Final = 0.4
"""How much a word counts where it stands: a heading stands above many tasks and says little of one."""
_LEAST: Final = 0.34
"""The share of what a question weighs that a task must hold: two of three pairs where one pair stands across two words."""
_WHOLE: Final = 0.25
"""What it adds that a run of the question stands in the text as it is, as a share of what the run weighs."""
_ROUNDED: Final = 1e-9
"""Sums of the same weights may differ by the order in which they are added."""


class Scores:
    """The scores of tasks for one question."""

    def __init__(self, question: Asked, weights: Mapping[str, float]) -> None:
        """``weights`` say how much each term tells."""
        self._terms = sorted(((t, weights[t.token]) for t in question.terms if weights[t.token]), key=lambda entry: -entry[1])
        self._whole = sum(weights[term.token] for term in question.terms)
        self._most_missed = (1 - _LEAST) * self._whole
        runs = {run: terms_of(run, question.terms) for run in question.runs if len(run) > 1}
        self._runs = [(run, sum(weights[term.token] for term in terms)) for run, terms in runs.items()]
        self._shared = max(Counter(term.token for terms in runs.values() for term in terms).values(), default=0)

    def ceiling(self, held: float) -> float:
        """What the score of a task can be at most that holds no more of the question than weighs ``held``; 0 where that is too little."""
        if held + _ROUNDED < self._whole - self._most_missed:
            return 0.0
        runs = sum(weight for _, weight in self._runs if weight <= held + _ROUNDED)
        return (held + _WHOLE * min(runs, held * self._shared)) / self._whole - _ROUNDED

    def of(self, task: Kept, columns: Columns, place: str) -> float:
        """0 where the task holds too little of the question; 1 where its text holds all of it, and a little more where it does as one run.

        ``place`` are the folded names of its region.
        """
        text = columns.text
        held = counted = missed = 0.0
        concepts = None
        for term, weight in self._terms:
            if _stands(term, text):
                counts = _TEXT
            else:
                if concepts is None and term.concepts:
                    concepts = frozenset(concepts_of(task.bodies, task.known))
                counts = _elsewhere(term, columns, concepts or frozenset(), place)
            if counts:
                held += weight
                counted += weight * counts
            else:
                missed += weight
                if missed > self._most_missed:
                    return 0.0
        if not held:
            return 0.0
        return (counted + _WHOLE * sum(weight for run, weight in self._runs if run in text)) / self._whole


def _elsewhere(term: Term, columns: Columns, concepts: frozenset[str], place: str) -> float:
    """What counts the best column besides the text that the term stands in, 0 where there is none."""
    if _stands(term, columns.leaders) or _stands(term, columns.indicators):
        return _NAMED
    if _stands(term, columns.bodies):
        return _BODIES
    if not concepts.isdisjoint(term.concepts):
        return CONCEPT
    if _stands(term, place):
        return _PLACE
    return _HEADINGS if _stands(term, columns.headings) else 0.0


def _stands(term: Term, text: str) -> bool:
    """Whether it stands there: a pair of signs is a word anywhere, a word of letters and digits where no further ones touch it."""
    return term.token in text and (not term.token.isascii() or has_word(text, term.token))


def terms_of(run: str, terms: Iterable[Term]) -> list[Term]:
    """The terms that a run of the question gave."""
    return [term for term in terms if term.token in run]
