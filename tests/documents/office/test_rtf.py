"""RTF: words in every way of writing them, numbers, tables, and what is no document that can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents.apart import asking
from kg.documents.office import rtf as reader
from tests.documents.office_files import rtf, rtf_row, rtf_words
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one, refusal

BORDERS = (700, 5000, 7000, 9000)


def saved(tmp_path: Path, data: bytes, name: str = "notice.rtf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def text_of(tmp_path: Path, inside: str, head: str = "") -> str:
    return read_one(saved(tmp_path, rtf(inside, head))).text


@pytest.mark.parametrize("unicode", [False, True])
@pytest.mark.parametrize("name", ["notice.rtf", "notice.doc"])
def test_a_paragraph_is_a_line_in_the_code_page_and_in_unicode(tmp_path: Path, name: str, unicode: bool) -> None:
    body = "".join(f"\\pard {rtf_words(line, unicode=unicode)}\\par\n" for line in LINES)
    source = read_one(saved(tmp_path, rtf(body), name))
    assert paragraphs(source) == list(LINES)
    assert source.media_type == "application/rtf"
    assert source.locate(source.text.index(LINES[2])) == "paragraph 3"


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("\\'d6\\'d8\\'b5\\'e3\\par", "重点"),  # in the code page
        ("\\'d6\n\\'d8\\par", "重"),  # a line break of the file between its bytes
        ("{\\f1\\'ad\\'ab\\'c2I}\\par", "重點"),  # in the code page of its font, the last byte as it is
        ("{\\f0\\'d6\\'d8}\\par", "重"),  # a Latin font named for it
        ("{\\f0 a\\'b7}\\par", "a·"),  # no Chinese character, but one of the Latin font's
        ("\\uc1\\u-28589?\\uc2\\u28857 ab\\par", "道点"),
        ("{\\uc0\\u28857}\\u28857?x\\par", "点点x"),
        ("\\u-10179?\\u-8704?\\par", "\U0001f600"),
        ("甲".encode("gb18030").decode("latin-1") + "\\~\\{\\}\\\\\\emdash\\tab b\\line c\\_d\\-e\\par", "甲\u00a0{}\\—\tb\nc-de"),
        ("a{\\v b}c{\\deleted d}\\v e\\v0 f\\par", "acf"),
        ("{\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt y}}{\\*\\bkmkstart z}{\\pict 00ff}{\\*\\unknown w}{\\header h}\\par", "y"),
        ("a{\\bin4 }}{{}b\\par", "ab"),
        ("a\\'\\par", "a"),
    ],
)  # fmt: skip
def test_words(tmp_path: Path, inside: str, wanted: str) -> None:
    assert text_of(tmp_path, inside) == wanted + "\n"


def test_numbers_are_those_that_the_writer_put_there(tmp_path: Path) -> None:
    body = "".join(
        f"{{\\listtext\\pard\\plain {rtf_words(mark)}\\tab}}{rtf_words(text)}\\par "
        for mark, text in (("一、", "就业"), ("1.", "新增5000人"), ("\uf06c", "另"), ("2.", "5个"))
    )
    assert text_of(tmp_path, body) == "一、就业\n1.新增5000人\n另\n2. 5个\n"


def test_a_footnote_stands_below(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a{\\footnote\\chftn b\\par c}d\\par e\\par") == "ad\ne\nb\nc\n"


def test_a_table_has_its_cells(tmp_path: Path) -> None:
    body = f"{rtf_words(LINES[0])}\\par" + "".join(rtf_row(row, BORDERS) for row in ROWS) + f"\\pard {rtf_words(LINES[2])}\\par"
    source = read_one(saved(tmp_path, rtf(body), "table.rtf"))
    assert grids(source) == [grid(ROWS)]
    assert source.locate(source.text.index("教育局")) == "table 1, row 3, column 3"
    assert source.text.startswith(f"{LINES[0]}\n") and source.text.endswith(f"\n{LINES[2]}\n")


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    def row(cells: Sequence[str], borders: Sequence[int], merges: Mapping[int, str]) -> str:
        return rtf_row(cells, borders, merges)

    body = row(("民生", "就业", "甲"), (1000, 2000, 3000), {0: "\\clvmgf"}) + row(("", "住房"), (1010, 3000), {0: "\\clvmrg"})
    body += row(("合计", "", "乙"), (1000, 2000, 3000), {0: "\\clmgf", 1: "\\clmrg"})
    wanted = [
        (0, 0, 2, 1, "民生"),
        (0, 1, 1, 1, "就业"),
        (0, 2, 1, 1, "甲"),
        (1, 1, 1, 2, "住房"),
        (2, 0, 1, 2, "合计"),
        (2, 2, 1, 1, "乙"),
    ]
    assert grids(read_one(saved(tmp_path, rtf(body)))) == [wanted]


def test_a_cell_may_hold_paragraphs_and_a_table_and_a_number(tmp_path: Path) -> None:
    body = "\\trowd\\cellx1000\\cellx2000\\pard\\intbl a\\par {\\listtext\\pard\\plain 1.\\tab}b\\cell "
    body += "c\\nestcell d\\nestcell{\\*\\nesttableprops\\trowd\\cellx1\\nestrow}e\\cell{\\trowd\\cellx1000\\cellx2000\\row}\\pard f\\par"
    assert grids(read_one(saved(tmp_path, rtf(body)))) == [[(0, 0, 1, 1, "a\u20281. b"), (0, 1, 1, 1, "c d\u2028e")]]


def test_a_frame_of_one_column_is_no_table(tmp_path: Path) -> None:
    source = read_one(saved(tmp_path, rtf(rtf_row(("甲",), (9000,)) + rtf_row(("乙",), (9000,)) + "\\pard\\par")))
    assert paragraphs(source) == ["甲", "乙"] and not source.tables


HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "deep.rtf": (rtf("{" * 100_000), "nested"),
    "long.rtf": (rtf(rtf_words("重") * 300_000), "more than"),
    "empty.rtf": (rtf(""), "without text"),
    "words.rtf": (b"{\\rtf1" + b"\\a" * 10, "without text"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    data, word = HOSTILE[name]
    found = refusal(saved(tmp_path, data, name))
    assert word in found.found and found.remedy


def test_a_document_that_takes_too_much_processor_time_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_SECONDS", 1)
    found = refusal(saved(tmp_path, rtf("\\b0" * 8_000_000)))
    assert "Rich Text Format (RTF) that takes more than 1 seconds of processor time" in found.found


PUT_IN = [b"{", b"}", b"\\", b"\\cell ", b"\\row ", b"\\'8", b"\\bin9 ", b"\\u-1 ", b"\\footnote "]
WHOLE = rtf(
    "".join(rtf_row(row, BORDERS, {0: "\\clvmgf"}) for row in ROWS) + "{\\listtext 1.}\\pard{\\footnote a\\par}\\u28857?\\'d6\\'d8\\par"
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(5, 2_000), st.sampled_from(PUT_IN)), max_size=6))
def test_a_sound_file_with_words_put_in_is_read_or_refused(edits: list[tuple[int, bytes]]) -> None:
    data = WHOLE
    for at, word in edits:
        at = 5 + at % (len(data) - 5)
        data = data[:at] + word + data[at:]
    answer = reader.answered(data)
    assert ("text" in answer) != ("found" in answer)
