"""Whether a quantity is what a clause promises, or describes a thing: its size (10亿元以上项目), or a number that exists already."""

from __future__ import annotations

import re
from typing import Final, Literal

from kg.model.records import Change
from kg.parsing.targets.describing import describes
from kg.parsing.targets.phrases import Left, Right, peel_left
from kg.parsing.targets.spans import Clause
from kg.parsing.targets.spending import spends
from kg.parsing.targets.tokens import Mark, Quantity, Token
from kg.parsing.targets.words import Lexicon

__all__ = ["Part", "growth_behind", "is_length_of", "part_of", "right_context"]

Part = Literal["before", "after", "around", "size", "count", "compared", "unexplained"]
_PREDICATED: Final = re.compile("完成|达到|投资|增长|实现|均|占")
_OF_PLACE: Final = re.compile(
    r"[^的]{0,7}(?:[乡镇村县区市户]|街道|社区|学校|企业|单位|家庭)的"
    r"(?![^，,。；;]*(?:建设|改造|整治|治理|任务|工作|提升|创建|编制|验收|修复|搬迁|清理|安装))"
)
"""A number of places, behind which stands what is of them: 2个山区乡的道路."""
_OF_BODIES: Final = re.compile("[^，,、的]{0,8}(?:主管部门|成员单位|责任单位|牵头单位)")
_OF_PLACES: Final = re.compile("等[^，,。；;、]{0,6}[镇乡村县区地]$")  # 解决甲、乙等乡镇4万人的…问题
_GROWTH: Final = re.compile("的?(?:正?增长|增幅|增速|提升|提高|(?P<less>下降|降幅))$")
_ACTORS: Final = re.compile("(?:部门|单位|(?<![小社])[县市区镇乡]|街道|办事处)$")
_SPENT: Final = re.compile(r"(?:专项|财政|补助)?(?:资金|经费)用于")
_REACHES: Final = re.compile(r"[\u4e00-\u9fff]{2}(?:建成|达到|达标|实现|完成|通[\u4e00-\u9fff])")
_KEPT: Final = re.compile("(?:保持|维持|达到|实现)在?$")
_CLOSING: Final = re.compile(r"[、，,。；;：:和与及 ）)]|并(?![网购轨])")


def right_context(clause: Clause, index: int, plain: str, *, doing: bool, prepositional: bool = False, named: bool = True) -> Right:
    """What follows the quantity that is ``clause.elements[index]``, up to the end of its phrase.

    Behind a preposition that is as far as the verb before the next quantity (为8所学校安装设备65台). Where nothing before the quantity
    is ``named``, a space behind it is one of the page (新建8个 服务站) and ends no phrase.
    """
    quantity = clause.elements[index]
    assert isinstance(quantity, Quantity)  # the caller names a quantity
    start, end = quantity.post_end, clause.end
    if not named and plain.startswith(" ", start):
        start += 1
    following: Quantity | None = None
    marks: list[Mark] = []
    tokens: list[Token] = []
    for at in range(index + 1, len(clause.elements)):
        element = clause.elements[at]
        if isinstance(element, Quantity):
            sized = element.family == "count" and element.post is not None and element.start == start  # 230个50户以上村寨
            described = doing and quantity.family == "count" and (element.family in ("measure", "naming") or sized) and not marks
            if described and element.start - start <= 4 and not (tokens and "verb" in tokens[-1].roles):
                start = element.post_end if is_length_of(quantity, element, plain) else start
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
    reached = plain.find("已", start + 2, end)
    if reached >= 0 and not marks:
        return Right(start, reached, False, following)
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


def is_length_of(before: object, quantity: Quantity, plain: str) -> bool:
    """Whether a length stands right behind a number of ways, and is that of all of them together (23条65公里村道, not 5条20公里长的)."""
    ways = isinstance(before, Quantity) and before.post_end == quantity.start and plain.endswith("条", *before.unit)
    return ways and plain.endswith("公里", *quantity.unit) and not plain.startswith("长", quantity.post_end)


def part_of(quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str, words: Lexicon, after_item: bool) -> Part:
    """What the quantity is to its clause.

    ``before`` and ``after`` say where the noun stands that it counts, ``around`` that it stands on both sides; ``size``, ``count``
    (of what is there already) and ``compared`` are no targets; ``unexplained``: no rule tells what it is.
    ``after_item`` says that the item before it counted a noun behind its number.
    """
    tail = plain[right.start : right.end]
    doing = left.doing or _goes_through_places(quantity, clause, plain)
    if quantity.rank:
        return "before"
    apart = describes(quantity, left, clause, plain, tail)
    if apart is not None:
        return apart
    if quantity.family == "naming" and tail and not _closes(tail, words):
        return "size"
    if growth_behind(quantity, right, plain):
        return "before"
    if tail.startswith("的"):
        counted = (quantity.family == "count" and doing) or _part_of_all(
            quantity, left, tail, clause, plain, words, listed=doing or after_item
        )
        counted = counted and not right.linked and not _OF_PLACE.match(tail)
        counted = counted or _of_rate(quantity, left, right, clause, plain)
        return "after" if counted else "size" if not _closes(tail, words) else "before"
    if right.linked and spends(quantity, left, right, clause, plain, words):
        return "before"
    if not tail and right.linked:
        return "before" if _counts_twice(quantity, left, right, clause, plain) else "size"
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
        return _counted(quantity, left, right, clause, plain, words, doing=doing, after_item=after_item)
    if quantity.family == "none":
        if right.linked:
            return "count"
        return "before" if not left.empty and left.between else "after" if doing or (after_item and quantity.multiplied) else "count"
    if spends(quantity, left, right, clause, plain, words) or (not left.empty and tail.startswith(words.lists["purposes"])):
        return "before"
    if _opens(quantity, right, clause, plain) and _stretch(quantity, plain):
        return "after"
    if doing and _SPENT.match(tail):
        return "after"
    if right.linked or quantity.post is not None:
        return "size"
    if (doing or (after_item and _stretch(quantity, plain))) and not tail.endswith(words.lists["project_nouns"]):
        return "after"
    if _stretch(quantity, plain) and not left.empty and tail.endswith((*words.lists["states"], *words.lists["state_predicates"])):
        return "after"  # 3个地块9万平方米主体封顶
    done_to = left.prepositional or any("verb" in t.roles for t in left.before)  # 对全区22公里道路进行整修
    if _stretch(quantity, plain) and done_to and not tail.endswith(words.lists["project_nouns"]):
        return "after"
    if left.between and left.has("predicate") and len(tail) <= 2:
        return "before"
    return "unexplained" if _stretch(quantity, plain) and quantity.start == clause.start and not _thing(tail, words) else "size"


