"""Lists without numbers, of which as many tasks follow as are announced."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

THREE = ["新建幼儿园3所", "改造老旧小区12个", "新建农村公路80公里"]
TITLE = "云岫市2021年民生实事公布\n"


def texts(text: str) -> list[str]:
    return [task.text for task in parse(Source("a.txt", "a.txt", text, "0" * 64)).tasks]


@pytest.mark.parametrize(
    "sentence",
    [
        "会议票决产生了3件民生实事，分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。请群众监督。\n",
        "会议票决产生了三件民生实事。\n这些实事分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。\n",
        "这3项民生实事项目包括新建幼儿园3所、改造老旧小区12个、新建农村公路80公里。\n",
    ],
)
def test_as_many_pieces_as_the_sentence_counts_are_tasks(sentence: str) -> None:
    assert texts(TITLE + sentence) == THREE


def test_as_many_lines_as_the_title_counts_are_tasks() -> None:
    lines = "\n".join(["云岫市2021年3项重点民生实事项目", "（按得票多少排序）", *THREE, "这些项目将于年底前完成，请广大群众监督。"])
    assert texts(lines) == THREE


def test_they_stay_in_doubt() -> None:
    found = parse(Source("a.txt", "a.txt", f"{TITLE}会议确定了3件民生实事，分别是：{'；'.join(THREE)}。\n", "0" * 64))
    assert [problem.code for problem in found.document.problems].count("list-by-title") == 1


@pytest.mark.parametrize(
    "text",
    [
        "会议票决产生了4件民生实事，分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。\n",
        "会议票决产生了3件民生实事，得到一致好评；代表们认真审议；会议圆满结束。\n",
        "2021年3项民生实事项目\n1 新建幼儿园 3所 已完成\n2 改造老旧小区 12个 已完成\n3 新建农村公路 80公里 已完成\n",
    ],
)
def test_another_number_of_them_is_no_list(text: str) -> None:
    assert texts(text) == []
