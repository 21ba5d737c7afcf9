"""Lists without numbers, of which as many tasks follow as are announced."""

from __future__ import annotations

import pytest

from kg.model.source import Source
from kg.parsing import parse

THREE = ["新建幼儿园3所", "改造老旧小区12个", "新建农村公路80公里"]
TITLE = "云岫市2021年民生实事公布\n"


def texts(text: str) -> list[str]:
    return [task.text for task in parse(Source("a.txt", "a.txt", text, "0" * 64)).tasks]


SIGNED = ["新建幼儿园3所；", "改造老旧小区12个；", "新建农村公路80公里。"]


@pytest.mark.parametrize(
    ("sentence", "tasks"),
    [
        ("会议票决产生了3件民生实事，分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。请群众监督。\n", SIGNED),
        ("会议票决产生了三件民生实事。\n这些实事分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。\n", SIGNED),
        ("这3项民生实事项目包括新建幼儿园3所、改造老旧小区12个、新建农村公路80公里。\n", THREE),
        ("这3件实事分别为：一是新建幼儿园3所；二是改造老旧小区12个；三是新建农村公路80公里。此外支持各镇办好实事。\n", SIGNED),
        ("县里要办好3件实事：\n一是新建幼儿园3所；\n二是改造老旧小区12个；\n三是新建农村公路80公里。\n请群众监督。\n", SIGNED),
    ],
)
def test_as_many_pieces_as_the_sentence_counts_are_tasks(sentence: str, tasks: list[str]) -> None:
    assert texts(TITLE + sentence) == tasks


def test_their_own_numbers_are_kept_and_lines_that_a_page_broke_are_joined() -> None:
    opening = (
        "会议认真审议了县政府提出的民生实事候选项目，经过充分讨论和无记名投票，最后确定了今年要为全县人民办好的实事。这3件实事分别为："
    )
    text = f"{TITLE}{opening}一是新建幼儿园3所；二是改造老旧\n小区12个；三是新建农村公路80公里。\n"
    found = parse(Source("a.txt", "a.txt", text, "0" * 64)).tasks
    assert [(task.number, task.text) for task in found] == list(zip("一二三", SIGNED, strict=True))


def test_what_is_announced_in_the_same_way_and_does_not_count_is_said() -> None:
    two = f"3项重点建设项目为：云岫大桥、青溪水厂、石桥污水厂、玉渡泵站。3项民生实事为：{'、'.join(THREE)}。\n"
    found = parse(Source("a.txt", "a.txt", TITLE + two, "0" * 64))
    assert [task.text for task in found.tasks] == THREE
    assert [problem.line for problem in found.document.problems if problem.code == "unread"] == [2]


def test_as_many_lines_as_the_title_counts_are_tasks() -> None:
    lines = "\n".join(["云岫市2021年3项重点民生实事项目", "（按得票多少排序）", *THREE, "这些项目将于年底前完成，请广大群众监督。"])
    assert texts(lines) == THREE


def test_two_lists_of_one_paragraph_are_both_read() -> None:
    projects = ["城东果园提升工程", "青溪供水管网、污水处理站、热源点工程", "石桥体育场工程"]
    found = texts(f"{TITLE}3项重点建设项目为：{'、'.join(projects)}。3项民生实事为：{'、'.join(THREE)}。\n")
    assert found == [*projects, *THREE]


def test_a_paragraph_of_as_many_clauses_as_the_line_above_counts() -> None:
    five = [*THREE, "新增停车位800个", "改造农村危房200户"]
    counted = "县里今年的5件民生实事已经确定，都事关群众的切身利益。\n"
    assert texts(f"{TITLE}{counted}今年，{'；'.join(five)}。\n") == [*(f"{task}；" for task in five[:-1]), f"{five[-1]}。"]
    assert texts(f"{TITLE}{counted}今年，{'；'.join(five[:-1])}。\n") == []


PART = ["新建幼儿园3所；", "改造老旧小区12个；", "解决0.8万人的饮水问题等。"]


@pytest.mark.parametrize(
    ("sentence", "tasks"),
    [
        ("今年县里办好10件民生实事。包括新建幼儿园3所；改造老旧小区12个；解决0.8万人的饮水问题等。\n", PART),
        ("今年的23项重点工作中与市民关系密切的有：新建幼儿园3所；改造老旧小区12个；解决0.8万人的饮水问题等。\n", PART),
        ("这十件实事包括，新建幼儿园3所，改造老旧小区12个，新建农村公路80公里等等。\n", [*THREE[:2], f"{THREE[2]}等等。"]),
        ("今年县里办好10件民生实事。包括新建幼儿园3所；改造老旧小区12个。\n", []),
        ("这十件实事包括新建幼儿园3所，改造老旧小区12个，新建农村公路80公里。\n", []),
        ("10件民生实事全部办结，包括已建成幼儿园3所；已改造老旧小区12个；已解决0.8万人的饮水问题等。\n", []),
    ],
)
def test_some_of_those_announced(sentence: str, tasks: list[str]) -> None:
    found = parse(Source("a.txt", "a.txt", TITLE + sentence, "0" * 64))
    assert [task.text for task in found.tasks] == tasks
    assert ("total-differs" in {problem.code for problem in found.document.problems}) == bool(tasks)


def test_a_short_one_that_begins_with_a_verb_is_not_odd() -> None:
    short = [*THREE[:2], "发放长寿保健金"]
    found = parse(Source("a.txt", "a.txt", f"{TITLE}会议确定了3件民生实事，分别是：{'；'.join(short)}。\n", "0" * 64))
    assert len(found.tasks) == 3
    assert "task-odd" not in {problem.code for problem in found.document.problems}


def test_they_stay_in_doubt() -> None:
    found = parse(Source("a.txt", "a.txt", f"{TITLE}会议确定了3件民生实事，分别是：{'；'.join(THREE)}。\n", "0" * 64))
    assert [problem.code for problem in found.document.problems].count("list-by-title") == 1


@pytest.mark.parametrize(
    "text",
    [
        "会议票决产生了4件民生实事，分别是：新建幼儿园3所；改造老旧小区12个；新建农村公路80公里。\n",
        "会议票决产生了3件民生实事，得到一致好评；代表们认真审议；会议圆满结束。\n",
        "县里要办好4件实事：\n一是新建幼儿园3所；\n二是改造老旧小区12个；\n三是新建农村公路80公里。\n",
        "2021年3项民生实事项目\n1 新建幼儿园 3所 已完成\n2 改造老旧小区 12个 已完成\n3 新建农村公路 80公里 已完成\n",
    ],
)
def test_another_number_of_them_is_no_list(text: str) -> None:
    assert texts(text) == []
