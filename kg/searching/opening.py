"""The index that belongs to a place: the one that its build made, or one made on the spot of a graph that has none."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.model.errors import BadQuery, StoreError
from kg.model.wording import told
from kg.searching.finding import Found, Index
from kg.searching.graph_rows import rows_in
from kg.searching.index import INDEX_NAME, filled, written_index
from kg.store.disk import is_store, open_store
from kg.store.graph import load_store

__all__ = ["index_beside", "index_place", "make_index", "open_index", "opened", "own_index", "search"]

_GRAPH: Final = "graph.ttl"


def index_beside(place: Path) -> Path | None:
    """The file of the index of a build's folder, or of the graph in one; None where there is none to be read.

    Raises StoreError for a build's folder that has none.
    """
    folder = place if place.is_dir() else place.parent if place.name == _GRAPH else None
    if folder is None or is_store(folder):
        return None
    index = folder / INDEX_NAME
    if index.is_file():
        return index
    if place.is_dir() and (folder / _GRAPH).is_file():
        raise StoreError(
            str(place),
            told("this build has no search index ({name})", name=INDEX_NAME),
            told(
                "Build again without --without-text, or name its graph ('--data {graph}'), which is indexed anew each time",
                graph=place / _GRAPH,
            ),
        )
    return None


@contextlib.contextmanager
def opened(place: Path) -> Iterator[Index]:
    """The index of a build's folder, of a graph file or of a store. Raises StoreError.

    Of a build it is the file that the build wrote; of any other graph one is made in memory.
    """
    index = open_index(place)
    try:
        yield index
    finally:
        index.close()


def open_index(place: Path) -> Index:
    """As :func:`opened`, to be closed by who asks."""
    file = index_beside(place)
    if file is None:
        return Index(filled(rows_in(open_store(place) if is_store(place) else load_store(place))), str(place))
    try:
        return Index(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False), str(file))
    except sqlite3.DatabaseError as error:
        raise StoreError(str(file), told("cannot be opened ({error})", error=error), "Build again: 'kg build' writes it") from error


def search(place: Path | str, words: str, region: str | None = None, year: int | None = None, limit: int = 20) -> list[Found]:
    """The tasks of a build's folder, a graph file or a store that the words find, the best first.

    ``region`` is a name or a code, its own lists alone; ``year`` leaves the lists that hold it; ``limit`` is at most 1000. What there is
    to tell beside (:class:`kg.searching.Answer`) is what :meth:`kg.searching.Index.find` gives. Raises StoreError where there is no graph,
    or a build's folder without its index, BadQuery where no region is called so.
    """
    with opened(Path(place)) as index:
        answer = index.find(words, region, year, limit)
    if answer.no_region:
        remedy = told("Near it: {near}.", near="、".join(answer.near)) if answer.near else "Name one of the graph, by its name or code"
        raise BadQuery("--region", told("No region is called {region!r} here.", region=region), remedy)
    return list(answer.found)


def own_index(place: Path, store: Path, folder: Path) -> Path | None:
    """What a server asks: as :func:`index_place`, and made by :func:`make_index` where it is to be made."""
    found = index_place(place, folder)
    if found == folder:
        make_index(store, folder)
    return found


def index_place(place: Path, folder: Path) -> Path | None:
    """The folder of the index beside ``place``, or else ``folder``, where one is to be made.

    None where a build has none, which it was told to leave out.
    """
    try:
        beside = index_beside(place)
    except StoreError:
        return None
    return folder if beside is None else beside.parent


def make_index(store: Path, folder: Path) -> None:
    """Write the index of a store on disk into ``folder``, where there is none yet. Raises StoreError."""
    if (folder / INDEX_NAME).is_file():
        return
    with written_index(folder / INDEX_NAME) as writer:
        if writer is not None:
            writer.add_all(rows_in(open_store(store)))