def _goes_through_places(quantity: Quantity, clause: Clause, plain: str) -> bool:
    """Whether the clause opens with a verb, and a list of places stands between it and the quantity."""
    first = clause.elements[0]
    opens = isinstance(first, Token) and first.start == clause.start and "verb" in first.roles
    return opens and _OF_PLACES.search(plain, clause.start, quantity.start) is not None


def _thing(tail: str, words: Lexicon) -> bool:
    """Whether the noun behind a measure is a thing that the measure describes (500亩产业园)."""
    return tail.endswith(words.lists["project_nouns"]) or tail.startswith("的")


def _part_of_all(quantity: Quantity, left: Left, tail: str, clause: Clause, plain: str, words: Lexicon, *, listed: bool) -> bool:
    """Whether the figure is the share of all that is to be reached (实现98%以上的行政村通客车, 使全县80%的学校达标)."""
    if quantity.family not in ("percent", "share") or _closes(tail, words):
        return False
    made = any("commitment" in t.roles or t.word in ("使", "让") for t in left.before)
    made = made or (quantity.start == clause.start and quantity.post == "ge" and _REACHES.search(tail) is not None)
    return (listed or made) and (left.empty or plain[left.start : left.end] in words.lists["places"])


def _of_rate(quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str) -> bool:
    """Whether the rate that the figure is of stands behind it (保持98%以上的入学率)."""
    return (
        quantity.family in ("percent", "share")
        and left.empty
        and not right.linked
        and _KEPT.search(plain, clause.start, quantity.start) is not None
        and plain.endswith("率", right.start, right.end)
    )


def growth_behind(quantity: Quantity, right: Right, plain: str) -> Change | None:
    """The change that a noun behind the figure says (实现10%以上增长); None where none stands there."""
    found = _GROWTH.match(plain, right.start, right.end)
    if found is None or right.linked or quantity.family not in ("percent", "points"):
        return None
    return "decrease" if found["less"] else "increase"


def _counts_twice(quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str) -> bool:
    """Whether the figure right behind this one counts the same (征收房屋1200户20万平方米); 5亿元以上3个 says which."""
    following = right.following
    if following is None or quantity.post is not None:
        return False
    if following.value == quantity.value:
        return not left.empty
    if quantity.family != "count" or not left.empty:
        return quantity.family == "count"
    last = following.post_end >= clause.end or _CLOSING.match(plain, following.post_end) is not None
    return left.doing and last and following.family in ("count", "measure")


def _opens(quantity: Quantity, right: Right, clause: Clause, plain: str) -> bool:
    """Whether the quantity opens its clause, and what is done to or by what it counts follows (900名学生开展筛查)."""
    if quantity.start != clause.start or quantity.chinese or right.linked:
        return False
    words = (t for t in clause.elements if isinstance(t, Token) and t.start >= right.start + 2)
    verb = next((t for t in words if t.roles & {"verb", "kept"}), None)
    return verb is not None and verb.end <= right.end and _ACTORS.search(plain, right.start, verb.start) is None


def _stretch(quantity: Quantity, plain: str) -> bool:
    """Whether the figure is a length or an area, which a plan does along the thing named before it (完成北线30公里改造)."""
    return plain[quantity.unit[0] : quantity.unit[1]].endswith(("公里", "米", "亩", "公顷"))


def _spelt_out(quantity: Quantity, left: Left, right: Right, plain: str, words: Lexicon) -> bool:
    """Whether a number in Chinese characters is promised: most of those are parts of names (实施三项改革, 落实十条意见)."""
    if quantity.family == "none":
        return False
    if quantity.family == "count" and (left.has("ge") or left.has("le")):
        return True  # 每个乡镇至少有两名医生
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


def _counted(
    quantity: Quantity, left: Left, right: Right, clause: Clause, plain: str, words: Lexicon, *, doing: bool, after_item: bool
) -> Part:
    tail = plain[right.start : right.end]
    noun = plain[left.start : left.end]
    verbs = {t.end for t in clause.elements if isinstance(t, Token) and t.roles & {"verb", "pivot"}}
    touched = noun == "涉及" and not right.linked and left.start in verbs  # 完成涉及3000户供水设施改造
    if noun and words.ends("existing_before", noun) and not touched:
        return "count"
    if _OF_PLACE.match(tail) or _OF_BODIES.match(tail):
        return "count"
    if right.following is not None and plain.startswith("已", right.end):  # 126条沟渠治理已完成120条
        return "after"
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
        return "after" if (stated and not right.linked) or _opens(quantity, right, clause, plain) else "unexplained"
    return "after"
