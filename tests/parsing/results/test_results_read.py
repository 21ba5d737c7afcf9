"""What was reached, read from tables, labels, sentences and lists of what is behind: each number once, at its target, with its day."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from kg.model.records import Parsed, Result
from kg.model.source import Source
from kg.parsing import parse


def read(*lines: str) -> Parsed:
    text = "\n".join(lines)
    return parse(Source("x.txt", "x.txt", text, hashlib.sha256(text.encode()).hexdigest()))


def results(*lines: str) -> list[Result]:
    return [result for task in read(*lines).tasks for result in task.results]


def said(result: Result) -> tuple[object, ...]:
    number = result.value if result.value is None else result.value.normalize()
    share = result.share if result.share is None else result.share.normalize()
    return number, result.unit, result.target, share, result.status, result.status_basis


TITLE = "云岫市2023年1-9月重点民生实事完成情况表"
HEADS = "序号 | 项目名称 | 责任单位 | 目标任务 | 1-9月实际完成情况 | 完成率 | 备注 |"


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("1 | 新增城镇就业 | 市人社局 | 2000人 | 1600人 | 80% | |", (1600, "人", 0, 80, "on-track", "derived")),
        ("1 | 新增城镇就业 | 市人社局 | 2000人 | 1600 | 80% | |", (1600, "人", 0, 80, "on-track", "derived")),
        ("1 | 新增城镇就业 | 市人社局 | 2000人 | 1000人 | | |", (1000, "人", 0, 50, "behind", "derived")),
        ("1 | 新建驿站 | 市民政局 | 20个 | 22个 | 110% | 超额完成 |", (22, "个", 0, 110, "exceeded", "printed")),
        ("1 | 新建驿站 | 市民政局 | 20个 | 20个 | | |", (20, "个", 0, 100, "done", "derived")),
        ("1 | 建成公园 | 市园林局 | 5个 | | | 进展缓慢 |", (None, None, 0, None, "behind", "printed")),
        ("1 | 建成公园 | 市园林局 | 5个 | | 70% | |", (None, None, 0, 70, "behind", "derived")),
    ],
    ids=["单位", "无单位", "未达序时", "超额", "完成", "滞后", "仅完成率"],
)
def test_a_row_of_plan_result_rate_and_remark_is_one_result(row: str, wanted: tuple[object, ...]) -> None:
    (result,) = results(TITLE, HEADS, row, "2 | 改造道路 | 市建设局 | 30条 | | | |")
    number, unit, target, share, status, basis = wanted
    assert said(result) == (
        None if number is None else Decimal(str(number)).normalize(),
        unit,
        target,
        None if share is None else Decimal(str(share)).normalize(),
        status,
        basis,
    )
    assert result.as_of == "2023-09-30"


def test_a_rate_that_the_values_do_not_bear_out_is_said_and_both_are_kept() -> None:
    parsed = read(TITLE, HEADS, "1 | 改造老旧小区 | 市住建局 | 170个 | 145个 | 87.9% | |", "2 | 改造道路 | 市建设局 | 30条 | | | |")
    (problem,) = [problem for problem in parsed.document.problems if problem.code == "share-differs"]
    assert (problem.line, problem.severity) == (3, "note")
    assert "87.9" in problem.message
    assert "85.29" in problem.message
    (result,) = parsed.tasks[0].results
    assert (result.value, result.share) == (Decimal(145), Decimal("87.9"))


@pytest.mark.parametrize("rate", ["85%", "85.3%", "85.2%", "86%"], ids=str)
def test_a_rate_that_is_rounded_or_cut_off_is_borne_out(rate: str) -> None:
    row = f"1 | 改造老旧小区 | 市住建局 | 170个 | 145个 | {rate} | |"
    codes = {problem.code for problem in read(TITLE, HEADS, row, "2 | 改造道路 | 市建设局 | 30条 | | | |").document.problems}
    assert "share-differs" not in codes


def test_an_empty_column_of_results_tells_nothing() -> None:
    parsed = read("云岫市2023年重点工作", HEADS, "1 | 新建驿站 | 市民政局 | 20个 | | | |", "2 | 改造道路 | 市建设局 | 30条 | | | |")
    assert [task.results for task in parsed.tasks] == [(), ()]


def test_a_label_line_tells_what_was_reached() -> None:
    found = results(
        "云岫市2023年民生实事项目上半年进展情况",
        "1.新增安装探头300套。",
        "责任单位：市公安局",
        "实际完成情况：整体进度已完成年度目标任务的55%，项目有序推进。",
        "2.改造道路5条。",
        "责任单位：市建设局",
        "实际完成情况：已改造道路2条。",
    )
    assert [said(result) for result in found] == [
        (None, None, 0, Decimal(55), "on-track", "printed"),
        (Decimal(2), "条", 0, Decimal(40), "behind", "derived"),
    ]
    assert {result.as_of for result in found} == {"2023-06-30"}


def test_what_is_behind_leads_to_the_promise() -> None:
    found = results(
        "云岫市2023年前三季度《政府工作报告》目标落实情况通报",
        "未达到序时进度要求的目标如下：",
        "1.地区生产总值（第1项）：增长6.1%，低于目标0.9个百分点。",
        "2.外贸进出口总额（第8项）：预计下降8%左右，低于目标15个百分点。",
        "3.居民消费价格（第9项）：上升2.1%，低于目标0.9个百分点。",
    )
    assert [(r.indicator, r.value, r.status, r.status_basis, r.derived_target, r.estimate) for r in found] == [
        ("地区生产总值增长", Decimal("6.1"), "behind", "derived", Decimal("7.0"), False),
        ("外贸进出口总额下降", Decimal(8), "behind", "derived", None, True),
        ("居民消费价格上升", Decimal("2.1"), "done", "derived", Decimal("3.0"), False),
    ]


def test_a_number_is_a_target_or_a_result_and_never_both() -> None:
    (task, _) = read(
        "云岫市2023年任务", "1.新建驿站30个，实际建成12个。（责任单位：市民政局）", "2.改造道路5条。（责任单位：市建设局）"
    ).tasks
    assert [target.value for target in task.targets] == [30]
    assert [said(result)[:3] for result in task.results] == [(Decimal(12), "个", 0)]


def test_quote_and_span_lead_to_the_words() -> None:
    lines = (TITLE, HEADS, "1 | 新增城镇就业 | 市人社局 | 2000人 | 1600人 | 80% | |", "2 | 改造道路 | 市建设局 | 30条 | | | |")
    (result,) = results(*lines)
    assert "\n".join(lines)[result.start : result.end] == result.quote == "1600人"


def test_a_state_of_the_month_does_not_make_half_of_the_year_done() -> None:
    row = "1 | 新增城镇就业 | 市人社局 | 2000人 | 已完成。 新增就业900人，完成率45%。 | | |"
    (result,) = results("云岫市2023年4月实事进展情况", HEADS, row, "2 | 改造道路 | 市建设局 | 30条 | | | |")
    assert said(result) == (Decimal(9).scaleb(2).normalize(), "人", 0, Decimal(45), "on-track", "derived")
