"""From files to text: every format becomes a :class:`~kg.model.source.Source`, and parsing need not know which it
was.

:func:`find` turns what a command line names into files. :func:`read` gives the documents of one file; what cannot be
read comes as an :class:`~kg.model.errors.UnreadableSource` among them, and costs no other document.
"""

from __future__ import annotations

from kg.documents.annexed import annexes_beside, find, look_through
from kg.documents.loading import load
from kg.documents.opening import read, read_bytes
from kg.documents.pictures.reading import Scans
from kg.model.source import Source

__all__ = ["Scans", "Source", "annexes_beside", "find", "load", "look_through", "read", "read_bytes"]
