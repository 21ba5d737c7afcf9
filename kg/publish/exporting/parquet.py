"""Parquet, one table a class: lists as lists, numbers as numbers. Needs pyarrow, which not everybody wants to install."""

from __future__ import annotations

import importlib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kg.model.errors import StoreError
from kg.publish.exporting.tables import Cell, Column, plain, tables
from kg.queries.terms import Value
from kg.store.files import whole_file

__all__ = ["write_parquet"]

# Rows that are held in memory before they are written.
_ROWS: Final = 50_000


def write_parquet(data: Path, folder: Path) -> list[Path]:
    """Write the tables into ``folder``; the files. Raises StoreError where pyarrow is not installed."""
    try:
        arrow = importlib.import_module("pyarrow")
        writing = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        raise StoreError("parquet", "the package pyarrow is not installed", "pip install 'zeren[parquet]'") from error
    written = []
    for table in tables(data):
        schema = arrow.schema([(column.name, _type(arrow, column)) for column in table.columns])
        path = folder / f"{table.name}.parquet"
        with whole_file(path) as beside, writing.ParquetWriter(beside, schema) as out:
            batch: list[dict[str, Any]] = []
            for row in table.rows():
                batch.append({column.name: _cell(cell, column) for column, cell in zip(table.columns, row, strict=True)})
                if len(batch) == _ROWS:
                    out.write_table(arrow.Table.from_pylist(batch, schema=schema))
                    batch = []
            out.write_table(arrow.Table.from_pylist(batch, schema=schema))
        written.append(path)
    return written


def _type(arrow: Any, column: Column) -> Any:
    one = arrow.float64() if column.numeric else arrow.string()
    return arrow.list_(one) if column.several else one


def _cell(cell: Cell, column: Column) -> Any:
    if isinstance(cell, list):
        return [_value(value, column) for value in cell]
    return _value(cell, column)


def _value(value: Value, column: Column) -> float | str | None:
    if value is None:
        return None
    if column.numeric and isinstance(value, int | float | Decimal):
        return float(value)
    return plain(value)
