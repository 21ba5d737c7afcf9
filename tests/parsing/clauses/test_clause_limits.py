"""How long and how many, in the places where clauses stand: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.parsing.clauses.parts import could_be_names
from kg.parsing.clauses.places import find_clauses


def places(flow: str, stops: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    """Each clause's form and content."""
    return [(place.form, flow[place.inner_start : place.inner_end]) for place in find_clauses(flow, stops)]


def forms(flow: str, stops: tuple[int, ...] = ()) -> list[str]:
    return [form for form, _ in places(flow, stops)]


def bodies(size: int) -> str:
    """A list of bodies of so many characters."""
    names = []
    while size > 8:
        names.append("市水利局")
        size -= 5
    return "、".join([*names, "市" + "水" * (size - 2) + "局"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由市水利局负责。", ["sentence"]),
        (f"由{bodies(198)}负责。", ["sentence"]),
        (f"由{bodies(199)}负责。", []),
        ("新建公园。请市水利局牵头。", ["sentence"]),
        ("新建公园，由市水利局牵头。", []),
        ("由市水利局负责。再建绿道。", []),
    ],
)
def test_a_sentence_that_says_who_has_up_to_two_hundred_characters(text: str, found: list[str]) -> None:
    assert forms(text) == found


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("以上各项由市水利局负责。", 0),
        ("以上三项工作由市水利局负责。", 3),
        ("上述12项任务由市水利局负责。", 12),
        ("以上一百项工作由市水利局负责。", None),
        ("该项目标由市水利局负责。", 1),
        ("此项工作，由市水利局牵头，市园林局配合。", 1),
        ("本项2个方面工作由市水利局负责。", None),
        ("2项工作由市水利局负责。", 2),
        ("123项工作由市水利局负责。", None),
        ("上述2项目标的责任单位均为市水利局。", 2),
        ("上述2项目标的牵头责任单位为市水利局。", 2),
        ("上述2项目标的牵头主办责任单位为市水利局。", None),
        ("以上各个方面条由市水利局负责", None),
        ("以上各大项工作由市水利局负责", 0),
        ("以上各项由市水利局负责督促落实到位。", None),
        (f"以上各项由{bodies(200)}负责。", 0),
        (f"以上各项由{bodies(201)}负责。", None),
        (f"以上各项责任单位为{bodies(200)}。", 0),
        (f"以上各项责任单位为{bodies(201)}。", None),
    ],
)
def test_of_how_many_items_a_sentence_speaks(text: str, items: int | None) -> None:
    assert [place.items for place in find_clauses(text, ()) if place.form == "above"] == ([] if items is None else [items])


@pytest.mark.parametrize(("size", "closed"), [(2993, True), (2994, False)])
def test_a_bracket_with_a_label_has_up_to_three_thousand_characters(size: int, closed: bool) -> None:
    text = f"新建公园（责任单位：{bodies(size)}）\n绿化"
    assert [place.closed for place in find_clauses(text, ())] == [closed]


@pytest.mark.parametrize(("size", "found"), [(596, ["worded"]), (597, [])])
def test_a_bracket_without_a_label_has_up_to_six_hundred_characters(size: int, found: list[str]) -> None:
    assert forms(f"新建公园（{bodies(size)}牵头）") == found


