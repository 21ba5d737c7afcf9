"""Which graph a command asks, and saying so where the user did not choose it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from kg.model.errors import StoreError
from kg.resources import FIVE_NOTICES
from kg.store.folder import settled
from kg.store.manifest import check

__all__ = ["graph_at", "teller"]

_SHOWN: Final = 3
_BUILT: Final = Path("exports") / "graph.ttl"


def graph_at(data: Path | None, *, quiet: bool = False) -> Path:
    """The file or folder that ``--data`` names; without it the build at hand, else the graph that ships with the program.

    Raises :class:`StoreError` where there is none of them.
    """
    if data is not None:
        settled(data if data.is_dir() else data.parent)
        if not quiet:
            _say_what_does_not_fit(data)
        return data
    settled(_BUILT.parent)
    if _BUILT.is_file():
        if not quiet:
            click.echo(f"The graph of the build at hand: {_BUILT}", err=True)
            _say_what_does_not_fit(_BUILT.parent)
        return _BUILT
    if not FIVE_NOTICES.is_file():
        raise StoreError(str(_BUILT), "there is no graph yet", "Make one with 'kg build', or name one with --data")
    if not quiet:
        click.echo(f"No build at hand ({_BUILT}): the graph of five real notices, shipped without their texts.", err=True)
    return FIVE_NOTICES


def teller(*, quiet: bool) -> Callable[[str], None]:
    """Says on standard error what takes time before a graph can be asked; nothing where the user wants to hear nothing."""
    return (lambda told: None) if quiet else (lambda told: click.echo(told, err=True))


def _say_what_does_not_fit(folder: Path) -> None:
    """One line where a build's folder is not as its manifest says; nothing of a folder without one."""
    faults = check(folder)
    if faults:
        more = f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        click.echo(
            f"{folder} is not as it was built: {'; '.join(map(str, faults[:_SHOWN]))}{more}. Build it again, or ask the file alone.",
            err=True,
        )
