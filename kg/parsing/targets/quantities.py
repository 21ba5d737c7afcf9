"""Quantities: a number with what stands before its unit (万, 余), its unit, and the comparator behind it (以上, 左右)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from kg.knowledge.measures import measures
from kg.model.records import Comparator
from kg.model.values import value
from kg.parsing.targets.name_numbers import name_rules
from kg.parsing.targets.numerals import chinese_number, fraction_percent, number
from kg.parsing.targets.words import Lexicon, lexicon

__all__ = ["Quantity", "read_quantity", "round_figure", "share"]

_RANGE: Final = re.compile(r"[-~]|(?:至|到)(?=\d)")
_ARABIC: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_MORE: Final = re.compile(r"[余多](?![样元功种媒式边媒层])|多(?=[万亿个家项所])")
_MORE_OF_MANY: Final = re.compile(r"[余多]")
_END: Final = re.compile(r"$|[，。、；;,:：!?！？()（）\s]|以[上内下]|左右|之内|和|及|与")
_POST: Final = re.compile(r"(?:[（(]含[）)])?(?:[及或])?(以上|以内|以下|左右|上下|之内|内(?=[，。、；;,)）]|$))")
# 前500强 is a place in a list; from here on 前 says before when or what.
_NO_PLACE: Final = 1000
_ROLE_OF_POST: Final[Mapping[str, Comparator]] = MappingProxyType(
    {"以上": "ge", "以内": "le", "以下": "le", "之内": "le", "内": "le", "左右": "approx", "上下": "approx"}
)


@value
class Quantity:
    """A number with its unit. ``end`` is behind the unit, ``post_end`` behind 以上, 左右 and the like.

    ``family`` says what kind of unit it is: count, percent, points, naming, measure, share or none.
    """

    start: int
    end: int
    post_end: int
    value: Decimal
    upper: Decimal | None
    unit: tuple[int, int]
    family: str
    post: Comparator | None
    more: bool
    chinese: bool
    multiplied: bool
    rank: bool = False


def _unit(plain: str, at: int, words: Lexicon) -> tuple[int, bool, bool]:
    """Where the multiplier and unit at ``at`` end, whether a multiplier stands there, and whether a unit does."""
    if plain.startswith("/10万", at):  # 孕产妇死亡率12/10万
        return at + 4, False, True
    multiplier, start = None, at
    found = words.unit.match(plain, at)
    if found is None and (multiplier := _multiplier().match(plain, at)):
        start = multiplier.end()
        found = words.unit.match(plain, start)
    if found:
        end = found.end()
        last = plain[end - 1]
        if not (last.isascii() and last.isalpha() and plain[end : end + 1].isascii() and plain[end : end + 1].isalpha()):
            return _alternative(plain, end, words), multiplier is not None, True
    for length in (2, 1):
        if start + length <= len(plain) and plain[start : start + length] in words.final_units and _END.match(plain, start + length):
            return start + length, multiplier is not None, True
    return start, multiplier is not None, False


def _alternative(plain: str, end: int, words: Lexicon) -> int:
    """Where a unit ends that names another one in parentheses or behind a stroke: 300套（户）, 12家/户, 40株/亩."""
    if plain[end : end + 1] == "/":
        other = words.unit.match(plain, end + 1)
        return other.end() if other else end
    if plain[end : end + 1] in ("（", "("):
        other = words.unit.match(plain, end + 1)
        if other and plain[other.end() : other.end() + 1] in ("）", ")"):
            return other.end() + 1
    return end


@cache
def _multiplier() -> re.Pattern[str]:
    return re.compile(lexicon().multiplier)


@cache
def _families() -> dict[str, str]:
    naming = set(lexicon().lists["naming_units"])
    families: dict[str, str] = {}
    for name, measure in measures().items():
        if name in naming:
            families[name] = "naming"
        elif measure.dimension == "ratio":
            families[name] = "percent"
        elif measure.dimension == "change-of-ratio":
            families[name] = "points"
        elif measure.classifier:
            families[name] = "count"
        else:
            families[name] = "measure"
    return families


def _family(unit: str, multiplied: bool) -> str:
    if not unit:
        return "none"
    bare = unit
    if multiplied:
        found = _multiplier().match(unit)
        bare = unit[found.end() :] if found else unit
    return _families().get(bare, "count" if bare else "none")


def read_quantity(plain: str, start: int, words: Lexicon, chinese: re.Match[str] | None) -> Quantity | tuple[int, str]:
    """The quantity whose number begins at ``start``; or where the number ends, and what kind of name it belongs to."""
    if chinese:
        end, value = chinese.end(), chinese_number(chinese.group())
    else:
        found = _ARABIC.match(plain, start)
        assert found is not None  # a digit stands here
        end, value = found.end(), number(found.group())
    if value is None:
        return end, "word" if chinese else "unexplained"
    number_end = end
    more = _MORE.match(plain, end)
    end = more.end() if more else end
    unit_start = end
    end, multiplied, has_unit = _unit(plain, end, words)
    if multiplied and not more:
        more = _MORE_OF_MANY.match(plain, end)
        if more and not has_unit:
            end, _, has_unit = _unit(plain, more.end(), words)
            return _with_post(plain, start, number_end, value, None, (unit_start, end), True, True, chinese is not None)
    kind = name_rules().kind(plain, start, number_end, chinese=chinese is not None, has_unit=has_unit)
    if kind and not (chinese and kind == "duration" and _POST.match(plain, end)):
        return number_end, kind
    if chinese and not has_unit and not multiplied:
        if plain[max(0, start - 1) : start] != "前":
            return number_end, "word"
        return _with_post(plain, start, number_end, value, None, (end, end), False, False, True)
    upper = None
    between = _RANGE.match(plain, end)
    if between and not chinese:
        second = _ARABIC.match(plain, between.end())
        if second and (top := number(second.group())) is not None:
            second_end, second_multiplied, second_unit = _unit(plain, second.end(), words)
            first_unit, unit = plain[unit_start:end], plain[second.end() : second_end]
            same = first_unit in ("", unit) or (_multiplier().fullmatch(first_unit) and unit.startswith(first_unit))  # 5万至6万人
            if same and top > value and (second_unit or second_multiplied):
                upper, unit_start, end = top, second.end(), second_end
                multiplied, has_unit = second_multiplied, second_unit
    return _with_post(plain, start, number_end, value, upper, (unit_start, end), multiplied, more is not None, chinese is not None)


def round_figure(plain: str, start: int, end: int) -> Quantity:
    """A round figure that is written without a digit: 千亿元 is 1000 in 亿元."""
    value = {"十": 10, "百": 100, "千": 1000}.get(plain[start], 10_000)
    return _with_post(plain, start, start + 1, Decimal(value), None, (start + 1, end), True, False, False)


def _with_post(
    plain: str,
    start: int,
    number_end: int,
    value: Decimal,
    upper: Decimal | None,
    unit: tuple[int, int],
    multiplied: bool,
    more: bool,
    chinese: bool,
) -> Quantity:
    end = max(number_end, unit[1])
    rank = plain[max(0, start - 1) : start] == "前" and value < _NO_PLACE
    if rank and plain.startswith("强", end):
        end += 1
        unit = (end - 1, end)
    post = _POST.match(plain, end)
    printed = plain[unit[0] : unit[1]]
    return Quantity(
        start=start,
        end=end,
        post_end=post.end() if post else end,
        value=value,
        upper=upper,
        unit=unit,
        family=_family(printed, multiplied),
        post=_ROLE_OF_POST[post.group(1)] if post else None,
        more=more,
        chinese=chinese,
        multiplied=multiplied,
        rank=rank,
    )


def share(plain: str, match: re.Match[str]) -> Quantity | None:
    """The fraction of the match (三分之二, 百分之六) in per cent; None where its numerals are none."""
    whole, _, part = match.group().partition("分之")
    value = fraction_percent(whole, part)
    if value is None:
        return None
    post = _POST.match(plain, match.end())
    return Quantity(
        start=match.start(),
        end=match.end(),
        post_end=post.end() if post else match.end(),
        value=value,
        upper=None,
        unit=(match.start(), match.start()),
        family="percent" if whole == "百" else "share",
        post=_ROLE_OF_POST[post.group(1)] if post else None,
        more=False,
        chinese=False,
        multiplied=False,
    )
