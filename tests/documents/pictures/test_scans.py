"""Scans read by the program's own OCR: characters, tables and doubts of pages drawn as pictures, and what bounds hostile ones."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.documents import Source, read_bytes
from kg.documents.pictures.reading import Scans, can_read_pictures
from kg.model.errors import UnreadableSource
from kg.model.limits import MAX_PICTURE_PAGES, MAX_PIXELS
from kg.parsing import parse

if not can_read_pictures():
    pytest.skip("what reads pictures is not installed (pip install 'zeren[ocr]')", allow_module_level=True)

sys.path.insert(0, str(Path(__file__).parents[3] / "benchmarks"))

from damaged_pages import DAMAGE

from kg.documents.pictures.opened import picture_shown, pictures_in
from kg.documents.pictures.ruled import Drawn, meeting
from tests.documents.picture_files import png
from tests.documents.picture_files import tiff as made_tiff
from tests.documents.pictures.drawn_pages import FIRST, PER_INCH, ROWS, drawn, saved, with_text_before


@dataclass
class Kept:
    """A keeper in memory, which counts what it is given."""

    pages: dict[str, list[bytes]] = field(default_factory=dict)

    def find(self, key: str) -> list[bytes] | None:
        return self.pages.get(key)

    def keep(self, key: str, parts: Sequence[bytes]) -> None:
        self.pages[key] = list(parts)


def one(data: bytes, name: str, scans: Scans) -> Source:
    (found,) = read_bytes(data, name, name, scans=scans)
    assert isinstance(found, Source), found
    return found


@pytest.fixture(scope="module")
def kept() -> Kept:
    return Kept()


@pytest.fixture(scope="module")
def tiff() -> bytes:
    """A page of text, and one with a table that lay askew and was stamped."""
    second = DAMAGE["stamped"](DAMAGE["askew"](drawn(rows=ROWS), PER_INCH), PER_INCH)
    return saved([drawn(FIRST), second], "TIFF")


@pytest.fixture(scope="module")
def scan(tiff: bytes, kept: Kept) -> Source:
    return one(tiff, "scan.tif", Scans(kept))


def test_the_characters_and_the_table_of_a_scan_are_read(scan: Source) -> None:
    lines = [line for line in scan.text.split("\n") if line]
    assert tuple(lines) == (*FIRST, *("\t".join(row) for row in ROWS))
    assert [(cell.row, cell.column) for cell in scan.tables[0].cells] == [(row, column) for row in range(3) for column in range(3)]
    assert scan.media_type == "image/tiff"


def test_what_is_read_of_it_says_that_it_was_read_from_a_picture(scan: Source) -> None:
    assert {place.name.partition(",")[0] for place in scan.places if place.recognised and place.own} == {"page 1", "page 2"}
    parsed = parse(scan)
    assert (parsed.document.read_by, {task.read_by for task in parsed.tasks}) == ("ocr", {"ocr"})
    assert [float(target.value) for task in parsed.tasks for target in task.targets] == [1200, 7]  # of the table, which is surer
    (note,) = (problem for problem in parsed.document.problems if problem.code == "ocr-read")
    assert (note.severity, dict(note.facts)) == ("note", {"where": "page 1 – page 2"})


@pytest.mark.usefixtures("scan")
def test_a_page_is_read_once(tiff: bytes, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(kept.pages) == 2
    monkeypatch.setattr("kg.documents.pictures.reading._SECONDS", 1)  # too few for any page to be read in
    told: list[tuple[int, int]] = []
    again = one(tiff, "the same.tif", Scans(kept, lambda done, total: told.append((done, total))))
    assert (FIRST[2] in again.text, told) == (True, [(2, 2)])


def test_the_picture_is_believed_before_the_text_that_another_program_put_over_it() -> None:
    data = with_text_before(drawn(FIRST[:4]), "Text that another OCR made of it")
    found = one(data, "mixed.pdf", Scans())
    assert "that no picture was read for" in found.text and FIRST[2] in found.text and "another OCR" not in found.text
    assert {(place.name[:6], place.own) for place in found.places} == {("page 1", False), ("page 2", True)}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png(60_000, 60_000), f"at most {MAX_PIXELS:,}"),
        (png(5_000, 10), "no page"),
        (png(3, 3), "no page"),
        (png(800, 600, bytes(50)), "damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "damaged"),
        (b"II*\0" + bytes(40), "damaged"),
        (made_tiff(60, 60, bytes(20)), "damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "damaged"),
    ],
    ids=["a bomb of pixels", "a strip", "a dot", "truncated", "no PNG", "no TIFF", "half a TIFF", "no JPEG"],
)
def test_a_hostile_picture_has_a_message(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableSource, match=said):
        for number in range(1, pictures_in(data) + 1):
            picture_shown(data, number)


def test_pages_in_a_circle_are_read_once() -> None:
    assert pictures_in(made_tiff(60, 60, bytes(3_600), following=8 + 3_600)) <= 2


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_a_file_that_has_lost_its_last_pages_is_refused() -> None:
    from PIL import Image

    whole = saved([Image.new("L", (800, 1_100), 255)] * 3, "TIFF")
    assert pictures_in(whole) == 3
    with pytest.raises(UnreadableSource, match="damaged"):
        pictures_in(whole[: len(whole) * 2 // 3])


def test_a_file_of_too_many_pictures_is_refused() -> None:
    from PIL import Image

    dots = [Image.new("1", (50, 50))] * (MAX_PICTURE_PAGES + 1)
    with pytest.raises(UnreadableSource, match="at most"):
        pictures_in(saved(list(dots), "TIFF"))


def test_a_line_ends_at_the_line_that_it_nearly_ends_at() -> None:
    lines = [Drawn(88, 100, 400, 103), Drawn(100, 200, 401, 202), Drawn(100, 98, 102, 203), Drawn(399, 100, 401, 190)]
    assert meeting(lines, 8.0) == [
        Drawn(101, 100, 400, 103),
        Drawn(101, 200, 400, 202),
        Drawn(100, 101, 102, 201),
        Drawn(399, 101, 401, 201),
    ]
    far = [Drawn(10, 100, 400, 103), Drawn(100, 98, 102, 203)]
    assert meeting(far, 8.0)[0].x0 == 10


@pytest.mark.parametrize("said", [0.001, 1, 30_000, 10**9])
def test_a_resolution_that_makes_no_page_is_not_believed(said: float) -> None:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("L", (1_654, 2_339), "white").save(buffer, "TIFF", dpi=(said, said))
    shown = picture_shown(buffer.getvalue(), 1)
    assert 195 < shown.per_inch < 205 and shown.picture.shape == (2_339, 1_654)


def test_a_large_picture_is_read_smaller() -> None:
    from PIL import Image

    shown = picture_shown(saved([Image.new("RGB", (4_000, 3_000), "white")], "JPEG"), 1)
    assert max(shown.picture.shape) <= 4_000 and shown.picture.shape[0] * 4 == pytest.approx(shown.picture.shape[1] * 3, abs=4)


def test_an_empty_page_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.pictures.reading._SECONDS", 1)
    (found,) = read_bytes(saved([drawn()], "PNG"), "empty.png", "empty.png")
    assert isinstance(found, UnreadableSource) and "without text" in found.found


def test_a_page_that_takes_too_much_is_given_up_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.pictures.reading._SECONDS", 1)
    (found,) = read_bytes(saved([drawn(FIRST)], "PNG"), "slow.png", "slow.png")
    assert isinstance(found, UnreadableSource) and "processor time" in str(found)
