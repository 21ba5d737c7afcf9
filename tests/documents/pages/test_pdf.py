"""PDF: files made by hand for what must hold, and the lines and tables that are put together from a page's characters."""

import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.documents.apart.asking import _COPIES, _READER
from kg.documents.pages.furniture import page_furniture
from kg.documents.pages.glyphs import Glyph, Ruling
from kg.documents.pages.paragraphs import Layout, goes_on, join
from kg.documents.pages.ruled_tables import ruled_tables
from kg.documents.pages.text_lines import TextLine, lines_of, set_space, unit_width
from tests.documents.samples import read_one, refusal

ROOT = Path(__file__).parents[3]
LAYOUT = Layout(left=50, right=450, size=10, leading=15)


def glyphs(text: str, x: float = 50, y: float = 700, size: float = 10) -> list[Glyph]:
    """Characters side by side, Latin ones half as wide."""
    found = []
    for char in text:
        width = size if char > "\u2e00" else size / 2
        found.append(Glyph(char, x, x + width, y, size))
        x += width
    return found


def line(text: str, x: float = 50, y: float = 700, page: int = 1, size: float = 10) -> TextLine:
    (found,) = lines_of(glyphs(text, x, y, size), page)
    return found


def minimal_pdf(content: bytes, extra: bytes = b"", pages: int = 1) -> bytes:
    """A PDF whose pages all show ``content``, with a Latin font."""
    packed = zlib.compress(content)
    kids = b" ".join(b"%d 0 R" % (10 + i) for i in range(pages))
    objects = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj" % (pages, kids),
        b"3 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj" % (len(packed), packed),
        b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj",
    ]
    for i in range(pages):
        objects.append(
            b"%d 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj" % (10 + i)
        )
    return b"%PDF-1.4\n" + b"\n".join(objects) + b"\ntrailer<</Root 1 0 R" + extra + b">>\n%%EOF"


def test_characters_of_one_height_are_a_line_from_left_to_right() -> None:
    mixed = glyphs("责任", 50, 700) + glyphs("第二行", 50, 680) + glyphs("单位", 70, 701)
    assert [found.text for found in lines_of(mixed, 1)] == ["责任单位", "第二行"]


def test_a_gap_as_wide_as_a_space_is_a_space() -> None:
    assert line("王").text == "王"
    (found,) = lines_of(glyphs("张明远") + glyphs("李岳", 83), 1)
    assert found.text == "张明远 李岳"


def test_the_space_that_word_puts_between_scripts_is_none() -> None:
    row = glyphs("增长") + glyphs("8", 72.5) + glyphs("个", 80) + glyphs("25", 92.5) + glyphs("年", 105)
    assert set_space(row).width == pytest.approx(0.25)
    assert [found.text for found in lines_of(row, 1, set_space(row))] == ["增长8个25年"]


def test_type_printed_twice_for_weight_counts_once() -> None:
    assert [found.text for found in lines_of(glyphs("通知") + glyphs("通知", 50.4), 1)] == ["通知"]


@pytest.mark.parametrize(("text", "width"), [("财政局", 10), ("局、财", 20), ("8.5%以上", 20), ("（一）工业", 30)])
def test_what_no_break_may_part_needs_its_room(text: str, width: float) -> None:
    assert unit_width(line(text)) == pytest.approx(width)


FULL = "一二三四五六七八九十" * 4  # as wide as the page


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        (line(FULL), line("接着写完。", y=685), True),
        (line("很短的一段。"), line("另一段", y=685), False),
        (line(FULL), line("两格起头", x=70, y=685), False),
        (line(FULL), line("隔得很远", y=640), False),
        (line(FULL), line("大号标题", y=685, size=16), False),
        (line(FULL[:-1] + "。"), line("2.下一项", y=685), False),
        (line(FULL[:-1] + "。"), line("责任单位：财政局", y=685), False),
        (line(FULL, y=60), line("次页接着写", y=780, page=2), True),
    ],
)
def test_a_line_goes_on_where_it_ended_for_want_of_room(above: TextLine, below: TextLine, joined: bool) -> None:
    assert goes_on(above, below, LAYOUT) is joined


@pytest.mark.parametrize(
    ("text", "following", "joined"),
    [
        ("市发", "改委", "市发改委"),
        ("增长", "8%", "增长8%"),
        ("about the", "matter", "about the matter"),
        ("2022", "3", "20223"),
    ],
)
def test_nothing_stands_between_chinese_lines(text: str, following: str, joined: str) -> None:
    assert join(text, following) == joined


