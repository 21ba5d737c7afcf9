"""What holds of every reading of targets, whatever the text."""

import re
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.parsing.targets import read_targets

_PIECES = [
    "新增", "力争", "确保", "生产总值", "养老床位", "增长", "达到", "由", "提高到", "分别", "和", "、", "，", "。", "；", "（", "）", "“",
    "”", "3", "8.5", "1,200", "%", "个", "亿元", "万亩", "以上", "左右", "三", "十", "百", "万", "分之", "二期", "国道", " ",
    "\n", "\t", "-", "~", "其中", "项目", "每立方米", "微克", "年", "月", "第", "前", "A", "2.0版", "10亿元以上项目", "20", "家",
    "均", "各", "年内", "不低于", "余",
]  # fmt: skip
texts = st.lists(st.sampled_from(_PIECES), max_size=30).map("".join)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_quotes_stand_where_they_say(text: str) -> None:
    for target in read_targets(text).targets:
        assert text[target.start : target.end] == target.quote
        assert target.quote


@settings(max_examples=300, deadline=None)
@given(texts)
def test_every_arabic_number_is_accounted_for(text: str) -> None:
    notes = read_targets(text).numbers
    for match in re.finditer(r"\d+", text):
        assert any(note.start <= match.start() and match.end() <= note.end for note in notes), match


@settings(max_examples=200, deadline=None)
@given(texts)
def test_notes_quote_the_text(text: str) -> None:
    for note in read_targets(text).numbers:
        assert text[note.start : note.end] == note.text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    read_targets(text)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 10**6), st.sampled_from(["家", "个", "万亩", "亿元", "公里", "人次"]))
def test_a_plain_goal_is_read_back(value: int, unit: str) -> None:
    (target,) = read_targets(f"完成云溪改造{value:,}{unit}。").targets
    assert (target.value, target.unit, target.indicator) == (Decimal(value), unit, "云溪改造")
