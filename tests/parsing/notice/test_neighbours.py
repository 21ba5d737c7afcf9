"""Tasks looked at beside each other: rows and cells that became one, headings lost or swallowed, labels and names misread."""

from __future__ import annotations

import hashlib

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

_HEAD = "云岫市2023年政府工作报告重点工作责任分解\n"
_WORKS = ("新建公园3个", "改造城区道路5条", "新增学位500个", "培训农民300人", "建成养老中心2家", "绿化荒山80亩")


def _read(text: str) -> Parsed:
    return parse(Source("notice.txt", "notice.txt", text, hashlib.sha256(text.encode()).hexdigest()))


def _codes(text: str) -> list[tuple[str, ...]]:
    return [task.doubts for task in _read(text).tasks]


def _item(number: int, text: str | None = None, clause: str = "责任单位：市园林局") -> str:
    return f"{number}.{text or _WORKS[number % len(_WORKS)] + '。'}（{clause}）\n"


def _section(number: str, title: str, *items: str) -> str:
    return f"{number}、{title}\n" + "".join(items)


_LED = ("江亦舟市长牵头重点工作", "白子默副市长牵头重点工作", "温如许副市长牵头重点工作")


def test_tasks_above_a_heading_that_skips_a_number_are_in_doubt() -> None:
    text = _HEAD + _section("一", _LED[0], _item(1), _item(2)) + _section("三", _LED[2], _item(1), _item(2))
    assert _codes(text) == [("section-doubtful",), ("section-doubtful",), (), ()]


def test_headings_that_count_on_are_in_no_doubt() -> None:
    text = _HEAD + "".join(_section(number, title, _item(1), _item(2)) for number, title in zip("一二三", _LED, strict=True))
    assert _codes(text) == [()] * 6


def test_a_heading_that_ran_on_into_its_first_item_is_said_for_all_below_it() -> None:
    first = _section("一", _LED[0], _item(1), _item(2))
    text = _HEAD + first + f"二、{_LED[1]}{_item(1)}" + _item(2) + _section("三", _LED[2], _item(1))
    codes = _codes(text)
    assert "section-doubtful" in codes[2]
    assert "section-doubtful" in codes[3]
    assert codes[-1] == ()


def test_numbers_of_another_kind_below_one_heading_are_said() -> None:
    text = (
        _HEAD
        + _section("一", _LED[0], _item(1), _item(2))
        + "".join(
            f"{number}、{words}。完成投资{at}亿元。\n责任单位：市建设局\n"
            for at, (number, words) in enumerate(zip("一二三", _WORKS, strict=False), 1)
        )
    )
    codes = _codes(text)
    assert codes[:2] == [(), ()]
    assert not codes[2:] or all(codes[2:])


def test_few_tasks_without_a_leader_among_led_ones_are_said() -> None:
    led = "".join(_section(number, title, _item(1), _item(2)) for number, title in zip("一二三", _LED, strict=True))
    text = _HEAD + led + _section("四", "城市建设", _item(1))
    assert _codes(text)[:5] == [()] * 5
    assert "section-doubtful" in _codes(text)[6]


def _table(*rows: str) -> str:
    return _HEAD + "序号 | 工作任务 | 牵头单位 | 配合单位 |\n" + "".join(f"{row}\n" for row in rows)


def _row(number: int) -> str:
    return f"{number} | {_WORKS[number % len(_WORKS)]}。 | 市建设局 | 市财政局 |"


def test_a_row_with_a_sign_less_than_the_others_is_in_doubt() -> None:
    text = _table(_row(1), _row(2), "3 | 新增学位500个。 | 市教育局 市财政局 |", *map(_row, (4, 5, 6)))
    codes = _codes(text)
    assert "row-doubtful" in codes[2]
    assert not any("row-doubtful" in each for number, each in enumerate(codes) if number != 2)


