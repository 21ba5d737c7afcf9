"""Results on standard output or in a file, in the form that was asked for."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
import pyoxigraph as ox

from kg.model.jsonl import number_json
from kg.model.signs import harmless
from kg.model.wording import column, say
from kg.store.files import whole_file

if TYPE_CHECKING:
    from kg.queries import Result, Value

__all__ = ["FORMS", "TABLE_FORMS", "render", "write_text"]

TABLE_FORMS: Final = ("table", "csv", "tsv", "json", "markdown")
_GRAPH_FORMS: Final = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
FORMS: Final = (*TABLE_FORMS, *_GRAPH_FORMS)


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
        # Loaded for tables only: records and other forms come sooner without.
        from kg.cli.tables import table_of

        return table_of(tuple(map(column, result.columns)), _cells(result), tuple(_numeric(result)), terminal=terminal)
    if form in _GRAPH_FORMS:
        if result.triples is None:
            raise click.UsageError(say("--format {form} is for CONSTRUCT and DESCRIBE; use table, csv, tsv, json or markdown.", form=form))
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
    """A value as a cell prints it; nothing where it is not known."""
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
    """Of each column whether it holds numbers and nothing else."""
    for index in range(len(result.columns)):
        values = [row[index] for row in result.rows if row[index] is not None]
        yield bool(values) and all(isinstance(value, int | float | Decimal) for value in values)


def _cells(result: Result) -> list[list[str]]:
    return [[harmless(_plain(value)) for value in row] for row in result.rows]
