"""PDF (being written)."""

from __future__ import annotations

from kg.documents.source import Source
from kg.documents.writing import Origin
from kg.errors import UnreadableSource

__all__ = ["read_pdf"]


def read_pdf(data: bytes, origin: Origin) -> Source:
    """Not yet."""
    raise UnreadableSource(origin.path, "a PDF", "Save it as DOCX")
