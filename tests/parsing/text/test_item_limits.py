"""How lines of text become headings and items: each limit from both sides."""

from __future__ import annotations

import pytest

from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing import parse

TITLE = "云陂市2024年重点工作责任分解"


def parsed(*lines: str) -> Parsed:
    text = "\n".join((TITLE, *lines))
    return parse(Source(path="x.txt", file="x.txt", text=text, sha256="0" * 64))


def tasks(*lines: str) -> list[tuple[str | None, str]]:
    return [(task.number, task.text) for task in parsed(*lines).tasks]


def shown(task: Task) -> tuple[str | None, ...]:
    return task.section, task.section_title, task.subsection, task.subsection_title, task.heading, task.parent, task.number


def places(*lines: str) -> list[tuple[str | None, ...]]:
    return [shown(task) for task in parsed(*lines).tasks]


def units(*lines: str) -> list[list[str]]:
    return [[unit.name for unit in task.units] for task in parsed(*lines).tasks]


BY = "（责任单位：市园林局）"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"1.建公园。{BY}", f"2.建绿道。{BY}"), [("1", "建公园。"), ("2", "建绿道。")]),
        ((f"1.建公园{BY}。", f"2.建绿道{BY}；"), [("1", "建公园。"), ("2", "建绿道；")]),
        ((f"1.建公园{BY}2.建绿道{BY}",), [("1", "建公园"), ("2", "建绿道")]),
        ((f"1.建公园{BY}，2.建绿道{BY}",), [("1", "建公园"), (None, "2.建绿道")]),
        ((f"为此安排：1.建公园。{BY}2.建绿道。{BY}",), [("1", "建公园。"), ("2", "建绿道。")]),
        ((f"为此安排：2.建公园。{BY}3.建绿道。{BY}",), [(None, "为此安排：2.建公园。"), ("3", "建绿道。")]),
        ((f"101.建公园。{BY}", f"102.建绿道。{BY}"), [("101", "建公园。"), ("102", "建绿道。")]),
        (("1.建公园", "3.0版", f"绿道。{BY}"), [("1", "建公园3.0版绿道。")]),
        ((f"1.建公园。{BY}", f"2.2024年建绿道。{BY}"), [("1", "建公园。"), ("2", "2024年建绿道。")]),
        ((f"1.建公园。{BY}", f"5.建绿道。{BY}"), [("1", "建公园。"), ("5", "建绿道。")]),
        ((f"1.建桥。{BY}", "2.建公园，", f"7.建绿道。{BY}"), [("1", "建桥。"), ("2", "建公园，7.建绿道。")]),
        (("1.建公园，", f"2.建绿道。{BY}"), [("1", "建公园，"), ("2", "建绿道。")]),
        ((f"1.建公园：（1）东园；（2）西园。{BY}",), [("1", "建公园：（1）东园；（2）西园。")]),
        (("1.建公园：", "（1）东园；", f"（2）西园。{BY}"), [("1", "建公园：（1）东园；（2）西园。")]),
        (("1.建公园：", f"（1）东园。{BY}", f"（2）西园。{BY}"), [("1(1)", "东园。"), ("1(2)", "西园。")]),
        ((f"1.建桥。{BY}", "2.建公园，东园，", f"（二）西园。{BY}"), [("1", "建桥。"), ("2", "建公园，东园，（二）西园。")]),
        (
            ("1.甲：", f"（1）丑。{BY}", f"（2）寅。{BY}", "2.乙，", f"（3）丁。{BY}"),
            [("1(1)", "丑。"), ("1(2)", "寅。"), ("2", "乙，（3）丁。")],
        ),
        ((f"1.建公园。{BY}", "2.建绿道。"), [("1", "建公园。"), ("2", "建绿道。")]),
    ],
)
def test_which_numbers_begin_an_item(lines: tuple[str, ...], found: list[tuple[str | None, str]]) -> None:
    assert tasks(*lines) == found


