"""The level whose offices are meant: 市 of 市财政局, and which divisions have offices with such a sign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.knowledge.offices import take_apart
from kg.knowledge.regions import Region

__all__ = ["carries", "leading_sign", "signs_of_units"]

_CLEARLY = 2.0  # so many times as often as the next sign: a notice names offices of the level above and of that below, too


def signs_of_units(unit_names: Iterable[str]) -> Counter[str]:
    """How often units carry each sign of a level (市 of 市财政局); those with the name of a place (云岫市财政局) say nothing."""
    return Counter(office.level for office in map(take_apart, unit_names) if office.level and not office.place)


def leading_sign(signs: Counter[str]) -> str | None:
    """The sign that is clearly the most frequent; None where none is."""
    ranked = signs.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return None
    return ranked[0][0]


def carries(region: Region, sign: str) -> bool:
    """Whether offices of the division carry this sign: 省 those of a province that is no city, 市 those of a city of whatever level."""
    if sign == "省":
        return region.level == "province" and not region.name.endswith("市")
    return region.name.endswith(sign) and not (sign == "区" and region.level == "province")