def rules(xs: list[float], ys: list[float]) -> list[Ruling]:
    lying = [Ruling(xs[0], y, xs[-1], y) for y in ys]
    return lying + [Ruling(x, ys[-1], x, ys[0]) for x in xs]


def test_rulings_make_a_table_of_cells() -> None:
    inside = glyphs("甲", 60, 705) + glyphs("乙", 160, 705) + glyphs("丙", 60, 685) + glyphs("丁", 160, 685)
    (table,), outside = ruled_tables(rules([50, 150, 250], [720, 700, 680]), [*inside, *glyphs("外", 60, 600)], 1)
    assert [(c.row, c.column, "".join(g.text for g in c.glyphs)) for c in table.cells] == [
        (0, 0, "甲"),
        (0, 1, "乙"),
        (1, 0, "丙"),
        (1, 1, "丁"),
    ]
    assert [glyph.text for glyph in outside] == ["外"]


def test_a_missing_border_merges_cells() -> None:
    borders = [r for r in rules([50, 150, 250], [720, 700, 680]) if not (r.horizontal and r.y0 == 700)]
    borders.append(Ruling(150, 700, 250, 700))
    (table,), _ = ruled_tables(borders, glyphs("甲", 60, 695), 1)
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells] == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_a_frame_around_text_is_no_table() -> None:
    assert ruled_tables(rules([50, 250], [720, 680]), glyphs("甲", 60, 700), 1)[0] == []


def test_what_stands_on_every_page_is_furniture() -> None:
    body = ["甲子年春", "乙丑年夏", "丙寅年秋", "丁卯年冬", "戊辰年末"]
    pages = [
        [line("青川岭市人民政府文件", y=800, page=n), line(text, page=n), line(f"{n + 6}", y=30, page=n)] for n, text in enumerate(body, 1)
    ]
    found = page_furniture(pages, [842.0] * 5)
    assert {entry.text for entry in found} == {"青川岭市人民政府文件", "7", "8", "9", "10", "11"}


def test_a_number_that_does_not_count_the_pages_is_text() -> None:
    numbers = enumerate((3, 9, 14, 22), 1)
    pages = [[line("甲乙丙丁"[n - 1], page=n), line(str(number), y=30, page=n)] for n, number in numbers]
    assert page_furniture(pages, [842.0] * 4) == set()


def test_a_page_without_text_is_a_scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.pictures.reading.can_read_pictures", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(minimal_pdf(b"0 0 100 100 re f"))
    assert "without a text layer" in refusal(path).found


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4\n",
        b"%PDF-1.7\n" + bytes(range(256)) * 40,
        minimal_pdf(b"BT /F 10 Tf (x) Tj ET")[:-200],
        minimal_pdf(b"q " * 500_000),
        minimal_pdf(b"0 0 1 1 re f " * 200_000),
    ],
    ids=["header", "noise", "cut", "stack-bomb", "path-bomb"],
)
def test_a_hostile_pdf_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(data)
    assert refusal(path).remedy


SLOW = minimal_pdf(b"BT /F 10 Tf " + b"(x) Tj " * 400_000 + b"ET", pages=300)
SOUND = minimal_pdf(b"BT /F 10 Tf 50 700 Td (a page with some text on it) Tj ET")


def test_a_pdf_that_takes_too_much_processor_time_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.apart.asking._SECONDS", 1)
    path = tmp_path / "slow.pdf"
    path.write_bytes(SLOW)
    assert "takes more than 1 seconds of processor time" in refusal(path).found


def test_one_reader_takes_all_pdfs_and_what_one_does_to_it_is_nothing_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not _COPIES:
        pytest.skip("each PDF has an interpreter of its own here")
    sound, slow = tmp_path / "sound.pdf", tmp_path / "slow.pdf"
    sound.write_bytes(SOUND)
    slow.write_bytes(SLOW)
    _READER.end()
    first = read_one(sound)
    process = _READER._process
    with monkeypatch.context() as bounded:
        bounded.setattr("kg.documents.apart.asking._SECONDS", 1)
        assert "processor time" in refusal(slow).found
    with monkeypatch.context() as bounded:
        bounded.setattr("kg.documents.apart.asking._MEMORY", 30 * 2**20)
        assert "of memory" in refusal(slow).found
    assert (read_one(sound), _READER._process) == (first, process)
    assert process is not None
    process.kill()
    process.wait()
    assert read_one(sound) == first
    monkeypatch.setattr("kg.documents.apart.asking._COPIES", False)
    assert read_one(sound) == first


