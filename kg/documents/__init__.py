"""From files to text: every format becomes a :class:`~kg.documents.source.Source`, and parsing need not know which it
was.

:func:`find` turns what a command line names into files. :func:`read` gives the documents of one file; what cannot be
read comes as an :class:`~kg.errors.UnreadableSource` among them, and costs no other document.
"""

from __future__ import annotations

from kg.documents.finding import find
from kg.documents.reading import read, read_bytes
from kg.documents.source import CELL_BREAK, Cell, Place, Source, Table

__all__ = ["CELL_BREAK", "Cell", "Place", "Source", "Table", "find", "read", "read_bytes"]
