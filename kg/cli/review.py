"""``kg review``: a page on which doubts are settled, the same as a list, and documents that were gone through as gold."""

from __future__ import annotations

import contextlib
import signal
import sys
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from kg.cli.options import format_option, knowledge_option, output_option, quiet_option, sources_argument
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.cli.progress import refusal
from kg.cli.reading import named_or_samples
from kg.correcting.desk import Desk
from kg.correcting.gold import gold_json, unconfirmed
from kg.correcting.ledger import NAME, Ledger
from kg.model.errors import PassedOver, StoreError
from kg.model.wording import reason_of, said, say, told
from kg.store.files import whole_file

__all__ = ["command"]

_COLUMNS: Final = ("weight", "file", "line", "task", "doubts", "around")
_TAUGHT: Final = ("count", "file", "section", "line", "why", "documents", "corrections")
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
@click.option("--list", "as_list", is_flag=True, help="Print the queue, and open no page; so do --format and --output.")
@click.option(
    "--lessons", is_flag=True, help="Print which words would have read what was put right: file, section and line, for you to add or not."
)
@click.option(
    "--sample",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Judge on the page the tasks that kg audit --sample drew into this workbook.",
)
@click.option("--port", default=0, show_default=True, type=click.IntRange(0, 65535), metavar="PORT", help="The port; 0 takes any free one.")
@click.option("--by", metavar="NAME", help="Who decides, where the page does not say.")
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
    as_list: bool,
    lessons: bool,
    sample: Path | None,
    port: int,
    by: str | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Open a page on this machine on which what is in doubt in documents is looked at, confirmed or put right.

    What would change answers most comes first. Each decision is a line of the file of corrections before the next is shown, and the
    document is read again with it. Only this machine can open the page, and only with the address that is printed. Ctrl-C ends it.
    SOURCE is a file, a folder, or a pattern. Without any, the sample notices are read.

    \b
    Examples:
      kg review notices/ --by 督查室
      kg review notices/ --list
      kg review notices/ --lessons
      kg review notices/ --format csv -o queue.csv
      kg review notices/ --export-gold gold
    """
    named = [Path(source) for source in named_or_samples(sources, quiet=quiet)]
    desk = Desk(named, Ledger(corrections or _beside(named)))
    for error in desk.refused:
        click.echo(refusal(error), err=True)
    if export_gold is not None:
        _export(desk, export_gold, quiet)
    elif lessons:
        _teach(desk, form, output)
    elif as_list or any(ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE for name in ("form", "output")):
        _list(desk, form, output)
    else:
        _open(desk, port, by, quiet, sample)
    if any(not isinstance(error, PassedOver) for error in desk.refused):
        ctx.exit(1)


def _list(desk: Desk, form: str, output: Path | None) -> None:
    from kg.queries import Result

    rows = tuple(
        (one.weight, one.file, one.line, _number(one.task), ", ".join(one.codes), _words(desk, one.document, one.start))
        for one in desk.queue()
    )
    write_text(render(Result(_COLUMNS, rows), form, terminal=output is None and sys.stdout.isatty()), output)


def _teach(desk: Desk, form: str, output: Path | None) -> None:
    from kg.correcting.teaching import lessons
    from kg.queries import Result

    rows = tuple(
        (len(one.corrections), one.file, one.section, one.line, said(one.why), ", ".join(one.documents), ", ".join(one.corrections))
        for one in lessons(desk.documents())
    )
    write_text(render(Result(_TAUGHT, rows), form, terminal=output is None and sys.stdout.isatty()), output)


def _open(desk: Desk, port: int, by: str | None, quiet: bool, sample: Path | None) -> None:
    from kg.publish.auditing.book import questions_in
    from kg.publish.reviewing.judging import asked_of
    from kg.publish.reviewing.server import ReviewServer

    if not desk.documents():
        raise StoreError("kg review", told("there is no document to look at"), "Name files, or a folder of files")

    asked = asked_of(questions_in(sample), desk, str(sample)) if sample else []
    if sample and not asked:
        raise StoreError(str(sample), told("none of its tasks is of these documents"), "Name the documents that the sample was drawn from")

    def tell(line: str) -> None:
        # Whoever read the log is gone; the answer goes out all the same.
        with contextlib.suppress(OSError, ValueError):
            click.echo(line, err=True)

    try:
        server = ReviewServer(desk, port=port, by=by, asked=asked, tell=None if quiet else tell)
    except OSError as error:
        where = f"127.0.0.1:{port}"
        raise StoreError(where, told("cannot listen there: {reason}", reason=reason_of(error)), "Choose another --port") from error
    with server:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        click.echo(
            say(
                "{count} doubts in {documents} documents: {url}   Decisions are written to {file}. Ctrl-C ends it.",
                count=len(desk.queue()), documents=len(desk.documents()), url=server.page, file=desk.ledger.path,
            ),
            err=True,
        )  # fmt: skip
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


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
