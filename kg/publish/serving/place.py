"""The store that processes open: the one that was named, the one that is kept of large files, or one made for the time of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store.disk import is_store, write_store
from kg.store.opening import place_of_store

__all__ = ["pages_beside", "store_of"]


@contextmanager
def store_of(data: Path, folder: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    """The store of a graph for the time of the block, in which nobody removes it; one that is made of small files stands in ``folder``.

    ``tell`` is told what takes time. Raises StoreError where the data cannot be read.
    """
    if is_store(data):
        yield data
        return
    kept = place_of_store(data, tell=tell)
    if kept is not None:
        yield kept.folder
        return
    made = folder / "store"
    write_store(data, made)
    yield made


def pages_beside(data: Path) -> Path | None:
    """The folder of the pages that a build wrote with this graph; None where it wrote none, or the graph is from elsewhere."""
    folder = data if data.is_dir() else data.parent
    pages = folder / "html"
    return pages if (folder / "manifest.json").is_file() and (pages / "index.html").is_file() else None
