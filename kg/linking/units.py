"""One body, one node: which printed names of units mean the same body of a region.

Two names are one body where they lead to one function of which a region has only one body (执法局, 综合行政执法局), or where they
are the same but for their level and the region's own name (义乌海关, 海关). What stands in brackets tells bodies apart:
组织部（人才办） is not 组织部, but an office within it. A body belongs to its own place, whoever prints it: 嘉善县政府 in its
prefecture's notice is 嘉善's, 市税务局 in a district's is the prefecture's (:func:`owner_of`). In a county 生态环境局 and
生态环境分局 are one body: since 2019 the county's office is the prefecture's branch, and clauses print both; in a prefecture a
branch is not the bureau. A combined office (教体局) and the plain one (教育局) are one body: a region has one such office.
What people decided of names (:mod:`kg.linking.decided`) holds against all of that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kg.knowledge.functions import Function, functions
from kg.knowledge.offices import OfficeName, take_apart
from kg.knowledge.regions import COUNTRY, Region, regions
from kg.linking.decided import NOTHING_DECIDED, NamesDecided

__all__ = ["LinkedUnit", "link_units", "owner_of", "unit_key"]

_NO_REGION = "unplaced"
_NO_LETTER = re.compile(r"[\W_]+")
_BRACKET = re.compile(r"[（(〈<\[【][^（）()〈〉<>\[\]【】]*[）)〉>\]】]$")
_SAME_ENDINGS = (
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("镇人民政府", "镇"),
    ("镇政府", "镇"),
    ("乡人民政府", "乡"),
    ("乡政府", "乡"),
    ("管理委员会", "管委会"),
)
_OF_THE_STATE = ("国家", "总局", "总署")
_BUREAU = "局"
_ENDINGS_BY_LEVEL = {"部": "国", "署": "国", "厅": "省"}
_LEVELS = {"国": "country", "省": "province"}
_ENDING_OF_ZONES = "区"  # of districts, and of zones that are no division: 滨海新区, 东区


@dataclass(frozen=True, slots=True)
class LinkedUnit:
    """One body of a region, or one set of bodies where ``collective``.

    ``key`` is a local id of letters, digits, ``-`` and ``_``, made of the region's code and what the name says, and of nothing else.
    ``pref_name`` is the name printed most often (of these the longest, then the first by code point), ``alt_names`` all others.
    ``within`` is the key of the body under whose roof an office stands (发改局 of 发改局（推进办）), None where there is none.
    """

    key: str
    pref_name: str
    alt_names: tuple[str, ...]
    function: Function | None
    collective: bool
    within: str | None = None


def owner_of(region_code: str | None, name: str, collective: bool) -> str | None:
    """The code of the region whose body a name printed in a notice of ``region_code`` is: mostly that one.

    A place that is named with it is one in the region, else one that the region lies in, else a neighbour of these. Farther off a short
    name says nothing (东湖高新区 is 武汉's, not that of 南昌's 东湖区), nor does one that a zone may have (滨海新区): only 湘潭县 does.
    What is none of these, or may be two, stays with the region that prints it, as sets of bodies do.
    """
    region = regions().get(region_code) if region_code and not collective else None
    if region is None:
        return region_code
    office = take_apart(name)
    owner = _owner(office, region)
    if not owner:
        return region_code
    if office.place:
        found = _place_meant(office.place, region)
    else:
        found = next((higher for higher in _above(region) if _is_of_level(higher, owner)), None)
    return found.code if found else region_code


def _place_meant(place: str, region: Region) -> Region | None:
    """The division that a notice of the region means by that name; None where nothing tells which, or whether it is one at all."""
    bearers = regions().called(place)
    above = list(_above(region))
    inside = [bearer for bearer in bearers if regions().within(bearer, region)]
    if region.code == COUNTRY:
        inside = [bearer for bearer in inside if bearer.level == "province" or bearer.name == place]
    for near in (
        inside,
        [bearer for bearer in bearers if bearer in above],
        *([bearer for bearer in bearers if bearer.parent == at.parent] for at in (region, *above)),
        [bearer for bearer in bearers if bearer.name == place and not place.endswith(_ENDING_OF_ZONES)],
    ):
        if near:
            return near[0] if len(near) == 1 else None
    return None


def _above(region: Region) -> Iterator[Region]:
    higher = regions().parent(region)
    while higher is not None:
        yield higher
        higher = regions().parent(higher)


def _is_of_level(region: Region, sign: str) -> bool:
    """Whether a region's own bodies are known by the sign: 市 those of 湖州市, 省 those of every province, 国 those of the country."""
    return region.name.endswith(sign) or _LEVELS.get(sign) == region.level