def test_numbers_begin_again_below_each_heading_or_run_on() -> None:
    again = ["一、园", f"1.甲。{BY}", f"2.乙。{BY}", "二、路", f"1.丙。{BY}", f"2.丁。{BY}"]
    run_on = ["一、园", f"1.甲。{BY}", f"2.乙。{BY}", "二、路", f"3.丙，{BY}", f"4.丁。{BY}"]
    assert [(place[0], place[-1]) for place in places(*again)] == [("一", "1"), ("一", "2"), ("二", "1"), ("二", "2")]
    assert [(place[0], place[-1]) for place in places(*run_on)] == [("一", "1"), ("一", "2"), ("二", "3"), ("二", "4")]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (("一、城建", f"1.甲。{BY}"), ("一", "城建", None, None, None, None, "1")),
        (("一、城建", "（一）园林", f"1.甲。{BY}"), ("一", "城建", "（一）", "园林", None, None, "1")),
        (("一、城建", "1.园林", f"（1）甲。{BY}", f"（2）乙。{BY}"), ("一", "城建", None, None, None, "1.园林", "1(1)")),
        (("——城建", f"1.甲。{BY}"), (None, None, None, None, "城建", None, "1")),
        (("——" + "城" * 58, f"1.甲。{BY}"), (None, None, None, None, "城" * 58, None, "1")),
        (("——" + "城" * 59, f"1.甲。{BY}"), (None, None, None, None, None, None, "1")),
        (("一、城市", "建设", f"1.甲。{BY}"), ("一", "城市建设", None, None, None, None, "1")),
        (("一、城市", "建" * 29, f"1.甲。{BY}"), ("一", "城市" + "建" * 29, None, None, None, None, "1")),
        (("一、城市", "建" * 30, f"1.甲。{BY}"), ("一", "城市", None, None, None, None, "1")),
        (("一、城市。", "建设", f"1.甲。{BY}"), ("一", "城市。", None, None, None, None, "1")),
        (("一、城市", "建设", "道路", f"1.甲。{BY}"), ("一", "城市", None, None, None, None, "1")),
        (("一、王岚牵头的工作", "建设", f"1.甲。{BY}"), ("一", "王岚牵头的工作", None, None, None, None, "1")),
        (("一、城建（牵头领导：王岚）", f"1.甲。{BY}"), ("一", "城建（牵头领导：王岚）", None, None, None, None, "1")),
    ],
)
def test_what_stands_above_an_item_is_its_heading(lines: tuple[str, ...], place: tuple[str | None, ...]) -> None:
    assert places(*lines)[0] == place


@pytest.mark.parametrize(("size", "is_heading"), [(60, True), (61, False)])
def test_a_short_line_behind_a_clause_heads_what_follows_a_long_one_explains(size: int, is_heading: bool) -> None:
    line = "绿" * size
    first, second = parsed(f"1.甲。{BY}", line, f"2.乙。{BY}").tasks
    assert (first.text, second.heading) == (("甲。", line) if is_heading else (f"甲。{line}", None))


@pytest.mark.parametrize(("size", "is_heading"), [(45, True), (46, False)])
def test_a_numbered_line_over_several_tasks_is_a_heading_of_up_to_forty_five_characters(size: int, is_heading: bool) -> None:
    title = "绿" * size
    found = parsed(f"一、{title}", f"建公园。{BY}", f"建绿道。{BY}").tasks
    assert [(task.section_title, task.text) for task in found] == (
        [(title, "建公园。"), (title, "建绿道。")] if is_heading else [(None, f"{title}建公园。"), (None, "建绿道。")]
    )


