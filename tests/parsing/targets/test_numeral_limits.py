"""Numerals as documents write them, and what only looks like one: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.parsing.targets.numerals import chinese_number, fraction_percent, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("三千二", "3200"),
        ("三万二", "32000"),
        ("一亿三", "130000000"),
        ("两千", "2000"),
        ("九千九百九十九", "9999"),
        ("一万零五", "10005"),
        ("一万二千三百", "12300"),
        ("三亿五千万", "350000000"),
        ("万", None),
        ("百", None),
        ("一十", "10"),
        ("一百十", None),
        ("十十", None),
        ("一百百", None),
        ("一十百", None),
        ("二三十", None),
        ("零五", "5"),
        ("一二三", "123"),
        ("二〇二四", "2024"),
        ("三点五", "3.5"),
        ("三点", None),
        ("点五", None),
        ("三点十", None),
        ("", None),
        ("一百零", "100"),
        ("一万万", None),
        ("一亿万", None),
        ("一万亿", "1000000000000"),
        ("九千九百九十九万", "99990000"),
        ("一" * 24, "1" * 24),
        ("一" * 25, None),
        ("零点" + "一" * 46, "0." + "1" * 46),
        ("零点" + "一" * 47, None),
        ("贰拾", "20"),
    ],
)
def test_chinese_numerals(text: str, value: str | None) -> None:
    assert (str(chinese_number(text)) if chinese_number(text) is not None else None) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"),
        ("12,00", None),
        ("1" * 24, "1" * 24),
        ("1" * 25, None),
        ("1," + "000," * 7 + "000", None),
        ("2.50", "2.50"),
        ("2.", None),
    ],
)
def test_arabic_numerals(text: str, value: str | None) -> None:
    assert (str(number(text)) if number(text) is not None else None) == value


@pytest.mark.parametrize(
    ("whole", "part", "value"),
    [
        ("三", "二", "66.67"),
        ("百", "六", "6"),
        ("千", "五", "0.5"),
        ("万", "五", "0.05"),
        ("四", "三", "75"),
        ("六", "一", "16.67"),
        ("零", "三", None),
        ("三", "百百", None),
        ("百", "六点五", "6.5"),
        ("百", "一" * 13, str(int("1" * 13))),
    ],
)
def test_fractions_in_per_cent_to_two_places(whole: str, part: str, value: str | None) -> None:
    share = fraction_percent(whole, part)
    assert (None if share is None else format(share.normalize(), "f")) == value
