"""What the program makes of a few notices, as text: what the files of ``expected`` hold, one thing compared a file."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import openpyxl  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from kg.building.build import build
from kg.publish.exporting import export
from kg.resources import SAMPLES
from tests.golden.records import records

__all__ = ["EXPECTED", "made"]

HERE: Final = Path(__file__).parent
EXPECTED: Final = HERE / "expected"
# Between them they have every comparator, change, commitment, role and basis, a range, a baseline, deadlines, leaders, a region and none.
NOTICES: Final = HERE / "notices"
TWO_TASKS: Final = HERE / "two-tasks.txt"
LAYOUTS: Final = HERE.parent / "parsing" / "layouts"
# GEXF says on which day and by which version of networkx it was written.
_MADE_WHEN: Final = re.compile(r" *<meta [\s\S]*?</meta>\n")


def made() -> dict[str, str]:
    """The texts by the name of their file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = dict(_report("samples", sorted(SAMPLES.glob("*.txt")), folder / "samples"))
        texts |= _report("notices", sorted(NOTICES.glob("*.txt")), folder / "notices")
        for book in export(folder / "notices", "xlsx", folder / "xlsx"):
            texts[f"{book.stem}.xlsx.txt"] = "".join(f"{line}\n" for line in _workbook(book))
        build([TWO_TASKS], folder / "two")
        texts |= _exports(folder / "two", folder / "forms")
    for name, folder in (("samples", SAMPLES), ("layouts", LAYOUTS), ("notices", NOTICES)):
        texts[f"records-of-{name}.txt"] = records(sorted(folder.glob("*.txt")))
    return texts


def _report(name: str, notices: list[Path], folder: Path) -> Iterator[tuple[str, str]]:
    """The report of a build. Messages name files as they were given, so they are given from the folder that they stand in."""
    before = Path.cwd()
    os.chdir(notices[0].parent)
    try:
        build([path.name for path in notices], folder)
    finally:
        os.chdir(before)
    yield f"report-of-{name}.md", (folder / "report.md").read_text(encoding="utf-8")
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    yield f"report-of-{name}.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _exports(data: Path, folder: Path) -> Iterator[tuple[str, str]]:
    for form in ("csv", "neo4j"):
        yield f"{form}.txt", "".join(_file(path) for path in export(data, form, folder / form))
    for form in ("jsonld", "graphml", "gexf", "ntriples"):
        (path,) = export(data, form, folder / f"graph.{form}")
        yield f"{form}.txt", _MADE_WHEN.sub("", path.read_text(encoding="utf-8"))
    yield "parquet.txt", "".join(f"{line}\n" for path in export(data, "parquet", folder / "parquet") for line in _parquet(path))


def _file(path: Path) -> str:
    """A file under its name, with the signs that a reader does not see written out."""
    text = path.read_bytes().decode("utf-8").replace("\ufeff", "<BOM>").replace("\r\n", "<CR>\n")
    return f"=== {path.name}\n{text}\n"


def _parquet(path: Path) -> Iterator[str]:
    table = pyarrow.parquet.read_table(path)
    yield f"=== {path.name}"
    yield from (f"{field.name}: {field.type}" for field in table.schema)
    yield from (json.dumps(row, ensure_ascii=False) for row in table.to_pylist())
    yield ""


def _workbook(path: Path) -> Iterator[str]:
    book = openpyxl.load_workbook(path)
    yield f"title: {book.properties.title}"
    yield f"created: {book.properties.created}"
    for sheet in book.worksheets:
        yield from ["", f"=== {sheet.title}", *_sheet(sheet)]


def _sheet(sheet: Any) -> Iterator[str]:
    """How the sheet is set up, then every cell that says something: its place, how it is to look, what it says."""
    page = sheet.page_setup
    yield f"stays in sight: above {sheet.freeze_panes}; filter: {sheet.auto_filter.ref}; on every page: {sheet.print_title_rows}"
    yield f"paper: {page.paperSize}, {page.orientation}, pages wide and high: {page.fitToWidth} {page.fitToHeight}"
    yield "widths: " + " ".join(f"{letter}={column.width:.2f}" for letter, column in sorted(sheet.column_dimensions.items()))
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield " ".join((cell.coordinate, *_looks(cell), json.dumps(cell.value, ensure_ascii=False)))


def _looks(cell: Any) -> Iterator[str]:
    if cell.font.bold:
        yield "bold"
    if cell.font.sz != 11:
        yield f"{cell.font.sz:g}pt"
    if cell.alignment.wrap_text:
        yield "wrapped"
    if cell.border.left.style:
        yield "framed"
    if cell.hyperlink:
        yield f"→ {cell.hyperlink.location}"
