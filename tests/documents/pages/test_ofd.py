"""OFD: where characters and lines stand on a page, pages put together, and what is no document that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.documents.ofd import reading
from kg.documents.ofd.content import Box, box_of, page_content
from kg.documents.pages.glyphs import PageContent
from tests.documents.conversions import Field
from tests.documents.ofd_files import ofd, ofd_of, path_object, text_object
from tests.documents.office_files import pack
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one, refusal

PAGE = Box(0, 0, 210, 297)
POINT = 72 / 25.4


FOUR = [("一", 10, 24), ("二", 15, 24), ("三", 20, 24), ("四", 21, 24)]


def drawn(*objects: str, page: Box = PAGE) -> PageContent:
    return page_content([ElementTree.fromstring(f'<a xmlns:ofd="x">{one}</a>') for one in objects], 1, page)


def placed(*objects: str, page: Box = PAGE) -> list[tuple[str, float, float]]:
    """Each character with its left edge and its baseline in millimetres from the page's upper left corner."""
    content = drawn(*objects, page=page)
    return [(glyph.text, round(glyph.x0 / POINT, 2), round((content.height - glyph.y) / POINT, 2)) for glyph in content.glyphs]


def text(code: str, more: str = 'Boundary="10 20 100 8" Size="4"') -> str:
    return f"<ofd:TextObject {more}>{code}</ofd:TextObject>"


def saved(tmp_path: Path, data: bytes, name: str = "notice.ofd") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("objects", "wanted"),
    [
        (text('<ofd:TextCode X="1" Y="4" DeltaX="4 5">重点a</ofd:TextCode>'), [("重", 11, 24), ("点", 15, 24), ("a", 20, 24)]),
        (text('<ofd:TextCode X="0" Y="4" DeltaX="g 2 5 1">一二三四</ofd:TextCode>'), FOUR),
        (text('<ofd:TextCode X="0" Y="4">一a1二</ofd:TextCode>'), [("一", 10, 24), ("a", 14, 24), ("1", 16, 24), ("二", 18, 24)]),
        (text('<ofd:TextCode X="0" Y="4" DeltaY="5">一二</ofd:TextCode>'), [("一", 10, 24), ("二", 10, 29)]),
        (text('<ofd:TextCode X="2" Y="4">一</ofd:TextCode><ofd:TextCode Y="9">二</ofd:TextCode>'), [("一", 12, 24), ("二", 12, 29)]),
        (text('<ofd:TextCode X="1" Y="2">一</ofd:TextCode>', 'Boundary="10 20 9 9" Size="2" CTM="2 0 0 2 1 0"'), [("一", 13, 24)]),
        (text('<ofd:TextCode X="0" Y="4">一</ofd:TextCode>', 'Boundary="10 20 9 9" Size="4" Visible="false"'), []),
        (text('<ofd:TextCode X="0" Y="4">一</ofd:TextCode>', 'Boundary="10 20 9 9" Size="0"'), []),
        (text('<ofd:TextCode X="0" Y="1e99">一</ofd:TextCode>'), []),
        ("<ofd:PageBlock>" + text('<ofd:TextCode X="0" Y="4">一</ofd:TextCode>') + "</ofd:PageBlock>", [("一", 10, 24)]),
    ],
)  # fmt: skip
def test_a_character_stands_where_the_file_puts_it(objects: str, wanted: list[tuple[str, float, float]]) -> None:
    assert placed(objects) == wanted


def test_a_page_may_begin_elsewhere() -> None:
    assert placed(text('<ofd:TextCode X="0" Y="4">一</ofd:TextCode>'), page=Box(5, 6, 100, 100)) == [("一", 5, 18)]


def test_the_size_of_type_is_that_on_the_page() -> None:
    more = 'Boundary="0 0 9 9" Size="2" CTM="3 0 0 2 0 0" HScale="0.5"'
    (glyph,) = drawn(text('<ofd:TextCode X="0" Y="2">一</ofd:TextCode>', more)).glyphs
    assert (round(glyph.size / POINT, 3), round((glyph.x1 - glyph.x0) / POINT, 3)) == (4, 3)


@pytest.mark.parametrize(
    ("data", "more", "count"),
    [
        ("M 0 0 L 20 0 L 20 10 L 0 10 C", "", 4),
        ("M 0 0 L 20 0 L 20 10 L 0 10 C", 'Stroke="false" Fill="true"', 0),  # an area that is coloured
        ("M 0 0 L 20 0 L 20 0.3 L 0 0.3 C", 'Stroke="false" Fill="true"', 1),  # a line drawn as a thin area
        ("M 0 0 L 20 0", 'Stroke="false"', 0),  # not drawn at all
        ("S 0 0 L 20 0 M 0 5 L 20 5", "", 2),
        ("M 0 0 B 1 1 2 2 20 0", "", 0),
        ("M 0 0 Q 1 1 20 0 M 0 5 L 20 5", "", 1),
        ("M 0 0 L 20 12", "", 0),
        ("M 0 L 20 x", "", 0),
        ("", "", 0),
    ],
)
def test_straight_lines_of_a_path_are_rulings(data: str, more: str, count: int) -> None:
    assert len(drawn(path_object(10, 20, 20, 10, data, more)).rulings) == count


