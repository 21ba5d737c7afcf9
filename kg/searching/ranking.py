"""How well a task answers a question: how much of what tells in the question it holds, and in which of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg.searching.asking import Asked, Term
from kg.searching.index import COLUMNS
from kg.searching.signs import folded, tokens

__all__ = ["score", "terms_of"]

_LEAST: Final = 0.34
"""The share of what a question weighs that a task must hold: two of three pairs where one pair stands across two words."""
_WHOLE: Final = 0.25
"""What it adds that a run of the question stands in the text as it is, as a share of what the run weighs."""


def score(columns: Mapping[str, str], question: Asked, weights: Mapping[str, float]) -> float:
    """0 where the task holds too little of the question; 1 where its text holds all of it, and a little more where it does as one run.

    ``columns`` are names of :data:`COLUMNS` with their texts, ``weights`` how much each term tells.
    """
    whole = sum(weights[term.token] for term in question.terms)
    if not whole:
        return 0.0
    concepts = frozenset(columns.get("concepts", "").split())
    texts = {name: folded(text) for name, text in columns.items() if text and name != "concepts"}
    best = {term.token: _best(term, texts, concepts) for term in question.terms}
    held = sum(weights[token] for token, column in best.items() if column)
    if held < _LEAST * whole:
        return 0.0
    counted = sum(weights[token] * column for token, column in best.items())
    text = texts.get("text", "")
    as_one = sum(weights[term.token] for run in question.runs if len(run) > 1 and run in text for term in terms_of(run, question.terms))
    return (counted + _WHOLE * as_one) / whole


def _best(term: Term, texts: Mapping[str, str], concepts: frozenset[str]) -> float:
    """The weight of the best column that the term stands in."""
    # A pair of signs is a word wherever it stands; a word of letters and digits is one where no further ones touch it.
    letters = term.token.isascii()
    found = [COLUMNS[name] for name, text in texts.items() if term.token in text and (not letters or term.token in tokens(text))]
    if not concepts.isdisjoint(term.concepts):
        found.append(COLUMNS["concepts"])
    return max(found, default=0.0)


def terms_of(run: str, terms: Iterable[Term]) -> list[Term]:
    """The terms that a run of the question gave."""
    return [term for term in terms if term.token in run]
