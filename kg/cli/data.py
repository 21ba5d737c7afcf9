"""Which graph a command asks, and saying so where the user did not choose it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from kg.model.errors import StoreError
from kg.resources import FIVE_NOTICES

__all__ = ["graph_at"]

_BUILT: Final = Path("exports") / "graph.ttl"


def graph_at(data: Path | None, *, quiet: bool = False) -> Path:
    """The file or folder that ``--data`` names; without it the build at hand, else the graph that ships with the program.

    Raises :class:`StoreError` where there is none of them.
    """
    if data is not None:
        return data
    if _BUILT.is_file():
        if not quiet:
            click.echo(f"The graph of the build at hand: {_BUILT}", err=True)
        return _BUILT
    if not FIVE_NOTICES.is_file():
        raise StoreError(str(_BUILT), "there is no graph yet", "Make one with 'kg build', or name one with --data")
    if not quiet:
        click.echo(f"No build at hand ({_BUILT}): the graph of five real notices, shipped without their texts.", err=True)
    return FIVE_NOTICES
