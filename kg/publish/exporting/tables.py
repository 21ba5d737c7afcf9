"""Tables, one a class: a row a thing; a column a property, and for a property that leads to things their names beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kg.publish.exporting.things import Graph, Property, Thing
from kg.queries.terms import Value

__all__ = ["Column", "Table", "plain", "tables"]

Cell = Value | list[Value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``several`` where a cell is a list, ``numeric`` where all values are numbers."""

    name: str
    several: bool
    numeric: bool


@dataclass(frozen=True, slots=True)
class Table:
    """All things of one class."""

    name: str
    columns: tuple[Column, ...]
    graph: Graph

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, by IRI. A cell of a column that holds several is a list, any other a value or None."""
        for thing in self.graph.things(self.name):
            yield tuple(self._cells(thing))

    def _cells(self, thing: Thing) -> Iterator[Cell]:
        values: dict[str, list[Value]] = dict(thing.literals())
        for name, iris in thing.links():
            values[name] = list(iris)
            values[f"{name}Label"] = [self.graph.label(iri) for iri in iris]
        values["iri"] = [thing.iri]
        for column in self.columns:
            found = values.get(column.name, [])
            yield found if column.several else (found[0] if found else None)


def tables(data: Path) -> Iterator[Table]:
    """The tables of all classes that have things. Raises StoreError where the data cannot be read."""
    graph = Graph(data)
    for kind in graph.kinds:
        columns = [Column("iri", several=False, numeric=False)]
        for found in graph.columns(kind):
            columns += _columns(found)
        yield Table(kind, tuple(columns), graph)


def _columns(found: Property) -> list[Column]:
    if not found.links:
        return [Column(found.name, found.several, found.numeric)]
    names = [found.name, f"{found.name}Label"] if found.named else [found.name]
    return [Column(name, found.several, numeric=False) for name in names]


def plain(value: Value) -> str:
    """A value as text: numbers without an exponent, truth as true and false, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
