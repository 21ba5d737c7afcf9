"""Figures of a rule that is applied to cases: the condition that a case must meet, and what is paid for it. Neither is promised."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from kg.knowledge.words import compiled, words
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.tokens import Quantity

__all__ = ["rule_of_case"]

_CONDITION: Final = re.compile(r"(?:对|凡)[^“”]*的")
_SUBSIDY: Final = re.compile("补助|补贴|奖补")
_PAST: Final = re.compile(r"[^，,。；;]{0,40}?基础上")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return compiled("|".join(f"(?:{entry})" for entry in words("patterns/cases")[name]))


def rule_of_case(clause: Clause, quantity: Quantity, plain: str) -> str | None:
    """What the figure is where its clause is none that promises: ``condition`` for a case (产值首次突破1亿元的), ``rate`` paid for one
    (每户补助3万元), ``past`` where the promise only builds on it (在上年安排1亿元的基础上); None where it may be promised.
    """
    start, end = clause.start, clause.end
    if plain[end - 1] == "的" and (plain[end : end + 1] in ("，", ",") or _CONDITION.fullmatch(plain, start, end)):
        return "condition"
    if _PAST.match(plain, quantity.end, end):
        return "past"
    money = plain[quantity.unit[0] : quantity.unit[1]].find("元") >= 0
    if money and _is_rate(plain, start, end, quantity.start):
        return "rate"
    return "rate" if quantity.family == "percent" and _pattern("share").search(plain, start, end) else None


def _is_rate(plain: str, start: int, end: int, at: int) -> bool:
    """Whether the sum at ``at`` is paid for each case of what the clause tells of."""
    if _pattern("whole").search(plain, start, at):
        return False
    if _pattern("paid").search(plain, start, end):
        return bool(_pattern("given").search(plain, start, end)) or not _pattern("raised").search(plain, start, end)
    return bool(_pattern("each").search(plain, start, end)) and bool(_SUBSIDY.search(plain, 0, start))
