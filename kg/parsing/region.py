"""Which division a notice is of: stated in its header, or inferred from what the text names.

A header states it where it names the issuing government (义乌市人民政府办公室) or, failing that, divisions of one line only. Otherwise
the divisions that the text names are weighed: a branch that serves a place (人行上虞分行), the governments among the responsible units
(嘉善县政府 answers to a prefecture's notice), names with and without their kind; and the level that units carry (县教育局 is a
county's). Where the evidence is thin or divided there is no answer.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.knowledge.functions import functions
from kg.knowledge.offices import take_apart
from kg.knowledge.regions import COUNTRY, Region, regions
from kg.knowledge.scripts import simplified

__all__ = ["RegionFinding", "find_region"]

_READ_AT_MOST = 100_000  # characters; what a longer text is about shows before
_LONGEST_NAME = 15  # of an autonomous county of several peoples
_LONGEST_PLAIN = 6
_LONG_KINDS = frozenset({"自治", "行政"})
_KINDS = re.compile("[省市县区州盟旗]")
_PLAIN_WORDS = frozenset({"城区", "郊区", "矿区", "市区", "新市区", "市中区", "老城区"})  # words before they are names
_ISSUES = re.compile(r"(?>(?:人民政府|政府|市委|县委|区委)(?:办公厅|办公室|办)?)(?![、，,及和])")
_REPORTED = re.compile(r"(?:人民政府|政府)(?:办公厅|办公室)?\s*(?:日前|近日)?\s*印发")
_OPENING = 600
_AMONG_OTHERS = re.compile(r"[、，,及和各]$")
_STATE_COUNCIL = re.compile(r"国务院(?:办公厅)?(?=关于|印发|文件|\s|$)")
_SERVES = re.compile("分局|分行|支行|海关|供电|经开区|高新区|先导区|经济技术开发区|经济开发区|银保监|调查队|市委|县委|区委")
_WHOLE = re.compile("全([县区旗])(?!域)")
_OVERLAP = 200
_SERVED, _NAMED, _GOVERNMENT, _CALLED = 3.0, 1.0, 3.0, 0.3
_MOST_COUNTED = 10
_ENOUGH, _CLEARLY, _MAINLY = 3.0, 2.0, 0.7


@dataclass(frozen=True, slots=True)
class RegionFinding:
    """A division and why: ``name`` in full (金华市义乌市), ``code`` by GB/T 2260 (None for the country), said in the header or not."""

    name: str
    code: str | None
    stated: bool
    evidence: str


@dataclass(frozen=True, slots=True)
class _Mention:
    name: str
    start: int
    end: int
    regions: tuple[Region, ...]


def find_region(header: str, body: str, unit_names: Sequence[str]) -> RegionFinding | None:
    """The division that the notice is of; None where nothing shows it clearly.

    ``header`` is what names the issuer: title, document number, issuing office, signature. ``body`` is the rest, ``unit_names`` the
    responsible units as printed.
    """
    head = simplified(re.sub(r"[ \t\u3000*#|]+", "", header[:_READ_AT_MOST]))
    text = body[:_READ_AT_MOST]
    stated = _stated(head, text) or _reported(text[:_OPENING])
    if stated is not None:
        return stated
    return _inferred(text if head[:_OVERLAP] in simplified(text[: len(head) + _OVERLAP]) else f"{head}\n{text}", unit_names)


@cache
def _endings() -> frozenset[str]:
    """The last two characters of all names: most of what ends like a division (全市, 社区) is none, and is passed over by these."""
    return frozenset(name[-2:] for name in regions().by_name)


def _mentions(text: str) -> Iterator[_Mention]:
    """The divisions that the text names with their kind, the longest name at each place; ambiguous names with all their bearers."""
    named, endings = regions().by_name, _endings()
    end = 0
    for kind in _KINDS.finditer(text):
        stop = kind.end()
        if text[stop - 2 : stop] not in endings:
            continue
        longest = _LONGEST_NAME if text[stop - 3 : stop - 1] in _LONG_KINDS else _LONGEST_PLAIN
        for start in range(max(end, stop - longest), stop - 1):
            bearers = named.get(text[start:stop])
            if bearers:
                yield _Mention(text[start:stop], start, stop, bearers)
                end = stop
                break


def _is_name(text: str, mention: _Mention) -> bool:
    """Whether a division is meant: 城区 may be any town, and a short name may be the end of a word (示范县)."""
    alone = mention.start == 0 or not "\u4e00" <= text[mention.start - 1] <= "\u9fff"
    return mention.name not in _PLAIN_WORDS and (alone or len(mention.name) > 2)


def _stated(head: str, text: str) -> RegionFinding | None:
    mentions = list(_mentions(head))
    issuing = [mention for mention in mentions if _ISSUES.match(head, mention.end) and not _AMONG_OTHERS.search(head, 0, mention.start)]
    country = _STATE_COUNCIL.search(head)
    if country and not issuing:
        return RegionFinding("国务院", None, True, country.group())
    chosen = issuing or [mention for mention in mentions if _is_name(head, mention)]
    context = {region.code for mention in mentions for region in mention.regions if len(mention.regions) == 1}
    if any(len(mention.regions) > 1 for mention in chosen):
        context |= _context(_mentions(text))
    found: dict[str, tuple[Region, str]] = {}
    for mention in chosen:
        bearers = _fitting(mention.regions, context)
        if len(bearers) != 1:
            return None
        found[bearers[0].code] = (bearers[0], mention.name)
    lowest = [(region, name) for region, name in found.values() if not any(regions().within(other, region) for other, _ in found.values())]
    if len(lowest) != 1:
        return None
    region, name = lowest[0]
    return RegionFinding(regions().full_name(region), region.notation, True, name)


def _reported(opening: str) -> RegionFinding | None:
    """A news page that tells of the notice says who issued it: 近日，某市人民政府办公室印发……"""
    issuers = {mention.regions: mention.name for mention in _mentions(opening) if _REPORTED.match(opening, mention.end)}
    if len(issuers) != 1:
        return None
    ((bearers, name),) = issuers.items()
    return RegionFinding(regions().full_name(bearers[0]), bearers[0].notation, True, name) if len(bearers) == 1 else None


def _context(mentions: Iterable[_Mention]) -> set[str]:
    """What the mentions name beyond doubt, and what these lie in."""
    sure = {mention.regions[0] for mention in mentions if len(mention.regions) == 1}
    return {region.code for region in sure} | {region.parent for region in sure if region.parent and region.parent != COUNTRY}


def _fitting(bearers: tuple[Region, ...], context: set[str]) -> tuple[Region, ...]:
    """Of the bearers of one name those whose prefecture or province is also named; all, where none is."""
    if len(bearers) == 1:
        return bearers
    near = tuple(region for region in bearers if region.parent in context)
    if near:
        return near
    index = regions()
    return tuple(r for r in bearers if (above := index.parent(r)) is not None and above.parent in context) or bearers


class _Evidence:
    """What speaks for each division: weights, and the words that were counted."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = defaultdict(float)
        self.words: dict[str, Counter[str]] = defaultdict(Counter)
        self.parts: dict[str, set[str]] = defaultdict(set)  # divisions named, by the one that they lie in
        self.governed: dict[str, set[str]] = defaultdict(set)  # governments among the units, by the division above them

    def add(self, region: Region, word: str, weight: float, times: int = 1) -> None:
        self.weights[region.code] += weight * min(times, _MOST_COUNTED)
        self.words[region.code][word] += times

    def say(self, code: str) -> str:
        words = sorted(self.words[code].items(), key=lambda item: (-item[1], item[0]))[:5]
        return "、".join(f"{word}×{times}" for word, times in words)


