"""Columns and rows as pandas DataFrames, typed by what a column is and never by what it happens to hold. pandas is imported here, late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from kg.door.tables import Column
from kg.model.errors import MissingExtra
from kg.queries import Result

if TYPE_CHECKING:
    from pandas import DataFrame

__all__ = ["answer_frame", "table_frame"]

_LARGEST: Final = 1 << 63


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("pandas", "tables and answers come as its DataFrames") from error
    return pandas


def table_frame(cells: Iterable[tuple[Column, Sequence[object]]]) -> DataFrame:
    """The columns as a DataFrame: the same names and dtypes whatever the cells hold. Raises MissingExtra without pandas."""
    pd = _pandas()
    made = {column.name: _series(pd, column, values) for column, values in cells}
    frame: DataFrame = pd.DataFrame(made)
    return frame


def _series(pd: Any, column: Column, values: Sequence[object]) -> Any:
    if column.dtype == "category":
        return pd.Series(pd.Categorical(values, categories=pd.Index(column.words, dtype="str" if pd.__version__ >= "3" else "object")))
    if column.dtype.startswith("datetime"):
        return pd.Series([_day(value) for value in values], dtype=column.dtype)
    return pd.Series(values, dtype=column.dtype)


def _day(value: object) -> date | None:
    """The day that an ISO date names; a date printed in words names none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def answer_frame(answer: Result, known: Mapping[str, str] | None = None) -> DataFrame:
    """An answer as a DataFrame. ``known`` says of columns which dtype they have, whatever this answer holds.

    Of a column that is not known the values decide: Int64 for whole numbers, Float64 for other numbers, boolean for truths, else string.
    Raises MissingExtra without pandas.
    """
    pd = _pandas()
    columns = list(zip(*answer.rows, strict=True)) if answer.rows else [()] * len(answer.columns)
    made = {}
    for name, values in zip(answer.columns, columns, strict=True):
        cells, dtype = _typed(values) if known is None or name not in known else _as(values, known[name])
        made[name] = pd.Series(cells, dtype=dtype)
    frame: DataFrame = pd.DataFrame(made)
    return frame


def _as(values: Sequence[object], dtype: str) -> tuple[list[object], str]:
    if dtype == "Int64":
        return [value if isinstance(value, int) and -_LARGEST <= value < _LARGEST else None for value in values], dtype
    if dtype == "Float64":
        return [_float(value) for value in values], dtype
    if dtype.startswith("datetime"):
        return [_day(value) for value in values], dtype
    return [None if value is None else _said(value) for value in values], dtype


def _typed(values: Sequence[object]) -> tuple[list[object], str]:
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return list(values), "boolean"
    if known and all(isinstance(value, int | float | Decimal) and not isinstance(value, bool) for value in known):
        if all(isinstance(value, int) and -_LARGEST <= value < _LARGEST for value in known):
            return list(values), "Int64"
        return [_float(value) for value in values], "Float64"
    return [None if value is None else _said(value) for value in values], "string"


def _float(value: object) -> float | None:
    try:
        return float(value) if isinstance(value, int | float | Decimal) else None
    except OverflowError:
        return None


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