def link_units(
    region_code: str | None, printed: Iterable[tuple[str, bool]], decided: NamesDecided = NOTHING_DECIDED
) -> Mapping[str, LinkedUnit]:
    """The body that each printed name means, by that name.

    ``printed`` are the names with whether they are collective, one for each time that a name is printed. Where the region is unknown,
    ``region_code`` may be any local id that tells this document from others: names are then linked as far as they are alike.
    """
    counts: Counter[str] = Counter()
    collective: set[str] = set()
    for name, is_collective in printed:
        counts[name] += 1
        if is_collective:
            collective.add(name)
    for name in [name for name in counts if name not in collective]:
        if (roof := _roof(region_code, name)) is not None:
            counts.setdefault(roof, 0)
    sharers: dict[tuple[bool, str], list[str]] = defaultdict(list)
    for name in counts:
        sharers[name in collective, unit_key(region_code, name, name in collective, decided)].append(name)
    linked: dict[str, LinkedUnit] = {}
    for (is_group, key), names in sharers.items():
        preferred = min(names, key=lambda name: (-counts[name], -len(name), name))
        others = tuple(sorted(name for name in names if name != preferred))
        roof = None if is_group else _roof(region_code, names[0])
        within = None if roof is None else unit_key(region_code, roof, False, decided)
        within = None if within == key else within
        unit = LinkedUnit(key, preferred, others, None if is_group else _function(names), is_group, within)
        linked.update(dict.fromkeys(names, unit))
    return MappingProxyType(linked)


def unit_key(region_code: str | None, name: str, collective: bool, decided: NamesDecided = NOTHING_DECIDED) -> str:
    """The local id of what the printed name means in the region: it depends on these alone, and on what was decided of names."""
    if decided.rules and not collective:
        return decided.key(region_code, name, lambda own: unit_key(region_code, own, False))
    scope = region_code or _NO_REGION
    if collective:
        return f"{scope}-{_letters(name)}"
    region = regions().get(region_code) if region_code else None
    office = take_apart(name)
    owner = _owner(office, region)
    body = _body(office, region)
    bracket = _bracket(office)
    return "-".join(part for part in (scope, owner, f"{body}_{bracket}" if bracket else body) if part)


def _roof(region_code: str | None, name: str) -> str | None:
    """The name of the body whose office a name in brackets is: 发改局 of 发改局（推进办）; None where the bracket says no office."""
    office = take_apart(name)
    if not office.bracket or not _bracket(office):
        return None
    roof = _BRACKET.sub("", name)
    return roof if roof != name and unit_key(region_code, roof, False) != unit_key(region_code, name, False) else None


def _function(names: Iterable[str]) -> Function | None:
    found = [function for function in (take_apart(name).function for name in sorted(names)) if function is not None]
    if not found:
        return None
    return replace(found[0], also=tuple(sorted({other for function in found for other in function.also})))


def _letters(text: str) -> str:
    return _NO_LETTER.sub("_", text).strip("_")


def _owner(office: OfficeName, region: Region | None) -> str:
    """Whose body it is, where it is not the region's own: another place, or another level (市 in a district)."""
    if office.place:
        if region is not None and region in regions().called(office.place):
            return ""
        bearers = regions().called(office.place)
        return bearers[0].short if len({bearer.short for bearer in bearers}) == 1 else office.place
    if office.branch and region is not None and region.level == "county":
        return ""
    level = office.level or _level_of_ending(office)
    if region is None or not level:
        return level
    return "" if _is_of_level(region, level) else level


def _level_of_ending(office: OfficeName) -> str:
    """财政部 and 国家统计局 are the state's, 财政厅 a province's; the names of party departments (组织部) tell nothing."""
    if office.function is None or office.branch:
        return ""
    if office.bare.startswith(_OF_THE_STATE[0]) or office.bare.endswith(_OF_THE_STATE[1:]):
        return "国"
    bureau = functions().names.get(office.bare[:-1] + _BUREAU)
    if bureau is not None and bureau.function.name == office.function.name:
        return _ENDINGS_BY_LEVEL.get(office.bare[-1], "")
    return ""


def _body(office: OfficeName, region: Region | None) -> str:
    if office.same_body and office.function is not None:
        below = office.branch and office.bare.endswith("分局") and (region is None or region.level != "county")
        return f"{office.function.name}_分局" if below else office.function.name
    bare = office.bare
    if region is not None:
        for own in (region.name, region.short):
            if bare.startswith(own) and len(bare) > len(own) + 1 and bare.removeprefix(own) not in functions().generic:
                bare = bare.removeprefix(own)
                break
    for printed, same in _SAME_ENDINGS:
        if bare.endswith(printed):
            bare = bare.removesuffix(printed) + same
            break
    return _letters(bare)


def _bracket(office: OfficeName) -> str:
    """What stands in brackets, as a part of the key; nothing where it says the function once more (纪委（监委）)."""
    inner = take_apart(office.bracket)
    if inner.function is None or not inner.same_body:
        return _letters(inner.bare)
    return "" if office.function is not None and inner.function.name == office.function.name else inner.function.name
