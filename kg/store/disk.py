"""A graph as an Oxigraph store on disk: made once, opened at once, by many processes at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, Store, parse

from kg.model.errors import StoreError
from kg.model.wording import told
from kg.store.files import full_disk_told
from kg.store.graph import RDF_FORMATS, graph_files
from kg.store.parts import part_folder, sweep

__all__ = ["check_place", "files_with_named_graphs", "fill_store", "is_store", "open_store", "write_store"]

_MARK: Final = "CURRENT"
_NAMED_GRAPHS: Final = "graph.nq"


def is_store(path: Path) -> bool:
    """Whether the folder is a store that :func:`write_store` (or Oxigraph itself) made."""
    return (path / _MARK).is_file()


def open_store(path: Path) -> Store:
    """The store for reading. Any number of processes may have it open. Raises StoreError."""
    try:
        return Store.read_only(str(path))
    except (OSError, RuntimeError) as error:  # RuntimeError is what the library raises for a checksum that is wrong
        raise StoreError(
            str(path), told("cannot be opened as a store: {error}", error=error), "Make it again with 'kg build --store DIR'"
        ) from error


def check_place(folder: Path) -> None:
    """Raise StoreError where :func:`write_store` could not put a store: to be asked before long work, too."""
    if folder.exists() and not is_store(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise StoreError(str(folder), "something is there that is no store", "Name an empty or a new folder")


def write_store(data: Path, folder: Path) -> None:
    """Load a graph (a file, or the folder of a build) into a new store in ``folder``.

    The default graph holds everything; of a build, whose N-Quads stand beside the Turtle, each document is a named graph too.
    The folder appears whole or not at all, and takes the place of a store that was there. Raises StoreError where the data
    cannot be read, or where the folder holds something else.
    """
    check_place(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep(folder.parent, folder.name)
    with full_disk_told(folder), part_folder(folder) as beside:
        fill_store(beside, files_with_named_graphs(data))
        beside.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)


def files_with_named_graphs(data: Path) -> tuple[Path, ...]:
    """The files of a graph, of a build's folder the N-Quads too. Raises StoreError as :func:`kg.store.graph.graph_files`."""
    files = graph_files(data)
    quads = data / _NAMED_GRAPHS
    return (*files, quads) if quads not in files and quads.is_file() else files


@contextlib.contextmanager
def _numbered() -> Iterator[None]:
    """The errors of the store's own library carry words and no number."""
    try:
        yield
    except OSError as error:
        if error.errno is None and os.strerror(errno.ENOSPC) in str(error):
            raise OSError(errno.ENOSPC, str(error)) from error
        raise


def fill_store(folder: Path, files: Iterable[Path], *, named_graphs: bool = True, relative: bool = True) -> None:
    """Load files into a new store in ``folder``: into its default graph, and with ``named_graphs`` into their named graphs too.

    With ``relative`` IRIs are resolved against the file's own; without it a relative IRI is an error. Raises StoreError for what does not
    parse or cannot be read, OSError where the disk takes no more.
    """
    listed = tuple(files)
    with _numbered():
        store = Store(str(folder))
        for path in listed:
            form, base = RDF_FORMATS[path.suffix.lower()], path.resolve().as_uri() if relative else None
            try:
                if named_graphs or not form.supports_datasets:
                    store.bulk_load(path=path, format=form, base_iri=base)
                if form.supports_datasets and (len(listed) == 1 or not named_graphs):
                    # The questions of the catalogue are put to the default graph.
                    quads = parse(path=path, format=form, base_iri=base)
                    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
            except (SyntaxError, ValueError) as error:
                raise StoreError(str(path), told("does not parse: {error}", error=error), "Build it again, or correct it") from error
            except OSError as error:
                if os.strerror(errno.ENOSPC) in str(error):
                    raise
                raise StoreError(str(path), told("cannot be read: {error}", error=error), "Check the file") from error
        store.flush()
        store.optimize()