def test_even_rows_are_in_no_doubt() -> None:
    assert _codes(_table(*map(_row, range(1, 7)))) == [()] * 6


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("新增学位500个 培训农民300人。", True),
        ("新增学位500个，完成投资3万", True),
        ("新增学位（不含民办500个。", True),
        ("新增学位500个（含民办）。", False),
        ("新增岗位9000个 9000", False),
    ],
)
def test_what_no_other_task_has_is_said(text: str, odd: bool) -> None:
    others = [_item(number) for number in (1, 2, 4, 5, 6)]
    codes = _codes(_HEAD + "".join([*others[:2], _item(3, text), *others[2:]]))
    assert ("row-doubtful" in codes[2]) is odd


def test_a_row_without_a_number_twice_is_said() -> None:
    rows = [f"市建设局\t{words}\t市财政局、各区县\n" for words in _WORKS]
    assert not any("task-repeated" in codes for codes in _codes(_HEAD + "牵头单位\t目标任务\t责任单位\n" + "".join(rows)))
    rows.insert(2, rows[2])
    codes = _codes(_HEAD + "牵头单位\t目标任务\t责任单位\n" + "".join(rows))
    assert ["task-repeated" in each for each in codes] == [False, False, True, True, False, False, False]


def test_one_label_twice_is_said() -> None:
    lines = [f"{number}.{words}。\n责任单位：市建设局\n" for number, words in enumerate(_WORKS, 1)]
    assert _codes(_HEAD + "".join(lines)) == [()] * 6
    lines[1] += "责任单位：市教育局\n"
    assert "clause-doubtful" in _codes(_HEAD + "".join(lines))[1]


@pytest.mark.parametrize("label", ["奉头单位：", "责仼单位:", "责任单："])
def test_a_label_but_for_a_character_is_said_in_a_text(label: str) -> None:
    text = _HEAD + _item(1) + _item(2, f"改造道路5条。{label}市交通局、市财政局。") + _item(3)
    assert any("left" in code or "doubtful" in code or "unread" in code for code in _codes(text)[1])


@pytest.mark.parametrize(("text", "odd"), [("改造道路5条。王若岚", True), ("改造道路5条。王 岚", True), ("道路总长增长5%左右", False)])
def test_a_name_behind_the_last_sentence_is_said(text: str, odd: bool) -> None:
    assert ("duty-left" in _codes(_HEAD + _item(1) + _item(2, text) + _item(3))[1]) is odd


@pytest.mark.parametrize(
    ("name", "odd"),
    [("市属各企业相关镇街", True), ("市委办公室", False), ("市政府办公室", False), ("市直各部门", False)],
)
def test_two_bodies_with_nothing_between_them_are_said(name: str, odd: bool) -> None:
    text = _HEAD + _item(1, None, "责任单位：市生态环境局、市委、市政府、临屿街道") + _item(2, None, f"责任单位：{name}") + _item(3)
    assert any("name" in code for code in _codes(text)[1]) is odd


def test_a_number_that_stands_alone_between_the_lines_of_a_sentence_is_of_the_page() -> None:
    text = _HEAD + _item(1) + "2.支持直播电商、内容电\n3\n商发展，引进企业10家。（责任单位：市商务局）\n" + _item(4)
    assert any(codes for codes in _codes(text)[1:2])


def test_a_number_that_no_item_bears_but_begins_a_line_is_said() -> None:
    text = _HEAD + _item(1) + "2.支持直播电商发展\n3 引进企业10家\n4.新增学位500个。（责任单位：市教育局）\n"
    said = [problem.code for problem in _read(text).document.problems if problem.severity == "doubt"]
    assert said


@pytest.mark.parametrize(("text", "odd"), [("新增山区通天然气人口95万。", False), ("新增山区通天然气95万。", True)])
def test_a_count_of_people_needs_no_word_behind_it(text: str, odd: bool) -> None:
    codes = _codes(_HEAD + "".join(_item(number, text if number == 3 else None) for number in range(1, 8)))
    assert ("row-doubtful" in codes[2]) is odd
