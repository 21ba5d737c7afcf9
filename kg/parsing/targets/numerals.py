"""Numerals as they are written in Chinese documents: Arabic ones with thousands commas, Chinese ones, fractions and percentages.

Chinese numerals are read by the rules of GB/T 15835: digits before 十, 百 and 千, those before 万 and 亿; a run of digits alone is read
place by place (二〇二二).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Final

__all__ = ["CHINESE_NUMERAL", "LONGEST", "chinese_number", "fraction_percent", "number"]

LONGEST: Final = 24
"""No numeral longer than this is read: what is longer is no number that a plan would commit to."""

CHINESE_NUMERAL: Final = "零〇一二两三四五六七八九十百千万亿"

_DIGITS: Final[Mapping[str, int]] = MappingProxyType(
    {c: i for i, c in enumerate("零一二三四五六七八九")} | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"〇": 0, "两": 2, "○": 0}
)
_PLACES: Final[Mapping[str, int]] = MappingProxyType({"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000})
_MYRIADS: Final[Mapping[str, int]] = MappingProxyType({"万": 10**4, "亿": 10**8})
_ARABIC: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_CENT: Final = Decimal("0.01")


def _section(text: str) -> int | None:
    """The value of a numeral below 10,000; None where it is not well formed."""
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in _DIGITS:
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[sign]
            continue
        place = _PLACES.get(sign)
        if place is None or place >= last:
            return None
        if digit is None and not (place == 10 and total == 0):
            return None
        total += (1 if digit is None else digit) * place
        digit, last = None, place
    if digit and 100 <= last < 10_000 and text[-2] in _PLACES:  # 三百二 is 320
        digit *= last // 10
    return total + (digit or 0)


def _whole(text: str) -> int | None:
    for sign in ("亿", "万"):
        head, found, rest = text.rpartition(sign)
        if found:
            high = _whole(head) if head else None
            low = _whole(rest) if rest else 0
            if high is None or low is None or low >= _MYRIADS[sign] or (sign == "万" and high >= 10**4):
                return None
            if rest and rest[0] in _DIGITS and _DIGITS[rest[0]] and len(rest) == 1:
                low *= _MYRIADS[sign] // 10  # 三万二 is 32,000
            return high * _MYRIADS[sign] + low
    return _section(text)


def chinese_number(text: str) -> Decimal | None:
    """The value of a Chinese numeral, with a decimal part behind 点; None where it is none.

    >>> chinese_number("一万二千三百"), chinese_number("二〇二二"), chinese_number("三点五")
    (Decimal('12300'), Decimal('2022'), Decimal('3.5'))
    """
    if not text or len(text) > 2 * LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if not whole or any(sign not in _DIGITS for sign in fraction) or (point and not fraction):
        return None
    if len(whole) > 1 and all(sign in _DIGITS for sign in whole):
        if len(whole) > LONGEST:
            return None
        value: int | None = int("".join(str(_DIGITS[sign]) for sign in whole))
    else:
        value = _whole(whole)
    if value is None:
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[sign]) for sign in fraction)}") if fraction else Decimal(value)


def number(text: str) -> Decimal | None:
    """The value of a numeral, Arabic (with thousands commas or without) or Chinese; None where it is none.

    >>> number("1,200"), number("2.85"), number("十二")
    (Decimal('1200'), Decimal('2.85'), Decimal('12'))
    """
    if len(text) > 2 * LONGEST:
        return None
    if _ARABIC.fullmatch(text):
        plain = text.replace(",", "")
        return Decimal(plain) if len(plain) <= LONGEST else None
    return chinese_number(text)


def fraction_percent(whole: str, part: str) -> Decimal | None:
    """The fraction 〔whole〕分之〔part〕 in per cent, to two places; None where it is none.

    >>> fraction_percent("三", "二"), fraction_percent("百", "六点五")
    (Decimal('66.67'), Decimal('6.5'))
    """
    names = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000)}
    below = names.get(whole) or number(whole)
    above = number(part)
    if not below or above is None:
        return None
    share = above * 100 / below
    rounded = share.quantize(_CENT, ROUND_HALF_UP) if abs(share) < 10**12 else share
    return share if share == rounded else rounded
