"""MHT: the page that a saved archive holds is read as the same page saved as HTML is, and what is no page is named."""

from __future__ import annotations

import base64
import quopri
from pathlib import Path
from time import process_time

import pytest

from kg.documents import Source, read, read_bytes
from kg.documents.web import archived
from kg.model.errors import ProgramFault
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one, refusal
from tests.documents.web.test_html import BODY, TABLE
from tests.views.browser import browsing

MARKUP = f"<!DOCTYPE html><html><head><title>{LINES[0]}</title></head><body>{BODY}{TABLE}</body></html>"
PICTURE = (
    "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://example.org/a.png\r\n\r\niVBORw0KGgo=\r\n"
)
FRAME = "Content-Type: text/html\r\n\r\n<html><body><p>广告</p></body></html>\r\n"


def page_part(markup: str = MARKUP, *, encoding: str = "utf-8", transfer: str = "quoted-printable", head: str = "") -> str:
    data = markup.encode(encoding)
    body = quopri.encodestring(data) if transfer == "quoted-printable" else base64.encodebytes(data)
    kind = f'Content-Type: text/html; charset="{encoding}"\r\nContent-Transfer-Encoding: {transfer}\r\n{head}'
    return f"{kind}\r\n{body.decode('ascii')}\r\n"


def multipart(*parts: str, kind: str = "related", boundary: str = "----=_Next", more: str = "") -> str:
    inside = "".join(f"--{boundary}\r\n{part}" for part in parts)
    return f'Content-Type: multipart/{kind};\r\n\ttype="text/html";{more}\r\n\tboundary="{boundary}"\r\n\r\n{inside}--{boundary}--\r\n'


def archive(*parts: str, more: str = "") -> bytes:
    head = "From: <Saved by Blink>\r\n"
    head += "Snapshot-Content-Location: http://example.org/\r\nSubject: =?utf-8?Q?=E9=80=9A?=\r\nMIME-Version: 1.0\r\n"
    return (head + multipart(*parts, more=more)).encode("utf-8")


