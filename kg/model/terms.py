"""Where the project's own names begin: the ontology, its shapes, the things of a graph, the graph itself.

Each address stands here and in no other module; ``ontology/`` and ``queries/`` write it out, since they are read without this program.
"""

from __future__ import annotations

from typing import Final

__all__ = ["BASE", "GRAPH", "RECORDS", "SHAPES", "WORKBOOK", "ZR"]

_HOME: Final = "https://w3id.org/zeren/"

ZR: Final = f"{_HOME}ontology#"
"""What the terms of the ontology begin with (``zr:``)."""

SHAPES: Final = f"{_HOME}shapes"
"""The shapes that a graph keeps."""

RECORDS: Final = f"{_HOME}records"
"""The JSON Schema of the records."""

WORKBOOK: Final = f"{_HOME}workbook#"
"""What the hidden columns of a list that is handed out are called."""

BASE: Final = f"{_HOME}id/"
"""What the IRIs of things begin with, where a build is not told otherwise."""

GRAPH: Final = f"{_HOME}graph"
"""The data set that a build makes, and the named graph of triples that stand in none."""
