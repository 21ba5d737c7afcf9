"""How long, how far and how many, where the task lists of a notice begin and end: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing.marks.lines import Line, content_lines
from kg.parsing.notice.list_titles import is_annex_line
from kg.parsing.notice.lists import ListRegion, find_lists

ITEM = "1.新建公园3个。（责任单位：市园林局）"


def lines(*texts: str) -> list[Line]:
    return content_lines(Source("x.txt", "x.txt", "\n".join(texts), "0" * 64))


def regions(*texts: str) -> list[tuple[tuple[int, ...], tuple[int, ...], int, int]]:
    return [(found.title, found.preface, found.start, found.end) for found in find_lists(lines(*texts))]


def bodies(size: int) -> str:
    """A list of bodies of so many characters."""
    names = []
    while size > 8:
        names.append("市水利局")
        size -= 5
    return "、".join([*names, "市" + "水" * (size - 2) + "局"])


def first(*texts: str) -> ListRegion:
    return find_lists(lines(*texts))[0]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("附件", True),
        ("附件1", True),
        ("附件：", True),
        ("附 件 十二：", True),
        ("附件123", True),
        ("附件1234", False),
        ("附表", True),
        ("附表2", True),
        ("附：", True),
        ("附件1：任务分解表", False),
    ],
)
def test_a_line_that_says_annex_and_nothing_more(text: str, is_one: bool) -> None:
    assert is_annex_line(lines(text)[0]) is is_one


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("新建公园。由市水利局负责。", True),
        ("新建公园。由市水利局、市园林局负责落实。", True),
        ("新建公园。由市水利局、他人负责落实。", False),
        (f"新建公园。由{bodies(198)}负责。", True),
        (f"新建公园。由{bodies(199)}负责。", False),
    ],
)
def test_a_sentence_behind_a_task_says_who_in_up_to_two_hundred_characters(text: str, shows: bool) -> None:
    assert bool(find_lists(lines("任务", text))) is shows


@pytest.mark.parametrize(("size", "shows"), [(596, True), (597, False)])
def test_a_bracket_of_bodies_has_up_to_six_hundred_characters(size: int, shows: bool) -> None:
    assert bool(find_lists(lines(f"1.新建公园（{bodies(size)}牵头）"))) is shows


@pytest.mark.parametrize(("above", "shows"), [(2, True), (3, True), (4, False)])
def test_a_bare_bracket_counts_within_three_lines_of_a_number(above: int, shows: bool) -> None:
    texts = ["1.新建公园", *["建设内容"] * (above - 1), "种植树木（市园林局、市财政局）"]
    assert bool(find_lists(lines(*texts))) is shows


@pytest.mark.parametrize(
    ("heading", "shows"),
    [
        ("一、市发改委牵头的工作", True),
        (f"一、{'、'.join(['市水利局'] * 8)}牵头的工作", True),
        (f"一、{'、'.join(['市水利局'] * 9)}牵头的工作", False),
    ],
)
def test_a_heading_that_says_who_is_short(heading: str, shows: bool) -> None:
    assert bool(find_lists(lines(heading, "新建公园"))) is shows


@pytest.mark.parametrize(("size", "start"), [(79, 0), (80, 1)])
def test_an_item_whose_clause_follows_a_later_one_is_no_paragraph(size: int, start: int) -> None:
    item = "1." + "园" * (size - 2)
    assert first(item, "2.新建公园（责任单位：市园林局）").start == start


@pytest.mark.parametrize(
    ("numbers", "start"),
    [((1, 2), 0), ((2, 3), 0), ((1, 3), 1), ((0, 1), 1), ((3, 2), 1)],
)
def test_an_item_of_the_list_has_the_number_before(numbers: tuple[int, int], start: int) -> None:
    assert first(f"{numbers[0]}.新建绿道", f"{numbers[1]}.新建公园（责任单位：市园林局）").start == start


@pytest.mark.parametrize(
    ("above", "start"),
    [
        (("一、城市建设",), 0),
        (("一、城市建设", "（一）公园"), 0),
        (("（一）公园", "一、城市建设"), 1),
        (("第一部分", "一、城市建设"), 1),
        (("——城市建设",), 0),
        (("一、城市建设", "公园绿地"), 0),
        (("一、城市建设", "园" * 39), 0),
        (("一、城市建设", "园" * 40), 0),
        (("一、城市建设", "园" * 40, "地" * 40), 0),
        (("一、城市建设", "园" * 40, "地" * 40, "绿" * 40), 4),
        (("园" * 48 + "。", "地" * 40), 2),
        (("一、" + "园" * 47, "地" * 40), 0),
        (("一、" + "园" * 48, "地" * 40), 2),
        (("一、城市建设。", "地" * 40), 2),
        (("一、城市建设", "2024年2月5日"), 2),
    ],
)
def test_which_headings_above_the_first_item_are_the_list_s(above: tuple[str, ...], start: int) -> None:
    assert first(*above, ITEM).start == start


@pytest.mark.parametrize(
    ("points", "start"),
    [
        ((f"一、{'督' * 27}。", f"二、{'督' * 27}。"), 2),
        ((f"一、{'督' * 27}。", f"二、{'督' * 26}。"), 1),
        ((f"一、{'督' * 26}。", f"二、{'督' * 27}。"), 1),
        ((f"一、{'督' * 27}。", f"三、{'督' * 27}。"), 1),
    ],
)
def test_points_of_the_letter_are_paragraphs_of_thirty_characters(points: tuple[str, ...], start: int) -> None:
    assert first(*points, ITEM).start == start


@pytest.mark.parametrize(
    ("between", "start"),
    [(0, 0), (1, 0), (38, 0), (39, 39)],
)
def test_the_number_of_a_task_stands_within_forty_lines_above_its_clause(between: int, start: int) -> None:
    assert first("1.新建公园", *["建设内容"] * between, "责任单位：市园林局").start == start


@pytest.mark.parametrize(("between", "title"), [(4, (0,)), (5, (0,)), (6, ())])
def test_a_list_s_title_has_at_most_five_lines_of_a_preface(between: int, title: tuple[int, ...]) -> None:
    found = first("2024年重点任务分解表", *["说明"] * between, ITEM)
    assert found.title == title
    assert found.preface == (tuple(range(1, between + 1)) if title else ())


@pytest.mark.parametrize("stop", ["2024年2月5日", "附件2", "（此件公开发布）", "抄送：市委办公室"])
def test_nothing_above_the_letter_s_end_is_the_list_s_title(stop: str) -> None:
    assert first("2024年重点任务分解表", stop, ITEM).title == ()


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("2024年政府工作", "报告任务分解表"), (0, 1)),
        (("2024年重点任务", "分", "解表"), (0, 1, 2)),
        (("2024年政府工作：", "报告任务分解表"), (1,)),
        ((f"2024年政府{'工' * 32}", "报告任务分解表"), (0, 1)),
        ((f"2024年政府{'工' * 33}", "报告任务分解表"), (0, 1)),
        ((f"2024年政府{'工' * 34}", "报告任务分解表"), (1,)),
        (("各单位", "2024年任务分解表"), (1,)),
        (("2024年重点任务：", "具体分解表"), ()),
        (("2024年重点任务", "具体分解表"), (0, 1)),
        (("2024年政府工作", "报告" + "重" * 9 + "任务分解表"), (0, 1)),
        (("2024年政府工作", "报告" + "重" * 10 + "任务分解表"), (1,)),
    ],
)
def test_a_list_s_title_on_up_to_three_lines(texts: tuple[str, ...], title: tuple[int, ...]) -> None:
    assert first(*texts, ITEM).title == title


SECOND = "1.新增学位900个。（责任单位：市教育局）"


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("2024年民生实事清单", SECOND), [((), (), 0, 1), ((1,), (), 2, 3)]),
        (("2024年民生实事清单", "一、教育", SECOND), [((), (), 0, 1), ((1,), (), 2, 4)]),
        (("2024年民生实事清单", "2.新增学位900个。（责任单位：市教育局）"), [((), (), 0, 3)]),
        (("2024年民生实事清单", "（一）教育", SECOND), [((), (), 0, 4)]),
        (("重点事项清单", SECOND), [((), (), 0, 3)]),
        (("附件2", "重点事项清单", SECOND), [((), (), 0, 1), ((1, 2), (), 3, 4)]),
        (("附件2", "重点", "事项清单", SECOND), [((), (), 0, 1), ((1, 2, 3), (), 4, 5)]),
        (("附件2", "重" * 40, "事项清单", SECOND), [((), (), 0, 1), ((1, 2, 3), (), 4, 5)]),
        (("附件2", "重" * 41, "事项清单", SECOND), [((), (), 0, 5)]),
        (("2024年民生实事清单。", SECOND), [((), (), 0, 3)]),
        (("2024年民生实事清单", "序号 工作任务 责任单位"), [((), (), 0, 1), ((1,), (), 2, 3)]),
    ],
)
def test_a_further_list_says_so_by_annex_or_year_and_begins_to_count_anew(texts: tuple[str, ...], found: list[object]) -> None:
    assert regions(ITEM, *texts) == found


@pytest.mark.parametrize(
    ("letter", "lists"),
    [
        ("现将《重点事项清单》印发给你们。", 2),
        ("现将《重点事项安排》印发给你们。", 1),
        ("附件：1.重点事项清单", 2),
        ("2.重点事项清单", 2),
        ("附件12：3.重点事项清单", 2),
    ],
)
def test_a_list_that_the_letter_names_needs_no_year(letter: str, lists: int) -> None:
    assert len(find_lists(lines(letter, "2024年重点任务分解表", ITEM, "重点事项清单", SECOND))) == lists
