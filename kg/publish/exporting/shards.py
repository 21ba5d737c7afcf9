"""Compressed N-Quads in shards of one length, with a manifest: what engines on several machines take in side by side."""

from __future__ import annotations

import gzip
import itertools
import re
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.model.errors import StoreError
from kg.publish.exporting.statements import source_of_quads
from kg.store.files import whole_file
from kg.store.manifest import MANIFEST, read, write
from kg.store.stream import quads_of

__all__ = ["SHARD_TRIPLES", "write_shards"]

SHARD_TRIPLES: Final = 1_000_000
"""Triples a shard, unless told otherwise: some 20 MB, which a worker takes in within seconds."""
_SHARD: Final = re.compile(r"graph-[0-9]{5,}\.nq\.gz")
_BATCH: Final = 20_000
# N-Quads of this graph shrink to a twentieth at level 3 already.
_LEVEL: Final = 3


def write_shards(data: Path, folder: Path, triples: int = SHARD_TRIPLES) -> list[Path]:
    """Write ``graph-00000.nq.gz`` and so on into ``folder``, ``triples`` statements each, and ``manifest.json`` last; the files.

    The same graph gives the same bytes. Shards that an earlier manifest names and that are no more go. Memory holds a batch. Raises
    StoreError where the graph cannot be read.
    """
    before = _named_before(folder)
    (folder / MANIFEST).unlink(missing_ok=True)
    written: list[Path] = []
    quads = quads_of(source_of_quads(data))
    while (first := next(quads, None)) is not None:
        path = folder / f"graph-{len(written):05}.nq.gz"
        rest = itertools.chain([first], itertools.islice(quads, triples - 1))
        with whole_file(path) as beside, beside.open("wb") as raw, gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as out:
            while batch := list(itertools.islice(rest, _BATCH)):
                out.write(ox.serialize(batch, format=ox.RdfFormat.N_QUADS) or b"")
        written.append(path)
    if not written:
        raise StoreError(str(data), "no triple in it", "Build it again")
    names = [path.name for path in written]
    for name in before - set(names):
        (folder / name).unlink(missing_ok=True)
    return [*written, write(folder, names)]


def _named_before(folder: Path) -> set[str]:
    """The shards of an earlier export. Raises StoreError where the folder is another one's, such as a build's."""
    try:
        manifest = read(folder)
    except StoreError:
        return set()
    named = set(manifest.files) if manifest is not None else set()
    if not all(_SHARD.fullmatch(name) for name in named):
        raise StoreError(str(folder), "its manifest is not that of shards", "Name a folder of its own")
    return named
