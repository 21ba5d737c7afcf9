"""The names in a responsible-unit clause: where one ends and the next begins.

Signs part them (、，；), words part them (等, 及, 和 between two whole names), and sometimes nothing does: then a string is cut only where
known names stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from kg.parsing.passages import Passage
from kg.parsing.words import alternatives, word_lists

__all__ = ["KnownNames", "PrintedName", "bare_name", "is_collective", "looks_like_unit", "names_in", "printed_form", "split_names"]

_LISTS = word_lists()
MARKS = "".join(_LISTS["marks"]["lead"])

_LEVEL = "县级市|县|市|区|旗|州|盟|镇|乡|省|街道|自治县|自治州|自治区|园区|开发区|地"
# 各县、市、区政府 is one name although signs stand in it, and so is 各区（县、市）政府.
_ELIDED = re.compile(
    rf"各(?:{_LEVEL})(?:[、，,]?[（(]?[、，,]?(?:{_LEVEL})[）)]?)+(?:人民政府|政府|行署|管委会|办事处|党委|党工委|党政办)?(?=[、，,；;。\s）)]|$)"
)
_SET_END = re.compile(
    "(?:" + alternatives([*_LISTS["endings"]["strong"], *_LISTS["collective"]["ends"]]) + r")(?:（[^）]*）|〈[^〉]*〉)*等?$"
)
_WHOLE = re.compile("|".join(_LISTS["not_names"]["whole"]))
_NO_NAME = re.compile("|".join(_LISTS["not_names"]["patterns"]))
_OPEN, _CLOSE = "（([〔【〈《「", "）)]〕】〉》」"
_SIGNS = "、，,；;。．/｜|：:"
_NEVER_ALONE = frozenset({"政府", "人民政府", "管委会", "管理委员会", "办公室", "分局", "分行", "党委", "党工委", "税务", "消防"})
_SPACE = " \u3000\t\n\r\u00a0\u2003\u2002"
_PARTING = re.compile(f"[{re.escape(_OPEN + _CLOSE + _SIGNS + _SPACE + MARKS)}]")
_NOT_NAME = re.compile(rf"[{_SPACE}*{re.escape(MARKS)}]+")
_TAIL = re.compile(rf"[^{re.escape(_SIGNS + _SPACE)}]*$")
_FRONT = re.compile(rf"[^{re.escape(_SIGNS + _SPACE)}]*")
_ENDING = re.compile("(?:" + alternatives(_LISTS["endings"]["strong"]) + r")(?:（[^）]*）|〈[^〉]*〉)*$")
_COLLECTIVE = re.compile("|".join(_LISTS["collective"]["patterns"]))
_COLLECTIVE_WHOLE = frozenset(_LISTS["collective"]["whole"])
_BRACKETED = re.compile(r"（[^）]*）|〈[^〉]*〉")
_LEVEL_PREFIX = re.compile(r"^(?:(?:省|市|县|区|州|旗|镇|盟)(?:委|政府|级|直)?|中共|全|本)")
_COLLECTIVE_TOKEN = re.compile(
    r"(?:(?:市|县|区|省)(?:级|直|属|政府|委)?)?(?:各|相关|有关|其他|其它)[^、，,]{0,12}?(?:单位|部门|企业|镇街|街道|乡镇|镇乡|镇|成员|小组|机构|政府|园区|区县|委办局)(?:（[^）]*）)?"
    r"|[\u4e00-\u9fff]{2,10}(?:领导小组|指挥部|联席会议|委员会|专班)(?:各|其他)?成员单位"
)
_LONGEST = 40
_SHORTEST_RUN, _LONGEST_RUN, _LONGEST_PRINTED = 5, 200, 200
_GENERIC = frozenset({"单位", "部门", "有关", "相关", "单位和部门", "部门和单位"})
_FULL = {"(": "（", ")": "）", "[": "（", "]": "）", "〔": "（", "〕": "）"}
_HALF_TO_FULL = str.maketrans(_FULL)


@dataclass(frozen=True, slots=True)
class PrintedName:
    """One name as printed (:func:`printed_form`), where it stands, and whether a lead mark stood before it."""

    name: str
    start: int
    end: int
    marked: bool
    collective: bool
    cut: bool = False  # nothing stood between this name and its neighbour


@dataclass(slots=True)
class KnownNames:
    """What names are known: those of the world's offices, and those that this document prints parted from others."""

    lexicon: frozenset[str]
    seen: set[str] = field(default_factory=set)

    def __contains__(self, name: str) -> bool:
        return name in self.seen or _in_lexicon(name, self.lexicon)

    def listed(self, name: str) -> bool:
        """Whether the name is one of the world's offices, and not only seen in this document."""
        return _in_lexicon(name, self.lexicon)

    def add(self, names: Iterable[str]) -> None:
        """Take names that signs part from others as known, the shortest first: one that is known names run together is none."""
        for name in sorted(set(names), key=lambda name: (len(name), name)):
            if len(name) > 2 and len(_by_known(name, self)) == 1:
                self.seen.add(name)


