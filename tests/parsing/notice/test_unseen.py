"""Signs that cannot be seen change no record, wherever they stand: only offsets, the length, and the note that counts them."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model.jsonl import document_json, task_json
from kg.model.records import Parsed
from kg.model.source import Cell, Source, Table
from kg.parsing import parse
from kg.parsing.explaining import explain
from kg.resources import SAMPLES

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
TEXTS = [path.read_text(encoding="utf-8") for path in [*sorted(Path(str(SAMPLES)).glob("[01]*.txt")), *sorted(CORPUS.glob("wild/*.txt"))]]
SIGNS = [
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u180e", "\u061c"),
    *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\ufe00", "\ufe0e", "\ufe0f"),
    *("\U000e0100", "\U000e01ef", "\U000e0001", "\U000e0041", "\x00", "\x01", "\x08", "\x1a", "\x1c", "\x1f", "\x7f", "\x80"),
]
OF_THE_TEXT = frozenset({"start", "end", "characters", "accounted", "sha256"})
PLAIN = """云岫市2023年重点工作责任分解
一、李明华副市长牵头重点工作
1.新建公园3个。（责任单位：市园林局、市财政局）
2.新增学位500个。（责任单位：市教育局）
"""


def read(text: str, tables: tuple[Table, ...] = ()) -> Parsed:
    return parse(Source("x.txt", "x.txt", text, "0" * 64, tables=tables))


def plain(value: Any) -> Any:
    """A record without offsets, and without the note."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in OF_THE_TEXT}
    return [plain(inner) for inner in value if not is_note(inner)] if isinstance(value, list) else value


def is_note(value: Any) -> bool:
    return isinstance(value, dict) and value.get("code") == "unseen-signs"


def records(parsed: Parsed) -> list[Any]:
    return [plain(document_json(parsed.document)), *(plain(task_json("", task)) for task in parsed.tasks)]


@cache
def records_of(text: str) -> list[Any]:
    return records(read(text))


def counts(parsed: Parsed) -> list[str]:
    return [dict(problem.facts)["count"] for problem in parsed.document.problems if problem.code == "unseen-signs"]


@st.composite
def sprinkled(draw: st.DrawFn) -> tuple[str, str, int]:
    """A notice; the same with signs anywhere, or where they hurt most: in numbers, in brackets, between cells, at line ends; how many."""
    text = draw(st.sampled_from(TEXTS))
    kinds = draw(st.sampled_from(["", "0123456789.%％", "（）()【】《》：:、，", "|\t 　", "\n"]))
    spots = [at for at, sign in enumerate(text) if sign in kinds] if kinds else []
    places = st.sampled_from([*spots, *(at + 1 for at in spots)]) if spots else st.integers(0, len(text))
    put = draw(st.lists(st.tuples(places, st.sampled_from(SIGNS), st.integers(1, 3)), min_size=1, max_size=40))
    changed = text
    for place, sign, times in sorted(put, reverse=True):
        changed = changed[:place] + sign * times + changed[place:]
    return text, changed, sum(times for _, _, times in put)


@given(sprinkled())
@settings(max_examples=60, deadline=None)
def test_they_change_no_record_and_are_counted_once(drawn: tuple[str, str, int]) -> None:
    text, changed, count = drawn
    found = read(changed)
    assert records(found) == records_of(text)
    assert counts(found) == [str(count)]
    assert found.document.characters == len(changed)
    assert found.document.accounted - read(text).document.accounted == count
    assert [found.spans[0].start, found.spans[-1].end] == [0, len(changed)]
    assert all(before.end == after.start and before.kind != after.kind for before, after in pairwise(found.spans))


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_offsets_stay_those_of_the_text(sign: str) -> None:
    text = PLAIN.replace("李明华", f"李{sign}明华").replace("公园3个", f"公{sign}园3{sign}个").replace("责任单位", f"责{sign}任单位", 1)
    parsed = read(text)
    task = parsed.tasks[0]
    assert text[task.leaders[0].start :].startswith(f"李{sign}明华")
    assert text[task.targets[0].start : task.targets[0].end].replace(sign, "") == task.targets[0].quote
    (note,) = (problem for problem in parsed.document.problems if problem.code == "unseen-signs")
    assert (note.line, note.to_line, note.severity) == (2, 3, "note")
    assert f"U+{ord(sign):04X} (4 in all)" in note.message


def test_many_kinds_are_not_all_named() -> None:
    (note,) = (
        problem for problem in read(PLAIN.replace("公园", "公" + "".join(SIGNS) + "园")).document.problems if problem.code == "unseen-signs"
    )
    assert dict(note.facts) == {"signs": "U+0000, U+0001, U+0008, U+001A, U+001C, U+001F, …", "count": str(len(SIGNS))}


@pytest.mark.parametrize("sign", ["\t", "\u00a0", "\u3000", "\u2003", "\u202f", "\u2028", "\x0b", "\x0c", "\x85"])
def test_what_leaves_a_space_or_a_break_is_no_such_sign(sign: str) -> None:
    assert counts(read(PLAIN.replace("公园3个", f"公园{sign}3个"))) == []


def test_a_reading_between_brackets_is_told_with_such_a_sign_in_it() -> None:
    text = "云岫市2023年重点(zh\u200bòng diǎn)工作分解\n1.新建(x\u00adīn jiàn)公园3个。（责任单位：市园林局(jú)）\n"
    (task,) = read(text).tasks
    assert (task.text, [unit.name for unit in task.units]) == ("新建公园3个。", ["市园林局"])
    assert text[task.units[0].start : task.units[0].end] == "市园林局"


def test_a_cell_of_such_signs_alone_is_empty() -> None:
    rows = [["序号", "重点任务", "牵头单位", "配合单位"], ["1", "新建公园3个。", "市园林\u200b局", "\u200b\ufeff"]]
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            cells.append(Cell(len(text), len(text) + len(cell), r, c))
            text += cell + ("\t" if c < 3 else "\n")
    (task,) = read(text, (Table(0, len(text), tuple(cells)),)).tasks
    assert [unit.name for unit in task.units] == ["市园林局"]


def test_the_reason_for_a_line_is_that_of_the_line_without_them() -> None:
    def rules(text: str) -> list[object]:
        return [[(part.kind, part.rule) for part in line.stretches] for line in explain(Source("x.txt", "x.txt", text, "0" * 64)).lines]

    assert rules(PLAIN.replace("责任单位", "责\u200b任单位").replace("李明华", "李\u00ad明华")) == rules(PLAIN)


@pytest.mark.parametrize(
    "space", list(" \u3000\u00a0\u1680\u2000\u2002\u2003\u2007\u2009\u200a\u202f\u205f"), ids=lambda sign: f"U+{ord(sign):04X}"
)
def test_a_space_of_any_width_makes_no_other_body(space: str) -> None:
    tasks = read(PLAIN.replace("市园林局", f"市{space}园林局").replace("市教育局", f"市教{space}育局")).tasks
    assert [[unit.name for unit in task.units] for task in tasks] == [["市园林局", "市财政局"], ["市教育局"]]
