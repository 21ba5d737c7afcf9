"""A decision is laid over the reading, is told to be needed no more, refused, or told to be lost: never passed over in silence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from kg.correcting.applying import in_force
from kg.correcting.settling import SETTLED_BY
from kg.model.doubts import KINDS
from kg.model.jsonl import read_records, record_lines
from tests.correcting.cases import NOTICE, TITLE, at, decide, laid, read, states

FIRST, THIRD = at("地区生产总值增长7%"), at("青岭至云岫公路")


def test_the_notice_reads_as_the_tests_say() -> None:
    parsed = read()
    assert [task.number for task in parsed.tasks] == ["1", "2", "3", "4", "5"]
    assert [unit.name for unit in parsed.tasks[0].units] == ["县发改局", "县经信局"]
    assert parsed.tasks[0].units[0].basis == "inferred"
    assert parsed.tasks[0].leaders[0].name == "柏舟"


def test_bodies_are_set_with_basis_span_and_who_said_so() -> None:
    units = [{"name": "县经信局", "role": "lead"}, {"name": "县发改局"}, {"name": "各乡镇"}]
    found = laid({"by": "督查室", "when": "2026-11-27T09:12:00+08:00", "why": "电话核实", "at": FIRST, "set": {"units": units}})
    task = found.parsed.tasks[0]
    assert [(u.name, u.role, u.basis, u.collective) for u in task.units] == [
        ("县经信局", "lead", "corrected", False), ("县发改局", "support", "corrected", False), ("各乡镇", "support", "corrected", True),
    ]  # fmt: skip
    assert [NOTICE[u.start : u.end] for u in task.units] == ["县经信局", "县发改局", "各乡镇"]
    (amendment,) = task.corrections
    assert (amendment.id, amendment.by, amendment.why, amendment.keys) == ("c-1", "督查室", "电话核实", ("units",))
    assert '"县发改局"' in (amendment.printed or "")
    assert found.parsed.tasks[1:] == read().tasks[1:]


def test_a_name_that_an_ocr_misread_may_be_one_that_is_not_in_the_text() -> None:
    found = laid({"at": at("县交通局"), "set": {"units": [{"name": "县交通运输局", "role": "lead"}]}})
    (unit,) = found.parsed.tasks[2].units
    assert NOTICE[unit.start : unit.end] == "县交通局"


def test_what_the_program_reads_so_by_now_is_needed_no_more_and_keeps_its_ground() -> None:
    found = laid({"at": at("改造老旧小区"), "set": {"targets": [{"quote": "老旧小区8个", "value": 8}, {"quote": "电梯20台", "value": 20}]}})
    assert states(found) == ["unneeded"]
    assert found.parsed.tasks == read().tasks


def test_a_lead_that_was_inferred_is_no_guess_any_more_when_somebody_says_so() -> None:
    units = [{"name": "县发改局", "role": "lead"}, {"name": "县经信局", "role": "support"}]
    found = laid({"at": FIRST, "set": {"units": units}})
    assert states(found) == ["applied"]
    assert {unit.basis for unit in found.parsed.tasks[0].units} == {"corrected"}


def test_leaders_numbers_and_dates_are_set() -> None:
    found = laid(
        {"at": FIRST, "set": {"leaders": [{"name": "林语涵", "title": "副县长"}], "number": "1.1", "deadline": "2024年6月底"}},
        {"at": THIRD, "set": {"leaders": [{"name": "柏舟"}]}},
    )
    first, third = found.parsed.tasks[0], found.parsed.tasks[2]
    assert [(one.name, one.title, one.basis) for one in first.leaders] == [("林语涵", "副县长", "corrected")]
    assert (first.number, first.deadline) == ("1.1", "2024年6月底")
    assert states(found) == ["applied", "unneeded"]
    assert third.leaders == read().tasks[2].leaders


def test_targets_keep_what_is_not_said_of_them() -> None:
    given = [
        {"quote": "地区生产总值增长7%", "comparator": "ge"},
        {"quote": "增加值增长8.5%", "value": 8.5, "unit": "%", "indicator": "增加值"},
    ]
    found = laid({"at": FIRST, "set": {"targets": given}})
    one, other = found.parsed.tasks[0].targets
    assert (one.indicator, one.comparator, one.value, one.change) == ("地区生产总值", "ge", Decimal(7), "increase")
    assert (other.quote, other.value, other.change, other.indicator) == ("增加值增长8.5%", Decimal("8.5"), "increase", "增加值")


def test_a_target_a_result_and_a_task_are_dropped_and_added() -> None:
    found = laid(
        {"at": at("规上工业增加值增长8.5%"), "drop": "target"},
        {"at": at("完成投资3.2亿元"), "add": {"result": {"value": 3.2, "unit": "亿元", "status": "done"}}},
        {"at": at("5.改造老旧小区8个"), "drop": "task"},
        {"at": at("优化学校布局"), "add": {"task": {"units": [{"name": "县教育局", "role": "lead"}], "number": "4b"}}},
        {"at": at("县财政局\n二、"), "add": {"unit": {"name": "县自然资源局"}}},
        {"at": at("新增公办幼儿园学位600个"), "add": {"leader": {"name": "柏舟"}}},
    )
    assert states(found) == ["applied"] * 6
    tasks = found.parsed.tasks
    assert [task.number for task in tasks] == ["1", "2", "3", "4", "4b"]
    assert [target.quote for target in tasks[0].targets] == ["地区生产总值增长7%"]
    assert [(r.value, r.status, r.status_basis, NOTICE[r.start : r.end]) for r in tasks[2].results] == [
        (Decimal("3.2"), "done", "printed", "完成投资3.2亿元")
    ]
    assert [unit.name for unit in tasks[2].units] == ["县交通局", "县财政局", "县自然资源局"]
    assert [one.name for one in tasks[3].leaders] == ["林语涵", "柏舟"]
    assert (tasks[4].text, tasks[4].section, tasks[4].leaders) == ("优化学校布局", "二", tasks[3].leaders[:1])
    assert found.parsed.document.corrections[0].keys == ("task",)


def test_a_boundary_is_moved_and_the_targets_go_with_the_text() -> None:
    found = laid(
        {"at": FIRST, "set": {"text": "地区生产总值增长7%"}},
        {"at": at("规上工业增加值"), "add": {"task": {"text": "规上工业增加值增长8.5%"}}},
    )
    first, second = found.parsed.tasks[:2]
    assert (first.text, [target.quote for target in first.targets]) == ("地区生产总值增长7%", ["地区生产总值增长7%"])
    assert (second.text, [target.value for target in second.targets]) == ("规上工业增加值增长8.5%", [Decimal("8.5")])
    assert NOTICE[second.start : second.end] == second.text


def test_the_document_itself_is_set() -> None:
    found = laid({"set": {"region": "云岫市青岭县", "year": 2025, "kind": "progress", "number": "青政办〔2024〕3号"}})
    record = found.parsed.document
    assert (record.region, record.year, record.kind, record.number, record.region_stated) == (
        "云岫市青岭县",
        2025,
        "progress",
        "青政办〔2024〕3号",
        True,
    )
    assert "region-unknown" not in record.doubts


def test_a_confirmation_settles_doubts_and_a_judgement_gives_one() -> None:
    doubtful = NOTICE.replace("责任单位：县交通局、县财政局", "责任单位：县交通局、县财政局（其他略")
    before = read(doubtful)
    place = at("青岭至云岫公路", doubtful)
    assert before.tasks[2].doubts
    confirmed = laid({"at": place, "confirm": True}, text=doubtful).parsed
    assert confirmed.tasks[2].doubts == ()
    assert not set(confirmed.document.doubts) & set(before.tasks[2].doubts)
    judged = laid({"at": THIRD, "confirm": False, "fields": ["units", "targets"]}).parsed
    assert judged.tasks[2].doubts == ("judged-wrong",)
    assert [problem.message for problem in judged.document.problems if problem.code == "judged-wrong"] == [
        "a person says that this is read wrongly, and not what is right: targets, units"
    ]
    mended = laid({"at": THIRD, "confirm": False}, {"at": THIRD, "set": {"units": [{"name": "县交通局", "role": "lead"}]}}).parsed
    assert mended.tasks[2].doubts == ()


def test_every_doubt_that_is_settled_is_one() -> None:
    assert {code for codes in SETTLED_BY.values() for code in codes} <= set(KINDS)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"at": FIRST, "set": {"targets": [{"quote": "增长九成", "value": 9}]}}, "does not stand in the task's text"),
        ({"at": FIRST, "set": {"results": [{"quote": "已完成九成"}]}}, "does not stand in the notice"),
        ({"at": FIRST, "set": {"results": [{"quote": "增长7%", "target": 5}]}}, "target is 5"),
        ({"at": FIRST, "set": {"text": "地区生产总值增长9%"}}, "does not stand in the notice"),
        ({"at": FIRST, "set": {"units": [{"role": "lead"}]}}, "name"),
        ({"at": FIRST, "set": {"units": [{"name": "县发改局", "role": "leader"}]}}, "role"),
        ({"at": FIRST, "set": {"units": {}}}, "no array"),
        ({"at": FIRST, "set": {"number": 3}}, "expected a text"),
        ({"at": FIRST, "set": {"units": [], "year": 2024}}, "a document has"),
        ({"at": at(TITLE), "set": {"units": []}}, "stand in none"),
        ({"set": {"year": "今年"}}, "year"),
        ({"at": at("2024年2月6日"), "drop": "task"}, "in no task"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_what_contradicts_the_notice_is_refused(line: dict[str, Any], reason: str) -> None:
    found = laid(line)
    assert states(found) == ["refused"]
    assert reason in found.outcomes[0].reason
    assert found.parsed.tasks == read().tasks


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ({"at": {"exact": "修建机场"}, "confirm": True}, "does not stand there any more"),
        ({"at": {"exact": "责任单位"}, "confirm": True}, "in 5 places"),
        ({"task": {"number": "9"}, "confirm": True}, "0 tasks"),
        ({"at": at("县财政局\n4", NOTICE.replace("二、林语涵同志牵头的重点工作\n", "")), "drop": "task"}, "any more"),
    ],
    ids=lambda value: "" if isinstance(value, dict) else value,
)
def test_what_is_not_found_is_lost_and_says_why(line: dict[str, Any], reason: str) -> None:
    found = laid(line)
    assert states(found) == ["lost"]
    assert reason in found.outcomes[0].reason


@pytest.mark.parametrize("words", ["5.改造老旧小区8个", "5.", "改造老旧", "责任单位：县住建局"])
def test_the_number_of_a_task_is_words_of_it(words: str) -> None:
    found = laid({"at": at(words, NOTICE) if words != "5." else at("5.", NOTICE) | {"suffix": "改造老旧小区8个"}, "drop": "task"})
    assert [task.number for task in found.parsed.tasks] == ["1", "2", "3", "4"]


def test_a_hint_decides_what_words_leave_open() -> None:
    found = laid(
        {"at": {"exact": "县财政局"}, "task": {"section": "二", "number": "4"}, "set": {"units": [{"name": "县教育局", "role": "lead"}]}}
    )
    assert [len(task.units) for task in found.parsed.tasks] == [2, 2, 2, 1, 2]


def test_the_later_line_holds_and_two_people_who_contradict_are_told() -> None:
    one, other = [{"name": "县经信局", "role": "lead"}], [{"name": "县发改局", "role": "lead"}]
    found = laid({"by": "甲", "at": FIRST, "set": {"units": one, "number": "7"}}, {"by": "乙", "at": FIRST, "set": {"units": other}})
    assert states(found) == ["applied", "applied"]
    assert found.outcomes[1].against == ("c-1",)
    task = found.parsed.tasks[0]
    assert ([unit.name for unit in task.units], task.number) == (["县发改局"], "7")
    alone = laid({"by": "甲", "at": FIRST, "set": {"units": one}}, {"by": "甲", "at": FIRST, "set": {"units": other}})
    assert (states(alone), alone.outcomes[1].against) == (["replaced", "applied"], ())
    confirmed = laid({"by": "甲", "at": FIRST, "confirm": True}, {"by": "乙", "at": FIRST, "set": {"units": one}})
    assert confirmed.outcomes[1].against == ("c-1",)


def test_a_task_that_was_dropped_comes_back_with_a_later_correction() -> None:
    units = [{"name": "县经信局", "role": "lead"}]
    found = laid({"at": FIRST, "drop": "task"}, {"at": FIRST, "set": {"units": units}})
    assert (states(found), len(found.parsed.tasks)) == (["replaced", "applied"], 5)
    found = laid({"at": FIRST, "set": {"units": units}}, {"at": FIRST, "drop": "task"})
    assert (states(found), len(found.parsed.tasks)) == (["replaced", "applied"], 4)


def test_one_that_was_taken_back_is_told() -> None:
    given = decide({"at": FIRST, "drop": "task"}, {"takes_back": "c-1", "document": {}}, {"takes_back": "c-7", "document": {}})
    holding, told = in_force(given)
    assert holding == ()
    assert [(one.decision.id, one.state) for one in told] == [("c-1", "replaced"), ("c-2", "applied"), ("c-3", "lost")]


@pytest.mark.parametrize(
    ("document", "concerns"),
    [
        ({"number": "青政办发〔2024〕3号"}, True),
        ({"number": "青政办发[2024]3号"}, True),
        ({"number": "青政办发〔2024〕4号", "title": TITLE}, False),
        ({"title": TITLE}, True),
        ({"title": "另一份通知"}, False),
        ({"sha256": "0" * 64}, False),
        ({"region_code": "330782", "title": TITLE}, True),
    ],
)
def test_which_document_is_meant(document: dict[str, str], concerns: bool) -> None:
    assert bool(laid({"document": document, "at": FIRST, "confirm": True}).outcomes) is concerns


def test_records_with_corrections_are_written_and_read_back() -> None:
    parsed = laid({"by": "甲", "at": FIRST, "set": {"number": "7"}}, {"at": THIRD, "confirm": False}, {"set": {"year": 2025}}).parsed
    (again,) = read_records(list(record_lines(parsed)), "records.jsonl")
    assert [task.corrections for task in again.tasks] == [task.corrections for task in parsed.tasks]
    assert again.document.corrections == parsed.document.corrections


@pytest.mark.parametrize(
    "said",
    [
        {"units": [{"name": ""}]},
        {"units": [{"name": 5}]},
        {"units": [{"role": "lead"}]},
        {"leaders": [{"name": " "}]},
        {"targets": [{"quote": ["增长7%"]}]},
        {"results": [{"value": 7}]},
    ],
)
def test_a_name_or_a_quotation_that_is_none_is_refused(said: dict[str, Any]) -> None:
    found = laid({"at": FIRST, "set": said})
    assert states(found) == ["refused"]
    assert found.parsed.tasks == read().tasks


@pytest.mark.parametrize(
    ("day", "state"), [("2024-13-45", "refused"), ("20240131", "refused"), ("2024-01-31", "applied"), (None, "applied")]
)
def test_a_document_is_issued_on_a_day_that_there_is(day: str | None, state: str) -> None:
    assert states(laid({"set": {"issued": day}})) == [state]
