"""Numbers that are all a cell holds."""

from __future__ import annotations

import pytest

from kg.parsing.tables.signs import number_in


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12", ("12", 12)),
        ("3.", ("3", 3)),
        ("4★", ("4", 4)),
        ("（5）", ("5", 5)),
        (" 1\n2 ", ("12", 12)),
        ("十二、", ("十二", 12)),
        ("（三）", ("（三）", 3)),
        ("12个", None),
        ("2023.", ("2023", 2023)),
        ("12345", None),
        ("一般", None),
        ("", None),
    ],
)
def test_a_number_in_a_cell(cell: str, number: tuple[str, int] | None) -> None:
    assert number_in(cell) == number
