"""Paragraphs that each begin with a goal and tell what became of it; results in sentences of which no goal is listed."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

TITLE = "云岫市民生实事上半年进度\n"
TOLD = [
    "改造危旧房2000户。上半年已开工1200户。",
    "新建幼儿园3所。截至6月底，已建成1所。",
    "硬化农村公路80公里。今年以来，各乡镇已完成30公里。",
]


def parsed(*lines: str) -> Parsed:
    return parse(Source("a.txt", "a.txt", "\n".join(lines) + "\n", "0" * 64))


def counted(found: Parsed) -> list[str]:
    return [dict(problem.facts)["count"] for problem in found.document.problems if problem.code == "results-in-prose"]


def test_the_goal_is_the_task_and_what_is_told_its_result() -> None:
    found = parsed(TITLE, "民生实事共3项，有关进度如下：", *TOLD)
    assert [task.text for task in found.tasks] == ["改造危旧房2000户", "新建幼儿园3所", "硬化农村公路80公里"]
    assert [[str(result.value) for result in task.results] for task in found.tasks] == [["1200"], ["1"], ["30"]]
    assert [[target.value for target in task.targets] for task in found.tasks] == [[2000], [3], [80]]
    assert found.document.kind == "progress"
    assert counted(found) == []


def test_two_paragraphs_are_no_list() -> None:
    found = parsed(TITLE, *TOLD[:2], "各单位要再接再厉。")
    assert found.tasks == ()
    assert counted(found) == ["2"]


@pytest.mark.parametrize("between", ["会议强调了纪律。\n会议学习了文件。\n会议通过了决定。"])
def test_paragraphs_here_and_there_are_no_list(between: str) -> None:
    assert parsed(TITLE, TOLD[0], between, TOLD[1], between, TOLD[2]).tasks == ()


def test_a_sentence_that_reports_is_no_goal() -> None:
    told = ["上半年已开工危旧房1200户。截至目前投资2亿元。", "已建成幼儿园1所。截至目前投资3亿元。", "公路完工30公里。目前投资4亿元。"]
    assert "上半年已开工危旧房1200户" not in [task.text for task in parsed(TITLE, *told).tasks]


def test_a_report_in_sentences_is_counted_and_a_letter_without_results_is_not() -> None:
    report = parsed("关于2023年重点工作上半年完成情况的通报", "上半年，全市完成地区生产总值312.6亿元，增长6.2%；新增就业1.3万人。")
    assert counted(report) == ["3"]
    (problem,) = [problem for problem in report.document.problems if problem.code == "results-in-prose"]
    assert problem.line == 2
    assert "312.6亿元" in problem.message
    assert counted(parsed("云岫市今天天气很好。")) == []
    assert counted(parsed("关于召开会议的通知", "会议于6月3日召开，参加人员30人。")) == []