def _inferred(text: str, unit_names: Iterable[str]) -> RegionFinding | None:
    names = list(unit_names)
    evidence = _weigh(text, names)
    sign = _sign_of_units(names) or _sign_of_text(text)
    region = _best(evidence, sign) if sign else _best_of_any_level(evidence)
    words = evidence.say(region.code) if region else ""
    if region is None and sign and sign in "县区旗":
        region, words = _only_one_below(evidence, text, sign)
    if region is None:
        return None
    level = f"{sign}" if sign else ""
    return RegionFinding(regions().full_name(region), region.notation, False, f"{words}；{level}" if level else words)


def _weigh(text: str, unit_names: Iterable[str]) -> _Evidence:
    evidence, index = _Evidence(), regions()
    mentions = [mention for mention in _mentions(text) if _is_name(text, mention)]
    context = _context(mentions)
    counted = Counter((mention.name, mention.regions) for mention in mentions)
    for (name, bearers), times in counted.items():
        for region in _only(bearers, context):
            evidence.add(region, name, _NAMED, times)
    for tail in _SERVES.finditer(text):
        for length in (4, 3, 2):
            short = text[max(tail.start() - length, 0) : tail.start()]
            bearers = index.by_short.get(short, ())
            if bearers and short not in functions().stems:
                for region in _only(bearers, context):
                    evidence.add(region, short + tail.group(), _SERVED)
                break
    for name in dict.fromkeys(unit_names):
        office = take_apart(name)
        for region in _only(index.called(office.place), context) if office.place else ():
            if office.function is not None and office.function.name == "人民政府":
                if region.parent:
                    evidence.governed[region.parent].add(region.code)
                    evidence.words[region.parent][name] += 1
            else:
                evidence.add(region, name, _SERVED)
    for code in list(evidence.weights):
        region = index.by_code[code]
        if region.parent:
            evidence.parts[region.parent].add(code)
    above = {*evidence.parts, *evidence.governed} - {COUNTRY}
    for code in sorted({*evidence.weights, *above}):
        region = index.by_code[code]
        times = text.count(region.short) if region.short != region.name and region.short not in functions().stems else 0
        if times:
            evidence.add(region, region.short, _CALLED, times)
    return evidence


