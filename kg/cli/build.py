"""``kg build``: from documents to the graph and its report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pyoxigraph as ox

from kg.building.build import build
from kg.cli.options import quiet_option, sources_argument
from kg.cli.progress import Teller
from kg.cli.reading import sources_at_hand
from kg.model.terms import BASE
from kg.publish.description import describe
from kg.store.disk import check_place, write_store

__all__ = ["command"]


def _base_iri(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        iri = ox.NamedNode(value).value
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no absolute IRI, as https://example.org/id/ is one.") from error
    return iri if iri.endswith(("/", "#")) else f"{iri}/"


@click.command("build")
@sources_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("exports"),
    show_default=True,
    metavar="DIR",
    help="The folder to write to.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Make an Oxigraph store on disk too, which 'kg serve --data DIR' opens at once.",
)
@click.option("--without-text", is_flag=True, help="Leave out the sentences (zr:text, zr:quote): facts and names alone.")
@click.option("--without-pages", is_flag=True, help="Leave out the interactive pages, which take about as long as all else.")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", callback=_base_iri, help="What the IRIs begin with.")
@click.option("--strict", is_flag=True, help="Leave with 1 where a task is in doubt; everything is written all the same.")
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    output: Path,
    store: Path | None,
    without_text: bool,
    without_pages: bool,
    base: str,
    strict: bool,
    quiet: bool,
) -> None:
    """Read documents, build the graph and write it to a folder, with a report of what was read and what was not.

    SOURCE is a file, a folder, a pattern, or - for standard input. Without any, the sample notices that ship with the program are built.

    \b
    Examples:
      kg build
      kg build notices/ -o graph
      kg build "2022/*.txt" --without-text
      unzip -p notices.zip one.docx | kg build -
      kg build notices/ --strict && kg load --to http://localhost:7878
    """
    if store is not None:
        check_place(store)
    with Teller(quiet=quiet) as teller, sources_at_hand(sources, quiet=quiet) as named:
        result = build(
            named,
            output,
            base=base,
            with_text=not without_text,
            with_pages=not without_pages,
            progress=teller,
        )
    describe(output, date.today())
    if store is not None:
        write_store(output, store)
    if not quiet:
        counts = f"{result.documents:,} documents, {result.tasks:,} tasks, {result.targets:,} targets"
        click.echo(f"{counts}: {result.triples:,} triples in {output / 'graph.ttl'}.", err=True)
        for duplicate in result.duplicates:
            click.echo(f"{duplicate.file} is the same document as {duplicate.same_as}, and was read once.", err=True)
        if not without_pages:
            click.echo(f"To look at it: {output / 'html' / 'index.html'}", err=True)
        click.echo(f"{result.in_doubt.told()} ({output / 'report.md'})", err=True)
    too_doubtful = strict and result.in_doubt.tasks > 0
    if too_doubtful:
        click.echo(f"Error: tasks in doubt: {result.in_doubt.tasks:,}. 'kg query doubts --data {output}' lists them", err=True)
    if result.unreadable or result.without_tasks or too_doubtful:
        ctx.exit(1)
