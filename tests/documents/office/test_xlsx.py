"""Workbooks and delimited text: cells as the sheet shows them."""

from pathlib import Path

import pytest

from kg.documents import Source
from kg.documents.office.number_formats import shown
from tests.documents.office_files import xlsx
from tests.documents.samples import ROWS, grid, grids, read_one, refusal

STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="31"/></cellXfs>'


def text(reference: str, value: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c>'


def book(tmp_path: Path, data: bytes) -> Source:
    path = tmp_path / "table.xlsx"
    path.write_bytes(data)
    return read_one(path)


def test_a_sheet_is_a_table_below_its_title(tmp_path: Path) -> None:
    title = f"<row r='1'>{text('A1', '2023年重点工作责任分解表')}</row>"
    rows = "".join(
        f"<row r='{r}'>" + "".join(text(f"{'ABCD'[c]}{r}", value) for c, value in enumerate(row)) + "</row>"
        for r, row in enumerate(ROWS, 3)
    )
    merged = '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    source = book(tmp_path, xlsx(("任务", f"<sheetData>{title}{rows}</sheetData>{merged}")))
    assert source.text.startswith("2023年重点工作责任分解表\n序号\t工作任务\t牵头单位\t配合单位\n")
    assert grids(source) == [grid(ROWS)]
    assert source.locate(source.text.index("公办幼儿园")) == "任务!B5"


def test_a_merged_cell_stands_once(tmp_path: Path) -> None:
    data = (
        f"<sheetData><row r='1'>{text('A1', '工业')}{text('B1', '甲')}</row><row r='2'><c r='A2'/>{text('B2', '乙')}</row>"
        f"<row r='3'>{text('A3', '农业')}<c r='B3'/></row></sheetData>"
        '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="A3:B3"/></mergeCells>'
    )
    source = book(tmp_path, xlsx(("S", data)))
    assert source.text == "工业\t甲\n\t乙\n农业\n"
    assert grids(source) == [[(0, 0, 2, 1, "工业"), (0, 1, 1, 1, "甲"), (1, 1, 1, 1, "乙"), (2, 0, 1, 2, "农业")]]


def test_numbers_and_days_are_as_shown(tmp_path: Path) -> None:
    cells = '<c r="B1" s="1"><v>0.085</v></c><c r="C1" s="2"><v>44985</v></c><c r="D1"><v>12.300000000000001</v></c>'
    data = f"<sheetData><row r='1'>{text('A1', '指标')}{cells}</row></sheetData>"
    assert book(tmp_path, xlsx(("S", data), styles=STYLES)).text == "指标\t9%\t2023年2月28日\t12.3\n"


def test_shared_strings_leave_out_readings(tmp_path: Path) -> None:
    strings = "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh><t>bing</t></rPh></si>"
    data = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData>'
    assert book(tmp_path, xlsx(("S", data), strings=strings)).text == "甲\t乙丙\n"


def test_every_sheet_is_read(tmp_path: Path) -> None:
    one = f"<sheetData><row r='1'>{text('A1', '甲')}{text('B1', '乙')}</row></sheetData>"
    source = book(tmp_path, xlsx(("一", one), ("二", one)))
    assert len(source.tables) == 2
    assert [source.locate(table.start) for table in source.tables] == ["一!A1", "二!A1"]


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path: Path) -> None:
    data = f"<sheetData><row r='1'>{text('A1', '甲')}</row><row r='1048576'>{text('XFD1048576', '乙')}</row></sheetData>"
    merged = '<mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>'
    assert book(tmp_path, xlsx(("S", data + merged))).text == "甲\n乙\n"


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    path = tmp_path / "empty.xlsx"
    path.write_bytes(xlsx(("S", "<sheetData/>")))
    assert "empty" in refusal(path).found


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        ("0.085", "0.0%", "8.5%"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("7", "000", "007"),
        ("12", '0"亿元"', "12亿元"),
        ("3.5", "0.0_ ", "3.5"),
        ("-3", "0;(0)", "(3)"),
        ("0.5", "General", "0.5"),
        ("1E-3", "General", "0.001"),
        ("100000000000", "General", "100000000000"),
        ("44985", "yyyy-mm-dd", "2023-02-28"),
        ("44985.5", "yyyy/m/d h:mm", "2023/2/28 12:00"),
        ("44985", 'yyyy"年"m"月"', "2023年2月"),
        ("44985", "[$-804]yyyy年m月d日;@", "2023年2月28日"),
        ("5", "[$￥-804]#,##0", "￥5"),
        ("2.50", "0.##", "2.5"),
        ("1500000", "0.0,,", "1.5"),
        ("nan", "0.0", "nan"),
        ("1e999999999", "0.0", "1e999999999"),
        ("5", ";;;", "5"),
    ],
)
def test_a_number_is_shown_by_its_format(value: str, pattern: str, text: str) -> None:
    assert shown(value, pattern) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize(("suffix", "sign"), [(".csv", ","), (".tsv", "\t"), (".xls", "\t"), (".csv", ";")])
def test_delimited_text_is_a_table(tmp_path: Path, encoding: str, suffix: str, sign: str) -> None:
    path = tmp_path / f"table{suffix}"
    lines = [sign.join(f'"{value}"' for value in row) for row in ROWS]
    path.write_bytes("\r\n".join(["责任分解表", *lines]).encode(encoding))
    source = read_one(path)
    assert grids(source) == [grid(ROWS)]
    assert source.text.startswith("责任分解表\n")


def test_a_line_break_in_a_quoted_field_stays_in_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('序号,单位\n1,"财政局\n税务局"\n2,教育局\n', encoding="utf-8")
    assert read_one(path).text == "序号\t单位\n1\t财政局\u2028税务局\n2\t教育局\n"


def test_prose_named_csv_is_prose(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    prose = "一、总体要求\n坚持稳中求进, 狠抓落实, 务求实效。\n二、重点任务\n增长8%。\n"
    path.write_text(prose, encoding="utf-8")
    source = read_one(path)
    assert (source.text, source.media_type) == (prose, "text/plain")
