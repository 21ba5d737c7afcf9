"""What came nearest to a list in a document that has none, and what is lacking."""

from __future__ import annotations

import pytest

from kg.documents import Source
from kg.parsing.explaining import explain
from kg.parsing.explaining.explanation import NearMiss


def near(text: str) -> tuple[NearMiss, ...]:
    return explain(Source(path="notice.txt", file="notice.txt", text=text, sha256="0" * 64)).near


KINDS = [
    ("clause-without-task", "责任单位：市园林局、市财政局\n", 1, "责任单位"),
    ("bracket-without-number", "关于园林\n新建公园三个。\n（市园林局、市财政局）\n", 3, "市园林局"),
    ("columns-unknown", "序号 省定办成的好事之名称 责任单位 目标任务 甲乙 丙丁\n1 建园 市园林局 三个\n", 1, "省定办成的好事之名称"),
    ("columns-without-bodies", "序号\t工作任务\t谁来办\t完成时限\n1\t新建公园三个\t园林\t6月\n", 1, "谁来办"),
    ("columns-without-tasks", "序号\t牵头单位\t配合单位\t完成时限\n1\t市园林局\t市财政局\t6月\n", 1, "牵头单位"),
    ("label-unknown", "新建公园三个。\n数据提供单位：市园林局、市统计局\n", 2, "数据提供单位"),
    ("label-in-sentence", "新建公园三个，其中牵头单位为市园林局、市财政局。\n", 1, "牵头单位"),
    ("bodies-at-end", "一、园林\n1.新建公园三个=> 市园林局、市财政局\n", 2, "=>"),
    ("heading-without-number", "市园林局牵头的工作\n新建公园三个。\n", 1, "市园林局"),
    ("bracket-with-others", "一、园林\n1.新建公园三个（市园林局、市财政局、愿意的人）\n", 2, "愿意的人"),
    ("bracket-in-sentence", "有关部门（市园林局、市财政局）要新建公园三个。\n", 1, "市园林局"),
    ("clause-without-bodies", "新建公园三个。\n完成时限：2031年6月底\n", 2, "完成时限"),
    ("words-of-duty", "会议要求各方牵头抓好绿化，做好配合。\n", 1, "牵头"),
]


@pytest.mark.parametrize(("kind", "text", "line", "words"), KINDS, ids=[kind[0] for kind in KINDS])
def test_each_kind_is_told_at_its_line_with_what_is_lacking(kind: str, text: str, line: int, words: str) -> None:
    found = near(text)
    assert [(miss.kind, miss.line) for miss in found][:1] == [(kind, line)]
    assert words in "".join(found[0].facts.values())


def test_the_best_come_first_and_five_at_most() -> None:
    text = "".join(f"会议第{number}次要求牵头抓好绿化。\n" for number in range(9)) + "".join(text for _, text, _, _ in KINDS[5:11])
    found = near(text)
    assert 3 < len(found) <= 5
    assert found[-1].kind == "words-of-duty" or len(found) == 5
    assert max(sum(miss.kind == kind for miss in found) for kind in {miss.kind for miss in found}) <= 2


def test_nothing_is_near_where_a_list_was_found() -> None:
    assert near("一、园林\n1.新建公园三个。\n责任单位：市园林局\n") == ()


def test_nothing_is_near_in_a_text_of_another_kind() -> None:
    assert near("春天来了，花开了。\n") == ()