def test_a_reader_that_is_ended_from_outside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not _COPIES:
        pytest.skip("each PDF has an interpreter of its own here")
    slow = tmp_path / "slow.pdf"
    slow.write_bytes(SLOW)
    running = _READER._running()
    monkeypatch.setattr(_READER, "_running", lambda: running)
    threading.Timer(0.5, running.kill).start()
    assert "ended from outside" in refusal(slow).found


def test_where_nothing_bounds_processor_time_the_reader_watches_it_itself(tmp_path: Path) -> None:
    no_limits = "import sys; sys.modules['resource'] = None; from kg.documents.apart.worker import main; "
    no_limits += "main('kg.documents.pages.worker:read_pages', 0, 1)"
    done = subprocess.run([sys.executable, "-c", no_limits], input=SLOW, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"TimeoutError")


@pytest.fixture
def kept_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A reader that gets no processor for a while, as on a busy machine."""
    if sys.platform == "win32":
        pytest.skip("the reader is kept waiting by a shell script")
    waiting = tmp_path / "python"
    waiting.write_text(f'#!/bin/sh\nsleep 10\nexec "{sys.executable}" "$@"\n')
    waiting.chmod(0o755)
    monkeypatch.setattr("kg.documents.apart.asking.sys.executable", str(waiting))
    _READER.end()
    yield
    _READER.end()


@pytest.mark.usefixtures("kept_waiting")
def test_a_pdf_is_read_however_long_its_reader_has_to_wait(tmp_path: Path) -> None:
    path = tmp_path / "sound.pdf"
    path.write_bytes(SOUND)
    assert read_one(path).text == "a page with some text on it\n"


@pytest.mark.usefixtures("kept_waiting")
def test_a_reader_that_stands_still_is_given_up_and_the_message_blames_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.apart.asking._MINUTES", 0.01)
    path = tmp_path / "sound.pdf"
    path.write_bytes(SOUND)
    found = refusal(path)
    assert "stood still" in found.found and "busy" in found.remedy


def scanned_pdf(pages: int, *, mode: int = 3, picture: str = "400 0 0 700 90 60") -> bytes:
    """Pages with a picture of the size and at the place given, and the text of an OCR over it (the whole of it unseen with ``mode`` 3)."""
    lines = b"".join(b"1 0 0 1 100 %d Tm (1. Ten words that an OCR has read on a page.) Tj " % (740 - 20 * number) for number in range(20))
    content = f"q {picture} cm /I Do Q BT /F 10 Tf {mode} Tr ".encode() + lines + b"ET"
    resources = b"/XObject<</I 9 0 R>>/Font<<"
    found = minimal_pdf(content, pages=pages).replace(b"/Font<<", resources)
    kind = b"/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    image = b"9 0 obj<<" + kind + b"/Length 1>>stream\n\x80\nendstream endobj\n"
    return found.replace(b"\ntrailer", b"\n" + image + b"trailer")


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.pictures.reading.can_read_pictures", lambda: False)


def recognised_pages(data: bytes, tmp_path: Path) -> set[str]:
    path = tmp_path / "scan.pdf"
    path.write_bytes(data)
    return {place.name.partition(",")[0] for place in read_one(path).places if place.recognised}


@pytest.mark.usefixtures("no_ocr")
def test_unseen_text_over_the_picture_of_a_page_is_that_of_an_ocr(tmp_path: Path) -> None:
    assert recognised_pages(scanned_pdf(2), tmp_path) == {"page 1", "page 2"}


@pytest.mark.usefixtures("no_ocr")
@pytest.mark.parametrize(
    ("mode", "picture"),
    [(0, "400 0 0 700 90 60"), (3, "80 0 0 80 90 60"), (3, "400 0 0 620 90 60")],
    ids=["text that is seen", "a stamp", "less than half of the page"],
)
def test_text_that_is_seen_or_stands_over_no_page_is_no_ocrs(tmp_path: Path, mode: int, picture: str) -> None:
    assert recognised_pages(scanned_pdf(1, mode=mode, picture=picture), tmp_path) == set()
