"""Files, folders and archives: each document is found once, and a bad one costs no other."""

import errno
import io
import time
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.documents import Source, find, look_through, read
from kg.documents.text.encodings import Decoded
from kg.documents.text.plain import read_plain
from kg.documents.writing import Origin
from kg.model.errors import PassedOver, ProgramFault, StoreError, UnreadableSource
from tests.documents.office_files import docx, pack, paragraph
from tests.documents.samples import TEXT, refusal


def texts(path: Path) -> dict[str, str]:
    return {one.file: one.text for one in read(path) if isinstance(one, Source)}


def test_each_document_of_an_archive_is_read(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"b/一.docx": docx(paragraph("甲")), "a.txt": TEXT, "photo.jpg": b"\xff\xd8\xff", "__MACOSX/._a.txt": "x"}))
    assert texts(path) == {"all.zip/a.txt": TEXT, "all.zip/b/一.docx": "甲\n"}


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ABCD.txt", TEXT)
    path = tmp_path / "old.zip"
    path.write_bytes(buffer.getvalue().replace(b"ABCD", "通知".encode("gbk")))
    assert texts(path) == {"old.zip/通知.txt": TEXT}


def test_a_bad_member_costs_no_other(tmp_path: Path) -> None:
    inner = pack({"x.txt": TEXT})
    path = tmp_path / "mixed.zip"
    path.write_bytes(pack({"1.txt": TEXT, "2.docx": b"PK\x03\x04broken", "3.zip": inner, "4.txt": b"", "5.txt": TEXT}))
    found = list(read(path))
    assert [type(one) for one in found] == [Source, UnreadableSource, UnreadableSource, UnreadableSource, Source]
    assert "archive within" in str(found[2])


def test_members_of_one_name_are_all_read_each_by_a_name_of_its_own(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, text in (("a.txt", "甲"), ("a.txt", "乙"), ("../a.txt", "丙"), ("a (2).txt", "丁"), ("A.txt", "戊"), ("b/a.txt", "己")):
            archive.writestr(name, text)
    path = tmp_path / "all.zip"
    path.write_bytes(buffer.getvalue())
    found = {"A.txt": "戊", "a (2).txt": "丁", "a.txt": "甲", "a (3).txt": "乙", "a (4).txt": "丙", "b/a.txt": "己"}
    assert texts(path) == {f"all.zip/{name}": text for name, text in found.items()}
    notes = {one.file: one.notes for one in read(path) if isinstance(one, Source) and one.notes}
    assert set(notes) == {"all.zip/a (3).txt", "all.zip/a (4).txt"}
    assert "another file named a.txt" in notes["all.zip/a (3).txt"][0]


def test_a_fault_of_the_program_in_one_document_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Source:
        raise TypeError("made for the test")

    monkeypatch.setattr("kg.documents.office.docx.read_docx", fail)
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"a.docx": docx(paragraph("甲")), "b.txt": TEXT}))
    broken, whole = read(path)
    assert isinstance(broken, ProgramFault) and isinstance(broken.__cause__, TypeError)
    assert "all.zip/a.docx: a fault of the program (TypeError: made for the test)" in str(broken)
    assert isinstance(whole, Source)


def test_a_fault_of_the_program_in_an_archive_costs_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Source:
        raise TypeError("made for the test")

    monkeypatch.setattr("kg.documents.archive.members", fail)
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"b.txt": TEXT}))
    assert isinstance(refusal(path), ProgramFault)


def test_a_full_disk_is_no_fault_of_a_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> Source:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.documents.opening.read_plain", fail)
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(StoreError, match="the disk is full"):
        list(read(path))


def test_a_path_that_leads_out_of_the_archive_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    path.write_bytes(pack({"../../../etc/evil.txt": TEXT, "/abs.txt": TEXT}))
    assert set(texts(path)) == {"evil.zip/abs.txt", "evil.zip/etc/evil.txt"}
    assert [file.name for file in tmp_path.iterdir()] == ["evil.zip"]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"\0" * 70_000_000)
        archive.writestr("good.txt", TEXT)
    path = tmp_path / "bomb.zip"
    path.write_bytes(buffer.getvalue())
    bomb, good = list(read(path))
    assert "bomb" in str(bomb)
    assert isinstance(good, Source)


