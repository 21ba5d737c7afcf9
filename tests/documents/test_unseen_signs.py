"""Signs that cannot be seen give a document no other records, whatever its format and encoding, and are counted."""

from __future__ import annotations

from typing import Any

import pytest

from kg.documents.opening import read_bytes
from kg.model.jsonl import document_json, task_json
from kg.model.records import Parsed
from kg.model.source import Source
from kg.parsing import parse
from tests.documents.conversions import Field, comma_separated, web_page
from tests.documents.office_files import docx, paragraph, xlsx

TITLE = "云岫市2023年重点工作责任分解"
LINES = [TITLE, "1.新建公园3个。（责任单位：市园林局、市财政局）", "2.新增学位500个。（责任单位：市教育局）"]
ROWS = [
    ["序号", "重点任务", "牵头单位", "配合单位"],
    ["1", "新建公园3个。", "市园林局", "市财政局"],
    ["2", "新增学位500个。", "市教育局", ""],
]
SIGNS = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u202e", "\u2067", "\ufe0f", "\U000e0100"]
OF_THE_TEXT = frozenset({"start", "end", "characters", "accounted", "sha256", "problems"})


def parsed(data: bytes, name: str) -> Parsed:
    (source,) = read_bytes(data, name, name)
    assert isinstance(source, Source), source
    return parse(source)


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key not in OF_THE_TEXT}
    return list(map(plain, value)) if isinstance(value, list) else value


def records(found: Parsed) -> list[Any]:
    return [plain(document_json(found.document)), *(plain(task_json("", task)) for task in found.tasks)]


def counts(found: Parsed) -> list[str]:
    return [dict(problem.facts)["count"] for problem in found.document.problems if problem.code == "unseen-signs"]


def with_signs(text: str, sign: str) -> str:
    """Five of them in the lines, within words, a number and a bracket."""
    text = text.replace("园林局", f"园{sign}林局").replace("500", f"5{sign}00").replace("市教", f"{sign}市教")
    return text.replace("重点", f"重{sign}{sign}点", 1)


@pytest.mark.parametrize("sign", [*SIGNS, "\x00", "\x1f"], ids=lambda sign: f"U+{ord(sign):04X}")
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_in_a_text_of_any_encoding(encoding: str, sign: str) -> None:
    text = "\r\n".join(LINES)
    found = parsed(with_signs(text, sign).replace("\r", f"\r{sign}").encode(encoding), "x.txt")
    assert records(found) == records(parsed(text.encode(encoding), "x.txt"))
    assert counts(found) == ["7"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", ["\u200b", "\x00"])
def test_many_of_them_make_no_other_encoding_and_no_binary_file(encoding: str, sign: str) -> None:
    text = "\n".join(LINES)
    often = 1 if sign == "\u200b" else 12
    many = "".join(char + sign * (number % often == 0) for number, char in enumerate(text))
    assert records(parsed(many.encode(encoding), "x.txt")) == records(parsed(text.encode(encoding), "x.txt"))


@pytest.mark.parametrize("sign", [*SIGNS, "&#8203;", "&#x200B;", "&shy;", "&zwj;", "&ZeroWidthSpace;", "\x00"])
def test_in_a_web_page_as_entities_too(sign: str) -> None:
    page = web_page([*LINES, [[Field(cell) for cell in row] for row in ROWS]])
    changed = with_signs(page, sign).replace("</p>", f"</p>\n<p>{sign} </p>", 1).replace("></td>", f">{sign}</td>")
    found = parsed(changed.encode(), "x.html")
    assert records(found) == records(parsed(page.encode(), "x.html"))
    assert counts(found) == ["10"]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_in_a_word_document(sign: str) -> None:
    found = parsed(docx("".join(paragraph(with_signs(line, sign)) for line in LINES)), "x.docx")
    assert records(found) == records(parsed(docx("".join(map(paragraph, LINES))), "x.docx"))
    assert counts(found) == ["5"]


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"U+{ord(sign):04X}")
def test_in_a_table_as_text(sign: str) -> None:
    table = comma_separated([TITLE, [[Field(cell) for cell in row] for row in ROWS]])
    found = parsed(with_signs(table, sign).encode(), "x.csv")
    assert records(found) == records(parsed(table.encode(), "x.csv"))
    assert counts(found) == ["5"]


def test_in_a_workbook() -> None:
    def book(sign: str) -> bytes:
        rows = [[TITLE], *ROWS[:2], ["2", "新增学位500个。", "市教育局", sign]]
        cells = [[f'<c t="inlineStr"><is><t>{with_signs(cell, sign)}</t></is></c>' for cell in row] for row in rows]
        lines = "".join(f"<row>{''.join(row)}</row>" for row in cells)
        return xlsx(("Sheet1", f"<sheetData>{lines}</sheetData>"))

    found = parsed(book("\u200b"), "x.xlsx")
    assert len(found.tasks) == 2
    assert records(found) == records(parsed(book(""), "x.xlsx"))
    assert counts(found) == ["8"]


def test_a_document_of_nothing_else_has_no_text() -> None:
    (found,) = read_bytes("\u200b\ufeff\n\u2060".encode(), "x.txt", "x.txt")
    assert "a document without text" in str(found)
