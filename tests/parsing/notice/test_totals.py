"""Counts that a notice gives of its own tasks, held against what was read."""

from __future__ import annotations

import hashlib

import pytest

from kg.model.source import Source
from kg.parsing import parse


def _differ(letter: str, tasks: int, title: str = "城建任务", end: str = "") -> list[str]:
    items = "".join(f"{number}.新建公园{number}个。（责任单位：市园林局）\n" for number in range(1, tasks + 1))
    text = f"云岫市2023年政府工作报告重点工作责任分解\n{letter}\n一、{title}\n{items}{end}"
    problems = parse(Source("x.txt", "x.txt", text, hashlib.sha256(text.encode()).hexdigest())).document.problems
    return [problem.message for problem in problems if problem.code == "total-differs"]


@pytest.mark.parametrize(
    ("letter", "differs"),
    [
        ("现将任务分解如下，共4项任务。", False),
        ("现将任务分解如下，共5项任务。", True),
        ("现将任务分解如下，分为3项指标和2项工作，共4项任务。", False),
        ("现将任务分解如下，共2项工作，合计5项任务。", True),
        ("各单位要共同推进5项重点工作。", False),
        ("各单位要办好公共5项实事项目。", False),
    ],
)
def test_a_total_in_the_letter_is_held_against_the_tasks(letter: str, differs: bool) -> None:
    assert bool(_differ(letter, 4)) is differs


@pytest.mark.parametrize(
    ("said", "end", "differs"),
    [
        (3, "", False),
        (9, "", True),
        (9, "4.新建学校2所。（责任单位：市教育局、", False),
        (3, "4.新建学校2所。（责任单位：市教育局、", True),
    ],
)
def test_a_section_that_is_cut_off_may_only_hold_too_many(said: int, end: str, differs: bool) -> None:
    assert bool(_differ("", 3, f"城建任务（共{said}项）", end)) is differs
