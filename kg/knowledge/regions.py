"""China's divisions: names, GB/T 2260 codes, what lies in what. Read from ``ontology/regions.ttl``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal, cast

import pyoxigraph as ox

from kg.model.errors import KnowledgeError
from kg.model.terms import ZR
from kg.model.wording import told
from kg.resources import ONTOLOGY

__all__ = ["COUNTRY", "STATE_COUNCIL", "Level", "Region", "RegionIndex", "regions", "short_name", "usual_name"]

Level = Literal["country", "province", "prefecture", "county"]
COUNTRY = "CN"
STATE_COUNCIL = "国务院"  # whose notices are the whole country's

_FILE = "regions.ttl"
_LEVELS = frozenset({"country", "province", "prefecture", "county"})
_PROPERTIES = {
    "http://www.w3.org/2004/02/skos/core#prefLabel": "name",
    f"{ZR}level": "level",
    f"{ZR}withinRegion": "parent",
    f"{ZR}lastListed": "last_listed",
}
# The peoples that the names of autonomous divisions carry between the place and the kind of division.
_PEOPLES = (
    "蒙古族?|回族?|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族?|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族"
    "|毛南族|仡佬族|锡伯族?|阿昌族|普米族|塔吉克族?|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族?|各族|塔塔尔族?|俄罗斯族|京族|高山族|基诺族|门巴族|珞巴族|赫哲族"
)
_AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLES})*自治[区州县旗]$")
_SUFFIX = re.compile("(?:特别行政区|地区|林区|特区|[省市县区盟旗州])$")


@dataclass(frozen=True, slots=True)
class Region:
    """A division. ``parent`` is the code of what it lies in; ``last_listed`` the last year of a former one."""

    code: str
    name: str
    short: str
    level: Level
    parent: str | None
    last_listed: int | None = None

    @property
    def notation(self) -> str | None:
        """The GB/T 2260 code; None for the whole country, which has none."""
        return None if self.code == COUNTRY else self.code


def short_name(name: str) -> str:
    """The name without the kind of division (义乌市 → 义乌, 恩施土家族苗族自治州 → 恩施); 洋县 stays as it is."""
    autonomous = _AUTONOMOUS.match(name)
    short = autonomous.group(1) if autonomous else _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


def usual_name(name: str) -> str:
    """What an autonomous prefecture, county or banner is called in running text (恩施土家族苗族自治州 → 恩施州); else the name itself."""
    autonomous = _AUTONOMOUS.match(name)
    return autonomous.group(1) + name[-1] if autonomous and name[-1] != "区" else name


@dataclass(frozen=True)
class RegionIndex:
    """All divisions, and the ways to find one."""

    by_code: Mapping[str, Region]
    by_name: Mapping[str, tuple[Region, ...]]
    by_short: Mapping[str, tuple[Region, ...]]
    by_parent: Mapping[str, tuple[Region, ...]]

    def get(self, code: str) -> Region | None:
        """The division of that code."""
        return self.by_code.get(code)

    def named(self, name: str) -> tuple[Region, ...]:
        """The divisions of that whole name (朝阳区 is two); a former one only where no present one has the name."""
        return self.by_name.get(name, ())

    def called(self, short: str) -> tuple[Region, ...]:
        """The divisions that go by that name, whole or short; a former one only where no present one does."""
        return self.by_name.get(short) or self.by_short.get(short, ())

    def parent(self, region: Region) -> Region | None:
        """The division that this one lies in; None for the country."""
        return self.by_code.get(region.parent) if region.parent else None

    def within(self, region: Region, ancestor: Region) -> bool:
        """Whether ``region`` lies in ``ancestor``, at any depth. Nothing lies in itself."""
        at = self.parent(region)
        while at is not None and at.code != ancestor.code:
            at = self.parent(at)
        return at is not None

    def full_name(self, region: Region) -> str:
        """A county's name after that of what it lies in (金华市义乌市, 北京市朝阳区); any other division's own name."""
        above = self.parent(region)
        return above.name + region.name if region.level == "county" and above is not None else region.name


@cache
def regions() -> RegionIndex:
    """All divisions of ``ontology/regions.ttl``. Raises :class:`KnowledgeError` where the file is not as it must be."""
    path = ONTOLOGY / _FILE
    try:
        facts = _facts(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
        known = {code: _region(code, values) for code, values in facts.items()}
    except (OSError, SyntaxError, KeyError, ValueError) as error:
        raise KnowledgeError(
            str(path), told("not a list of divisions ({error})", error=error), "Restore the file from the release."
        ) from error
    children: dict[str, list[Region]] = defaultdict(list)
    for region in known.values():
        if region.parent:
            children[region.parent].append(region)
    return RegionIndex(
        by_code=MappingProxyType(known),
        by_name=_index(known, lambda region: region.name),
        by_short=_index(known, lambda region: region.short),
        by_parent=MappingProxyType({code: tuple(sorted(below, key=lambda r: r.code)) for code, below in children.items()}),
    )


def _facts(triples: Iterable[ox.Triple | ox.Quad]) -> dict[str, dict[str, str]]:
    facts: dict[str, dict[str, str]] = defaultdict(dict)
    for triple in triples:
        key = _PROPERTIES.get(triple.predicate.value)
        if key is not None:
            value = cast("ox.NamedNode | ox.Literal", triple.object).value
            facts[_local(cast("ox.NamedNode", triple.subject).value)][key] = _local(value) if key == "parent" else value
    return facts


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _region(code: str, values: Mapping[str, str]) -> Region:
    if values["level"] not in _LEVELS:
        raise ValueError(f"level {values['level']!r} of {code}")
    last = values.get("last_listed")
    name = values["name"]
    return Region(code, name, short_name(name), cast("Level", values["level"]), values.get("parent"), int(last) if last else None)


def _index(known: Mapping[str, Region], key: Callable[[Region], str]) -> Mapping[str, tuple[Region, ...]]:
    found: dict[str, list[Region]] = defaultdict(list)
    for region in known.values():
        found[key(region)].append(region)
    return MappingProxyType({name: _present_first(sharers) for name, sharers in found.items()})


def _present_first(sharers: list[Region]) -> tuple[Region, ...]:
    if len(sharers) == 1:
        return (sharers[0],)
    present = [region for region in sharers if region.last_listed is None]
    return tuple(sorted(present or sharers, key=lambda region: region.code))
