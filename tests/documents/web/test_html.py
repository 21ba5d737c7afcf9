"""Web pages: what a browser would show, as lines and tables, with the site's furniture set aside."""

from pathlib import Path

import pytest

from kg.documents import Source, read
from tests.documents.samples import LINES, ROWS, document_text, grid, grids, paragraphs, read_one, refusal

BODY = "".join(f"<p>{line}</p>\n" for line in LINES)
TABLE = "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS) + "</table>"


def page(tmp_path: Path, markup: str, encoding: str = "utf-8") -> Source:
    path = tmp_path / "page.html"
    path.write_bytes(markup.encode(encoding))
    return read_one(path)


def test_each_paragraph_is_a_line(tmp_path: Path) -> None:
    assert paragraphs(page(tmp_path, f"<!DOCTYPE html><html><body>{BODY}</body></html>")) == list(LINES)


def test_the_site_around_the_document_is_furniture(tmp_path: Path) -> None:
    markup = f"""<!DOCTYPE html><html><head><title>{LINES[0]}_青川岭市人民政府</title><style>p{{}}</style></head><body>
    <div class="top-nav"><a href="/">首页</a> | <a href="/zw">政务公开</a> | <a href="/hd">互动交流</a></div>
    <div class="pos">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
    <table><tr><td>索引号：</td><td>QC001/2023-00017</td></tr><tr><td>发布机构：</td><td>市政府办公室</td></tr></table>
    <div class="main"><h1>{LINES[0]}</h1><div id="share">分享到：微信 微博</div><div id="zoom">{BODY}</div>
    <p><a href="a.docx">附件：责任分解表.docx</a></p></div>
    <ul class="list"><li><a href="/1">关于做好春耕备耕工作的通知，请各地认真落实</a></li>
    <li><a href="/2">2023年招商引资政策解读，一图读懂</a></li>
    <li><a href="/3">市政府召开常务会议，研究部署重点工作</a></li></ul>
    <div class="foot">主办：青川岭市人民政府办公室　网站标识码：9900000001　云ICP备00000001号</div>
    <script>var a = "<p>不是正文。</p>";</script></body></html>"""
    source = page(tmp_path, markup)
    kept = paragraphs(source)
    assert [line for line in kept if line in LINES[1:]] == list(LINES[1:])
    assert LINES[0] in kept
    assert "附件：责任分解表.docx" in kept
    assert grids(source)[0][1] == (0, 1, 1, 1, "QC001/2023-00017")
    for furniture in ("互动交流", "当前位置", "分享到", "春耕备耕", "网站标识码"):
        assert furniture in source.text
        assert furniture not in document_text(source)
    assert "不是正文" not in source.text


@pytest.mark.parametrize("task", ["3.投放无障碍公交车20辆。", "5.强化农技推广和技术支持，联系我们身边的农户。", "6.打印社保卡1万张"])
def test_a_task_may_speak_of_what_sites_speak_of(tmp_path: Path, task: str) -> None:
    assert task in paragraphs(page(tmp_path, f"<html><body>{BODY}<p>{task}</p></body></html>"))


def test_a_table_keeps_its_cells(tmp_path: Path) -> None:
    source = page(tmp_path, f"<html><body><p>{LINES[0]}</p>{TABLE}</body></html>")
    assert grids(source) == [grid(ROWS)]
    assert "1\t建成云顶湖片区污水管网18公里\t住建局\t水利局、云顶镇\n" in source.text


def test_a_spanning_cell_stands_once_and_the_columns_stay_in_line(tmp_path: Path) -> None:
    source = page(
        tmp_path,
        "<table><tr><td rowspan=2>工业</td><td>新增企业30家</td><td>经信局</td></tr>"
        "<tr><td>技改投资增长9%</td><td>经信局</td></tr><tr><td colspan=3>农业</td></tr></table>",
    )
    assert source.text == "工业\t新增企业30家\t经信局\n\t技改投资增长9%\t经信局\n农业\n"
    assert grids(source)[0][0] == (0, 0, 2, 1, "工业")
    assert grids(source)[0][3] == (1, 1, 1, 1, "技改投资增长9%")
    assert grids(source)[0][5] == (2, 0, 1, 3, "农业")


