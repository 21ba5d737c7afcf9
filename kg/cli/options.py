"""Options that several commands share, so that each is spelled and explained alike everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["data_option", "format_option", "output_option", "quiet_option", "sources_argument"]

_Function = TypeVar("_Function", bound=Callable[..., Any])


def sources_argument(function: _Function) -> _Function:
    """``SOURCE…``: files, folders, patterns."""
    return click.argument("sources", nargs=-1, metavar="[SOURCE]...")(function)


def data_option(function: _Function) -> _Function:
    """``--data``: the graph that is asked."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path),
        metavar="FILE|DIR",
        help="The graph: a file, the folder of a build, or a store made by 'kg build --store'. Without it: exports/graph.ttl, else the "
        "five notices that come with the program.",
    )(function)


def format_option(choices: Sequence[str]) -> Callable[[_Function], _Function]:
    """``--format``: how results are written; the first of ``choices`` is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(list(choices)),
        default=choices[0],
        show_default=True,
        help="How to write the result.",
    )


def output_option(function: _Function) -> _Function:
    """``-o``: a file for the result."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the result to this file instead of standard output.",
    )(function)


def quiet_option(function: _Function) -> _Function:
    """``--quiet``: no messages but errors."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(function)
