"""Paragraphs that begin with the body that answers for them."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

LETTER = "为做好云岫市村庄整治，现将各单位的任务明确如下：\n"
DUTIES = [
    "市住建局负责村庄整治的总协调，指导污水处理设施建设。",
    "市委农办要结合新社区建设，指导各镇按规划建设新社区。",
    "市财政局、市审计局负责专项经费的落实，监督资金的使用。",
    "规划分局牵头审核各村整治规划，督查各村按规划实施整治。",
]


def tasks(text: str) -> list[tuple[str | None, str, list[tuple[str, str]]]]:
    parsed = parse(Source("a.txt", "a.txt", text, "0" * 64))
    return [(task.number, task.text, [(unit.name, unit.role) for unit in task.units]) for task in parsed.tasks]


def test_each_is_a_task_of_the_bodies_that_it_begins_with() -> None:
    assert tasks(LETTER + "\n".join(DUTIES)) == [
        (None, DUTIES[0], [("市住建局", "lead")]),
        (None, DUTIES[1], [("市委农办", "lead")]),
        (None, DUTIES[2], [("市财政局", "lead"), ("市审计局", "support")]),
        (None, DUTIES[3], [("规划分局", "lead")]),
    ]


def test_their_numbers_are_no_part_of_the_text() -> None:
    numbered = "\n".join(f"{number}.{duty}" for number, duty in enumerate(DUTIES[:3], 1))
    assert [(number, text) for number, text, _ in tasks(LETTER + numbered)] == list(zip("123", DUTIES[:3], strict=True))


def test_two_that_several_bodies_share_with_words_before_the_names() -> None:
    first = "根据分工方案，为支持青岭片区发展，市发改委、市财政局、云岫城投公司将负责推进新城建设，做大做强装备制造业。"
    second = "市科技局、市教育局等部门还将负责建设创新园，培养高层次人才。"
    parsed = parse(Source("a.txt", "a.txt", f"{LETTER}{first}\n{second}\n", "0" * 64))
    assert not {problem.code for problem in parsed.document.problems} & {"duty-left", "unread"}
    assert tasks(f"{LETTER}{first}\n{second}\n全文还就下列事项作出安排。") == [
        (None, first, [("市发改委", "lead"), ("市财政局", "support"), ("云岫城投公司", "support")]),
        (None, second, [("市科技局", "lead"), ("市教育局", "support")]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        DUTIES[:2],
        ["各级各部门要高度重视，加强组织领导。", "各镇街要落实责任，定期报送进展情况。", "有关部门要密切配合，形成工作合力。"],
        ["市住建局负责人在会上作了说明，听取了意见。", "会议要求市财政局负责落实专项经费。", "市审计局派员出席了会议并作了发言。"],
        [DUTIES[0], "会议还听取了各镇的意见。", DUTIES[1], "会议强调抓好落实。", DUTIES[2]],
    ],
)
def test_two_of_them_and_what_all_have_to_do_are_no_list(lines: list[str]) -> None:
    assert tasks(LETTER + "\n".join(lines)) == []
