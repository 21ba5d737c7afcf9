"""What the fuzzer begins with: the repository's samples and generated notices, in every format, whole and in short."""

from __future__ import annotations

import html
import re
import runpy
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.resources import SAMPLES
from tests.documents.compound_files import Paragraph, Value, doc, numbered, row_end, xls
from tests.documents.compound_files import cell as old_cell
from tests.documents.compound_files import lists as old_lists
from tests.documents.conversions import Block, Field, Grid, comma_separated, web_page
from tests.documents.notices import TABLES, prose, table
from tests.documents.ofd_files import ofd_of
from tests.documents.office_files import docx, lists, odf, pack, paragraph, rtf, rtf_row, rtf_words, xlsx
from tests.documents.picture_files import png, tiff

__all__ = ["SUFFIXES", "files", "texts"]

SUFFIXES = (
    *(".txt", ".md", ".html", ".htm", ".docx", ".pdf", ".xlsx", ".csv", ".tsv", ".zip", ".doc", ".xls", ""),
    *(".wps", ".et", ".odt", ".ods", ".rtf", ".ofd", ".png", ".tif"),
)
"""Under which suffix a file is written; the first byte of an input says which."""

_GENERATOR = Path(__file__).resolve().parent.parent / "benchmarks" / "generate.py"
_SHORT = 12  # blocks of a document in short: a heading or two and a few tasks
_LINE = 22  # points from line to line on a page
_MOST_LINES = 36


def texts() -> Iterator[str]:
    """Notices as text, whole and in pieces of a dozen lines."""
    for text in [*(path.read_text(encoding="utf-8") for path in _samples()), *_generated()]:
        yield text
        lines = text.split("\n")
        for at in range(0, len(lines), 3 * _SHORT):
            yield "\n".join(lines[at : at + 2 * _SHORT])
        sentences = re.split(r"(?<= )(?=\d+\.)", text)
        if len(sentences) > len(lines):
            yield "".join(sentences[:_SHORT])


def files() -> Iterator[bytes]:
    """Notices as files of every format, each behind the byte that says its suffix."""
    for name in (path.stem for path in _samples()):
        documents = [prose(name)]
        if name in TABLES:
            documents.append(table(name))
        for blocks in documents:
            for part in (blocks[:_SHORT], blocks[_SHORT : 3 * _SHORT]):
                if part:
                    yield from _in_every_format(_short(part))
    yield _file(".png", png(240, 160, _bars(240, 160)))
    yield _file(".tif", tiff(240, 160, _bars(240, 160)))
    for suffix in (".doc", ".wps", ".xls", ""):
        yield _file(suffix, web_page(_short(prose("01-leader-sections")[:_SHORT])).encode("gb18030", "ignore"))


def _bars(width: int, height: int) -> bytes:
    """A grey picture with three dark bars where lines of a text would be."""
    dark = range(2, 7, 2)
    return b"".join(
        (b"\xff" * 20 + b"\x20" * (width - 40) + b"\xff" * 20) if 8 * y // height in dark else b"\xff" * width for y in range(height)
    )


def _samples() -> list[Path]:
    return sorted(Path(str(SAMPLES)).glob("[01]*.txt"))


def _generated() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        generator = runpy.run_path(str(_GENERATOR))
        paths: list[Path] = generator["generate"](len(generator["LAYOUTS"]), Path(folder), 7, 6)
        return [path.read_text(encoding="utf-8") for path in paths]


