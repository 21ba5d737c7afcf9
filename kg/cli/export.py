"""``kg export``: the graph in the forms of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, quiet_option
from kg.model.wording import language, say
from kg.publish.exporting import FORMATS, export
from kg.publish.exporting.shards import SHARD_TRIPLES
from kg.store.opening import with_graph

__all__ = ["command"]


@click.command("export")
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)), help="What to write.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE|DIR",
    help="The file, or the folder where the format is several files. Without it: graph.SUFFIX, or a folder named as the format.",
)
@click.option(
    "--shard-triples",
    type=click.IntRange(1),
    default=SHARD_TRIPLES,
    show_default=True,
    metavar="N",
    help="With nquads-shards: how many triples a shard has.",
)
@click.option("--year", type=click.IntRange(1900, 2100), metavar="YEAR", help="With docx: the year. Without it: the last one.")
@click.option("--half", type=click.IntRange(1, 2), metavar="1|2", help="With docx: which half of it. Without it: the newest result's.")
@data_option
@quiet_option
def command(form: str, output: Path | None, shard_triples: int, year: int | None, half: int | None, data: Path | None, quiet: bool) -> None:
    """Write the graph in a form that other tools open.

    \b
    Examples:
      kg export --format xlsx -o lists/
      kg export --format docx --year 2026 --half 1 -o reports/
      kg export --format csv --data graph/
      kg export --format jsonld -o graph.jsonld
    """
    if form != "docx" and (year is not None or half is not None):
        raise click.UsageError(say("--year and --half are for --format docx; {form} holds all years.", form=form))
    path = graph_at(data, quiet=quiet)
    suffix = FORMATS[form].suffix
    target = output or Path(f"graph{suffix}" if suffix else form)
    if suffix and target.is_dir():
        target /= f"graph{suffix}"
    if not suffix and target.is_file():
        raise click.BadParameter(say("{form} is several files: name a folder.", form=form), param_hint="-o")
    if FORMATS[form].streamed:
        written = export(path, form, target, shard_triples=shard_triples)
    else:
        written = with_graph(path, lambda: export(path, form, target, language=language(), year=year, half=half), tell=teller(quiet=quiet))
    if not quiet:
        several = len(written) > 1
        click.echo(say("{count:,} files in {folder}", count=len(written), folder=target) if several else str(target), err=True)
