"""``kg search``: tasks found by words."""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from pathlib import Path
from typing import Final

import click

from kg.cli.data import graph_at
from kg.cli.options import data_option, format_option, output_option, quiet_option
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.model.wording import said, say
from kg.queries import Result, Value
from kg.searching import Found, opened
from kg.searching.telling import found_json, hints

__all__ = ["command"]

_SHOWN: Final = ("region", "years", "item", "task", "bodies", "leaders", "notice", "file", "iri")
_ALL: Final = tuple(field.name for field in fields(Found) if field.name != "marks")


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--region", metavar="NAME|CODE", help="One region alone, by its name or code; its own lists, not those of its parts.")
@click.option("--year", type=int, metavar="YEAR", help="The lists that hold this year alone.")
@click.option("-n", "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), metavar="N", help="The most tasks to show.")
@format_option(TABLE_FORMS)
@output_option
@data_option
@quiet_option
def command(
    words: tuple[str, ...],
    region: str | None,
    year: int | None,
    limit: int,
    form: str,
    output: Path | None,
    data: Path | None,
    quiet: bool,
) -> None:
    """Find tasks by words of their text, headings, bureaus, leaders and indicators, the best first, with where each is printed.

    The words may be in any order, run together or apart; an office, a region or an indicator may go by another of its names.

    \b
    Examples:
      kg search 电梯加装
      kg search GDP --year 2022 -n 5
      kg search 民政局 老年食堂 --region 330424 --format json
    """
    asked = " ".join(words)
    with opened(graph_at(data, quiet=quiet)) as index:
        answer = index.find(asked, region, year, limit)
    if form == "json":
        rows = [json.dumps(found_json(found), ensure_ascii=False) for found in answer.found]
        text = "[\n  " + ",\n  ".join(rows) + "\n]\n" if rows else "[]\n"
    else:
        terminal = output is None and sys.stdout.isatty()
        result = Result(_SHOWN, tuple(map(_shown, answer.found))) if form == "table" else Result(_ALL, tuple(map(_all, answer.found)))
        text = render(result, form, terminal=terminal) if answer.found or form != "table" else ""
    write_text(text, output)
    if not quiet:
        for hint in hints(answer, asked, region, year):
            click.echo(said(hint), err=True)
        if answer.more:
            click.echo(say("There are more: -n shows more than {limit}.", limit=limit), err=True)


def _shown(found: Found) -> tuple[Value, ...]:
    """The row of a table: what a reader looks at."""
    notice = found.number or found.title
    places = f"{found.file or ''}:{found.start}-{found.end}"
    return (
        found.region,
        found.years,
        found.item,
        found.snippet,
        "、".join(found.bodies),
        "、".join(found.leaders),
        notice,
        places,
        found.iri,
    )


def _all(found: Found) -> tuple[Value, ...]:
    values = found_json(found)
    return tuple("、".join(values[name]) if isinstance(values[name], tuple) else values[name] for name in _ALL)
