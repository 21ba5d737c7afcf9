"""The damage test can rely on its parts: each kind damages, what is damaged is known, what is wrong is found, and what is said."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random

import pytest

from fuzzing.damage.command import cases, main, shown, table
from fuzzing.damage.edits import Edit, damage
from fuzzing.damage.judging import align, judge
from fuzzing.damage.kinds import KINDS, Kind
from fuzzing.damage.notice import Notice, notices, read
from kg.model.records import Parsed, Problem


@cache
def samples() -> tuple[Notice, ...]:
    return tuple(notices(None))


def sample(number: str) -> Notice:
    return next(notice for notice in samples() if notice.file.startswith(number))


def without_damage(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_changes_the_text_of_some_sample_at_each_of_its_places(kind: Kind) -> None:
    changed = 0
    for notice in samples():
        for place in kind.places(notice, Random(1)):
            if place:
                assert damage(notice.text, [place]).text != notice.text
                changed += 1
    assert changed


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kind_says_what_counts_as_wrong(kind: Kind) -> None:
    said = kind.places.__doc__ or ""
    assert re.search(r"as before|[Ww]rong|expected|must be read|[Rr]ight|may be read|lead", said)


@pytest.mark.parametrize("name", ["joined lines", "wrapped lines", "line end in name", "columns swapped", "moved line"])
def test_damage_to_the_layout_leaves_every_character(name: str) -> None:
    for notice in samples():
        for place in KINDS[name].places(notice, Random(2))[:5]:
            damaged = damage(notice.text, [place]).text
            assert sorted(without_damage(damaged)) == sorted(without_damage(notice.text))


def test_the_same_seed_gives_the_same_damage_and_another_one_other_damage() -> None:
    notice, kinds = sample("11"), [KINDS["rows joined"], KINDS["heading joined"]]
    wrong = [[[(one.first, one.what) for one in case.wrong] for case in cases([notice], kinds, [seed])] for seed in (1, 1, 2)]
    assert wrong[0] == wrong[1] != wrong[2]


def test_it_is_known_where_a_character_went() -> None:
    text = "甲乙丙丁戊"
    damaged = damage(text, [(Edit(0, 2), Edit(4, 4, ("，", (0, 2)))), (Edit(2, 3, ("□",)),)])
    assert damaged.text == "□丁，甲乙戊"
    assert [damaged.where[offset] for offset in range(5)] == [3, 4, -1, 1, 5]
    assert damaged.survivors(2, 4) == 1
    assert damage(text, [(Edit(2, 3, ("□",)),)]).printed(1, 3) == "乙□"
    assert damaged.moved(0, 2)
    assert not damaged.moved(3, 4)


def test_damage_that_overlaps_other_damage_is_not_done() -> None:
    assert damage("甲乙丙", [(Edit(0, 2),), (Edit(1, 3),)]).text == "丙"


@pytest.mark.parametrize(
    ("wanted", "found", "pairs"),
    [
        pytest.param(["新建公园3个", "改造道路5公里"], ["改造道路5公里", "新建公园3个"], {0: 1, 1: 0}, id="in another order"),
        pytest.param(["新建公园3个"], ["新建公园3个2.改造道路5公里"], {0: 0}, id="with the next one's words"),
        pytest.param(["新建公园3个和停车场20处"], ["新建公园3个"], {0: 0}, id="in part"),
        pytest.param(["新建公园3个", "改造道路5公里"], ["新建公园3个2.改造道路5公里"], {1: 0}, id="two in one: the other is missing"),
        pytest.param(["新建公园3个"], ["第3页"], {}, id="invented"),
        pytest.param(["新建公园3个"], [], {}, id="missing"),
    ],
)
def test_tasks_are_aligned_by_their_words(wanted: list[str], found: list[str], pairs: dict[int, int]) -> None:
    assert align([(text, 0) for text in wanted], [(text, 0) for text in found]) == pairs


def test_of_two_tasks_with_the_same_words_the_nearer_one_is_taken() -> None:
    assert align([("新建公园", 90)], [("新建公园", 5), ("新建公园", 80)]) == {0: 1}


def judged(notice: Notice, parsed: Parsed) -> list[tuple[str, bool]]:
    return [(wrong.what, wrong.said) for wrong in judge(notice, KINDS["joined lines"], damage(notice.text, []), parsed)]


@pytest.mark.parametrize("notice", samples(), ids=lambda notice: notice.file)
def test_nothing_is_wrong_where_nothing_was_damaged(notice: Notice) -> None:
    assert judged(notice, notice.parsed) == []


def test_what_is_wrong_with_a_task_is_found() -> None:
    notice = sample("07")
    tasks = list(notice.parsed.tasks)
    tasks[0] = replace(tasks[0], text="别的文字" + tasks[0].text)
    tasks[1] = replace(tasks[1], units=tasks[1].units[:1])
    tasks[2] = replace(tasks[2], units=tuple(replace(unit, role="support") for unit in tasks[2].units))
    tasks[3] = replace(tasks[3], leaders=())
    tasks[5] = replace(tasks[5], targets=())
    del tasks[4]
    wrong = judged(notice, replace(notice.parsed, tasks=tuple(tasks)))
    assert [what for what, _ in wrong] == ["text", "units", "roles", "leaders", "missing", "targets"]


def test_a_problem_on_the_lines_of_a_wrong_task_says_it_and_a_note_does_not() -> None:
    notice = sample("07")
    line = notice.text.count("\n", 0, notice.tasks[3].at[0]) + 1
    tasks = tuple(replace(task, leaders=()) if number == 3 else task for number, task in enumerate(notice.parsed.tasks))

    def said(problem: Problem) -> list[tuple[str, bool]]:
        return judged(notice, replace(notice.parsed, tasks=tasks, document=replace(notice.parsed.document, problems=(problem,))))

    assert said(Problem("unread", line, "")) == [("leaders", True)]
    assert said(Problem("unread", line - 6, "", to_line=line)) == [("leaders", True)]
    assert said(Problem("unread", line + 6, "")) == [("leaders", False)]
    assert said(Problem("unread", line, "", severity="note")) == [("leaders", False)]
    assert said(Problem("region-unknown", line, "")) == [("leaders", False)]
    assert said(Problem("no-task-list", 1, "", severity="error")) == [("leaders", True)]


def test_what_is_no_longer_printed_is_not_expected() -> None:
    notice = sample("07")
    kind, first = KINDS["lost line"], notice.tasks[1]
    damaged = damage(notice.text, [(Edit(first.units[1].at[0] - 1, first.units[2].at[1]),)])  # （…；配合单位：甲局、乙局） without both
    tasks = tuple(replace(task, units=task.units[:1]) if number == 1 else task for number, task in enumerate(notice.parsed.tasks))
    assert not judge(notice, kind, damaged, replace(notice.parsed, tasks=tasks))
    assert judge(notice, kind, damaged, notice.parsed)


def test_a_name_may_be_read_as_it_is_printed_or_as_it_was() -> None:
    notice = sample("06")
    unit = notice.tasks[1].units[0]
    damaged = damage(notice.text, [(Edit(unit.at[1] - 1, unit.at[1], ("同",)),)])
    parsed = read(damaged.text, notice.file)
    assert {one.name for one in parsed.tasks[1].units} != {one.name for one in notice.parsed.tasks[1].units}
    assert not judge(notice, KINDS["name misread"], damaged, parsed)
    assert not judge(notice, KINDS["name misread"], damaged, notice.parsed)


def test_a_lost_mark_makes_the_first_unit_the_lead() -> None:
    notice = sample("12")
    kind = KINDS["marks lost"]
    damaged = damage(notice.text, kind.places(notice, Random(0)))
    assert "*市" not in damaged.text
    assert not judge(notice, kind, damaged, read(damaged.text, notice.file))


def test_two_samples_are_damaged_in_every_way_and_the_figures_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    done = list(cases([sample("07"), sample("10")], list(KINDS.values()), [3]))
    figures, share = table(done)
    wrong = [(case, one) for case in done for one in case.wrong]
    assert 0 < share < 1
    assert share == pytest.approx(sum(one.said for _, one in wrong) / len(wrong))
    assert len(figures.splitlines()) == len({case.kind.name for case in done}) + 5
    for case, one in wrong:
        assert case.text or one.said
        assert shown(case, one).startswith(f"{case.kind.name}, ")


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("1.01", 1)])
def test_too_small_a_share_is_an_exit_code(least: str, code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--kind", "colon lost", "--seed", "4", "--at-least", least, "--show", "1", "--texts", str(tmp_path)])
    assert ended.value.code == code
    assert "colon lost" in capsys.readouterr().out
