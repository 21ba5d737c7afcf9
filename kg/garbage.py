"""The interpreter's search for cycles, made rarer while much is made and none of it in cycles."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator
from typing import Final

__all__ = ["collect_seldom", "fewer_collections"]

# New objects before the youngest generation is searched, and searches of one generation before the next is searched too.
_RARE: Final = (50_000, 20, 100)


def collect_seldom() -> None:
    """Search for cycles seldom from now on: in a process that does nothing else than to make records and pages."""
    gc.set_threshold(*_RARE)


@contextlib.contextmanager
def fewer_collections() -> Iterator[None]:
    """Search for cycles seldom inside the block: records and pages hold none, and the searches take a sixth of a build's time.

    What the interpreter was set to before holds again afterwards.
    """
    before = gc.get_threshold()
    collect_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*before)
