"""DOCX: one page on a region's half-year, with what was promised, what is told of it and what is due. Needs python-docx, an extra.

A task of which nothing is told is "nothing reported": that it was not done is for nobody to say.
"""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from kg.knowledge.workbook import Words, words_of
from kg.model.errors import StoreError
from kg.model.excerpts import excerpt
from kg.model.wording import Language, told
from kg.publish.exporting.charts import stacked_bars
from kg.publish.exporting.promises import STATES, HalfYear, half_years
from kg.publish.exporting.things import Graph
from kg.publish.exporting.workbooks import MADE
from kg.store.files import whole_file

__all__ = ["write_reports"]

# As many rows as fit on the page with the chart; the rest is counted.
_BODIES: Final = 8
_NUMBERS: Final = 10
_DUE: Final = 8
_SOURCES: Final = 4
_LONG: Final = 27  # characters of a task's words, which fill the line of a cell
_SHORT: Final = 11  # of a name
_COLOURS: Final = MappingProxyType({
    "kept": "2E7D32", "on-track": "81C784", "behind": "C62828", "changed": "8E6BBF", "not-started": "F2A33A", "told": "64A6D9",
    "nothing": "C9CDD3",
})  # fmt: skip
_UNFIT_NAME: Final = re.compile(r"[\[\]:*?\"<>|/\\\x00-\x1f]")
_UNWRITABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHART_KIND: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_CHART_LINK: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_DRAWING: Final = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><wp:inline distT="0" distB="0" distL="0" distR="0" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="{width}" cy="{height}"/>'
    '<wp:docPr id="1" name="chart" descr="{about}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{link}"/></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing>"
)
_EMU: Final = 360_000  # English metric units in a centimetre
_DAY_OF_A_ZIP: Final = (2000, 1, 1, 0, 0, 0)


def write_reports(data: Path, folder: Path, language: Language = "zh", *, year: int | None = None, half: int | None = None) -> list[Path]:
    """Write a report for each region that has a list for the year into ``folder``; the files. The words are those of the language.

    Without ``year`` and ``half`` they are those of :func:`kg.publish.exporting.promises.half_years`. Raises StoreError where python-docx is
    not installed, the graph cannot be read, or no region has a list for the year.
    """
    try:
        docx = importlib.import_module("docx")
    except ImportError as error:
        raise StoreError("docx", "the package python-docx is not installed", "pip install 'zeren[report]'") from error
    words = words_of(language)
    found = half_years(Graph(data), words, year, half)
    if not found:
        raise StoreError(
            str(data),
            told("no list of tasks for the year {year}", year=year) if year is not None else "no list of tasks that names its year",
            "See which years there are with: kg query task-lists",
        )
    written = []
    for report in found:
        name = words.word("report", "file", region=report.region, year=report.year, number=report.half, half=_half(report, words))
        path = folder / f"{_UNFIT_NAME.sub('-', f'{report.code}-{name}')}.docx"
        with whole_file(path) as beside:
            beside.write_bytes(_Page(docx, report, words).made())
        written.append(path)
    return written


