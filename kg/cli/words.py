"""``kg words``: which word files there are, and whether they are sound."""

from __future__ import annotations

import sys

import click

from kg.cli.options import knowledge_option, quiet_option
from kg.cli.output import render, write_text
from kg.documents.text.encodings import FREQUENT, faults_of_characters
from kg.knowledge.own import faults_of_own
from kg.knowledge.scripts import TRADITIONAL, faults_of_pairs
from kg.knowledge.words import FOLDER, check_words, words
from kg.knowledge.words.plan import FILES
from kg.model.wording import say
from kg.queries import Result
from kg.resources import knowledge_folder

__all__ = ["command"]

_COLUMNS = ("file", "section", "entries")


@click.command("words")
@click.option("--check", is_flag=True, help="Tell every fault of the word files: file, line, what to do. Leaves with 1 where there is one.")
@knowledge_option
@quiet_option
@click.pass_context
def command(ctx: click.Context, check: bool, quiet: bool) -> None:
    """List the files of words by which notices are read, or check them.

    Do so after a change to one of them; docs/words.md says what each is for.

    \b
    Examples:
      kg words
      kg words --check
      kg words --check --knowledge mine
    """
    if check:
        faults = [*check_words(), *faults_of_pairs(TRADITIONAL), *faults_of_characters(FREQUENT)]
        own = knowledge_folder()
        faults += faults_of_own(own) if own is not None else []
        for fault in faults:
            click.echo(str(fault), err=True)
        if not quiet:
            if len(faults) > 1:
                verdict = say("{count} faults in the word files of {folder}", count=len(faults), folder=FOLDER)
            elif faults:
                verdict = say("1 fault in the word files of {folder}", folder=FOLDER)
            else:
                verdict = say("no fault in the word files of {folder}", folder=FOLDER)
            click.echo(verdict, err=True)
        ctx.exit(1 if faults else 0)
    rows = tuple((f"{file}.txt", section, len(entries)) for file in FILES for section, entries in words(file).items())
    write_text(render(Result(_COLUMNS, rows), "table", terminal=sys.stdout.isatty()), None)
