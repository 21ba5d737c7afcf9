"""Numerals: what is written is read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.parsing.targets.numerals import LONGEST, chinese_number, fraction_percent, number

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def _below_ten_thousand(value: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text


def in_chinese(value: int) -> str:
    """The numeral as a Chinese document writes it."""
    if value == 0:
        return "零"
    groups = [(value // 10 ** (4 * i) % 10_000, sign) for i, sign in ((2, "亿"), (1, "万"), (0, ""))]
    if value >= 10**12:
        groups[0] = (value // 10**8, "亿")
    text = ""
    for group, sign in groups:
        if group == 0:
            continue
        head = in_chinese(group) if group >= 10_000 else _below_ten_thousand(group)
        text += ("零" if text and group < 1000 else "") + head + sign
    return text.removeprefix("一") if text.startswith("一十") else text


@given(st.integers(0, 10**12))
def test_chinese_numerals_are_read_back(value: int) -> None:
    assert chinese_number(in_chinese(value)) == value


@given(st.integers(0, 10**6), st.text("零一二三四五六七八九", min_size=1, max_size=6))
def test_chinese_decimals_are_read_back(whole: int, digits: str) -> None:
    expected = Decimal(f"{whole}.{''.join(str(_DIGITS.index(sign)) for sign in digits)}")
    assert chinese_number(f"{in_chinese(whole)}点{digits}") == expected


@given(st.integers(0, 10**12))
def test_thousands_commas_change_nothing(value: int) -> None:
    assert number(f"{value:,}") == number(str(value)) == value


@given(st.decimals(0, 10**9, places=3))
def test_arabic_decimals_are_read_as_printed(value: Decimal) -> None:
    assert number(f"{value:f}") == value


@given(st.integers(2, 9), st.integers(1, 9))
def test_a_fraction_is_read_in_per_cent(whole: int, part: int) -> None:
    found = fraction_percent(_DIGITS[whole], _DIGITS[part])
    assert found is not None
    assert abs(found - Decimal(part) * 100 / whole) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十", 20),
        ("两千", 2000),
        ("一百零五", 105),
        ("三百二", 320),
        ("三万二", 32_000),
        ("一亿零三", 100_000_003),
        ("二〇二二", 2022),
        ("贰佰", 200),
        ("三点五", Decimal("3.5")),
    ],
)
def test_ways_to_write_a_number(text: str, value: int | Decimal) -> None:
    assert chinese_number(text) == value


@pytest.mark.parametrize("text", ["", "万", "亿", "百", "二十十", "十百", "三点", "点五", "桥", "一百千", "九" * (LONGEST + 1)])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("whole", "part", "percent"), [("百", "六点五", "6.5"), ("三", "二", "66.67"), ("千", "五", "0.5"), ("4", "3", "75")]
)
def test_per_cent_in_words(whole: str, part: str, percent: str) -> None:
    assert fraction_percent(whole, part) == Decimal(percent)


def test_a_fraction_of_nothing_is_none() -> None:
    assert fraction_percent("零", "一") is None
    assert fraction_percent("三", "百") is None
