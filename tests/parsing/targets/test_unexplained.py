"""Counts that call for a look, because no rule tells what they are. The places are made up."""

import pytest

from kg.parsing.targets import read_targets, unexplained_counts
from kg.parsing.targets.unexplained import LEAST


def counts(text: str) -> list[str]:
    """The counts of the text that no rule explains."""
    return [note.text for note in unexplained_counts(read_targets(text), text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("另有12个驿站的后续事宜。", ["12个"]),
        ("40公里护栏与标线。", ["40公里"]),
        ("另有1.2万户后续事宜。", ["1.2万户"]),
        ("新建驿站12个。", []),
        ("截至6月底，已建成驿站12个。", []),
        ("其他12个驿站突出特色。", []),
        ("计划出列的12个村和20个组，道路达到标准。", []),
        ("500亩产业园。", []),
    ],
)
def test_a_count_that_nothing_explains(text: str, found: list[str]) -> None:
    assert counts(text) == found


def test_only_counts_of_ten_and_more() -> None:
    assert counts(f"另有{LEAST}个驿站的后续事宜。") == [f"{LEAST}个"]
    assert counts(f"另有{LEAST - 1}个驿站的后续事宜。") == []


def test_the_note_quotes_the_text_as_printed() -> None:
    text = "另有 12 個驛站的後續事宜。"
    (note,) = unexplained_counts(read_targets(text), text)
    assert text[note.start : note.end] == note.text == "12 個"
