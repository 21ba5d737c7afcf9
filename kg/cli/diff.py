"""``kg diff``: what changed between two graphs."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.data import graph_at
from kg.cli.options import format_option, output_option
from kg.cli.output import write_text
from kg.publish.differences import as_json, as_patch, as_text, compare

__all__ = ["command"]

_WRITERS = {"text": as_text, "json": as_json, "patch": as_patch}


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@format_option(tuple(_WRITERS))
@output_option
def command(old: Path, new: Path, form: str, output: Path | None) -> None:
    """Say what changed from OLD to NEW: documents, tasks, units, targets that came, went, or read otherwise.

    OLD and NEW are graph files or folders of builds. The format patch is an RDF Patch, which makes NEW of OLD.

    \b
    Examples:
      kg diff graph-2022/ graph-2023/
      kg diff old.ttl new.ttl --format patch -o change.rdfp
    """
    write_text(_WRITERS[form](compare(graph_at(old), graph_at(new))), output)