def _short(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with no more than a few rows in each table."""
    return [block if isinstance(block, str) else block[:5] for block in blocks]


def _in_every_format(blocks: Sequence[Block]) -> Iterator[bytes]:
    page = web_page(blocks).encode()
    word = docx(*_word(blocks))
    yield _file(".html", page)
    yield _file(".docx", word)
    yield _file(".pdf", _pdf(blocks))
    yield _file(".xlsx", _workbook(blocks))
    yield _file(".doc", doc(*_old_word(blocks), lists=old_lists((37, "%1、"), (0, "%2."))))
    yield _file(".et", _old_workbook(blocks))
    yield _file(".odt", odf("".join(map(_odf_block, blocks))))
    sheets = "".join(_odf_block([[Field(block)]] if isinstance(block, str) else block) for block in blocks)
    yield _file(".ods", odf(sheets, "spreadsheet"))
    yield _file(".rtf", rtf("".join(map(_rtf_block, blocks))))
    yield _file(".ofd", ofd_of(blocks))
    yield _file(".csv", comma_separated(blocks).encode())
    plain = "\n".join(block if isinstance(block, str) else _flat(block) for block in blocks)
    yield _file(".md", plain.encode())
    yield _file(".txt", plain.encode("gb18030"))
    yield _file(".zip", pack({"a.docx": word, "b.txt": plain}))


def _file(suffix: str, data: bytes) -> bytes:
    return bytes([SUFFIXES.index(suffix)]) + data


def _flat(grid: Grid) -> str:
    return "\n".join("\t".join(cell.text for cell in row) for row in grid)


def _word(blocks: Sequence[Block]) -> tuple[str, str]:
    """Body and numbering of a Word document: sections and tasks in a list that Word numbers, tables with merged cells."""
    body = ""
    for block in blocks:
        if not isinstance(block, str):
            body += f"<w:tbl>{''.join(_word_row(row) for row in block)}</w:tbl>"
        elif match := re.match(r"(?:[一二三四五六]、|(\d{1,2})[.、])", block):
            body += paragraph(html.escape(block[match.end() :]), "1", 1 if match[1] else 0)
        else:
            body += paragraph(html.escape(block))
    return body, lists(("chineseCounting", "%1、"), ("decimal", "%2."))


def _word_row(row: Sequence[Field]) -> str:
    cells = ""
    for cell in row:
        merged = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else "" if cell.text else "<w:vMerge/>"
        cells += f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.columns}"/>{merged}</w:tcPr>{paragraph(html.escape(cell.text))}</w:tc>'
    return f"<w:tr>{cells}</w:tr>"


def _workbook(blocks: Sequence[Block]) -> bytes:
    rows, merged = "", ""
    number = 0
    for block in blocks:
        for row in [[Field(block, columns=4)]] if isinstance(block, str) else block:
            number += 1
            cells, column = "", 0
            for cell in row:
                place = f"{chr(65 + column)}{number}"
                cells += f'<c r="{place}" t="inlineStr" s="1"><is><t>{html.escape(cell.text)}</t></is></c>'
                if cell.columns > 1:
                    merged += f'<mergeCell ref="{place}:{chr(64 + column + cell.columns)}{number}"/>'
                column += cell.columns
            rows += f'<row r="{number}">{cells}</row>'
    rows += f'<row r="{number + 1}"><c r="A{number + 1}" s="1"><v>0.065</v></c><c t="s"><v>0</v></c></row>'
    styles = '<numFmts><numFmt numFmtId="200" formatCode="0.0%"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs>'
    return xlsx(("S", f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"), strings="<si><t>备注</t></si>", styles=styles)


def _old_word(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs of a binary document, as :func:`_word` has them."""
    for block in blocks:
        if not isinstance(block, str):
            for row in block:
                yield from (old_cell(field.text) for field in row)
                borders = (1000 * column for column in range(len(row) + 1))
                yield row_end(*borders, merges={index: 0x60 for index, field in enumerate(row) if field.rows > 1})
        elif match := re.match(r"(?:[一二三四五六]、|(\d{1,2})[.、])", block):
            yield numbered(block[match.end() :], 1 if match[1] else 0)
        else:
            yield block


def _old_workbook(blocks: Sequence[Block]) -> bytes:
    rows: list[list[Value]] = []
    for block in blocks:
        rows += [[block]] if isinstance(block, str) else [[field.text for field in row] for row in block]
    return xls(("S", [*rows, [(0.065, 1), 3.0]]), formats=["0.0%"], merged=[(0, 0, 0, 3)])


def _odf_block(block: Block) -> str:
    if isinstance(block, str):
        return f"<text:p>{html.escape(block)}</text:p>"
    rows = ""
    for row in block:
        spans = (f'table:number-rows-spanned="{field.rows}" table:number-columns-spanned="{field.columns}"' for field in row)
        cells = zip(row, spans, strict=True)
        inside = "".join(f"<table:table-cell {span}><text:p>{html.escape(field.text)}</text:p></table:table-cell>" for field, span in cells)
        rows += f"<table:table-row>{inside}</table:table-row>"
    return f'<table:table table:name="S">{rows}</table:table>'


def _rtf_block(block: Block) -> str:
    if isinstance(block, str):
        return f"\\pard {rtf_words(block)}\\par "
    ends = [[1000 * column for column in range(1, len(row) + 1)] for row in block]
    return "".join(rtf_row([field.text for field in row], places) for row, places in zip(block, ends, strict=True))


def _pdf(blocks: Sequence[Block]) -> bytes:
    """A PDF that is not compressed, its text in hexadecimal, so that a change of its bytes is a change of its words."""
    content, at = "", 800
    for block in blocks:
        if isinstance(block, str):
            pieces = [block[i : i + 40] for i in range(0, len(block), 40)]
            content += "".join(_shown(60, at - _LINE * number, piece) for number, piece in enumerate(pieces))
            at -= _LINE * len(pieces)
        else:
            top = at + 15
            for row in block:
                content += "".join(_shown(60 + 110 * column, at, cell.text[:9]) for column, cell in enumerate(row))
                at -= _LINE
                content += f"55 {at + 15} m 535 {at + 15} l S\n"
            content += f"55 {top} m 535 {top} l S\n"
            content += "".join(f"{x} {top} m {x} {at + 15} l S\n" for x in range(55, 540, 110))
        if at < 800 - _LINE * _MOST_LINES:
            break
    return (
        "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n"
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n"
        "5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>\nendobj\n"
        "6 0 obj\n<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000\n"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>\nendobj\n"
        f"4 0 obj\n<</Length {len(content)}>>\nstream\n{content}\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
    ).encode("ascii")


def _shown(x: int, y: int, text: str) -> str:
    return f"BT /F 11 Tf {x} {y} Td\n<{text.encode('utf-16-be', 'replace').hex()}> Tj\nET\n"
