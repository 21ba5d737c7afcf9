"""Names of which every character stands by itself."""

from __future__ import annotations

import pytest

from kg.parsing.names.people import people_in


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000"])
@pytest.mark.parametrize(
    ("characters", "behind", "named"),
    [
        ("喻新贵", "常务副市长", [("喻新贵", "常务副市长")]),
        ("金凯", " 副市长", [("金凯", "副市长")]),
        ("王晓军", " 副市长", [("王晓军", "副市长")]),
        ("李明", "、王岚", [("李明", None), ("王岚", None)]),
        ("李明", "", [("李明", None)]),
    ],
)
def test_characters_apart_are_one_name(characters: str, gap: str, behind: str, named: list[tuple[str, str | None]]) -> None:
    people, left = people_in(gap.join(characters) + behind)
    assert [(person.name, person.title) for person in people] == named
    assert left == ()
