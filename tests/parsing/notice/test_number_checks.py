"""Numbers that say that something was not seen: begun again under one heading, the next one inside a task, a letter in a figure."""

from __future__ import annotations

import hashlib

import pytest

from kg.model.source import Source
from kg.parsing import parse

_HEAD = "云岫市2023年政府工作报告重点工作责任分解\n一、城建任务\n"


def _codes(text: str) -> list[tuple[str, ...]]:
    source = Source("notice.txt", "notice.txt", text, hashlib.sha256(text.encode()).hexdigest())
    return [task.doubts for task in parse(source).tasks]


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
