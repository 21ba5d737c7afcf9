"""``kg parse``: what the parser says of documents, as JSON Lines, number by number, or line by line with its reasons."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.building.corrections import Decided, decided_beside
from kg.building.doubts import Tally, doubts_of
from kg.cli.corrections import tell_corrections
from kg.cli.options import format_option, knowledge_option, output_option, quiet_option, sources_argument
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.cli.reading import Documents, file_and_line, one_document, printed_name
from kg.correcting.applying import in_force
from kg.documents import Source
from kg.garbage import fewer_collections
from kg.model.jsonl import write_records
from kg.model.records import Parsed
from kg.model.wording import language, said, say
from kg.store.files import whole_file

if TYPE_CHECKING:
    from kg.queries import Value

__all__ = ["command"]

_NUMBER_COLUMNS = ("file", "line", "task", "number", "kind", "around")
_AROUND = 12


@click.command("parse")
@sources_argument
@click.option("--numbers", is_flag=True, help="Print every number of the tasks and what was made of it, as a table.")
@click.option("--explain", "explained", is_flag=True, help="Say line by line what the document was taken for, and why.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="With --explain: write it as a page to this file."
)
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Lay what people put right over the records; without it they are as the program reads them.",
)
@knowledge_option
@format_option(TABLE_FORMS)
@output_option
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    numbers: bool,
    explained: bool,
    html: Path | None,
    corrections: Path | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Read documents and print the parser's records as JSON Lines: a document, then its tasks.

    SOURCE is a file, a folder, or a pattern. Without any, the sample notices are read. With --explain it is one file, one line of it
    (notice.txt:12), or - for standard input.

    \b
    Examples:
      kg parse notice.txt > records.jsonl
      kg parse notices/ -o records.jsonl
      kg parse --numbers notice.txt
      kg parse notice.txt --corrections corrections.jsonl
      kg parse --explain notice.txt:12
      kg parse --explain notice.txt --html notice.html
    """
    form_given = ctx.get_parameter_source("form") is click.core.ParameterSource.COMMANDLINE
    if form_given and not numbers:
        raise click.UsageError(say("--format is for --numbers; records are always JSON Lines."))
    if corrections is not None and explained:
        raise click.UsageError(say("--explain says how the program reads, and does not go with --corrections."))
    if explained:
        _explain(sources, numbers, html, output)
        return
    if html is not None:
        raise click.UsageError(say("--html is for --explain."))
    decided = decided_beside((), (), corrections) if corrections is not None else Decided()
    documents = Documents(sources, quiet, corrections=in_force(decided.decisions)[0])
    with fewer_collections():
        _write(documents, form, numbers, output, quiet)
    if decided.files:
        decided.outcomes += documents.outcomes
        tell_corrections(decided.told_alone(), quiet=quiet)
    if documents.unreadable:
        ctx.exit(1)


def _explain(sources: tuple[str, ...], numbers: bool, html: Path | None, output: Path | None) -> None:
    if numbers or len(sources) != 1:
        raise click.UsageError(say("--explain takes one FILE, FILE:LINE or -, and does not go with --numbers."))
    name, line = file_and_line(sources[0])
    # Asked for seldom, and loaded for that: records come as fast as without.
    from kg.cli.explaining import explanation_text
    from kg.parsing.explaining import explain
    from kg.views.explanation_page import explanation_page
    from kg.views.telling import Teller

    told = explain(one_document(name))
    if line is not None and not 1 <= line <= len(told.lines):
        raise click.UsageError(
            say(
                "{name} has no line {line}: its text as read has the lines 1 to {last}.",
                name=printed_name(name),
                line=line,
                last=len(told.lines),
            )
        )
    teller = Teller(told, language())
    if html is not None:
        write_text(explanation_page(told, teller, line), html)
    if html is None or output is not None:
        write_text(explanation_text(told, teller, line), output)


def _write(documents: Documents, form: str, numbers: bool, output: Path | None, quiet: bool) -> None:
    if numbers:
        from kg.queries import Result

        rows = tuple(row for source, parsed in documents.read() for row in _number_rows(source, parsed))
        terminal = output is None and sys.stdout.isatty()
        write_text(render(Result(_NUMBER_COLUMNS, rows), form, terminal=terminal), output)
    else:
        tally = Tally()
        _write_records(documents, output, tally, quiet)
        found = tally.counted()
        if found.of_documents and not quiet:
            click.echo(said(found.told()), err=True)


def _write_records(documents: Documents, output: Path | None, tally: Tally, quiet: bool) -> None:
    with contextlib.ExitStack() as stack:
        target = sys.stdout
        if output is not None:
            target = stack.enter_context(stack.enter_context(whole_file(output)).open("w", encoding="utf-8", newline=""))
        write_records(_told(documents, tally, quiet), target)


def _told(documents: Documents, tally: Tally, quiet: bool) -> Iterator[Parsed]:
    for source, parsed in documents.read():
        if not parsed.tasks and not quiet:
            click.echo(say("{path}: no list of tasks with responsible units was found.", path=source.path), err=True)
        tally.add(doubts_of(parsed))
        yield parsed


def _number_rows(source: Source, parsed: Parsed) -> Iterator[tuple[Value, ...]]:
    for task in parsed.tasks:
        for note in task.numbers:
            before = source.text[max(task.start, note.start - _AROUND) : note.start]
            around = before + source.text[note.start : note.end + _AROUND]
            yield (
                parsed.document.file,
                source.line(note.start),
                " ".join(part for part in (task.section, task.subsection, task.number) if part),
                note.text,
                note.kind,
                " ".join(around.split()),
            )