def test_a_ruling_lies_where_the_path_is() -> None:
    (ruling,) = drawn(path_object(10, 20, 20, 0.1, "M 0 0 L 20 0")).rulings
    assert [round(value / POINT, 2) for value in (ruling.x0, ruling.x1, ruling.y0)] == [10, 30, 277]


@pytest.mark.parametrize(("box", "wanted"), [("0 0 210 297", PAGE), ("0 0 0 5", None), ("1 2 3", None), ("a", None), ("0 0 9e9 1", None)])
def test_a_box_is_four_numbers(box: str, wanted: Box | None) -> None:
    assert box_of(box) == wanted


def test_lines_and_pages_make_paragraphs_and_the_numbers_of_pages_are_furniture(tmp_path: Path) -> None:
    lines = [line for line in LINES for _ in range(4)]
    source = read_one(saved(tmp_path, ofd_of(lines)))
    assert paragraphs(source) == lines
    assert [source.text[start:end] for start, end in source.furniture] == ["— 1 —", "— 2 —", "— 3 —", "— 4 —"]
    assert source.media_type == "application/ofd"
    assert source.locate(0) == "page 1, line 1" and source.locate(len(source.text) - 20).startswith("page 4, ")


def test_ruled_tables_have_their_cells_over_pages(tmp_path: Path) -> None:
    rows = (ROWS[0], *((str(number), *ROWS[1 + number % 3][1:]) for number in range(1, 40)))
    source = read_one(saved(tmp_path, ofd_of([LINES[0], [[Field(text) for text in row] for row in rows]])))
    assert grids(source) == [grid(rows)]
    assert source.locate(source.text.rindex("\n39\t") + 1).startswith("page 2, row")


def test_what_a_template_draws_is_read_with_the_page(tmp_path: Path) -> None:
    template = text_object(30, 60, "重点工作", 5.0)
    assert read_one(saved(tmp_path, ofd(text_object(30, 50, "青岭县", 5.0), template=template))).text == "青岭县\n重点工作\n"


def test_a_picture_beside_text_is_noted(tmp_path: Path) -> None:
    picture = '<ofd:ImageObject ID="7" ResourceID="8" Boundary="0 0 210 297"/>'
    source = read_one(saved(tmp_path, ofd(text_object(30, 50, "青岭县重点工作", 5.0), picture)))
    assert source.notes == ("no text on page 2: pictures are not read",)


PICTURE = '<ofd:ImageObject ID="7" ResourceID="8" Boundary="0 0 210 297"/>'
SOUND = text_object(30, 50, "青岭县重点工作", 5.0)
ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "scan.ofd": (ofd(PICTURE), "without text"),
    "key.ofd": (ofd(SOUND, head="<ofd:Encryptions>Encryptions.xml</ofd:Encryptions>"), "encrypted"),
    "listed.ofd": (ofd(SOUND, more={"Encryptions.xml": "<a/>"}), "encrypted"),
    "nothing.ofd": (pack({"OFD.xml": "<a/>"}), "none of its pages"),
    "entity.ofd": (pack({"OFD.xml": ENTITY}), "document type"),
    "page.ofd": (ofd(SOUND, more={"Doc_0/Pages/Page_0/Content.xml": ENTITY}), "none of its pages"),
    "deep.ofd": (ofd("<ofd:PageBlock>" * 300 + "</ofd:PageBlock>" * 300), "none of its pages"),
    "bomb.ofd": (ofd(SOUND, more={"Doc_0/Document.xml": " " * 40_000_000}), "unpacks to more than"),
    "pages.ofd": (ofd(*[""] * 700), "more than 600 pages"),
    "cut.ofd": (ofd(SOUND)[:200], "damaged"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    data, word = HOSTILE[name]
    found = refusal(saved(tmp_path, data, name))
    assert word in found.found and found.remedy


def test_one_damaged_page_costs_no_other(tmp_path: Path) -> None:
    source = read_one(saved(tmp_path, ofd(SOUND, SOUND, more={"Doc_0/Pages/Page_1/Content.xml": "<a"})))
    assert source.text == "青岭县重点工作\n" and source.notes == ("damaged and not read: page 2",)


def test_steps_that_claim_to_be_many_are_bounded() -> None:
    assert len(placed(text(f'<ofd:TextCode X="0" Y="4" DeltaX="{"g 999999 0.001 " * 50}">一二</ofd:TextCode>'))) == 2


NUMBERS = st.text("0123456789.-+eg ", max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.text("MSLQBAC0123456789.- ", max_size=60))
def test_any_numbers_give_a_document_or_a_reason(steps: str, boundary: str, matrix: str, size: str, path: str) -> None:
    code = f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">重点工作</ofd:TextCode>'
    page = text(code, f'Boundary="{boundary}" CTM="{matrix}" Size="{size}"')
    answer = reading.answered(ofd(page + path_object(1, 1, 5, 5, path)))
    assert ("text" in answer) != ("found" in answer)
