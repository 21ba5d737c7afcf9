"""Whether a quantity is what a clause promises, or describes a thing: its size (10亿元以上项目), or a number that exists already."""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.model.values import value
from kg.parsing.targets.phrases import Left, peel_left
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.tokens import Mark, Quantity, Token
from kg.parsing.targets.words import Lexicon

__all__ = ["Part", "Right", "part_of", "right_context"]

Part = Literal["before", "after", "around", "size", "count"]
_PREDICATED: Final = re.compile("完成|达到|投资|增长|实现|均|占")
_CLOSING: Final = re.compile(r"[、，,。；;：:和与及 ）)]|并(?![网购轨])")


@value
class Right:
    """What follows a quantity, ``[start, end)``; ``linked`` where the next quantity belongs to the same phrase."""

    start: int
    end: int
    linked: bool
    following: Quantity | None


def right_context(clause: Clause, index: int, plain: str, *, doing: bool, prepositional: bool = False) -> Right:
    """What follows the quantity that is ``clause.elements[index]``, up to the end of its phrase.

    Behind a preposition that is as far as the verb before the next quantity (为8所学校安装设备65台).
    """
    quantity = clause.elements[index]
    assert isinstance(quantity, Quantity)  # the caller names a quantity
    start, end = quantity.post_end, clause.end
    following: Quantity | None = None
    marks: list[Mark] = []
    tokens: list[Token] = []
    for at in range(index + 1, len(clause.elements)):
        element = clause.elements[at]
        if isinstance(element, Quantity):
            described = doing and quantity.family == "count" and element.family in ("measure", "naming") and not marks
            if described and element.start - start <= 4 and not (tokens and "verb" in tokens[-1].roles):
                continue
            following, end = element, element.start
            break
        if isinstance(element, Mark) and element.kind == "aside" and element.start == start and not marks:
            start = element.end
        elif isinstance(element, Mark) and element.kind == "item":
            marks.append(element)
        elif isinstance(element, Token):
            tokens.append(element)
    if start >= end or _CLOSING.match(plain, start):
        return Right(start, start, following is not None and following.start == quantity.post_end, following)
    if following is None:
        return Right(start, end, False, None)
    if plain[end - 1] in "和与及":
        return Right(start, end - 1, False, following)
    verb = next((t for t in tokens if "verb" in t.roles and t.start >= start + 2 and t.end + 2 <= end), None) if prepositional else None
    if verb is not None and not marks:
        return Right(start, verb.start, False, following)
    for mark in marks if doing else marks[-1:]:
        reached, _ = peel_left(tokens, plain, mark.end, end)
        if doing or reached >= end:
            return Right(start, mark.start, False, following)
    return Right(start, end, True, following)


def part_of(quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str, words: Lexicon, after_item: bool) -> Part:
    """What the quantity is to its clause.

    ``before`` and ``after`` say where the noun stands that it counts, ``around`` that it stands on both sides; ``size`` and
    ``count`` are no targets. ``after_item`` says that the item before it counted a noun behind its number.
    """
    tail = plain[right.start : right.end]
    doing = left.doing
    if quantity.rank:
        return "before"
    if quantity.family == "naming" and tail and not _closes(tail, words):
        return "size"
    if tail.startswith("的"):
        counted = quantity.family == "count" and doing and not right.linked
        return "after" if counted else "size" if not _closes(tail, words) else "before"
    if not tail and right.linked:  # 征收房屋1200户20万平方米 counts the same twice; 5亿元以上3个 says which
        return "before" if quantity.family == "count" and quantity.post is None and not left.empty else "size"
    if quantity.chinese and not quantity.rank and quantity.post is None and not _spelt_out(quantity, left, right, plain, words):
        return "count"
    if not tail:
        return "before"
    if _closes(tail, words) and (not left.empty or left.between):
        return "before"
    if plain.endswith(words.lists["capacity_before"], 0, quantity.start):
        return "size"
    if tail[0] in "级型":
        return "size"
    if quantity.family in ("percent", "points", "share"):
        return _share(quantity, left, right, tail)
    if quantity.family == "count":
        return _counted(quantity, left, right, plain, words, doing=doing, after_item=after_item)
    if quantity.family == "none":
        return "before" if not left.empty and left.between and not right.linked else "after" if doing and not right.linked else "count"
    if tail.startswith(words.lists["purposes"]) and not left.empty:
        return "before"
    if right.linked or quantity.post is not None:
        return "size"
    if doing and not tail.endswith(words.lists["project_nouns"]):
        return "after"
    if _stretch(quantity, plain) and any("verb" in t.roles for t in left.before) and not tail.endswith(words.lists["project_nouns"]):
        return "after"
    return "before" if left.between and left.has("predicate") and len(tail) <= 2 else "size"


