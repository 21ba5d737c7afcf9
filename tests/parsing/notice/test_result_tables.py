"""Tables that name nobody: tasks beside their times, or beside the points that they count for."""

from __future__ import annotations

from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing.notice.parse import parse


def read(text: str) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64))


def said(parsed: Parsed) -> list[str]:
    return [p.code for p in parsed.document.problems if p.severity != "note" and not p.code.startswith("region")]


def test_a_numbered_table_of_tasks_and_times_is_read() -> None:
    found = read("云岫市2023年创建工作任务表\n序号\t工作任务\t完成时限\n1\t新建公厕6座\t6月底\n2\t改造农贸市场3个\t年底\n")
    assert [(task.number, task.text, task.deadline) for task in found.tasks] == [
        ("1", "新建公厕6座", "6月底"),
        ("2", "改造农贸市场3个", "年底"),
    ]
    assert said(found) == []


def test_a_table_of_projects_and_their_cost_is_no_list_of_tasks() -> None:
    assert not read("云岫市专项资金表\n序号\t项目内容\t投资\n1\t公园三期\t600\n2\t农贸市场\t300\n").tasks


def test_what_stands_below_the_bars_of_a_table_that_counts_points_is_no_row() -> None:
    found = read(
        "云岫市卫生系统考核标准\n一、共性任务\n序号 | 工作内容 | 标准分值 |\n1 | 制订创建方案，落实责任。 | 10 |\n请关注本站公众号\n"
    )
    assert [(task.section, task.number, task.text) for task in found.tasks] == [("一", "1", "制订创建方案，落实责任。")]
    assert said(found) == ["unread"]
