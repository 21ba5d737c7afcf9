"""A bar on standard error while documents are worked through; nothing where standard error is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

__all__ = ["tracked"]

_Item = TypeVar("_Item")


def tracked(items: Sequence[_Item], what: str, *, quiet: bool = False) -> Iterator[_Item]:
    """The items, one after the other, with a bar that moves on as each is done."""
    if quiet or len(items) < 2 or not sys.stderr.isatty():
        yield from items
        return
    yield from track(items, description=what, console=Console(stderr=True), transient=True)
