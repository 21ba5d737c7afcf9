"""A quotation is found again in another form of the text, and in none of the wrong places."""

from __future__ import annotations

import pytest

from kg.correcting.decisions import Selector
from kg.correcting.places import Text, selector_of

TEXT = "1.改造老旧小区8个。\n责任单位：住建局、财政局\n2.新建公园3个。\n责任单位：住建局、园林中心\n3.增长7.5%。\n"


def places(text: str, exact: str, prefix: str = "", suffix: str = "", start: int | None = None, *, same_file: bool = False) -> list[str]:
    found = Text(text).places(Selector(exact, prefix, suffix, start), same_file=same_file)
    return [f"{text.count(chr(10), 0, a) + 1}:{text[a:b]}" for a, b in found]


@pytest.mark.parametrize(
    ("form", "change"),
    [
        ("as it is", lambda text: text),
        ("spaces between the signs", lambda text: " ".join(text)),
        ("one line", lambda text: text.replace("\n", "")),
        ("full width", lambda text: text.replace("8", "８").replace(".", "．").replace("%", "％")),
        ("a table of bars", lambda text: "\n".join(f"| {line} |" for line in text.splitlines())),
        ("emphasis", lambda text: text.replace("住建局", "**住建局**")),
        ("signs that cannot be seen", lambda text: "\u200b".join(text)),
        ("lines before", lambda text: "转发\n请阅\n" + text),
        ("a line between", lambda text: text.replace("2.新建", "（略）\n2.新建")),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_second_of_two_alike_is_found_in_every_form(form: str, change: object) -> None:
    assert callable(change), form
    start = TEXT.rindex("住建局")
    selector = selector_of(TEXT, start, start + 3)
    other = change(TEXT)
    found = Text(other).places(selector)
    assert len(found) == 1
    assert "新建公园" in "".join(sign for sign in other[: found[0][0]] if sign.isalnum())


def test_without_context_both_are_told() -> None:
    assert places(TEXT, "住建局") == ["2:住建局", "4:住建局"]


def test_in_the_same_file_the_offset_holds() -> None:
    assert places(TEXT, "住建局", start=TEXT.rindex("住建局"), same_file=True) == ["4:住建局"]
    assert places(TEXT, "住建局", start=3, same_file=True) == ["2:住建局", "4:住建局"]


def test_a_short_quotation_whose_own_place_is_gone_is_not_taken_for_another() -> None:
    selector = selector_of(TEXT, TEXT.index("财政局"), TEXT.index("财政局") + 3)
    gone = TEXT.replace("1.改造老旧小区8个。\n责任单位：住建局、财政局\n", "") + "9.整治河道，由水利局会同财政局办理。\n"
    assert Text(gone).places(selector) == ()


def test_a_long_quotation_is_known_wherever_it_stands() -> None:
    words = "责任单位：住建局、园林中心2.新建公园"
    assert places("甲\n责任单位：住建局、园林中心\n2.新建公园\n", words, "乙", "丙") == ["2:责任单位：住建局、园林中心\n2.新建公园"]


@pytest.mark.parametrize(
    ("asked", "there"),
    [("增长75%", False), ("增长7.5%", True), ("增长7.5", True), ("增长 7．5 ％", True), ("老旧小区8", True), ("老旧小区9", False)],
)
def test_a_number_is_another_number_without_its_point(asked: str, there: bool) -> None:
    assert bool(places(TEXT, asked)) is there


def test_the_nearest_is_that_of_the_task_where_it_has_one() -> None:
    text = Text(TEXT)
    inside = (TEXT.index("2."), TEXT.index("3."))
    assert text.nearest("住建局", 0, inside) == (TEXT.rindex("住建局"), TEXT.rindex("住建局") + 3)
    assert text.nearest("财政局", TEXT.index("2."), inside) == (TEXT.index("财政局"), TEXT.index("财政局") + 3)
    assert text.nearest("水利局", 0) is None
