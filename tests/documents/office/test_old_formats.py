"""The old binary formats of Office and WPS: words, numbers, tables, and what is no document that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from struct import pack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import Source, read_bytes
from kg.documents.apart import asking
from kg.documents.office import compound as reader
from kg.documents.office.doc_file import changes
from kg.model.errors import UnreadableSource
from tests.documents.compound_files import Value, cell, compound, doc, lists, numbered, row_end, xls
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one, refusal

pytest.importorskip("olefile", reason="olefile is not installed (pip install olefile)")
pytest.importorskip("xlrd", reason="xlrd is not installed (pip install xlrd)")

HIDDEN, DELETED = pack("<HB", 0x083C, 1), pack("<HB", 0x0800, 1)


def saved(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["notice.doc", "notice.wps", "notice.txt"])
def test_a_paragraph_is_a_line_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    source = read_one(saved(tmp_path, doc(*LINES), name))
    assert paragraphs(source) == list(LINES)
    assert source.media_type == "application/msword"
    assert source.locate(source.text.index(LINES[2])) == "paragraph 3"


def test_a_table_of_word_has_its_cells(tmp_path: Path) -> None:
    rows = [part for row in ROWS for part in (*map(cell, row), row_end(0, 700, 5000, 7000, 9000))]
    source = read_one(saved(tmp_path, doc(LINES[0], *rows, LINES[2]), "table.doc"))
    assert grids(source) == [grid(ROWS)]
    assert source.text.startswith(f"{LINES[0]}\n") and source.text.endswith(f"\n{LINES[2]}\n")
    assert source.locate(source.text.index("教育局")) == "table 1, row 3, column 3"


def test_merged_cells_of_word_stand_once(tmp_path: Path) -> None:
    data = doc(
        cell("民生"), cell("就业"), cell("甲"), row_end(0, 1000, 2000, 3000, merges={0: 0x60}),
        cell(""), cell("住房、社保"), row_end(0, 1010, 3000, merges={0: 0x20}),
        cell("合计"), cell(""), cell("乙"), row_end(0, 1000, 2000, 3000, merges={0: 1, 1: 2}),
    )  # fmt: skip
    wanted = [
        (0, 0, 2, 1, "民生"),
        (0, 1, 1, 1, "就业"),
        (0, 2, 1, 1, "甲"),
        (1, 1, 1, 2, "住房、社保"),
        (2, 0, 1, 2, "合计"),
        (2, 2, 1, 1, "乙"),
    ]
    assert grids(read_one(saved(tmp_path, data, "merged.doc"))) == [wanted]


def test_a_cell_may_hold_paragraphs_and_a_table(tmp_path: Path) -> None:
    inside = pack("<HBHI", 0x2416, 1, 0x6649, 2)
    data = doc(
        ("一是就业", pack("<HB", 0x2416, 1)), cell("二是住房"),
        ("内一", inside + pack("<HB", 0x244B, 1)), ("内二", inside + pack("<HB", 0x244B, 1)), ("", inside + pack("<HB", 0x244C, 1)),
        cell("丙"),
        row_end(0, 1000, 2000),
    )  # fmt: skip
    wanted = [(0, 0, 1, 1, "一是就业\u2028二是住房"), (0, 1, 1, 1, "内一 内二\u2028丙")]
    assert grids(read_one(saved(tmp_path, data, "nested.doc"))) == [wanted]


def test_a_frame_of_one_column_is_no_table(tmp_path: Path) -> None:
    source = read_one(saved(tmp_path, doc(cell(LINES[0]), row_end(0, 9000), cell(LINES[2]), row_end(0, 9000)), "frame.doc"))
    assert paragraphs(source) == [LINES[0], LINES[2]] and not source.tables


def test_numbers_that_word_makes_are_restored(tmp_path: Path) -> None:
    parts = [
        numbered("就业"),
        numbered("城镇新增就业5000人。", 1),
        numbered("开工改造16个小区。", 1),
        numbered("住房"),
        numbered("建房200套。", 1),
    ]
    source = read_one(saved(tmp_path, doc(*parts, lists=lists((37, "%1、"), (0, "%2."))), "numbered.doc"))
    assert paragraphs(source) == ["一、就业", "1.城镇新增就业5000人。", "2.开工改造16个小区。", "二、住房", "1.建房200套。"]
    assert source.notes == ("5 numbers that Word makes restored",)


def test_hidden_and_deleted_words_and_instructions_of_fields_are_left_out(tmp_path: Path) -> None:
    data = doc("甲乙丙丁\x13 PAGE \x14戊\x15己\x0b庚", runs=[(1, 2, HIDDEN), (2, 3, DELETED)])
    assert read_one(saved(tmp_path, data, "hidden.doc")).text == "甲丁戊己\n庚\n"


def test_a_symbol_is_the_sign_that_it_names(tmp_path: Path) -> None:
    data = doc("(甲", runs=[(0, 1, pack("<HHH", 0x6A09, 1, 0x25B2))])
    assert read_one(saved(tmp_path, data, "symbol.doc")).text == "▲甲\n"


@pytest.mark.parametrize("name", ["table.xls", "table.et", "table.csv"])
def test_a_sheet_is_a_table_below_its_title(tmp_path: Path, name: str) -> None:
    source = read_one(saved(tmp_path, xls(("任务", [["2023年重点工作"], *ROWS])), name))
    assert source.text.startswith("2023年重点工作\n")
    assert grids(source) == [grid(ROWS)]
    assert source.media_type == "application/vnd.ms-excel"
    assert source.locate(source.text.index("教育局")) == "任务!C4"


def test_a_number_is_as_the_sheet_shows_it(tmp_path: Path) -> None:
    values: list[list[Value]] = [["指标", "目标", "时限"], ["增速", (0.075, 1), (45000, 2)], ["收入", (12345.5, 3), 42], ["占比", 0.5, ""]]
    source = read_one(saved(tmp_path, xls(("S", values), formats=["0.0%", 'yyyy"年"m"月"d"日"', "#,##0.00"]), "numbers.xls"))
    assert source.text == "指标\t目标\t时限\n增速\t7.5%\t2023年3月15日\n收入\t12,345.50\t42\n占比\t0.5\n"


def test_merged_cells_stand_once_and_hidden_sheets_are_counted(tmp_path: Path) -> None:
    data = xls(("一", [["民生", "就业"], ["", "住房"]]), ("二", [["草稿", "x"]]), merged=[(0, 0, 1, 0)], hidden=["二"])
    source = read_one(saved(tmp_path, data, "merged.xls"))
    assert grids(source) == [[(0, 0, 2, 1, "民生"), (0, 1, 1, 1, "就业"), (1, 1, 1, 1, "住房")]]
    assert source.notes == ("1 hidden sheets left out",)


HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "password.doc": (doc("甲", flags=0x100), "password"),
    "password.xls": (xls(("S", [["甲"]]), password=True), "password"),
    "password.docx": (compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "password"),
    "word95.doc": (doc("甲", version=0x65), "before Word 97"),
    "slides.ppt": (compound({"PowerPoint Document": b"x"}), "slides"),
    "nothing.doc": (compound({}), "neither"),
    "head.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "damaged"),
    "zeros.doc": (compound({"WordDocument": b""}), "damaged"),
    "zeros.xls": (compound({"Workbook": b""}), "damaged"),
    "empty.xls": (xls(("S", [])), "empty"),
    "empty.doc": (doc(""), "without text"),
    "long.doc": (doc("重点工作" * 70_000), "more than 250,000 characters"),
    "cut.doc": (doc("重点工作" * 4_000)[:9_000], "damaged"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    data, word = HOSTILE[name]
    found = refusal(saved(tmp_path, data, name))
    assert word in found.found and found.remedy


def test_a_piece_that_says_all_is_its_own_many_times_is_bounded(tmp_path: Path) -> None:
    sound = doc("重点工作" * 50)
    at = sound.rindex(pack("<II", 0, 201))
    found = refusal(saved(tmp_path, sound[:at] + pack("<II", 0, 2**31) + sound[at + 8 :], "pieces.doc"))
    assert "more than 250,000 characters" in found.found


def test_sectors_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    sound = doc(*LINES)
    chain = pack("<IIII", 1, 2, 3, 4)
    at = sound.rindex(chain)
    found = list(read_bytes(sound[:at] + pack("<IIII", 1, 0, 1, 0) + sound[at + 16 :], "loop.doc", "loop.doc"))
    assert len(found) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["doc", "xls"]), st.lists(st.tuples(st.integers(0, 20_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6)
)
def test_a_sound_file_with_bytes_changed_is_read_or_refused(kind: str, edits: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE[kind])
    for at, written in edits:
        at %= len(data)
        data[at : at + len(written)] = written
    # In this process, not in one of its own, so that a fault of the program shows.
    answer = reader.answered(bytes(data))
    assert ("text" in answer) != ("found" in answer)


TABLE = [part for row in ROWS for part in (*map(cell, row), row_end(0, 700, 5000, 7000, 9000))]
WHOLE = {
    "doc": doc(numbered("甲"), *LINES[:3], *TABLE, "末", lists=lists((37, "%1、")), runs=[(0, 1, HIDDEN)]),
    "xls": xls(("S", ROWS), formats=["0.0%"], merged=[(0, 0, 1, 0)]),
}


def test_the_list_of_changes_ends_where_it_is_cut() -> None:
    assert list(changes(pack("<HBH", 0x2416, 1, 0x6649) + b"\1")) == [(0x2416, b"\1")]
    assert list(changes(b"\x08\xd6\0\0")) == []


def test_a_package_that_is_gone_is_named_with_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(reader, "import_module", gone)
    answer = reader.answered(doc("甲"))
    assert "not installed" in answer["found"] and "pip install olefile" in answer["remedy"]


def test_a_document_that_takes_too_much_memory_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, large = doc(*LINES), doc(*["重点工作"] * 40_000)
    with monkeypatch.context() as bounded:
        bounded.setattr(asking, "_MEMORY", 30 * 2**20)
        (found,) = read_bytes(large, "large.doc", "large.doc")
    assert isinstance(found, UnreadableSource) and "of memory" in found.found
    (sound,) = read_bytes(data, "sound.doc", "sound.doc")
    assert isinstance(sound, Source)


def test_signs_that_cannot_be_seen_are_counted(tmp_path: Path) -> None:
    source = read_one(saved(tmp_path, doc("甲\u200b乙"), "unseen.doc"))
    assert (source.text, Counter(dict(source.unseen))) == ("甲乙\n", Counter({"\u200b": 1}))
