"""``kg view``: the interactive pages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.data import graph_at, teller
from kg.cli.options import data_option, quiet_option
from kg.model.wording import say
from kg.store.disk import is_store

__all__ = ["command"]


@click.command("view")
@data_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write the pages to. Without it: html beside the graph or the store, else exports/html.",
)
@quiet_option
def command(data: Path | None, output: Path | None, quiet: bool) -> None:
    """Write the interactive pages of a graph: index.html and all that it links to.

    The pages open from disk in a browser, with no network and no server.

    \b
    Examples:
      kg view
      kg view --data exports -o pages
    """
    # Drawing loads large libraries, which no other command needs.
    from kg.store.opening import ask_graph
    from kg.views.trust import trust_beside
    from kg.views.writing import write_pages

    path = graph_at(data, quiet=quiet)
    folder = output or _beside(data)
    build = None if is_store(path) else path if path.is_dir() else path.parent
    texts, trust = (None, ()) if build is None else (build / "texts", trust_beside(build))
    written = ask_graph(path, lambda store: write_pages(store, folder, texts=texts, trust=trust), tell=teller(quiet=quiet))
    if not quiet:
        click.echo(
            say("{files} files, {size:.1f} MB. Open {index}", files=written.files, size=written.size / 1000000.0, index=written.index),
            err=True,
        )


def _beside(data: Path | None) -> Path:
    if data is None:
        return Path("exports") / "html"
    return (data if data.is_dir() and not is_store(data) else data.parent) / "html"