@pytest.mark.parametrize(
    ("size", "is_heading"),
    [(36, True), (37, False)],
)
def test_a_heading_that_names_its_leader_has_up_to_forty_five_characters_before_the_clause(size: int, is_heading: bool) -> None:
    title = "绿" * (size + 9)
    found = parsed(f"一、{title}（牵头领导：王岚）", f"1.甲。{BY}").tasks
    assert len(found) == (1 if is_heading else 2)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (("1.甲。", "2.乙。", "以上各项由市园林局负责。"), [["市园林局"], ["市园林局"]]),
        (("1.甲。", "2.乙。", "3.丙。", "以上2项由市园林局负责。"), [[], ["市园林局"], ["市园林局"]]),
        (("1.甲。", "2.乙。", "该项工作由市园林局负责。"), [[], ["市园林局"]]),
        (("1.甲。（责任单位：市水利局）", "2.乙。", "以上各项由市园林局负责。"), [["市水利局"], ["市园林局"]]),
        (("1.甲。", "2.乙。", "以上9项由市园林局负责。"), [["市园林局"], ["市园林局"]]),
        (("一、城建", "1.甲。", "以上各项由市水利局负责。", "二、路", "2.乙。", "以上各项由市园林局负责。"), [["市水利局"], ["市园林局"]]),
    ],
)
def test_a_sentence_answers_for_the_items_above(lines: tuple[str, ...], found: list[list[str]]) -> None:
    assert units(*lines) == found


def codes(*lines: str) -> list[str]:
    return [problem.code for problem in parsed(*lines).document.problems if problem.code not in ("region-unknown",)]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 2, 3), []),
        ((1, 3), ["number-gap"]),
        ((1, 2, 2), ["number-repeated"]),
        ((1, 2, 3, 2), ["number-back"]),
        ((1, 2, 1), ["number-back"]),
        ((3, 4), []),
    ],
)
def test_numbers_that_are_skipped_given_twice_or_go_back_are_doubts(numbers: tuple[int, ...], said: list[str]) -> None:
    assert codes(*(f"{number}.建公园。{BY}" for number in numbers)) == said


@pytest.mark.parametrize(("numbers", "message"), [((1, 3), "2 is not there"), ((1, 4), "2–3 is not there"), ((2, 7), "3–6 is not there")])
def test_a_gap_says_which_numbers_are_not_there(numbers: tuple[int, int], message: str) -> None:
    found = parsed(*(f"{number}.建公园。{BY}" for number in numbers)).document.problems
    assert [problem.message.rpartition(": ")[2] for problem in found if problem.code == "number-gap"] == [message]


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        (("责任单位：市园林局", "责任单位：市园林局"), []),
        (("责任单位：市园林局、市园林局",), ["unit-repeated"]),
        (("任单位：市园林局",), ["label-damaged"]),
        (("责任单位：商务局财政局", "责任单位：商务局"), ["names-run-together"]),
        (("责任单位：青禾",), ["name-doubtful"]),
        (("责任单位：各" + "园" * 37 + "单位",), []),
        (("责任单位：各" + "园" * 38 + "单位",), ["name-doubtful"]),
        (("责任单位：" + "市" + "水" * 38 + "局",), []),
        (("责任单位：" + "市" + "水" * 39 + "局",), ["name-doubtful"]),
        (("责任单位：青禾互助社", "责任单位：青禾互助社", "责任单位：青禾助社"), ["name-damaged"]),
        (("责任单位：青禾互助社", "责任单位：青禾助社"), []),
        (("责任单位：青禾互助社", "责任单位：青禾互助社", "责任单位：青禾助社", "责任单位：青禾助社"), []),
        (("责任单位：青社", "责任单位：青禾社", "责任单位：青禾社"), ["name-damaged"]),
        (("责任单位：青禾互助生产供销社", "责任单位：青禾互助生产供销社", "责任单位：青禾互生产供销社"), ["name-damaged"]),
        (("责任单位：青禾互助生产联供销社", "责任单位：青禾互助生产联供销社", "责任单位：青禾互生产联供销社"), []),
    ],
)
def test_what_is_doubtful_of_names_is_said(clauses: tuple[str, ...], said: list[str]) -> None:
    lines = [line for number, clause in enumerate(clauses, 1) for line in (f"{number}.建公园。", clause)]
    assert codes(*lines) == said


def test_a_task_without_units_is_a_doubt() -> None:
    found = parsed(f"1.建公园。{BY}", "2." + "绿" * 41, "3.建校。", "责任领导：王岚")
    assert [(p.severity, p.message) for p in found.document.problems if p.code == "task-without-units"] == [
        ("doubt", f"no unit found for {'绿' * 39}…"),
        ("doubt", "no unit found for 建校。"),
    ]
