"""A doubt as the problem that a record carries: lines, words, severity."""

from __future__ import annotations

from kg.model.doubts import kind_of, message
from kg.model.records import Problem
from kg.model.source import Source
from kg.parsing.findings import Doubt
from kg.parsing.notice.private import without_private_text

__all__ = ["problem_of"]


def problem_of(doubt: Doubt, source: Source) -> Problem:
    """The doubt in words; telephone numbers and the like of what it quotes are left out."""
    line, to_line = source.line(doubt.offset), source.line(max(doubt.offset, doubt.end - 1))
    facts = {name: without_private_text(fact) for name, fact in doubt.facts.items()}
    reach = to_line if to_line > line else None
    return Problem(doubt.code, line, message(doubt.code, facts), kind_of(doubt.code).severity, reach, tuple(sorted(facts.items())))
