"""Whatever the bytes, reading ends with documents or with reasons, and what a document says of its places is true."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents import Source, read, read_bytes
from kg.documents.finding import SUFFIXES
from kg.documents.pages.worker import read_pages
from kg.model.errors import ProgramFault, UnreadableSource
from kg.model.source import CELL_BREAK
from tests.documents.office_files import S, W, docx, lists, pack, paragraph, xlsx
from tests.documents.samples import LINES, TEXT, refusal

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "40"))
FUZZ = settings(max_examples=ROUNDS, deadline=None, suppress_health_check=list(HealthCheck))


def check(source: Source) -> None:
    """What must hold of every document."""
    text = source.text
    text.encode("utf-8")
    at = 0
    for table in source.tables:
        assert at <= table.start <= table.end <= len(text)
        at = table.start
        assert table.cells
        for cell in table.cells:
            assert at <= cell.start <= cell.end <= table.end
            at = cell.end
            assert not set(text[cell.start : cell.end]) & set("\n\t")
            assert cell.row >= 0 <= cell.column and cell.row_span > 0 < cell.column_span
        at = table.end
    for (_, end), (start, _) in zip(source.furniture, source.furniture[1:], strict=False):
        assert end <= start
    assert all(0 <= start <= end <= len(text) for start, end in source.furniture)
    starts = [place.start for place in source.places]
    assert starts == sorted(set(starts))
    assert source.locate(0)


def check_all(data: bytes, name: str) -> None:
    for found in read_bytes(data, name, name):
        if isinstance(found, Source):
            check(found)
        else:
            assert not isinstance(found, ProgramFault), found
            assert found.found and found.remedy


TAGS = ["table", "tr", "td", "th", "p", "div", "br", "ol", "li", "ul", "span", "b", "a", "pre", "nav", "h1", "body", "html"]
TAGS += ["script", "caption", "thead", "form", "select", "svg"]
WORD_TAGS = ["tbl", "tr", "tc", "p", "r", "t", "tcPr", "pPr", "numPr", "sdt", "sdtContent", "ins", "del", "br", "tab", "txbxContent"]
CHINESE = st.text("一二三四五责任单位：、，。（）1234567890.%▲\n\t\r\x00\u202e\ufeff 　abc\u2028", max_size=80)
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(TAGS).flatmap(
            lambda tag: st.sampled_from(
                [f"<{tag}>", f"</{tag}>", f"<{tag} rowspan=3 colspan=2>", f"<{tag} style='mso-list:Ignore'>", f"<{tag} href=x>"]
            )
        ),
        CHINESE,
        st.sampled_from(["<!--", "-->", "<![if !x]>", "&nbsp;", "&#0;", "&#xD800;", "<td rowspan=0>", "<td rowspan=99999999>"]),
    ),
    max_size=60,
).map("".join)
XML = st.lists(
    st.one_of(
        st.sampled_from(WORD_TAGS).flatmap(lambda tag: st.sampled_from([(f"<w:{tag}>", f"</w:{tag}>")])),
        st.sampled_from(
            ['<w:gridSpan w:val="3"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:numId w:val="1"/>', '<w:ilvl w:val="9"/>']
        ).map(lambda tag: (tag, "")),
        st.text("一二三责任", max_size=5).map(lambda text: (f"<w:r><w:t>{text}</w:t></w:r>", "")),
    ),
    max_size=40,
)


def nest(parts: list[tuple[str, str]]) -> str:
    """Elements opened one after the other, some closed at once and some at the end."""
    text, closing = "", ""
    for index, (begin, end) in enumerate(parts):
        if index % 3 == 0:
            text, closing = text + begin, end + closing
        else:
            text += begin + end
    return text + closing


def sample_files() -> list[bytes]:
    """A sound file of each format, for mutation."""
    sheet = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" s="1"><v>0.5</v></c></row></sheetData>'
    page = "<html><body><table><tr><td rowspan=2>甲</td><td>乙</td></tr><tr><td>丙</td></tr></table><p>正文。</p></body></html>"
    word = docx(paragraph("甲", "1") + "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>", lists(("decimal", "%1.")))
    return [
        TEXT.encode("gb18030"),
        page.encode(),
        word,
        xlsx(("S", sheet), styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'),
        pack({"a.docx": word, "b.txt": TEXT}),
        b"a,b\n1,2\n3,4\n",
    ]


SAMPLES = sample_files()


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(sorted(SUFFIXES)))
def test_random_bytes_under_every_suffix(data: bytes, suffix: str) -> None:
    check_all(data, f"noise{suffix}")


@FUZZ
@given(CHINESE, st.sampled_from(["utf-8", "gb18030", "utf-16", "big5"]), st.sampled_from([".txt", ".csv", ".tsv"]))
def test_any_text(text: str, encoding: str, suffix: str) -> None:
    check_all(text.encode(encoding, "ignore"), f"text{suffix}")


@FUZZ
@given(MARKUP)
def test_any_markup(markup: str) -> None:
    check_all(f"<html><body>{markup}".encode(), "page.html")


@FUZZ
@given(XML)
def test_any_word_document(parts: list[tuple[str, str]]) -> None:
    check_all(docx(nest(parts), lists(("chineseCounting", "%1、"), ("decimal", "%2."))), "notice.docx")


@FUZZ
@given(
    st.lists(st.tuples(st.sampled_from(["A1", "B2", "C1", "XFD1048576", "A0", "ZZZZ9", ""]), CHINESE), max_size=12),
    st.lists(st.sampled_from(["A1:B2", "A1:A3", "B2:A1", "A1:XFD1048576", "C1:C9", "x"]), max_size=4),
    st.text('0#?.,%;"[]-ymdhsGeneral元\\_* E+/@', max_size=20),
)
def test_any_workbook(cells: list[tuple[str, str]], merged: list[str], pattern: str) -> None:
    rows = "".join(f'<row><c r="{place}" s="1"><v>{len(text) / 7}</v></c></row>' for place, text in cells)
    merges = "".join(f'<mergeCell ref="{area}"/>' for area in merged)
    styles = f'<numFmts><numFmt numFmtId="200" formatCode={quoteattr(pattern)}/></numFmts>'
    styles += '<cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'
    check_all(xlsx(("S", f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"), styles=styles), "t.xlsx")


@FUZZ
@given(st.sampled_from(range(len(SAMPLES))), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6)), min_size=1, max_size=5))
def test_a_sound_file_with_bytes_changed(sample: int, changes: list[tuple[int, bytes]]) -> None:
    data = SAMPLES[sample]
    for at, bytes_ in changes:
        at %= len(data)
        data = data[:at] + bytes_ + data[at + len(bytes_) // 2 :]
    check_all(data, "changed.bin")


@FUZZ
@given(st.binary(max_size=200), st.integers(0, 9), st.lists(st.integers(0, 2000), max_size=6))
def test_any_pdf(noise: bytes, count: int, cuts: list[int]) -> None:
    # In this process, not in the worker's, so that a fault of the program shows.
    body = b"BT /F 10 Tf 20 TL " + b"(abc) Tj T* " * count + b"ET 10 10 200 100 re S 10 50 m 210 50 l S 100 10 m 100 110 l S "
    content = body + noise
    objects = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
        b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF" % (len(content), content)
    )
    for cut in cuts:
        objects = objects[: cut % len(objects)] + objects[cut % len(objects) + 1 :]
    answer = read_pages(objects)
    assert ("text" in answer) != ("found" in answer)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_noise_is_refused_under_every_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"noise{suffix}"
    path.write_bytes(bytes((i * i * 7 + i // 3) % 256 for i in range(5000)))
    assert refusal(path).remedy


def test_a_long_line_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes("重点工作".encode() * 900_000)
    assert "10.3 MB" in refusal(path).found


def test_a_member_that_claims_to_be_small_is_still_bounded() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b" " * 80_000_000)
    data = buffer.getvalue().replace((80_000_000).to_bytes(4, "little"), (80).to_bytes(4, "little"))
    (found,) = read_bytes(data, "a.zip", "a.zip")
    assert isinstance(found, UnreadableSource)


def test_hidden_signs_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = LINES[0] + "\u202e\u200b\x00\u2067" + LINES[3]
    path.write_text(text, encoding="utf-8")
    (found,) = read(path)
    assert isinstance(found, Source) and found.text == text


def test_a_cell_holds_its_line_breaks_as_one_sign() -> None:
    (found,) = read_bytes(f"<table><tr><td>甲<br>乙</td><td>{W}{S}</td></tr><tr><td>丙</td><td>丁</td></tr></table>".encode(), "a", "a")
    assert isinstance(found, Source) and found.text.startswith(f"甲{CELL_BREAK}乙\t")