def test_paragraphs_in_a_cell_stay_in_its_row(tmp_path: Path) -> None:
    source = page(
        tmp_path,
        "<table><tr><td>1</td><td><p>财政局</p><p>税务局<br>审计局</p></td></tr><tr><td>2</td><td>教育局</td></tr></table>",
    )
    assert source.text == "1\t财政局\u2028税务局\u2028审计局\n2\t教育局\n"


def test_tables_that_only_place_things_are_no_tables(tmp_path: Path) -> None:
    source = page(
        tmp_path,
        f"<table><tr><td><table><tr><td>{BODY}</td></tr></table></td><td></td></tr><tr><td>{TABLE}</td></tr></table>",
    )
    assert [line for line in paragraphs(source) if line in LINES] == list(LINES)
    assert grids(source) == [grid(ROWS)]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>全年新增\n    就业5000人</p>", ["全年新增就业5000人"]),
        ("<p>研发 R&amp;D\n投入</p>", ["研发 R&D 投入"]),
        ("<p>一、<b>工业</b><span>经济</span></p>", ["一、工业经济"]),
        ("甲<br>乙<br/>丙", ["甲", "乙", "丙"]),
        ("<p>&nbsp;&nbsp;　　缩进两格</p><p>&nbsp;</p>", ["缩进两格"]),
        ("<pre>第一行\n第二行</pre>", ["第一行", "第二行"]),
        ("<ol><li>新建学校2所</li><li><p>改造医院1所</p></li></ol>", ["1.新建学校2所", "2.改造医院1所"]),
        ("<ol start=3><li>5亿元以上项目9个</li></ol>", ["3. 5亿元以上项目9个"]),
        ("<ol><li>1.自带编号</li></ol>", ["1.自带编号"]),
        ("<ol style='list-style:none'><li>无编号</li></ol><ul><li>圆点</li></ul>", ["无编号", "圆点"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        (
            "<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>（一）"
            "<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>扩大有效投资</p>",
            ["（一）扩大有效投资"],
        ),
        (
            "<p><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>5亿元以上项目9个</p>",
            ["1. 5亿元以上项目9个"],
        ),
    ],
)
def test_lines_are_those_of_a_browser(tmp_path: Path, markup: str, lines: list[str]) -> None:
    assert page(tmp_path, f"<html><body>{markup}</body></html>").text.split("\n")[:-1] == lines


def test_the_charset_of_the_page_is_believed(tmp_path: Path) -> None:
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    markup = f"<html><head>{head}</head><body>{BODY}</body></html>"
    source = page(tmp_path, markup, "gb18030")
    assert paragraphs(source) == list(LINES)
    assert source.notes == ()


def test_a_web_page_named_doc_is_a_web_page(tmp_path: Path) -> None:
    path = tmp_path / "notice.doc"
    path.write_bytes(f"<html xmlns:o='urn:schemas-microsoft-com:office:office'><body>{BODY}</body></html>".encode("gb18030"))
    assert paragraphs(read_one(path)) == list(LINES)


def test_a_character_leads_back_to_its_element(tmp_path: Path) -> None:
    source = page(tmp_path, f"<html><body><p>{LINES[0]}</p>{TABLE}<p>{LINES[7]}</p></body></html>")
    assert source.locate(source.text.index("公办幼儿园")) == "table 1, row 3, column 2"
    assert source.locate(source.text.index("地区生产总值")) == "p 2"


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "table><tr><td", "b", "dl><dd", "svg", "a href=x"])
def test_deep_nesting_is_read_or_refused(tmp_path: Path, tag: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + f"<{tag}>" * 100_000 + LINES[0])
    (found,) = list(read(path))
    assert (isinstance(found, Source) and LINES[0] in found.text) or "tags" in str(found)


def test_a_tag_of_a_hundred_thousand_attributes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.html"
    path.write_text("<html><body><p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">" + LINES[0])
    assert "attributes" in refusal(path).found
