"""The same notice as text, web page, Word document, workbook and PDF is the same paragraphs and the same tables.

The files are made by LibreOffice and Chromium; without those the tests are skipped. Places where a PDF cannot tell a
typed space from the space that a program sets between Chinese and Latin characters are compared without spaces.
"""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from tests.documents.conversions import chromium_pdf, office, page
from tests.documents.samples import LINES, ROWS, grid, grids, paragraphs, read_one

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
GROUPED = (
    ("领域", "序号", "工作任务", "责任单位"),
    *(
        (
            f"第{n // 3 + 1}组" if n % 3 == 0 else None,
            str(n + 1),
            f"完成第{n + 1}批老旧管网改造{n * 7 + 5}公里，惠及居民{n + 2}万户",
            "住建局、各乡镇",
        )
        for n in range(45)
    ),
)


def paragraph_page(lines: list[str], kind: str = "") -> str:
    body = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return page(f'<div class="{kind}">{body}</div>')


def table_page() -> str:
    rows = []
    for row in GROUPED:
        cells = "".join(
            f'<td rowspan="{3 if column == 0 and row is not GROUPED[0] else 1}">{text}</td>'
            for column, text in enumerate(row)
            if text is not None
        )
        rows.append(f"<tr>{cells}</tr>")
    return page(f"<p>{LINES[0]}</p><p>{LINES[3]}</p><table border='1' cellspacing='0'>{''.join(rows)}</table><p>{LINES[7]}</p>")


def grouped_grid() -> list[tuple[int, int, int, int, str]]:
    return [(r, c, 3 if c == 0 and r else 1, 1, text) for r, row in enumerate(GROUPED) for c, text in enumerate(row) if text]


def notices() -> dict[str, list[str]]:
    """The paragraphs of the sample, and of the real notices where they are at hand."""
    found = {"sample": list(LINES)}
    for path in sorted(CORPUS.glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n")]
        found[path.stem] = [line for line in lines if line]
    return found


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the notices and the table as web pages."""
    folder = tmp_path_factory.mktemp("pages")
    for name, lines in notices().items():
        (folder / f"{name}.html").write_text(paragraph_page(lines), encoding="utf-8")
        (folder / f"{name}-indented.html").write_text(paragraph_page(lines, "indent"), encoding="utf-8")
    (folder / "table.html").write_text(table_page(), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def word_files(pages: Path) -> Path:
    office("docx:MS Word 2007 XML", sorted(pages.glob("*.html")), pages, "--infilter=HTML (StarWriter)")
    return pages


@pytest.fixture(scope="module")
def office_pdfs(word_files: Path) -> Path:
    office("pdf", sorted(word_files.glob("*.docx")), word_files)
    return word_files


def same_paragraphs(found: list[str], expected: list[str]) -> bool:
    """Whether two lists of lines are equal but for spaces; of a notice that is one line of pages only the text can be."""
    found, expected = ([re.sub(r"\s", "", line) for line in lines] for lines in (found, expected))
    if max(map(len, expected)) > 800:
        return "".join(found) == "".join(expected)
    assert found == expected
    return True


def spaced(lines: list[str]) -> list[str]:
    return [re.sub(r"[ \u00a0]+", " ", line).strip("\u3000 ") for line in lines]


@pytest.mark.parametrize("name", sorted(notices()))
def test_a_web_page_gives_the_paragraphs_of_its_text(pages: Path, name: str) -> None:
    source = read_one(pages / f"{name}.html")
    assert spaced([line for line in source.text.split("\n") if line]) == spaced(notices()[name])


@pytest.mark.parametrize("name", sorted(notices()))
def test_a_word_document_gives_the_paragraphs_of_its_text(word_files: Path, name: str) -> None:
    assert spaced(paragraphs(read_one(word_files / f"{name}.docx"))) == spaced(notices()[name])


@pytest.mark.parametrize("form", ["", "-indented"])
@pytest.mark.parametrize("name", sorted(notices()))
def test_a_pdf_of_libreoffice_gives_the_paragraphs_of_its_text(office_pdfs: Path, name: str, form: str) -> None:
    assert same_paragraphs(paragraphs(read_one(office_pdfs / f"{name}{form}.pdf")), notices()[name])


@pytest.mark.parametrize("form", ["", "-indented"])
@pytest.mark.parametrize("name", sorted(notices()))
def test_a_pdf_of_chromium_gives_the_paragraphs_of_its_text(pages: Path, tmp_path: Path, name: str, form: str) -> None:
    chromium_pdf(pages / f"{name}{form}.html", tmp_path / "page.pdf")
    assert same_paragraphs(paragraphs(read_one(tmp_path / "page.pdf")), notices()[name])


def test_a_table_keeps_its_cells_as_web_page_and_word_document(word_files: Path) -> None:
    assert grids(read_one(word_files / "table.html")) == [grouped_grid()]
    assert grids(read_one(word_files / "table.docx")) == [grouped_grid()]


def test_a_ruled_table_keeps_its_cells_over_the_pages_of_a_pdf(office_pdfs: Path, tmp_path: Path) -> None:
    assert grids(read_one(office_pdfs / "table.pdf")) == [grouped_grid()]
    chromium_pdf(office_pdfs / "table.html", tmp_path / "table.pdf")
    source = read_one(tmp_path / "table.pdf")
    assert grids(source) == [grouped_grid()]
    assert paragraphs(source)[:2] == [LINES[0], LINES[3]]
    assert paragraphs(source)[-1] == LINES[7]


def test_a_workbook_keeps_the_cells_of_its_csv(tmp_path: Path) -> None:
    (tmp_path / "table.csv").write_text("\n".join(",".join(row) for row in ROWS), encoding="utf-8")
    office("xlsx", [tmp_path / "table.csv"], tmp_path, "--infilter=CSV:44,34,76")
    assert grids(read_one(tmp_path / "table.xlsx")) == [grid(ROWS)]
    assert grids(read_one(tmp_path / "table.csv")) == [grid(ROWS)]


def test_a_workbook_made_of_a_web_page_keeps_merged_cells(pages: Path, tmp_path: Path) -> None:
    office("xlsx:Calc MS Excel 2007 XML", [pages / "table.html"], tmp_path, "--infilter=HTML (StarCalc)")
    assert grids(read_one(tmp_path / "table.xlsx"))[-1][: len(grouped_grid())] == grouped_grid()
