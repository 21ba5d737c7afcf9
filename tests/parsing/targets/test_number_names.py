"""Numbers that are names and dates, and the form of a text in which they are looked for."""

from __future__ import annotations

import re

import pytest

from kg.parsing.targets import read_targets
from kg.parsing.targets.words import any_of
from kg.parsing.targets.written import written
from tests.parsing.targets.test_target_limits import found, kinds


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("推进104国道建设。", [("104", "road")]),
        ("推进国道104建设。", [("104", "road")]),
        ("第3次会议。", [("3", "ordinal")]),
        ("云政发〔2024〕6号。", [("2024", "document-number"), ("6", "ordinal")]),
        ("云政发〔2024。", [("2024", "document-number")]),
        ("云政发2024〕。", [("2024", "document-number")]),
        ("升级为2.0版。", [("2.0", "version")]),
        ("推进G60走廊。", [("60", "code")]),
        ("推广5G应用。", [("5", "code")]),
        ("实施“3+6”工程。", [("3", "quoted"), ("6", "quoted")]),
        ("实施3+6工程。", [("3+6", "code")]),
        ("比例为40:60。", [("40:60", "ratio")]),
        ("8:30上班。", [("8:30", "ratio")]),
        ("创建4A级景区。", [("4", "grade")]),
        ("实现十连冠。", [("十", "honour")]),
        ("庆祝建县60周年大会。", [("60", "anniversary")]),
        ("医院二期建设。", [("二", "phase")]),
        ("开展三年行动。", [("三", "duration")]),
        ("数十个部门。", [("数十", "vague")]),
        ("落实十四五规划。", [("十四五", "plan")]),
        ("2024年3月15日前报送。", [("2024年3月15日前", "date")]),
        ("对增长5%、8%的，给予奖励。", [("5%", "condition"), ("8%", "condition")]),
        ("设备300×200台。", [("300×200", "code")]),
    ],
)
def test_numbers_that_name_something(text: str, noted: list[tuple[str, str]]) -> None:
    assert kinds(text) == noted
    assert found(text) == []


@pytest.mark.parametrize(
    "date",
    [
        "2024年", "2024年底", "2024年初", "2024年底前", "2024年度", "2024年6月", "2024年10月", "2024年10月5日", "2024年10月25日前",
        "2023-2025年", "2023年至2025年", "2023~2025年度", "2023—2025年间", "2024-3-5", "2024/10/25", "2024.10.25", "6月", "12月", "6月份",
        "6月底", "12月5日", "12月25日前", "10月上旬", "10月中旬前", "二〇二四年", "一九九九年", "六月底", "十二月份", "十二月底前",
    ],
)  # fmt: skip
def test_a_date_is_one_thing(date: str) -> None:
    assert kinds(f"于{date}报送。") == [(date, "date")]
    assert found(f"于{date}报送。") == []


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("12024年报送。", "2024年"),
        ("1899-10-25。", "1899-10-25"),
        ("123月底。", "123月底"),
        ("二〇二四五年。", "二〇二四五年"),
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str, noted: str) -> None:
    assert (noted, "date") not in kinds(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２％", "12%"),
        ("公 园", "公园"),
        ("10 20", "10 20"),
        ("项目 公园", "项目 公园"),
        ("项目 3", "项目3"),
        ("公園", "公园"),
        ("3—5", "3-5"),
        ("公\n园", "公园"),
        ("工程 绿", "工程 绿"),
        ("行动 绿", "行动 绿"),
        ("计划 绿", "计划 绿"),
        ("任务 绿", "任务 绿"),
        ("任务 a", "任务a"),
    ],
)
def test_the_form_that_is_read_leads_back_to_the_text(text: str, plain: str) -> None:
    form = written(text)
    assert form.plain == plain
    assert form.slice(0, len(plain)) == text
    assert form.slice(1, 1) == ""
    assert len(form.compact(0, len(plain))) == len(plain)


def test_a_quote_is_the_text_as_printed() -> None:
    (target,) = read_targets("建成 公 园 ３ 个 以 上 。").targets
    assert (target.quote, target.start, target.end) == ("公 园 ３ 个 以 上", 3, 14)


@pytest.mark.parametrize("count", [3, 24, 25, 60])
def test_any_of_finds_each_word_the_longest_first(count: int) -> None:
    words = [chr(0x4E00 + 7 * n) + "".join(chr(0x5000 + n) for _ in range(n % 3)) for n in range(count)] + ["甲", "甲乙"]
    pattern = re.compile(any_of(words))
    assert all((match := pattern.match(word + "丙")) is not None and match.group() == word for word in words)
    assert pattern.match("丁") is None
