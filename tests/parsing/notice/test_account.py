"""What the account counts: what reached a record. What did not is a doubt at its place, or set aside by name."""

from __future__ import annotations

import hashlib

import pytest

from kg.model.jsonl import record_lines
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse

TITLE = "云岫市2023年重点工作责任分解"


def read(*lines: str) -> Parsed:
    text = "\n".join((TITLE, *lines))
    return parse(Source("x.txt", "x.txt", text, hashlib.sha256(text.encode()).hexdigest()))


TABLE = "序号\t工作任务\t责任单位"
WITH_LEADERS = "序号\t工作任务\t牵头领导\t责任单位"
ROAD_ROW = "2\t改造道路5条。\t市建设局"
PARK = "1.新建公园3个。（责任单位：市园林局）"
ROAD = "2.改造道路5条。（责任单位：市建设局）"


@pytest.mark.parametrize(
    ("lines", "code", "line"),
    [
        pytest.param(("1.新建公园3个。（责任领导：阿卜，责任单位：市园林局）", ROAD), "leader-unread", 2, id="责任领导后的姓名读不出"),
        pytest.param(("1.新建公园3个。（责任领导：王岚、市园林局，责任单位：市园林局）", ROAD), "leader-unread", 2, id="领导中混有单位"),
        pytest.param(("一、城市建设（牵头领导：某某甲乙丙）", PARK, ROAD), "leader-unread", 2, id="章节领导读不出"),
        pytest.param((PARK, "2.改造道路5条。（责任单位：市建设局、市）"), "clause-unread", 3, id="分工中有残缺的名称"),
        pytest.param((PARK, ROAD, "二、产业发展", "三、民生保障", PARK), "section-without-task", 4, id="空章节"),
        pytest.param(
            ("序号\t领域\t工作任务\t责任单位", "一、\t\t城建\t", "1\t公园\t新建公园3个。\t市园林局", "2\t道路\t改造道路5条。\t市建设局"),
            "cell-unread",
            4,
            id="类别栏没有去处",
        ),
        pytest.param(
            ("序号\t工作任务\t责任单位", "A-甲\t新建公园3个。\t市园林局", "2\t改造道路5条。\t市建设局"),
            "cell-unread",
            3,
            id="序号栏不是序号",
        ),
        pytest.param(
            (WITH_LEADERS, "1\t新建公园3个。\t阿卜拉\t市园林局", "2\t改造道路5条。\t王岚\t市建设局"),
            "leader-unread",
            3,
            id="领导栏读不出",
        ),
        pytest.param(
            (TABLE, "1\t新建公园3个。\t市园林局、县", ROAD_ROW),
            "clause-unread",
            3,
            id="单位栏有残缺",
        ),
        pytest.param((PARK, "2.改造道路5条。（责任单位：市建设局；责任人：见附表）"), "leader-unread", 3, id="责任人不是姓名"),
    ],
)
def test_what_is_not_understood_is_said_at_its_place(lines: tuple[str, ...], code: str, line: int) -> None:
    document = read(*lines).document
    assert (code, line) in [(problem.code, problem.line) for problem in document.problems]
    assert document.accounted < document.characters


def test_a_notice_that_is_wholly_understood_is_accounted_for_to_the_last_character() -> None:
    document = read(PARK, ROAD).document
    assert document.accounted == document.characters


def test_what_is_read_as_a_result_is_not_set_aside() -> None:
    parsed = read("序号\t工作任务\t责任单位\t完成情况", "1\t新建公园3个。\t市园林局\t已建成2个", "2\t改造道路5条。\t市建设局\t")
    assert "set-aside" not in {problem.code for problem in parsed.document.problems}
    assert [result.quote for result in parsed.tasks[0].results] == ["已建成2个"]
    assert parsed.document.accounted == parsed.document.characters


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("序号\t工作任务\t责任单位\t备注", "1\t新建公园3个。\t市园林局\t跨年项目", "2\t改造道路5条。\t市建设局\t"), "备注"),
        (("序号\t工作任务\t责任单位\t完成情况", "1\t新建公园3个。\t市园林局\t正在选址", "2\t改造道路5条。\t市建设局\t"), "完成情况"),
        (("1.新建公园3个。", "责任单位：市园林局", "联系人：王岚", "2.改造道路5条。", "责任单位：市建设局"), "联系人"),
    ],
    ids=["备注栏", "结果栏", "联系人"],
)
def test_what_is_set_aside_is_named_and_not_counted(lines: tuple[str, ...], what: str) -> None:
    document = read(*lines).document
    assert [problem.facts for problem in document.problems if problem.code == "set-aside" and ("what", what) in problem.facts]
    assert document.accounted < document.characters


@pytest.mark.parametrize("private", ["13800138000", "0571-86421357", "wang_lan@yunxiu.example", "330101199001011234"])
def test_numbers_of_persons_stay_in_the_text_as_read(private: str) -> None:
    parsed = read(f"1.新建公园3个（王岚{private}）。", f"责任单位：市园林局 {private}", "2.改造道路5条。", "责任单位：市建设局")
    told = [task.text for task in parsed.tasks] + [unit.name for task in parsed.tasks for unit in task.units]
    told += [problem.message for problem in parsed.document.problems]
    assert parsed.tasks
    assert not [text for text in told if private in text]
    assert [problem for problem in parsed.document.problems if problem.code == "set-aside"]


def test_a_telephone_number_in_a_heading_goes_to_no_record() -> None:
    parsed = read("一、牵头领导：王岚（联系电话13812345678）", PARK, ROAD)
    assert "13812345678" not in "".join(record_lines(parsed))
    assert [leader.name for leader in parsed.tasks[0].leaders] == ["王岚"]
    (note,) = (problem for problem in parsed.document.problems if problem.code == "set-aside")
    assert "telephone number (1 places, 11 characters)" in note.message


def test_what_a_problem_quotes_is_quoted_as_printed() -> None:
    parsed = read("一、牽頭領導：王嵐", "1.新建學校2所。（責任單位：教體局、產業處錦繡江南）", "2.改造臨崖小學。（責任單位：教體局）")
    (problem,) = parsed.document.problems
    assert problem.message == "does not end like the name of a body: 產業處錦繡江南"
    assert parsed.tasks[0].leaders[0].role == "牽頭領導"
