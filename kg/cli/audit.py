"""``kg audit``: how far the readings can be trusted, by a sample that a person judges."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from kg.cli.options import format_option, output_option, quiet_option
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.correcting.estimating import Estimate, estimates, not_yet_said
from kg.correcting.ledger import NAME, Ledger
from kg.model.errors import StoreError
from kg.model.wording import say, told
from kg.store.folder import manifest_of

__all__ = ["command"]

_COLUMNS: Final = ("field", "share", "low", "high", "judged", "tasks", "wrong", "wrong_in_doubt")


@click.command("audit")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exports"),
    show_default=True,
    metavar="DIR",
    help="The folder of the build.",
)
@click.option("--sample", type=click.IntRange(1, 100_000), metavar="N", help="Draw about N tasks by lot into a workbook to judge them in.")
@click.option("--judged", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Take over the judgements of a workbook.")
@click.option("--by", metavar="NAME", help="With --judged: who judged.")
@click.option("--seed", metavar="WORD", help="With --sample: draw the same tasks again.")
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where judgements are written to and read from; by default corrections.jsonl beside the documents of the build.",
)
@format_option(TABLE_FORMS)
@output_option
@quiet_option
def command(
    data: Path,
    sample: int | None,
    judged: Path | None,
    by: str | None,
    seed: str | None,
    corrections: Path | None,
    form: str,
    output: Path | None,
    quiet: bool,
) -> None:
    """Draw a sample of tasks to be judged, take the judgements over, and tell what they say of all tasks.

    The sample is drawn by family of layouts and by whether a task is in doubt; without --sample and --judged the estimate of the judgements
    that there are is told: the share of tasks in which each field is read rightly, with its 95 % interval.

    \b
    Examples:
      kg audit --data exports --sample 300 -o sample.xlsx
      kg audit --data exports --judged sample.xlsx --by 督查室
      kg audit --data exports
    """
    if sample is not None and judged is not None:
        raise click.UsageError(say("--sample and --judged are two steps: draw first, then judge."))
    if seed is not None and sample is None:
        raise click.UsageError(say("--seed is for --sample."))
    if by is not None and judged is None:
        raise click.UsageError(say("--by is for --judged."))
    if sample is not None:
        _draw(data, sample, seed, output or Path("sample.xlsx"), quiet)
        return
    ledger = Ledger(corrections or _beside(data))
    if judged is not None:
        _take_over(judged, by, ledger, quiet)
    found = estimates(ledger.read())
    if not found:
        raise StoreError(
            str(ledger.path), told("it holds no judgements of a sample"), "Draw one: kg audit --sample 300 -o sample.xlsx, and judge it"
        )
    write_text(_told(found, form, terminal=output is None and sys.stdout.isatty()), output)


def _draw(data: Path, size: int, seed: str | None, path: Path, quiet: bool) -> None:
    from kg.publish.auditing.book import write_book
    from kg.publish.auditing.sample import draw

    questions = draw(data, size, seed or f"a-{date.today():%Y%m%d}-{secrets.token_hex(2)}")
    write_book(questions, path)
    if not quiet:
        click.echo(
            say("{count} tasks to judge: {file}. Then: kg audit --data {data} --judged {file}", count=len(questions), data=data, file=path),
            err=True,
        )


def _take_over(judged: Path, by: str | None, ledger: Ledger, quiet: bool) -> None:
    from kg.publish.auditing.book import judgements

    when = datetime.now().astimezone().isoformat(timespec="seconds")
    found = not_yet_said(judgements(judged, by=by, when=when), ledger.read())
    if found:
        ledger.append(found)
    if not quiet:
        click.echo(say("{count} judgements written to {file}.", count=len(found), file=ledger.path), err=True)


def _beside(data: Path) -> Path:
    """The file of corrections of a build: the one that it was made with, else the one beside its first document."""
    before = manifest_of(data)
    named, sources = before.get("corrections"), list(before.get("sources") or ())
    for name, beside in ((named, False), *((source, True) for source in sources[:1])):
        if isinstance(name, str):
            found = Path(os.path.normpath(data.resolve() / name))
            return found.parent / NAME if beside else found
    raise StoreError(str(data), told("it is not said what the build there was made of"), "Name the file: --corrections FILE")


def _told(found: Sequence[Estimate], form: str, *, terminal: bool) -> str:
    from kg.queries import Result

    rows: list[tuple[Any, ...]] = [
        (one.field, round(one.share, 4), round(one.low, 4), round(one.high, 4), one.judged, one.tasks, one.wrong, _rounded(one.doubted))
        for one in found
    ]
    return render(Result(_COLUMNS, tuple(rows)), form, terminal=terminal)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
