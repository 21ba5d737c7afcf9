"""Parquet: tables whose schema never depends on the data. Needs pyarrow, which not everybody wants to install."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from kg.model.errors import StoreError
from kg.publish.exporting.fixed_tables import TABLES, Kind, Names, cells_of
from kg.publish.exporting.networked_tables import edge_rows, node_rows
from kg.store.files import whole_file
from kg.store.opening import open_graph

__all__ = ["write_parquet"]

# Rows that are held in memory before they are written; a row group of the file.
_ROWS: Final = 50_000
_NODES: Final = (("id", "text"), ("label", "text"), ("name", "text"))
_EDGES: Final = (("src", "text"), ("dst", "text"), ("relationship", "text"))


def write_parquet(data: Path, folder: Path) -> list[Path]:
    """Write the tables into ``folder``; the files. Of a class without things the table is there, with its schema and no rows.

    Raises StoreError where pyarrow is not installed, or the graph cannot be read.
    """
    try:
        arrow = importlib.import_module("pyarrow")
        writing = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise StoreError("parquet", "the package pyarrow is not installed", "pip install 'zeren[parquet]'") from error
    types = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
    }

    def written(name: str, columns: Iterable[tuple[str, Kind | str]], rows: Iterator[Sequence[Any]]) -> Path:
        schema = arrow.schema([(column, types[kind]) for column, kind in columns])
        path = folder / f"{name}.parquet"
        with whole_file(path) as beside, writing.ParquetWriter(beside, schema, compression="zstd") as out:
            while batch := list(itertools.islice(rows, _ROWS)):
                out.write_table(
                    arrow.Table.from_arrays([arrow.array(cells, field.type) for cells, field in _by_column(batch, schema)], schema=schema)
                )
        return path

    store = open_graph(data)
    names, terms = Names(store), set[str]()
    files = [
        written(table.name, [("iri", "text"), *((column.name, column.kind) for column in table.columns)], cells_of(store, table, names))
        for table in TABLES
    ]
    # Edges first: what they lead to, and is no thing of the graph, is a node too.
    edges = written("edges", _EDGES, edge_rows(store, terms))
    return [*files, written("nodes", _NODES, node_rows(store, names, terms)), edges]


def _by_column(batch: list[Sequence[Any]], schema: Any) -> Iterator[tuple[list[Any], Any]]:
    for number, field in enumerate(schema):
        yield [row[number] for row in batch], field
