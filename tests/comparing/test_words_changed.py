"""Which words of a sentence changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.comparing.words_changed import marked, pieces

CASES = [
    pytest.param("新建工厂3家。", "新建工厂3家。", "新建工厂3家。", id="同文"),
    pytest.param("新建工厂3家。", "新建工厂12家。", "新建工厂[-3-]{+12+}家。", id="数字不拆开"),
    pytest.param("新建工厂3家；", "新建工厂3家。", "新建工厂3家。", id="标点不算"),
    pytest.param("全面推进改革", "全力推进改革", "全[-面-]{+力+}推进改革", id="一字"),
    pytest.param("办好展会活动", "办好云岫展会活动", "办好{+云岫+}展会活动", id="加词"),
    pytest.param("甲乙丙丁戊", "子乙丑丁戊", "[-甲乙丙-]{+子乙丑+}丁戊", id="两处之间只剩一字"),
]


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_what_went_and_what_came_is_marked(old: str, new: str, said: str) -> None:
    assert marked(pieces(old, new)) == said


def test_the_years_of_the_lists_are_no_change() -> None:
    assert not any(piece.changed for piece in pieces("2022年建成", "2023年建成", (2022, 2022), (2023, 2023)))
    assert any(piece.changed for piece in pieces("2022年建成", "2025年建成", (2022, 2022), (2023, 2023)))


@given(st.text("甲乙丙12%。 ", max_size=30), st.text("甲乙丙12%。 ", max_size=30))
def test_the_pieces_are_the_whole_of_both_texts(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.old for piece in found) == old
    assert "".join(piece.new for piece in found) == new


def test_texts_without_end_are_told_apart_by_their_ends_alone() -> None:
    old, new = "甲" * 3000 + "乙" + "丙丁" * 2000, "甲" * 3000 + "戊己" + "丙丁" * 2000
    assert [(piece.old[:3], piece.new[:3], piece.changed) for piece in pieces(old, new)] == [
        ("甲甲甲", "甲甲甲", False),
        ("乙", "戊己", True),
        ("丙丁丙", "丙丁丙", False),
    ]
