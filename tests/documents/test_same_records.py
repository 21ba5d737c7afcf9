"""A notice gives the same records as text, web page, Word document old and new, PDF, and where it is a table as workbook and CSV.

Compared is what a record says, white space left out: offsets differ from format to format.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg.model.jsonl import document_json, task_json
from kg.model.source import Source
from kg.parsing import parse
from tests.documents.conversions import chromium_pdf, comma_separated, office, web_page
from tests.documents.notices import PROSE, TABLES, TEXTS, prose, table
from tests.documents.ofd_files import ofd_of
from tests.documents.samples import read_one

OF_THE_FILE = {"file", "files", "characters", "accounted", "sha256", "problems", "family", "start", "end"}
OLD = ["01-leader-sections", "07-bracket-labels", "13-sub-items"]
NEEDED = {"doc": ("olefile",), "xls": ("olefile", "xlrd")}
PRINTED_BY_A_BROWSER = {"02-pdf-as-markdown", "03-web-page-one-line", "12-star-marks", "14-traditional-table"}


def said(value: Any) -> Any:
    """A record without white space, and without what is the file's and not the notice's."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    if isinstance(value, dict):
        return {said(key): said(inner) for key, inner in value.items() if key not in OF_THE_FILE}
    return [said(inner) for inner in value] if isinstance(value, list) else value


def records(source: Source) -> list[Any]:
    parsed = parse(source)
    return [said(document_json(parsed.document)), *(said(task_json("", task)) for task in parsed.tasks)]


@cache
def records_of_text(name: str) -> list[Any]:
    return records(read_one(TEXTS[name]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every notice as web page, and of that as Word document, and of that as PDF; tables as workbook and CSV too."""
    made = tmp_path_factory.mktemp("formats")
    for name in PROSE:
        (made / f"{name}.html").write_text(web_page(prose(name)), encoding="utf-8")
    for name in TABLES:
        (made / f"{name}-cells.html").write_text(web_page(table(name)), encoding="utf-8")
        (made / f"{name}-cells.csv").write_text(comma_separated(table(name)), encoding="utf-8")
    pages = sorted(made.glob("*.html"))
    office("docx:MS Word 2007 XML", pages, made, "--infilter=HTML (StarWriter)")
    office("pdf", sorted(made.glob("*.docx")), made)
    office("xlsx:Calc MS Excel 2007 XML", sorted(made.glob("*-cells.html")), made, "--infilter=HTML (StarCalc)")
    old = [made / f"{name}.docx" for name in (*OLD, *(f"{name}-cells" for name in TABLES))]
    office("doc:MS Word 97", old, made)
    office("odt", old, made)
    office("rtf", old, made)
    for target in ("xls:MS Excel 97", "ods"):
        office(target, sorted(made.glob("*-cells.xlsx")), made)
    for name in OLD:
        (made / f"{name}.ofd").write_bytes(ofd_of(prose(name)))
    for name in TABLES:
        (made / f"{name}-cells.ofd").write_bytes(ofd_of(table(name)))
    return made


@pytest.mark.parametrize("suffix", ["html", "docx", "pdf"])
@pytest.mark.parametrize("name", PROSE)
def test_paragraphs_give_the_records_of_their_text(folder: Path, name: str, suffix: str) -> None:
    assert records(read_one(folder / f"{name}.{suffix}")) == records_of_text(name)


@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf", "ofd"])
@pytest.mark.parametrize("name", OLD)
def test_old_formats_give_the_records_of_their_text(folder: Path, name: str, suffix: str) -> None:
    for package in NEEDED.get(suffix, ()):
        pytest.importorskip(package, reason=f"{package} is not installed (pip install {package})")
    assert records(read_one(folder / f"{name}.{suffix}")) == records_of_text(name)


@pytest.mark.parametrize("suffix", ["html", "docx", "doc", "odt", "rtf", "pdf", "ofd", "xlsx", "xls", "ods", "csv"])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_gives_the_records_of_its_text(folder: Path, name: str, suffix: str) -> None:
    for package in NEEDED.get(suffix, ()):
        pytest.importorskip(package, reason=f"{package} is not installed (pip install {package})")
    source = read_one(folder / f"{name}-cells.{suffix}")
    assert source.tables
    assert records(source) == records_of_text(name)


@pytest.mark.parametrize("name", [*sorted(PRINTED_BY_A_BROWSER), *(f"{name}-cells" for name in TABLES)])
def test_what_a_browser_prints_gives_the_records_of_its_text(folder: Path, tmp_path: Path, name: str) -> None:
    chromium_pdf(folder / f"{name}.html", tmp_path / "page.pdf")
    assert records(read_one(tmp_path / "page.pdf")) == records_of_text(name.removesuffix("-cells"))
