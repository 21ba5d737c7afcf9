"""The noun phrase that a quantity measures: what is peeled off before and behind it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.model.values import value
from kg.parsing.targets.spans import Element
from kg.parsing.targets.tokens import Mark, Quantity, Token

__all__ = ["COUNTS", "PER", "Left", "Right", "left_context", "named_examples", "peel_left", "tidy", "without_light_verb"]

REACH: Final = 160
"""A noun phrase is looked for so many characters before its number: more would be no phrase."""

_BETWEEN: Final = frozenset(("pivot", "predicate", "increase", "decrease"))
_ALWAYS: Final = frozenset(("lead", "verb", "commitment", "preposition"))
_LEADING: Final = _ALWAYS | {"manner"}
# Characters, brackets included: 卫生室（社区服务站）. What is longer explains the noun and is no part of its name.
_SHORT_ASIDE: Final = 12
_REMARK: Final = "不含按其以均"
_SUFFIXES: Final = "金额量数费款员"
_LINKS: Final = "、和与及或的 /,，"
_DASH: Final = "-"  # as the grammar reads one of any length, before each of several goals: ——地区生产总值增长6%
_ASIDE: Final = re.compile(r"^[（(][^（()）]*[）)](?=.)")
_EDGES: Final = re.compile(r"^[、和与及的 :：,，；;。“”]+|[、和与的 :：,，；;。]+$")
_EXAMPLES: Final = re.compile(r"[^“”、，]{2,}(?:、[^“”、，]{2,})+等(?P<head>[^“”、，等]*(?:项目|工程))")
_BASE_YEAR: Final = re.compile(r"在?\d{4}年的?基础上$")
_SPAN_OF_YEARS: Final = re.compile(r"[一二三四五十\d]{1,2}年(?:累计|共计?|合计)?|累计|共计?|合计")
COUNTS: Final = re.compile(r"(?:\d{1,9}(?:\.\d{1,6})?[万亿]?[\u4e00-\u9fff]{1,2}){1,9}")
"""Counts one behind the other, and no noun: 6乡镇7村."""
_LIGHT_VERB: Final = re.compile(r"(?<=..)(?:进行|实施|开展|予以)(?=..)")
PER: Final = re.compile(r"(?:每(?:[万千百]?(?:立方米|平方米|平方公里|公里|亩|公顷|人|户|吨|千人|升|万元|个|百|村|镇|月|年|天|日|小时)))+$")


@value
class Left:
    """What stands before a quantity: the noun ``[start, end)``, the words between noun and number, what was peeled before the noun."""

    start: int
    end: int
    between: tuple[Token, ...]
    before: tuple[Token, ...]

    @property
    def doing(self) -> bool:
        """Whether a verb of doing stands right before the number: 新建3座桥, 市财政安排20亿元."""
        return any(t.roles & {"verb", "kept"} for t in (*self.between, *(self.before if self.empty else ())))

    @property
    def prepositional(self) -> bool:
        """Whether a preposition opens the stretch: 为60户家庭, 对3个小区."""
        return any("preposition" in t.roles for t in (*self.before, *(self.between if self.empty else ())))

    @property
    def empty(self) -> bool:
        """Whether no noun is left."""
        return self.end <= self.start

    def has(self, role: str) -> bool:
        """Whether a word between noun and number plays the role."""
        return any(role in token.roles for token in self.between)


@value
class Right:
    """What follows a quantity, ``[start, end)``; ``linked`` where the next quantity belongs to the same phrase."""

    start: int
    end: int
    linked: bool
    following: Quantity | None


def peel_left(tokens: list[Token], plain: str, start: int, end: int) -> tuple[int, list[Token]]:
    """Where the noun begins once leading verbs, adverbs, times and words of commitment are taken away, and those words."""
    peeled: list[Token] = []
    at = start
    while at < end and plain[at] in _LINKS + _DASH:
        at += 1
    by_start = {token.start: token for token in tokens}
    while at < end:
        token = by_start.get(at)
        if token is not None and token.end <= end and token.roles & _LEADING:
            peeled.append(token)
            at = token.end
            continue
        linked = at
        while linked < end and linked - at < 2 and plain[linked] in "、和与或及并/":
            linked += 1
        following = by_start.get(linked)
        if (
            linked > at
            and peeled
            and "verb" in peeled[-1].roles
            and following is not None
            and "verb" in following.roles
            and following.end <= end
        ):
            at = linked
            continue
        break
    while peeled and (not peeled[-1].roles & _ALWAYS or _part_of_rate(peeled[-1], plain, at, end)):
        at = peeled.pop().start
    return at, peeled


def _part_of_rate(word: Token, plain: str, at: int, end: int) -> bool:
    """Whether the verb belongs to the name of a rate or sum: 培训合格率, 检查覆盖率, 资助金."""
    if "verb" not in word.roles or word.roles & _BETWEEN or word.end != at:
        return False
    return (at < end <= at + 3 and plain[end - 1] in "率度") or (at + 1 == end and plain[at] in _SUFFIXES)


def _cut(tokens: list[Token], plain: str, start: int, end: int, before: list[Token]) -> int:
    """Where the noun begins once a verb inside the stretch is taken into account."""
    prepositional = any("preposition" in token.roles for token in before)
    for token in reversed(tokens):
        if token.start < start + 1 or token.end > end - 2:
            continue
        if "pivot" in token.roles and token.start >= start + 2:
            return token.start if "kept" in token.roles else token.end
        of_rate = plain[end - 1] in "率度" and end - token.end <= 4  # 推动企业改造覆盖率
        if prepositional and "verb" in token.roles and end - token.end >= 3 and not of_rate:
            return token.end
    return start


def left_context(elements: Sequence[Element], index: int, region: int, plain: str, *, stop: int | None = None, whole: bool = False) -> Left:
    """What stands before the quantity ``elements[index]`` (or before ``stop``), from ``region`` on.

    ``whole`` keeps the stretch together where a verb inside it would otherwise cut it.
    """
    quantity = elements[index]
    assert isinstance(quantity, Quantity)  # the caller names a quantity
    limit = end = quantity.start if stop is None else stop
    region = max(region, limit - REACH)
    tokens: list[Token] = []
    asides: dict[int, int] = {}
    for at in range(index - 1, -1, -1):
        element = elements[at]
        if element.start < region:
            break
        if isinstance(element, Token) and element.end <= limit:
            tokens.append(element)
        elif isinstance(element, Mark) and element.kind == "aside":
            asides[element.end] = element.start
    tokens.reverse()
    by_end = {token.end: token for token in tokens}
    per = PER.search(plain, max(region, end - 10), end)
    if per:
        end = per.start()
    if quantity.rank and end > region:
        end -= 1
    between: list[Token] = []
    closing = end
    while end > region:
        if end in asides:
            closing, end = end, asides[end]
            continue
        token = by_end.get(end)
        if token is None or not _peels(token, region):
            break
        between.append(token)
        end = token.start
    if end > region and plain[end - 1] == "的":  # 时限压缩至法定时限的30%
        reached = next((t for t in reversed(tokens) if t.roles & {"level", "ge", "le"} and region < t.start and t.end < end), None)
        if reached is not None:
            between.append(reached)
            end = reached.start
    start, before = peel_left(tokens, plain, region, end)
    if start < end and not whole:
        cut = _cut(tokens, plain, start, end, before)
        if cut != start:
            start, more = peel_left(tokens, plain, cut, end)
            before += more
    if end > start and asides.get(closing) == end and closing - end <= _SHORT_ASIDE and plain[end + 1] not in _REMARK:
        end = closing  # 卫生室（服务中心）20个
    compared = between and "date" in between[-1].roles and any(t.roles & {"increase", "decrease"} for t in between)
    if compared and end - start > 2 and plain[end - 1] in "比较":
        end -= 1  # 用煤量比2015年削减3%
    while end > start and plain[end - 1] in "的、和与 :：,，":
        end -= 1
    return Left(start, end, tuple(between), tuple(before))


def _peels(token: Token, region: int) -> bool:
    """Whether a word right before the number (or before such a word) is no part of the noun."""
    if "commitment" in token.roles and token.start > region:
        return True  # 生产总值确保增长6%, 到位资金争取12亿元, and not what 确保500个项目 begins with
    if "tail" not in token.roles:
        return False
    return "verb" not in token.roles or bool(token.roles & _BETWEEN) or token.start <= region


def named_examples(plain: str, start: int, end: int) -> int:
    """How many signs at the start of the noun only name some of the projects that are counted (甲河、乙湖等治理项目)."""
    found = _EXAMPLES.fullmatch(plain, start, end)
    return found.start("head") - start if found else 0


def without_light_verb(noun: str) -> str:
    """The noun without the verb that only says that something is done to it.

    >>> without_light_verb("老旧小区进行改造")
    '老旧小区改造'
    """
    return _LIGHT_VERB.sub("", noun, count=1)


def tidy(noun: str) -> str:
    """The noun phrase without signs at its edges.

    >>> tidy("的小区、")
    '小区'
    """
    whole = "" if _SPAN_OF_YEARS.fullmatch(noun) else _ASIDE.sub("", noun)
    whole = _BASE_YEAR.sub("", whole) if whole.endswith("基础上") else whole
    return whole if whole.startswith("“") and not whole.endswith("、") else _EDGES.sub("", whole)
