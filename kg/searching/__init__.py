"""Tasks found by words: an index that a build makes, and asking it."""

from __future__ import annotations

from kg.searching.blocks import Block, blocks_of
from kg.searching.finding import Answer, Found, Index
from kg.searching.index import INDEX_NAME, Writer, written_index
from kg.searching.opening import open_index, opened, search
from kg.searching.rows import Row, rows_of

__all__ = [
    "INDEX_NAME",
    "Answer",
    "Block",
    "Found",
    "Index",
    "Row",
    "Writer",
    "blocks_of",
    "open_index",
    "opened",
    "rows_of",
    "search",
    "written_index",
]