def _stretch(quantity: Quantity, plain: str) -> bool:
    """Whether the figure is a length or an area, which a plan does along the thing named before it (完成北线30公里改造)."""
    return plain[quantity.unit[0] : quantity.unit[1]].endswith(("公里", "米", "亩", "公顷"))


def _spelt_out(quantity: Quantity, left: Left, right: Right, plain: str, words: Lexicon) -> bool:
    """Whether a number in Chinese characters is promised: most of those are parts of names (实施三项改革, 落实十条意见)."""
    if quantity.family == "none":
        return False
    noun = plain[left.start : left.end]
    if quantity.value < 2:  # 建成实训楼一栋; not 一镇一个, and not what 一 begins as a word
        return right.start >= right.end and quantity.family == "count" and len(noun) >= 2 and noun[0] not in "一每各"
    if right.start >= right.end:
        return (len(noun) >= 2 and not noun.endswith(("等", "”"))) or quantity.multiplied
    last = left.between[0] if left.between else left.before[-1] if left.before and left.empty else None
    return last is not None and last.word in words.lists["building"] and quantity.family == "count"


def _closes(tail: str, words: Lexicon) -> bool:
    """Whether the words behind a figure only round it off: 6000亿元目标, 1000亿元台阶."""
    return any(tail.startswith(word) and len(tail) - len(word) <= 2 for word in words.lists["after_figures"])


def _share(quantity: Quantity, left: Left, right: Right, plain_tail: str) -> Part:
    if right.linked and quantity.post is not None:
        return "size"
    if plain_tail.startswith("用于"):
        return "around"
    if left.has("increase") or left.has("decrease") or left.has("level") or left.has("predicate"):
        return "before"
    return "around"


def _counted(quantity: Quantity, left: Left, right: Right, plain: str, words: Lexicon, *, doing: bool, after_item: bool) -> Part:
    tail = plain[right.start : right.end]
    if not left.empty and words.ends("existing_before", plain[left.start : left.end]):
        return "count"
    promised = left.prepositional or doing or any(token.roles & {"commitment", "verb"} for token in (*left.before, *left.between))
    if not promised and words.ends("places", plain[left.start : left.end]):
        return "count"
    if left.empty and any(token.word in words.lists["existing_before"] for token in left.before):
        return "count"
    if quantity.post is not None and any(token.word in words.lists["ending"] for token in (*left.before, *left.between)):
        return "size"
    if right.linked and quantity.post is not None and not doing:
        return "size"
    if right.linked and quantity.post is not None and right.following is not None and right.following.family == "count":
        return "size"
    if len(tail) <= 1 and not left.empty:
        return "before"
    prepositional = left.prepositional or any("commitment" in token.roles for token in left.before)
    if right.linked and not doing and _PREDICATED.search(tail):
        return "count"
    if left.empty and not doing and not prepositional and not after_item:
        stated = any(state in tail for state in words.lists["state_predicates"])
        return "after" if stated and not right.linked else "count"
    return "after"
