"""What must hold of every text that is read as a document, a notice or not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.source import Source
from kg.parsing import parse

PIECES = [
    *["一、", "二、", "（一）", "（二）", "1.", "2.", "3、", "(1)", "①", "⒈", "1。", "101."],
    *["责任单位：", "牵头单位:", "配合单位：", "【责任单位】", "责任领导：", "完成时限：", "部门分工：", "实际完成情况："],
    *["市发改委", "县财政局", "各县（市、区）政府", "相关部门", "王岚", "张三丰副市长", "市发改委财政局", "国家统计局调查队"],
    *[
        "牵头",
        "负责",
        "按职责分工负责",
        "由",
        "等",
        "和",
        "、",
        "，",
        "；",
        "。",
        "：",
        "（",
        "）",
        "(",
        ")",
        "[",
        "]",
        "〔",
        "〕",
        "【",
        "】",
        "《",
        "》",
        "“",
        "”",
        "▲",
        "★",
        "*",
        "|",
    ],
    *["新建公园3个", "地区生产总值增长8%", "年内完成", "6月底前出台", "以上各项由", "该目标责任单位为", "列第一位的为牵头单位"],
    *["序号", "工作任务", "完成时限", "分管领导", "备注", "|", "┌──┬──┐", "│", "├──┼──┤", "└──┴──┘"],
    *["附件1", "2024年政府工作任务分解表", "某市人民政府", "2024年1月2日", "关于印发方案的通知", "主办单位："],
    "\n",
    "\n\n",
    "\t",
    " ",
    "\u3000",
    "\u2028",
    "\ufeff",
    "\r\n",
]
NOTICES = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
TEXTS = st.one_of(
    NOTICES, st.text(max_size=300), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join)
)


def source(text: str) -> Source:
    return Source(path="x.txt", file="x.txt", text=text, sha256="0" * 64)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_character_is_claimed_by_exactly_one_thing(text: str) -> None:
    read = parse(source(text))
    assert "".join(text[span.start : span.end] for span in read.spans) == text
    assert all(span.start < span.end for span in read.spans)
    not_counted = sum(span.end - span.start for span in read.spans if span.kind in ("unread", "aside"))
    assert read.document.accounted == len(text) - not_counted


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_task_is_made_of_characters_that_stand_where_it_says(text: str) -> None:
    for task in parse(source(text)).tasks:
        stretch = iter("".join(text[task.start : task.end].split()))
        assert all(sign in stretch for sign in "".join(task.text.split()))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_names_and_doubts_stand_in_the_text(text: str) -> None:
    read = parse(source(text))
    for task in read.tasks:
        for start, end in [(unit.start, unit.end) for unit in task.units] + [(leader.start, leader.end) for leader in task.leaders]:
            assert 0 <= start < end <= len(text)
        assert len({unit.name for unit in task.units}) == len(task.units)
    lines = text.count("\n") + 1
    assert all(1 <= problem.line <= lines for problem in read.document.problems)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert parse(source(text)) == parse(source(text))
