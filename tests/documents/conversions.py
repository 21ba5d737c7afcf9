"""A notice's text made into files of other formats: the simplest conversion that a person would make, a paragraph a line."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

STYLE = (
    "body{font-family:'Noto Serif CJK SC'} table{border-collapse:collapse;width:100%}"
    "td{border:1px solid black;padding:3px} .indent p{text-indent:2em;margin:0}"
)


@dataclass(frozen=True)
class Field:
    """A cell of a table that is to be made."""

    text: str
    rows: int = 1
    columns: int = 1


Grid = Sequence[Sequence[Field]]
Block = str | Grid


def page(body: str) -> str:
    """A web page with this body."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{body}</body></html>'


def web_page(blocks: Iterable[Block], kind: str = "") -> str:
    """The blocks as a web page: a paragraph each, a grid as a table."""
    body = "".join(f"<p>{html.escape(block)}</p>\n" if isinstance(block, str) else web_table(block) for block in blocks)
    return page(f'<div class="{kind}">{body}</div>')


def web_table(grid: Grid) -> str:
    """The grid as a table of a web page."""
    rows = []
    for row in grid:
        cells = "".join(f'<td rowspan="{c.rows}" colspan="{c.columns}">{html.escape(c.text)}</td>' for c in row)
        rows.append(f"<tr>{cells}</tr>\n")
    return f"<table border='1' cellspacing='0'>{''.join(rows)}</table>\n"


def comma_separated(blocks: Iterable[Block]) -> str:
    """The blocks as CSV: a paragraph fills the first cell of its row, what a cell covers is empty."""
    out = io.StringIO()
    writer = csv.writer(out)
    for block in blocks:
        if isinstance(block, str):
            writer.writerow([block])
            continue
        covered: dict[int, int] = {}
        for row in block:
            line: list[str] = []
            for cell in row:
                while covered.get(len(line), 0):
                    covered[len(line)] -= 1
                    line.append("")
                for column in range(len(line), len(line) + cell.columns):
                    covered[column] = cell.rows - 1
                line += [cell.text, *[""] * (cell.columns - 1)]
            writer.writerow(line)
    return out.getvalue()


def office(target: str, files: Iterable[Path], folder: Path, *more: str) -> None:
    """The files converted by LibreOffice, all at once, into the folder."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed (apt-get install libreoffice-writer libreoffice-calc)")
    profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
    command = [soffice, profile, "--headless", *more, "--convert-to", target, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=900)


def chromium_pdf(source: Path, target: Path) -> None:
    """The web page printed by Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={target.parent / 'browser'}"]
    subprocess.run([chromium, *options, f"--print-to-pdf={target}", source.as_uri()], check=True, capture_output=True, timeout=900)


def paragraphs_of(text: str) -> list[Block]:
    """A paragraph for each line that is not empty."""
    return [line for line in text.split("\n") if line.strip()]


def piped(lines: Sequence[str]) -> Grid:
    """Rows of cells between |; a row with nothing but its first cell spans all columns."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines if not re.fullmatch(r"[\s|-]+", line)]
    return [[Field(row[0], columns=len(row))] if not any(row[1:]) else [Field(cell) for cell in row] for row in rows]


def tabbed(lines: Sequence[str]) -> Grid:
    """Rows of cells between tabs; a first cell that is empty goes on from above."""
    rows = [line.split("\t") for line in lines]
    heads = [number for number, row in enumerate(rows) if row[0]]
    heights = dict(zip(heads, (after - before for before, after in zip(heads, [*heads[1:], len(rows)], strict=True)), strict=True))
    return [[*([Field(row[0], heights[n])] if n in heights else []), *map(Field, row[1:])] for n, row in enumerate(rows)]


def spaced(lines: Sequence[str]) -> Grid:
    """Rows of number, task and units with spaces between."""
    rows = [line.split(" ", 1) for line in lines]
    return [[Field(number), *map(Field, rest.rsplit(" ", 1))] for number, rest in rows]


def flattened(cells: Sequence[str], width: int, *, number: int) -> Grid:
    """Cells one behind the other: a row of headings, then rows that begin with a number, whose column this is."""
    rows: list[list[str]] = [list(cells[:width])]
    for cell in cells[width:]:
        if re.fullmatch(r"\d{1,3}", cell) and (len(rows[-1]) >= width or rows[-1] == list(cells[:width])):
            rows.append([""] * number)
        rows[-1].append(cell)
    return [[Field(cell) for cell in (*row, *[""] * (width - len(row)))] for row in rows]
