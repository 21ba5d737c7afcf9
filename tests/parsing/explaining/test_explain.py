"""Why a notice was read as it was: label, list of words, basis and place, for each family of layouts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents import Source, read
from kg.model.records import LeaderBasis
from kg.parsing import parse
from kg.parsing.explaining import Explanation, explain
from kg.parsing.explaining.entries import column_entries, label_entries, name_entries, person_entries, role_entries
from kg.parsing.explaining.explanation import LineReason
from kg.resources import SAMPLES

NAMES = sorted(path.stem for path in SAMPLES.glob("*.txt"))


def source_of(text: str) -> Source:
    return Source(path="notice.txt", file="notice.txt", text=text, sha256="0" * 64)


@cache
def explained(name: str) -> Explanation:
    (source,) = read(SAMPLES / f"{name}.txt")
    assert isinstance(source, Source)
    return explain(source)


def line_with(told: Explanation, words: str) -> LineReason:
    return next(line for line in told.lines if words in told.text[line.start : line.end])


def clause_under(told: Explanation, label: str | None) -> LineReason:
    return next(line for line in told.lines if any(part.label == label for clause in line.clauses for part in clause.parts))


@pytest.mark.parametrize("name", NAMES)
def test_every_character_stands_in_one_stretch_of_its_line(name: str) -> None:
    told = explained(name)
    assert "".join(told.text[part.start : part.end] for line in told.lines for part in line.stretches) == told.text
    assert all(line.start <= part.start and part.end <= line.end + 1 for line in told.lines for part in line.stretches)


@pytest.mark.parametrize("name", NAMES)
def test_the_explanation_is_of_the_reading_itself(name: str) -> None:
    (source,) = read(SAMPLES / f"{name}.txt")
    assert isinstance(source, Source)
    parsed, told = parse(source), explained(name)
    assert told.document == parsed.document
    assert tuple(reason.task for reason in told.tasks) == parsed.tasks


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_a_ground_and_every_role_its_label(name: str) -> None:
    told = explained(name)
    names = [reason for line in told.lines for reason in line.names]
    assert {number for reason in names for number in reason.tasks} == {task.number for task in told.tasks if task.task.units}
    assert all(reason.grounds or "name-doubtful" in {doubt.code for doubt in told.document.problems} for reason in names)
    assert all(reason.label for reason in names if reason.unit.basis == "labelled")


FAMILIES = [
    ("01-leader-sections", "line", "责任单位", "roles", "sole"),
    ("02-pdf-as-markdown", "bracket", "责任单位", "roles", "marked"),
    ("03-web-page-one-line", "line", "责任单位", "roles", "declared"),
    ("04-flattened-table", "column", "责任单位", "roles", "marked"),
    ("05-several-annexes", "line", "责任单位", "roles", "declared"),
    ("06-label-lines", "line", "牵头单位", "roles", "labelled"),
    ("07-bracket-labels", "bracket", "牵头单位", "roles", "labelled"),
    ("08-words-after-names", "worded", "牵头", "roles", "labelled"),
    ("09-bare-brackets", "bare", None, "", "inferred"),
    ("10-pipe-table", "column", "牵头单位", "roles", "labelled"),
    ("11-tab-table", "column", "牵头单位", "roles", "labelled"),
    ("12-star-marks", "column", "责任单位", "roles", "marked"),
    ("13-sub-items", "bare", None, "", "inferred"),
    ("14-traditional-table", "column", "责任单位", "roles", "sole"),
    ("15-no-numbers", "line", "部门分工", "labels", "inferred"),
]


@pytest.mark.parametrize(("name", "form", "label", "file", "basis"), FAMILIES, ids=[family[0] for family in FAMILIES])
def test_each_family_of_layouts_tells_form_label_word_list_and_basis(
    name: str, form: str, label: str | None, file: str, basis: str
) -> None:
    told = explained(name)
    clauses = [clause for line in told.lines for clause in line.clauses if (clause.form or "column") == form]
    parts = [part for clause in clauses for part in clause.parts if part.label == label]
    assert parts, f"{form}: {[(clause.form, [part.label for part in clause.parts]) for line in told.lines for clause in line.clauses][:5]}"
    assert {part.entries[0].file if part.entries else "" for part in parts} == {file}
    assert basis in {reason.unit.basis for line in told.lines for reason in line.names if reason.unit.role == "lead"}


def test_every_sample_has_its_family_here() -> None:
    assert [family[0] for family in FAMILIES] == NAMES


LEADERS: list[tuple[str, LeaderBasis, str, str]] = [
    ("01-leader-sections", "heading", "牵头（联系）", "roles"),
    ("07-bracket-labels", "labelled", "责任领导", "labels"),
    ("10-pipe-table", "column", "责任领导", "labels"),
]


@pytest.mark.parametrize(("name", "basis", "role", "file"), LEADERS, ids=[leader[1] for leader in LEADERS])
def test_a_leader_has_a_basis_a_place_and_words(name: str, basis: LeaderBasis, role: str, file: str) -> None:
    told = explained(name)
    leader = next(reason for line in told.lines for reason in line.leaders if reason.leader.role == role)
    assert leader.leader.basis == basis
    assert [entry.file for entry in leader.entries][:1] == [file]
    assert leader.entries[-1].section in ("surnames", "double_surnames", "posts")
    assert leader.leader.name is not None
    assert leader.leader.name[0] in told.text[told.lines[leader.line - 1].start : told.lines[leader.line - 1].end]


def test_a_heading_says_whom_its_leader_answers_for() -> None:
    told = explained("01-leader-sections")
    heading = line_with(told, "陆知远同志牵头")
    first = told.tasks[heading.leaders[0].tasks[0]]
    assert (first.task.number, first.leader_lines) == ("1", (heading.number,))


def test_the_line_of_a_clause_belongs_to_its_task() -> None:
    told = explained("01-leader-sections")
    clause = clause_under(told, "责任单位")
    assert clause.within is not None
    assert told.tasks[clause.within].unit_lines[0] == clause.number
    assert told.tasks[clause.within].line < clause.number


def test_a_declared_lead_names_the_line_of_the_rule() -> None:
    told = explained("05-several-annexes")
    said = {reason.said_at for line in told.lines for reason in line.names if reason.unit.basis == "declared"}
    assert len(said) == 1
    (line,) = said
    assert line is not None
    assert "牵头" in told.text[told.lines[line - 1].start : told.lines[line - 1].end]


def test_the_reading_that_lost_is_told_with_both_weights(tmp_path: Path) -> None:
    rows = ("序号\t工作任务\t责任单位", "1\t新建公园3个（责任单位：市园林局）\t市建设局", "2\t改造道路5条\t市交通局")
    path = tmp_path / "both.txt"
    path.write_text("\n".join(["云岫市2023年重点工作责任分解", *rows]), encoding="utf-8")
    (source,) = read(path)
    assert isinstance(source, Source)
    (contest,) = explain(source).contests
    assert [entrant.family for entrant in contest.entrants] == ["table", "text"]
    assert contest.entrants[0].weight > contest.entrants[1].weight > 0


def test_a_heading_that_the_page_spaced_out_is_one_column() -> None:
    assert [(column.heading, column.kind) for column in line_with(explained("12-star-marks"), "工 作 任 务").columns] == [
        ("序号", "number"),
        ("工作任务", "task"),
        ("责任单位", "responsible"),
    ]


@pytest.mark.parametrize(
    ("label", "files", "words"),
    [
        ("牵头单位", ["roles", "labels"], ["牵头", "单位"]),
        ("牵头责任单位", ["roles", "roles", "labels"], ["牵头", "责任", "单位"]),
        ("责任领导", ["labels"], ["责任领导"]),
        ("完成时限", ["labels"], ["完成时限"]),
        ("牵头", ["roles"], ["牵头"]),
    ],
)
def test_a_label_is_known_by_entries(label: str, files: list[str], words: list[str]) -> None:
    entries = label_entries(label)
    assert [entry.file for entry in entries] == files
    assert [entry.text.split()[0] for entry in entries] == words


def test_an_entry_says_its_file_its_line_and_what_stands_there() -> None:
    (entry,) = role_entries("牵头", "after")
    text = (SAMPLES.parent / "kg" / "knowledge" / "words" / "roles.txt").read_text(encoding="utf-8").splitlines()
    assert text[entry.line - 1].split()[:2] == ["牵头", "lead"]
    assert str(entry) == f"roles.txt:{entry.line} 牵头 lead"


@pytest.mark.parametrize(
    ("name", "grounds", "section"),
    [
        ("市财政局", ("office", "ending"), "endings"),
        ("各镇街", ("set",), "sets"),
        ("青禾促进中心", ("ending",), "endings"),
        ("随便什么", (), None),
    ],
)
def test_a_name_has_its_grounds(name: str, grounds: tuple[str, ...], section: str | None) -> None:
    found, _, entries = name_entries(name)
    assert found == grounds
    assert (entries[0].section if entries else None) in (section, "set_names", "set_tails")


def test_a_column_and_a_person_have_theirs() -> None:
    assert column_entries("建设地点")[0] == "place"
    assert column_entries("没有这一栏") == (None, ())
    assert [entry.section for entry in person_entries("欧阳明", "副市长")] == ["double_surnames", "posts"]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="一、1.（）()：牵头责任单位领导市财政局县民政局王岚副市长\n|\t 。，；序号工作任务▲★", max_size=120))
def test_nothing_raises_whatever_the_text(text: str) -> None:
    told = explain(source_of(text))
    assert "".join(text[part.start : part.end] for line in told.lines for part in line.stretches) == text