@pytest.mark.parametrize(("size", "could"), [(1500, True), (1501, False)])
def test_names_have_up_to_fifteen_hundred_characters(size: int, could: bool) -> None:
    assert could_be_names(bodies(size)) is could


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建公园（市水利局、市园", True),
        ("新建公园（市水利局牵头，市园", True),
        ("新建公园（市水利局", False),
        ("新建公园（责任单位：市水利局", True),
        ("新建公园（约3个", False),
        ("新建公园（" + bodies(590) + "牵头", True),
        ("新建公园（" + bodies(600) + "牵头", False),
    ],
)
def test_a_document_may_be_cut_off_inside_its_last_bracket(text: str, found: bool) -> None:
    assert bool(find_clauses(text, ())) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.建公园（市园林局）\n2.建绿道（市水利局）", ["bare", "bare"]),
        ("1.建公园（责任单位：市园林局）\n2.建绿道（市水利局）", ["bracket", "bare"]),
        ("1.建公园（责任单位：市园林局）\n2.建绿道（水利局）", ["bracket", "bare"]),
        ("1.建公园（责任单位：市园林局）\n2.建绿道（水利局）\n3.建校（教育局）", ["bracket", "bare", "bare"]),
        (
            "1.建公园（责任单位：甲局）\n2.建绿道（责任单位：乙局）\n3.建校（教育局）\n4.建桥（交通局）",
            ["bracket", "bracket", "bare", "bare"],
        ),
        ("1.建公园（责任单位：甲局）\n2.建绿道（责任单位：乙局）\n3.建校（教育局）", ["bracket", "bracket"]),
        ("1.建公园（市园林局）（责任单位：市园林局）\n2.建绿道（责任单位：市水利局）", ["bracket", "bracket"]),
    ],
)
def test_bare_brackets_count_where_nothing_plainer_stands(text: str, found: list[str]) -> None:
    stops = tuple(at for at in range(len(text)) if text[at].isdigit() and text[at + 1 : at + 2] == "." and (not at or text[at - 1] == "\n"))
    assert forms(text, stops) == found


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("责任单位：市园林局、\n市水利局\n二、绿化", "责任单位：市园林局、\n市水利局"),
        ("责任单位：市园林局\n、市水利局\n二、绿化", "责任单位：市园林局\n、市水利局"),
        ("责任单位：市园林局\n市水利局\n二、绿化", "责任单位：市园林局"),
        ("责任单位：\n市园林局\n二、绿化", "责任单位：\n市园林局"),
        ("责任单位：市园林局、市水\n利局\n二、绿化", "责任单位：市园林局、市水\n利局"),
        ("责任单位：市园林局。\n、市水利局", "责任单位：市园林局。"),
        ("责任单位：市园林局（办公\n室）\n二、绿化", "责任单位：市园林局（办公\n室）"),
        ("责任单位：市园林局。新建绿道6公里。", "责任单位：市园林局。"),
        ("责任单位：市园林局\n\n、市水利局", "责任单位：市园林局"),
        ("责任单位：市重点工程建设推进工作\n领导小组\n二、绿化", "责任单位：市重点工程建设推进工作\n领导小组"),
        ("责任单位：市重点工程项目建设推进工作\n领导小组\n二、绿化", "责任单位：市重点工程项目建设推进工作"),
    ],
)
def test_the_names_behind_a_label_end_with_their_line_unless_it_breaks_off(text: str, content: str) -> None:
    assert places(text)[0] == ("line", content)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新建公园 责任单位：市园林局", ["line"]),
        ("新建公园；责任单位：市园林局", ["line"]),
        ("新建公园|责任单位：市园林局", ["line"]),
        ("要求各责任单位：市园林局", []),
        ("新建公园【责任单位】市园林局", ["line"]),
        ("（责任单位：市园林局）", ["bracket"]),
        ("（ \n责任单位：市园林局）", ["bracket"]),
        ("（责任单位：市园林局", ["bracket"]),
        ("新建公园（备注：市园林局）", []),
    ],
)
def test_where_a_label_may_stand(text: str, found: list[str]) -> None:
    assert forms(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建公园。（市园林局牵头）再建绿道", ["worded"]),
        ("建公园。再建（市园林局牵头）绿道", []),
        ("建公园。甲乙丙丁戊己庚（市园林局牵头）绿道", []),
        ("建公园（市园林局牵头）。再建绿道", ["worded"]),
        ("建公园；（市园林局牵头）绿道", ["worded"]),
        ("建公园（市园林局牵头）2.建绿道", ["worded"]),
        ("建公园（市园林局牵头）", ["worded"]),
        ("建公园（市园林局牵头）绿道", []),
    ],
)
def test_a_clause_stands_at_the_end_of_its_sentence(text: str, found: list[str]) -> None:
    assert forms(text) == found
