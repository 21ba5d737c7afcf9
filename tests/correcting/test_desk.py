"""What a page for reviewing stands on: each decision is on the disk before it is answered, and what another window wrote is seen."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.program import program
from kg.correcting.decisions import decision_of
from kg.correcting.desk import Desk
from kg.correcting.gold import gold_json, gold_of, unconfirmed
from kg.correcting.ledger import Ledger
from kg.model.errors import BadRecord
from tests.correcting.cases import NOTICE

DOUBTFUL = NOTICE.replace("责任单位：县交通局、县财政局", "责任单位：县交通局、县财政局（其他略")
LEAD = {"set": {"units": [{"name": "县经信局", "role": "lead"}]}}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "青岭县.txt").write_text(DOUBTFUL, encoding="utf-8")
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    return Desk([tmp_path / "青岭县.txt", tmp_path / "空.txt"], Ledger(tmp_path / "corrections.jsonl"))


def only(desk: Desk) -> str:
    (opened,) = desk.documents()
    return opened.key


def test_documents_are_read_and_what_cannot_be_is_told(desk: Desk) -> None:
    opened = desk.open(only(desk))
    assert opened.parsed == opened.printed
    assert len(desk.refused) == 1


def test_a_decision_is_written_before_it_is_answered_and_the_document_is_another(desk: Desk) -> None:
    start = DOUBTFUL.index("地区生产总值")
    when = datetime(2026, 11, 27, 1, 12, tzinfo=UTC)
    opened = desk.decide(only(desk), LEAD, at=(start, start + 6), task=0, by="督查室", why="电话核实", when=when)
    assert [unit.name for unit in opened.parsed.tasks[0].units] == ["县经信局"]
    (line,) = desk.ledger.path.read_text(encoding="utf-8").splitlines()
    written = json.loads(line)
    assert (written["by"], written["why"], written["when"]) == ("督查室", "电话核实", "2026-11-27T01:12:00+00:00")
    assert written["at"]["exact"] == "地区生产总值" and written["task"] == {"part": 1, "section": "一", "number": "1"}
    assert written["document"]["number"] == "青政办发〔2024〕3号"
    assert Desk([desk.ledger.path.parent / "青岭县.txt"], desk.ledger).documents()[0].parsed == opened.parsed


def test_what_contradicts_the_notice_is_not_written(desk: Desk) -> None:
    with pytest.raises(BadRecord, match="does not stand in the task's text"):
        desk.decide(only(desk), {"set": {"targets": [{"quote": "增长九成", "value": 9}]}}, task=0)
    with pytest.raises(BadRecord, match="expected one of"):
        desk.decide(only(desk), {"set": {"text": "x"}, "drop": "task"}, task=0)
    assert not desk.ledger.path.exists()


def test_a_decision_is_undone_by_a_line_more(desk: Desk) -> None:
    key = only(desk)
    desk.decide(key, LEAD, task=0)
    back = desk.take_back(key, desk.decisions[0].id, by="督查室")
    assert back.parsed == back.printed
    assert [decision.action for decision in desk.decisions] == ["set", "takes_back"]
    with pytest.raises(BadRecord, match="no correction c-9"):
        desk.take_back(key, "c-9")


def test_another_window_is_seen_and_loses_nothing(desk: Desk) -> None:
    other = Desk([desk.ledger.path.parent / "青岭县.txt"], desk.ledger)
    key = only(desk)

    def confirm(at: Desk, tasks: range) -> None:
        for task in tasks:
            at.decide(key, {"confirm": True}, task=task)

    threads = [threading.Thread(target=confirm, args=(at, tasks)) for at, tasks in ((desk, range(3)), (other, range(2, 5)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(desk.ledger.read()) == 6
    assert all(len(task.corrections) for task in desk.open(key).parsed.tasks)
    assert desk.open(key).parsed == other.open(key).parsed


def test_the_queue_has_what_changes_most_first_and_gets_shorter(desk: Desk) -> None:
    queue = desk.queue()
    assert [one.weight for one in queue] == sorted((one.weight for one in queue), reverse=True)
    (task,) = (one for one in queue if one.task is not None)
    assert DOUBTFUL[task.start : task.end].startswith("加快推进青岭至云岫公路建设")
    desk.decide(task.document, {"confirm": True}, task=task.task)
    assert [one for one in desk.queue() if one.task is not None] == []


def test_who_looked_at_a_place_of_no_task_has_settled_that_place_alone(tmp_path: Path) -> None:
    text = NOTICE.replace("青岭县人民政府办公室关于印发2024年", "关于印发2024年").replace("青政办发〔2024〕3号", "")
    (tmp_path / "无地名.txt").write_text(text, encoding="utf-8")
    desk = Desk([tmp_path / "无地名.txt"], Ledger(tmp_path / "corrections.jsonl"))
    (one,) = (one for one in desk.waiting(only(desk)) if one.task is None)
    opened = desk.decide(one.document, {"confirm": True, "fields": ["place"]}, at=(one.start, one.end), by="督查室")
    assert [found.task for found in desk.waiting(only(desk)) if found.task is None] == []
    assert all(problem.severity == "note" for problem in opened.parsed.document.problems if problem.code in one.codes)
    assert unconfirmed(opened.parsed) == len(opened.parsed.tasks)
    assert opened.parsed.tasks[0].units == opened.printed.tasks[0].units
    with pytest.raises(BadRecord, match="does not say where"):
        desk.decide(one.document, {"confirm": True, "fields": ["place"]})


def test_gold_is_of_what_somebody_confirmed(desk: Desk) -> None:
    key = only(desk)
    assert unconfirmed(desk.open(key).parsed) == 5
    for task in range(5):
        desk.decide(key, {"confirm": True}, task=task)
    assert unconfirmed(desk.open(key).parsed) == 0
    desk.decide(key, {"confirm": False, "fields": ["units"]}, task=4)
    assert unconfirmed(desk.open(key).parsed) == 1
    desk.decide(key, {"confirm": True}, task=4)
    opened = desk.open(key)
    assert unconfirmed(opened.parsed) == 0
    gold = gold_of(opened.parsed)
    assert gold == json.loads(gold_json(opened.parsed))
    assert gold["document"]["number"] == "青政办发〔2024〕3号"
    assert [task["id"] for task in gold["tasks"]][:2] == ["青岭县-1-一-0-1", "青岭县-1-一-0-2"]
    assert gold["tasks"][0]["units"][0] == {"name": "县发改局", "role": "lead", "basis": "inferred", "collective": False}
    assert gold["tasks"][0]["targets"][0]["optional"] is False
    assert gold["tasks"][0]["leaders"] == [{"name": "柏舟", "title": None, "role": "牵头"}]


def test_a_word_on_the_document_confirms_all_of_it(desk: Desk) -> None:
    opened = desk.decide(only(desk), {"confirm": True})
    assert unconfirmed(opened.parsed) == 0
    assert opened.parsed.document.doubts == ()
    assert decision_of(desk.decisions[0].json(), "x").at is None


def test_the_command_lists_the_queue_and_writes_gold(desk: Desk, tmp_path: Path) -> None:
    notice = str(tmp_path / "青岭县.txt")
    listed = CliRunner().invoke(program, ["review", notice, "--format", "json"])
    assert listed.exit_code == 0
    assert [(row["task"], row["doubts"]) for row in json.loads(listed.stdout)] == [(3, "name-doubtful")]
    wanted = tmp_path / "gold"
    run = CliRunner().invoke(program, ["review", notice, "--export-gold", str(wanted)])
    assert (run.exit_code, wanted.exists(), "5 tasks that nobody confirmed" in run.stderr) == (0, False, True)
    opened = desk.decide(only(desk), {"confirm": True})
    assert CliRunner().invoke(program, ["review", notice, "--export-gold", str(wanted)]).exit_code == 0
    assert json.loads((wanted / "青岭县.json").read_text(encoding="utf-8")) == gold_of(opened.parsed)
    assert json.loads(CliRunner().invoke(program, ["review", notice, "--format", "json"]).stdout) == []
    assert CliRunner().invoke(program, ["review", str(tmp_path / "空.txt"), "-q"]).exit_code == 1
