"""Which known indicator a printed name means: the same whole name, or none.

A name is compared in one plain form (:func:`plain`), and again when what does not change its meaning is taken away:
that the figure is of the whole region, of the whole year, compared with the year before. What does change it (市本级,
市区, 占比, 累计) is never taken away, so such a name is another indicator or an unknown one. Names are never matched by
likeness: a wrong concept is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from kg.errors import KnowledgeError
from kg.knowledge.indicators import Indicator, indicators
from kg.knowledge.measures import MULTIPLIERS, measure
from kg.knowledge.regions import Level
from kg.knowledge.scripts import simplified
from kg.records import Change, Target

__all__ = ["indicator_of", "plain", "unknown_indicators"]

_SIGNS: Final = str.maketrans("", "", "“”‘’\"'「」『』〈〉《》【】")
_SPACE: Final = re.compile(r"\s+")
_DASH: Final = re.compile(r"(?<=\d)[~〜—–－―]+(?=\d)")
_SAME: Final = (
    ("规模以上", "规上"),
    ("限额以上", "限上"),
    ("及以上", "以上"),
    ("的", ""),
    ("国内生产总值", "生产总值"),
    ("地区生产总值", "生产总值"),
    ("地区gdp", "生产总值"),
    ("生产总值(gdp)", "生产总值"),
    ("gdp", "生产总值"),
    ("研究与试验发展(r&d)", "研发"),
    ("研究与试验发展", "研发"),
    ("r&d", "研发"),
)

# What means the whole region, by the region's level: in a county's document 全省 is another scope.
_WHOLE: Final[Mapping[Level | None, str]] = MappingProxyType(
    {
        None: "全市域?|全县域?|全区|全州|全盟|全旗",
        "county": "全市域?|全县域?|全区|全旗",
        "prefecture": "全市域?|全州|全盟|全地区",
        "province": "全省|全自治区|全区|全市",
        "country": "全国",
    }
)
_OWN: Final = "我[省市县区州旗]|本[省市县区州旗]|县内|市内|县域"
_TIME: Final = r"20\d\d年度?|全年|年度|今年|本年|当年|年"
_VERB: Final = "其中:?|同口径|按?可比价格?(?:计算)?|确保|力争|争取|努力|预期|预计|推动|促进|实现|完成|达到|保持"
_COMPARED: Final = "同口径|按?可比价格?(?:计算)?|同比|环比|比上年|较上年|比去年|较去年"
_AFTER: Final = re.compile(f"(?:,?(?:{_COMPARED}|实际|年均|分别|各|均|预期目标))+$")
_GROWTH: Final = re.compile(r"(?:年均)?(?:增长速度|增长率|增长幅度|增速|增幅|涨幅)$")
_GLOSS: Final = re.compile(r"\((?:cpi|pm2\.5|aqi|预期性|约束性|预期|可比价|可比口径|同口径)\)$")
_UNIT_LEFT_OUT: Final = frozenset({"money", "people"})


def plain(name: str) -> str:
    """The name as names are compared: half-width, simplified, without quotation marks and spaces, 规模以上 as 规上, GDP as 生产总值.

    >>> plain("规模以上工业增加值占ＧＤＰ的比重")
    '规上工业增加值占生产总值比重'
    """
    text = simplified(unicodedata.normalize("NFKC", name)).translate(_SIGNS)
    text = _DASH.sub("-", _SPACE.sub("", text)).casefold()
    for printed, same in _SAME:
        text = text.replace(printed, same)
    return text.strip("、,;:。")


@cache
def _before(level: Level | None) -> re.Pattern[str]:
    return re.compile(f"(?:{_WHOLE[level]}|{_OWN}|{_TIME}|{_VERB}),?")


@cache
def _by_name() -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for indicator in indicators().values():
        for name in indicator.names:
            other = found.setdefault(plain(name), indicator)
            if other is not indicator:
                raise KnowledgeError(
                    "ontology/indicators.ttl",
                    f"{name} is a name of both {other.local} and {indicator.local}",
                    "Leave it to one of them",
                )
    return MappingProxyType(found)


def _readings(name: str, level: Level | None) -> Iterator[str]:
    """The plain name, and what is left of it when the words that do not change its meaning go, one after the other."""
    text = plain(name)
    while text:
        yield text
        for pattern in (_AFTER, _GLOSS):
            if (end := pattern.search(text)) is not None and end.start() > 0:
                yield text[: end.start()]
        match = _before(level).match(text)
        if match is None:
            return
        text = text[match.end() :]
        stem = _AFTER.sub("", text)
        if stem != text:
            yield stem


def _unit_fits(indicator: Indicator, change: Change, unit: str | None) -> bool:
    """Whether a number of this indicator may have the unit: one of its dimensions, or a percentage where it grows or falls."""
    if unit is None:
        return "multiple" in indicator.dimensions
    if change != "level" and plain(unit) == "%":
        return True
    known = measure(unit)
    if known is None and plain(unit).strip("".join(MULTIPLIERS)) == "":  # 100亿, 100万: the unit itself is left out
        return bool(_UNIT_LEFT_OUT & indicator.dimensions)
    return known is not None and known.dimension in indicator.dimensions


@lru_cache(maxsize=65536)
def indicator_of(name: str, change: Change, unit: str | None, level: Level | None = None) -> str | None:
    """The local name of the indicator that a target's printed name means, None where none is known.

    ``change`` and ``unit`` are the target's own, and can rule a name out: a percentage that is reached is no amount of
    money. ``level`` is that of the document's region, where it is known: only a province means itself by 全省.

    >>> indicator_of("全县生产总值", "increase", "%")
    '地区生产总值'
    >>> indicator_of("市本级一般公共预算收入", "increase", "%") is None
    True
    """
    known = _by_name()
    for reading in _readings(name, level):
        indicator = known.get(reading)
        if indicator is not None:
            return indicator.local if _unit_fits(indicator, change, unit) else None
        growth = _GROWTH.sub("", reading)
        if growth != reading and change == "level" and unit is not None and plain(unit) == "%":
            indicator = known.get(growth)
            if indicator is not None and "ratio" not in indicator.dimensions:
                return indicator.local
    return None


def unknown_indicators(targets: Iterable[Target], level: Level | None = None) -> Counter[str]:
    """How often each printed name occurs that is no known indicator's; ``most_common`` is what a report lists."""
    return Counter(
        target.indicator
        for target in targets
        if target.indicator is not None and indicator_of(target.indicator, target.change, target.unit, level) is None
    )
