"""Which graph a command asks, and saying so where the user did not choose it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from kg.model.errors import StoreError
from kg.model.wording import said, say, told
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
            click.echo(say("The graph of the build at hand: {file}", file=_BUILT), err=True)
            _say_what_does_not_fit(_BUILT.parent)
        return _BUILT
    if not FIVE_NOTICES.is_file():
        raise StoreError(str(_BUILT), "there is no graph yet", "Make one with 'kg build', or name one with --data")
    if not quiet:
        click.echo(say("No build at hand ({file}): the graph of five real notices, shipped without their texts.", file=_BUILT), err=True)
    return FIVE_NOTICES


def teller(*, quiet: bool) -> Callable[[str], None]:
    """Says on standard error what takes time before a graph can be asked; nothing where the user wants to hear nothing."""
    return (lambda message: None) if quiet else (lambda message: click.echo(said(message), err=True))


def _say_what_does_not_fit(folder: Path) -> None:
    """One line where a build's folder is not as its manifest says; nothing of a folder without one."""
    faults = check(folder)
    if faults:
        more = told(" and {count} more", count=len(faults) - _SHOWN) if len(faults) > _SHOWN else ""
        click.echo(
            say(
                "{folder} is not as it was built: {faults}{more}. Build it again, or ask the file alone.",
                folder=folder,
                faults="; ".join(map(str, faults[:_SHOWN])),
                more=more,
            ),
            err=True,
        )
