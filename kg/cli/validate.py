"""``kg validate``: is the graph sound?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, format_option, output_option, quiet_option
from kg.cli.output import TABLE_FORMS, render, write_text
from kg.model.wording import language, say, told
from kg.queries import Result
from kg.store.validate import validate

__all__ = ["command"]

_COLUMNS = ("severity", "thing", "path", "value", "message", "message_zh")


@click.command("validate")
@data_option
@format_option(TABLE_FORMS)
@output_option
@quiet_option
@click.pass_context
def command(ctx: click.Context, data: Path | None, form: str, output: Path | None, quiet: bool) -> None:
    """Check the graph against the SHACL shapes of the ontology.

    Leaves with 1 where a shape is violated; a warning alone is no violation. The formats csv, tsv and json say
    for each finding the property and the value too, and the message in Chinese.

    \b
    Examples:
      kg validate
      kg validate --data exports --format json
    """
    path = graph_at(data, quiet=quiet)
    findings = validate(path, tell=teller(quiet=quiet))
    violations = sum(finding.severity == "violation" for finding in findings)
    if findings or form != "table":
        columns = _shown() if form in ("table", "markdown") else _COLUMNS
        answer = Result(columns, tuple(tuple(getattr(finding, name) for name in columns) for finding in findings))
        write_text(render(answer, form, terminal=output is None and sys.stdout.isatty()), output)
    if not quiet:
        verdict = told("not sound") if violations else told("sound")
        click.echo(
            say(
                "{path} is {verdict}: {violations} violations, {warnings} warnings.",
                path=path,
                verdict=verdict,
                violations=violations,
                warnings=len(findings) - violations,
            ),
            err=True,
        )
    if violations:
        ctx.exit(1)


def _shown() -> tuple[str, ...]:
    """The columns for readers: the message in their language."""
    return ("severity", "thing", "message_zh" if language() == "zh" else "message")