def test_an_archive_of_other_things_says_so(tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    path.write_bytes(pack({"a.jpg": b"x", "b.tar": b"x"}))
    assert (
        "none of the formats that are read among its 2 files; 1 archive is not read: b.tar; 1 picture is not read: a.jpg"
        in refusal(path).found
    )


def test_what_stands_beside_documents_in_a_folder_is_named_a_line_a_kind(tmp_path: Path) -> None:
    names = ["a.txt", "b.TAR", "c/d.cab", "e.xlsb", "f.mp4", "g.log", "README", ".hidden.png", "~$a.docx", *(f"{n}.png" for n in range(8))]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    looked = look_through([str(tmp_path), str(tmp_path)])
    assert [path.name for path in looked.paths] == ["a.txt"]
    assert [(type(one), one.found) for one in looked.beside] == [
        (UnreadableSource, "2 archives are not read: b.TAR, c/d.cab"),
        (UnreadableSource, "1 spreadsheet is not read: e.xlsb"),
        (PassedOver, "8 pictures are not read: 0.png, 1.png, 2.png, 3.png, 4.png and 3 more"),
        (PassedOver, "1 recording is not read: f.mp4"),
        (PassedOver, "2 files of other kinds are not read: README, g.log"),
    ]
    assert all(one.where == str(tmp_path) and one.remedy for one in looked.beside)


def test_a_folder_of_other_things_alone_says_of_which(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_text("x")
    with pytest.raises(UnreadableSource, match=r"without documents \(1 archive is not read: a.tar\)\. Unpack"):
        find([str(tmp_path)])


def test_what_stands_beside_documents_in_an_archive_is_named_behind_them(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"a.txt": TEXT, "b.tar": b"x", "c.jpg": b"x", "__MACOSX/._a.jpg": "x"}))
    document, archive, picture = read(path)
    assert isinstance(document, Source)
    assert isinstance(archive, UnreadableSource) and archive.found == "1 archive is not read: b.tar"
    assert isinstance(picture, PassedOver) and picture.found == "1 picture is not read: c.jpg"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "DOCX"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.presentation", "content.xml": "<a/>"}), "PDF"),
        (pack({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "slides"),
        (pack({"[Content_Types].xml": "", "xl/workbook.bin": ""}), "xlsb"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        (b"GIF89a", "save it as PNG"),
        (b"Rar!\x1a\x07\0", "npack"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "convert-to docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="x"/>', "convert-to xlsx"),
    ],
)
def test_what_is_not_read_is_named_with_a_remedy(tmp_path: Path, data: bytes, word: str) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(data)
    assert word in str(refusal(path))


def test_a_folder_gives_its_documents_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.html", ".hidden/d.txt", "~$e.docx", "f.png", "A.PDF"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [p.relative_to(tmp_path).as_posix() for p in find([str(tmp_path)])] == ["A.PDF", "a/c.html", "b.txt"]


def test_patterns_files_and_folders_name_each_document_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c[1].txt"):
        (tmp_path / name).write_text("x")
    sources = [str(tmp_path / "b.txt"), str(tmp_path / "*.txt"), str(tmp_path), str(tmp_path / "c[1].txt")]
    assert [path.name for path in find(sources)] == ["b.txt", "a.txt", "c[1].txt"]


@pytest.mark.parametrize("name", ["missing.txt", "no*.txt", "a\0b", "x" * 5000, "empty"])
def test_what_names_nothing_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableSource) as caught:
        find([str(tmp_path / name)])
    assert name[:5] in str(caught.value)


def test_a_missing_file_and_a_folder_are_no_tracebacks(tmp_path: Path) -> None:
    assert "no such file" in refusal(tmp_path / "gone.txt").found
    assert "folder" in refusal(tmp_path).found


def test_an_archive_of_many_large_texts_is_read_up_to_a_bound_on_their_sum(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    path.write_bytes(pack({f"{number:02}.txt": "全面推进重点工作。\n" * 24_000 for number in range(40)}))
    found = list(read(path))
    assert sum(len(one.text) for one in found if isinstance(one, Source)) < 9_000_000
    assert isinstance(found[-1], UnreadableSource)
    assert "8,000,000 characters" in str(found[-1])
    assert "33.txt is not read" in str(found[-1])


def slowly(wait: Callable[[], None]) -> Callable[..., Source]:
    def read_slowly(decoded: Decoded, origin: Origin) -> Source:
        wait()
        return read_plain(decoded, origin)

    return read_slowly


def compute() -> None:
    until = time.process_time() + 0.4
    while time.process_time() < until:
        pass


@pytest.mark.parametrize(("wait", "whole"), [(lambda: time.sleep(0.4), True), (compute, False)], ids=["busy machine", "slow document"])
def test_an_archive_is_given_up_for_the_processor_time_that_it_takes_and_not_by_the_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait: Callable[[], None], whole: bool
) -> None:
    monkeypatch.setattr("kg.documents.opening.read_plain", slowly(wait))
    monkeypatch.setattr("kg.documents.opening.USUAL_SECONDS", 0.1)
    monkeypatch.setattr("kg.documents.opening.PATIENCE", 0.5)
    path = tmp_path / "all.zip"
    path.write_bytes(pack({f"{number}.txt": TEXT for number in range(6)}))
    last = list(read(path))[-1]
    if whole:
        assert isinstance(last, Source)
    else:
        assert isinstance(last, UnreadableSource) and "too much processor time; what follows" in last.found


def test_an_archive_that_stands_still_is_given_up_in_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.opening._HOUR", 0.0)
    path = tmp_path / "all.zip"
    path.write_bytes(pack({"a.txt": TEXT, "b.txt": TEXT}))
    whole, given_up = read(path)
    assert isinstance(whole, Source)
    assert isinstance(given_up, UnreadableSource) and "by the clock; what follows a.txt" in given_up.found
