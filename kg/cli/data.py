"""Which graph a command asks, and saying so where the user did not choose it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.errors import StoreError
from kg.resources import FIVE_NOTICES

__all__ = ["graph_file"]

_BUILT: Final = Path("exports") / "graph.ttl"


def graph_file(data: Path | None, *, quiet: bool = False) -> Path:
    """The graph's file: the one given, or ``graph.ttl`` of the folder given, or of a build at hand, or the one shipped.

    Raises :class:`StoreError` where there is none.
    """
    if data is not None:
        path = data / "graph.ttl" if data.is_dir() else data
        if not path.is_file():
            raise StoreError(str(path), "there is no such graph", "Give --data a Turtle file or the folder of a build")
        return path
    if _BUILT.is_file():
        return _BUILT
    if not FIVE_NOTICES.is_file():
        raise StoreError(str(_BUILT), "there is no graph yet", "Make one with 'kg build', or name one with --data")
    if not quiet:
        click.echo(
            "No build at hand (exports/graph.ttl): asking the graph of five real notices, shipped without texts.",
            err=True,
        )
    return FIVE_NOTICES
