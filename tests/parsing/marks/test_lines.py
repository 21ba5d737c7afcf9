"""What is a line of a document, and what is its page."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.brackets import bracket_ends, depths
from kg.parsing.marks.lines import Line, content_lines, flow_of, is_furniture, is_header, without_site_lines
from kg.parsing.marks.timing import is_deadline


def lines(text: str, furniture: tuple[tuple[int, int], ...] = ()) -> list[Line]:
    return content_lines(Source("x.txt", "x.txt", text, "0" * 64, furniture=furniture))


def texts(text: str) -> list[str]:
    return [line.text for line in lines(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## 一、任务", ["一、任务"]),
        ("###### 一、任务", ["一、任务"]),
        ("####### 一、任务", ["####### 一、任务"]),
        ("> 任务", ["任务"]),
        ("• 任务", ["任务"]),
        ("- 任务", ["任务"]),
        ("**任务", ["任务"]),
        ("---", []),
        ("--", ["--"]),
        ("- 12 -", []),
        ("- 123 -", []),
        ("- 1234 -", ["1234 -"]),
        ("— 12 —", []),
        ("— 1234 —", ["— 1234 —"]),
        ("第 3 页", []),
        ("第 3 页 共 10 页", []),
        ("第 3 页 任务", ["第 3 页 任务"]),
        ("![](a.png)", []),
        ("\u3000\u3000任务 \n\n任务", ["任务", "任务"]),
    ],
)
def test_layout_is_taken_off_and_rules_and_page_numbers_are_left_out(text: str, wanted: list[str]) -> None:
    assert texts(text) == wanted


def test_a_line_knows_where_it_stands_what_was_blank_before_it_and_whether_it_is_a_heading() -> None:
    found = lines("\n---\n# 甲\n\n 乙")
    assert [(line.text, line.start, line.end, line.blank_before, line.heading) for line in found] == [
        ("甲", 7, 8, 2, True),
        ("乙", 11, 12, 1, False),
    ]


def test_what_the_reader_set_aside_is_no_line() -> None:
    assert [line.text for line in lines("甲\n乙\n丙", furniture=((2, 3),))] == ["甲", "丙"]


SENTENCE = "建设" * 24 + "公园。"


@pytest.mark.parametrize(
    ("count", "opened"),
    [(5, False), (6, True)],
)
def test_a_line_of_more_than_three_hundred_characters_is_a_page_that_lost_its_breaks(count: int, opened: bool) -> None:
    text = " ".join([SENTENCE] * count)
    assert (len(text) > 300) is opened
    assert texts(text) == ([SENTENCE] * count if opened else [text])
    assert [line.opened for line in lines(text)] == ([False] + [True] * (count - 1) if opened else [False])


@pytest.mark.parametrize(("size", "opened"), [(2, False), (3, True)])
def test_letters_that_are_spaced_out_are_no_paragraphs(size: int, opened: bool) -> None:
    """Where more than every fourth character is a space."""
    assert (len(texts(" ".join(["公" * size] * 150))) > 1) is opened


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("公园。", "二是", True),
        ("公园", "二是", True),
        ("再给予", "100 万元", False),
        ("再给予", "100万元", False),
        ("再给予", "100年", True),
        ("再给予100", "万元", False),
        ("增长8%", "以上", False),
        ("建成“", "公园”", False),
        ("建成“公园", "绿道”", False),
        ("建成“公园”", "绿道", True),
        ("建设", "1.公园", True),
        ("建设", "\u3000公园", True),
    ],
)
def test_which_spaces_of_such_a_page_part_paragraphs(before: str, after: str, parts: bool) -> None:
    text = f"{'建设' * 150}。 {before} {after}"
    assert (texts(text)[1:] == [before, after.strip()]) is parts


@pytest.mark.parametrize(("size", "is_one"), [(120, True), (121, False)])
def test_a_line_of_more_than_a_hundred_and_twenty_characters_is_no_furniture(size: int, is_one: bool) -> None:
    (line,) = lines("浏览次数：" + "1" * (size - 5))
    assert is_furniture(line) is is_one


@pytest.mark.parametrize(("text", "is_one"), [("索引号：1234", True), ("发布机构：市政府办", True), ("任务：索引号", False)])
def test_a_line_of_the_page_s_table_of_particulars(text: str, is_one: bool) -> None:
    assert is_header(lines(text)[0]) is is_one


@pytest.mark.parametrize(("above", "below", "kept"), [(5, 5, False), (6, 5, True), (5, 6, True), (6, 6, True)])
def test_who_runs_the_site_is_said_within_six_lines_of_an_edge(above: int, below: int, kept: bool) -> None:
    page = lines("\n".join(["任务"] * above + ["主办单位：市政府办公室"] + ["任务"] * below))
    left = [line.text for line in without_site_lines(page)]
    assert ("主办单位：市政府办公室" in left) is (kept and above > 5 and below > 5)


@pytest.mark.parametrize(("count", "kept"), [(4, 0), (5, 5)])
def test_up_to_four_lines_say_who_runs_the_site(count: int, kept: int) -> None:
    page = lines("\n".join(["主办单位：市政府办公室"] * count))
    assert len(without_site_lines(page)) == kept


def test_a_flow_leads_back_to_the_text() -> None:
    text = "**甲**：乙\n丙"
    flow = flow_of(lines(text))
    assert flow.text == "甲：乙\n丙"
    assert [text[at] for at in flow.origin if text[at] != "\n"] == ["甲", "：", "乙", "丙"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("（一）", {0: 3}),
        ("(一）", {0: 3}),
        ("[一】", {0: 3}),
        ("（一]", {}),
        ("（［一］）", {0: 5, 1: 4}),
        ("（[一）", {0: 4}),
        ("一）（", {}),
        ("（一（二）", {2: 5}),
    ],
)
def test_brackets_of_one_family_close_each_other(text: str, ends: dict[int, int]) -> None:
    assert bracket_ends(text) == ends


@pytest.mark.parametrize(("stops", "ends"), [((), {0: 5}), ((2,), {}), ((0,), {0: 5}), ((4,), {}), ((5,), {0: 5})])
def test_no_bracket_reaches_over_a_stop(stops: tuple[int, ...], ends: dict[int, int]) -> None:
    assert bracket_ends("（一，二）", stops) == ends


def test_how_many_brackets_are_open_before_each_character() -> None:
    assert depths("）（一（））二", "（", "）") == [0, 0, 1, 1, 2, 1, 0, 0]


@pytest.mark.parametrize(
    ("piece", "is_one"),
    [
        ("年底", True),
        ("年", False),
        ("6月底前完成", True),
        ("2024年12月", True),
        ("6 月 底", True),
        ("6月底前完成全部主体工程建设", True),
        ("6月底前完成全部主体工程建设任务", False),
        ("市财政局", False),
        ("2024年12月（按序时进度推进）底前完成", True),
    ],
)
def test_a_time_is_said_in_a_few_characters(piece: str, is_one: bool) -> None:
    assert is_deadline(piece) is is_one