@lru_cache(maxsize=65536)
def _in_lexicon(name: str, lexicon: frozenset[str]) -> bool:
    if name in lexicon or _WHOLE.fullmatch(name):
        return True
    short = _LEVEL_PREFIX.sub("", name)
    if short != name and len(short) > 1 and short in lexicon:
        return True
    # 诸暨海关, 宁波市税务局: a place before the name of an office.
    return any(name[i:] in lexicon and len(name) - i >= 2 and not _ENDING.search(name[:i]) for i in (2, 3, 4) if i < len(name) - 1)


def printed_form(text: str) -> str:
    """A name as records carry it: no lead mark, no inner white space, both kinds of parentheses written （ ）."""
    return _NOT_NAME.sub("", text).translate(_HALF_TO_FULL)


def bare_name(name: str) -> str:
    """The name without what stands in brackets."""
    return _BRACKETED.sub("", name)


@lru_cache(maxsize=65536)
def is_collective(name: str) -> bool:
    """Whether the phrase names a set of bodies and no single one (各镇街, 相关职能部门和单位)."""
    if name in _COLLECTIVE_WHOLE:
        return True
    return bool(_COLLECTIVE.search(bare_name(name))) or bare_name(name) in _COLLECTIVE_WHOLE


@lru_cache(maxsize=65536)
def looks_like_unit(name: str) -> bool:
    """Whether the phrase could be the name of a body, by its ending and length."""
    if not 2 <= len(name) <= _LONGEST or _NO_NAME.search(name):
        return False
    return bool(_ENDING.search(name)) or name in _COLLECTIVE_WHOLE or (is_collective(name) and bool(_SET_END.search(name)))


def names_in(text: str) -> Iterator[str]:
    """The names in a text as records carry them, run-together ones uncut."""
    for start, end, _ in _pieces(text):
        for left, right in _by_words(text, start, end):
            yield printed_form(text[left:right])


def split_names(passage: Passage, known: KnownNames) -> list[PrintedName]:
    """The names in the passage, in order of print; a name printed twice stands twice."""
    names: list[PrintedName] = []
    for start, end, marked in _pieces(passage.text):
        for left, right in _by_words(passage.text, start, end):
            if not 2 <= len(printed_form(passage.text[left:right])) <= _LONGEST_PRINTED:
                continue  # 市 of a name that the page cut off; a text that is no name
            cuts = _by_known(printed_form(passage.text[left:right]), known)
            names.extend(_located(passage, left, right, cuts, marked))
            marked = False
    return names


def _pieces(text: str) -> Iterator[tuple[int, int, bool]]:
    """Stretches between signs outside brackets, with whether a lead mark stands before them."""
    protected = [match.span() for match in _ELIDED.finditer(text)] if "各" in text else []
    depth = at = skip = 0
    marked = False
    for match in _PARTING.finditer(text):
        index, sign = match.start(), match.group()
        while protected and protected[0][1] <= index:
            skip = protected.pop(0)[1]
        if index < skip or (protected and protected[0][0] <= index):
            continue
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (sign in _SIGNS or sign in MARKS or _parts(text, index)):
            if text[at:index].strip(_SPACE + _SIGNS):
                yield at, index, marked
                marked = False
            at = index + 1
            marked = marked or sign in MARKS
    if text[at:].strip(_SPACE + _SIGNS):
        yield at, len(text), marked


def _parts(text: str, index: int) -> bool:
    """Whether the white space at ``index`` parts two names: both sides must be able to stand alone."""
    head, tail = text[:index].rstrip(_SPACE), text[index:].lstrip(_SPACE)
    before, after = _TAIL.search(head), _FRONT.match(tail)
    assert before is not None and after is not None
    return looks_like_unit(printed_form(before.group())) and looks_like_unit(printed_form(after.group()))


_WORD = re.compile("|".join(re.escape(word) for word in sorted(_LISTS["split"]["words"], key=len, reverse=True)))