def _only(bearers: tuple[Region, ...], context: set[str]) -> tuple[Region, ...]:
    fitting = _fitting(bearers, context)
    return fitting if len(fitting) == 1 else ()


def _sign_of_units(unit_names: Iterable[str]) -> str | None:
    """The level that most units carry (市 of 市财政局), where it is clear."""
    signs = Counter(office.level for office in map(take_apart, unit_names) if office.level and not office.place)
    return _leading(signs)


def _sign_of_text(text: str) -> str | None:
    """The level that the text speaks of (全县), where it is clear. 全市 tells nothing: a county speaks of its city as well."""
    return _leading(Counter(_WHOLE.findall(text)))


def _leading(signs: Counter[str]) -> str | None:
    ranked = signs.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
        return None
    return ranked[0][0]


def _carries(region: Region, sign: str) -> bool:
    """Whether offices of the division carry this sign: a 市 is a prefecture or a county, an autonomous region has 区 and is none."""
    kind = {"省": ("province",), "县": ("county",), "区": ("county",), "旗": ("county",)}.get(sign, ("prefecture", "county"))
    return region.level in kind and (region.level == "province" or region.name.endswith(sign))


def _score(evidence: _Evidence, region: Region) -> float:
    below = evidence.parts[region.code]
    return (
        evidence.weights[region.code]
        + _GOVERNMENT * len(evidence.governed[region.code])
        + (_NAMED * len(below) if len(below) > 1 and region.level != "county" else 0.0)
    )


def _best(evidence: _Evidence, sign: str) -> Region | None:
    candidates = [
        regions().by_code[code]
        for code in {*evidence.weights, *evidence.parts, *evidence.governed}
        if _carries(regions().by_code[code], sign)
    ]
    return _clear_winner(evidence, candidates)


def _clear_winner(evidence: _Evidence, candidates: Iterable[Region]) -> Region | None:
    ranked = sorted(candidates, key=lambda region: (-_score(evidence, region), region.code))
    if not ranked or _score(evidence, ranked[0]) < _ENOUGH:
        return None
    if len(ranked) > 1 and _score(evidence, ranked[0]) < _CLEARLY * _score(evidence, ranked[1]):
        return None
    return ranked[0]


def _best_of_any_level(evidence: _Evidence) -> Region | None:
    """Without a sign of the level: the prefecture that the evidence lies in, or the one county in it that nearly all of it is about."""
    index = regions()
    prefectures = [r for r in map(index.get, {*evidence.weights, *evidence.parts, *evidence.governed}) if r and r.level == "prefecture"]
    whole = {r.code: _score(evidence, r) + sum(evidence.weights[c] for c in evidence.parts[r.code]) for r in prefectures}
    ranked = sorted(prefectures, key=lambda region: (-whole[region.code], region.code))
    if not ranked or (len(ranked) > 1 and whole[ranked[0].code] < _CLEARLY * whole[ranked[1].code]):
        return None
    prefecture = ranked[0]
    counties = sorted((index.by_code[c] for c in evidence.parts[prefecture.code]), key=lambda r: (-evidence.weights[r.code], r.code))
    if counties and evidence.weights[counties[0].code] >= max(_ENOUGH, _MAINLY * whole[prefecture.code]):
        return counties[0]
    several = len(evidence.parts[prefecture.code] | evidence.governed[prefecture.code]) > 1
    return prefecture if several and _score(evidence, prefecture) >= _ENOUGH else None


def _only_one_below(evidence: _Evidence, text: str, sign: str) -> tuple[Region | None, str]:
    """The units are a county's, and the one prefecture that the text names has a single county of that kind."""
    index = regions()
    called = [r for r in index.by_code.values() if r.level == "prefecture" and not r.last_listed and r.short in text]
    if len(called) != 1 or any(index.by_code[code].level == "county" for code in evidence.weights):
        return None, ""
    below = [region for region in index.by_parent[called[0].code] if region.name.endswith(sign) and region.last_listed is None]
    return (below[0], f"{called[0].short}×{text.count(called[0].short)}") if len(below) == 1 else (None, "")
