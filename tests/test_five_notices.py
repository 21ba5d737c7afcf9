"""The five real notices, held against what a reader counted by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.building.build import build
from kg.documents import read
from kg.model.jsonl import task_json
from kg.model.records import Parsed, Task
from kg.model.source import Source
from kg.parsing import parse
from kg.resources import FIVE_NOTICES

_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
pytestmark = pytest.mark.skipif(not _CORPUS.is_dir(), reason="the five notices are not beside this checkout")


@pytest.fixture(scope="module")
def notices() -> dict[str, Parsed]:
    found: dict[str, Parsed] = {}
    for path in sorted(_CORPUS.glob("*.txt")):
        for source in read(path):
            assert isinstance(source, Source)
            found[path.name[:3]] = parse(source)
    return found


@pytest.mark.parametrize(
    ("notice", "region", "tasks", "units", "leads", "groups", "leaders", "bases"),
    [
        ("000", "330604", 96, 160, 96, 9, 9, {"sole": 68, "inferred": 92}),
        ("001", "330782", 226, 860, 296, 126, 11, {"marked": 830, "sole": 30}),
        ("002", "330424", 73, 88, 73, 0, 8, {"declared": 80, "labelled": 8}),
        ("003", "330681", 97, 264, 99, 57, 0, {"marked": 139, "inferred": 102, "sole": 23}),
        ("004", "330500", 146, 443, 146, 47, 8, {"declared": 443}),
    ],
)
def test_the_counts_are_those_made_by_hand(
    notices: dict[str, Parsed],
    notice: str,
    region: str,
    tasks: int,
    units: int,
    leads: int,
    groups: int,
    leaders: int,
    bases: dict[str, int],
) -> None:
    parsed = notices[notice]
    entries = [unit for task in parsed.tasks for unit in task.units]
    assert parsed.document.region_code == region
    assert len(parsed.tasks) == tasks
    assert len(entries) == units
    assert sum(unit.role == "lead" for unit in entries) == leads
    assert sum(unit.collective for unit in entries) == groups
    assert len({leader.name for task in parsed.tasks for leader in task.leaders}) == leaders
    assert Counter(unit.basis for unit in entries) == bases


@pytest.mark.parametrize(
    ("notice", "part_or_section", "counts"),
    [
        ("000", "section", [21, 10, 6, 18, 12, 14, 10, 4, 1]),
        ("001", "part", [187, 39]),
        ("002", "part", [65, 8]),
        ("004", "part", [29, 107, 10]),
    ],
)
def test_lists_and_sections_hold_as_many_tasks_as_counted(
    notices: dict[str, Parsed], notice: str, part_or_section: str, counts: list[int]
) -> None:
    assert list(Counter(getattr(task, part_or_section) for task in notices[notice].tasks).values()) == counts


def _rows_of_a_cell_a_line(text: str, columns: int) -> tuple[str, list[list[str]]]:
    """What stands before a table that has a cell a line, and its rows: numbers count from 1, the first column is empty."""
    lines = [line.strip() for line in text.split("\n")]
    head = next(at for at, line in enumerate(lines) if line == "分块")
    cells = [line for line in lines[head:] if line]
    body = cells[columns:]
    rows = [["", *body[at : at + columns - 1]] for at in range(0, len(body), columns - 1)]
    assert [row[1] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    return "\n".join(text.split("\n")[:head]), [cells[:columns], *rows]


def _in_columns(rows: list[list[str]]) -> str:
    widths = [max(map(len, column)) + 2 for column in zip(*rows, strict=True)]
    return "\n".join("".join(map(str.ljust, row, widths)).rstrip() for row in rows)


_PASTED = {
    "tabs": lambda rows: "\n".join(map("\t".join, rows)),
    "bars": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in rows),
    "markdown": lambda rows: "\n".join(f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]]),
    "gaps": lambda rows: "\n".join(map("    ".join, rows)),
    "columns": _in_columns,
}


@pytest.mark.parametrize("form", _PASTED)
def test_a_table_pasted_in_another_form_gives_the_records_of_its_text(notices: dict[str, Parsed], form: str) -> None:
    (path,) = _CORPUS.glob("003*.txt")
    (source,) = read(path)
    assert isinstance(source, Source)
    before, rows = _rows_of_a_cell_a_line(source.text, 4)
    pasted = parse(replace(source, text=f"{before}\n{_PASTED[form](rows)}\n"))
    assert list(map(_without_offsets, pasted.tasks)) == list(map(_without_offsets, notices["003"].tasks))
    assert [problem.code for problem in pasted.document.problems] == [problem.code for problem in notices["003"].document.problems]


def _without_offsets(value: Any) -> Any:
    if isinstance(value, Task):
        return _without_offsets(task_json("", value))
    if isinstance(value, dict):
        return {key: _without_offsets(inner) for key, inner in value.items() if key not in ("start", "end")}
    return list(map(_without_offsets, value)) if isinstance(value, list) else value


def test_every_character_is_accounted_for(notices: dict[str, Parsed]) -> None:
    for parsed in notices.values():
        assert parsed.document.accounted == parsed.document.characters
        assert list(parsed.unread()) == []


def test_numbers_that_a_section_skips_are_reported(notices: dict[str, Parsed]) -> None:
    gaps = [p for p in notices["000"].document.problems if p.code == "number-gap"]
    assert len(gaps) == 4


def test_labels_and_names_that_lost_characters_are_reported_and_kept(notices: dict[str, Parsed]) -> None:
    assert sum(p.code == "label-damaged" for p in notices["004"].document.problems) == 5
    damaged = [p.message for p in notices["003"].document.problems if p.code == "name-damaged"]
    assert any("人局" in message for message in damaged)
    assert any("设集团" in message for message in damaged)
    names = {unit.name for task in notices["003"].tasks for unit in task.units}
    assert {"人局", "设集团"} <= names


def test_the_shipped_graph_is_what_a_build_without_sentences_gives(tmp_path: Path) -> None:
    build([str(path) for path in sorted(_CORPUS.glob("*.txt"))], tmp_path, with_text=False)
    assert (tmp_path / "graph.ttl").read_bytes() == FIVE_NOTICES.read_bytes()


def test_the_shipped_graph_holds_no_sentence() -> None:
    turtle = FIVE_NOTICES.read_text(encoding="utf-8")
    assert "zr:text" not in turtle
    assert "zr:quote" not in turtle
