"""Checks of a finished reading: numbers that begin again or stand inside, letters in figures, headings without leaders, half sentences."""

from __future__ import annotations

import hashlib

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

_HEAD = "云岫市2023年政府工作报告重点工作责任分解\n一、城建任务\n"


def _read(text: str) -> Parsed:
    return parse(Source("notice.txt", "notice.txt", text, hashlib.sha256(text.encode()).hexdigest()))


def _codes(text: str) -> list[tuple[str, ...]]:
    return [task.doubts for task in _read(text).tasks]


def _task(number: int, text: str = "新建公园3个。") -> str:
    return f"{number}.{text}（责任单位：市园林局）\n"


def test_numbers_that_begin_again_under_one_heading_are_in_doubt_to_its_end() -> None:
    text = _HEAD + "".join(map(_task, (1, 2, 3, 1, 2))) + "二、交通任务\n" + _task(1)
    assert _codes(text) == [(), (), (), ("number-back",), ("number-back",), ()]


def test_each_heading_may_count_from_one() -> None:
    text = _HEAD + _task(1) + "二、交通任务\n" + _task(1) + "三、水利任务\n" + _task(1) + _task(2)
    assert _codes(text) == [(), (), (), ()]


@pytest.mark.parametrize("inside", ["改造道路5条 3.新建学校2所", "改造道路5条(3)新建学校2所", "改造道路5条，3、新建学校2所"])
def test_the_next_number_inside_a_task_is_said(inside: str) -> None:
    text = _HEAD + _task(1) + _task(2, f"{inside}。") + _task(4)
    assert "duty-left" in _codes(text)[1]


@pytest.mark.parametrize("figure", ["2O家", "1l家", "I2家", "9O%"])
def test_a_letter_in_a_figure_is_said(figure: str) -> None:
    assert _codes(_HEAD + _task(1, f"新增企业{figure}。")) == [("number-unexplained",)]


@pytest.mark.parametrize("words", ["建设5G基站", "改造3A景区2处", "推进V2I示范"])
def test_letters_that_are_no_digits_are_not_taken_for_them(words: str) -> None:
    assert _codes(_HEAD + _task(1, f"{words}。")) == [()]


@pytest.mark.parametrize("gap", [" ", "\u3000", "  "])
def test_a_heading_that_names_no_leader_among_those_that_do_is_said(gap: str) -> None:
    names = ("一、喻新贵常务副市长牵头重点工作", gap.join("二、李明副市长牵头重点工作"), "三、王岚副市长牵头重点工作", "四、城市建设")
    text = _HEAD.splitlines()[0] + "\n" + "".join(f"{name}\n{_task(1)}" for name in names)
    assert _codes(text)[-1] == ("leader-unread",)


@pytest.mark.parametrize("label", ["责任单位市园林局、市财政局", "牵头单位▲市园林局", "责任领导李明"])
def test_a_label_that_has_lost_its_colon_is_said(label: str) -> None:
    text = _HEAD + f"1.新建公园3个。{label}。改造道路5条。（责任单位：市交通局）\n" + _task(2)
    assert "duty-left" in _codes(text)[0]


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("上半年动工兴建县文化馆。", False),
        ("2023年12月底前全部建成", True),
        ("以上，力争建成。", True),
        ("，改造道路。", True),
        ("新建公园3个。新建公园3个。", True),
        ("以上海为龙头，推进一体化。", False),
    ],
)
def test_half_a_sentence_is_said(text: str, odd: bool) -> None:
    assert ("task-odd" in _codes(_HEAD + _task(1, text))[0]) is odd


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("责任单位", True),
        ("市云中办市雾里局", True),
        ("上溪镇大陈镇义亭镇", True),
        ("各部门各镇乡", True),
        ("A市水利局", True),
        ("县政府各部门", False),
        ("各区政府、开发区管委会", False),
        ("开发区管委会", True),
    ],
)
def test_a_name_that_is_several_is_said(name: str, odd: bool) -> None:
    assert ("name-doubtful" in _codes(_HEAD + f"1.新建公园3个。（责任单位：市园林局、{name}）\n")[0]) is odd


def test_clauses_in_what_was_taken_for_a_letter_are_said() -> None:
    letter = "".join(f"{number}.新建公园{number}个。\n责任单位市园林局、市财政局\n" for number in range(1, 4))
    text = _HEAD.replace("一、城建任务\n", letter) + "二、交通任务\n" + _task(1) + _task(2)
    said = [problem for problem in _read(text).document.problems if problem.code in ("clause-unread", "duty-left")]
    assert [(problem.line, problem.to_line) for problem in said] == [(3, 7)]


def test_words_of_duty_in_what_was_taken_for_a_letter_are_said() -> None:
    letter = "".join(f"市园林局负责，市财政局、市水利局配合，新建公园{number}个。\n{number}月底前\n" for number in range(1, 4))
    text = _HEAD.replace("一、城建任务\n", letter) + "二、交通任务\n" + _task(1) + _task(2)
    said = [problem for problem in _read(text).document.problems if problem.code == "clause-unread"]
    assert [(problem.line, problem.to_line) for problem in said] == [(2, 6)]


def test_a_heading_of_one_character_is_said_for_all_below_it() -> None:
    text = _HEAD.replace("一、城建任务\n", "一、李明副市长牵头重点工作\n") + _task(1) + "二、詹\n" + _task(1) + _task(2)
    assert _codes(text)[1:] == [("leader-unread",), ("leader-unread",)]


def test_rows_of_bodies_in_what_was_taken_for_a_letter_are_said() -> None:
    letter = "".join(f"{number}.新建公园{number}个。\n责任単位:市园林局、市财政局\n" for number in range(1, 4))
    text = _HEAD.replace("一、城建任务\n", letter) + "二、交通任务\n" + _task(1) + _task(2)
    said = [problem for problem in _read(text).document.problems if problem.code in ("clause-unread", "duty-left")]
    assert [(problem.line, problem.to_line) for problem in said] == [(3, 7)]


def test_tasks_in_a_row_that_name_one_odd_body_have_one_doubt() -> None:
    by = "（责任单位：市园林局、锦绣江南）\n"
    parsed = _read(_HEAD + f"1.新建公园3个。{by}2.改造绿地。{by}" + _task(3) + f"4.种树。{by}")
    assert [(problem.line, problem.to_line) for problem in parsed.document.problems if problem.code == "name-doubtful"] == [
        (3, 4),
        (6, None),
    ]
    assert [task.doubts for task in parsed.tasks] == [("name-doubtful",), ("name-doubtful",), (), ("name-doubtful",)]


@pytest.mark.parametrize(
    "sentence",
    [
        "形成组织部门牵头抓总、职能部门各司其职的工作格局。",
        "完善市发改委牵头、各部门联动的推进机制。",
        "市和各区（县级市）要建立领导小组。",
    ],
)
def test_an_arrangement_of_bodies_is_no_duty(sentence: str) -> None:
    assert _codes(_HEAD + _task(1, sentence)) == [()]


def test_items_behind_bullets_in_one_task_are_said() -> None:
    assert "duty-left" in _codes(_HEAD + _task(1, "△调整支出结构△加强财政监督。"))[0]
    assert _codes(_HEAD + _task(1, "打造△形步道。")) == [()]
