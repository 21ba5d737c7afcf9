"""What stands between quotation marks, and what of it is a title."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.parsing.marks.quotes import quoted_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推进“双减”工作", ["双减"]),
        ("实施“尖兵”“领雁”项目", ["尖兵", "领雁"]),
        ("新一轮“腾笼换鸟、凤凰涅槃”行动", ["腾笼换鸟、凤凰涅槃"]),
        ("深化「最多跑一次」和『一件事』", ["最多跑一次", "一件事"]),
        ("深化〈亩均论英雄〉改革", ["亩均论英雄"]),
        ("推进《千万工程》", ["千万工程"]),
        ('推进"标准地"和"一件事"改革', ["标准地", "一件事"]),
        ("推进＂标准地＂改革", ["标准地"]),
        # nested: the outer and the inner one
        ("做强“青石‘双强’基地”", ["青石‘双强’基地", "双强"]),
        ("做强“青石“双强”基地”", ["青石“双强”基地", "双强"]),
        # marks without a partner
        ("推进“双减工作", []),
        ("推进双减”工作", []),
        ("推进“双减工作。落实“双强”行动", ["双强"]),
        ('屏幕 15" 的电脑。推进"双强"行动', ["双强"]),
        ("推进“”工作", []),
        ("推进“ ”工作", []),
        ("", []),
    ],
)
def test_names_between_marks(text: str, names: list[str]) -> None:
    assert [quoted.name for quoted in quoted_names(text)] == names


@pytest.mark.parametrize(
    ("text", "is_title"),
    [
        ("落实《青石市数字经济促进条例》", True),
        ("执行《民法典实施办法》", True),
        ("执行《森林法》", True),
        ("完成《政府工作报告》", True),
        ("编制《青石市综合交通五年发展思路》", True),  # longer than a name
        ("发布《惠企政策清单》", True),
        ("编制“青石市水网规划”", True),
        ("推进《千万工程》", False),
        ("实施“深根计划”", False),
        ("推进“链长制”", False),
    ],
)
def test_titles_are_told_from_names(text: str, is_title: bool) -> None:
    (quoted,) = quoted_names(text)
    assert quoted.is_title is is_title


@given(st.text(alphabet='甲乙、。；\n“”‘’「」《》〈〉" 1'))
def test_a_name_is_what_its_offsets_say(text: str) -> None:
    for quoted in quoted_names(text):
        assert text[quoted.start : quoted.end] == quoted.name
        assert not set("。；\n") & set(quoted.name)
