"""Word documents: numbers that Word makes, merged cells, tracked changes, and parts built to do harm."""

from pathlib import Path

import pytest

from kg.documents import Source
from kg.documents.list_numbers import number_text, with_mark
from tests.documents.office_files import W, docx, lists, pack, paragraph
from tests.documents.samples import grids, read_one, refusal


def word(tmp_path: Path, data: bytes) -> Source:
    path = tmp_path / "notice.docx"
    path.write_bytes(data)
    return read_one(path)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(cells) + "</w:tr>"


def test_each_paragraph_is_a_line_empty_ones_too(tmp_path: Path) -> None:
    source = word(tmp_path, docx(paragraph("甲") + "<w:p/>" + paragraph("乙")))
    assert source.text == "甲\n\n乙\n"
    assert source.locate(source.text.index("乙")) == "paragraph 3"


@pytest.mark.parametrize(
    ("levels", "asked", "lines"),
    [
        (
            (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")),
            [(0, "工业"), (1, "投资"), (2, "增长8%"), (2, "新增9家"), (1, "贸易"), (2, "5亿元项目"), (0, "农业"), (1, "粮食")],
            ["一、工业", "（一）投资", "1.增长8%", "2.新增9家", "（二）贸易", "1. 5亿元项目", "二、农业", "（一）粮食"],
        ),
        ((("decimal", "%1."), ("decimal", "%1.%2")), [(0, "甲"), (1, "乙"), (1, "丙")], ["1.甲", "1.1乙", "1.2丙"]),
        ((("decimalEnclosedCircle", "%1"),), [(0, "甲"), (0, "乙")], ["①甲", "②乙"]),
        ((("decimal", "(%1)"),), [(0, "甲"), (0, "乙")], ["(1)甲", "(2)乙"]),
        ((("ideographTraditional", "%1、"),), [(0, "一"), (0, "二")], ["甲、一", "乙、二"]),
        ((("bullet", "\uf06c"),), [(0, "无编号")], ["无编号"]),
    ],
)
def test_numbers_that_word_makes_are_restored(
    tmp_path: Path, levels: tuple[tuple[str, str], ...], asked: list[tuple[int, str]], lines: list[str]
) -> None:
    body = "".join(paragraph(text, "1", level) for level, text in asked)
    assert word(tmp_path, docx(body, lists(*levels))).text.split("\n")[:-1] == lines


def test_a_list_that_starts_anew_counts_from_its_start(tmp_path: Path) -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    body = paragraph("甲", "1") + paragraph("乙", "1") + paragraph("丙", "2") + paragraph("丁", "2")
    assert word(tmp_path, docx(body, lists(("decimal", "%1、"), extra=again))).text == "1、甲\n2、乙\n1、丙\n2、丁\n"


def test_two_lists_of_one_kind_count_on(tmp_path: Path) -> None:
    more = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    body = paragraph("甲", "1") + paragraph("乙", "2")
    assert word(tmp_path, docx(body, lists(("decimal", "%1、"), extra=more))).text == "1、甲\n2、乙\n"


def test_a_style_brings_its_list_and_a_paragraph_can_leave_it(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="K"><w:basedOn w:val="H"/></w:style>'
    )
    body = paragraph("甲", style="H") + paragraph("乙", style="K") + paragraph("丙", "0", style="H")
    assert word(tmp_path, docx(body, lists(("chineseCounting", "%1、")), styles)).text == "一、甲\n二、乙\n丙\n"


def test_a_numbered_cell_without_text_holds_its_number(tmp_path: Path) -> None:
    numbered = f"<w:tc>{paragraph('', '1')}</w:tc>"
    body = "<w:tbl>" + row(numbered, cell("甲")) + row(numbered, cell("乙")) + "</w:tbl>"
    assert word(tmp_path, docx(body, lists(("decimal", "%1")))).text == "1\t甲\n2\t乙\n"


def test_merged_cells_stand_once_with_their_spans(tmp_path: Path) -> None:
    start, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="3"/>'
    body = (
        "<w:tbl>"
        + row(cell("工业", start), cell("技改投资增长9%"), cell("经信局"))
        + row(cell("", on), cell("新增企业30家"), cell("市场监管局"))
        + row(cell("农业", wide))
        + "</w:tbl>"
    )
    source = word(tmp_path, docx(body))
    assert source.text == "工业\t技改投资增长9%\t经信局\n\t新增企业30家\t市场监管局\n农业\n"
    assert grids(source) == [
        [
            (0, 0, 2, 1, "工业"),
            (0, 1, 1, 1, "技改投资增长9%"),
            (0, 2, 1, 1, "经信局"),
            (1, 1, 1, 1, "新增企业30家"),
            (1, 2, 1, 1, "市场监管局"),
            (2, 0, 1, 3, "农业"),
        ]
    ]
    assert source.locate(source.text.index("新增企业")) == "table 1, row 2, column 2"


def test_a_frame_of_one_column_is_no_table(tmp_path: Path) -> None:
    source = word(tmp_path, docx("<w:tbl>" + row(cell("甲")) + row(cell("乙")) + "</w:tbl>"))
    assert (source.text, source.tables) == ("甲\n乙\n", ())


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del>", "新增"),
        ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>", "甲\n乙"),
        ("<w:r><w:t>甲</w:t><w:br w:type='page'/><w:t>乙</w:t></w:r>", "甲乙"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:t>可见</w:t></w:r>", "可见"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>附件</w:t></w:r></w:hyperlink>", "附件"),
        ("<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>", "\n框内"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
    ],
)
def test_a_paragraph_says_what_is_on_paper(tmp_path: Path, inner: str, text: str) -> None:
    assert word(tmp_path, docx(f"<w:p>{inner}</w:p>")).text == text + "\n"


