"""What the mutation run changes: one thing at a time, and what anybody could notice."""

from __future__ import annotations

import pytest

from tests.mutation.mutants import mutants_of


def changed(source: str) -> set[tuple[str, str]]:
    return {(mutant.kind, mutant.after) for mutant in mutants_of("kg/parsing/x.py", source)}


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        ("_LONGEST = 40", {("limit", "_LONGEST = 41"), ("limit", "_LONGEST = 39")}),
        ("a < b", {("comparison", "a <= b")}),
        ("a and not b", {("logic", "a or not b"), ("logic", "a and b")}),
        ("def f() -> bool:\n    return f()", {("return", "return False")}),
        ("for a in b:\n    continue", {("jump", "pass")}),
        ('"牵头" in text', {("comparison", '"牵头" not in text'), ("word", '"牵头×" in text')}),
        ('p = r"x{2,}"', {("limit", 'p = r"x{3,}"'), ("limit", 'p = r"x{1,}"')}),
        ("max(0, a)", {("extreme", "min(0, a)")}),
    ],
)
def test_each_change_is_one_that_a_test_should_notice(source: str, changes: set[tuple[str, str]]) -> None:
    assert changed(source) == changes


@pytest.mark.parametrize(
    "source", ['"""One of 40."""', "from a import b", "@cache(maxsize=3)\ndef f(): ...", '__all__ = ["f"]', "a: Literal[1]"]
)
def test_what_says_nothing_to_the_program_stays(source: str) -> None:
    assert changed(source) == set()


def test_a_change_stands_where_its_line_says_whatever_signs_stand_before_it() -> None:
    (first, _) = mutants_of("kg/parsing/x.py", '一 = "牵头"\ndef f(甲):\n    return 甲 == 2')[-2:]
    assert (first.line, first.before) == (3, "return 甲 == 2")