def saved(tmp_path: Path, data: bytes, name: str = "notice.mht") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["notice.mht", "notice.mhtml", "notice.doc", "notice.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gb18030", "big5"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_the_page_is_read_whatever_the_file_is_called(tmp_path: Path, name: str, encoding: str, transfer: str) -> None:
    markup = MARKUP if encoding != "big5" else "<!DOCTYPE html><html><body><p>青嶺縣人民政府重點工作責任分解</p></body></html>"
    source = read_one(saved(tmp_path, archive(page_part(markup, encoding=encoding, transfer=transfer), PICTURE), name))
    if encoding == "big5":
        assert paragraphs(source) == ["青嶺縣人民政府重點工作責任分解"]
    else:
        assert paragraphs(source)[: len(LINES)] == list(LINES)
        assert grids(source) == [grid(ROWS)]
    assert not source.notes
    assert source.media_type == "multipart/related"


def test_the_text_is_that_of_the_page_saved_as_html(tmp_path: Path) -> None:
    archived_text = read_one(saved(tmp_path, archive(page_part()))).text
    assert archived_text == read_one(saved(tmp_path, MARKUP.encode(), "notice.html")).text


def test_a_page_may_be_the_only_part(tmp_path: Path) -> None:
    data = b"MIME-Version: 1.0\n" + page_part(transfer="base64").replace("\r\n", "\n").encode()
    assert paragraphs(read_one(saved(tmp_path, data)))[: len(LINES)] == list(LINES)


def test_the_header_says_the_charset_where_the_page_does_not(tmp_path: Path) -> None:
    short = "<html><body><p>1.办好青嶺實事</p></body></html>"  # too few characters to guess by
    assert paragraphs(read_one(saved(tmp_path, archive(page_part(short, encoding="gb18030"))))) == ["1.办好青嶺實事"]


def test_the_archive_names_its_root(tmp_path: Path) -> None:
    data = archive(FRAME, page_part(head="Content-ID: <main@example>\r\n"), more=' start="<main@example>";')
    source = read_one(saved(tmp_path, data))
    assert paragraphs(source)[0] == LINES[0]
    assert source.notes == ("pages of the archive that are not read, since they are frames of the first: 1",)


def test_the_first_page_is_the_one_and_frames_are_named(tmp_path: Path) -> None:
    source = read_one(saved(tmp_path, archive(PICTURE, page_part(), FRAME, FRAME)))
    assert paragraphs(source)[0] == LINES[0]
    assert source.notes[0].endswith(": 2")


def test_a_part_may_hold_parts(tmp_path: Path) -> None:
    inner = multipart("Content-Type: text/plain\r\n\r\nplain\r\n", page_part(), kind="alternative", boundary="inner")
    assert paragraphs(read_one(saved(tmp_path, archive(inner, PICTURE))))[0] == LINES[0]


def nested(levels: int) -> bytes:
    part = page_part()
    for level in range(levels):
        part = multipart(part, boundary=f"b{level}")
    return b"MIME-Version: 1.0\r\n" + part.encode()


@pytest.mark.parametrize("levels", [1, 20])
def test_some_levels_are_read(tmp_path: Path, levels: int) -> None:
    assert paragraphs(read_one(saved(tmp_path, nested(levels))))[0] == LINES[0]


@pytest.mark.parametrize("levels", [21, 80, 400, 3_000])
def test_many_levels_are_refused(tmp_path: Path, levels: int) -> None:
    assert any(word in refusal(saved(tmp_path, nested(levels))).found for word in ("nested", "levels", "parts"))


def test_without_a_page_it_is_said(tmp_path: Path) -> None:
    unread = refusal(saved(tmp_path, archive(PICTURE, PICTURE)))
    assert "without a page among its 2 parts" in unread.found
    assert "HTML" in unread.remedy


@pytest.mark.parametrize("data", [archive(), archive(page_part("  "))], ids=["no part", "blanks"])
def test_an_empty_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "web archive" in refusal(saved(tmp_path, data)).found


@pytest.mark.parametrize("wrong", ["=", "!!!", "PGh0bWw", "PGh0bW" * 200 + "\r\nP"], ids=["sign", "signs", "short", "cut"])
def test_wrong_base64_is_refused(tmp_path: Path, wrong: str) -> None:
    part = f"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n{wrong}\r\n"
    assert "web archive" in refusal(saved(tmp_path, archive(part))).found


def test_an_archive_that_breaks_off_in_its_page_is_refused(tmp_path: Path) -> None:
    data = archive(page_part(transfer="base64"), PICTURE)
    end = data.index(b"Content-Type: image/png") - len("------=_Next\r\n")
    for cut in range(300, end, 97):
        assert "web archive" in refusal(saved(tmp_path, data[:cut])).found, cut
    for cut in range(data.index(b"iVBOR"), len(data), 7):
        assert paragraphs(read_one(saved(tmp_path, data[:cut])))[0] == LINES[0], cut


HEAD = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b"
PART = b"--b\r\nContent-Type: text/html\r\n\r\n<p>x\r\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(HEAD + b"; a=b" * 2_000_000 + b"\r\n\r\n" + PART, id="parameters"),
        pytest.param(HEAD + b'; a="b' * 1_000_000 + b"\r\n\r\n" + PART, id="quotation marks"),
        pytest.param(HEAD + b"\r\n\r\n" + PART * 300_000, id="parts"),
        pytest.param(HEAD + b"\r\n\r\n" + PART + b"\n" * 20_000_000, id="lines"),
        pytest.param(HEAD + b"\r\n\r\n--b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5_000, id="letters in letters"),
        pytest.param(HEAD + b"\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" + b"\r\n" * 1_000_000, id="blank lines"),
        pytest.param(HEAD + b"\r\n\r\n" + PART + b"x" * 40_000_000, id="bytes"),
    ],
)
def test_what_is_built_to_hold_up_its_reader_does_not(data: bytes) -> None:
    began = process_time()
    (found,) = read_bytes(data, "a.mht", "a.mht")
    assert not isinstance(found, ProgramFault)
    assert process_time() - began < 10


def test_limits_on_either_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive(page_part(), *[PICTURE] * 9)
    for name, most in (("_MOST", len(data)), ("_MOST_DASHES", 11), ("_MOST_WORK", data.count(b"\n") * 2)):
        with monkeypatch.context() as patch:
            patch.setattr(archived, name, most)
            assert isinstance(next(read(saved(tmp_path, data))), Source), name
            patch.setattr(archived, name, most - 1)
            assert "web archive" in refusal(saved(tmp_path, data)).found, name


def test_a_text_that_speaks_of_mime_is_a_text(tmp_path: Path) -> None:
    text = "MIME-Version: 1.0\nContent-Type: text/html\n青岭县人民政府办公室关于印发重点工作责任分解的通知\n\n1.办好实事。\n"
    assert read_one(saved(tmp_path, text.encode())).media_type == "text/plain"


def test_what_chromium_saves_is_the_page(tmp_path: Path) -> None:
    page = saved(tmp_path, MARKUP.replace("<head>", "<head><meta charset=utf-8>").encode(), "notice.html")
    with browsing(tmp_path) as browser:
        browser.driver.get(page.as_uri())
        data = str(browser.driver.execute_cdp_cmd("Page.captureSnapshot", {})["data"])
    assert read_one(saved(tmp_path, data.encode())).text == read_one(page).text
