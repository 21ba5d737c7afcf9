"""Numbers before headings and items."""

from __future__ import annotations

import pytest

from kg.parsing.marks.numbering import chinese_ordinal, marker_at


@pytest.mark.parametrize(
    ("text", "level", "ordinal", "printed", "rest"),
    [
        ("一、主要目标", "A", 1, "一", "主要目标"),
        ("第十二、其他", "A", 12, "第十二", "其他"),
        ("第一件：新建公园", "B", 1, "第一件", "新建公园"),
        ("第三件实事：新建公园", "B", 3, "第三件", "新建公园"),
        ("第十二项、新建公园", "B", 12, "第十二项", "新建公园"),
        ("实事二：新建公园", "B", 2, "二", "新建公园"),
        ("之三：新建公园", "B", 3, "之三", "新建公园"),
        ("任务12：新建公园", "B", 12, "12", "新建公园"),
        ("【3】新建公园", "C", 3, "3", "新建公园"),
        ("（三）稳外贸", "B", 3, "（三）", "稳外贸"),
        ("( 十 ) 惠民生", "B", 10, "（十）", "惠民生"),
        ("1.新建公园", "C", 1, "1", "新建公园"),
        ("25、新建公园", "C", 25, "25", "新建公园"),
        ("8﹒新建公园", "C", 8, "8", "新建公园"),
        ("1。在全市推广", "C", 1, "1", "在全市推广"),
        ("⒊新建公园", "C", 3, "3", "新建公园"),
        ("3*.新建公园", "C", 3, "3", "新建公园"),
        ("(2)新建公园", "D", 2, "（2）", "新建公园"),
        ("2）新建公园", "D", 2, "（2）", "新建公园"),
        ("④ 新建公园", "E", 4, "④", "新建公园"),
    ],
)
def test_a_number_has_a_level_and_an_ordinal(text: str, level: str, ordinal: int, printed: str, rest: str) -> None:
    marker = marker_at(text, 0)
    assert marker is not None
    assert (marker.level, marker.ordinal, marker.printed, text[marker.end :]) == (level, ordinal, printed, rest)
    assert not marker.doubtful


@pytest.mark.parametrize(
    "text",
    ["2024年完成投资", "新建公园3个", "一体化发展", "第一件大事已经办好", "（以下简称方案）", "之二的条款", "5G基站", "3000人次", "", "、"],
)
def test_other_digits_are_no_numbers_of_items(text: str) -> None:
    assert marker_at(text, 0) is None


def test_digits_behind_the_stop_make_it_doubtful() -> None:
    marker = marker_at("2.2022年建成", 0)
    assert marker is not None
    assert marker.doubtful


@pytest.mark.parametrize(
    ("numeral", "value"), [("九", 9), ("十", 10), ("十九", 19), ("二十", 20), ("九十九", 99), ("一百二十三", 123), ("第七", 7)]
)
def test_chinese_numerals_have_their_value(numeral: str, value: int) -> None:
    assert chinese_ordinal(numeral) == value
