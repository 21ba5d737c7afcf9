"""Names of which every character stands by itself."""

from __future__ import annotations

import pytest

from kg.parsing.names.people import people_in
from kg.parsing.names.person_pieces import is_person_name


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


@pytest.mark.parametrize(("text", "named"), [("买买提·艾力", True), ("买买提•艾力", True), ("·", False), ("市发改委·市财政局", False)])
def test_a_dot_alone_makes_no_foreign_name(text: str, named: bool) -> None:
    assert is_person_name(text) is named
