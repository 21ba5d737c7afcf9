"""Which division a text is about, where nobody says so: what speaks for each is weighed, and only a clear winner is named."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.knowledge.functions import functions
from kg.knowledge.offices import take_apart
from kg.knowledge.regions import COUNTRY, Region, regions
from kg.knowledge.words import any_word
from kg.parsing.notice.region_levels import carries, leading_sign, signs_of_units
from kg.parsing.notice.region_mentions import context_of, fitting, is_name, mentions_in

__all__ = ["infer_region"]

_SERVES = re.compile(any_word("regions", "branches", "schools"))
_SCHOOL = re.compile(any_word("regions", "schools"))
_LONGEST_STEM = 9
_WHOLE = re.compile("全([县区旗])(?!域)")
# What one piece of evidence weighs: a branch that serves the place or a body named after it, the name with its kind, a government among
# the units that answers to it, the name without its kind.
_SERVED, _NAMED, _GOVERNMENT, _CALLED = 3.0, 1.0, 3.0, 0.3
_MOST_COUNTED = 10
_ENOUGH, _CLEARLY, _MAINLY = 3.0, 2.0, 0.7


class _Evidence:
    """What speaks for each division: weights, and the words that were counted."""

    def __init__(self) -> None:
        self.weights: dict[str, float] = defaultdict(float)
        self.words: dict[str, Counter[str]] = defaultdict(Counter)
        self.parts: dict[str, set[str]] = defaultdict(set)  # divisions named, by the one that they lie in
        self.served: set[str] = set()  # divisions with a body of their own in the text
        self.governed: dict[str, set[str]] = defaultdict(set)  # governments among the units, by the division above them

    def add(self, region: Region, word: str, weight: float, times: int = 1) -> None:
        self.weights[region.code] += weight * min(times, _MOST_COUNTED)
        self.words[region.code][word] += times
        if weight == _SERVED:
            self.served.add(region.code)

    def say(self, code: str) -> str:
        words = sorted(self.words[code].items(), key=lambda item: (-item[1], item[0]))[:5]
        return "、".join(f"{word}×{times}" for word, times in words)


def infer_region(text: str, unit_names: Iterable[str]) -> tuple[Region, str] | None:
    """The division that the text and its responsible units are about, and the words that say so; None without a clear one."""
    names = list(unit_names)
    evidence = _weigh(text, names)
    sign = leading_sign(signs_of_units(names)) or _sign_of_text(text)
    region = _best(evidence, sign) if sign else _best_of_any_level(evidence)
    if region is not None:
        return region, evidence.say(region.code)
    return _only_one_below(evidence, text, sign) if sign and sign in "县区旗" else None


def _weigh(text: str, unit_names: Iterable[str]) -> _Evidence:
    evidence, index = _Evidence(), regions()
    mentions = [mention for mention in mentions_in(text) if is_name(text, mention)]
    context = context_of(mentions)
    counted = Counter((mention.name, mention.regions) for mention in mentions)
    for (name, bearers), times in counted.items():
        for region in _only(bearers, context):
            evidence.add(region, name, _NAMED, times)
    for tail in _SERVES.finditer(text):
        for length in (4, 3, 2):
            short = text[max(tail.start() - length, 0) : tail.start()]
            bearers = index.by_short.get(short, ())
            if bearers and not _is_function(text, tail.start(), length):
                for region in _only(bearers, context):
                    if not _SCHOOL.fullmatch(tail.group()) or region.name.endswith("县"):
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


def _is_function(text: str, end: int, length: int) -> bool:
    """Whether the characters before ``end`` say what an office does: the name of a place, or the end of a longer word (自然资源)."""
    return any(text[max(end - size, 0) : end] in functions().stems for size in range(length, _LONGEST_STEM + 1))


def _only(bearers: tuple[Region, ...], context: set[str]) -> tuple[Region, ...]:
    fits = fitting(bearers, context)
    return fits if len(fits) == 1 else ()


def _sign_of_text(text: str) -> str | None:
    """The level that the text speaks of (全县), where it is clear. 全市 tells nothing: a county speaks of its city as well."""
    return leading_sign(Counter(_WHOLE.findall(text)))


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
        if carries(regions().by_code[code], sign) and not (sign == "市" and _is_above_the_city(evidence, code))
    ]
    return _clear_winner(evidence, candidates)


def _is_above_the_city(evidence: _Evidence, code: str) -> bool:
    """Whether the one division below that the text names is a county-level city with bodies of its own.

    Its notice names the prefecture that it lies in.
    """
    below = evidence.parts[code] & evidence.served
    alone = len(evidence.parts[code]) == 1 and not evidence.governed[code]
    return alone and any(carries(regions().by_code[part], "市") for part in below)


def _clear_winner(evidence: _Evidence, candidates: Iterable[Region]) -> Region | None:
    ranked = sorted(candidates, key=lambda region: (-_score(evidence, region), region.code))
    if not ranked or _score(evidence, ranked[0]) < _ENOUGH:
        return None
    if len(ranked) > 1 and _score(evidence, ranked[0]) < _CLEARLY * _score(evidence, ranked[1]):
        return None
    return ranked[0] if _is_firm(evidence, ranked[0]) else None


def _is_firm(evidence: _Evidence, region: Region) -> bool:
    """A city may be named often in the notice of another (杭州, 上海): it needs a body or a division of its own beside its name."""
    return (
        not region.name.endswith("市")
        or region.level == "county"
        or bool(region.code in evidence.served or evidence.governed[region.code] or evidence.parts[region.code])
    )


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


def _only_one_below(evidence: _Evidence, text: str, sign: str) -> tuple[Region, str] | None:
    """The units are a county's, and the one prefecture that the text names has a single county of that kind."""
    index = regions()
    called = [r for r in index.by_code.values() if r.level == "prefecture" and not r.last_listed and r.short in text]
    if len(called) != 1 or any(index.by_code[code].level == "county" for code in evidence.weights):
        return None
    below = [region for region in index.by_parent[called[0].code] if region.name.endswith(sign) and region.last_listed is None]
    return (below[0], f"{called[0].short}×{text.count(called[0].short)}") if len(below) == 1 else None
