"""Sums that are spent: what is done with the money, or for whom, stands behind the figure and is no noun that it measures."""

from __future__ import annotations

from typing import Final

from kg.parsing.targets.phrases import Left, Right
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.tokens import Quantity, Token
from kg.parsing.targets.words import Lexicon

__all__ = ["spends"]

_FOR_WHOM: Final = ("为", "对", "给")
_NO_PURPOSE: Final = ("为主", "为限", "为上限", "为准", "为基", "对应")
_FUNDS: Final = ("投入", "投资", "安排", "资金")


def spends(quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str, words: Lexicon) -> bool:
    """Whether the figure is a sum that is spent: what it is spent on follows as a verb (省财政拨款3亿元启动改造, 投入10万元举办展会),
    or for whom or on what it is (投入18万元为200位老人装扶手, 财政投入50万元对小区进行整治).
    """
    tail = plain[right.start : right.end]
    verb_behind = any(t.start == right.start and "verb" in t.roles for t in clause.elements if isinstance(t, Token))
    named = plain[left.start : left.end]
    if verb_behind and not left.empty:
        return words.ends("money", named) or any(t.word in words.lists["money"] for t in left.between)
    if not plain.endswith("元", *quantity.unit):
        return False
    last = (*left.between[-1:], *left.before[-1:])
    money = any(t.word in words.lists["money"] for t in last) or named.endswith(_FUNDS)
    return money and (verb_behind or (tail.startswith(_FOR_WHOM) and not tail.startswith(_NO_PURPOSE)))