def _by_words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at 等, 及, 和 … outside brackets where both sides are whole names."""
    at = start
    depth = 0
    index = start
    while index < end:
        sign = text[index]
        if sign in _OPEN:
            depth += 1
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and (match := _WORD.match(text, index, end)):
            before, after = printed_form(text[at:index]), printed_form(text[match.end() : end])
            if _parts_names(match.group(), before, after):
                if before and before not in _GENERIC:
                    yield at, index
                at = index = match.end()
                continue
        index += 1
    rest = printed_form(text[at:end])
    if rest and not (rest in _GENERIC and at > start):
        yield at, end


def _parts_names(word: str, before: str, after: str) -> bool:
    if not before:
        return False
    if word == "等":
        return before[-1] not in _LISTS["split"]["not_before_deng"] and (
            not after or looks_like_unit(before) or is_collective(after) or after in _GENERIC
        )
    if not after or after in _GENERIC:
        return False
    if not (_ENDING.search(before) or is_collective(before)):
        return False
    if is_collective(before) and not is_collective(after) and not _ENDING.search(after.split("和")[0]):
        return False
    first = re.split("以及|及|和|与|、", after)[0]
    if is_collective(first) or (looks_like_unit(first) and len(first) > 2):
        # 相关职能部门和单位 is one phrase; 政策和法规局 is one office.
        return len(bare_name(before)) > 2 or before in {"法院", "人行"}
    return False


def _by_known(name: str, known: KnownNames) -> tuple[str, ...]:
    """Cut a run-together string into known names; the string itself where it is one name or nothing better is known."""
    if not _SHORTEST_RUN <= len(name) <= _LONGEST_RUN or "、" in name or name in known:
        return (name,)
    return _cut(name, known)


def _cut(name: str, known: KnownNames) -> tuple[str, ...]:
    """The cheapest cut: a known name costs 1, one that only ends like a name 3 and more with its length; nothing else stands alone."""
    best: list[tuple[float, int, bool] | None] = [None] * (len(name) + 1)
    best[0] = (0.0, 0, False)
    depth = _depths(name)
    for end in range(2, len(name) + 1):
        if depth[end] or (end < len(name) and name[end] in "（〈"):
            continue
        for start in range(max(0, end - 26), end - 1):
            reached = best[start]
            if reached is None or depth[start]:
                continue
            cost = _piece_cost(name[start:end], known)
            if cost is not None and (best[end] is None or reached[0] + cost < best[end][0]):  # type: ignore[index]
                best[end] = (reached[0] + cost, start, cost < 2)
    if best[len(name)] is None:
        return (name,)
    pieces: list[tuple[str, bool]] = []
    end = len(name)
    while end:
        cost_start_known = best[end]
        assert cost_start_known is not None
        _, start, is_known = cost_start_known
        pieces.append((name[start:end], is_known))
        end = start
    pieces.reverse()
    if len(pieces) < 2 or sum(is_known for _, is_known in pieces) < 2 or not pieces[0][1]:
        return (name,)
    if _LEVEL_PREFIX.sub("", pieces[0][0]) in {"", "委", "政府"} or pieces[0][0] in {
        "市委",
        "县委",
        "区委",
        "省委",
        "市政府",
        "县政府",
        "区政府",
        "省政府",
    }:
        return (name,)
    return tuple(piece for piece, _ in pieces)


def _piece_cost(piece: str, known: KnownNames) -> float | None:
    if piece in known:
        return None if piece in _NEVER_ALONE else 1.0
    # 人武部双拥领导小组各成员单位: what begins with a known name is rather that name and another.
    begun = any(piece[:size] in known for size in range(2, len(piece) - 1))
    if _COLLECTIVE_TOKEN.fullmatch(piece):
        return 3.5 if begun else 1.0
    head = bare_name(piece)
    if head != piece and head in known:
        return 1.2
    if len(piece) <= 2 or not _ENDING.search(piece):
        return None
    return 3.0 + 1.5 * max(0, len(piece) - 6) + (2.5 if begun else 0.0)


def _depths(name: str) -> list[int]:
    depths, depth = [0], 0
    for sign in name:
        depth += (sign in "（〈") - (sign in "）〉")
        depths.append(depth)
    return depths


def _located(passage: Passage, start: int, end: int, cuts: tuple[str, ...], marked: bool) -> Iterator[PrintedName]:
    """Where each cut stands in the passage, past marks and white space."""
    at = start
    text = passage.text
    for number, cut in enumerate(cuts):
        if not cut:
            continue
        left = None
        count = 0
        while at < end and count < len(cut):
            if text[at] == cut[count] or _FULL.get(text[at]) == cut[count]:
                left = at if left is None else left
                count += 1
            at += 1
        if left is not None:
            yield PrintedName(
                cut,
                passage.origin[left],
                passage.origin[at - 1] + 1,
                marked and number == 0,
                is_collective(cut),
                len(cuts) > 1,
            )
