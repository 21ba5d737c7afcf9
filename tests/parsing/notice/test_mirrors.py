"""What copies of pages put into a notice is taken out before it is read, and every offset stays the document's own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.records import Parsed
from kg.model.source import Cell, Source, Table
from kg.parsing import parse

PLAIN = """云岫市2023年重点工作责任分解
一、李明华副市长牵头重点工作
1.新建公园3个。（责任单位：市园林局、市财政局）
2.新增学位500个。（责任单位：市教育局）
"""
READINGS = ("(jiàn)", "（shè）", "(xué wèi)", "(zhòng diǎn)")


def read(text: str, tables: tuple[Table, ...] = ()) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64, tables=tables))


def with_readings(places: list[int]) -> str:
    """The plain text with a reading behind each of the characters named."""
    text = PLAIN
    for number, place in enumerate(sorted(places, reverse=True)):
        text = f"{text[:place]}{READINGS[number % len(READINGS)]}{text[place:]}"
    return text


def bare(text: str) -> str:
    for reading in READINGS:
        text = text.replace(reading, "")
    return text


CHINESE = [place for place in range(1, len(PLAIN)) if "\u4e00" <= PLAIN[place - 1] <= "\u9fff"]


@given(st.lists(st.sampled_from(CHINESE), min_size=3, max_size=12, unique=True))
def test_readings_change_nothing_but_the_offsets(places: list[int]) -> None:
    text = with_readings(places)
    clean, found = read(PLAIN), read(text)
    assert [task.text for task in found.tasks] == [task.text for task in clean.tasks]
    for task in found.tasks:
        for unit in task.units:
            assert bare(text[unit.start : unit.end]) == unit.name
        for target in task.targets:
            assert bare(text[target.start : target.end]) == target.quote
        assert [leader.name for leader in task.leaders] == ["李明华"]
    assert [p.code for p in found.document.problems if p.severity == "note"] == ["mirror-text"]
    assert found.document.characters == len(text) == found.document.accounted
    assert [found.spans[0].start, found.spans[-1].end] == [0, len(text)]
    assert all(before.end == after.start and before.kind != after.kind for before, after in pairwise(found.spans))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (PLAIN.replace("新建", "新(xīn)建(jiàn)").replace("教育局", "教育局(jú)"), 3),
        (PLAIN.replace("公园", "公@@园@@@"), 2),
        (f"国产精品在线观看-免费视频一区二区\n{PLAIN}", 1),
        # the notice's own words
        (PLAIN.replace("李明华", "李赟(yūn)华"), 0),
        (PLAIN.replace("新建公园3个", "查处网上赌场3个"), 0),
        (PLAIN.replace("公园3个", "公园(park)3个(ge)、(jian)"), 0),
    ],
)
def test_what_is_taken_out_is_said_once(text: str, places: int) -> None:
    notes = [problem for problem in read(text).document.problems if problem.code == "mirror-text"]
    assert [dict(note.facts)["count"] for note in notes] == ([str(places)] if places else [])


def test_the_cells_of_a_table_move_with_the_text() -> None:
    rows = [["序号", "重点(zhòng diǎn)任务", "责任单位"], ["1", "新建(xīn jiàn)公园3个。", "市园林局(jú)"]]
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            cells.append(Cell(len(text), len(text) + len(cell), r, c))
            text += cell + ("\t" if c < 2 else "\n")
    (task,) = read(text, (Table(0, len(text), tuple(cells)),)).tasks
    assert (task.text, [unit.name for unit in task.units]) == ("新建公园3个。", ["市园林局"])
    assert text[task.units[0].start : task.units[0].end] == "市园林局"


def test_a_telephone_number_in_advertising_goes_to_no_message() -> None:
    (note,) = (p for p in read("亚洲精品 国产精品 电话13812345678\n" + PLAIN).document.problems if p.code == "mirror-text")
    assert "13812345678" not in note.message + "".join(value for _, value in note.facts)
