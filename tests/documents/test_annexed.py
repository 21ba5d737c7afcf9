"""A saved page and the annexes that it names are one document, in a folder and in an archive."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.building.reading import FileJob, Reading, Refusal, read_file
from kg.documents import Source, annexes_beside, find, read
from kg.documents.web.annexes import named_annexes
from kg.fingerprint import fingerprint
from kg.model.errors import UnreadableSource
from kg.parsing import parse
from tests.documents.office_files import docx, pack, paragraph, xlsx
from tests.documents.samples import LINES, TEXT, read_one

COVER = "".join(f"<p>{line}</p>" for line in LINES[:6])
TASKS = docx("".join(map(paragraph, LINES[6:])))


def page(links: str, body: str = COVER) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{LINES[0]}</title></head><body>{body}{links}</body></html>".encode()


LINK = '<p>附件：<a href="https://www.example.org/att/1/P01.docx?a=1">2023年重点工作责任分解</a></p>'


def folder(tmp_path: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        (LINK, ["P01.docx"]),
        ('<a href="P01.docx">附件1</a>', ["P01.docx"]),
        ('<a href="x/%E9%99%84%E8%A1%A8.xlsx">附表</a>', ["附表.xlsx"]),
        ('<p>附件：</p><p><a href="/down?id=1">附 表.xlsx</a></p>', ["附表.xlsx"]),  # named by its words alone
        ('<p>附件：<a href="附表.xlsx">一</a></p><p><a href="P01.docx">二</a></p>', ["附表.xlsx", "P01.docx"]),
        ("<p>附件：<a href='P02.docx'>另</a></p>", []),  # not there
        ('<p><a href="P01.docx">关于重点工作的通知</a></p>', []),  # a list of notices
        ("<p>附件：P01.docx</p>", []),
        ("<a " * 5_000 + '<a href="P01.docx">附件', []),
    ],
)
def test_annexes_are_links_whose_words_say_so(links: str, wanted: list[str]) -> None:
    assert list(named_annexes(page(links), ["P01.docx", "附表.xlsx"])) == wanted


def test_a_page_that_is_none_names_no_annexes_and_costs_no_other(tmp_path: Path) -> None:
    noise = bytes((i * i * 7 + i // 3) % 256 for i in range(5000))
    mail = b"MIME-Version: 1.0\nContent-Type: text/html\n\n"
    for data in (noise, mail, mail + noise, b""):
        assert named_annexes(data, ["P01.docx"]) == ()
    place = folder(tmp_path, {"noise.html": noise, "a.mht": mail, "P01.docx": TASKS})
    assert [path.name for path in find([str(place)])] == ["P01.docx", "a.mht", "noise.html"]


def test_a_page_that_names_many_files_is_a_list_of_notices() -> None:
    names = [f"{number}.docx" for number in range(11)]
    assert named_annexes(page("".join(f'<a href="{name}">附件</a>' for name in names)), names) == ()


def test_a_page_and_its_annex_in_a_folder_are_one_document(tmp_path: Path) -> None:
    place = folder(tmp_path, {"notice.html": page(LINK), "P01.docx": TASKS, "other.txt": "另一份文件".encode()})
    assert [path.name for path in find([str(place)])] == ["notice.html", "other.txt"]
    assert [path.name for path in find([str(place / "notice.html"), str(place / "P01.docx")])] == ["notice.html"]
    assert list(annexes_beside(place / "notice.html")) == ["P01.docx"]
    source = read_one(place / "notice.html")
    assert source.notes[-1] == "read with the annexes beside it: P01.docx"
    assert source.locate(source.text.index(LINES[7])) == "P01.docx, paragraph 2"
    parsed = parse(source)
    assert (parsed.document.number, len(parsed.tasks)) == ("青政办发〔2023〕9号", 3)


def test_tables_of_an_annex_keep_their_cells_and_numbers_of_lines_are_those_of_the_annex(tmp_path: Path) -> None:
    cells = "".join(f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in (("A1", "甲"), ("B1", "乙")))
    sheet = f'<sheetData><row r="1">{cells}</row></sheetData>'
    links = '<p>附件：<a href="a.xlsx">一</a><a href="b.txt">二</a></p>'
    place = folder(tmp_path, {"notice.html": page(links), "a.xlsx": xlsx(("表", sheet)), "b.txt": "丙\n丁戊".encode()})
    source = read_one(place / "notice.html")
    (table,) = source.tables
    assert [source.text[cell.start : cell.end] for cell in table.cells] == ["甲", "乙"]
    assert source.locate(table.start) == "a.xlsx, 表!A1"
    assert source.locate(source.text.index("丁")) == "b.txt, line 2"


def test_a_build_reads_a_page_with_its_annex(tmp_path: Path) -> None:
    place = folder(tmp_path, {"notice.html": page(LINK), "P01.docx": TASKS}) / "notice.html"
    (found,) = read_file(FileJob("notice.html", str(place), fingerprint())).found
    assert isinstance(found, Reading) and found.head.tasks == 3


def test_in_an_archive_too(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"a/notice.html": page(LINK), "a/P01.docx": TASKS, "b/P01.docx": TASKS, "c.txt": TEXT}))
    found = {one.file: one for one in read(path) if isinstance(one, Source)}
    assert list(found) == ["all.zip/a/notice.html", "all.zip/b/P01.docx", "all.zip/c.txt"]
    assert len(parse(found["all.zip/a/notice.html"]).tasks) == 3


def test_the_same_notice_in_another_form_is_no_annex(tmp_path: Path) -> None:
    whole = docx("".join(map(paragraph, LINES)))
    place = folder(tmp_path, {"notice.html": page(LINK), "P01.docx": whole})
    first, second = read(place / "notice.html")
    assert isinstance(first, Source) and isinstance(second, Source)
    assert (first.file, second.file, second.text.count("\n")) == ("notice.html", "P01.docx", len(LINES))


def test_an_annex_that_cannot_be_read_is_named_and_the_page_is_read(tmp_path: Path) -> None:
    place = folder(tmp_path, {"notice.html": page(LINK), "P01.docx": b"PK\x03\x04broken"})
    first, second = read(place / "notice.html")
    assert isinstance(first, Source) and isinstance(second, UnreadableSource) and second.where == str(place / "P01.docx")


def test_an_annex_that_cannot_be_opened_costs_neither_the_page_nor_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder(tmp_path, {"notice.html": page(LINK, "".join(f"<p>{line}</p>" for line in LINES)), "P01.docx": TASKS})
    opened = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "P01.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", locked)
    first, second = read(place / "notice.html")
    assert isinstance(first, Source) and isinstance(second, UnreadableSource)
    assert (second.where, second.found) == (str(place / "P01.docx"), "not to be opened (Permission denied)")
    reading, refusal = read_file(FileJob("notice.html", str(place / "notice.html"), fingerprint())).found
    assert isinstance(reading, Reading) and isinstance(refusal, Refusal) and refusal.where == "P01.docx"
