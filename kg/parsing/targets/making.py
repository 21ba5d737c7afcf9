"""One target made of a quantity, its noun and the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.knowledge.measures import measure
from kg.model.records import Change, Comparator, NumberNote, Target
from kg.model.values import value
from kg.parsing.targets.phrases import PER, Left, Right
from kg.parsing.targets.qualifying import Part
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.tokens import Quantity, Token
from kg.parsing.targets.words import Lexicon
from kg.parsing.targets.written import Written

__all__ = ["Found", "Noun", "TargetReading", "leading_change", "make_target", "printed_unit"]

_UNIT_OF_NOUN: Final = re.compile(r"[（(](?P<unit>[^（()）]{1,8})[）)][ ]?$")
_PER_OF_LIST: Final = re.compile(r"((?:每[人户月年亩])+)\d+(?:\.\d+)?万?元[、和与及]$")
"""Before a figure that shares with the one before it what that is paid for each of: 每人每月600元和400元."""
_LONGEST_UNIT: Final = 12
# Characters; what is longer shows nobody what was promised: then the figure alone is quoted.
_LONGEST_QUOTE: Final = 200


@dataclass(frozen=True)
class TargetReading:
    """The targets of a text in its order, and every number of it with what was made of it. Offsets are into that text."""

    targets: tuple[Target, ...]
    numbers: tuple[NumberNote, ...]


@value
class Noun:
    """What is measured, and where that stands. ``verbal`` where only a verb says it (新建53个)."""

    start: int
    end: int
    text: str
    verbal: bool = False


@value
class Found:
    """A quantity that is promised, with what stands around it. ``noun`` is its share of a coordination, with the shared end.

    ``between`` are the words between noun and number; ``shared`` is a comparator behind the last figure of a list.
    """

    quantity: Quantity
    left: Left
    part: Part
    between: tuple[Token, ...]
    right: Right | None
    baseline: Quantity | None
    noun: tuple[int, int, str] | None = None
    shared: Comparator | None = None


def leading_change(found: Found, words: Lexicon) -> Change | None:
    """The change that a verb before the noun expresses (增加学位300个); None where none stands there."""
    leading = found.left.before[-1] if found.left.before else found.between[0] if found.between else None
    if leading is None:
        return None
    if leading.word in words.lists["leading_increase"]:
        return "increase"
    return "decrease" if leading.word in words.lists["leading_decrease"] else None


def _change(found: Found, words: Lexicon) -> Change:
    if found.quantity.family == "count" and any(token.word in words.lists["carrying_out"] for token in found.left.before):
        return "level"  # 完成学历提升90人
    for token in found.between:
        if "level" in token.roles:
            return "level"
        if "increase" in token.roles and not ("verb" in token.roles and found.part != "before"):
            return _by_amount(found, token, words, "increase")
        if "decrease" in token.roles:
            return "decrease"
    if found.left.before or found.between:
        if stated := leading_change(found, words):
            return stated
        leading = found.left.before[-1] if found.left.before else found.between[0]
        if "increase" in leading.roles and found.quantity.family in ("percent", "points"):
            return "increase"
    return "level"


def _by_amount(found: Found, token: Token, words: Lexicon, change: Change) -> Change:
    """提升 and 扩大 before a number of things improve them; before an amount they add it."""
    if (
        found.left.empty
        and "verb" in token.roles
        and found.quantity.family == "count"
        and token.word not in words.lists["leading_increase"]
    ):
        return "level"
    return change


def _comparator(found: Found) -> Comparator:
    quantity = found.quantity
    post = quantity.post or found.shared
    if post is not None:
        return post
    for token in found.between:
        if "ge" in token.roles:
            return "ge"
        if "le" in token.roles:
            return "le"
        if "approx" in token.roles:
            return "approx"
    if quantity.rank:
        return "le"
    return "ge" if quantity.more else "eq"


def _deadline(found: Found, source: Written) -> str | None:
    for token in (*found.between, *reversed(found.left.before)):
        word = token.word
        if "deadline" in token.roles:
            return source.compact(token.start, token.end)
        if "date" in token.roles and ("月" in word or word[-1] in "底末前"):
            return source.compact(token.start, token.end)
        if "date" in token.roles and source.plain[max(0, token.start - 1) : token.start] in ("到", "至"):
            return source.compact(token.start, token.end)
    return None


def printed_unit(found: Found, source: Written) -> str | None:
    """The unit as printed, a unit that the number splits put together: 每立方米25微克 is 微克/立方米; else that of the noun's bracket."""
    return _own_unit(found, source) or _unit_of_noun(found, source)


def _own_unit(found: Found, source: Written) -> str | None:
    quantity = found.quantity
    if quantity.family == "share":
        return "%"
    if quantity.family == "percent" and quantity.unit[0] >= quantity.unit[1]:
        return "%"
    unit = source.compact(*quantity.unit).replace("％", "%").replace("﹪", "%").strip("余多")
    if unit[1:] in ("百分点", "基点"):
        unit = unit[1:]
    unit = unit.replace("万多", "万").replace("亿多", "亿").replace("万余", "万").replace("亿余", "亿")
    per = PER.search(source.plain, max(0, quantity.start - 10), quantity.start) or _PER_OF_LIST.search(
        source.plain, max(0, quantity.start - 24), quantity.start
    )
    if per and unit and "/" not in unit:
        unit += "/" + "·".join(per[per.lastindex or 0].split("每")[1:])  # 每人每月600元: 元/人·月
    return unit or None


def _unit_of_noun(found: Found, source: Written) -> str | None:
    """The unit that a bracket behind the noun gives (城镇新增就业（人） 26000)."""
    named = _UNIT_OF_NOUN.search(source.plain, max(0, found.quantity.start - _LONGEST_UNIT), found.quantity.start)
    unit = named["unit"].replace("％", "%") if named else ""
    return unit if unit == "%" or (unit and measure(unit) is not None) else None


def make_target(source: Written, clause: Clause, found: Found, noun: Noun, words: Lexicon) -> Target:
    """The target record; its quote is the shortest run of the text with indicator, number, unit and comparator."""
    quantity = found.quantity
    start = min(noun.start, quantity.start)
    if quantity.post_end - start > _LONGEST_QUOTE:
        start = quantity.start
    end = quantity.post_end
    if found.part in ("after", "around") and found.right is not None:
        end = max(end, found.right.end)
    first, last = source.place(start), source.place(end - 1) + 1
    own = _own_unit(found, source)
    behind_noun = None if own else _unit_of_noun(found, source)
    return Target(
        quote=source.text[first:last],
        indicator=(_UNIT_OF_NOUN.sub("", noun.text) if behind_noun else noun.text) or None,
        change=_change(found, words),
        comparator=_comparator(found),
        value=quantity.value,
        upper=quantity.upper,
        baseline=found.baseline.value if found.baseline is not None else None,
        unit=own or behind_noun,
        commitment=clause.commitment,
        deadline=_deadline(found, source),
        start=first,
        end=last,
    )
