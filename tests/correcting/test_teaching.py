"""What people put right shows which word is lacking; with that word the program reads it by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli.program import program
from kg.correcting.desk import Desk
from kg.correcting.ledger import Ledger
from kg.correcting.teaching import Lesson, lessons
from tests.correcting.cases import NOTICE

TEXT = NOTICE.replace("责任单位：县交通局、县财政局", "帮办单位：县交通局、县大数据中枢").replace(
    "责任单位：县教育局、县财政局", "责任单位：县教育局、县算力统筹局"
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "青岭县.txt").write_text(TEXT, encoding="utf-8")
    return Desk([tmp_path / "青岭县.txt"], Ledger(tmp_path / "corrections.jsonl"))


def taught(desk: Desk) -> set[tuple[str, str, str]]:
    return {(one.file, one.section, one.line) for one in lessons(desk.documents())}


def decide(desk: Desk, task: int, **said: object) -> None:
    desk.decide(desk.documents()[0].key, {"set": said}, task=task)


def test_a_name_that_ends_like_none_names_its_ending_and_its_label(desk: Desk) -> None:
    decide(desk, 2, units=[{"name": "县交通局", "role": "support"}, {"name": "县大数据中枢", "role": "support"}])
    assert taught(desk) >= {("words/bodies.txt", "endings", "中枢"), ("words/roles.txt", "words", "帮办  support  label")}


def test_an_office_that_stands_in_no_list_is_named_with_the_line(desk: Desk) -> None:
    decide(desk, 3, units=[{"name": "县教育局", "role": "lead"}, {"name": "县算力调度局", "role": "support"}])
    assert ("functions.ttl", "", 'zrf:… skos:altLabel "县算力调度局"@zh .') in taught(desk)


def test_a_surname_a_post_and_an_indicator(desk: Desk) -> None:
    decide(desk, 3, leaders=[{"name": "呆墨", "title": "总调度", "role": "牵头"}])
    decide(desk, 4, targets=[{"quote": "加装电梯20台", "indicator": "楼宇电梯加装量", "value": 20, "unit": "台"}])
    assert taught(desk) >= {
        ("words/people.txt", "surnames", "呆"),
        ("words/people.txt", "posts", "总调度"),
        ("indicators.ttl", "", 'indicator:… skos:altLabel "楼宇电梯加装量"@zh .'),
    }


def test_what_no_word_would_read_is_told_by_layout(desk: Desk) -> None:
    decide(desk, 0, text="地区生产总值增长7%，")
    (lesson,) = lessons(desk.documents())
    assert (lesson.file, len(lesson.corrections)) == ("", 1)
    assert lesson.why == "no word would have read it: a rule for text in the layout text"


def test_corrections_that_the_same_word_would_spare_are_counted_together_and_come_first(desk: Desk) -> None:
    decide(desk, 0, text="地区生产总值增长7%，")
    for task in (1, 3, 4):
        decide(desk, task, units=[{"name": "县大数据中枢", "role": "lead"}])
    first = lessons(desk.documents())[0]
    assert (first.line, len(first.corrections), first.documents) == ("中枢", 3, ("青岭县.txt",))


def test_what_was_confirmed_teaches_only_names_that_were_in_doubt(desk: Desk) -> None:
    key = desk.documents()[0].key
    desk.decide(key, {"confirm": True}, task=0)
    desk.decide(key, {"confirm": False}, task=1)
    assert lessons(desk.documents()) == []


def test_with_the_line_in_a_folder_of_ones_own_the_name_is_in_doubt_no_more(tmp_path: Path) -> None:
    notice = tmp_path / "青岭县.txt"
    notice.write_text(NOTICE.replace("县交通局、县财政局", "县交通局、县大数据中枢"), encoding="utf-8")
    desk = Desk([notice], Ledger(tmp_path / "corrections.jsonl"))
    (waiting,) = desk.queue()
    assert waiting.codes == ("name-doubtful",)
    desk.decide(waiting.document, {"confirm": True}, task=waiting.task)
    (lesson,) = lessons(desk.documents())
    assert isinstance(lesson, Lesson)
    own = tmp_path / "own" / lesson.file
    own.parent.mkdir(parents=True)
    own.write_text(f"[{lesson.section}]\n{lesson.line}\n", encoding="utf-8")
    command = [sys.executable, "-m", "kg", "review", notice, "--list", "--format", "json", "--corrections", tmp_path / "none.jsonl"]
    run = subprocess.run(
        [*map(str, command), "--knowledge", str(tmp_path / "own")], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert json.loads(run.stdout) == []


def test_the_command_prints_them(desk: Desk, tmp_path: Path) -> None:
    decide(desk, 1, units=[{"name": "县算力中枢", "role": "lead"}])
    run = CliRunner().invoke(program, ["review", str(tmp_path / "青岭县.txt"), "--lessons", "--format", "json"])
    (row,) = json.loads(run.stdout)
    assert (row["file"], row["section"], row["line"], row["count"]) == ("words/bodies.txt", "endings", "中枢", 1)