class _Page:
    """The page of one region."""

    def __init__(self, docx: Any, report: HalfYear, words: Words) -> None:
        self._docx = docx
        self._report = report
        self._words = words
        self._page = docx.Document()
        self._shared = importlib.import_module("docx.shared")
        self._oxml = importlib.import_module("docx.oxml")

    def made(self) -> bytes:
        report, words = self._report, self._words
        section = self._page.sections[0]
        section.page_width, section.page_height = self._shared.Cm(21), self._shared.Cm(29.7)
        section.left_margin = section.right_margin = self._shared.Cm(1.8)
        section.top_margin = section.bottom_margin = self._shared.Cm(1.3)
        title = words.word("report", "title", region=report.region, year=report.year, half=_half(report, words))
        properties = self._page.core_properties
        properties.title, properties.author = _plain(title), "Zeren"
        properties.created = properties.modified = properties.last_printed = MADE
        properties.comments = properties.last_modified_by = ""
        self._line(title, size=15, bold=True)
        self._line(
            words.word(
                "report",
                "basis",
                documents=len(report.documents),
                tasks=len(report.promises),
                targets=sum(len(promise.numbers) for promise in report.promises),
                results=report.results,
                day=report.last.isoformat(),
            ),
            size=8.5,
        )
        states = report.states()
        names = [words.word("report", state) for state in STATES]
        counts = [str(states[state]) for state in STATES]
        self._table([words.word("report", "all"), *names], [[str(len(report.promises)), *counts]], colours=["", *_COLOURS.values()])
        self._chart()
        self._numbers()
        self._due()
        sources = "；".join(f"《{name}》" if words.language == "zh" else name for name in report.documents[:_SOURCES])
        self._line(words.word("report", "sources", documents=sources), size=7.5)
        self._more(len(report.documents) - _SOURCES)
        out = io.BytesIO()
        self._page.save(out)
        return _same_bytes(out.getvalue())

    def _line(self, text: str, *, size: float, bold: bool = False) -> None:
        paragraph = self._page.add_paragraph()
        paragraph.paragraph_format.space_after = self._shared.Pt(3)
        paragraph.paragraph_format.space_before = self._shared.Pt(6 if bold else 2)
        self._run(paragraph, text, size, bold=bold)

    def _run(self, paragraph: Any, text: str, size: float, *, bold: bool = False) -> None:
        run = paragraph.add_run(_plain(text))
        run.font.size, run.font.bold = self._shared.Pt(size), bold
        run.font.name = "Arial"
        run._element.rPr.rFonts.set(self._docx.oxml.ns.qn("w:eastAsia"), "Microsoft YaHei")

    def _more(self, left: int) -> None:
        if left > 0:
            self._line(self._words.word("report", "more", count=left), size=7.5)

    def _table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float] = (), colours: Sequence[str] = ()
    ) -> None:
        table = self._page.add_table(rows=0, cols=len(heads))
        table.style = "Table Grid"
        table.autofit = not widths
        for column, width in zip(table.columns, widths, strict=False):
            column.width = self._shared.Cm(width)
        for number, texts in enumerate((heads, *rows)):
            cells = table.add_row().cells
            for column, (cell, text) in enumerate(zip(cells, texts, strict=True)):
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = self._shared.Pt(0)
                self._run(paragraph, text, 8, bold=number == 0)
                if widths:
                    cell.width = self._shared.Cm(widths[column])
                if number == 0:
                    self._shade(cell, colours[column] if colours else "")

    def _shade(self, cell: Any, colour: str) -> None:
        """The ground of a head, and above it a line in the colour that the chart has for it."""
        spaces, properties = self._docx.oxml.ns.nsdecls("w"), cell._tc.get_or_add_tcPr()
        if colour:
            line = f'<w:top w:val="single" w:sz="24" w:color="{colour}"/>'
            properties.append(self._oxml.parse_xml(f"<w:tcBorders {spaces}>{line}</w:tcBorders>"))
        properties.append(self._oxml.parse_xml(f'<w:shd {spaces} w:val="clear" w:fill="DDE6F0"/>'))

    def _chart(self) -> None:
        """The bodies that lead the most tasks, each a bar of how these stand."""
        bodies = self._report.by_lead()[:_BODIES]
        if not bodies:
            return
        title = self._words.word("report", "chart", count=len(bodies))
        self._line(title, size=10, bold=True)
        shown = [state for state in STATES if any(states[state] for _, states in bodies)]
        series = [(self._words.word("report", state), _COLOURS[state], [states[state] for _, states in bodies]) for state in shown]
        opc = importlib.import_module("docx.opc.part")
        names = importlib.import_module("docx.opc.packuri")
        chart = stacked_bars([_plain(excerpt(name, _SHORT)) for name, _ in bodies], series)
        part = opc.Part(names.PackURI("/word/charts/chart1.xml"), _CHART_KIND, chart, self._page.part.package)
        link = self._page.part.relate_to(part, _CHART_LINK)
        height = int(_EMU * (2.2 + 0.62 * len(bodies)))
        about = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        drawing = _DRAWING.format(width=int(_EMU * 17), height=height, about=about, link=link)
        paragraph = self._page.add_paragraph()
        paragraph.paragraph_format.space_after = self._shared.Pt(0)
        paragraph.add_run()._element.append(self._oxml.parse_xml(drawing))

    def _numbers(self) -> None:
        """What was promised in numbers: what something is told of comes first, the newest of that."""
        words = self._words
        self._line(words.word("report", "numbers"), size=10, bold=True)
        numbers = [(promise, number) for promise in self._report.promises for number in promise.numbers]
        if not numbers:
            self._line(words.word("report", "none_promised"), size=8.5)
            return
        ordered = sorted(numbers, key=lambda one: not one[1].reached)
        heads = [words.word("report", name) for name in ("indicator", "promised", "reached", "as_of", "body")]
        rows = [
            [
                excerpt(number.indicator or promise.text, _SHORT),
                excerpt(number.promised, _SHORT),
                number.reached or words.word("report", "nothing"),
                number.as_of,
                excerpt("、".join(promise.leads), _SHORT),
            ]
            for promise, number in ordered[:_NUMBERS]
        ]
        self._table(heads, rows, (4.6, 4, 3, 2.2, 3.6))
        self._more(len(ordered) - _NUMBERS)

    def _due(self) -> None:
        """What falls due within the half-year, by day."""
        words, report = self._words, self._report
        self._line(words.word("report", "due", first=report.first.isoformat(), last=report.last.isoformat()), size=10, bold=True)
        due = sorted(
            ((day.day, day.label, promise) for promise in report.promises for day in promise.due if report.first <= day.day <= report.last),
            key=lambda one: (one[0], one[2].text, one[1]),
        )
        if not due:
            self._line(words.word("report", "none_due"), size=8.5)
            return
        heads = [words.word("report", name) for name in ("day", "task", "body", "state")]
        rows = [
            [
                day.isoformat(),
                excerpt(promise.text or label, _LONG),
                excerpt("、".join(promise.leads), _SHORT),
                words.word("report", promise.state),
            ]
            for day, label, promise in due[:_DUE]
        ]
        self._table(heads, rows, (2.2, 8.6, 3.8, 2.8))
        self._more(len(due) - _DUE)


def _half(report: HalfYear, words: Words) -> str:
    return words.word("report", f"half-{report.half}")


def _plain(text: str) -> str:
    """The text as XML can hold it."""
    return _UNWRITABLE.sub("\ufffd", text)


def _same_bytes(document: bytes) -> bytes:
    """The package with one day for all of its parts, so that the same graph gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            info = zipfile.ZipInfo(name, _DAY_OF_A_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, parts.read(name))
    return out.getvalue()
