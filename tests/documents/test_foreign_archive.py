"""7-Zip and RAR: the documents in them are read as those of a ZIP are, within its bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import Source, read, read_bytes
from kg.documents import foreign_archive as foreign
from kg.model.errors import PassedOver, UnreadableSource
from tests.documents.archive_files import library, rar, seven_zip
from tests.documents.office_files import docx, pack, paragraph
from tests.documents.samples import TEXT, refusal

FILES = {"a.txt": TEXT.encode("gb18030"), "b/通知.docx": docx(paragraph("甲")), "c.jpg": b"\xff\xd8\xff" + bytes(9)}


@pytest.fixture(params=["rar", "7z"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    library()
    path = tmp_path / f"all.{request.param}"
    path.write_bytes(rar(FILES) if request.param == "rar" else seven_zip(FILES, path))
    return path


def test_each_document_is_read_and_what_is_none_is_named(archive: Path) -> None:
    first, second, picture = read(archive)
    assert isinstance(first, Source) and (first.file, first.text) == (f"{archive.name}/a.txt", TEXT)
    assert isinstance(second, Source) and (second.file, second.text) == (f"{archive.name}/b/通知.docx", "甲\n")
    assert isinstance(picture, PassedOver) and picture.found == "1 picture is not read: c.jpg"


def test_an_archive_that_is_cut_is_named(archive: Path) -> None:
    archive.write_bytes(archive.read_bytes()[:-900])
    found = list(read(archive))
    assert isinstance(found[-1], UnreadableSource) and "damaged" in found[-1].found and found[-1].remedy


def test_an_archive_with_a_password_is_named(tmp_path: Path) -> None:
    library()
    path = tmp_path / "secret.rar"
    path.write_bytes(rar(FILES, password=True))
    assert "password" in refusal(path).found


def test_a_bomb_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "MAX_FILE", 5_000)
    library()
    answer = foreign.answered(seven_zip({"a.txt": bytes(9_000)}, tmp_path / "bomb.7z"))
    assert "unpacks to more than" in answer["found"]


def test_an_archive_in_an_archive_is_named() -> None:
    (found,) = read_bytes(pack({"inner.rar": rar(FILES)}), "all.zip", "all.zip")
    assert isinstance(found, UnreadableSource) and "RAR" in found.found and "Unpack" in found.remedy


def test_a_name_that_leads_out_of_the_archive_leads_nowhere(tmp_path: Path) -> None:
    library()
    path = tmp_path / "out.rar"
    path.write_bytes(rar({"../../a.txt": TEXT.encode()}))
    (found,) = read(path)
    assert isinstance(found, Source) and found.file == "out.rar/a.txt"


def test_where_there_is_no_libarchive_the_message_says_how_to_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign, "_library", lambda: None)
    answer = foreign.answered(rar(FILES))
    assert "libarchive" in answer["found"] and "apt-get install libarchive13" in answer["remedy"]
