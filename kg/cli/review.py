"""``kg review``: what waits to be looked at, and documents that were gone through as gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from kg.cli.options import format_option, knowledge_option, output_option, quiet_option, sources_argument
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.cli.progress import refusal
from kg.cli.reading import named_or_samples
from kg.correcting.desk import Desk
from kg.correcting.gold import gold_json, unconfirmed
from kg.correcting.ledger import NAME, Ledger
from kg.model.errors import PassedOver
from kg.model.wording import say
from kg.store.files import whole_file

__all__ = ["command"]

_COLUMNS: Final = ("weight", "file", "line", "task", "doubts", "around")
_AROUND: Final = 30


@click.command("review")
@sources_argument
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file of corrections; by default corrections.jsonl beside the first document.",
)
@click.option(
    "--export-gold",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write the documents whose every task somebody confirmed, in the form of the tests' own gold.",
)
@knowledge_option
@format_option(TABLE_FORMS)
@output_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    corrections: Path | None,
    export_gold: Path | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """List what is in doubt in documents, with their corrections: what would change answers most comes first.

    SOURCE is a file, a folder, or a pattern. Without any, the sample notices are read.

    \b
    Examples:
      kg review notices/
      kg review notices/ --format csv -o queue.csv
      kg review notices/ --export-gold gold
    """
    named = [Path(source) for source in named_or_samples(sources, quiet=quiet)]
    desk = Desk(named, Ledger(corrections or _beside(named)))
    for error in desk.refused:
        click.echo(refusal(error), err=True)
    if export_gold is not None:
        _export(desk, export_gold, quiet)
    else:
        from kg.queries import Result

        rows = tuple(
            (one.weight, one.file, one.line, _number(one.task), ", ".join(one.codes), _words(desk, one.document, one.start))
            for one in desk.queue()
        )
        write_text(render(Result(_COLUMNS, rows), form, terminal=output is None and sys.stdout.isatty()), output)
    if any(not isinstance(error, PassedOver) for error in desk.refused):
        ctx.exit(1)


def _beside(named: list[Path]) -> Path:
    first = named[0] if named else Path()
    return (first if first.is_dir() else first.parent) / NAME


def _number(task: int | None) -> int | None:
    """Tasks of a document are counted from 1."""
    return None if task is None else task + 1


def _words(desk: Desk, key: str, start: int) -> str:
    return " ".join(desk.open(key).source.text[start : start + _AROUND].split())


def _export(desk: Desk, folder: Path, quiet: bool) -> None:
    for opened in desk.documents():
        left = unconfirmed(opened.parsed)
        file = opened.source.file
        if left or not opened.parsed.tasks:
            if not quiet:
                click.echo(say("{file}: {count} tasks that nobody confirmed; left out", file=file, count=left), err=True)
            continue
        path = folder / f"{Path(file.replace('/', '-')).stem}.json"
        with whole_file(path) as beside:
            beside.write_text(gold_json(opened.parsed), encoding="utf-8")
        if not quiet:
            click.echo(say("{file}: {count} tasks in {path}", file=file, count=len(opened.parsed.tasks), path=path), err=True)
