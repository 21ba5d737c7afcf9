"""Results on standard output or in a file, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click
import pyoxigraph as ox
from rich.cells import cell_len
from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from kg.model.jsonl import number_json
from kg.model.signs import harmless
from kg.queries import Result, Value
from kg.store.files import whole_file

__all__ = ["FORMS", "TABLE_FORMS", "render", "write_text"]

TABLE_FORMS: Final = ("table", "csv", "tsv", "json", "markdown")
_GRAPH_FORMS: Final = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
FORMS: Final = (*TABLE_FORMS, *_GRAPH_FORMS)

_PIPED_WIDTH: Final = 100_000
_NARROWEST: Final = 20
"""Columns of a terminal below which a column of a table is not to be folded: ten Chinese signs can be read, five are a puzzle."""
_BORDER: Final = 3


def render(result: Result, form: str, *, terminal: bool) -> str:
    """The result in one of :data:`FORMS`; ``terminal`` says whether the table goes to one and may use its width."""
    if form == "json":
        return _json(result)
    if form == "csv":
        return _separated(result, ",")
    if form == "tsv":
        return _separated(result, "\t")
    if form == "markdown":
        return _markdown(result)
    if form == "table":
        return _table(result, terminal)
    if form in _GRAPH_FORMS:
        if result.triples is None:
            raise click.UsageError(f"--format {form} is for CONSTRUCT and DESCRIBE; use table, csv, tsv, json or markdown.")
        return (ox.serialize(result.triples, format=_GRAPH_FORMS[form]) or b"").decode()
    raise ValueError(f"Unexpected form: {form!r}")


def write_text(text: str, output: Path | None) -> None:
    """To the file (whole or not at all), else to standard output."""
    if output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    with whole_file(output) as beside:
        beside.write_text(text, encoding="utf-8", newline="")


def _json(result: Result) -> str:
    rows = [
        json.dumps({key: _json_value(value) for key, value in zip(result.columns, row, strict=True)}, ensure_ascii=False)
        for row in result.rows
    ]
    return "[\n  " + ",\n  ".join(rows) + "\n]\n" if rows else "[]\n"


def _json_value(value: Value) -> Any:
    return number_json(value) if isinstance(value, Decimal) else value


def _separated(result: Result, separator: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_plain(value) for value in row] for row in result.rows)
    return text.getvalue()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _markdown(result: Result) -> str:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    rules = ["---:" if numeric else "---" for numeric in _numeric(result)]
    body = (line([_plain(value).replace("|", r"\|").replace("\n", " ") for value in row]) for row in result.rows)
    return line(result.columns) + line(rules) + "".join(body)


def _numeric(result: Result) -> Iterator[bool]:
    for index in range(len(result.columns)):
        values = [row[index] for row in result.rows if row[index] is not None]
        yield bool(values) and all(isinstance(value, int | float | Decimal) for value in values)


def _table(result: Result, terminal: bool) -> str:
    if terminal and result.rows and _least_width(result) > Console().width:
        return _blocks(result)
    table = Table(box=None if not terminal else Table().box, header_style="bold" if terminal else "", pad_edge=terminal)
    for name, numeric in zip(result.columns, _numeric(result), strict=True):
        table.add_column(Text(name), justify="right" if numeric else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(harmless(_plain(value))) for value in row))
    text = io.StringIO()
    console = Console(file=text, force_terminal=terminal, width=None if terminal else _PIPED_WIDTH)
    console.print(table)
    lines = text.getvalue().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _least_width(result: Result) -> int:
    """Columns of a terminal below which the table cannot be read."""
    widths = (
        max(cell_len(text) for text in (name, *(harmless(_plain(row[place])) for row in result.rows)))
        for place, name in enumerate(result.columns)
    )
    return sum(min(width, _NARROWEST) + _BORDER for width in widths) + 1


def _blocks(result: Result) -> str:
    """Each row as a block of lines, a column a line; what is not known has none."""
    text = io.StringIO()
    console = Console(file=text, force_terminal=True)
    for number, row in enumerate(result.rows, start=1):
        console.print(Rule(str(number), align="left"))
        block = Table.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(result.columns, row, strict=True):
            if value is not None and value != "":
                block.add_row(Text(name), Text(harmless(_plain(value))))
        console.print(block)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())
