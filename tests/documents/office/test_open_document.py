"""The OpenDocument formats: texts, sheets, and what is no document that can be read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kg.documents import read_bytes
from kg.model.errors import ProgramFault, UnreadableSource
from tests.documents.office_files import odf, odf_content, pack
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one, refusal


def paragraph(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def table(rows: tuple[tuple[str, ...], ...], name: str = "任务") -> str:
    cells = "".join(
        "<table:table-row>" + "".join(f"<table:table-cell>{paragraph(text)}</table:table-cell>" for text in row) + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}">{cells}</table:table>'


def saved(tmp_path: Path, data: bytes, name: str) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", ["notice.odt", "notice.fodt", "notice.txt"])
def test_a_paragraph_is_a_line_and_a_table_has_its_cells(tmp_path: Path, name: str) -> None:
    body = "".join(map(paragraph, LINES)) + table(ROWS)
    data = odf_content(body, head="document").encode() if name == "notice.fodt" else odf(body)
    source = read_one(saved(tmp_path, data, name))
    assert paragraphs(source)[: len(LINES)] == list(LINES)
    assert grids(source) == [grid(ROWS)]
    assert source.media_type == "application/vnd.oasis.opendocument.text"
    assert source.locate(source.text.index(LINES[2])) == "paragraph 3"
    assert source.locate(source.text.index("教育局")) == "table 1, row 3, column 3"


def test_numbers_of_lists_are_restored(tmp_path: Path) -> None:
    def item(inside: str) -> str:
        return f"<text:list-item>{inside}</text:list-item>"

    inner = f"<text:list>{item(paragraph('新增就业5000人'))}{item(paragraph('改造16个小区'))}</text:list>"
    bullet = item(paragraph("另"))
    bullets = f"<text:list>{item(f'<text:list>{bullet}</text:list>')}</text:list>"
    body = f'<text:list text:style-name="L">{item(paragraph("就业") + inner)}</text:list>{paragraph("间")}'
    body += f'<text:list text:style-name="L" text:continue-numbering="true">{item(paragraph("住房") + inner + bullets)}</text:list>'
    body += f'<text:list text:style-name="L">{item(paragraph("重来"))}</text:list>'
    source = read_one(saved(tmp_path, odf(body), "numbered.odt"))
    wanted = ["一、就业", "3.新增就业5000人", "4.改造16个小区", "间", "二、住房", "3.新增就业5000人", "4.改造16个小区", "另", "一、重来"]
    assert paragraphs(source) == wanted
    assert source.notes == ("7 numbers that the program makes restored",)


def test_what_is_not_shown_is_left_out_and_notes_stand_below(tmp_path: Path) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>说明</text:p></text:note-body></text:note>"
    hidden = '<text:span text:style-name="H">藏</text:span><office:annotation><text:p>批注</text:p></office:annotation>'
    box = f"<draw:frame><draw:text-box>{paragraph('框')}</draw:text-box></draw:frame>"
    body = paragraph(f"甲{hidden}乙{note}<text:s text:c='2'/>丙<text:tab/>丁<text:line-break/>戊\n  己\u3000\u3000庚{box}")
    deleted = "<text:tracked-changes><text:changed-region><text:p>删</text:p></text:changed-region></text:tracked-changes>"
    assert read_one(saved(tmp_path, odf(deleted + body), "a.odt")).text == "甲乙  丙\t丁\n戊 己\u3000\u3000庚\n框\n说明\n"


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>民生</text:p></table:table-cell>'
        '<table:table-cell table:number-columns-spanned="2"><text:p>就业</text:p></table:table-cell><table:covered-table-cell/>'
        "</table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:table-cell><text:p>甲</text:p></table:table-cell>"
        "<table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row>"
    )
    wanted = [[(0, 0, 2, 1, "民生"), (0, 1, 1, 2, "就业"), (1, 1, 1, 1, "甲"), (1, 2, 1, 1, "乙")]]
    merged = f'<table:table table:name="S">{rows}</table:table>'
    assert grids(read_one(saved(tmp_path, odf(merged), "merged.odt"))) == wanted
    assert grids(read_one(saved(tmp_path, odf(merged, "spreadsheet"), "merged.ods"))) == wanted


@pytest.mark.parametrize("name", ["table.ods", "table.fods"])
def test_a_sheet_is_a_table_as_it_shows_its_cells(tmp_path: Path, name: str) -> None:
    rows = (("指标", "目标"), ("增速", "7.5%"))
    empty = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    body = table(rows, "一").replace("</table:table>", f"{empty}</table:table>").replace(
        "<table:table-cell><text:p>7.5%", '<table:table-cell office:value-type="percentage" office:value="0.075"><text:p>7.5%'
    )  # fmt: skip
    hidden = table((("x", "y"),), "二").replace("<table:table ", '<table:table table:style-name="S" ')
    data = odf_content(body + hidden, "spreadsheet", "document").encode() if name == "table.fods" else odf(body + hidden, "spreadsheet")
    source = read_one(saved(tmp_path, data, name))
    assert grids(source) == [grid(rows)]
    assert source.notes == ("1 hidden sheets left out",)
    assert source.locate(source.text.index("7.5%")) == "一!B2"


CELL = '<table:table-cell table:number-columns-repeated="16384"><text:p>重点</text:p></table:table-cell>'
BOMB = f'<table:table-row table:number-rows-repeated="1000000">{CELL}</table:table-row>'
ENTITY = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "password.odt": (odf("", more={"META-INF/manifest.xml": "<m><manifest:encryption-data/></m>"}), "password"),
    "entity.odt": (
        pack({"mimetype": "x", "content.xml": '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'}),
        "document type",
    ),
    "entity.fodt": (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><office:document a="">&b;</office:document>',
        "document type",
    ),
    "bomb.ods": (odf(f"<table:table>{BOMB * 300}</table:table>", "spreadsheet"), "more than"),
    "bomb.odt": (odf(f"<text:p>{'重' * 40_000_000}</text:p>"), "more than"),
    "spaces.odt": (odf("<text:p>" + '<text:s text:c="999999"/>甲' * 300 + "</text:p>"), "more than"),
    "deep.odt": (odf("<text:section>" * 400 + "</text:section>" * 400), "nested"),
    "slides.odp": (odf("", "presentation"), "slides"),
    "damaged.odt": (pack({"mimetype": "x", "content.xml": "<a"}), "not as it must be"),
    "nothing.odt": (odf(""), "without text"),
    "empty.ods": (odf(table((("",),)), "spreadsheet"), "empty"),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    data, word = HOSTILE[name]
    found = refusal(saved(tmp_path, data, name))
    assert word in found.found and found.remedy


@pytest.mark.parametrize("cut", range(0, 400, 37))
def test_a_part_cut_off_anywhere_is_no_fault_of_the_program(cut: int) -> None:
    text = odf_content(table(ROWS), "spreadsheet")
    data = pack({"mimetype": "x", "content.xml": text[:-cut] if cut else text})
    (found,) = read_bytes(data, "a.ods", "a.ods")
    assert not isinstance(found, ProgramFault) and (cut == 0) != isinstance(found, UnreadableSource)
