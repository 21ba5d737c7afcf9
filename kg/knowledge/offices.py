"""How the printed name of an office leads to what the office does.

A name is taken apart into what stands around the office (place, level, branch, bracket) and the office itself. Only a name that
``ontology/functions.ttl`` knows, or that is made of parts which it knows (教体局: 教 and 体), has a function; any other has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.knowledge.functions import Function, Naming, functions
from kg.knowledge.regions import regions
from kg.knowledge.scripts import simplified
from kg.knowledge.words import any_word, compiled

__all__ = ["OfficeName", "function_of", "known_names", "take_apart"]

_HALF_TO_FULL = str.maketrans({"(": "（", ")": "）", "〈": "（", "〉": "）", "〔": "（", "〕": "）", "[": "（", "]": "）"})
_BRACKET = re.compile(r"^([^（）]+)（([^（）]+)）$")
_LEVEL = compiled(rf"^(?!{any_word('bodies', 'no_level')})(自治[区州县旗]|地区|[省市县区州旗盟])(?:级|直属|直|本级|属)?(?=..)")
_COMMITTEE = re.compile(r"^([省市县区州旗盟])委(?=.)")
_TAIL = re.compile(r"(?:中心支行|监管分局|监管支局|监管组|调查总队|供电分公司|供电公司|电力公司|调查队|营业部|分局|分行|支行|办事处)$")
_OF_HEAD = frozenset({"分局", "分行", "支行", "中心支行", "营业部"})  # a branch of what is named before the place
_COMBINED_ENDING = re.compile("(?:委员会|局|委|厅)$")
_JOINTS = "和与及、"
_LONGEST_PLACE = 15
_LONGEST_GENERIC = 8
_MANY_PARTS = 3


@dataclass(frozen=True, slots=True)
class OfficeName:
    """A printed name taken apart.

    ``level`` is the printed sign of whose body it is (市 of 市财政局), "" if elided; ``place`` the division that is named with it
    (义乌 of 义乌海关), as printed, "" if none. ``bare`` is the office without these and without ``bracket``. ``branch``: it is a
    branch (分局, 分行). ``same_body``: in one region every such name of this function means the one same body.
    """

    bare: str
    level: str
    place: str
    bracket: str
    branch: bool
    function: Function | None
    same_body: bool


@cache
def known_names() -> frozenset[str]:
    """Names of offices as a clause prints them, without place and level; ends of names that say nothing alone are not among them."""
    index = functions()
    branches = {f"{name[:-1]}分局" for name, naming in index.names.items() if naming.function.branch_per_county and name.endswith("局")}
    return frozenset(name for name in {*index.names, *index.combined, *branches} if len(name) >= 2)


def function_of(name: str) -> Function | None:
    """What the office of that printed name does; None where the name is not understood.

    A combined office has the function of its leading part, with the others in ``also``; 组织部（人才办） has that of 组织部.
    """
    return take_apart(name).function


@lru_cache(maxsize=8192)
def take_apart(name: str) -> OfficeName:
    """The printed name in its parts. A name that is not understood keeps its place and has lost its level alone."""
    whole = simplified(re.sub(r"\s+", "", name).translate(_HALF_TO_FULL))
    if whole.endswith("）机关"):  # 纪委（监委）机关
        whole = whole.removesuffix("机关")
    bracketed = None if whole in functions().names else _BRACKET.match(whole)
    head, bracket = (bracketed.group(1), bracketed.group(2)) if bracketed else (whole, "")
    candidates = list(_candidates(head))
    for reading in (_exact, _branch, _combined):
        for level, place, bare in candidates:
            found = reading(level, place, bare)
            if found is not None:
                return replace(found, bracket=bracket)
    level, place, bare = [candidate for candidate in candidates if not candidate[1]][-1]
    found = _generic(level, bare)
    return replace(found, bracket=bracket) if found else OfficeName(bare, level, place, bracket, False, None, False)


def _candidates(head: str) -> Iterator[tuple[str, str, str]]:
    """Level, place and bare name, the reading that takes least away first."""
    head = head.removeprefix("中共")
    yield "", "", head
    yield from _without_level(head, "")
    for length in range(min(_LONGEST_PLACE, len(head)), 1, -1):
        place = _lowest_place(head[:length])
        if place:
            yield "", place, head[length:]
            yield from _without_level(head[length:], place)


def _lowest_place(text: str) -> str:
    """The division that the text names, alone or after the one it lies in (上虞区 of 绍兴市上虞区); "" where it names none."""
    if regions().called(text):
        return text
    cuts = (cut for cut in range(2, len(text) - 1) if regions().called(text[:cut]) and regions().called(text[cut:]))
    return next((text[cut:] for cut in cuts), "")


def _without_level(name: str, place: str) -> Iterator[tuple[str, str, str]]:
    if committee := _COMMITTEE.match(name):
        rest = name[committee.end() :]
        yield committee.group(1), place, rest
        yield committee.group(1), place, "党委" + rest
    if level := _LEVEL.match(name):
        yield level.group(1), place, name[level.end() :]


def _exact(level: str, place: str, bare: str) -> OfficeName | None:
    index = functions()
    if not bare and place and regions().named(place):
        return OfficeName("人民政府", level, place, "", False, index.by_name["人民政府"], True)
    naming = index.names.get(bare)
    if naming is None and len(bare) >= 2 and bare in index.stems:
        naming = Naming(index.stems[bare], index.stems[bare].one_body)
    return OfficeName(bare, level, place, "", False, naming.function, naming.same_body) if naming else None


def _branch(level: str, place: str, bare: str) -> OfficeName | None:
    """生态环境分局; 生态环境局咸安分局; 人行上虞分行; 国家统计局嘉兴调查队."""
    index = functions()
    tail = _TAIL.search(bare)
    if tail is None:
        return None
    head = bare[: tail.start()]
    if tail.group() == "分局" and (naming := index.names.get(f"{head}局")) and naming.function.branch_per_county:
        return OfficeName(bare, level, place, "", True, naming.function, naming.same_body)
    for cut in range(2, len(head) - 1):
        place_of_branch = _lowest_place(head[cut:])
        if place_of_branch:
            within = index.names.get(head[:cut] + tail.group())
            naming = within or (index.names.get(head[:cut]) if tail.group() in _OF_HEAD else None)
            if naming is not None:
                bare = head[:cut] + tail.group()
                return OfficeName(bare, level, place_of_branch, "", True, naming.function, naming.same_body)
    return None


def _generic(level: str, bare: str) -> OfficeName | None:
    """崧厦街道; 杭州湾经开区管委会: what such a body does is told by the end of its name."""
    index = functions()
    for cut in range(max(len(bare) - _LONGEST_GENERIC, 0), len(bare)):
        naming = index.generic.get(bare[cut:])
        if naming is not None:
            return OfficeName(bare, level, "", "", False, naming.function, False)
    return None


def _combined(level: str, place: str, bare: str) -> OfficeName | None:
    ending = _COMBINED_ENDING.search(bare)
    if ending is None:
        return None
    readings = {tuple(parts) for parts in _parts(bare[: ending.start()])}
    if not readings:
        return None
    fewest = min(map(len, readings))
    shortest = [reading for reading in readings if len(reading) == fewest]
    if len(shortest) != 1:
        return None
    parts = shortest[0]
    # Two single characters may be anything (水文局 is no office of water and culture): such a name must be on the list.
    if max(map(len, parts)) == 1 and len(parts) < _MANY_PARTS and bare not in functions().combined:
        return None
    stems = functions().stems
    leading, *others = dict.fromkeys(stems[part] for part in parts)
    if not others and bare not in functions().combined and len(parts) > 1:
        return None
    function = replace(leading, also=tuple(other.name for other in others))
    return OfficeName(bare, level, place, "", False, function, leading.one_body)


def _parts(joined: str) -> Iterator[list[str]]:
    """All ways to read the joined name as stems, with or without 和 between them."""
    stems = functions().stems
    if joined in stems:
        yield [joined]
    for cut in range(1, len(joined)):
        if joined[:cut] in stems:
            rest = joined[cut:]
            for tail in _parts(rest[1:] if rest[0] in _JOINTS and len(rest) > 1 else rest):
                yield [joined[:cut], *tail]
