"""The graph that a command asks, whatever was named: a file, the folder of a build, or a store on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from pyoxigraph import DefaultGraph, Store

from kg.model.errors import StoreError, ZerenError
from kg.model.wording import told
from kg.store.confined import is_no_network
from kg.store.disk import files_with_named_graphs, is_store, open_store
from kg.store.graph import graph_files, load_store
from kg.store.kept import Kept, kept_store

__all__ = ["KEEP_FROM", "ask_graph", "open_graph", "place_of_store", "with_graph"]

T = TypeVar("T")

KEEP_FROM: Final = 8_000_000
"""Bytes of a graph's files from which on a store of it is kept. Of Turtle that is 120,000 triples, which take a second of processor time
to read into memory and 2.3 s to make a store of; a kept one is open within 0.1 s, so that the third question has paid for it."""

_HELD: Final[list[Kept]] = []


def _untold(_: str) -> None:
    """Say nothing."""


def open_graph(data: Path, *, tell: Callable[[str], None] = _untold) -> Store:
    """The graph for reading, all of it in the default graph: a store is opened, small files are read, of large ones a store is kept.

    Of a store only the default graph counts. ``tell`` is told what takes time. The kept store is removed by nobody as long as this process
    lives. Raises StoreError where the data cannot be read.
    """
    if is_store(data):
        return _checked(open_store(data), data)
    kept = _kept(data, tell)
    if kept is None:
        return load_store(data)
    _HELD.append(kept)
    return kept.store


def ask_graph(data: Path, ask: Callable[[Store], T], *, tell: Callable[[str], None] = _untold) -> T:
    """What ``ask`` gives of the graph, opened as by :func:`open_graph`. ``ask`` must leave nothing of the store to be read later.

    Where a kept store turns out to be damaged while it is read, it is thrown away, made again, and asked again, which ``tell`` is told.
    """
    if is_store(data):
        return ask(open_graph(data))
    kept = _kept(data, tell)
    if kept is None:
        return ask(load_store(data))
    return _over_damage(data, kept, lambda kept: ask(kept.store), tell)


def with_graph(data: Path, work: Callable[[], T], *, tell: Callable[[str], None] = _untold) -> T:
    """What ``work`` gives, which opens the graph itself; once more where the kept store of it was damaged, as in :func:`ask_graph`."""
    kept = None if is_store(data) else _kept(data, tell)
    return work() if kept is None else _over_damage(data, kept, lambda _: work(), tell)


def _over_damage(data: Path, kept: Kept, work: Callable[[Kept], T], tell: Callable[[str], None]) -> T:
    try:
        return work(kept)
    except (ZerenError, OSError, RuntimeError) as error:
        if not _is_damage(error):
            raise
        tell(told("The kept store {folder} is damaged ({error}): it is thrown away and made again.", folder=kept.folder, error=error))
    kept.throw_away()
    again = kept_store(graph_files(data), named_graphs=False, tell=tell)
    return work(again)


def place_of_store(data: Path, *, tell: Callable[[str], None] = _untold) -> Kept | None:
    """The kept store of a graph with its named graphs, for whoever opens it in other processes; None where the files are small."""
    return _kept(data, tell, named_graphs=True)


def _kept(data: Path, tell: Callable[[str], None], *, named_graphs: bool = False) -> Kept | None:
    files = files_with_named_graphs(data) if named_graphs else graph_files(data)
    if _size(files) < KEEP_FROM:
        return None
    try:
        return kept_store(files, named_graphs=named_graphs, tell=tell)
    except StoreError as error:
        # What is wrong with the files themselves is said when they are read.
        tell(told("No store is kept, so that each question reads the files anew: {error}", error=error))
        return None


def _size(files: tuple[Path, ...]) -> int:
    try:
        return sum(path.stat().st_size for path in files)
    except OSError:  # whoever reads it says why it cannot be read
        return 0


def _checked(store: Store, path: Path) -> Store:
    if next(iter(store.quads_for_pattern(None, None, None, DefaultGraph())), None) is None and len(store):
        raise StoreError(
            str(path),
            "all of this store stands in named graphs, and questions are put to its default graph",
            "Make one with 'kg build --store DIR', which holds both",
        )
    return store


def _is_damage(error: BaseException) -> bool:
    """Whether the store's own library failed at reading: its errors carry words and no number of the system."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, RuntimeError) and "Corruption" in str(seen):
            return True
        if isinstance(seen, OSError):
            return seen.errno is None and not is_no_network(seen)
        seen = seen.__cause__
    return False
