"""``kg view``: the interactive pages."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.data import graph_at
from kg.cli.options import data_option, quiet_option

__all__ = ["command"]


@click.command("view")
@data_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The folder to write the pages to. Without it: html beside the graph of a build, else exports/html.",
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
    from kg.store.graph import load_store
    from kg.views.writing import write_pages

    path = graph_at(data, quiet=quiet)
    written = write_pages(load_store(path), output or _beside(data))
    if not quiet:
        click.echo(f"{written.files} files, {written.size / 1e6:.1f} MB. Open {written.index}", err=True)


def _beside(data: Path | None) -> Path:
    if data is None:
        return Path("exports") / "html"
    return (data if data.is_dir() else data.parent) / "html"
