"""The five real notices, held against what a reader counted by hand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.building.build import build
from kg.documents import read
from kg.model.records import Parsed
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