def test_footnotes_stand_below_the_text(tmp_path: Path) -> None:
    notes = f'<w:footnote w:type="separator">{paragraph("-")}</w:footnote><w:footnote>{paragraph("注释")}</w:footnote>'
    source = word(tmp_path, docx(paragraph("正文"), more={"footnotes": notes}))
    assert source.text == "正文\n注释\n"


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (10, "chineseCounting", "十"),
        (15, "chineseCounting", "十五"),
        (20, "chineseCountingThousand", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (21, "decimalEnclosedCircle", "㉑"),
        (3, "upperRoman", "III"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (3, "chineseLegalSimplified", "叁"),
        (12, "ideographDigital", "一二"),
        (5, "decimalFullWidth", "５"),
        (4, "unheardOf", "4"),
    ],
)
def test_numbers_in_words(number: int, style: str, text: str) -> None:
    assert number_text(number, style) == text


def test_a_number_never_runs_into_the_text() -> None:
    assert with_mark("1.", "5亿元") == "1. 5亿元"
    assert with_mark("（一）", "5亿元") == "（一）5亿元"


BOMB = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
EXTERNAL = "<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/hostname'>]>"


@pytest.mark.parametrize("declaration", [BOMB, EXTERNAL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(tmp_path: Path, declaration: str, encoding: str) -> None:
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    path = tmp_path / "bomb.docx"
    path.write_bytes(pack({"[Content_Types].xml": "<a/>", "word/document.xml": (head + declaration + body).encode(encoding)}))
    assert "entity bomb" in str(refusal(path))


@pytest.mark.parametrize(
    "document",
    [
        "<w:p>",
        "",
        f"<w:document {W}/>",
        f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 50_000 + "</w:body></w:document>",
        f"<w:document {W}><w:body>" + "<w:tbl><w:tr><w:tc>" * 5_000 + "</w:tc></w:tr></w:tbl>" * 5_000 + "</w:body></w:document>",
    ],
)
def test_a_damaged_or_deep_document_is_refused(tmp_path: Path, document: str) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(pack({"[Content_Types].xml": "<a/>", "word/document.xml": document}))
    assert refusal(path).remedy


def test_a_part_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.docx"
    path.write_bytes(pack({"[Content_Types].xml": "<a/>", "word/document.xml": b" " * 40_000_000}))
    assert "32.0 MB" in refusal(path).found
