"""How many signs a number before an item has, and a name between quotation marks: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.parsing.marks.numbering import chinese_ordinal, marker_at
from kg.parsing.marks.quotes import quoted_names


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("一百二十三、其他", 123),
        ("一百二十三四、其他", None),
        ("（一百二十三）其他", 123),
        ("（一百二十三四）其他", None),
        ("第二十一件：其他", 21),
        ("第一百二十一件：其他", None),
        ("123.其他", 123),
        ("1234.其他", None),
        ("（123）其他", 123),
        ("（1234）其他", None),
        ("123）其他", 123),
        ("1234）其他", None),
        ("①其他", 1),
        ("⑳其他", 20),
        ("㉑其他", None),
        ("⒈其他", 1),
        ("⒛其他", 20),
        ("一、二、其他", None),
        ("1.5亿元", 1),
    ],
)
def test_a_number_before_an_item_is_short(text: str, ordinal: int | None) -> None:
    marker = marker_at(text, 0)
    assert (marker.ordinal if marker else None) == ordinal


@pytest.mark.parametrize(
    ("text", "doubtful", "rest"),
    [("1.5亿元", True, "5亿元"), ("1. 5亿元", False, "5亿元"), ("1.建园", False, "建园"), ("1、5亿元", False, "5亿元")],
)
def test_digits_right_behind_its_point_make_a_number_doubtful(text: str, doubtful: bool, rest: str) -> None:
    marker = marker_at(text, 0)
    assert marker is not None
    assert (marker.doubtful, text[marker.end :]) == (doubtful, rest)


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十一", 11),
        ("二十", 20),
        ("二十一", 21),
        ("一百", 100),
        ("一百零五", 105),
        ("一百〇五", 105),
        ("百二", 102),
        ("第三", 3),
        ("", 0),
    ],
)
def test_ordinals_in_chinese_characters(numeral: str, value: int) -> None:
    assert chinese_ordinal(numeral) == value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“" + "清" * 40 + "”", [("清" * 40, False)]),
        ("“" + "清" * 41 + "”", []),
        ("“清溪”", [("清溪", False)]),
        ("“ ”", []),
        ('"清溪"和"白石"', [("清溪", False), ("白石", False)]),
        ("“清“溪”石”", [("清“溪”石", False), ("溪", False)]),
        ("“清溪", []),
        ("清溪”", []),
        ("“清。溪”", []),
        ("“清溪条例”", [("清溪条例", True)]),
        ("《清溪》", [("清溪", False)]),
        ("《清溪规划》", [("清溪规划", True)]),
        ("“清溪清单”", [("清溪清单", False)]),
        ("《清溪清单》", [("清溪清单", True)]),
        ("《" + "清" * 10 + "》", [("清" * 10, False)]),
        ("《" + "清" * 11 + "》", [("清" * 11, True)]),
    ],
)
def test_a_name_between_marks_has_up_to_forty_characters(text: str, names: list[tuple[str, bool]]) -> None:
    assert [(quoted.name, quoted.is_title) for quoted in quoted_names(text)] == names
