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

from kg.knowledge.indicators import Indicator, indicators
from kg.knowledge.measures import MULTIPLIERS, measure
from kg.knowledge.regions import Level
from kg.knowledge.scripts import simplified
from kg.knowledge.words import any_word, words
from kg.model.errors import KnowledgeError
from kg.model.records import Change, Target
from kg.model.wording import told

__all__ = ["indicator_of", "plain", "unknown_indicators"]

_SIGNS: Final = str.maketrans("", "", "“”‘’\"'「」『』〈〉《》【】")
_SPACE: Final = re.compile(r"\s+")
_DASH: Final = re.compile(r"(?<=\d)[~〜—–－―]+(?=\d)")
_YEAR: Final = r"20\d\d年度?"
_UNIT_LEFT_OUT: Final = frozenset({"money", "people"})


@cache
def _before(level: Level | None) -> re.Pattern[str]:
    return re.compile(f"(?:{_YEAR}|{any_word('indicators', 'before', 'whole_' + (level or 'unknown'))}),?")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(f"(?:,?(?:{any_word('indicators', 'after')}))+$")


@cache
def _growth() -> re.Pattern[str]:
    return re.compile(f"(?:{any_word('indicators', 'growth')})$")


@cache
def _same() -> tuple[tuple[str, str], ...]:
    """Ways to write one thing, each with the one in which names are compared."""
    pairs = (line.split() for line in words("spellings")["same"])
    return tuple((printed, "" if same == "-" else same) for printed, same in pairs)


def plain(name: str) -> str:
    """The name as names are compared: half-width, simplified, without quotation marks and spaces, 规模以上 as 规上, GDP as 生产总值.

    >>> plain("规模以上工业增加值占ＧＤＰ的比重")
    '规上工业增加值占生产总值比重'
    """
    text = simplified(unicodedata.normalize("NFKC", name)).translate(_SIGNS)
    text = _DASH.sub("-", _SPACE.sub("", text)).casefold()
    for printed, same in _same():
        text = text.replace(printed, same)
    return text.strip("、,;:。")


@cache
def _by_name() -> Mapping[str, Indicator]:
    found: dict[str, Indicator] = {}
    for indicator in indicators().values():
        for name in indicator.names:
            other = found.setdefault(plain(name), indicator)
            if other is not indicator:
                raise KnowledgeError(
                    "ontology/indicators.ttl",
                    told("{name} is a name of both {one} and {other}", name=name, one=other.local, other=indicator.local),
                    "Leave it to one of them",
                )
    return MappingProxyType(found)


def _readings(name: str, level: Level | None) -> Iterator[str]:
    """The plain name, and what is left of it as the words go that do not change its meaning."""
    text = plain(name)
    while text:
        yield text
        stem = _after().sub("", text)
        if stem != text:
            yield stem
        lead = _before(level).match(text)
        if lead is None:
            return
        text = text[lead.end() :]


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


@lru_cache(maxsize=8192)
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
        if change == "level" and unit is not None and plain(unit) == "%" and _growth().search(reading):
            indicator = known.get(_after().sub("", _growth().sub("", reading)))
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
