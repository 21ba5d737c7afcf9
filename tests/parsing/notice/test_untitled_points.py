"""Pages that hold nothing but the points of a list, without its title."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

POINTS = [
    "校舍改善行动。投资450万元，建成云岫小学北楼。",
    "就业帮扶行动。提供公益岗位380个。",
    "小区更新行动。给9个老小区换水管。",
    "职工健康行动。请退休职工免费看牙。",
]


def read(lines: list[str]) -> Parsed:
    return parse(Source("a.txt", "a.txt", "\n".join(lines), "0" * 64))


def enumerated(points: list[str]) -> list[str]:
    return [f"{numeral}是{point}" for numeral, point in zip("一二三四", points, strict=False)]


def test_points_that_promise_are_tasks_in_doubt() -> None:
    parsed = read(enumerated(POINTS))
    assert [(task.number, task.text) for task in parsed.tasks] == list(zip("一二三四", POINTS, strict=True))
    assert all("list-by-points" in task.doubts for task in parsed.tasks)


def test_a_page_that_goes_on_with_a_list() -> None:
    parsed = read([*(f"（{numeral}）{point}" for numeral, point in zip("五六七八", POINTS, strict=True)), "云岫市政府网站"])
    assert [(task.number, task.text) for task in parsed.tasks] == [
        (f"（{numeral}）", point) for numeral, point in zip("五六七八", POINTS, strict=True)
    ]


@pytest.mark.parametrize(
    "lines",
    [
        enumerated(POINTS[:3]),
        [f"（{numeral}）{point}" for numeral, point in zip("一二三四", POINTS, strict=True)],  # a whole list would have its title
        enumerated(["加强领导，统一思想。", "落实责任，形成合力。", "强化督查，严格考核。", "加大宣传，营造氛围。"]),
        enumerated([f"截至6月底，已{point}" for point in ("开工3个小区。", "新增岗位600个。", "建成5所学校。", "培训800人。")]),
        [f"{numeral}是{point}" for numeral, point in zip("二三四五", POINTS, strict=True)],
    ],
)
def test_other_points_are_no_tasks(lines: list[str]) -> None:
    parsed = read(lines)
    assert not parsed.tasks
    assert "no-task-list" in {problem.code for problem in parsed.document.problems}
