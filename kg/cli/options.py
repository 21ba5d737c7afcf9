"""Options that several commands share, so that each is spelled and explained alike everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

__all__ = ["corrections_option", "data_option", "format_option", "knowledge_option", "output_option", "quiet_option", "sources_argument"]

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


def corrections_option(function: _Function) -> _Function:
    """``--corrections``: what people decided about the documents."""
    return click.option(
        "--corrections",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="What people put right in the documents; by default corrections.jsonl beside them, where there is one.",
    )(function)


def knowledge_option(function: _Function) -> _Function:
    """``--knowledge``: a user's own knowledge. :mod:`kg.cli.program` looks it up before anything of the program's is loaded."""
    return click.option(
        "--knowledge",
        type=click.Path(path_type=Path, file_okay=False),
        expose_value=False,
        metavar="DIR",
        help="Your own offices, indicators and words, over the program's: functions.ttl, indicators.ttl, words/*.txt.",
    )(function)


def quiet_option(function: _Function) -> _Function:
    """``--quiet``: no messages but errors."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(function)
