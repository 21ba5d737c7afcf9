"""``kg build``: from documents to the graph and its report."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Final

import click
import pyoxigraph as ox
from click.core import ParameterSource

from kg.building.build import BuildResult, build
from kg.cli.cache import caches_in
from kg.cli.corrections import tell_corrections
from kg.cli.options import corrections_option, knowledge_option, quiet_option, sources_argument
from kg.cli.progress import Teller
from kg.cli.reading import sources_at_hand
from kg.model.terms import BASE
from kg.model.wording import say
from kg.store.disk import check_place, write_store

__all__ = ["command"]


_OF_THE_BUILD: Final = ("--base", "--without-text", "--without-quads")


def _parameter(option: str) -> str:
    return option.removeprefix("--").replace("-", "_")


def _base_iri(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        iri = ox.NamedNode(value).value
    except ValueError as error:
        raise click.BadParameter(say("{value!r} is no absolute IRI, as https://example.org/id/ is one.", value=value)) from error
    return iri if iri.endswith(("/", "#")) else f"{iri}/"


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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
@click.option("--add", is_flag=True, help="Put SOURCE into the build that DIR holds, under its --base and --without-text.")
@click.option("--without-text", is_flag=True, help="Leave out the sentences (zr:text, zr:quote): facts and names alone.")
@click.option("--without-pages", is_flag=True, help="Leave out the interactive pages, which take about as long as all else.")
@click.option("--without-quads", is_flag=True, help="Leave out graph.nq, which is seven times as large as graph.ttl.")
@click.option("--base", default=BASE, show_default=True, metavar="IRI", callback=_base_iri, help="What the IRIs begin with.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1, 512), default=_cores, show_default="the cores there are", metavar="N", help="Processes."
)
@click.option("--cluster", metavar="ADDRESS", help="Let a Dask cluster do the work: the address of its scheduler, tcp://host:8786.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where readings are kept for the next build; by default the user's cache folder.",
)
@click.option("--no-cache", is_flag=True, help="Read every file anew, and keep nothing.")
@corrections_option
@knowledge_option
@click.option("--strict", is_flag=True, help="Leave with 1 where a task is in doubt; everything is written all the same.")
@quiet_option
@click.pass_context
def command(
    ctx: click.Context,
    sources: tuple[str, ...],
    output: Path,
    store: Path | None,
    add: bool,
    without_text: bool,
    without_pages: bool,
    without_quads: bool,
    base: str,
    jobs: int,
    cluster: str | None,
    cache: Path | None,
    no_cache: bool,
    corrections: Path | None,
    strict: bool,
    quiet: bool,
) -> None:
    """Read documents, build the graph and write it to a folder, with a report of what was read and what was not.

    SOURCE is a file, a folder, a pattern, or - for standard input. Without any, the sample notices that ship with the program are built.
    What was read once is kept, so that the next build reads only what changed.

    \b
    Examples:
      kg build
      kg build notices/ -o graph
      kg build new-notice.docx --add -o graph
      kg build "2022/*.txt" --without-text
      unzip -p notices.zip one.docx | kg build -
      kg build notices/ --strict && kg load --to http://localhost:7878
    """
    if store is not None:
        check_place(store)
    if add and not sources:
        raise click.UsageError(say("--add needs a SOURCE to add."))
    if add and (set_anew := [name for name in _OF_THE_BUILD if ctx.get_parameter_source(_parameter(name)) is ParameterSource.COMMANDLINE]):
        raise click.UsageError(say("--add keeps to what the build in DIR was made with: leave out {options}.", options=", ".join(set_anew)))
    with Teller(quiet=quiet) as teller, sources_at_hand(sources, quiet=quiet) as named:
        result = build(
            named,
            output,
            base=base,
            with_text=not without_text,
            with_quads=not without_quads,
            with_pages=not without_pages,
            made=date.today(),
            progress=teller,
            jobs=jobs,
            cluster=cluster,
            caches=None if no_cache else caches_in(cache),
            add=add,
            corrections=corrections,
            lasting="-" not in sources,
        )
    if store is not None:
        write_store(output, store)
    if not quiet:
        _tell(result, with_pages=not without_pages)
    if result.corrections is not None:
        tell_corrections(result.corrections, output / "report.md", quiet=quiet)
    too_doubtful = strict and result.in_doubt.tasks > 0
    if too_doubtful:
        click.echo(
            say(
                "Error: tasks in doubt: {tasks:,}. 'kg query doubts --data {output}' lists them", tasks=result.in_doubt.tasks, output=output
            ),
            err=True,
        )
    if result.unreadable or result.without_tasks or too_doubtful:
        ctx.exit(1)


def _tell(result: BuildResult, *, with_pages: bool) -> None:
    folder = result.folder
    click.echo(
        say(
            "{documents:,} documents, {tasks:,} tasks, {targets:,} targets: {triples:,} triples in {file}.",
            documents=result.documents,
            tasks=result.tasks,
            targets=result.targets,
            triples=result.triples,
            file=folder / "graph.ttl",
        ),
        err=True,
    )
    if result.joined:
        click.echo(
            say(
                "{count:,} of the tasks are items of reports; the graph has what they tell at the tasks of the plans.", count=result.joined
            ),
            err=True,
        )
    for duplicate in result.duplicates:
        click.echo(
            say("{file} is the same document as {same_as}, and was read once.", file=duplicate.file, same_as=duplicate.same_as), err=True
        )
    if with_pages:
        click.echo(say("To look at it: {page}", page=folder / "html" / "index.html"), err=True)
    click.echo(say("{message} ({file})", message=result.in_doubt.told(), file=folder / "report.md"), err=True)
