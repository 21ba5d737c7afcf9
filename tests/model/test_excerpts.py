"""Long texts are cut for messages: on one line, and no longer than was asked for."""

from __future__ import annotations

import pytest

from kg.model.excerpts import excerpt


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("新建公园", "新建公园"),
        (" 新建\n\u3000公园 ", "新建 公园"),
        ("新建公园三个改造", "新建公园三个改造"),
        ("新建公园三个改造绿", "新建公园三个改…"),
        ("", ""),
    ],
    ids=["short", "on two lines", "as long as may be", "one too long", "nothing"],
)
def test_a_text_is_cut(text: str, cut: str) -> None:
    assert excerpt(text, longest=8) == cut
