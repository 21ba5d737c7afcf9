"""Two years of one place differ by what was edited, and by nothing else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from kg.building.build import build
from kg.comparing import Wording, compare, plans_of, rows
from kg.model.errors import BadQuery, StoreError
from tests.comparing.years import NOTICE, built, changes, compared, next_year
from tests.documents.notices import CORPUS

# What is edited, and the one change that it is: kind, change, what, old, new.
Edit = tuple[tuple[str, str], tuple[str, str, str | None, object, object]]
EDITS: dict[str, Edit] = {
    "降低": (("增长8%", "增长7%"), ("target", "lowered", "规上工业增加值", "increase 8%", "increase 7%")),
    "提高": (("800个", "1000个"), ("target", "raised", "停车位", "800个", "1000个")),
    "口径": (("学位500个", "学位500个以上"), ("target", "different", "新增学位", "500个", "≥ 500个")),
    "改写": (
        ("快速路", "大道及沿线隧道"),
        ("task", "reworded", None, "2022年底前开通云栖快速路。", "2023年底前开通云栖大道及沿线隧道。"),
    ),
    "取消": (
        ("4.办好云岫工业博览会，引进龙头项目。（牵头单位：市经信局；配合单位：市建设局）\n", ""),
        ("task", "dropped", None, "办好云岫工业博览会，引进龙头项目。", None),
    ),
    "新增": (
        ("二、副市长", "5.建成智慧粮仓。（牵头单位：市财政局）\n二、副市长"),
        ("task", "new", None, None, "建成智慧粮仓。"),
    ),
    "换单位": (("市财政局、市交通局", "市教育局、市交通局"), ("party", "replaced", "support", "市财政局", "市教育局")),
    "加单位": (("市财政局、市交通局", "市财政局、市教育局、市交通局"), ("party", "joined", "市教育局", None, "support")),
    "新单位": (("市财政局、市交通局", "市财政局、市水利局、市交通局"), ("bureau", "gained", "市水利局", 0, 1)),
    "换领导": (("陈立", "林岚"), ("leader", "replaced", "常务副市长", "陈立", "林岚")),
}


def told(folder: Path, *names: str) -> list[tuple[str, str, str | None, object, object]]:
    found = compared(folder, next_year(NOTICE, *(EDITS[name][0] for name in names)))
    return [(row.kind, row.change, row.what, row.old, row.new) for row in changes(found)]


def test_another_year_alone_is_no_change(tmp_path: Path) -> None:
    found = compared(tmp_path, next_year(NOTICE))
    assert changes(found) == []
    assert {row.change for row in rows(found, Wording("en"), everything=True)} == {"same"}
    assert found.regions[0].counts()["task"] == {"same": 6}


@pytest.mark.parametrize("name", EDITS)
def test_one_edit_is_one_change(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name) == [EDITS[name][1]]


# Those of one line exclude each other.
FOURS = [four for four in combinations(EDITS, 4) if len({"换单位", "加单位", "新单位"} & {*four}) < 2]


@pytest.mark.parametrize("names", FOURS[::12], ids="-".join)
def test_four_edits_are_four_changes(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert sorted(told(tmp_path, *names), key=str) == sorted((EDITS[name][1] for name in names), key=str)


def test_builds_are_compared_as_years_are(tmp_path: Path) -> None:
    new = next_year(NOTICE, EDITS["改写"][0], EDITS["换领导"][0])
    one, other = plans_of(built(tmp_path / "a", NOTICE)), plans_of(built(tmp_path / "b", new))
    assert changes(compare(one, other)) == changes(compared(tmp_path / "c", new))


def test_a_real_notice_and_its_copy_with_four_edits(tmp_path: Path) -> None:
    path = next(CORPUS.glob("000_*.txt"), None)
    if path is None:
        pytest.skip("the corpus is not at hand")
    old = path.read_text(encoding="utf-8")
    lines = old.split("\n")
    sixth = next(i for i, line in enumerate(lines) if line.startswith("6."))
    seventh = next(i for i, line in enumerate(lines) if line.startswith("7."))
    lines[seventh] = lines[seventh].replace("7.", "7.统筹谋划，", 1)
    second = next(line for line in lines if line.startswith("二、"))
    leader = second.split("同志")[0].removeprefix("二、")
    lines[lines.index(second)] = second.replace(leader, "林岚", 1)
    new = "\n".join(lines[:sixth] + lines[sixth + 2 :]).replace("增长8%", "增长7%", 1).replace("2022", "2023")
    found = [(row.kind, row.change) for row in changes(compared(tmp_path, new, old))]
    assert found == [("task", "reworded"), ("task", "dropped"), ("target", "lowered"), ("leader", "replaced")]


def test_a_newcomer_without_a_post_who_leads_the_same_tasks_replaces(tmp_path: Path) -> None:
    old = NOTICE.replace("副市长周敏", "周敏同志")
    (row,) = changes(compared(tmp_path, next_year(old, ("周敏", "林岚")), old))
    assert (row.kind, row.change, row.old, row.new) == ("leader", "replaced", "周敏", "林岚")


def test_two_who_change_places_hand_on_their_tasks(tmp_path: Path) -> None:
    old = NOTICE.replace("常务副市长陈立", "陈立同志").replace("副市长周敏", "周敏同志")
    new = next_year(old).replace("陈立", "某").replace("周敏", "陈立").replace("某", "周敏")
    found = [(row.change, row.old, row.new, row.what) for row in changes(compared(tmp_path, new, old))]
    assert found == [("handed", "陈立", "周敏", "4 tasks"), ("handed", "周敏", "陈立", "2 tasks")]


def test_a_person_in_another_post_moved(tmp_path: Path) -> None:
    found = changes(compared(tmp_path, next_year(NOTICE, ("副市长周敏", "秘书长周敏"))))
    assert [(row.change, row.what, row.new) for row in found] == [("moved", "副市长 → 秘书长", "周敏")]


def test_a_task_that_became_two_comes_for_each(tmp_path: Path) -> None:
    old = NOTICE.replace("100场", "100场，修缮古戏台，办好丰收节")
    two = "2.开展送戏下乡活动，修缮古戏台。（牵头单位：市文旅局；配合单位：市教育局）\n3.修缮古戏台，办好丰收节。（"
    found = changes(compared(tmp_path, next_year(old, ("2.开展送戏下乡活动100场，修缮古戏台，办好丰收节。（", two)), old))
    assert [(row.kind, row.change, row.task) for row in found if row.kind == "task"] == [
        ("task", "reworded", "二 2"),
        ("task", "reworded", "二 3"),
    ]


def test_lists_of_another_horizon_are_left_out_and_said(tmp_path: Path) -> None:
    five = NOTICE.replace("2022年重点工作", "今后五年（2022—2026年）重点工作").replace("9号", "8号")
    plans = plans_of(built(tmp_path, NOTICE, five, next_year(NOTICE)))
    found = compare(plans, plans, old_year=2022, new_year=2023)
    assert changes(found) == []
    assert [(note.code, note.facts["years"]) for note in found.notes] == [("in-force", "2022-2026")]


def test_without_sentences_all_but_the_tasks_is_compared(tmp_path: Path) -> None:
    for number, text in enumerate((NOTICE, next_year(NOTICE, EDITS["降低"][0], EDITS["换领导"][0]))):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "0.txt", tmp_path / "1.txt"], tmp_path / "out", with_text=False)
    plans = plans_of(tmp_path / "out")
    found = compare(plans, plans, old_year=2022, new_year=2023)
    assert [note.code for note in found.notes] == ["without-text"]
    assert [(row.kind, row.change) for row in changes(found)] == [("target", "lowered"), ("leader", "replaced")]


def test_only_the_place_that_is_asked_for(tmp_path: Path) -> None:
    other = NOTICE.replace("云岫市", "青岭县").replace("云政办", "青政办")
    plans = plans_of(built(tmp_path, NOTICE, next_year(NOTICE), other))
    assert [region.name for region in compare(plans, plans, old_year=2022, new_year=2023, region="云岫市").regions] == ["云岫市"]
    found = compare(plans, plans, old_year=2022, new_year=2023, names=("2022", "2023"))
    assert [(note.code, note.facts["region"], note.facts["side"]) for note in found.notes] == [("only-in", "青岭县", "2022")]
    with pytest.raises(BadQuery, match="云岫市"):
        compare(plans, plans, old_year=2022, new_year=2023, region="云岫县")
    with pytest.raises(StoreError, match="云岫市: 2022, 2023"):
        compare(plans, plans, old_year=2021, new_year=2023)
    with pytest.raises(BadQuery, match="the graph has no ''"):
        compare(plans, plans, old_year=2022, new_year=2023, region="")
    with pytest.raises(BadQuery, match="2022 is named twice"):
        compare(plans, plans, old_year=2022, new_year=2022)


def test_what_holds_for_both_sides_is_said_once(tmp_path: Path) -> None:
    plans = plans_of(built(tmp_path, NOTICE, next_year(NOTICE)))
    assert [(note.code, note.facts["years"]) for note in compare(plans, plans).notes] == [("added-up", "2022, 2023")]
